//! The words of the staff's pages; only the staff's program has them.

#[cfg(feature = "translation")]
pub mod frame;
pub mod good_faith;
pub mod names;
pub mod notes;
pub mod office_copy;
pub mod offline;
pub mod page;
pub mod paper;
pub mod patient_copy;
pub mod quote;
pub mod sums;
