//! Serves a folder on 127.0.0.1, for looking at the built page and for testing it.

use crate::process::Failure;
use hyper::body::Incoming;
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::runtime;
use tower_http::services::ServeDir;
use tower_http::services::fs::ServeFileSystemResponseBody;

/// How many ports after the first are tried when those before are busy.
const PORTS_TO_TRY: u16 = 20;

/// How long nobody is let in after the system had no connection to give, so that asking for one takes no processor.
const PAUSE: Duration = Duration::from_millis(100);

/// A running server; it ends with the program.
pub struct Server {
    port: u16,
    running: JoinHandle<()>,
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
        // It ends only with the program; there is nothing to hand on.
        let _ = self.running.join();
    }

    fn listen(folder: &Path, port: u16) -> std::io::Result<Self> {
        let files = TowerToHyperService::new(ServeDir::new(folder.canonicalize()?).precompressed_br());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let running = std::thread::spawn(move || runtime.block_on(serve(&listener, &files)));
        Ok(Self { port, running })
    }
}

type Files = TowerToHyperService<ServeDir>;

async fn serve(listener: &tokio::net::TcpListener, files: &Files) {
    loop {
        let Ok((connection, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let files = files.clone();
        let answers = service_fn(move |request| answer(files.clone(), request));
        // A reader who went away needs no answer.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(connection), answers));
    }
}

/// The file that a request asks for, with what a clinic's server says of it.
async fn answer(files: Files, request: Request<Incoming>) -> Result<Response<ServeFileSystemResponseBody>, Infallible> {
    // Pages of other servers may load the element, as docs/host-page.md says of every server.
    let is_for_others = request.uri().path().ends_with("/embed.js");
    let mut response = files.call(request).await?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if is_for_others {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    // All texts of the project are in UTF-8.
    if let Some(kind) = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok())
        && kind.starts_with("text/")
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        headers.insert(CONTENT_TYPE, kind);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// A server of the folder that holds this file's.
    fn server() -> Server {
        Server::start(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin"), 0).unwrap()
    }

    fn connected(server: &Server) -> TcpStream {
        let connection = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        connection
    }

    /// The head of the answer to a request, in small letters.
    fn asked(connection: &mut TcpStream, request: &str) -> String {
        write!(connection, "{request} HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            connection.read_exact(&mut byte).unwrap_or_else(|error| panic!("{request} is not answered: {error}"));
            head.push(byte[0]);
        }
        String::from_utf8(head).unwrap().to_lowercase()
    }

    fn head(path: &str) -> String {
        asked(&mut connected(&server()), &format!("HEAD {path}"))
    }

    #[test]
    fn a_file_is_found_with_or_without_query() {
        for path in ["/xtask/main.rs", "/xtask/m%61in.rs?a=b"] {
            assert!(head(path).starts_with("http/1.1 200 ok"), "{path}");
        }
    }

    #[test]
    fn no_address_leaves_the_folder() {
        for path in [
            "/../lib.rs",
            "/xtask/../../lib.rs",
            "/%2e%2e/lib.rs",
            "/..%2flib.rs",
            "/xtask%5c..%5c",
            "/%00",
            "//etc/../..",
            "/%zz",
            "/nothing.js",
        ] {
            assert!(!head(path).starts_with("http/1.1 2"), "{path} was found");
        }
    }

    #[test]
    fn texts_are_in_utf_8_and_always_asked_for_anew() {
        let head = head("/xtask/main.rs");
        assert!(head.contains("content-type: text/x-rust; charset=utf-8"), "{head}");
        assert!(head.contains("cache-control: no-cache"), "{head}");
    }

    #[test]
    fn connections_that_stay_open_keep_no_other_waiting() {
        let server = server();
        let mut kept = Vec::new();
        for _ in 0..20 {
            // Some after one another and then many at once, as browsers do that load a page each.
            for _ in 0..3 {
                let mut one = connected(&server);
                assert!(asked(&mut one, "HEAD /xtask/main.rs").contains("200 ok"));
                kept.push(one);
            }
            let mut many: Vec<TcpStream> = (0..6).map(|_| connected(&server)).collect();
            for one in &mut many {
                assert!(asked(one, "HEAD /xtask/main.rs").contains("200 ok"));
            }
            kept.append(&mut many);
        }
        assert_eq!(kept.len(), 180);
    }
}
