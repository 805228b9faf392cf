//! A pen that draws elements one after the other: open one, write in it, close it.
//!
//! `html!` writes out each element where it stands, and lists of finished elements are built, moved and freed where they
//! stand. A page of many small elements is a fraction of that size when it is drawn by calls to a few functions. The
//! keys of an element's attributes are always the same, so that the reconciler compares them by position.

use crate::present::document::{Span, TITLE, Words, spans};
use crate::present::language::Text;
use crate::present::say::Say;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::AttrValue;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode, VTag, VText};

/// Stands for an attribute that is left out.
pub const OUT: &str = "\u{0}";

/// The value of an attribute that is there or not, as `disabled`.
pub const fn if_set(is_set: bool) -> &'static str {
    if is_set { "" } else { OUT }
}

/// Draws elements, in the language of the page.
pub struct Pen<'a> {
    pub say: &'a Say<'a>,
    /// Whether somebody is there to react to a change.
    pub is_live: bool,
    /// Whether what opens in place is drawn with what is in it.
    pub fills_folds: bool,
    /// The elements that are open, from the outermost.
    open: Vec<VTag>,
    /// What is drawn outside every open element.
    drawn: Vec<VNode>,
}

impl std::fmt::Debug for Pen<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Pen")
    }
}

impl<'a> Pen<'a> {
    /// A pen that has drawn nothing.
    pub const fn new(say: &'a Say<'a>, is_live: bool) -> Self {
        Self { say, is_live, fills_folds: true, open: Vec::new(), drawn: Vec::new() }
    }

    /// Opens an element of a class; none where the class is empty.
    pub fn open(&mut self, tag: &'static str, class: &'static str) {
        if class.is_empty() {
            self.open_with(tag, &[], &[]);
        } else {
            self.open_with(tag, &["class"], &[class]);
        }
    }

    /// Opens an element with attributes; those whose value is [`OUT`] are left out.
    pub fn open_with(&mut self, tag: &'static str, keys: &'static [&'static str], values: &[&str]) {
        let mut element = VTag::new(tag);
        let value = |(key, value): (&&str, &&str)| {
            (*value != OUT).then(|| match *key {
                // Once somebody chose from a list, Firefox heeds the attribute no more.
                "selected" if self.is_live => AttributeOrProperty::Property(JsValue::TRUE),
                _ => AttributeOrProperty::Attribute(AttrValue::Rc(Rc::from(*value))),
            })
        };
        let values = keys.iter().zip(values).map(value).collect();
        element.set_attributes(Attributes::Dynamic { keys, values });
        self.open.push(element);
    }

    /// Names the element that was opened last among its neighbours, so that it stays itself where others come and go;
    /// each of them needs a name.
    pub fn key(&mut self, key: &str) {
        if let Some(element) = self.open.last_mut() {
            element.key = Some(key.into());
        }
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.node(element.into());
        }
    }

    /// Closes so many elements.
    pub fn close_all(&mut self, count: u32) {
        for _ in 0..count {
            self.close();
        }
    }

    /// What was drawn elsewhere.
    pub fn node(&mut self, node: VNode) {
        match self.open.last_mut() {
            Some(outer) => outer.add_child(node),
            None => self.drawn.push(node),
        }
    }

    /// A run of characters that are no words of the program.
    pub fn text(&mut self, text: &str) {
        self.node(VText::new(AttrValue::Rc(Rc::from(text))).into());
    }

    /// Words, with what is set apart in them.
    pub fn words(&mut self, words: Words) {
        for span in spans(self.say.dictionary.read(words)) {
            match span {
                Span::Plain(plain) => self.text(plain),
                Span::Strong(strong) => self.run("strong", "", strong),
                Span::Aside(aside) => self.run("span", "aside", aside),
                Span::Link(link, address) => {
                    let (address, language) = match address.strip_prefix(TITLE) {
                        Some(address) => (address, "en"),
                        None => (address, OUT),
                    };
                    self.open_with("a", &["href", "rel", "lang"], &[address, "noreferrer", language]);
                    self.text(link);
                    self.close();
                }
            }
        }
    }

    fn run(&mut self, tag: &'static str, class: &'static str, text: &str) {
        self.open(tag, class);
        self.text(text);
        self.close();
    }

    /// An element of a class with words in it.
    pub fn say(&mut self, tag: &'static str, class: &'static str, words: Words) {
        self.open(tag, class);
        self.words(words);
        self.close();
    }

    /// An element with attributes and with words in it.
    pub fn say_with(&mut self, tag: &'static str, keys: &'static [&'static str], values: &[&str], words: Words) {
        self.open_with(tag, keys, values);
        self.words(words);
        self.close();
    }

    /// A field to type in or to choose; its value and whether it is chosen are kept as the page has them.
    pub fn input(&mut self, keys: &'static [&'static str], values: &[&str], value: &str, checked: Option<bool>) {
        self.open_with("input", keys, values);
        if let Some(element) = self.open.last_mut() {
            element.set_value(Some(AttrValue::Rc(Rc::from(value))));
            if let Some(checked) = checked {
                element.set_checked(checked);
            }
        }
        self.close();
    }

    /// A field of several lines; its text is kept as the page has it.
    pub fn area(&mut self, keys: &'static [&'static str], values: &[&str], text: &str) {
        self.open_with("textarea", keys, values);
        if let Some(element) = self.open.last_mut() {
            element.set_value(Some(AttrValue::Rc(Rc::from(text))));
        }
        self.close();
    }

    /// A button that says what it asks for; one that is off stays where the keyboard is, and does nothing.
    pub fn button(&mut self, class: &str, press: &str, label: Text, is_on: bool) {
        let (press, off) = if is_on { (press, OUT) } else { (OUT, "true") };
        let keys = &["type", "class", "data-press", "aria-disabled", "disabled"];
        self.say_with("button", keys, &["button", class, press, off, if_set(!self.is_live)], label);
    }

    /// Words as an attribute takes them.
    pub fn read<'w>(&self, words: Words<'w>) -> &'w str {
        self.say.dictionary.read(words)
    }

    /// Everything that was drawn.
    pub fn finish(mut self) -> Vec<VNode> {
        while !self.open.is_empty() {
            self.close();
        }
        self.drawn
    }
}
