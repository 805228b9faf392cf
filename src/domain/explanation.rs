//! What stands behind each figure of an estimate: the numbers that went in, the sources and the grade.

use super::catalog::ReferenceId;
use super::vocabulary::Grade;

/// The workings of one figure; the words are put to it by `present`.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub figure: FigureId,
    /// The named numbers that the figure was computed from.
    pub inputs: Vec<(&'static str, Input)>,
    pub references: Vec<ReferenceId>,
    pub grade: Grade,
}

/// A number or word that went into a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Count(i64),
    /// Minor units of the estimate's currency.
    Money(i64),
    /// Low, typical, high or p10, p50, p90, as whole numbers in the unit that the name states.
    Counts(Vec<i64>),
    /// Low, typical, high in minor units.
    Amounts(Vec<i64>),
    Word(&'static str),
}

/// The figures of an estimate that explain themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureId {
    Price,
    Sessions,
    IntervalWeeks,
    UpkeepMonths,
    Visits,
    Course,
    Total,
    UpkeepPerYear,
    Tip,
    LaserPrice,
    LaserSessions,
    LaserTotal,
    LaserDifference,
    OutcomeBand,
    OutcomeCurve,
    PrpOdds,
    Sitting,
    Redness,
    FirstChange,
    NearFull,
    Care,
}
