//! What staff type into a quote, and how it is read: as lines to the cent, with what stands in the way of printing it.

pub mod draft;
