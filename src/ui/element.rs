//! Elements by plain function calls.
//!
//! `html!` writes each element out where it stands; a page of many small elements is less than half the size when they
//! are made by a few functions instead. The keys of an element's attributes are always the same, so that the reconciler
//! compares them by position.

use crate::present::document::Words;
use crate::present::language::Text;
use crate::present::say::Say;
use std::rc::Rc;
use yew::AttrValue;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode, VTag, VText};

/// An attribute's value, or none where the attribute is left out.
pub type Value = Option<AttrValue>;

/// An element with attributes.
pub fn with<const COUNT: usize>(
    tag: &'static str,
    keys: &'static [&'static str; COUNT],
    values: [Value; COUNT],
    children: Vec<VNode>,
) -> VNode {
    built(tag, keys, Vec::from(values), children).into()
}

fn built(tag: &'static str, keys: &'static [&'static str], values: Vec<Value>, children: Vec<VNode>) -> VTag {
    let mut element = VTag::new(tag);
    let values = values.into_iter().map(|value| value.map(AttributeOrProperty::Attribute)).collect();
    element.set_attributes(Attributes::Dynamic { keys, values });
    element.add_children(children);
    element
}

/// An element without attributes.
pub fn el(tag: &'static str, children: Vec<VNode>) -> VNode {
    built(tag, &[], Vec::new(), children).into()
}

/// An element of a class.
pub fn classed(tag: &'static str, class: &'static str, children: Vec<VNode>) -> VNode {
    built(tag, &["class"], vec![text_value(class)], children).into()
}

/// A field to type in or to choose; `value` and `checked` are kept as the page has them.
pub fn field<const COUNT: usize>(
    keys: &'static [&'static str; COUNT],
    values: [Value; COUNT],
    value: Option<AttrValue>,
    checked: Option<bool>,
) -> VNode {
    let mut element = built("input", keys, Vec::from(values), Vec::new());
    element.set_value(value);
    if let Some(checked) = checked {
        element.set_checked(checked);
    }
    element.into()
}

/// Words that the program was built with, as an attribute's value.
pub const fn text_value(words: &'static str) -> Value {
    Some(AttrValue::Static(words))
}

/// Words put together while running, as an attribute's value.
pub fn value(words: impl Into<AttrValue>) -> Value {
    Some(words.into())
}

/// An attribute's value in words.
pub fn value_of(say: &Say, words: Words) -> Value {
    Some(Rc::<str>::from(say.dictionary.read(words)).into())
}

/// A run of words.
pub fn words(say: &Say, words: Words) -> VNode {
    text(say.dictionary.read(words))
}

/// A run of characters that are no words of the program.
pub fn text(text: &str) -> VNode {
    VText::new(Rc::<str>::from(text)).into()
}

/// A button that says what it asks for; one that is off stays where the keyboard is, and does nothing.
pub fn button(say: &Say, class: &'static str, word: &'static str, label: Text, is_on: bool) -> VNode {
    let (press, off) = if is_on { (text_value(word), None) } else { (None, text_value("true")) };
    let values = [text_value("button"), text_value(class), press, off];
    with("button", &["type", "class", "data-press", "aria-disabled"], values, vec![words(say, label)])
}
