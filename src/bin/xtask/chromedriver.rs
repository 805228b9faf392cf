//! Starts and ends the browser's WebDriver.

use crate::installation;
use crate::process::Failure;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A running chromedriver on a free port; it ends when this value goes.
pub struct Chromedriver {
    child: Child,
    port: u16,
}

impl Chromedriver {
    pub fn start() -> Result<Self, Failure> {
        let program = installation::chromedriver().ok_or_else(|| Failure::new("`chromedriver` is not on the PATH"))?;
        let mut command = Command::new(&program);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| Failure::at(&program, &error))?;
        let port = child.stdout.take().and_then(announced_port);
        match port {
            Some(port) => Ok(Self { child, port }),
            None => {
                let _ = child.kill();
                Err(Failure::new(format!("{} did not say which port it listens on", program.display())))
            }
        }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads "ChromeDriver was started successfully on port 40123." and keeps the pipe empty from then on.
fn announced_port(output: impl std::io::Read + Send + 'static) -> Option<u16> {
    let mut lines = BufReader::new(output).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    port
}
