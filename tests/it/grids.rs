//! The grid of the price-list editor: the keyboard, every step undone and redone, rows added and taken away.

use microneedling_estimator::codec::json;
use microneedling_estimator::codec::price_list_keys::record_kind;
use microneedling_estimator::codec::sheet::Sheet;
use microneedling_estimator::editor::grid::{Done, Grid, PAGE};
use microneedling_estimator::editor::keys::Press;
use proptest::prelude::*;

const LIST: &str = r#"{"currency": "USD", "items": [
    {"id": "a", "kind": "other", "label": "Peel", "price": {"fixed": 12000}, "packages": [{"sessions": 3, "total": 30000}]},
    {"id": "b", "kind": "other", "label": "Facial", "price": {"from": 9000}}
], "fees": [{"id": "kit", "amount": 500, "per": "course", "mandatory": true, "credited": false}]}"#;

fn grid() -> Grid {
    Grid::new(Sheet::from_tree(&json::parse(LIST).unwrap()))
}

fn press(grid: &mut Grid, key: &str) -> Option<Done> {
    press_with(grid, key, false)
}

fn press_with(grid: &mut Grid, key: &str, command: bool) -> Option<Done> {
    let (shift, alt, is_typing) = (false, false, grid.typing().is_some());
    grid.key(&Press { key, code: "", command, shift, alt, is_typing })
}

#[test]
fn arrows_stay_inside_and_packages_stand_below_their_item() {
    let mut grid = grid();
    let items = record_kind("items").unwrap();
    assert_eq!(grid.columns_of(items), ["id", "kind", "treatment", "area", "label", "price.fixed", "price.from"]);
    assert_eq!((grid.row_count(), grid.text(grid.at())), (3, "a"));
    press(&mut grid, "ArrowUp");
    press(&mut grid, "ArrowLeft");
    assert_eq!(grid.at(), (0, 0));
    press(&mut grid, "ArrowDown");
    assert_eq!((grid.text(grid.at()), grid.record(1).unwrap().1.kind().name), ("3", "items.packages"));
    press(&mut grid, "End");
    assert_eq!(grid.text(grid.at()), "300.00");
    press_with(&mut grid, "End", true);
    assert_eq!((grid.at(), grid.text(grid.at())), ((2, 6), "90.00"));
    // A package has fewer cells than the items around it.
    press(&mut grid, "ArrowUp");
    assert_eq!(grid.at(), (1, 1));
}

#[test]
fn what_is_typed_is_written_as_the_program_writes_it() {
    let mut grid = grid();
    grid.choose((0, 5));
    assert_eq!(press(&mut grid, "1"), Some(Done::Moved));
    grid.typed("$150");
    assert_eq!(press(&mut grid, "Enter"), Some(Done::Changed));
    assert_eq!(grid.text((0, 5)), "150.00");
    assert_eq!(grid.at(), (1, 1), "one row down, where the package has two cells");
    // What cannot be read stays as it was typed.
    grid.choose((0, 5));
    press(&mut grid, "F2");
    assert_eq!(grid.typing(), Some("150.00"));
    grid.typed("1,500");
    press(&mut grid, "Tab");
    assert_eq!((grid.text((0, 5)), grid.at()), ("1,500", (0, 6)));
    // The second tap on a cell opens it.
    grid.choose((0, 1));
    assert_eq!(grid.typing(), None);
    grid.choose((0, 1));
    assert_eq!(grid.typing(), Some("other"));
    grid.choose((0, 6));
    press(&mut grid, "7");
    press(&mut grid, "Escape");
    assert_eq!((grid.typing(), grid.text((0, 6))), (None, ""));
}

#[test]
fn every_step_is_undone_and_redone() {
    let mut grid = grid();
    let first = grid.sheet().to_csv();
    press(&mut grid, "Delete");
    press(&mut grid, "Insert");
    press_with(&mut grid, "Delete", true);
    grid.choose((0, 0));
    grid.paste("x\tother\ny\t4\n");
    let last = grid.sheet().to_csv();
    assert_eq!((grid.text((0, 0)), grid.text((1, 0)), grid.text((1, 1))), ("x", "y", "4.00"));
    for _ in 0..4 {
        assert!(grid.undo());
    }
    assert!(!grid.undo());
    assert_eq!(grid.sheet().to_csv(), first);
    while grid.redo() {}
    assert_eq!(grid.sheet().to_csv(), last);
}

#[test]
fn rows_are_added_where_they_belong_and_taken_away_with_what_is_inside() {
    let mut grid = grid();
    let kinds = |grid: &Grid| -> Vec<&str> { grid.sheet().records.iter().map(|record| record.kind().name).collect() };
    grid.add(record_kind("items.packages").unwrap());
    assert_eq!(kinds(&grid), ["list", "items", "items.packages", "items.packages", "items", "fees"]);
    assert_eq!(grid.at(), (2, 0));
    // A new item goes behind everything of the one that is chosen.
    grid.add(record_kind("items").unwrap());
    assert_eq!((grid.at(), kinds(&grid)[4]), ((3, 0), "items"));
    grid.choose((0, 1));
    assert!(grid.remove());
    assert_eq!(kinds(&grid), ["list", "items", "items", "fees"]);
    // The first record of a kind stands in the order of the format.
    grid.show(record_kind("add_ons").unwrap());
    grid.add(record_kind("add_ons").unwrap());
    assert_eq!(kinds(&grid), ["list", "items", "items", "add_ons", "fees"]);
    grid.show(record_kind("list").unwrap());
    assert!(!grid.remove(), "the list itself stays");
}

#[test]
fn a_message_leads_to_a_cell_of_another_grid_and_shows_its_column() {
    let mut grid = grid();
    let (record, column) = grid.sheet().cell_of("fees[0].label").unwrap();
    assert!(grid.go_to(record, &column));
    assert_eq!((grid.tab().name, grid.cell(grid.at())), ("fees", Some((record, "label"))));
    let (record, column) = grid.sheet().cell_of("valid_until").unwrap();
    assert!(grid.go_to(record, &column));
    assert_eq!(grid.cell(grid.at()), Some((0, "valid_until")));
    assert!(!grid.go_to(99, "id"));
}

#[test]
fn a_long_list_is_drawn_a_page_at_a_time() {
    let mut table = "id,kind\n".to_owned();
    (0..2_000).for_each(|number| table += &format!("i{number},other\n"));
    let mut grid = Grid::new(Sheet::from_csv(&table).unwrap());
    assert_eq!((grid.row_count(), grid.page()), (2_000, (0, PAGE)));
    press_with(&mut grid, "End", true);
    assert_eq!((grid.page(), grid.at().0), ((1_900, 2_000), 1_999));
    press(&mut grid, "PageUp");
    assert_eq!(grid.at().0, 1_979);
}

proptest! {
    #[test]
    fn any_keys_leave_a_list_that_can_be_written_and_undone_to_the_first(
        keys in prop::collection::vec((prop::sample::select(vec![
            "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Enter", "F2", "Tab",
            "Escape", "Delete", "Backspace", "Insert", "z", "y", "c", "7", "a",
        ]), any::<bool>()), 0..60),
    ) {
        let mut grid = grid();
        let first = grid.sheet().to_csv();
        for (key, command) in keys {
            press_with(&mut grid, key, command);
            let (row, column) = grid.at();
            prop_assert!(grid.row_count() == 0 || grid.cell((row, column)).is_some());
        }
        grid.commit();
        let written = grid.sheet().to_csv();
        prop_assert_eq!(Sheet::from_csv(&written).unwrap().to_csv(), written);
        while grid.undo() {}
        prop_assert_eq!(grid.sheet().to_csv(), first);
    }
}
