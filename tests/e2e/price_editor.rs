//! The price-list editor: a list is opened, mended by keyboard or by touch, and saved byte for byte.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, TABLET, fixture};
use fantoccini::key::Key;
use serde_json::json;
use std::path::{Path, PathBuf};

const FILE: &str = "A file with a price list";

fn started(size: (u32, u32), scheme: Scheme) -> Browser {
    let browser = Browser::start(size, scheme);
    browser.open_started("staff.html#/prices");
    browser.wait_for_text("h1", "Price list");
    browser
}

fn expected(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).unwrap()
}

/// An empty folder for what this journey saves.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What the chosen cell of the grid says, with the name of its column in rows inside others.
fn chosen(browser: &Browser) -> String {
    browser.text("[role=gridcell][aria-selected=true]")
}

#[test]
fn a_menu_with_a_mistake_is_mended_by_keyboard_and_saved_byte_for_byte() {
    let browser = started(DESKTOP, Scheme::Light);
    let saved = folder("price-editor");
    browser.download_to(&saved);
    browser.check("prices-empty");
    browser.labelled(FILE).type_text(fixture("menu-with-a-mistake.csv").to_str().unwrap());
    browser.wait_for_text("#list-heading", "menu-with-a-mistake");
    browser.wait_for_text(".counts", "1 problem to put right");
    browser.wait_for_text(".counts", "Quotes cannot use this list before its problems are put right.");
    browser.wait_for_text(".findings.wrong", "\"1,500\" can be read as 1500.00 and as 1.50 put 1500.00 or 1.50");
    browser.check("prices-with-a-mistake");

    browser.tab_to(&["items[1].price.fixed"]);
    browser.press(Key::Enter);
    browser.wait_for("the cell", &"1,500".to_owned(), chosen);
    assert_eq!(browser.attribute("[aria-selected=true]", "aria-invalid").as_deref(), Some("true"));
    let described = browser.attribute("[aria-selected=true]", "aria-describedby").unwrap();
    assert!(browser.text(&format!("#{described}")).contains("1500.00 or 1.50"));
    assert_eq!(browser.focus_fault(), None);
    browser.type_keys("1500");
    browser.press(Key::Enter);
    browser.wait_for_text(".counts", "Nothing to put right.");
    browser.wait_for_text(".counts", "Quotes use this list as it stands.");
    assert_eq!(browser.count(".findings.wrong"), 0);
    browser.check("prices-mended");

    browser.pressable("Save as JSON").click();
    let json = browser.downloaded(&saved, "menu-with-a-mistake.json");
    assert_eq!(json, expected("menu-mended.json"));
    browser.pressable("Save as CSV").click();
    let csv = browser.downloaded(&saved, "menu-with-a-mistake.csv");
    assert_eq!(csv, expected("menu-with-a-mistake.csv").replace("\"1,500\"", "1500.00"));
    // What was saved opens again as the same list.
    browser.pressable("Open another list").click();
    browser.labelled(FILE).type_text(saved.join("menu-with-a-mistake.json").to_str().unwrap());
    browser.wait_for_text(".counts", "Nothing to put right.");
    // The quotes' page has it.
    browser.pressable("Quote").click();
    browser.wait_for_text("h1", "Quote");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn the_grid_is_walked_through_edited_and_undone_by_keyboard_alone() {
    let browser = started(DESKTOP, Scheme::Dark);
    browser.tab_to(&["Start from an example"]);
    browser.press(Key::Enter);
    browser.wait_for_text(".counts", "Nothing to put right.");
    browser.tab_to(&["Items"]);
    let reach = || {
        for _ in 0..30 {
            browser.press(Key::Tab);
            if browser.execute("return document.activeElement.role ?? ''", &[]) == json!("gridcell") {
                return;
            }
        }
        panic!("Tab does not reach the grid");
    };
    reach();
    assert_eq!(chosen(&browser), "mn-face");
    browser.press(Key::Right);
    assert_eq!(chosen(&browser), "needling");
    browser.press(Key::End);
    browser.press(Key::Home);
    assert_eq!(chosen(&browser), "mn-face");
    // Escape gives up what was typed.
    browser.press(Key::Enter);
    browser.type_keys("-new");
    browser.press(Key::Escape);
    assert_eq!(chosen(&browser), "mn-face");
    // F2 goes on with what stands there, Tab takes it and goes on.
    browser.press(Key::F2);
    browser.type_keys("-new");
    browser.press(Key::Tab);
    assert_eq!(chosen(&browser), "needling");
    browser.press(Key::Left);
    assert_eq!(chosen(&browser), "mn-face-new");
    // Typing writes over it; what cannot be read is told at once and stays.
    browser.type_keys("MN face");
    browser.press(Key::Enter);
    browser.wait_for_text(".counts", "1 problem to put right");
    browser.check("prices-grid-dark");
    browser.press_together(&[Key::Control.into(), 'z']);
    browser.wait_for("the step before", &"mn-face-new".to_owned(), chosen);
    browser.press_together(&[Key::Control.into(), 'z']);
    browser.wait_for("the first step", &"mn-face".to_owned(), chosen);
    browser.press_together(&[Key::Control.into(), 'y']);
    browser.wait_for("the step again", &"mn-face-new".to_owned(), chosen);
    browser.press_together(&[Key::Control.into(), 'z']);
    // A row is added below and taken away.
    let rows = browser.count(".cells tbody tr");
    browser.press(Key::Insert);
    browser.wait_for("one more row", &(rows + 1), |browser| browser.count(".cells tbody tr"));
    assert_eq!(chosen(&browser), "");
    browser.press_together(&[Key::Control.into(), Key::Delete.into()]);
    browser.wait_for("one row less", &rows, |browser| browser.count(".cells tbody tr"));
    // Delete empties a cell.
    browser.press_together(&[Key::Control.into(), Key::Home.into()]);
    browser.press(Key::Delete);
    browser.wait_for("an empty cell", &String::new(), chosen);
    browser.wait_for_text(".findings.wrong", "items[0].id");
    browser.press_together(&[Key::Control.into(), 'z']);
    browser.wait_for_text(".counts", "Nothing to put right.");
    assert_eq!(browser.focus_fault(), None);
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn a_list_is_made_from_nothing_by_touch() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.use_touch();
    browser.open_started("staff.html#/prices");
    assert_eq!(browser.overflow(), Vec::<String>::new());
    browser.pressable("Start with an empty list").tap();
    browser.wait_for_text(".counts", "1 problem to put right");
    browser.pressable("currency").tap();
    browser
        .wait_for("the cell", &json!("gridcell"), |browser| browser.execute("return document.activeElement.role", &[]));
    browser.css("[role=gridcell][aria-selected=true]").tap();
    browser.css("#cell-text").type_text("USD");
    browser.pressable("Items").tap();
    browser.wait_for_text(".counts", "Nothing to put right.");
    browser.pressable("Add an item").tap();
    for (column, text) in
        [(0, "mn-face"), (1, "needling"), (2, "standard"), (3, "face"), (4, "Microneedling, face"), (5, "295")]
    {
        let cell = format!("#cell-0-{column}");
        browser.css(&cell).tap();
        if browser.count("#cell-text") == 0 {
            browser.css(&cell).tap();
        }
        browser.css("#cell-text").type_text(text);
    }
    browser.pressable("Add a package").tap();
    for (column, text) in [(0, "3"), (1, "795")] {
        let cell = format!("#cell-1-{column}");
        browser.css(&cell).tap();
        if browser.count("#cell-text") == 0 {
            browser.css(&cell).tap();
        }
        browser.css("#cell-text").type_text(text);
    }
    browser.pressable("Undo").tap();
    browser.pressable("Redo").tap();
    browser.wait_for_text(".counts", "Nothing to put right.");
    browser.wait_for_text(".preview", "3 sessions for $795");
    browser.labelled("Concern").pick("Fine lines and wrinkles");
    browser.wait_for_text(".preview", "$295");
    assert_eq!(browser.overflow(), Vec::<String>::new());
    browser.check("prices-by-touch");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn a_reload_offers_the_list_again_and_it_can_be_discarded() {
    let browser = started(TABLET, Scheme::Light);
    browser.labelled("Or paste its text").paste("id;kind;label;price.fixed\nfacial;other;Facial;120\n");
    browser.pressable("Open the text").click();
    browser.wait_for_text(".findings.wrong", "currency");
    browser.wait_for("the cell", &"120.00".to_owned(), |browser| browser.text("#cell-0-5"));
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text(".notice", "This is the list that you had open in this tab before.");
    browser.wait_for("the cell", &"120.00".to_owned(), |browser| browser.text("#cell-0-5"));
    browser.check("prices-restored");
    browser.pressable("Discard it").click();
    browser.wait_for_text("#opening-heading", "Open or start a price list");
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text("#opening-heading", "Open or start a price list");
    assert_eq!(browser.count(".notice"), 0);
}

#[test]
fn where_there_is_no_room_to_keep_it_the_editor_says_so_and_works() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser
        .before_each_page("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }");
    browser.open_started("staff.html#/prices");
    browser.pressable("Start from an example").click();
    browser.wait_for_text(".notice", "This browser has no room to keep what you type.");
    browser.wait_for_text(".counts", "Nothing to put right.");
    browser.check("prices-storage-full");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn a_text_that_is_no_list_is_refused_with_its_place_and_nothing_is_lost() {
    let browser = started(DESKTOP, Scheme::Light);
    browser.pressable("Open the text").click();
    browser.wait_for_text(".problems", "Paste the text into the field first.");
    let text = "record,id\nitms,a\nlist,\"b\n";
    browser.labelled("Or paste its text").paste(text);
    browser.pressable("Open the text").click();
    browser.wait_for_text(".problems", "opens with a quote that is never closed");
    assert_eq!(browser.css("#pasted").value(), text);
    browser.check("prices-refused");
}

#[test]
fn the_longest_list_is_paged_and_every_row_is_reached() {
    let browser = started(DESKTOP, Scheme::Light);
    let mut table = "record,id,currency,kind,label,price.fixed\nlist,,USD,,,\n".to_owned();
    for number in 1..=2_000 {
        table += &format!("items,p-{number},,other,Peel {number},{number}\n");
    }
    browser.labelled("Or paste its text").paste(&table);
    browser.pressable("Open the text").click();
    browser.wait_for_text(".pager", "Rows 1 to 100 of 2,000");
    browser.wait_for_text(".counts", "Nothing to put right.");
    browser.css("#cell-0-0").click();
    browser.press_together(&[Key::Control.into(), Key::End.into()]);
    browser.wait_for_text(".pager", "Rows 1,901 to 2,000 of 2,000");
    browser.wait_for("the last cell", &"2000.00".to_owned(), chosen);
    assert_eq!(browser.focus_fault(), None);
    browser.type_keys("1,500");
    browser.press(Key::Enter);
    browser.wait_for_text(".counts", "1 problem to put right");
    browser.check("prices-long");
}
