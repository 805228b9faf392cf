//! Makes the page's program small, beyond what the compiler can: no texts and places of panics that nobody would see, short
//! names between the program and its script, and the last rounds of wasm-opt.

use crate::installation::Tool;
use crate::process::{self, Failure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Functions that only put together what a panic says. On the page a panic ends the program in the same way whether it
/// says something or not, because nothing there shows it; without the words, 3 KB less have to be sent.
const PANICS: [&str; 10] = [
    "core::panicking::panic",
    "core::panicking::assert_failed",
    "core::cell::panic_already",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "alloc::raw_vec::handle_error",
    "alloc::alloc::handle_alloc_error",
];

/// What makes a module smaller and not slower. A page's memory starts as zeros, and its first kilobyte is the far end of
/// the stack, which nothing points to.
const OPTIMISED: [&str; 8] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=50",
    "--reorder-functions-by-name",
    "--zero-filled-memory",
    "--low-memory-unused",
];

/// Rewrites the one program in a folder, and in its script the names of the functions that it imports from there.
pub fn shrink(folder: &Path) -> Result<(), Failure> {
    let program = only(folder, "_bg.wasm")?;
    let script = PathBuf::from(program.to_string_lossy().replace("_bg.wasm", ".js"));
    let module = std::fs::read(&program).map_err(|error| Failure::at(&program, &error))?;
    let (module, names) = slimmed(&module).ok_or_else(|| {
        Failure::new(format!("{}: its imports or the names of its functions could not be read", program.display()))
    })?;
    std::fs::write(&program, module).map_err(|error| Failure::at(&program, &error))?;

    let text = std::fs::read_to_string(&script).map_err(|error| Failure::at(&script, &error))?;
    let text = renamed(&text, &names)
        .map_err(|name| Failure::new(format!("{}: expected it to offer `{name}` once", script.display())))?;
    std::fs::write(&script, text).map_err(|error| Failure::at(&script, &error))?;

    let mut optimise = Command::new(Tool::WasmOpt.file()?);
    optimise.args(OPTIMISED).arg(&program).arg("-o").arg(&program);
    process::run(&mut optimise)
}

/// The only file in a folder whose name ends like this.
fn only(folder: &Path, end: &str) -> Result<PathBuf, Failure> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))? {
        let file = entry.map_err(|error| Failure::at(folder, &error))?.path();
        if file.to_string_lossy().ends_with(end) {
            found.push(file);
        }
    }
    match found.pop() {
        Some(file) if found.is_empty() => Ok(file),
        _ => Err(Failure::new(format!("{}: expected exactly one file *{end}", folder.display()))),
    }
}

/// An import's long name and its short one.
type Renamed = (String, String);

/// A script that offers its functions by other names; or the name that it does not offer exactly once.
fn renamed(script: &str, names: &[Renamed]) -> Result<String, String> {
    let mut text = script.to_owned();
    for (long, short) in names {
        let offered = [" ", long, ": "].concat();
        if text.matches(&offered).count() != 1 {
            return Err(long.clone());
        }
        text = text.replace(&offered, &[" ", short, ": "].concat());
    }
    Ok(text)
}

/// Sections of a WebAssembly module, by the numbers that its format gives them.
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
/// The part of the custom section "name" that names functions.
const FUNCTION_NAMES: u8 = 1;
/// What a function does that ends the program: it has no locals, is unreachable, and ends.
const ENDS_THE_PROGRAM: [u8; 3] = [0, 0, 11];

/// The module with the program's end in place of each function that tells of a panic, and with short names for what it
/// imports, which come back beside the long ones; none where it cannot be read.
fn slimmed(module: &[u8]) -> Option<(Vec<u8>, Vec<Renamed>)> {
    let (head, rest) = module.split_at_checked(8)?;
    let sections = Reader(rest).sections()?;
    let silent = sections.iter().find_map(|(kind, content)| if *kind == CUSTOM { telling(content) } else { None })?;
    let mut names = Vec::new();
    let mut result = head.to_vec();
    for (kind, content) in sections {
        let changed = match kind {
            IMPORTS => shortly_named(content, &mut names)?,
            CODE => ending_early(content, names.len(), &silent)?,
            DATA => nowhere(content)?,
            _ => content.to_vec(),
        };
        result.push(kind);
        put_sized(&mut result, &changed);
    }
    Some((result, names))
}

/// The imports by short names; the long and the short ones are put into `names`, in their order.
fn shortly_named(imports: &[u8], names: &mut Vec<Renamed>) -> Option<Vec<u8>> {
    let mut imports = Reader(imports);
    let count = imports.number()?;
    let mut result = Vec::new();
    put_number(&mut result, count);
    for index in 0..count {
        let module = imports.sized()?;
        let long = String::from_utf8_lossy(imports.sized()?).into_owned();
        let short = format!("f{index}");
        put_sized(&mut result, module);
        put_sized(&mut result, short.as_bytes());
        names.push((long, short));
        // wasm-bindgen's programs import functions alone, each of a type.
        if imports.byte()? != 0 {
            return None;
        }
        result.push(0);
        put_number(&mut result, imports.number()?);
    }
    Some(result)
}

/// The bodies of the module's own functions, of which those that are to be silent end the program.
fn ending_early(code: &[u8], imported: usize, silent: &[usize]) -> Option<Vec<u8>> {
    let mut bodies = Reader(code);
    let count = bodies.number()?;
    let mut result = Vec::with_capacity(code.len());
    put_number(&mut result, count);
    for function in imported..imported.checked_add(count)? {
        let body = bodies.sized()?;
        put_sized(&mut result, if silent.contains(&function) { &ENDS_THE_PROGRAM } else { body });
    }
    Some(result)
}

/// How long a place in the source is in memory: where its file's name stands and how long that is, line and column.
const PLACE: usize = 16;

/// The data with zeros for the places in the source where the program may panic, and for the names of the files: nothing
/// reads them any more, and 1.8 KB less have to be sent.
fn nowhere(data: &[u8]) -> Option<Vec<u8>> {
    let mut segments = Vec::new();
    let mut rest = Reader(data);
    for _ in 0..rest.number()? {
        // A segment of the one memory, which begins at a constant.
        if (rest.byte()?, rest.byte()?) != (0, 0x41) {
            return None;
        }
        let address = rest.number()?;
        if rest.byte()? != 11 {
            return None;
        }
        let content = rest.sized()?;
        segments.push((address, data.len() - rest.0.len() - content.len(), content));
    }
    let within = |address: usize, length: usize| {
        segments.iter().find_map(|(from, at, content)| {
            let before = address.checked_sub(*from)?;
            Some((at + before, content.get(before..before.checked_add(length)?)?))
        })
    };
    let mut silent = data.to_vec();
    for (address, at, content) in &segments {
        let first = address.next_multiple_of(4) - address;
        for from in (first..content.len().saturating_sub(PLACE - 1)).step_by(4) {
            let place = content.get(from..from + PLACE)?;
            let numbers = place.chunks(4).map(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize));
            let [name, length, line, column] = numbers.collect::<Option<Vec<_>>>()?.try_into().ok()?;
            let Some((name_at, name)) = within(name, length) else { continue };
            let is_place = name.ends_with(b".rs") && name.iter().all(u8::is_ascii_graphic) && line > 0 && column > 0;
            if is_place {
                silent.get_mut(at + from..at + from + PLACE)?.fill(0);
                silent.get_mut(name_at..name_at + length)?.fill(0);
            }
        }
    }
    Some(silent)
}

/// The functions that tell of a panic, by their names.
fn telling(custom: &[u8]) -> Option<Vec<usize>> {
    let mut custom = Reader(custom);
    if custom.sized()? != b"name" {
        return None;
    }
    let (_, names) = custom.sections()?.into_iter().find(|(kind, _)| *kind == FUNCTION_NAMES)?;
    let mut names = Reader(names);
    let mut telling = Vec::new();
    for _ in 0..names.number()? {
        let function = names.number()?;
        let name = without_hash(&String::from_utf8_lossy(names.sized()?));
        if PANICS.iter().any(|panic| name.starts_with(panic)) {
            telling.push(function);
        }
    }
    Some(telling)
}

/// A function's name without the hash of its crate: `core[7f]::panicking` is `core::panicking`.
fn without_hash(name: &str) -> String {
    match name.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?.1))) {
        Some((before, after)) => [before, after].concat(),
        None => name.to_owned(),
    }
}

/// Reads a module from its front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A number in LEB128: seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Bytes after their number.
    fn sized(&mut self) -> Option<&'a [u8]> {
        let size = self.number()?;
        let (content, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(content)
    }

    /// All that is left, as sections.
    fn sections(&mut self) -> Option<Vec<(u8, &'a [u8])>> {
        let mut sections = Vec::new();
        while !self.0.is_empty() {
            sections.push((self.byte()?, self.sized()?));
        }
        Some(sections)
    }
}

fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn put_sized(bytes: &mut Vec<u8>, content: &[u8]) {
    put_number(bytes, content.len());
    bytes.extend_from_slice(content);
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    /// A module of one imported function and two of its own, which are named as given.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut name_map = vec![2];
        for (function, name) in (1..).zip(names) {
            name_map.push(function);
            put_sized(&mut name_map, name.as_bytes());
        }
        let mut named = vec![4];
        named.extend(b"name");
        named.push(FUNCTION_NAMES);
        put_sized(&mut named, &name_map);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (kind, content) in [
            (IMPORTS, b"\x01\x01m\x07long_1f\0\0".to_vec()),
            (CODE, vec![2, 4, 0, 1, 1, 11, 4, 0, 1, 1, 11]),
            (CUSTOM, named),
        ] {
            module.push(kind);
            put_sized(&mut module, &content);
        }
        module
    }

    #[test]
    fn a_panic_ends_the_program_without_a_word() {
        let module = module(["core[7f]::panicking::panic_fmt", "app::core::panicking::panic"]);
        let (module, names) = slimmed(&module).unwrap();
        assert_eq!(names, [("long_1f".to_owned(), "f0".to_owned())]);
        let sections = Reader(&module[8..]).sections().unwrap();
        assert_eq!(sections[0], (IMPORTS, b"\x01\x01m\x02f0\0\0".as_slice()));
        assert_eq!(sections[1], (CODE, [2, 3, 0, 0, 11, 4, 0, 1, 1, 11].as_slice()));
    }

    #[test]
    fn a_place_in_the_source_is_no_part_of_the_program() {
        // At 9: two bytes that belong to nothing, a name, and from 24 on a place that has it, and one that has no name.
        let mut content = b"..src/app.rs...".to_vec();
        for number in [11_u32, 10, 7, 13, 11, 9, 7, 13] {
            content.extend(number.to_le_bytes());
        }
        let data = |content: &[u8]| {
            let mut data = vec![1, 0, 0x41, 9, 11];
            put_sized(&mut data, content);
            data
        };
        let mut silent = content.clone();
        silent[2..12].fill(0);
        silent[15..31].fill(0);
        assert_eq!(nowhere(&data(&content)), Some(data(&silent)));
        assert_eq!(nowhere(&data(&content)[..20]), None);
    }

    #[test]
    fn a_torn_module_is_refused() {
        let whole = module(["one", "two"]);
        assert!(slimmed(&whole).is_some());
        assert!(slimmed(&whole[..whole.len() - 1]).is_none());
        assert!(slimmed(b"<html>").is_none());
    }

    #[test]
    fn imports_get_their_short_names() {
        let names = [("long_1f".to_owned(), "f0".to_owned())];
        assert_eq!(renamed("x = { long_1f: function() {} }", &names), Ok("x = { f0: function() {} }".into()));
        assert_eq!(renamed("x = {}", &names), Err("long_1f".into()));
    }
}
