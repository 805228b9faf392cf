//! The words of the staff's pages; only the staff's program has them.

#[cfg(feature = "prerender")]
pub mod frame;
pub mod page;
