//! What a page is made of once everything is words: sections of blocks, with every number already written.

use std::borrow::Cow;

/// Words for the page: built in, or put together. Inside, `*` stands on both sides of what carries the sentence, and
/// [`link`] and [`aside`] set apart what they are given; [`spans`] takes all of it apart again.
pub type Words = Cow<'static, str>;

const LINK: char = '\u{1}';
const ADDRESS: char = '\u{2}';
const ASIDE: char = '\u{3}';
const END: char = '\u{4}';

/// A sentence with its gaps filled: `{0}` by the first of `with`, `{1}` by the second, and so on.
pub fn fill(template: &'static str, with: &[&str]) -> Words {
    let mut text = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (number, after) = after.split_once('}').unwrap_or((after, ""));
        let filling = number.bytes().next().and_then(|digit| with.get(usize::from(digit.wrapping_sub(b'0'))));
        text.push_str(filling.copied().unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Words that lead to an address, or the words alone where there is none.
pub fn link(words: &str, address: Option<&str>) -> String {
    match address {
        Some(address) => {
            let mut text = String::from(LINK);
            text.push_str(words);
            text.push(ADDRESS);
            text.push_str(address);
            text.push(END);
            text
        }
        None => words.to_owned(),
    }
}

/// Words that can be left out where space is short.
pub fn aside(words: &str) -> String {
    let mut text = String::from(ASIDE);
    text.push_str(words);
    text.push(END);
    text
}

/// A run of words inside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span<'a> {
    Plain(&'a str),
    /// What carries the sentence.
    Strong(&'a str),
    /// What can be left out where space is short.
    Aside(&'a str),
    /// Words that lead to an address.
    Link(&'a str, &'a str),
}

/// The runs that words are made of.
pub fn spans(words: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.find(['*', LINK, ASIDE]) {
        let (before, marked) = rest.split_at(at);
        if !before.is_empty() {
            spans.push(Span::Plain(before));
        }
        let mut signs = marked.chars();
        let sign = signs.next();
        let end = if sign == Some('*') { '*' } else { END };
        let (inner, after) = signs.as_str().split_once(end).unwrap_or((signs.as_str(), ""));
        spans.push(match sign {
            Some(LINK) => {
                let (words, address) = inner.split_once(ADDRESS).unwrap_or((inner, ""));
                Span::Link(words, address)
            }
            Some(ASIDE) => Span::Aside(inner),
            _ => Span::Strong(inner),
        });
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest));
    }
    spans
}

/// The words without anything set apart.
pub fn plain(words: &str) -> String {
    let span = |span: &Span| match *span {
        Span::Plain(words) | Span::Strong(words) | Span::Aside(words) | Span::Link(words, _) => words.to_owned(),
    };
    spans(words).iter().map(span).collect()
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// The one sentence that answers the section's question.
    Lead,
    /// Notes and captions.
    Small,
    /// Something to heed.
    Caution,
}

/// One of the three money lines.
#[derive(Clone, Debug)]
pub struct MoneyLine {
    pub label: Words,
    /// The likely range, the largest figure on the page.
    pub figure: Words,
    /// What stands right beside it: visits and the middle.
    pub words: Words,
    /// Middle and extremes.
    pub detail: Words,
    pub workings: Vec<Block>,
}

/// A table with a caption; the first cell of a row names the row.
#[derive(Clone, Debug)]
pub struct Table {
    pub caption: &'static str,
    pub head: Vec<Words>,
    pub rows: Vec<Vec<Words>>,
}

/// A picture and the table that says the same.
#[derive(Clone, Debug)]
pub struct Picture {
    pub id: &'static str,
    pub title: &'static str,
    pub description: Words,
    /// One sentence that reads the picture.
    pub reading: Words,
    /// What the band, the line and the dots are.
    pub caption: &'static str,
    /// In pixels; the width is whatever there is.
    pub height: i64,
    /// Paths in a space 1000 wide, stretched to the width.
    pub shapes: Vec<Shape>,
    pub labels: Vec<Label>,
    pub table_button: &'static str,
    pub table: Table,
}

/// One path of a picture.
#[derive(Clone, Debug)]
pub struct Shape {
    pub class: &'static str,
    pub path: String,
}

/// Words in a picture, at a share of its width, so that they are never stretched.
#[derive(Clone, Debug)]
pub struct Label {
    pub class: &'static str,
    /// Per cent of the width, as an attribute.
    pub x: String,
    pub y: String,
    pub anchor: &'static str,
    pub words: Words,
}

/// A name, what is said of it, and the workings behind it.
#[derive(Clone, Debug)]
pub struct Fact {
    pub name: Words,
    pub text: Words,
    pub workings: Vec<Block>,
}

/// A fact that needs no workings.
pub fn fact(name: impl Into<Words>, text: Words) -> Fact {
    Fact { name: name.into(), text, workings: Vec::new() }
}

/// One of several things side by side, all of the same size.
#[derive(Clone, Debug)]
pub struct Column {
    pub class: &'static str,
    pub heading: &'static str,
    pub facts: Vec<Fact>,
}

/// Something that the reader opens in place.
#[derive(Clone, Debug)]
pub struct Fold {
    pub summary: Words,
    /// What the summary is about, for people who hear it out of its place.
    pub about: Words,
    pub blocks: Vec<Block>,
    /// Whether it stands open on paper.
    pub is_printed: bool,
}

/// A part of a section.
#[derive(Clone, Debug)]
pub enum Block {
    Paragraph(Tone, Words),
    /// The money lines of the headline.
    Money(Vec<MoneyLine>),
    List(Vec<Words>),
    /// Names with what is said of them.
    Facts(Vec<Fact>),
    Picture(Box<Picture>),
    Columns(Vec<Column>),
    /// A part with a heading of its own.
    Part(&'static str, Vec<Block>),
    /// Opened in place by the reader.
    Fold(Fold),
}

/// A plain paragraph.
pub fn say(words: Words) -> Block {
    Block::Paragraph(Tone::Plain, words)
}

/// A paragraph in small type.
pub fn small(words: Words) -> Block {
    Block::Paragraph(Tone::Small, words)
}

/// A paragraph to heed.
pub fn caution(words: Words) -> Block {
    Block::Paragraph(Tone::Caution, words)
}

/// A list of built-in words.
pub fn list(items: &[&'static str]) -> Block {
    Block::List(items.iter().map(|&item| Cow::Borrowed(item)).collect())
}

/// Something that the reader opens in place, closed on paper.
pub fn fold(summary: Words, about: &'static str, blocks: Vec<Block>) -> Block {
    Block::Fold(Fold { summary, about: Cow::Borrowed(about), blocks, is_printed: false })
}

/// A section of the page with its heading.
#[derive(Clone, Debug)]
pub struct Section {
    pub id: &'static str,
    pub heading: &'static str,
    pub blocks: Vec<Block>,
}

impl Section {
    /// All words of the section as they are read, one line for each piece.
    pub fn plain(&self) -> Vec<String> {
        let mut lines = vec![self.heading.to_owned()];
        blocks_lines(&self.blocks, &mut lines);
        lines
    }
}

/// The sections without what opens in place: the first view of a page, which shows no workings until it has started.
#[cfg(feature = "prerender")]
pub fn without_folds(sections: Vec<Section>) -> Vec<Section> {
    fn bare(blocks: &mut Vec<Block>) {
        blocks.retain(|block| !matches!(block, Block::Fold(_)));
        for block in blocks {
            match block {
                Block::Money(lines) => lines.iter_mut().for_each(|line| line.workings.clear()),
                Block::Facts(facts) => facts.iter_mut().for_each(|fact| fact.workings.clear()),
                Block::Part(_, within) => bare(within),
                _ => {}
            }
        }
    }
    let shown = sections.into_iter().filter(|section| section.id != "workings");
    shown
        .map(|mut section| {
            bare(&mut section.blocks);
            section
        })
        .collect()
}

fn blocks_lines(blocks: &[Block], lines: &mut Vec<String>) {
    let facts_lines = |facts: &[Fact], lines: &mut Vec<String>| {
        for fact in facts {
            lines.push([plain(&fact.name), plain(&fact.text)].join(" | "));
            blocks_lines(&fact.workings, lines);
        }
    };
    for block in blocks {
        match block {
            Block::Paragraph(_, words) => lines.push(plain(words)),
            Block::Money(money) => {
                for line in money {
                    lines.push(
                        [&line.label, &line.figure, &line.words, &line.detail].map(|part| plain(part)).join(" | "),
                    );
                    blocks_lines(&line.workings, lines);
                }
            }
            Block::List(items) => lines.extend(items.iter().map(|item| plain(item))),
            Block::Facts(facts) => facts_lines(facts, lines),
            Block::Picture(picture) => {
                lines.extend([picture.title.to_owned(), plain(&picture.description)]);
                lines.extend([plain(&picture.reading), picture.caption.to_owned()]);
                lines.extend(picture.labels.iter().map(|label| plain(&label.words)));
                lines.push(picture.table.head.join(" | "));
                lines.extend(picture.table.rows.iter().map(|row| row.join(" | ")));
            }
            Block::Columns(columns) => {
                for column in columns {
                    lines.push(column.heading.to_owned());
                    facts_lines(&column.facts, lines);
                }
            }
            Block::Part(heading, blocks) => {
                lines.push((*heading).to_owned());
                blocks_lines(blocks, lines);
            }
            Block::Fold(fold) => {
                lines.push(fold.summary.clone().into_owned());
                blocks_lines(&fold.blocks, lines);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_any_order() {
        assert_eq!(fill("{1} before {0}, {1}.", &["b", "a"]), "a before b, a.");
        assert_eq!(fill("nothing", &[]), "nothing");
        assert_eq!(fill("{7}", &["a"]), "", "a gap that nothing fills stays empty");
    }

    #[test]
    fn what_is_set_apart_comes_apart_again() {
        let words = [link("A", Some("https://a.example/*")), aside(" b"), " *c* d".to_owned()].concat();
        assert_eq!(
            spans(&words),
            [
                Span::Link("A", "https://a.example/*"),
                Span::Aside(" b"),
                Span::Plain(" "),
                Span::Strong("c"),
                Span::Plain(" d"),
            ]
        );
        assert_eq!(plain(&words), "A b c d");
    }
}
