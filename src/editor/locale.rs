//! The locale that numbers and days are written and typed in, chosen for the language that the page is in.

/// The locale to format with: the one asked for (`?lang=`) if its language is the page's, else the first that the
/// person prefers and that has the page's language, else the page's own.
///
/// Only plain locales are taken (a language, perhaps a script and a region): the browser throws at a malformed one.
pub fn locale<'a>(page: &'a str, asked: Option<&'a str>, preferred: &[&'a str]) -> &'a str {
    let fits = |tag: &&str| is_plain(tag) && language(tag).eq_ignore_ascii_case(language(page));
    asked.into_iter().chain(preferred.iter().copied()).find(fits).unwrap_or(page)
}

/// The language of a locale: "es" of "es-MX".
pub fn language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// Whether a tag is a language with at most a script and a region, in that order.
fn is_plain(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_language = |part: &str| matches!(part.len(), 2 | 3) && letters(part);
    let is_region = |part: &str| {
        (part.len() == 2 && letters(part)) || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if !parts.next().is_some_and(is_language) {
        return false;
    }
    let mut next = parts.next();
    if next.is_some_and(|part| part.len() == 4 && letters(part)) {
        next = parts.next();
    }
    next.is_none_or(is_region) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_follows_the_language_of_the_page() {
        let table: [(&str, Option<&str>, &[&str], &str); 12] = [
            ("en", None, &[], "en"),
            ("en", None, &["en-GB", "en"], "en-GB"),
            ("es", None, &["en-GB", "es-MX", "es"], "es-MX"),
            ("es", None, &["en-GB"], "es"),
            ("es", Some("es-AR"), &["es-MX"], "es-AR"),
            ("es", Some("en-US"), &["es-MX"], "es-MX"),
            ("en", Some("EN-us"), &[], "EN-us"),
            ("zh", Some("zh-Hant-TW"), &[], "zh-Hant-TW"),
            ("es", None, &["es-419"], "es-419"),
            // "est" is Estonian, not a kind of Spanish.
            ("es", Some("est"), &["est-EE"], "es"),
            ("en", Some(""), &["", "en-IN"], "en-IN"),
            ("en-US", None, &["en-GB"], "en-GB"),
        ];
        for (page, asked, preferred, expected) in table {
            assert_eq!(locale(page, asked, preferred), expected, "{page} {asked:?} {preferred:?}");
        }
    }

    #[test]
    fn what_a_browser_would_throw_at_is_passed_over() {
        for asked in
            ["en_US", "en-", "en-a", "en-u", "en-US-", "e", "english", "en-US-US", "en-Latn-Latn", "en-<b>", "-en"]
        {
            assert_eq!(locale("en", Some(asked), &["en-GB"]), "en-GB", "{asked}");
        }
    }
}
