//! Money as whole minor units, and the one rounding rule of the project: half away from zero.

/// An amount in the minor units of one currency (cents for USD, yen for JPY); never a fraction.
///
/// The largest amount that a valid scenario and price list can reach is near 3·10¹³, far inside `i64`;
/// the operators saturate instead of wrapping, so that no input can turn an amount into another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// The amount of this many minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The amount taken a whole number of times.
    pub const fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// The part of the amount that a rate takes (825 basis points are 8.25 %), rounded once.
    pub fn share(self, rate: BasisPoints) -> Self {
        if rate.0 == 0 {
            return Self::ZERO;
        }
        self.ratio(i64::from(rate.0), 10_000)
    }

    /// The amount times `numerator` / `denominator`, rounded once. The denominator must be positive.
    pub fn ratio(self, numerator: i64, denominator: i64) -> Self {
        Self(divide_rounded(self.0.saturating_mul(numerator), denominator))
    }
}

impl std::ops::Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
    }
}

/// A rate in hundredths of a per cent: 825 is 8.25 %, 10 000 is the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BasisPoints(pub u32);

/// The quotient rounded half away from zero: the only place where the project rounds money.
///
/// The denominator must be positive. Twice the largest amount (3·10¹³) times the whole in basis points (10⁴) is
/// 6·10¹⁷, so that nothing saturates within the limits of a scenario and a price list.
pub const fn divide_rounded(numerator: i64, denominator: i64) -> i64 {
    let away = if numerator < 0 { -denominator } else { denominator };
    numerator.saturating_mul(2).saturating_add(away) / denominator.saturating_mul(2)
}
