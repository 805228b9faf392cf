//! The microneedling estimator: sessions, cost, timeline and comparison with laser, from published figures or a clinic's price list.
//!
//! The modules in reading order: `domain` is the model; `data` holds the published figures; `codec` reads and writes
//! every format; `editor` is what a person is typing; `present` puts estimates into words; `ui` draws them; `browser`
//! is the only part that touches the window. Without the feature `ui`, no browser crate is even a dependency.

pub mod codec;
pub mod data;
pub mod domain;
pub mod editor;
pub mod present;

#[cfg(feature = "api")]
pub mod api;
#[cfg(feature = "translation")]
pub mod translation;

#[cfg(feature = "ui")]
#[allow(clippy::disallowed_methods, reason = "the one module that may touch the window")]
pub mod browser;
#[cfg(feature = "ui")]
pub mod ui;
