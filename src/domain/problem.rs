//! What is wrong with an input: where, what stands there, and what to put instead.

use super::vocabulary::vocabulary;

vocabulary! {
    /// The kind of problem, for programs.
    ProblemCode {
        /// Another type than the one that belongs there, or no JSON at all.
        Type = "type",
        /// A number, a date or a list outside what is allowed.
        Range = "range",
        /// A required key that is not there.
        Missing = "missing",
        UnknownKey = "unknown-key",
        UnknownWord = "unknown-word",
        /// Two parts of the input that contradict each other.
        Conflict = "conflict",
        /// A version that this program does not read.
        Version = "version",
    }
}

/// One problem of an input, in words for the person who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: ProblemCode,
    /// The place, such as `items[3].price.fixed`; empty for the whole input.
    pub path: String,
    /// What stands there and why that is wrong.
    pub problem: String,
    /// What to put instead.
    pub fix: String,
}
