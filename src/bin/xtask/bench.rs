//! `cargo xtask bench`: the estimator's speed beside a plain simulation, natively, in Node and in the browser.

use crate::chromedriver::Chromedriver;
use crate::process::Failure;
use crate::webdriver::Session;
use std::path::Path;

pub fn run(_project: &Path) -> Result<(), Failure> {
    let driver = Chromedriver::start()?;
    let session = Session::start(&driver.address(), None).map_err(Failure::new)?;
    session.open("about:blank").map_err(Failure::new)?;
    session.execute("", &[]).map_err(Failure::new)?;
    session.get("url").map_err(Failure::new)?;
    Ok(())
}
