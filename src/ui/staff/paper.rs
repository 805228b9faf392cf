//! Paper as it is drawn: a copy of the quote for print, and the tablet turned to the patient.

use crate::present::staff::paper::Paper;
use crate::ui::pen::Pen;
use crate::ui::{document, keep};

/// Draws one paper. What is not for the screen is shown on paper alone, and then nothing else is (styles/staff-print.css).
pub fn draw(pen: &mut Pen, paper: &Paper) {
    pen.open("article", paper.kind.class());
    if !paper.watermark.is_empty() {
        // The sentence at the top says the same to who hears the page.
        pen.say_with("p", &["class", "aria-hidden"], &["watermark", "true"], paper.watermark);
    }
    pen.open("header", "masthead");
    pen.say("p", "clinic", paper.clinic);
    // The page's own heading is the first.
    pen.say("h2", "paper-title", paper.title);
    pen.close();
    for mark in paper.marks {
        pen.say("p", "mark-line", *mark);
    }
    if !paper.facts.is_empty() {
        pen.open("dl", "particulars");
        for fact in paper.facts {
            pen.open("div", "");
            pen.say("dt", "", fact.name);
            pen.say("dd", "", fact.text);
            pen.close();
        }
        pen.close();
    }
    for (class, sections) in [("ledger", paper.sections), ("leaflet", paper.leaflet)] {
        pen.open("div", class);
        for section in sections {
            document::section(pen, section);
        }
        pen.close();
    }
    pen.open("footer", "paper-foot");
    keep::printed_link(pen, paper.link);
    pen.open("div", "colophon");
    for (place, words) in paper.code.iter().enumerate() {
        pen.say("p", if place == 2 { "address" } else { "reopen" }, *words);
    }
    for words in paper.foot {
        pen.say("p", "foot-line", *words);
    }
    pen.close_all(3);
}
