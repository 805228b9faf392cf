//! The command line: JSON Lines in, JSON Lines out, one line for each line, never stopping at a bad one.

use microneedling_estimator::codec::{estimate_json, line};
use microneedling_estimator::data;
use microneedling_estimator::domain::problem::{Problem, ProblemCode};
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::workings;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

const HELP: &str = "\
estimate: how many microneedling sessions, what they cost, when results show, against laser; and what a quote comes to

Usage: estimate < INPUT.jsonl > OUTPUT.jsonl

Reads one JSON object a line: {\"scenario\": {…}, \"price_list\": {…}}, where the price list may be absent,
or {\"quote\": {…}}. Writes one line for each line: {\"estimate\": {…}}, {\"quote\": {…}}, or
{\"error\": {\"code\", \"path\", \"problem\", \"fix\"}}.
Paths count from the scenario or the quote; those of the price list begin with `price_list`. Every line is answered
as soon as it is read; a bad line never stops the ones after it. A blank line is answered as an error.

Options:
  -h, --help     this text
  -V, --version  the version of the program

Exit status: 0 if every line had an answer, 1 if some line had an error, 2 if the program was called
wrongly or could not read or write.

The formats: schemas/scenario.schema.json, schemas/price-list.schema.json, schemas/estimate.schema.json,
schemas/quote.schema.json, schemas/priced-quote.schema.json.
";

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        None => {}
        Some("-h" | "--help") => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Some("-V" | "--version") => {
            println!("estimate {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Some(other) => {
            eprintln!("estimate: `{other}` is no option of this program; see `estimate --help`");
            return ExitCode::from(2);
        }
    }
    match answer_lines() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        // A reader that has seen enough closes the pipe; that is no fault of this program.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("estimate: {error}");
            ExitCode::from(2)
        }
    }
}

/// Answers every line of standard input and counts the ones with an error.
fn answer_lines() -> io::Result<u64> {
    let formula = |explanation: &_, estimate: &_| workings::formula(explanation, estimate, &PlainFormats);
    let (mut input, mut output) = (io::BufReader::new(io::stdin()), io::BufWriter::new(io::stdout().lock()));
    let (mut bytes, mut faulty) = (Vec::new(), 0);
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        // A line that is not UTF-8 is a bad line, not the end of the program.
        let answer = match std::str::from_utf8(&bytes) {
            Ok(text) => line::answer(text.trim_end_matches(['\n', '\r']), data::catalog(), &formula),
            Err(error) => Err(estimate_json::refusal(&no_text(&bytes, error.valid_up_to()))),
        };
        faulty += u64::from(answer.is_err());
        let (Ok(line) | Err(line)) = answer;
        output.write_all(line.as_bytes())?;
        output.write_all(b"\n")?;
        // Whoever waits for an answer gets it now; a file that is piped through keeps its full buffers.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(faulty)
}

/// What is wrong with a line that is not UTF-8 from this byte on.
fn no_text(bytes: &[u8], from: usize) -> Problem {
    let byte = bytes.get(from).copied().unwrap_or_default();
    Problem {
        code: ProblemCode::Type,
        path: String::new(),
        problem: format!("byte {} of the line is 0x{byte:02x}, which is no UTF-8 there", from + 1),
        fix: "save the input as UTF-8".to_owned(),
    }
}
