//! QR codes, read back by an independent decoder from the very path that is drawn.

use microneedling_estimator::codec::qr::{Symbol, symbol};

/// The modules that a path fills, drawn by its own commands.
fn drawn(symbol: &Symbol) -> Vec<Vec<bool>> {
    let side = symbol.side as usize;
    let mut modules = vec![vec![false; side]; side];
    for run in symbol.path.split_terminator('z') {
        let (place, rest) = run.strip_prefix('M').unwrap().split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let (width, back) = rest.split_once("v1H").unwrap();
        assert_eq!(x, back, "{run}: the path closes below its start");
        let (x, y, width): (usize, usize, usize) = (x.parse().unwrap(), y.parse().unwrap(), width.parse().unwrap());
        for module in &mut modules[y][x..x + width] {
            assert!(!*module, "{run}: drawn twice");
            *module = true;
        }
    }
    modules
}

/// What a camera sees: every module as four by four pixels, with four light modules around.
fn decoded(symbol: &Symbol) -> (usize, u16, String) {
    let modules = drawn(symbol);
    let pixels = (symbol.side as usize + 8) * 4;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, |x, y| {
        let row = (y / 4).checked_sub(4).and_then(|y| modules.get(y));
        let is_dark = row.zip((x / 4).checked_sub(4)).and_then(|(row, x)| row.get(x)).copied().unwrap_or(false);
        if is_dark { 20 } else { 235 }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    let (about, text) = grids[0].decode().unwrap();
    (about.version.0, about.ecc_level, text)
}

/// The text that a camera reads from a symbol.
pub fn text_of(symbol: &Symbol) -> String {
    decoded(symbol).2
}

#[test]
fn links_of_every_length_are_read_back() {
    let long = "https://clinic.example/estimate/#/v=1&c=acne-scars-boxcar&m=350.50&x=%C3%A9"
        .chars()
        .chain((0..).map(|index: u32| char::from(b'a' + u8::try_from(index * index % 26).unwrap())))
        .take(1_500)
        .collect::<String>();
    for length in [20, 21, 60, 75, 100, 150, 200, 333, 500, 700, 1_000, 1_250, 1_500] {
        let link = &long[..length];
        let (_, level, text) = decoded(&symbol(link).unwrap());
        assert_eq!(text, link, "{length} characters");
        // The two bits of the format that stand for level M are 00.
        assert_eq!(level, 0, "{length} characters");
    }
}

#[test]
fn the_symbol_is_no_larger_than_the_text_needs() {
    // Bytes that fit at level M, from the capacities of ISO/IEC 18004: version 1 takes 14, 2 takes 26, 40 takes 2,331.
    for (length, side) in [(1, 21), (14, 21), (15, 25), (26, 25), (27, 29), (2_331, 177)] {
        assert_eq!(symbol(&"a".repeat(length)).unwrap().side, side, "{length} bytes");
    }
    assert_eq!(symbol(&"a".repeat(2_332)), None);
    assert_eq!(symbol(&"a".repeat(100_000)), None);
}

#[test]
fn texts_beyond_ascii_are_read_back() {
    assert_eq!(decoded(&symbol("https://clínica.example/#/m=é€😀").unwrap()).2, "https://clínica.example/#/m=é€😀");
}
