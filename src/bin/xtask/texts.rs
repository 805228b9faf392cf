//! Brings the translators' catalogs up to date with the texts of the page.

use crate::process::Failure;
use microneedling_estimator::present::language::LANGUAGES;
use microneedling_estimator::translation;
use std::path::Path;

/// Rewrites each catalog in `languages/`, and says what is left to translate there.
pub fn renew(project: &Path) -> Result<(), Failure> {
    let texts = translation::texts(project).map_err(Failure::new)?;
    for language in LANGUAGES.iter().skip(1) {
        let file = translation::catalog_of(project, language.code);
        let renewed = translation::renewed(&file, &texts).map_err(Failure::new)?;
        std::fs::write(&file, renewed).map_err(|error| Failure::at(&file, &error))?;
        match translation::dictionary(&file, &texts) {
            Ok(_) => println!("{}: {} texts, all translated", file.display(), texts.len()),
            Err(problems) => {
                problems.iter().for_each(|problem| println!("{problem}"));
                println!("{}: {} of {} texts to translate", file.display(), problems.len(), texts.len());
            }
        }
    }
    Ok(())
}
