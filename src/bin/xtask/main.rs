//! The project's own tasks: `cargo xtask serve`, `build`, `test`, `approve` and `bench`.

mod approve;
mod bench;
mod budget;
mod chromedriver;
mod dist;
mod foreign;
mod fuzz;
mod installation;
mod licences;
mod one_file;
mod page;
mod process;
mod program;
mod reproduction;
mod server;
mod small;
mod steps;
mod tablet;
mod texts;
mod variants;
mod verify_page;
mod wordpress;

use process::Failure;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

const HELP: &str = "\
The project's own tasks.

  cargo xtask serve [--port N] [--no-open]   install what is missing, build the page, serve it on 127.0.0.1
  cargo xtask build                          leave the release page and the JavaScript module in dist/
  cargo xtask test [STEP…] [-- FILTER…]      run every check, or only the steps whose name contains a STEP;
                                             FILTER goes to the test runners
  cargo xtask test --list                    name the steps
  cargo xtask approve [WORD…]                take over the pictures that differ, or those whose name contains a WORD,
                                             after somebody has looked at them
  cargo xtask bench [PART…]                  measure speed: core, page, lighthouse, or all of them
  cargo xtask dist                           the files of a release: a zip for clinics, and an npm package
  cargo xtask fuzz [TARGET] [--minutes N] [--keep]
                                             search for texts that a reader does not stand, 10 minutes each; keep a
                                             small corpus of what was found
  cargo xtask texts                          bring languages/*.po up to date with the page's texts
  cargo xtask finish                         a part of the build, which Trunk calls

Each task says what it installs before it does; tools go to a cache folder of the user's, not into this folder.
";

/// The port that `serve` tries first.
const FIRST_PORT: u16 = 8080;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_told() {
                eprintln!("error: {failure}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", arguments),
    };
    match task {
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        "serve" => serve(project, &Serve::from_arguments(rest)?),
        "build" => {
            no_more_arguments(task, rest)?;
            page::build(project).map(|_| ())
        }
        "test" => steps::run(project, rest),
        "approve" => approve::run(project, rest),
        "bench" => bench::run(project, rest),
        "dist" => {
            no_more_arguments(task, rest)?;
            dist::make(project).map(|_| ())
        }
        "fuzz" => fuzz::run(project, rest),
        "texts" => {
            no_more_arguments(task, rest)?;
            texts::renew(project)
        }
        "finish" => {
            no_more_arguments(task, rest)?;
            page::finish(project)
        }
        unknown => Err(Failure::new(format!("there is no task `{unknown}`; `cargo xtask help` names them"))),
    }
}

fn no_more_arguments(task: &str, rest: &[String]) -> Result<(), Failure> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(Failure::new(format!("`cargo xtask {task}` takes no `{extra}`; leave it out"))),
    }
}

/// What `cargo xtask serve` was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Serve {
    port: Option<u16>,
    open: bool,
}

impl Serve {
    fn from_arguments(arguments: &[String]) -> Result<Self, Failure> {
        let mut serve = Self { port: None, open: true };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--no-open" => serve.open = false,
                "--port" => {
                    let value = rest.next().map_or("", String::as_str);
                    let port = value.parse().map_err(|_| {
                        Failure::new(format!("`--port` is `{value}`; expected a number from 1 to 65535"))
                    })?;
                    serve.port = Some(port);
                }
                unknown => {
                    return Err(Failure::new(format!("`serve` knows no `{unknown}`; it takes --port N and --no-open")));
                }
            }
        }
        Ok(serve)
    }
}

fn serve(project: &Path, wish: &Serve) -> Result<(), Failure> {
    let dist: PathBuf = page::build(project)?;
    let server = match wish.port {
        Some(port) => server::Server::start(&dist, port)?,
        None => server::Server::start_at_next_free(&dist, FIRST_PORT)?,
    };
    println!("The estimator is at {}  (Ctrl+C ends it)", server.address());
    if wish.open && std::io::stdout().is_terminal() && has_screen() {
        // A browser that does not open is no failure: the address stands above.
        let _ = Command::new("xdg-open").arg(server.address()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
    server.wait();
    Ok(())
}

fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn serve_reads_its_port() {
        assert_eq!(
            Serve::from_arguments(&words("--port 9000 --no-open")).ok(),
            Some(Serve { port: Some(9000), open: false })
        );
        assert_eq!(Serve::from_arguments(&[]).ok(), Some(Serve { port: None, open: true }));
    }

    #[test]
    fn a_bad_port_is_named_with_the_fix() {
        let failure = Serve::from_arguments(&words("--port many")).err().map(|failure| failure.to_string());
        assert_eq!(failure.as_deref(), Some("`--port` is `many`; expected a number from 1 to 65535"));
    }
}
