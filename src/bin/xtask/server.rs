//! Serves a folder on 127.0.0.1, for looking at the built page and for testing it.

use crate::process::Failure;
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use tiny_http::{Header, Method, Request, Response};

/// How many ports after the first are tried when those before are busy.
const PORTS_TO_TRY: u16 = 20;

/// A browser opens up to six connections; each worker answers one request at a time.
const WORKERS: usize = 6;

/// A running server; it ends with the program.
pub struct Server {
    port: u16,
    workers: Vec<JoinHandle<()>>,
}

impl Server {
    /// Serves on the given port; 0 takes any free one.
    pub fn start(folder: &Path, port: u16) -> Result<Self, Failure> {
        Self::listen(folder, port).map_err(|error| {
            Failure::new(format!("port {port} on 127.0.0.1 cannot be used ({error}); pass another by `--port N`"))
        })
    }

    /// Serves on the first port that is free, from the given one upwards.
    pub fn start_at_next_free(folder: &Path, first: u16) -> Result<Self, Failure> {
        let last = first.saturating_add(PORTS_TO_TRY);
        (first..=last).find_map(|port| Self::listen(folder, port).ok()).ok_or_else(|| {
            Failure::new(format!("the ports {first} to {last} on 127.0.0.1 are all busy; pass another by `--port N`"))
        })
    }

    /// Where the page is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves until the program is ended.
    pub fn wait(self) {
        for worker in self.workers {
            // A worker ends only when the server does; there is nothing to hand on.
            let _ = worker.join();
        }
    }

    fn listen(folder: &Path, port: u16) -> Result<Self, String> {
        let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
        let server = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| error.to_string())?;
        let port = server.server_addr().to_ip().map_or(port, |address| address.port());
        let server = Arc::new(server);
        let workers = (0..WORKERS)
            .map(|_| {
                let (server, folder) = (Arc::clone(&server), folder.clone());
                std::thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        answer(&folder, request);
                    }
                })
            })
            .collect();
        Ok(Self { port, workers })
    }
}

fn answer(folder: &Path, request: Request) {
    let mut headers = vec![("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff")];
    // The library leaves the body out of an answer to HEAD, with the right length.
    let (status, kind, body) = if matches!(request.method(), Method::Get | Method::Head) {
        match find(folder, request.url()) {
            Ok(file) => {
                let packed = packed(&file, &request);
                headers.extend(packed.is_some().then_some(("Content-Encoding", "br")));
                match std::fs::read(packed.as_ref().unwrap_or(&file)) {
                    Ok(content) => (200, mime_type(&file), content),
                    Err(error) => (500, PLAIN, format!("500: {error}\n").into_bytes()),
                }
            }
            Err(problem) => (404, PLAIN, format!("404: {problem}\n").into_bytes()),
        }
    } else {
        (405, PLAIN, b"405: this server only answers GET and HEAD\n".to_vec())
    };
    let mut response = Response::from_data(body).with_status_code(status);
    headers.push(("Content-Type", kind));
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // Pages of other servers may load the element, as docs/host-page.md says of every server.
    if path_of(request.url()).ends_with("/embed.js")
        && let Ok(header) = Header::from_bytes("Access-Control-Allow-Origin", "*")
    {
        response.add_header(header);
    }
    // A reader who went away needs no answer.
    let _ = request.respond(response);
}

/// The same file packed by brotli, where somebody has put it beside and the reader takes it.
fn packed(file: &Path, request: &Request) -> Option<PathBuf> {
    let takes = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    let is_taken = takes.is_some_and(|header| header.value.as_str().split(',').any(|kind| kind.trim() == "br"));
    let packed = PathBuf::from(format!("{}.br", file.display()));
    (is_taken && packed.is_file()).then_some(packed)
}

/// The file that an address means, or why there is none.
fn find(folder: &Path, url: &str) -> Result<PathBuf, String> {
    let path = path_of(url);
    let decoded = percent_decoded(path).ok_or_else(|| format!("`{path}` is not a valid address"))?;
    let relative = Path::new(decoded.trim_start_matches('/'));
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || decoded.contains(['\\', '\0']) {
        return Err(format!("`{path}` leaves the folder that is served"));
    }
    let mut file = folder.join(relative);
    if decoded.ends_with('/') {
        file.push("index.html");
    }
    let missing = || format!("there is no file `{}`", decoded.trim_start_matches('/'));
    let file = file.canonicalize().map_err(|_| missing())?;
    // A symbolic link may still lead outside.
    if file.starts_with(folder) && file.is_file() { Ok(file) } else { Err(missing()) }
}

/// An address without what follows the file's name.
fn path_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let value = digit(rest.next())? * 16 + digit(rest.next())?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

const PLAIN: &str = "text/plain; charset=utf-8";

fn mime_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "ts" | "txt" | "md" => PLAIN,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str) -> Result<String, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin").canonicalize().map_err(|e| e.to_string())?;
        find(&folder, url).map(|file| file.strip_prefix(&folder).unwrap_or(&file).display().to_string())
    }

    #[test]
    fn a_file_is_found_with_or_without_query() {
        assert_eq!(found("/xtask/main.rs"), Ok("xtask/main.rs".to_owned()));
        assert_eq!(found("/xtask/m%61in.rs?a=b#c"), Ok("xtask/main.rs".to_owned()));
    }

    #[test]
    fn no_address_leaves_the_folder() {
        for url in [
            "/../lib.rs",
            "/xtask/../../lib.rs",
            "/%2e%2e/lib.rs",
            "/..%2flib.rs",
            "/xtask%5c..%5c",
            "/%00",
            "//etc/../..",
        ] {
            assert!(found(url).is_err(), "{url} was found");
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        assert_eq!(found("/nothing.js"), Err("there is no file `nothing.js`".to_owned()));
        assert_eq!(found("/%zz"), Err("`/%zz` is not a valid address".to_owned()));
        assert!(found("/xtask").is_err(), "a folder is no file");
    }

    #[test]
    fn modules_and_wasm_get_the_types_that_browsers_demand() {
        assert_eq!(mime_type(Path::new("a.wasm")), "application/wasm");
        assert_eq!(mime_type(Path::new("a.mjs")), "text/javascript; charset=utf-8");
        assert_eq!(mime_type(Path::new("a")), "application/octet-stream");
    }
}
