//! The program `estimate`: one line out for each line in, whatever comes in.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_estimate"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = program.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap().ok();
    output
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_bad_line_does_not_stop_the_next_one() {
    let good = r#"{"scenario":{"version":1,"concern":"wrinkles"}}"#;
    let input = format!("{good}\nnot json\n\n[]\n{{\"scenario\":{{}}}}\n{good}");
    let output = run(&[], input.as_bytes());
    let lines = lines(&output);
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0], lines[5]);
    for bad in &lines[1..5] {
        for key in ["code", "path", "problem", "fix"] {
            assert!(bad["error"][key].is_string(), "{bad}");
        }
    }
    assert_eq!(lines[4]["error"]["path"], "version");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn lines_that_are_no_text_are_answered_too() {
    let output = run(&[], b"\xff\xfe{\n{\"scenario\":{\"version\":1,\"concern\":\"pores\"}}\r\n");
    let lines = lines(&output);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["error"]["code"], "type");
    assert!(lines[1]["estimate"].is_object());
}

#[test]
fn an_answer_comes_before_the_next_line_is_asked() {
    use std::io::{BufRead, BufReader};
    let mut program =
        Command::new(env!("CARGO_BIN_EXE_estimate")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = program.stdin.take().unwrap();
    let mut stdout = BufReader::new(program.stdout.take().unwrap());
    for concern in ["wrinkles", "melasma"] {
        writeln!(stdin, r#"{{"scenario":{{"version":1,"concern":"{concern}"}}}}"#).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(r#"{"estimate":"#), "{answer}");
    }
    drop(stdin);
    assert_eq!(program.wait().unwrap().code(), Some(0));
}

#[test]
fn quotes_and_scenarios_take_turns() {
    let scenario = r#"{"scenario":{"version":1,"concern":"pores"}}"#;
    let line = r#"{"quantity":3,"unit_price":26500,"tax_bp":825}"#;
    let quote = |lines: &str| {
        format!(r#"{{"quote":{{"version":1,"currency":"USD","prices_include_tax":false,"lines":[{lines}]}}}}"#)
    };
    let input = format!("{}\n{scenario}\n{}\n", quote(line), quote("5"));
    let output = run(&[], input.as_bytes());
    let lines = lines(&output);
    assert_eq!(lines[0]["quote"]["total"], 86_059);
    assert!(lines[1]["estimate"].is_object());
    assert_eq!(lines[2]["error"]["path"], "lines[0]");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn nothing_in_nothing_out() {
    let output = run(&[], b"");
    assert!(output.stdout.is_empty());
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn help_names_the_formats_and_a_wrong_option_is_refused() {
    let help = run(&["--help"], b"");
    let text = String::from_utf8(help.stdout).unwrap();
    for word in
        ["scenario", "price_list", "quote", "Exit status", "schemas/scenario.schema.json", "schemas/quote.schema.json"]
    {
        assert!(text.contains(word), "{word}");
    }
    assert_eq!(help.status.code(), Some(0));
    let wrong = run(&["--fast"], b"");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("`--fast`"));
}

#[test]
fn a_line_with_another_key_than_those_it_may_have_is_told_which() {
    let quote = r#"{"version":1,"currency":"USD","prices_include_tax":false,"lines":[]}"#;
    for (line, code, path, words) in [
        (format!(r#"{{"qoute":{quote}}}"#), "unknown-key", "qoute", "did you mean \"quote\"?"),
        ("{}".to_owned(), "missing", "scenario", "{\"quote\": …}"),
        (format!(r#"{{"scenario":{{}},"quote":{quote}}}"#), "conflict", "quote", "a line of its own"),
        // Another version may call its keys what it likes.
        (r#"{"quote":{"version":2,"rows":[]}}"#.to_owned(), "version", "version", "a program that reads version 2"),
        (format!(r#"{{"quote":{}}}"#, quote.replace("\"lines\"", "\"\":1,\"lines\"")), "unknown-key", "\"\"", "lines"),
        (format!(r#"{{"quote":{}}}"#, quote.replace("USD", "XAU")), "unknown-word", "currency", "EUR"),
    ] {
        let output = run(&[], line.as_bytes());
        let error = &lines(&output)[0]["error"];
        assert_eq!((error["code"].as_str(), error["path"].as_str()), (Some(code), Some(path)), "{line}: {error}");
        assert!(error["fix"].as_str().unwrap().contains(words), "{line}: {error}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_also_inside_one() {
    let output = run(&[], b"{\"quote\":{\"version\":1,\"currency\":\"US\xff\"}}\n");
    let lines = lines(&output);
    assert_eq!(lines[0]["error"]["problem"], "byte 37 of the line is 0xff, which is no UTF-8 there");
    assert_eq!(lines[0]["error"]["fix"], "save the input as UTF-8");
}
