//! Pictures in whole numbers: paths in a space 1000 wide and as many pixels high, and where words go in it.

use super::arena::Arena;
use super::document::{Label, Shape, Words};

/// The width of the space that paths are drawn in.
pub const WIDTH: i64 = 1000;

/// A picture that grows shape by shape and word by word.
#[derive(Debug)]
pub struct Canvas<'a> {
    arena: &'a Arena,
    pub shapes: Vec<Shape<'a>>,
    pub labels: Vec<Label<'a>>,
}

impl<'a> Canvas<'a> {
    /// An empty picture.
    pub const fn new(arena: &'a Arena) -> Self {
        Self { arena, shapes: Vec::new(), labels: Vec::new() }
    }

    /// A path of its own making.
    pub fn path(&mut self, class: &'static str, path: &str) {
        self.shapes.push(Shape { class, path: self.arena.text(path) });
    }

    /// A line through the points.
    pub fn line(&mut self, class: &'static str, points: &[(i64, i64)]) {
        self.path(class, &through(points));
    }

    /// The area between two lines.
    pub fn between(&mut self, class: &'static str, mut upper: Vec<(i64, i64)>, lower: &[(i64, i64)]) {
        upper.extend(lower.iter().rev());
        let mut path = through(&upper);
        path.push('Z');
        self.path(class, &path);
    }

    /// A rectangle.
    pub fn bar(&mut self, class: &'static str, x: (i64, i64), y: (i64, i64)) {
        self.between(class, vec![(x.0, y.0), (x.1, y.0)], &[(x.0, y.1), (x.1, y.1)]);
    }

    /// Words at a place of the drawing space; they turn inwards near its edges.
    pub fn label(&mut self, class: &'static str, x: i64, y: i64, words: Words<'a>) {
        let anchor = match x {
            ..60 => "start",
            60..940 => "middle",
            _ => "end",
        };
        self.anchored(class, anchor, x, y, words);
    }

    /// Words that start, stand in the middle or end at a place.
    pub fn anchored(&mut self, class: &'static str, anchor: &'static str, x: i64, y: i64, words: Words<'a>) {
        let x = x.clamp(0, WIDTH);
        let x = self.arena.text(&[(x / 10).to_string().as_str(), ".", &(x % 10).to_string(), "%"].concat());
        self.labels.push(Label { class, x, y, anchor, words });
    }
}

/// The path of a line through the points.
fn through(points: &[(i64, i64)]) -> String {
    let mut path = String::new();
    for (x, y) in points {
        path.push(if path.is_empty() { 'M' } else { 'L' });
        path.push_str(&x.to_string());
        path.push(' ');
        path.push_str(&y.to_string());
    }
    path
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
pub fn month_step(months: u32) -> u32 {
    let steps = [1, 2, 3, 4, 6, 12, 24];
    let mut fits = 24;
    for step in steps.into_iter().rev().filter(|step| months <= step * 5) {
        // The smallest step that ends on the last month, or else the smallest.
        if months.is_multiple_of(step) || !months.is_multiple_of(fits) {
            fits = step;
        }
    }
    fits
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
        let arena = Arena::default();
        let mut canvas = Canvas::new(&arena);
        canvas.label("tick", 1000, 20, Words::NONE);
        canvas.label("tick", 125, 20, Words::NONE);
        canvas.bar("bar", (0, 10), (5, 6));
        assert_eq!(canvas.labels.iter().map(|label| label.anchor).collect::<Vec<_>>(), ["end", "middle"]);
        assert_eq!(canvas.labels.last().map(|label| label.x), Some("12.5%"));
        assert_eq!(canvas.shapes.first().map(|shape| shape.path), Some("M0 5L10 5L10 6L0 6Z"));
    }
}
