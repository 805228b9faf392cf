//! A WordPress of a clinic, with the estimator's folder beside it and the snippet in a post: what most clinics have.
//!
//! It listens on 127.0.0.1 alone, keeps everything below target/wordpress, and ends when the value goes.

use crate::installation::Tool;
use crate::process::{self, Failure};
use crate::steps::copy_all;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the database and the web server may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The block that a person puts into the post: what docs/host-page.md tells them to paste.
const SNIPPET: &str = r#"<!-- wp:html -->
<script type="module" src="/estimator/embed.js"></script>
<microneedling-estimator price-list="prices.json" lang="en-US" theme="auto"><p>Our prices: ask us.</p></microneedling-estimator>
<!-- /wp:html -->"#;

/// Installs WordPress and publishes one post as its administrator, whose number it prints.
const INSTALL: &str = r"<?php
define('WP_INSTALLING', true);
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
// No mail leaves this machine.
function wp_new_blog_notification() {}
wp_install('Riverside Skin Clinic', 'admin', 'clinic@example.org', true, '', 'for-a-test-alone');
wp_set_current_user(1);
$post = ['post_title' => 'Prices', 'post_status' => 'publish', 'post_content' => file_get_contents('php://stdin')];
echo wp_insert_post($post, true);
";

/// A running WordPress.
pub struct WordPress {
    address: String,
    /// Ended in this order.
    servers: Vec<Child>,
}

impl WordPress {
    /// Sets a new one up around a built page, with a price list beside it.
    pub fn start(project: &Path, dist: &Path) -> Result<Self, Failure> {
        let folder = project.join("target/wordpress");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
        }
        std::fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
        let site = folder.join("site");
        // Links of the package into others lead nowhere here, and stay so: what they name is not used.
        process::run(Command::new("cp").arg("-r").arg(Tool::WordPress.file()?).arg(&site))?;
        copy_all(dist, &site.join("estimator"))?;
        let prices = site.join("estimator/prices.json");
        std::fs::copy(project.join("examples/prices.json"), &prices).map_err(|error| Failure::at(&prices, &error))?;

        // The path of a socket is at most 107 characters long, so it does not stand in the project's folder.
        let socket = std::env::temp_dir().join(format!("estimator-{}.sock", std::process::id()));
        // What was started ends with this value, also where the rest does not come up.
        let mut running = Self { address: String::new(), servers: vec![database(&folder, &socket)?] };
        let port = free_port()?;
        let address = format!("http://127.0.0.1:{port}");
        write(&site.join("wp-config.php"), &configuration(&socket, &address))?;
        write(&site.join("install.php"), INSTALL)?;
        wait_for("the database", || socket.exists())?;
        let post = install(&site)?;
        running.servers.insert(0, web_server(&site, &folder, port)?);
        wait_for("the web server", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok())?;
        running.address = format!("{address}/?p={post}");
        Ok(running)
    }

    /// Where the post is.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for WordPress {
    fn drop(&mut self) {
        for server in &mut self.servers {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

fn database(folder: &Path, socket: &Path) -> Result<Child, Failure> {
    let data = folder.join("database");
    let user = process::output_of("id", &["-un"]).unwrap_or_default();
    let user = format!("--user={}", user.trim());
    let mut prepare = Command::new("mariadb-install-db");
    prepare.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", &user]);
    process::run(prepare.arg(format!("--datadir={}", data.display())).stdout(Stdio::null()).stderr(Stdio::null()))?;
    let mut start = Command::new(Tool::MariaDb.file()?);
    start.args(["--no-defaults", "--skip-networking", "--innodb-buffer-pool-size=32M", &user]);
    start.arg(format!("--datadir={}", data.display())).arg(format!("--socket={}", socket.display()));
    spawn(&mut start, &folder.join("database.log"))
}

fn web_server(site: &Path, folder: &Path, port: u16) -> Result<Child, Failure> {
    let mut start = Command::new(Tool::Php.file()?);
    start.args(["-S", &format!("127.0.0.1:{port}"), "-t"]).arg(site);
    // The page loads its files side by side.
    start.env("PHP_CLI_SERVER_WORKERS", "4");
    spawn(&mut start, &folder.join("web-server.log"))
}

/// Installs it and gives back the number of the post.
fn install(site: &Path) -> Result<u32, Failure> {
    let mut php = Command::new(Tool::Php.file()?);
    php.arg(site.join("install.php")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let failed = |what: String| Failure::new(format!("WordPress was not installed: {what}"));
    let mut child = php.spawn().map_err(|error| failed(error.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(SNIPPET.as_bytes()).map_err(|error| failed(error.to_string()))?;
    }
    let output = child.wait_with_output().map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim()
        .rsplit(|sign: char| !sign.is_ascii_digit())
        .next()
        .and_then(|number| number.parse().ok())
        .ok_or_else(|| failed(text.chars().take(500).collect()))
}

fn configuration(socket: &Path, address: &str) -> String {
    let keys = ["AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"]
        .map(|name| format!("define('{name}_KEY', 'for a test alone'); define('{name}_SALT', 'for a test alone');\n"));
    format!(
        "<?php\n\
        define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');\n\
        define('DB_HOST', 'localhost:{}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');\n{}\
        define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);\n\
        define('WP_SITEURL', '{address}'); define('WP_HOME', '{address}');\n\
        // The database is there before its first user asks for it.\n\
        (new mysqli('localhost', 'root', '', '', 0, '{}'))->query('create database if not exists wordpress');\n\
        $table_prefix = 'wp_';\n\
        if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');\n\
        require_once ABSPATH . 'wp-settings.php';\n",
        socket.display(),
        keys.concat(),
        socket.display(),
    )
}

fn free_port() -> Result<u16, Failure> {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    taken.map(|address| address.port()).map_err(|error| Failure::new(format!("no port is free on 127.0.0.1: {error}")))
}

fn spawn(command: &mut Command, log: &PathBuf) -> Result<Child, Failure> {
    let file = std::fs::File::create(log).map_err(|error| Failure::at(log, &error))?;
    let copy = file.try_clone().map_err(|error| Failure::at(log, &error))?;
    let command = command.stdin(Stdio::null()).stdout(file).stderr(copy);
    command.spawn().map_err(|error| Failure::new(format!("`{}`: {error}", process::shown(command))))
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    // A file of the package may be a link to somewhere else.
    let _ = std::fs::remove_file(file);
    std::fs::write(file, text).map_err(|error| Failure::at(file, &error))
}

fn wait_for(what: &str, is_there: impl Fn() -> bool) -> Result<(), Failure> {
    let start = Instant::now();
    while !is_there() {
        if start.elapsed() > PATIENCE {
            return Err(Failure::new(format!("{what} of WordPress did not come up; see target/wordpress/*.log")));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}
