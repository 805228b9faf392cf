//! Which tools a task needs, which of them are missing, and how to install those: said first, then done.
//!
//! Every tool has one pinned version and its own folder below the user's cache folder, so nothing that the person
//! has installed is touched, and a second run finds everything in place.

use crate::process::{self, Failure};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A tool at the version that this project was tried with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// The compiler's WebAssembly target, formatter and linter.
    Components,
    /// Builds the page.
    Trunk,
    /// Joins WebAssembly and JavaScript; its version is the one of the crate `wasm-bindgen` in Cargo.toml.
    WasmBindgen,
    /// Makes WebAssembly small.
    WasmOpt,
    /// Makes scripts and styles small.
    Esbuild,
    /// Checks a page for what shuts people out.
    Axe,
    /// Marks a page for speed, access and good practice.
    Lighthouse,
    /// Makes up texts for a reader that is a script.
    FastCheck,
    /// Checks licences and known faults of the dependencies.
    CargoDeny,
    /// The browser and its WebDriver.
    Chromium,
    /// The second browser.
    Firefox,
    /// Its WebDriver.
    Geckodriver,
    /// The third browser and its WebDriver.
    WebKit,
    /// A screen that nobody sees, without which the third browser does not start.
    Screen,
    /// Gives a window on such a screen the keyboard.
    Focus,
    /// Reads the text of a printed page.
    PdfToText,
    /// The letters in which pictures of the page are compared.
    Fonts,
    /// What most clinics' sites are made with, and the first of its themes.
    WordPress,
    /// Runs it.
    Php,
    /// Keeps its posts.
    MariaDb,
}

/// What the page needs to be built.
pub const FOR_BUILDING: [Tool; 5] = [Tool::Components, Tool::Trunk, Tool::WasmBindgen, Tool::WasmOpt, Tool::Esbuild];

/// How a tool is got.
enum Source {
    Rustup,
    /// A crate with a program of the given name.
    Crate {
        name: &'static str,
        version: &'static str,
        program: &'static str,
        arguments: &'static [&'static str],
    },
    /// An npm package and the file of it that is used.
    Npm {
        name: &'static str,
        version: &'static str,
        file: &'static str,
    },
    /// Packages of the system, unpacked into a folder of their own: installed they would bring servers that start with the
    /// machine. The file is what is used of them.
    Unpacked {
        packages: &'static [&'static str],
        file: &'static str,
    },
    /// Packages of the system, and whether what they bring is there.
    Debian {
        packages: &'static [&'static str],
        program: fn() -> Option<PathBuf>,
    },
}

impl Tool {
    fn source(self) -> Source {
        match self {
            Self::Components => Source::Rustup,
            Self::Trunk => Source::Crate {
                name: "trunk",
                version: "0.21.14",
                program: "trunk",
                // It only builds, from what is here: without the parts that go online it compiles faster.
                arguments: &["--locked", "--no-default-features"],
            },
            Self::WasmBindgen => Source::Crate {
                name: "wasm-bindgen-cli",
                version: "0.2.130",
                program: "wasm-bindgen",
                // The lock file of this release names a crate version that was withdrawn.
                arguments: &[],
            },
            Self::WasmOpt => Source::Npm { name: "binaryen", version: "132.0.0", file: "bin/wasm-opt" },
            Self::Esbuild => Source::Npm { name: "esbuild", version: "0.28.2", file: "bin/esbuild" },
            Self::Axe => Source::Npm { name: "axe-core", version: "4.14.1", file: "axe.min.js" },
            // The last one that runs on the Node that Debian has.
            Self::Lighthouse => Source::Npm { name: "lighthouse", version: "12.8.2", file: "cli/index.js" },
            Self::FastCheck => Source::Npm { name: "fast-check", version: "4.11.0", file: "lib/fast-check.js" },
            Self::CargoDeny => {
                Source::Crate { name: "cargo-deny", version: "0.20.2", program: "cargo-deny", arguments: &["--locked"] }
            }
            Self::Chromium => Source::Debian {
                packages: &["chromium", "chromium-driver"],
                program: || chromium().and_then(|_| chromedriver()),
            },
            Self::Firefox => Source::Debian {
                packages: &["firefox-esr"],
                program: || named_or_on_path("FIREFOX", &["firefox-esr", "firefox"]),
            },
            Self::Geckodriver => Source::Crate {
                name: "geckodriver",
                version: "0.37.1",
                program: "geckodriver",
                arguments: &["--locked"],
            },
            Self::WebKit => Source::Debian {
                packages: &["webkit2gtk-driver"],
                program: || webkit_driver().and_then(|_| minibrowser()),
            },
            Self::Screen => Source::Debian { packages: &["xvfb"], program: || named_or_on_path("XVFB", &["Xvfb"]) },
            Self::Focus => {
                Source::Debian { packages: &["xdotool"], program: || named_or_on_path("XDOTOOL", &["xdotool"]) }
            }
            Self::PdfToText => Source::Debian {
                packages: &["poppler-utils"],
                program: || named_or_on_path("PDFTOTEXT", &["pdftotext"]),
            },
            Self::WordPress => Source::Unpacked {
                packages: &["wordpress", "wordpress-theme-twentytwentythree"],
                file: "usr/share/wordpress",
            },
            // Neither starts anything: both are programs alone.
            Self::Php => Source::Debian {
                packages: &["php-cli", "php-mysql"],
                program: || {
                    let is_whole = process::output_of("php", &["-m"])?.lines().any(|module| module == "mysqli");
                    named_or_on_path("PHP", &["php"]).filter(|_| is_whole)
                },
            },
            Self::MariaDb => Source::Debian {
                packages: &["mariadb-server-core", "mariadb-client-core"],
                program: || {
                    let server = PathBuf::from("/usr/sbin/mariadbd");
                    server.is_file().then_some(server)
                },
            },
            Self::Fonts => Source::Debian {
                packages: &["fonts-dejavu-core"],
                program: || {
                    let file = PathBuf::from("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf");
                    file.exists().then_some(file)
                },
            },
        }
    }

    /// The file that a task uses: the program, or the script to load.
    pub fn file(self) -> Result<PathBuf, Failure> {
        match self.source() {
            Source::Crate { name, version, program, .. } => {
                Ok(tools_folder()?.join(format!("{name}-{version}")).join("bin").join(program))
            }
            Source::Npm { name, version, file } => {
                Ok(tools_folder()?.join(format!("{name}-{version}")).join("node_modules").join(name).join(file))
            }
            Source::Unpacked { packages, file } => Ok(unpacked(packages)?.join(file)),
            Source::Rustup => Ok(sysroot()?.join("lib/rustlib/wasm32-unknown-unknown")),
            Source::Debian { packages, program } => program()
                .ok_or_else(|| Failure::new(format!("what {} brings is not on the PATH", packages.join(" and ")))),
        }
    }

    fn is_present(self) -> Result<bool, Failure> {
        Ok(match self.source() {
            Source::Rustup => missing_components()?.is_empty(),
            Source::Debian { program, .. } => program().is_some(),
            Source::Crate { .. } | Source::Npm { .. } => self.file()?.is_file(),
            Source::Unpacked { .. } => self.file()?.is_dir(),
        })
    }

    /// One line for the list of what will be installed.
    fn announcement(self) -> Result<String, Failure> {
        Ok(match self.source() {
            Source::Rustup => {
                format!("for the Rust toolchain {}, by rustup: {}", toolchain()?, missing_components()?.join(", "))
            }
            Source::Crate { name, version, .. } => format!(
                "{name} {version}, by cargo, into {} (compiling it takes minutes, once)",
                folder(name, version)?.display()
            ),
            Source::Npm { name, version, .. } => {
                format!("{name} {version}, by npm, into {}", folder(name, version)?.display())
            }
            Source::Debian { packages, .. } => format!("{}, by apt-get", packages.join(" and ")),
            Source::Unpacked { packages, .. } => {
                format!("{}, fetched by apt-get, into {}", packages.join(" and "), unpacked(packages)?.display())
            }
        })
    }

    fn install(self) -> Result<(), Failure> {
        match self.source() {
            Source::Rustup => install_components(),
            Source::Crate { name, version, program, arguments } => install_crate(name, version, program, arguments),
            Source::Npm { name, version, .. } => install_npm(name, version),
            Source::Debian { packages, .. } => install_packages(packages),
            Source::Unpacked { packages, .. } => unpack(packages),
        }
    }
}

/// Installs those of the tools that are missing, after saying which and where.
pub fn ensure(tools: &[Tool]) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for tool in tools {
        if !tool.is_present()? {
            missing.push(*tool);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing here, and installed now:");
    for tool in &missing {
        println!("  - {}", tool.announcement()?);
    }
    for (done, tool) in missing.iter().enumerate() {
        println!("[{}/{}] {}", done + 1, missing.len(), tool.announcement()?);
        tool.install()?;
        if !tool.is_present()? {
            return Err(Failure::new(format!(
                "the installer reported success, but {} is not there; run the same command again, \
                 and if it stays so, remove that folder first",
                tool.file()?.display()
            )));
        }
    }
    println!("Everything needed is installed.");
    Ok(())
}

/// The PATH with the folders of the building tools in front.
pub fn path_with_tools() -> Result<OsString, Failure> {
    let mut folders = Vec::new();
    for tool in FOR_BUILDING {
        if !matches!(tool.source(), Source::Rustup) {
            folders.extend(tool.file()?.parent().map(Path::to_path_buf));
        }
    }
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    std::env::join_paths(folders).map_err(|error| Failure::new(format!("the PATH cannot be extended: {error}")))
}

/// The runner of tests in the browser, which comes with wasm-bindgen-cli.
pub fn wasm_test_runner() -> Result<PathBuf, Failure> {
    Ok(Tool::WasmBindgen.file()?.with_file_name("wasm-bindgen-test-runner"))
}

/// The browser: `CHROME` if set, else the first that the PATH has.
pub fn chromium() -> Option<PathBuf> {
    named_or_on_path("CHROME", &["chromium", "chromium-browser", "google-chrome"])
}

/// The browser's WebDriver: `CHROMEDRIVER` if set, else the one on the PATH.
pub fn chromedriver() -> Option<PathBuf> {
    named_or_on_path("CHROMEDRIVER", &["chromedriver"])
}

/// The WebDriver of WebKitGTK: `WEBKITWEBDRIVER` if set, else the one on the PATH.
pub fn webkit_driver() -> Option<PathBuf> {
    named_or_on_path("WEBKITWEBDRIVER", &["WebKitWebDriver"])
}

/// The small browser that comes with WebKitGTK, in the folder of libraries of some architecture.
fn minibrowser() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok);
    folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser")).find(|file| file.is_file())
}

fn named_or_on_path(variable: &str, programs: &[&str]) -> Option<PathBuf> {
    if let Some(file) = std::env::var_os(variable).filter(|value| !value.is_empty()) {
        return Some(file.into());
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    programs.iter().find_map(|program| folders.iter().map(|folder| folder.join(program)).find(|file| file.is_file()))
}

/// Where the tools live: the user's cache folder, which is safe to delete.
fn tools_folder() -> Result<PathBuf, Failure> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    match cache {
        Some(cache) => Ok(cache.join("microneedling-estimator").join("tools")),
        None => Err(Failure::new("neither XDG_CACHE_HOME nor HOME is set, so there is no place for tools; set HOME")),
    }
}

fn folder(name: &str, version: &str) -> Result<PathBuf, Failure> {
    Ok(tools_folder()?.join(format!("{name}-{version}")))
}

fn sysroot() -> Result<PathBuf, Failure> {
    process::output_of("rustc", &["--print", "sysroot"])
        .map(|path| PathBuf::from(path.trim()))
        .ok_or_else(|| Failure::new("`rustc --print sysroot` failed; install Rust through rustup"))
}

/// The toolchain that rust-toolchain.toml pins, read from there so that it is said only once.
fn toolchain() -> Result<String, Failure> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rust-toolchain.toml");
    let text = std::fs::read_to_string(&file).map_err(|error| Failure::at(&file, &error))?;
    text.lines()
        .find_map(|line| line.strip_prefix("channel = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("{}: expected a line `channel = \"…\"`", file.display())))
}

fn missing_components() -> Result<Vec<&'static str>, Failure> {
    let sysroot = sysroot()?;
    let parts = [
        ("the target wasm32-unknown-unknown", "lib/rustlib/wasm32-unknown-unknown"),
        ("clippy", "bin/cargo-clippy"),
        ("rustfmt", "bin/cargo-fmt"),
    ];
    Ok(parts.into_iter().filter(|(_, place)| !sysroot.join(place).exists()).map(|(name, _)| name).collect())
}

fn install_components() -> Result<(), Failure> {
    let toolchain = toolchain()?;
    let mut command = Command::new("rustup");
    command.args(["toolchain", "install", &toolchain, "--profile", "minimal", "--no-self-update"]);
    command.args(["--component", "clippy,rustfmt", "--target", "wasm32-unknown-unknown"]);
    by_hand(process::run(&mut command), &process::shown(&command))
}

fn install_crate(name: &str, version: &str, program: &str, arguments: &[&str]) -> Result<(), Failure> {
    let root = folder(name, version)?;
    let pinned = format!("{name}@{version}");
    if process::output_of("cargo", &["binstall", "-V"]).is_some() {
        let mut command = Command::new("cargo");
        command.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]).arg(&root).arg(&pinned);
        if process::run(&mut command).is_ok() && root.join("bin").join(program).is_file() {
            return Ok(());
        }
        println!("There is no ready-made {pinned} to be had; compiling it.");
    }
    let mut command = process::cargo();
    command.args(["install", &pinned, "--root"]).arg(&root).args(arguments);
    // A target folder or flags meant for this project must not leak into the tool's build.
    command.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET").env_remove("RUSTFLAGS");
    // The tools run for moments but compile for minutes, so they are built for a quick build.
    command.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    by_hand(process::run(&mut command), &process::shown(&command))
}

fn install_npm(name: &str, version: &str) -> Result<(), Failure> {
    let finished = folder(name, version)?;
    // An interrupted install must not look like a finished one, so it gets its name at the end.
    let unfinished = finished.with_extension("unfinished");
    let _ = std::fs::remove_dir_all(&unfinished);
    let mut command = Command::new("npm");
    command.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&unfinished);
    command.arg(format!("{name}@{version}"));
    let advice =
        format!("npm install --no-audit --no-fund --ignore-scripts --prefix {} {name}@{version}", finished.display());
    if process::output_of("npm", &["--version"]).is_none() {
        return by_hand(Err(Failure::new("`npm` is not on the PATH")), "sudo apt-get install -y nodejs npm");
    }
    std::fs::create_dir_all(&unfinished).map_err(|error| Failure::at(&unfinished, &error))?;
    by_hand(process::run(&mut command), &advice)?;
    let _ = std::fs::remove_dir_all(&finished);
    std::fs::rename(&unfinished, &finished).map_err(|error| Failure::at(&finished, &error))
}

fn install_packages(packages: &[&str]) -> Result<(), Failure> {
    let advice = format!("sudo apt-get update && sudo apt-get install -y {}", packages.join(" "));
    let install = [&["install", "-y", "--no-install-recommends"], packages].concat();
    by_hand(apt_get(&["update"]).and_then(|()| apt_get(&install)), &advice)
}

/// Changes the system's packages. Without root, sudo is tried once, and only where it asks for no password.
fn apt_get(arguments: &[&str]) -> Result<(), Failure> {
    let root = process::output_of("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
    if !root {
        command.args(["-n", "apt-get"]);
    }
    process::run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Where the content of some packages goes.
fn unpacked(packages: &[&str]) -> Result<PathBuf, Failure> {
    Ok(tools_folder()?.join(packages.join("-")))
}

fn unpack(packages: &[&str]) -> Result<(), Failure> {
    let finished = unpacked(packages)?;
    let unfinished = finished.with_extension("unfinished");
    let _ = std::fs::remove_dir_all(&unfinished);
    std::fs::create_dir_all(&unfinished).map_err(|error| Failure::at(&unfinished, &error))?;
    let mut fetch = Command::new("apt-get");
    fetch.arg("download").args(packages).current_dir(&unfinished);
    let advice = "sudo apt-get update";
    if process::run(&mut fetch).is_err() {
        // A new machine has no list of packages yet.
        by_hand(apt_get(&["update"]).and_then(|()| process::run(&mut fetch)), advice)?;
    }
    for entry in std::fs::read_dir(&unfinished).map_err(|error| Failure::at(&unfinished, &error))? {
        let package = entry.map_err(|error| Failure::at(&unfinished, &error))?.path();
        process::run(Command::new("dpkg-deb").arg("-x").arg(&package).arg(&unfinished))?;
        std::fs::remove_file(&package).map_err(|error| Failure::at(&package, &error))?;
    }
    let _ = std::fs::remove_dir_all(&finished);
    std::fs::rename(&unfinished, &finished).map_err(|error| Failure::at(&finished, &error))
}

fn by_hand(result: Result<(), Failure>, command: &str) -> Result<(), Failure> {
    result.map_err(|failure| {
        Failure::new(format!("{failure}\n\nRun this by hand, then the same task again:\n\n    {command}\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_toolchain_is_the_pinned_one() {
        assert_eq!(toolchain().ok().as_deref(), Some("1.95.0"));
    }

    #[test]
    fn wasm_bindgen_has_the_version_of_the_crate() {
        let manifest = include_str!("../../../Cargo.toml");
        let Source::Crate { version, .. } = Tool::WasmBindgen.source() else { unreachable!("it is a crate") };
        let pin = format!("wasm-bindgen = {{ version = \"={version}\"");
        assert!(manifest.contains(&pin), "Cargo.toml pins another wasm-bindgen");
    }
}
