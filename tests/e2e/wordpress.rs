//! The estimator in a post of a real WordPress, as a clinic's visitor meets it.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, setting};
use serde_json::json;

/// What the frame says of itself, once it is there.
const INSIDE: &str = "
    const host = document.querySelector('microneedling-estimator');
    const frame = host?.shadowRoot?.querySelector('iframe') ?? host?.querySelector('iframe');
    const page = frame?.contentDocument;
    if (page?.documentElement.dataset.started !== 'true') return null;
    return [page.querySelector('.price-list')?.innerText, page.querySelectorAll('.figure').length,
        page.documentElement.scrollHeight - frame.clientHeight];";

#[test]
#[ignore = "`cargo xtask test wordpress` starts a WordPress for it"]
fn a_post_shows_the_estimator_with_the_clinics_prices() {
    for size in [PHONE, DESKTOP] {
        let browser = Browser::start(size, Scheme::Light);
        // What WordPress loads for itself.
        for part in ["/wp-includes/", "/wp-content/", "/embed.js", "/favicon.ico", "/?p="] {
            browser.declare_request(part);
        }
        browser.open_address(&setting("ESTIMATOR_WORDPRESS"));
        browser.wait_until("the post", "return !!document.querySelector('microneedling-estimator')");
        browser.execute("document.querySelector('microneedling-estimator').scrollIntoView()", &[]);
        let script = format!(
            "const seen = (() => {{ {INSIDE} }})(); return !!seen && seen[0].includes('in use') && seen[2] === 0"
        );
        browser.wait_until("the estimator, as high as its content", &script);
        let seen = browser.execute(INSIDE, &[]);
        assert!(seen[1].as_u64() >= Some(3), "{seen}");
        assert_eq!(seen[2], json!(0), "it scrolls inside");
        browser.screenshot(&format!("wordpress-{}", size.0));
        // A new site has no icon.
        let console = browser.console();
        assert!(console.iter().all(|line| line.contains("favicon.ico")), "{console:#?}");
    }
}
