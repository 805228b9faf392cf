//! Sections, blocks, tables and pictures, as `present` describes them.

use crate::present::document::{
    Block, Column, Fact, Fold, MoneyLine, Picture, Section, Shape, Span, Table, Text, Tone,
};
use yew::prelude::*;

#[derive(Debug, PartialEq, Properties)]
pub struct SectionProps {
    pub section: Section,
}

/// One section of the result.
#[component]
pub fn SectionView(props: &SectionProps) -> Html {
    let Section { id, heading, blocks: content } = &props.section;
    let heading_id = [id, "-heading"].concat();
    html! {
        <section id={*id} class="section" aria-labelledby={heading_id.clone()} tabindex="-1">
            <h2 id={heading_id}>{ heading.clone() }</h2>
            { blocks(content) }
        </section>
    }
}

fn blocks(blocks: &[Block]) -> Html {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::Paragraph(tone, words) => html! { <p class={tone_class(*tone)}>{ text(words) }</p> },
        Block::Money(lines) => html! { <dl class="money">{ for lines.iter().map(money) }</dl> },
        Block::List(items) => html! { <ul>{ for items.iter().map(|item| html! { <li>{ text(item) }</li> }) }</ul> },
        Block::Facts(list) => facts(list),
        Block::Table(content) => table(content),
        Block::Picture(content) => picture(content),
        Block::Columns(columns) => html! { <div class="compare">{ for columns.iter().map(column) }</div> },
        Block::Part(heading, content) => html! {
            <div class="part">
                <h3>{ heading.clone() }</h3>
                { blocks(content) }
            </div>
        },
        Block::Fold(content) => fold(content),
    }
}

const fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Lead => "lead",
        Tone::Small => "small",
        Tone::Caution => "caution",
    }
}

fn text(text: &Text) -> Html {
    let span = |span: &Span| match span {
        Span::Plain(words) => html! { { words.clone() } },
        Span::Strong(words) => html! { <strong>{ words.clone() }</strong> },
        Span::Link { words, address } => html! { <a href={address.clone()} rel="noreferrer">{ words.clone() }</a> },
    };
    text.0.iter().map(span).collect()
}

fn why(about: &str, workings: &[Block]) -> Html {
    if workings.is_empty() {
        return Html::default();
    }
    fold(&Fold {
        summary: crate::present::workings::WHY.to_owned(),
        about: about.to_owned(),
        blocks: workings.to_vec(),
    })
}

fn fold(fold: &Fold) -> Html {
    html! {
        <details class="fold">
            <summary>
                { fold.summary.clone() }
                if !fold.about.is_empty() {
                    <span class="unseen">{ [" ", &fold.about].concat() }</span>
                }
            </summary>
            { blocks(&fold.blocks) }
        </details>
    }
}

fn money(line: &MoneyLine) -> Html {
    html! {
        <div class="line">
            <dt>{ line.label.clone() }</dt>
            <dd>
                <p class="figure">{ line.figure.clone() }</p>
                <p class="beside">{ line.words.clone() }</p>
                <p class="small">{ line.detail.clone() }</p>
                { why(&line.label, &line.workings) }
            </dd>
        </div>
    }
}

fn facts(facts: &[Fact]) -> Html {
    let fact = |fact: &Fact| {
        html! {
            <div class="fact">
                <dt>{ fact.name.clone() }</dt>
                <dd>
                    <p>{ text(&fact.text) }</p>
                    { why(&fact.name, &fact.workings) }
                </dd>
            </div>
        }
    };
    html! { <dl class="facts">{ for facts.iter().map(fact) }</dl> }
}

fn column(column: &Column) -> Html {
    html! {
        <div class={classes!("column", column.class)}>
            <h3>{ column.heading.clone() }</h3>
            { facts(&column.facts) }
        </div>
    }
}

/// A table that scrolls by itself where it is wider than its place.
pub fn table(table: &Table) -> Html {
    let row = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(index, cell)| {
            if index == 0 {
                html! { <th scope="row">{ cell.clone() }</th> }
            } else {
                html! { <td>{ cell.clone() }</td> }
            }
        });
        html! { <tr>{ for cells }</tr> }
    };
    html! {
        <div class="table" role="region" aria-label={table.caption.clone()} tabindex="0">
            <table>
                <caption>{ table.caption.clone() }</caption>
                <thead><tr>{ for table.head.iter().map(|cell| html! { <th scope="col">{ cell.clone() }</th> }) }</tr></thead>
                <tbody>{ for table.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// The pattern that fills a shape, beside its colour.
fn hatch(class: &str) -> Option<&'static str> {
    match class {
        "band laser" => Some("url(#hatch-laser)"),
        "bar maybe" => Some("url(#hatch-maybe)"),
        _ => None,
    }
}

fn picture(picture: &Picture) -> Html {
    let title_id = [picture.id, "-title"].concat();
    let description_id = [picture.id, "-description"].concat();
    let height = picture.height.to_string();
    let shape = |shape: &Shape| html! { <path class={shape.class} d={shape.path.clone()} fill={hatch(shape.class)} /> };
    let label = |label: &crate::present::document::Label| {
        html! {
            <text class={label.class} x={label.x.clone()} y={label.y.clone()} text-anchor={label.anchor}>
                { label.words.clone() }
            </text>
        }
    };
    html! {
        <figure class="picture">
            <p class="lead">{ text(&picture.reading) }</p>
            <svg class="chart" role="img" width="100%" height={height.clone()}
                aria-labelledby={[title_id.as_str(), " ", &description_id].concat()}>
                <title id={title_id}>{ picture.title.clone() }</title>
                <desc id={description_id}>{ picture.description.clone() }</desc>
                <svg viewBox={["0 0 1000 ", &height].concat()} preserveAspectRatio="none" width="100%" height={height.clone()}>
                    { for picture.shapes.iter().map(shape) }
                </svg>
                { for picture.labels.iter().map(label) }
            </svg>
            <figcaption class="small">{ picture.caption.clone() }</figcaption>
            <details class="fold twin">
                <summary>{ picture.table_button }</summary>
                { table(&picture.table) }
            </details>
        </figure>
    }
}
