//! A clinic's server that a journey can stop, start again, and give another folder to serve, in the middle of a load too.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// What is done with a request.
pub enum Answer {
    /// The file, as it lies in the folder.
    File,
    /// Nothing: the connection ends.
    Cut,
    /// That there is no such file.
    Missing,
    /// Another content under the same name.
    Instead(Vec<u8>),
    /// The file, once this is true.
    After(Arc<AtomicBool>),
    /// The file, said to be of another kind, such as `text/plain`.
    As(&'static str),
    /// The file, with one more line in the head of the answer.
    With(&'static str),
    /// The first half of the file, as if that was all.
    Half,
    /// The first half of the file after the length of the whole; then the connection ends.
    Broken,
    /// Nothing but this status, such as `500 Internal Server Error`.
    Status(&'static str),
    /// That it is at another address.
    Moved(String),
    /// Blanks without end, as long as somebody takes them; counted here, in bytes.
    Endless(Arc<AtomicU64>),
}

/// What a journey wants with the path of a request, such as "/index.html".
type Rule = Box<dyn Fn(&str) -> Answer + Send>;

/// What the server has at the moment.
struct Site {
    folder: PathBuf,
    rule: Rule,
    /// The path of each request that was answered.
    answered: Vec<String>,
    /// After which file which folder is served.
    next: Option<(String, PathBuf)>,
}

/// A server with a port of its own.
pub struct ClinicServer {
    address: SocketAddr,
    site: Arc<Mutex<Site>>,
    running: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl ClinicServer {
    pub fn start(folder: &Path) -> Self {
        let rule: Rule = Box::new(|_| Answer::File);
        let site = Arc::new(Mutex::new(Site { folder: folder.to_owned(), rule, answered: Vec::new(), next: None }));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut server = Self { address: listener.local_addr().unwrap(), site, running: None };
        server.listen(listener);
        server
    }

    /// The address of a path on this server.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// From now on nobody listens: as when the network is off.
    pub fn stop(&mut self) {
        if let Some((is_stopped, thread)) = self.running.take() {
            is_stopped.store(true, Ordering::SeqCst);
            // The listener waits for one more.
            let _ = TcpStream::connect(self.address);
            thread.join().unwrap();
        }
    }

    /// Listens again, on the same port.
    pub fn start_again(&mut self) {
        let listener = TcpListener::bind(self.address).unwrap();
        self.listen(listener);
    }

    /// Serves another folder from the next request on.
    pub fn swap(&self, folder: &Path) {
        self.site.lock().unwrap().folder = folder.to_owned();
    }

    /// Serves another folder as soon as this file was sent: in the middle of a load.
    pub fn swap_after(&self, path: &str, folder: &Path) {
        self.site.lock().unwrap().next = Some((path.to_owned(), folder.to_owned()));
    }

    /// Does something else with some requests from now on.
    pub fn answer(&self, rule: impl Fn(&str) -> Answer + Send + 'static) {
        self.site.lock().unwrap().rule = Box::new(rule);
    }

    /// The paths of all requests that were answered.
    pub fn answered(&self) -> Vec<String> {
        self.site.lock().unwrap().answered.clone()
    }

    fn listen(&mut self, listener: TcpListener) {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (site, stop) = (Arc::clone(&self.site), Arc::clone(&is_stopped));
        let thread = std::thread::spawn(move || {
            for connection in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let site = Arc::clone(&site);
                // A reader who goes away needs no answer.
                std::thread::spawn(move || connection.and_then(|connection| serve(&site, connection)));
            }
        });
        self.running = Some((is_stopped, thread));
    }
}

impl Drop for ClinicServer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Answers one request and closes the connection.
fn serve(site: &Mutex<Site>, mut connection: TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let answer = (site.lock().unwrap().rule)(path);
    let mut more = String::new();
    let mut said_kind = None;
    let mut said_status = None;
    let mut instead = None;
    match &answer {
        Answer::Cut => return Ok(()),
        Answer::Instead(content) => instead = Some(content.clone()),
        Answer::Missing => said_status = Some("404 Not Found"),
        Answer::After(is_time) => {
            while !is_time.load(Ordering::SeqCst) {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        }
        Answer::As(kind) => said_kind = Some(*kind),
        Answer::With(line) => more = format!("{line}\r\n"),
        Answer::Status(status) => said_status = Some(*status),
        Answer::Moved(address) => {
            said_status = Some("302 Found");
            more = format!("Location: {address}\r\n");
        }
        Answer::File | Answer::Half | Answer::Broken | Answer::Endless(_) => {}
    }
    let (file, content) = {
        let mut site = site.lock().unwrap();
        site.answered.push(path.to_owned());
        let file = site.folder.join(if path == "/" { "index.html" } else { path.trim_start_matches('/') });
        let content = instead.map_or_else(|| std::fs::read(&file), Ok);
        if let Some((_, folder)) = site.next.take_if(|(after, _)| after == path) {
            site.folder = folder;
        }
        (file, content)
    };
    let (status, mut content) = match (said_status, content) {
        (Some(status), _) => (status, b"not here".to_vec()),
        (None, Ok(content)) => ("200 OK", content),
        (None, Err(_)) => ("404 Not Found", b"not here".to_vec()),
    };
    let kind = match file.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "text/plain",
    };
    let kind = said_kind.unwrap_or(kind);
    if matches!(answer, Answer::Half) {
        content.truncate(content.len() / 2);
    }
    if !matches!(answer, Answer::Endless(_)) {
        more += &format!("Content-Length: {}\r\n", content.len());
    }
    if matches!(answer, Answer::Broken) {
        content.truncate(content.len() / 2);
    }
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Cache-Control: no-cache\r\nConnection: close\r\n\r\n"
    );
    connection.write_all(head.as_bytes())?;
    if let Answer::Endless(sent) = answer {
        let blanks = [b' '; 1 << 14];
        loop {
            connection.write_all(&blanks)?;
            sent.fetch_add(blanks.len() as u64, Ordering::SeqCst);
        }
    }
    connection.write_all(&content)
}
