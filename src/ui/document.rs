//! Sections, blocks, tables and pictures, as `present` describes them.

use super::element::{classed, el, text, text_value, value, value_of, with, words};
use crate::present::document::{
    Block, Column, Fact, Fold, MoneyLine, Picture, Section, Span, Table, Tone, Words, spans,
};
use crate::present::say::Say;
use yew::virtual_dom::VNode;

/// One section of the result.
pub fn section(say: &Say, section: &Section) -> VNode {
    let heading_id = [section.id, "-heading"].concat();
    let mut children = vec![with("h2", &["id"], [value(heading_id.clone())], vec![words(say, section.heading)])];
    children.extend(blocks(say, section.blocks));
    let values = [text_value(section.id), text_value("section"), value(heading_id), text_value("-1")];
    with("section", &["id", "class", "aria-labelledby", "tabindex"], values, children)
}

fn blocks(say: &Say, blocks: &[Block]) -> Vec<VNode> {
    blocks.iter().map(|one| block(say, one)).collect()
}

fn block(say: &Say, block: &Block) -> VNode {
    match block {
        Block::Paragraph(tone, text) => classed(
            "p",
            match tone {
                Tone::Plain => "plain",
                Tone::Lead => "lead",
                Tone::Small => "small",
                Tone::Caution => "caution",
            },
            marked(say, *text),
        ),
        Block::Money(lines) => classed("dl", "money", lines.iter().map(|one| money(say, one)).collect()),
        Block::List(items) => el("ul", items.iter().map(|item| el("li", marked(say, *item))).collect()),
        Block::Facts(list) => facts(say, list),
        Block::Picture(content) => picture(say, content),
        Block::Table(content) => table(say, content),
        Block::Columns(columns) => classed("div", "compare", columns.iter().map(|one| column(say, one)).collect()),
        Block::Part(heading, content) => {
            let mut children = vec![el("h3", vec![words(say, *heading)])];
            children.extend(blocks(say, content));
            classed("div", "part", children)
        }
        Block::Fold(content) => fold(say, content),
    }
}

/// Words with what is set apart in them.
fn marked(say: &Say, marked: Words) -> Vec<VNode> {
    let span = |span: &Span| match *span {
        Span::Plain(plain) => text(plain),
        Span::Strong(strong) => el("strong", vec![text(strong)]),
        Span::Aside(aside) => classed("span", "aside", vec![text(aside)]),
        Span::Link(link, address) => {
            let values = [value(address.to_owned()), text_value("noreferrer")];
            with("a", &["href", "rel"], values, vec![text(link)])
        }
    };
    spans(say.dictionary.read(marked)).iter().map(span).collect()
}

fn fold(say: &Say, fold: &Fold) -> VNode {
    let class = if fold.is_printed { "fold print" } else { "fold" };
    folded(say, class, fold.press, fold.summary, fold.about, blocks(say, fold.blocks))
}

fn folded(
    say: &Say,
    class: &'static str,
    press: &'static str,
    summary: Words,
    about: Words,
    content: Vec<VNode>,
) -> VNode {
    let mut summary = vec![words(say, summary)];
    if !about.is_empty() {
        summary.push(classed("span", "unseen", vec![text(" "), words(say, about)]));
    }
    let press = if press.is_empty() { None } else { text_value(press) };
    let mut children = vec![with("summary", &["data-press"], [press], summary)];
    children.extend(content);
    classed("details", class, children)
}

fn money(say: &Say, line: &MoneyLine) -> VNode {
    let mut told = vec![
        classed("p", "figure", marked(say, line.figure)),
        classed("p", "beside", marked(say, line.words)),
        classed("p", "small", marked(say, line.detail)),
    ];
    told.extend(blocks(say, line.workings));
    classed("div", "line", vec![el("dt", marked(say, line.label)), el("dd", told)])
}

fn facts(say: &Say, facts: &[Fact]) -> VNode {
    let fact = |fact: &Fact| {
        let mut told = vec![el("p", marked(say, fact.text))];
        told.extend(blocks(say, fact.workings));
        classed("div", "fact", vec![el("dt", marked(say, fact.name)), el("dd", told)])
    };
    classed("dl", "facts", facts.iter().map(fact).collect())
}

fn column(say: &Say, column: &Column) -> VNode {
    let class = ["column ", column.class].concat();
    with("div", &["class"], [value(class)], vec![el("h3", vec![words(say, column.heading)]), facts(say, column.facts)])
}

/// A table that scrolls by itself where it is wider than its place.
pub fn table(say: &Say, table: &Table) -> VNode {
    let head = table.head.iter().map(|cell| with("th", &["scope"], [text_value("col")], marked(say, *cell)));
    let rows = table.rows.iter().map(|row| {
        let mut cells = row.iter();
        let mut children: Vec<VNode> = cells
            .next()
            .map(|cell| with("th", &["scope"], [text_value("row")], marked(say, *cell)))
            .into_iter()
            .collect();
        children.extend(cells.map(|cell| el("td", marked(say, *cell))));
        el("tr", children)
    });
    let content = el(
        "table",
        vec![
            el("caption", vec![words(say, table.caption)]),
            el("thead", vec![el("tr", head.collect())]),
            el("tbody", rows.collect()),
        ],
    );
    let values = [text_value("table"), text_value("region"), value_of(say, table.caption), text_value("0")];
    with("div", &["class", "role", "aria-label", "tabindex"], values, vec![content])
}

fn picture(say: &Say, picture: &Picture) -> VNode {
    let id = |of: &str| [picture.id, of].concat();
    let height = picture.height.to_string();
    let mut drawn = Vec::with_capacity(picture.shapes.len());
    for shape in picture.shapes {
        // What is hatched has a pattern beside its colour; the style sheet fills the rest.
        let fill = match shape.class {
            "band laser" => text_value("url(#hatch-laser)"),
            "bar maybe" => text_value("url(#hatch-maybe)"),
            "bar redness maybe" => text_value("url(#hatch-redness)"),
            _ => None,
        };
        let values = [text_value(shape.class), value(shape.path.to_owned()), fill];
        drawn.push(with("path", &["class", "d", "fill"], values, Vec::new()));
    }
    let stretched =
        [value(["0 0 1000 ", &height].concat()), text_value("none"), text_value("100%"), value(height.clone())];
    let mut children = vec![
        with("title", &["id"], [value(id("-title"))], vec![words(say, picture.title)]),
        with("desc", &["id"], [value(id("-description"))], vec![words(say, picture.description)]),
        with("svg", &["viewBox", "preserveAspectRatio", "width", "height"], stretched, drawn),
    ];
    for label in picture.labels {
        let values =
            [text_value(label.class), value(label.x.to_owned()), value(label.y.to_string()), text_value(label.anchor)];
        children.push(with("text", &["class", "x", "y", "text-anchor"], values, vec![words(say, label.words)]));
    }
    let values = [
        text_value("chart"),
        text_value("img"),
        text_value("100%"),
        value(height),
        value([id("-title"), id("-description")].join(" ")),
    ];
    classed(
        "figure",
        "picture",
        vec![
            classed("p", "lead", marked(say, picture.reading)),
            with("svg", &["class", "role", "width", "height", "aria-labelledby"], values, children),
            classed("figcaption", "small", vec![words(say, picture.caption)]),
            folded(say, "fold twin", "", picture.table_button, picture.title, vec![table(say, &picture.table)]),
        ],
    )
}
