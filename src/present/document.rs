//! What a page is made of once everything is words: sections of blocks, with every number already written.

/// A run of words inside a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    Plain(String),
    /// A number that carries the sentence.
    Strong(String),
    /// A reference that can be opened.
    Link {
        words: String,
        address: String,
    },
}

/// A sentence or a few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// The text followed by plain words.
    pub fn then(mut self, words: impl Into<String>) -> Self {
        self.0.push(Span::Plain(words.into()));
        self
    }

    /// The text followed by words that carry it.
    pub fn strong(mut self, words: impl Into<String>) -> Self {
        self.0.push(Span::Strong(words.into()));
        self
    }

    /// The text followed by a reference, as a link where it has an address.
    pub fn link(mut self, words: impl Into<String>, address: Option<&str>) -> Self {
        let words = words.into();
        self.0.push(match address {
            Some(address) => Span::Link { words, address: address.to_owned() },
            None => Span::Plain(words),
        });
        self
    }

    /// The words alone.
    pub fn plain(&self) -> String {
        self.0
            .iter()
            .map(|span| match span {
                Span::Plain(words) | Span::Strong(words) | Span::Link { words, .. } => words.as_str(),
            })
            .collect()
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::default().then(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::default().then(words)
    }
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyLine {
    pub label: String,
    /// The likely range, the largest figure on the page.
    pub figure: String,
    /// What stands right behind it: visits and the middle.
    pub words: String,
    /// Middle and extremes.
    pub detail: String,
    pub workings: Vec<Block>,
}

/// A table with a caption; the first cell of a row names the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A picture and the table that says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub id: &'static str,
    pub title: String,
    pub description: String,
    /// One sentence that reads the picture.
    pub reading: Text,
    /// What the band, the line and the hairlines are.
    pub caption: String,
    /// In pixels; the width is whatever there is.
    pub height: u32,
    /// Paths in a space 1000 wide, stretched to the width.
    pub shapes: Vec<Shape>,
    pub labels: Vec<Label>,
    pub table_button: &'static str,
    pub table: Table,
}

/// One path of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    pub class: &'static str,
    pub path: String,
}

/// Words in a picture, at a share of its width, so that they are never stretched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub class: &'static str,
    /// Per cent of the width, as an attribute.
    pub x: String,
    pub y: String,
    pub anchor: &'static str,
    pub words: String,
}

/// A name, what is said of it, and the workings behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub name: String,
    pub text: Text,
    pub workings: Vec<Block>,
}

impl Fact {
    /// A fact that needs no workings.
    pub fn new(name: impl Into<String>, text: impl Into<Text>) -> Self {
        Self { name: name.into(), text: text.into(), workings: Vec::new() }
    }

    fn plain(&self, lines: &mut Vec<String>) {
        lines.push([self.name.as_str(), &self.text.plain()].join(" | "));
        self.workings.iter().for_each(|block| block.plain(lines));
    }
}

/// One of several things side by side, all of the same size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub class: &'static str,
    pub heading: String,
    pub facts: Vec<Fact>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Tone, Text),
    /// The money lines of the headline.
    Money(Vec<MoneyLine>),
    List(Vec<Text>),
    /// Names with what is said of them.
    Facts(Vec<Fact>),
    Table(Table),
    Picture(Box<Picture>),
    Columns(Vec<Column>),
    /// A part with a heading of its own.
    Part(String, Vec<Block>),
    /// Opened in place by the reader.
    Fold(Fold),
}

impl Block {
    /// A plain paragraph.
    pub fn say(text: impl Into<Text>) -> Self {
        Self::Paragraph(Tone::Plain, text.into())
    }

    /// A paragraph in small type.
    pub fn small(text: impl Into<Text>) -> Self {
        Self::Paragraph(Tone::Small, text.into())
    }

    /// A paragraph to heed.
    pub fn caution(text: impl Into<Text>) -> Self {
        Self::Paragraph(Tone::Caution, text.into())
    }

    /// The words of the block and of all that is in it, one line for each.
    pub fn plain(&self, lines: &mut Vec<String>) {
        let within = |blocks: &[Self], lines: &mut Vec<String>| blocks.iter().for_each(|block| block.plain(lines));
        let table = |table: &Table, lines: &mut Vec<String>| {
            lines.push(table.caption.clone());
            lines.push(table.head.join(" | "));
            lines.extend(table.rows.iter().map(|row| row.join(" | ")));
        };
        match self {
            Self::Paragraph(_, text) => lines.push(text.plain()),
            Self::Money(money) => {
                for line in money {
                    lines.push([line.label.as_str(), &line.figure, &line.words, &line.detail].join(" | "));
                    within(&line.workings, lines);
                }
            }
            Self::List(items) => lines.extend(items.iter().map(Text::plain)),
            Self::Facts(facts) => facts.iter().for_each(|fact| fact.plain(lines)),
            Self::Table(content) => table(content, lines),
            Self::Picture(picture) => {
                lines.extend([picture.title.clone(), picture.description.clone()]);
                lines.extend([picture.reading.plain(), picture.caption.clone()]);
                lines.extend(picture.labels.iter().map(|label| label.words.clone()));
                table(&picture.table, lines);
            }
            Self::Columns(columns) => {
                for column in columns {
                    lines.push(column.heading.clone());
                    column.facts.iter().for_each(|fact| fact.plain(lines));
                }
            }
            Self::Part(heading, blocks) => {
                lines.push(heading.clone());
                within(blocks, lines);
            }
            Self::Fold(fold) => {
                lines.push(fold.summary.clone());
                within(&fold.blocks, lines);
            }
        }
    }
}

/// Something that the reader opens in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    pub summary: String,
    /// What the summary is about, for people who hear it out of its place.
    pub about: String,
    pub blocks: Vec<Block>,
}

/// A section of the page with its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub id: &'static str,
    pub heading: String,
    pub blocks: Vec<Block>,
}

impl Section {
    /// All words of the section, one line for each piece.
    pub fn plain(&self) -> Vec<String> {
        let mut lines = vec![self.heading.clone()];
        self.blocks.iter().for_each(|block| block.plain(&mut lines));
        lines
    }
}
