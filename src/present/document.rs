//! What a page is made of once everything is words: sections of blocks, with every number already written.

use super::arena::Arena;

use super::language::Dictionary;
pub use super::language::Words;

const LINK: char = '\u{1}';
const ADDRESS: char = '\u{2}';
const ASIDE: char = '\u{3}';
const END: char = '\u{4}';
/// Stands before the address of words that are English in every language: a title.
pub const TITLE: &str = "\u{5}";

/// A text with its gaps filled: `{0}` by the first of `with`, `{1}` by the second, and so on.
pub fn filled(template: &str, with: &[&str]) -> String {
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
    text
}

/// Words that lead to an address, or the words alone where there is none.
pub fn link<'a>(arena: &'a Arena, words: &str, address: Option<&str>) -> Words<'a> {
    match address {
        Some(address) => arena.words(&["\u{1}", words, "\u{2}", address, "\u{4}"].concat()),
        None => arena.words(words),
    }
}

/// Words that can be left out where space is short.
pub fn aside<'a>(arena: &'a Arena, words: &str) -> Words<'a> {
    arena.words(&["\u{3}", words, "\u{4}"].concat())
}

/// A run of words inside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span<'a> {
    Plain(&'a str),
    /// What carries the sentence.
    Strong(&'a str),
    /// What can be left out where space is short.
    Aside(&'a str),
    /// Words that lead to an address; [`TITLE`] stands before it where they are the title of a source.
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
    let mut text = String::with_capacity(words.len());
    for span in spans(words) {
        let (Span::Plain(words) | Span::Strong(words) | Span::Aside(words) | Span::Link(words, _)) = span;
        text.push_str(words);
    }
    text
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
#[derive(Clone, Copy, Debug)]
pub struct MoneyLine<'a> {
    pub label: Words<'a>,
    /// The likely range, the largest figure on the page.
    pub figure: Words<'a>,
    /// What stands right beside it: visits and the middle.
    pub words: Words<'a>,
    /// Middle and extremes.
    pub detail: Words<'a>,
    pub workings: &'a [Block<'a>],
}

/// A table with a caption; the first cell of a row names the row.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    pub caption: Words<'a>,
    pub head: &'a [Words<'a>],
    pub rows: &'a [&'a [Words<'a>]],
}

/// A picture and the table that says the same.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    pub id: &'static str,
    pub title: Words<'a>,
    pub description: Words<'a>,
    /// One sentence that reads the picture.
    pub reading: Words<'a>,
    /// What the band, the line and the dots are.
    pub caption: Words<'a>,
    /// In pixels; the width is whatever there is.
    pub height: i64,
    /// Paths in a space 1000 wide, stretched to the width.
    pub shapes: &'a [Shape<'a>],
    pub labels: &'a [Label<'a>],
    pub table_button: Words<'a>,
    pub table: Table<'a>,
}

/// One path of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    pub class: &'static str,
    pub path: &'a str,
}

/// Words in a picture, at a share of its width, so that they are never stretched.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    pub class: &'static str,
    /// Per cent of the width, as an attribute.
    pub x: &'a str,
    pub y: i64,
    pub anchor: &'static str,
    pub words: Words<'a>,
}

/// A name, what is said of it, and the workings behind it.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'a> {
    pub name: Words<'a>,
    pub text: Words<'a>,
    pub workings: &'a [Block<'a>],
}

/// A fact that needs no workings.
pub const fn fact<'a>(name: Words<'a>, text: Words<'a>) -> Fact<'a> {
    Fact { name, text, workings: &[] }
}

/// One of several things side by side, all of the same size.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    pub class: &'static str,
    pub heading: Words<'a>,
    pub facts: &'a [Fact<'a>],
}

/// Something that the reader opens in place.
#[derive(Clone, Copy, Debug)]
pub struct Fold<'a> {
    /// What opening it asks the page for; empty where everything is there already.
    pub press: &'static str,
    pub summary: Words<'a>,
    /// What the summary is about, for people who hear it out of its place.
    pub about: Words<'a>,
    pub blocks: &'a [Block<'a>],
    /// Whether it stands open on paper.
    pub is_printed: bool,
}

/// A part of a section.
#[derive(Clone, Copy, Debug)]
pub enum Block<'a> {
    Paragraph(Tone, Words<'a>),
    /// The money lines of the headline.
    Money(&'a [MoneyLine<'a>]),
    List(&'a [Words<'a>]),
    /// Names with what is said of them.
    Facts(&'a [Fact<'a>]),
    Picture(&'a Picture<'a>),
    Columns(&'a [Column<'a>]),
    Table(Table<'a>),
    /// A part with a heading of its own.
    Part(Words<'a>, &'a [Block<'a>]),
    /// Opened in place by the reader.
    Fold(Fold<'a>),
}

/// A plain paragraph.
pub const fn paragraph(words: Words) -> Block {
    Block::Paragraph(Tone::Plain, words)
}

/// A paragraph in small type.
pub const fn small(words: Words) -> Block {
    Block::Paragraph(Tone::Small, words)
}

/// A paragraph to heed.
pub const fn caution(words: Words) -> Block {
    Block::Paragraph(Tone::Caution, words)
}

/// Something that the reader opens in place, closed on paper.
pub const fn fold<'a>(summary: Words<'a>, about: Words<'a>, blocks: &'a [Block<'a>]) -> Block<'a> {
    Block::Fold(Fold { press: "", summary, about, blocks, is_printed: false })
}

/// A section of the page with its heading.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    pub id: &'static str,
    pub heading: Words<'a>,
    pub blocks: &'a [Block<'a>],
}

impl Section<'_> {
    /// All words of the section as they are read, one line for each piece.
    pub fn plain(&self, dictionary: &Dictionary) -> Vec<String> {
        let mut reader = Reader { dictionary, lines: Vec::new() };
        reader.line(&[self.heading]);
        reader.blocks(self.blocks);
        reader.lines
    }
}

/// The sections of a page's first view: what things cost, how they compare and what may go wrong, without what opens in
/// place. The rest comes with the scripts, so that it is not loaded twice.
#[cfg(feature = "prerender")]
pub fn first_view<'a>(arena: &'a Arena, sections: Vec<Section<'a>>) -> Vec<Section<'a>> {
    const FIRST: [&str; 4] = ["estimate", "money-over-time", "compare", "decide"];
    fn bare<'a>(arena: &'a Arena, blocks: &[Block<'a>]) -> &'a [Block<'a>] {
        let mut kept = Vec::new();
        for block in blocks {
            kept.push(match *block {
                Block::Fold(_) => continue,
                Block::Money(lines) => {
                    let line = |line: &MoneyLine<'a>| MoneyLine { workings: &[], ..*line };
                    Block::Money(arena.list(&lines.iter().map(line).collect::<Vec<_>>()))
                }
                Block::Facts(facts) => {
                    let fact = |fact: &Fact<'a>| Fact { workings: &[], ..*fact };
                    Block::Facts(arena.list(&facts.iter().map(fact).collect::<Vec<_>>()))
                }
                Block::Picture(picture) => {
                    let table = Table { rows: &[], ..picture.table };
                    Block::Picture(arena.one(Picture { table, ..*picture }))
                }
                Block::Part(heading, within) => Block::Part(heading, bare(arena, within)),
                other => other,
            });
        }
        arena.list(&kept)
    }
    let shown = sections.into_iter().filter(|section| FIRST.contains(&section.id));
    shown.map(|section| Section { blocks: bare(arena, section.blocks), ..section }).collect()
}

/// Reads blocks line by line.
struct Reader<'a> {
    dictionary: &'a Dictionary,
    lines: Vec<String>,
}

impl Reader<'_> {
    fn line(&mut self, pieces: &[Words]) {
        let pieces: Vec<String> = pieces.iter().map(|words| plain(self.dictionary.read(*words))).collect();
        self.lines.push(pieces.join(" | "));
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.line(&[fact.name, fact.text]);
            self.blocks(fact.workings);
        }
    }

    fn table(&mut self, table: &Table) {
        self.line(&[table.caption]);
        self.line(table.head);
        for row in table.rows {
            self.line(row);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(_, words) => self.line(&[*words]),
                Block::Money(money) => {
                    for line in *money {
                        self.line(&[line.label, line.figure, line.words, line.detail]);
                        self.blocks(line.workings);
                    }
                }
                Block::List(items) => {
                    for item in *items {
                        self.line(&[*item]);
                    }
                }
                Block::Facts(facts) => self.facts(facts),
                Block::Picture(picture) => {
                    for words in [picture.title, picture.description, picture.reading, picture.caption] {
                        self.line(&[words]);
                    }
                    for label in picture.labels {
                        self.line(&[label.words]);
                    }
                    self.table(&picture.table);
                }
                Block::Columns(columns) => {
                    for column in *columns {
                        self.line(&[column.heading]);
                        self.facts(column.facts);
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Part(heading, blocks) => {
                    self.line(&[*heading]);
                    self.blocks(blocks);
                }
                Block::Fold(fold) => {
                    self.line(&[fold.summary]);
                    self.blocks(fold.blocks);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_any_order() {
        assert_eq!(filled("{1} before {0}, {1}.", &["b", "a"]), "a before b, a.");
        assert_eq!(filled("nothing", &[]), "nothing");
        assert_eq!(filled("{7}", &["a"]), "", "a gap that nothing fills stays empty");
    }

    #[test]
    fn what_is_set_apart_comes_apart_again() {
        let arena = Arena::default();
        let english = Dictionary::ENGLISH;
        let (link, aside) = (link(&arena, "A", Some("https://a.example/*")), aside(&arena, " b"));
        let words = [english.read(link), english.read(aside), " *c* d"].concat();
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
