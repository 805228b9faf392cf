//! placeholder
mod page;
