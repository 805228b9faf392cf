//! Pictures in whole numbers: paths in a space 1000 wide and as many pixels high, and where words go in it.

use super::document::{Label, Shape};

/// The width of the space that paths are drawn in.
pub const WIDTH: i64 = 1000;

/// A path that grows point by point.
#[derive(Debug, Default)]
pub struct Path(String);

impl Path {
    fn point(&mut self, command: char, x: i64, y: i64) {
        self.0.push(command);
        self.0.push_str(&x.to_string());
        self.0.push(' ');
        self.0.push_str(&y.to_string());
    }

    /// A line through the points.
    pub fn line(points: impl IntoIterator<Item = (i64, i64)>) -> String {
        let mut path = Self::default();
        for (index, (x, y)) in points.into_iter().enumerate() {
            path.point(if index == 0 { 'M' } else { 'L' }, x, y);
        }
        path.0
    }

    /// The area between two lines.
    pub fn between(upper: impl IntoIterator<Item = (i64, i64)>, lower: &[(i64, i64)]) -> String {
        let mut path = Self::line(upper.into_iter().chain(lower.iter().rev().copied()));
        path.push('Z');
        path
    }

    /// A rectangle.
    pub fn bar(x: (i64, i64), y: (i64, i64)) -> String {
        let mut path = Self::line([(x.0, y.0), (x.1, y.0), (x.1, y.1), (x.0, y.1)]);
        path.push('Z');
        path
    }
}

/// A shape of a class.
pub fn shape(class: &'static str, path: String) -> Shape {
    Shape { class, path }
}

/// Words at a place of the drawing space; they turn inwards near its edges.
pub fn label(class: &'static str, x: i64, y: i64, words: String) -> Label {
    let anchor = match x {
        ..60 => "start",
        60..940 => "middle",
        _ => "end",
    };
    anchored(class, anchor, x, y, words)
}

/// Words that start, stand in the middle or end at a place.
pub fn anchored(class: &'static str, anchor: &'static str, x: i64, y: i64, words: String) -> Label {
    let x = x.clamp(0, WIDTH);
    let percent = [(x / 10).to_string().as_str(), ".", &(x % 10).to_string(), "%"].concat();
    Label { class, x: percent, y: y.to_string(), anchor, words }
}

/// A value on a scale, `size` long.
pub fn scaled(value: i64, most: i64, size: i64) -> i64 {
    value.saturating_mul(size).checked_div(most).unwrap_or(0)
}

/// A step of 1, 2, 2.5 or 5 times a power of ten that reaches `most` in at most five steps.
pub fn money_step(most: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for step in [power, power.saturating_mul(2), power.saturating_mul(5) / 2, power.saturating_mul(5)] {
            if step > 0 && step.saturating_mul(5) >= most {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// A step of months that reaches `months` in at most five steps and ends on it where it can.
pub fn month_step(months: i64) -> i64 {
    let fits = |step: &i64| months <= step * 5;
    let steps = [1, 2, 3, 4, 6, 12, 24];
    steps
        .iter()
        .find(|step| fits(step) && months % *step == 0)
        .or_else(|| steps.iter().find(|step| fits(step)))
        .copied()
        .unwrap_or(24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_at_most_five() {
        assert_eq!(money_step(1_500_000), 500_000);
        assert_eq!(money_step(480_000), 100_000);
        assert_eq!(money_step(210_000), 50_000);
        assert_eq!(money_step(120_000), 25_000);
        assert_eq!(money_step(0), 1);
        assert_eq!([12, 24, 36, 60, 13, 120].map(month_step), [3, 6, 12, 12, 3, 24]);
    }

    #[test]
    fn words_turn_inwards_at_the_edges() {
        assert_eq!(label("tick", 1000, 20, String::new()).anchor, "end");
        assert_eq!(label("tick", 125, 20, String::new()).x, "12.5%");
    }
}
