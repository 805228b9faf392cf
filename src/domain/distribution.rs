//! Exact distributions: integer weights enumerated in full, so that the same input gives the same figures everywhere.
//! Floating point only aims the search for a quantile and prints a share; it decides nothing.
#![allow(clippy::float_arithmetic)]

use super::money::Money;
use super::quantity::{Band, Five, Triple};

/// A value that a distribution ranges over: it has a place among the whole numbers, and that place gives it back.
///
/// One sort of whole numbers then serves every distribution; one for each type would cost the page 20 KB.
pub trait Ordinal: Copy + Ord + Default {
    /// The place of the value; ascending with the values.
    fn ordinal(self) -> i64;
    /// The value at a place that [`Self::ordinal`] gave.
    fn at(ordinal: i64) -> Self;
}

impl Ordinal for Money {
    fn ordinal(self) -> i64 {
        self.minor()
    }
    fn at(ordinal: i64) -> Self {
        Self::from_minor(ordinal)
    }
}

impl Ordinal for u32 {
    fn ordinal(self) -> i64 {
        self.into()
    }
    fn at(ordinal: i64) -> Self {
        ordinal as Self
    }
}

/// Counts of visits, each below 2²⁰.
impl Ordinal for [u32; 3] {
    fn ordinal(self) -> i64 {
        self.into_iter().fold(0, |ordinal, count| ordinal << 20 | i64::from(count))
    }
    fn at(ordinal: i64) -> Self {
        [40, 20, 0].map(|bits| (ordinal >> bits) as u32 & 0xF_FFFF)
    }
}

/// Counts of visits, each below 2²⁰.
impl Ordinal for (u32, u32) {
    fn ordinal(self) -> i64 {
        [0, self.0, self.1].ordinal()
    }
    fn at(ordinal: i64) -> Self {
        let [_, one, other] = <[u32; 3]>::at(ordinal);
        (one, other)
    }
}

/// A finite distribution: values in ascending order, each with a positive integer weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution<T> {
    points: Vec<(T, u64)>,
}

/// The quantiles that the estimate states, in tenths: the 10th, 50th and 90th percentile.
const TENTHS: [u64; 3] = [1, 5, 9];

/// How many pairs are sorted rather than searched any further.
const FEW_PAIRS: u64 = 200;

/// Sorts weighted whole numbers and adds up the weights of equal ones.
fn merged(mut points: Vec<(i64, u64)>) -> Vec<(i64, u64)> {
    // The values mostly arrive as a few ascending runs, which the stable sort merges quickly.
    points.sort_by_key(|(value, _)| *value);
    points.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1 += later.1;
        }
        same
    });
    points
}

impl<T: Ordinal> Distribution<T> {
    /// The distribution of these values with their positive weights, in any order.
    pub fn new(points: impl IntoIterator<Item = (T, u64)>) -> Self {
        let ordinals = points.into_iter().map(|(value, weight)| (value.ordinal(), weight)).collect();
        Self { points: merged(ordinals).into_iter().map(|(ordinal, weight)| (T::at(ordinal), weight)).collect() }
    }

    /// A value known exactly.
    pub fn known(value: T) -> Self {
        Self { points: vec![(value, 1)] }
    }

    /// The values with their weights, ascending.
    pub fn points(&self) -> &[(T, u64)] {
        &self.points
    }

    /// The sum of all weights.
    ///
    /// At the limits of a scenario (1 to 24 sessions, 1 to 12 weeks, 1 to 24 months, 100 prices) it stays below 10¹⁰,
    /// and the product of two of them times ten below 10¹⁹, which `u64` holds.
    pub fn total_weight(&self) -> u64 {
        self.points.iter().map(|(_, weight)| weight).sum()
    }

    /// The first value, ascending, whose cumulative weight reaches each of the stated quantiles.
    pub fn band(&self) -> Band<T> {
        let total = self.total_weight();
        let mut cumulative = 0;
        let mut found = [None; 3];
        for (value, weight) in &self.points {
            cumulative += weight;
            for (quantile, tenths) in found.iter_mut().zip(TENTHS) {
                if quantile.is_none() && cumulative * 10 >= total * tenths {
                    *quantile = Some(*value);
                }
            }
        }
        let [p10, p50, p90] = found.map(Option::unwrap_or_default);
        Band { p10, p50, p90 }
    }

    /// The smallest value, the stated quantiles and the largest value.
    pub fn five(&self) -> Five<T> {
        let Band { p10, p50, p90 } = self.band();
        let end = |point: Option<&(T, u64)>| point.map(|(value, _)| *value).unwrap_or_default();
        Five { min: end(self.points.first()), p10, p50, p90, max: end(self.points.last()) }
    }
}

/// A whole number of which low, typical and high are known: triangular integer weights.
///
/// For 3, 4 and 6 the probabilities are 3/15, 6/15, 4/15 and 2/15.
pub fn whole_number(triple: Triple<u32>) -> Distribution<u32> {
    let (low, typical, high) = (triple.low(), triple.typical(), triple.high());
    let weight = |n: u32| {
        let (rise, fall) =
            if n <= typical { (n - low + 1, high - typical + 1) } else { (high - n + 1, typical - low + 1) };
        u64::from(rise) * u64::from(fall)
    };
    Distribution { points: (low..=high).map(|n| (n, weight(n))).collect() }
}

/// Every whole number of an inclusive range, each as likely as the other.
pub fn uniform(low: u32, high: u32) -> Distribution<u32> {
    Distribution { points: (low..=high).map(|n| (n, 1)).collect() }
}

/// The most slices that a price can be cut into.
pub const MOST_SLICES: u32 = 200;

/// A price of which low, typical and high are known: the triangular density cut into equally likely values.
///
/// Slice i of S is the inverse distribution function at (2i+1)/(2S), rounded half away from zero in exact integers;
/// floating point would miss ties. A known price is one value.
pub fn price(triple: Triple<Money>, slices: u32) -> Distribution<Money> {
    let (low, typical, high) = (triple.low().minor(), triple.typical().minor(), triple.high().minor());
    if low == high {
        return Distribution::known(triple.low());
    }
    // Amounts up to 10⁸ and at most MOST_SLICES slices keep every product below within 64 bits.
    let slices = u64::from(slices.clamp(1, MOST_SLICES));
    let (width, rise, fall) = (high.abs_diff(low), typical.abs_diff(low), high.abs_diff(typical));
    let value = |i: u64| {
        let odd = 2 * i + 1;
        if odd * width <= 2 * slices * rise {
            low.saturating_add_unsigned(root_rounded_up_at_half(odd * width * rise, 2 * slices))
        } else {
            high.saturating_sub_unsigned(root_rounded_down_at_half((2 * slices - odd) * width * fall, 2 * slices))
        }
    };
    Distribution::new((0..slices).map(|i| (Money::from_minor(value(i)), 1)))
}

/// √(numerator/denominator) to the nearest whole number, a half going up.
fn root_rounded_up_at_half(numerator: u64, denominator: u64) -> u64 {
    // r is right when (2r−1)² ≤ 4·numerator/denominator.
    (4 * numerator / denominator).isqrt().div_ceil(2)
}

/// √(numerator/denominator) to the nearest whole number, a half going down.
fn root_rounded_down_at_half(numerator: u64, denominator: u64) -> u64 {
    // r is right when (2r+1)² ≥ 4·numerator/denominator: the ceiling of the root, halved.
    let quadruple = 4 * numerator;
    let floor = (quadruple / denominator).isqrt();
    let ceiling = if floor * floor * denominator < quadruple { floor + 1 } else { floor };
    ceiling / 2
}

/// The distribution of `greater − lesser` for two independent amounts, never enumerated pair by pair.
///
/// Hundreds of thousands of pairs stand behind one comparison; counting how many lie at or below a bound takes one
/// pass over both sides, and a quantile is found by narrowing that bound.
#[derive(Debug)]
pub struct Difference<'a> {
    greater: &'a [(Money, u64)],
    lesser: &'a [(Money, u64)],
    lesser_weight: u64,
    total_weight: u64,
}

/// How many pairs lie at or below a bound, and the differences next to it.
struct Count {
    weight: u64,
    /// The largest difference at or below the bound.
    at_or_below: Option<i64>,
    /// The smallest difference above the bound.
    above: Option<i64>,
}

impl<'a> Difference<'a> {
    /// The difference of two independent amounts.
    pub fn new(greater: &'a Distribution<Money>, lesser: &'a Distribution<Money>) -> Self {
        let lesser_weight = lesser.total_weight();
        Self {
            greater: greater.points(),
            lesser: lesser.points(),
            lesser_weight,
            total_weight: greater.total_weight() * lesser_weight,
        }
    }

    /// The weight of all pairs.
    pub fn total_weight(&self) -> u64 {
        self.total_weight
    }

    /// The weight of the pairs whose difference is at most this bound.
    pub fn weight_at_most(&self, bound: i64) -> u64 {
        self.count(bound).weight
    }

    /// The 10th, 50th and 90th percentile of the difference, given those of its two sides.
    pub fn band(&self, greater: Band<Money>, lesser: Band<Money>) -> Band<Money> {
        // Deviations of independent amounts add up roughly as the sides of a right angle: a good place to begin.
        let middle = (greater.p50 - lesser.p50).minor();
        let away = |one: Money, other: Money| {
            let [one, other] = [one, other].map(|amount| amount.minor() as f64);
            (one * one + other * other).sqrt() as i64
        };
        let guesses = [
            middle - away(greater.p50 - greater.p10, lesser.p90 - lesser.p50),
            middle,
            middle + away(greater.p90 - greater.p50, lesser.p50 - lesser.p10),
        ];
        let mut found = TENTHS.into_iter().zip(guesses).map(|(tenths, guess)| self.quantile(tenths, guess));
        let mut next = || found.next().flatten().unwrap_or_default();
        Band { p10: next(), p50: next(), p90: next() }
    }

    fn count(&self, bound: i64) -> Count {
        let mut count = Count { weight: 0, at_or_below: None, above: None };
        // As the greater side ascends, the lesser values that keep the difference within the bound are a suffix of
        // the lesser side that only shrinks.
        let mut suffix_weight = self.lesser_weight;
        let mut suffix = self.lesser;
        let mut passed: Option<i64> = None;
        for (greater, weight) in self.greater {
            let greater = greater.minor();
            while let [(lesser, lesser_weight), rest @ ..] = suffix {
                if greater - lesser.minor() <= bound {
                    break;
                }
                suffix_weight -= lesser_weight;
                passed = Some(lesser.minor());
                suffix = rest;
            }
            if let Some((lesser, _)) = suffix.first() {
                count.weight += weight * suffix_weight;
                count.at_or_below = count.at_or_below.max(Some(greater - lesser.minor()));
            }
            if let Some(lesser) = passed {
                let above = greater - lesser;
                count.above = Some(count.above.map_or(above, |known| known.min(above)));
            }
        }
        count
    }

    fn quantile(&self, tenths: u64, guess: i64) -> Option<Money> {
        let target = self.total_weight * tenths;
        let first = self.greater.first()?.0 - self.lesser.last()?.0;
        let last = self.greater.last()?.0 - self.lesser.first()?.0;
        // At `low` there is too little weight, at `high` enough, and `high` is a difference that occurs.
        let (mut low, mut low_weight) = (first.minor() - 1, 0);
        let (mut high, mut high_weight) = (last.minor(), self.total_weight);
        let mut aim = guess;
        let mut halve = false;
        while low + 1 < high {
            if self.pairs_near(high_weight - low_weight) <= FEW_PAIRS {
                return self.among(low, high, target, low_weight);
            }
            let width = high - low;
            // One probe on either side of the aim mostly catches the quantile between them; where that gained less
            // than half, the next probe halves.
            let margin = width / 64 + 1;
            let probes = if halve { [low + width / 2, high] } else { [aim - margin, aim + margin] };
            for probe in probes {
                if probe <= low || probe >= high {
                    continue;
                }
                let count = self.count(probe);
                if count.weight * 10 >= target {
                    (high, high_weight) = (count.at_or_below?, count.weight);
                } else {
                    (low, low_weight) = (count.above? - 1, count.weight);
                }
            }
            halve = (high - low) * 2 > width;
            // The distribution function is smooth: within a narrow bracket the quantile lies near the chord.
            let part = ratio(target.saturating_sub(low_weight * 10), (high_weight - low_weight) * 10);
            aim = low + ((high - low) as f64 * part) as i64;
        }
        Some(Money::from_minor(high))
    }

    /// About how many pairs carry this much weight.
    fn pairs_near(&self, weight: u64) -> u64 {
        (ratio(weight, self.total_weight) * (self.greater.len() * self.lesser.len()) as f64) as u64
    }

    /// The quantile among the few pairs whose difference is above `low` and at most `high`.
    fn among(&self, low: i64, high: i64, target: u64, low_weight: u64) -> Option<Money> {
        let mut pairs = Vec::with_capacity(2 * FEW_PAIRS as usize);
        let mut window = self.lesser;
        for (greater, weight) in self.greater {
            let difference = |lesser: Money| (*greater - lesser).minor();
            while let [(lesser, _), rest @ ..] = window {
                if difference(*lesser) <= high {
                    break;
                }
                window = rest;
            }
            let within = window.iter().take_while(|(lesser, _)| difference(*lesser) > low);
            pairs.extend(within.map(|(lesser, lesser_weight)| (difference(*lesser), weight * lesser_weight)));
        }
        let mut cumulative = low_weight;
        merged(pairs).into_iter().find_map(|(difference, weight)| {
            cumulative += weight;
            (cumulative * 10 >= target).then_some(Money::from_minor(difference))
        })
    }
}

/// A quotient of weights, for shares that are printed and for aiming; never for money.
pub fn ratio(numerator: u64, denominator: u64) -> f64 {
    numerator as f64 / denominator as f64
}
