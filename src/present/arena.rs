//! Where the words of one view live: everything is put in one after the other and freed at once.
//!
//! A view is made of thousands of small texts and lists that live equally long. Freeing each of them by itself would
//! be a good part of the program.

use super::language::{Entry, Words};
use bumpalo::Bump;

/// The memory of one view.
#[derive(Debug, Default)]
pub struct Arena(Bump);

impl Arena {
    /// Keeps a text.
    pub fn text(&self, text: &str) -> &str {
        self.0.alloc_str(text)
    }

    /// Keeps words that are in the page's language already, or that no language changes.
    pub fn words(&self, text: &str) -> Words<'_> {
        Words(self.one(Entry::Ready(self.text(text))))
    }

    /// Keeps a list.
    pub fn list<T: Copy>(&self, items: &[T]) -> &[T] {
        self.0.alloc_slice_copy(items)
    }

    /// Keeps one thing.
    pub fn one<T: Copy>(&self, item: T) -> &T {
        self.0.alloc(item)
    }
}
