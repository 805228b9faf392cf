//! What the browser keeps for this tab: texts that survive a reload and a crash, until the tab is closed.

#![expect(clippy::disallowed_types, reason = "the one module that may touch storage")]

use web_sys::Storage;

/// Why a text could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The person or the browser allows no storage.
    Blocked,
    /// There is storage, but no room in it; some browsers give private windows none.
    Full,
}

fn storage() -> Option<Storage> {
    // Where storage is blocked, asking for it throws.
    web_sys::window()?.session_storage().ok()?
}

/// The text of a key; none where nothing is kept.
///
/// # Errors
/// Where storage is blocked.
pub fn get(key: &str) -> Result<Option<String>, Unkept> {
    storage().and_then(|storage| storage.get_item(key).ok()).ok_or(Unkept::Blocked)
}

/// Keeps a text; what was kept before stays where there is no room.
///
/// # Errors
/// Where storage is blocked or full.
pub fn set(key: &str, text: &str) -> Result<(), Unkept> {
    storage().ok_or(Unkept::Blocked)?.set_item(key, text).map_err(|_| Unkept::Full)
}

/// Keeps nothing under a key.
///
/// # Errors
/// Where storage is blocked.
pub fn remove(key: &str) -> Result<(), Unkept> {
    storage().and_then(|storage| storage.remove_item(key).ok()).ok_or(Unkept::Blocked)
}
