//! Triples (low, typical, high), whole-number ranges and the summaries that the estimate is made of.

/// Low, typical and high of one quantity, in ascending order; a known value has all three the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Triple<T> {
    low: T,
    typical: T,
    high: T,
}

impl<T: Copy + Ord> Triple<T> {
    /// The triple, if the three are in ascending order.
    pub fn new(low: T, typical: T, high: T) -> Option<Self> {
        (low <= typical && typical <= high).then_some(Self { low, typical, high })
    }

    /// The triple of three values that the loader found in order.
    pub(crate) const fn loaded(low: T, typical: T, high: T) -> Self {
        Self { low, typical, high }
    }

    /// A value known exactly.
    pub fn known(value: T) -> Self {
        Self { low: value, typical: value, high: value }
    }

    /// An agreed range whose typical value is the published one, moved into the range.
    pub fn agreed(range: Range<T>, published_typical: T) -> Self {
        Self { low: range.low, typical: published_typical.clamp(range.low, range.high), high: range.high }
    }

    /// The smallest value.
    pub fn low(self) -> T {
        self.low
    }

    /// The middle number of the triple; not the median of anything.
    pub fn typical(self) -> T {
        self.typical
    }

    /// The largest value.
    pub fn high(self) -> T {
        self.high
    }

    /// Whether low and high are the same value.
    pub fn is_known(self) -> bool {
        self.low == self.high
    }

    /// The three values in ascending order.
    pub fn to_array(self) -> [T; 3] {
        [self.low, self.typical, self.high]
    }
}

/// An inclusive range of whole numbers, low at most high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range<T> {
    low: T,
    high: T,
}

impl<T: Copy + Ord> Range<T> {
    /// The range, if low is not above high.
    pub fn new(low: T, high: T) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }

    /// The range of two values that the loader found in order.
    pub(crate) const fn loaded(low: T, high: T) -> Self {
        Self { low, high }
    }

    /// The smallest value.
    pub fn low(self) -> T {
        self.low
    }

    /// The largest value.
    pub fn high(self) -> T {
        self.high
    }
}

/// Minimum, 10th percentile, median, 90th percentile and maximum of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Five<T> {
    pub min: T,
    pub p10: T,
    pub p50: T,
    pub p90: T,
    pub max: T,
}

/// The 10th, 50th and 90th percentile of something measured in floating point (improvement, response).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band<T> {
    pub p10: T,
    pub p50: T,
    pub p90: T,
}
