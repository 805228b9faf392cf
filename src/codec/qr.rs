//! QR codes: a link as the path of an SVG, so that a print can be opened again.
//!
//! The symbol is laid out by `qrcodegen-no-heap`, the smallest of the encoders that were measured. Each adds to a module
//! that draws the path anyway (bytes with brotli, opt-level "z", after wasm-opt -Oz): `qrcodegen-no-heap` 1.8.1 4,841;
//! `fast_qr` 0.14.0 8,742; `qrcodegen` 1.8.0 8,805; `qrcode` 0.14.1 without its renderers 12,608.

use qrcodegen_no_heap::{QrCode, QrCodeEcc, Version};

/// A QR code to draw: dark squares on a light ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The dark modules as the data of one SVG path, one unit a module, to be filled.
    pub path: String,
    /// Modules on each side, 21 to 177. Readers need four light ones more on every side: the view box is
    /// `-4 -4 side+8 side+8`.
    pub side: u32,
}

/// The QR code of a text, with error correction M (15 % may be lost); none where the text has more than 2,331 bytes.
pub fn symbol(text: &str) -> Option<Symbol> {
    let mut data = vec![0; Version::MAX.buffer_len()];
    let mut modules = vec![0; Version::MAX.buffer_len()];
    data.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    let (smallest, largest, level) = (Version::MIN, Version::MAX, QrCodeEcc::Medium);
    let code =
        QrCode::encode_binary(&mut data, text.len(), &mut modules, level, smallest, largest, None, false).ok()?;
    let side = code.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let start = x;
            // Beyond the edge every module is light.
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                for (letter, number) in [('M', start), (' ', y), ('h', x - start)] {
                    path.push(letter);
                    path.push_str(&number.to_string());
                }
                path.push_str("v1H");
                path.push_str(&start.to_string());
                path.push('z');
            }
            x += 1;
        }
    }
    Some(Symbol { path, side: u32::try_from(side).ok()? })
}
