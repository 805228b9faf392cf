//! Sections, blocks, tables and pictures, as `present` describes them.

use super::element::{classed, el, text_value, value, with, words};
use crate::present::document::{Block, Column, Fact, Fold, MoneyLine, Picture, Section, Span, Table, Tone, spans};
use crate::present::workings::WHY;
use yew::virtual_dom::VNode;

/// One section of the result.
pub fn section(section: &Section) -> VNode {
    let heading_id = [section.id, "-heading"].concat();
    let mut children = vec![with("h2", &["id"], [value(heading_id.clone())], vec![words(section.heading)])];
    children.extend(blocks(&section.blocks));
    let values = [text_value(section.id), text_value("section"), value(heading_id), text_value("-1")];
    with("section", &["id", "class", "aria-labelledby", "tabindex"], values, children)
}

fn blocks(blocks: &[Block]) -> Vec<VNode> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> VNode {
    match block {
        Block::Paragraph(tone, text) => classed(
            "p",
            match tone {
                Tone::Plain => "plain",
                Tone::Lead => "lead",
                Tone::Small => "small",
                Tone::Caution => "caution",
            },
            marked(text),
        ),
        Block::Money(lines) => classed("dl", "money", lines.iter().map(money).collect()),
        Block::List(items) => el("ul", items.iter().map(|item| el("li", marked(item))).collect()),
        Block::Facts(list) => facts(list),
        Block::Picture(content) => picture(content),
        Block::Columns(columns) => classed("div", "compare", columns.iter().map(column).collect()),
        Block::Part(heading, content) => {
            let mut children = vec![el("h3", vec![words(*heading)])];
            children.extend(blocks(content));
            classed("div", "part", children)
        }
        Block::Fold(content) => fold(content),
    }
}

/// Words with what is set apart in them.
fn marked(text: &str) -> Vec<VNode> {
    let span = |span: &Span| match *span {
        Span::Plain(plain) => words(plain),
        Span::Strong(strong) => el("strong", vec![words(strong)]),
        Span::Aside(aside) => classed("span", "aside", vec![words(aside)]),
        Span::Link(link, address) => {
            with("a", &["href", "rel"], [value(address), text_value("noreferrer")], vec![words(link)])
        }
    };
    spans(text).iter().map(span).collect()
}

/// "Why this number?", where there is an answer.
fn why(about: &str, workings: &[Block], into: &mut Vec<VNode>) {
    if !workings.is_empty() {
        into.push(folded("fold", WHY, about, blocks(workings)));
    }
}

fn fold(fold: &Fold) -> VNode {
    folded(if fold.is_printed { "fold print" } else { "fold" }, &fold.summary, &fold.about, blocks(&fold.blocks))
}

fn folded(class: &'static str, summary: &str, about: &str, content: Vec<VNode>) -> VNode {
    let mut summary = vec![words(summary)];
    if !about.is_empty() {
        summary.push(classed("span", "unseen", vec![words(" "), words(about)]));
    }
    let mut children = vec![el("summary", summary)];
    children.extend(content);
    classed("details", class, children)
}

fn money(line: &MoneyLine) -> VNode {
    let mut told = vec![
        classed("p", "figure", marked(&line.figure)),
        classed("p", "beside", marked(&line.words)),
        classed("p", "small", marked(&line.detail)),
    ];
    why(&line.label, &line.workings, &mut told);
    classed("div", "line", vec![el("dt", marked(&line.label)), el("dd", told)])
}

fn facts(facts: &[Fact]) -> VNode {
    let fact = |fact: &Fact| {
        let mut told = vec![el("p", marked(&fact.text))];
        why(&fact.name, &fact.workings, &mut told);
        classed("div", "fact", vec![el("dt", marked(&fact.name)), el("dd", told)])
    };
    classed("dl", "facts", facts.iter().map(fact).collect())
}

fn column(column: &Column) -> VNode {
    let class = ["column ", column.class].concat();
    with("div", &["class"], [value(class)], vec![el("h3", vec![words(column.heading)]), facts(&column.facts)])
}

/// A table that scrolls by itself where it is wider than its place.
pub fn table(table: &Table) -> VNode {
    let head = table.head.iter().map(|cell| with("th", &["scope"], [text_value("col")], marked(cell)));
    let rows = table.rows.iter().map(|row| {
        let mut cells = row.iter();
        let mut children: Vec<VNode> =
            cells.next().map(|cell| with("th", &["scope"], [text_value("row")], marked(cell))).into_iter().collect();
        children.extend(cells.map(|cell| el("td", marked(cell))));
        el("tr", children)
    });
    let content = el(
        "table",
        vec![
            el("caption", vec![words(table.caption)]),
            el("thead", vec![el("tr", head.collect())]),
            el("tbody", rows.collect()),
        ],
    );
    let values = [text_value("table"), text_value("region"), text_value(table.caption), text_value("0")];
    with("div", &["class", "role", "aria-label", "tabindex"], values, vec![content])
}

fn picture(picture: &Picture) -> VNode {
    let id = |of: &str| [picture.id, of].concat();
    let height = picture.height.to_string();
    let mut drawn = Vec::with_capacity(picture.shapes.len());
    for shape in &picture.shapes {
        // What is hatched has a pattern beside its colour; the style sheet fills the rest.
        let fill = match shape.class {
            "band laser" => text_value("url(#hatch-laser)"),
            "bar maybe" => text_value("url(#hatch-maybe)"),
            _ => None,
        };
        let values = [text_value(shape.class), value(shape.path.clone()), fill];
        drawn.push(with("path", &["class", "d", "fill"], values, Vec::new()));
    }
    let stretched =
        [value(["0 0 1000 ", &height].concat()), text_value("none"), text_value("100%"), value(height.clone())];
    let mut children = vec![
        with("title", &["id"], [value(id("-title"))], vec![words(picture.title)]),
        with("desc", &["id"], [value(id("-description"))], vec![words(picture.description.clone())]),
        with("svg", &["viewBox", "preserveAspectRatio", "width", "height"], stretched, drawn),
    ];
    for label in &picture.labels {
        let values =
            [text_value(label.class), value(label.x.clone()), value(label.y.clone()), text_value(label.anchor)];
        children.push(with("text", &["class", "x", "y", "text-anchor"], values, vec![words(label.words.clone())]));
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
            classed("p", "lead", marked(&picture.reading)),
            with("svg", &["class", "role", "width", "height", "aria-labelledby"], values, children),
            classed("figcaption", "small", vec![words(picture.caption)]),
            folded("fold twin", picture.table_button, "", vec![table(&picture.table)]),
        ],
    )
}
