//! Sections, blocks, tables and pictures, as `present` describes them.

use super::pen::{OUT, Pen};
use crate::present::document::{Block, Column, Fact, MoneyLine, Picture, Section, Table, Tone, Words};

/// One section of the result.
pub fn section(pen: &mut Pen, section: &Section) {
    let heading_id = open_section(pen, section.id);
    pen.say_with("h2", &["id"], &[&heading_id], section.heading);
    blocks(pen, section.blocks);
    pen.close();
}

/// Opens a section that can be gone to; gives the id of its heading.
pub fn open_section(pen: &mut Pen, id: &str) -> String {
    let heading_id = [id, "-heading"].concat();
    pen.open_with("section", &["id", "class", "aria-labelledby", "tabindex"], &[id, "section", &heading_id, "-1"]);
    heading_id
}

fn blocks(pen: &mut Pen, blocks: &[Block]) {
    for block in blocks {
        self::block(pen, block);
    }
}

fn block(pen: &mut Pen, block: &Block) {
    match *block {
        Block::Paragraph(tone, text) => {
            let class = match tone {
                Tone::Plain => "plain",
                Tone::Lead => "lead",
                Tone::Small => "small",
                Tone::Caution => "caution",
            };
            pen.say("p", class, text);
        }
        Block::Money(lines) => {
            pen.open("dl", "money");
            for line in lines {
                money(pen, line);
            }
            pen.close();
        }
        Block::List(items) => {
            pen.open("ul", "");
            for item in items {
                pen.say("li", "", *item);
            }
            pen.close();
        }
        Block::Facts(list) => facts(pen, list),
        Block::Picture(content) => picture(pen, content),
        Block::Table(content) => table(pen, &content),
        Block::Columns(columns) => {
            pen.open("div", "compare");
            for column in columns {
                self::column(pen, column);
            }
            pen.close();
        }
        Block::Part(heading, content) => {
            pen.open("div", "part");
            pen.say("h3", "", heading);
            blocks(pen, content);
            pen.close();
        }
        Block::Fold(fold) => {
            open_fold(pen, if fold.is_printed { "fold print" } else { "fold" }, fold.press, fold.summary, fold.about);
            if pen.fills_folds {
                blocks(pen, fold.blocks);
            }
            pen.close();
        }
    }
}

/// Opens something that the reader opens in place.
fn open_fold(pen: &mut Pen, class: &str, press: &str, summary: Words, about: Words) {
    pen.open_with("details", &["class"], &[class]);
    pen.open_with("summary", &["data-press"], &[if press.is_empty() { OUT } else { press }]);
    pen.words(summary);
    if !about.is_empty() {
        pen.open("span", "unseen");
        pen.text(" ");
        pen.words(about);
        pen.close();
    }
    pen.close();
}

fn money(pen: &mut Pen, line: &MoneyLine) {
    pen.open("div", "line");
    pen.say("dt", "", line.label);
    pen.open("dd", "");
    pen.say("p", "figure", line.figure);
    pen.say("p", "beside", line.words);
    pen.say("p", "small", line.detail);
    blocks(pen, line.workings);
    pen.close_all(2);
}

fn facts(pen: &mut Pen, facts: &[Fact]) {
    pen.open("dl", "facts");
    for fact in facts {
        pen.open("div", "fact");
        pen.say("dt", "", fact.name);
        pen.open("dd", "");
        pen.say("p", "", fact.text);
        blocks(pen, fact.workings);
        pen.close_all(2);
    }
    pen.close();
}

fn column(pen: &mut Pen, column: &Column) {
    pen.open_with("div", &["class"], &[&["column ", column.class].concat()]);
    pen.say("h3", "", column.heading);
    facts(pen, column.facts);
    pen.close();
}

/// A table that scrolls by itself where it is wider than its place.
pub fn table(pen: &mut Pen, table: &Table) {
    let caption = pen.read(table.caption);
    pen.open_with("div", &["class", "role", "aria-label", "tabindex"], &["table", "region", caption, "0"]);
    pen.open("table", "");
    pen.say("caption", "", table.caption);
    pen.open("thead", "");
    pen.open("tr", "");
    for cell in table.head {
        pen.say_with("th", &["scope"], &["col"], *cell);
    }
    pen.close_all(2);
    pen.open("tbody", "");
    for row in table.rows {
        pen.open("tr", "");
        for (place, cell) in row.iter().enumerate() {
            if place == 0 {
                pen.say_with("th", &["scope"], &["row"], *cell);
            } else {
                pen.say("td", "", *cell);
            }
        }
        pen.close();
    }
    pen.close_all(3);
}

fn picture(pen: &mut Pen, picture: &Picture) {
    let (title, description) = ([picture.id, "-title"].concat(), [picture.id, "-description"].concat());
    let height = picture.height.to_string();
    pen.open("figure", "picture");
    pen.say("p", "lead", picture.reading);
    let labelled = [title.as_str(), &description].join(" ");
    let keys = &["class", "role", "width", "height", "aria-labelledby"];
    pen.open_with("svg", keys, &["chart", "img", "100%", &height, &labelled]);
    pen.say_with("title", &["id"], &[&title], picture.title);
    pen.say_with("desc", &["id"], &[&description], picture.description);
    let view = ["0 0 1000 ", &height].concat();
    pen.open_with("svg", &["viewBox", "preserveAspectRatio", "width", "height"], &[&view, "none", "100%", &height]);
    for shape in picture.shapes {
        // What is hatched has a pattern beside its colour; the style sheet fills the rest.
        let fill = match shape.class {
            "band laser" => "url(#hatch-laser)",
            "bar maybe" => "url(#hatch-maybe)",
            "bar redness maybe" => "url(#hatch-redness)",
            _ => OUT,
        };
        pen.open_with("path", &["class", "d", "fill"], &[shape.class, shape.path, fill]);
        pen.close();
    }
    pen.close();
    for label in picture.labels {
        let values = [label.class, label.x, &label.y.to_string(), label.anchor];
        pen.say_with("text", &["class", "x", "y", "text-anchor"], &values, label.words);
    }
    pen.close();
    pen.say("figcaption", "small", picture.caption);
    // The first view has no tables yet.
    if !picture.table.rows.is_empty() {
        open_fold(pen, "fold twin", "", picture.table_button, picture.title);
        table(pen, &picture.table);
        pen.close();
    }
    pen.close();
}
