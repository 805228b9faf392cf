//! The words of the price-list editor; only the staff's program has them.

pub mod columns;
pub mod page;
pub mod preview;
