//! How much a course may change and when: the improvement band and the response over 52 weeks.
#![allow(clippy::float_arithmetic)]

use super::catalog::{Catalog, CurveFigures, MelasmaFigures};
use super::estimate::Outcome;
use super::quantity::Band;
use super::scenario::Scenario;
use super::vocabulary::{Concern, Grade, Severity, Treatment};

/// The weeks after the first session for which the response is stated: 0 to 52.
pub const WEEKS: usize = 53;

/// The improvement band for this many sessions so many weeks apart, and its course in time; none for hair.
pub fn outcome(scenario: &Scenario, sessions: u32, interval_weeks: u32, catalog: &Catalog) -> Option<Outcome> {
    let concern = catalog.concern(scenario.concern);
    let published = concern.improvement_percent.value?;
    let typical_course = concern.sessions_for(scenario.severity).value.typical();
    let severe = catalog.model.severe_percent.value;
    let cap = f64::from(catalog.model.cap_percent.value);
    let mut band = [0.0; 3];
    let mut curves: [Vec<f64>; 3] = Default::default();
    let parts = published.iter().zip(severe).zip(&catalog.model.curve).enumerate();
    for ((index, ((percent, severe_percent), curve)), (limit, response)) in
        parts.zip(band.iter_mut().zip(curves.iter_mut()))
    {
        let kept = match scenario.severity {
            Severity::Mild | Severity::Moderate => 100,
            Severity::Severe => severe_percent,
            // Somebody who cannot say may have a severe concern at the low end, and has a moderate one in the middle.
            Severity::Unsure if index == 0 => severe_percent,
            Severity::Unsure => 100,
        };
        let typical = f64::from(percent * kept) / 100.0;
        *limit = improvement(typical, sessions, typical_course, curve.value, cap);
        *response = response_curve(*limit, sessions, interval_weeks, curve.value);
        if scenario.concern == Concern::Melasma {
            *response = relapsing(response, *limit, catalog.model.melasma.value);
        }
    }
    let [p10, p50, p90] = band;
    let [low, middle, high] = curves;
    Some(Outcome {
        grade: match scenario.treatment {
            Treatment::Standard | Treatment::Prp => concern.improvement_percent.grade,
            Treatment::Tox | Treatment::NanoGold | Treatment::Rf => Grade::Assumed,
        },
        sessions,
        interval_weeks,
        band: Band { p10, p50, p90 },
        curve: Band { p10: low, p50: middle, p90: high },
        prp_odds_tenths: (scenario.treatment == Treatment::Prp).then_some(catalog.model.prp_odds_tenths.value),
    })
}

/// Whether the most that the model will state held the band down.
pub fn is_capped(outcome: &Outcome, catalog: &Catalog) -> bool {
    outcome.band.p90 >= f64::from(catalog.model.cap_percent.value)
}

/// The improvement after `sessions`, from the improvement after a typical course, in per cent.
fn improvement(typical: f64, sessions: u32, typical_course: u32, curve: CurveFigures, cap: f64) -> f64 {
    let left = |count| 1.0 - power(retention(curve), count);
    (typical * left(sessions) / left(typical_course)).min(cap)
}

/// The response in each week after the first session, in per cent.
fn response_curve(limit: f64, sessions: u32, interval_weeks: u32, curve: CurveFigures) -> Vec<f64> {
    let (lag, tau) = (curve.lag_weeks as usize, f64::from(curve.tau_weeks));
    // What one session has brought about after so many weeks, from nothing to everything.
    let matured: Vec<f64> =
        (0..WEEKS).map(|week| if week <= lag { 0.0 } else { 1.0 - libm::exp(-((week - lag) as f64) / tau) }).collect();
    let weights: Vec<f64> = (0..sessions).map(|session| power(retention(curve), session)).collect();
    let whole: f64 = weights.iter().sum();
    (0..WEEKS)
        .map(|week| {
            let reached: f64 = weights
                .iter()
                .zip((0..).step_by(interval_weeks as usize))
                .filter_map(|(weight, at): (_, usize)| Some(weight * matured.get(week.checked_sub(at)?)?))
                .sum();
            limit * reached / whole
        })
        .collect()
}

/// Melasma's response: scaled so that the peak week reaches the limit, and partly lost again after it.
fn relapsing(response: &[f64], limit: f64, melasma: MelasmaFigures) -> Vec<f64> {
    let (peak, from) = (melasma.peak_week as usize, melasma.from_week as usize);
    let kept = f64::from(melasma.keeps_percent) / 100.0;
    let at_peak = response.get(peak).copied().unwrap_or_default();
    response
        .iter()
        .enumerate()
        .map(|(week, reached)| {
            if week <= peak {
                if at_peak > 0.0 { reached * limit / at_peak } else { 0.0 }
            } else if week >= from {
                limit * kept
            } else {
                limit * (1.0 - (1.0 - kept) * (week - peak) as f64 / (from - peak) as f64)
            }
        })
        .collect()
}

fn retention(curve: CurveFigures) -> f64 {
    f64::from(curve.retention_percent) / 100.0
}

/// A power by repeated multiplication: the same on every machine, which `powi` does not promise.
fn power(base: f64, exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}
