//! The words of the page that says what runs here and how to check it. The build puts them around what it has built; no
//! program shows them.

use super::language::{Text, t};

/// A heading with the paragraphs under it.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub heading: Text,
    pub paragraphs: &'static [Text],
}

pub const TITLE: Text = t!("What runs here, and how to check it");
pub const LEAD: Text = t!(
    "The build wrote this page from the files that it made. The page has no script: it can be read, and do no more."
);
pub const BACK: Text = t!("To the estimator");

/// The facts of the build, each a name for what stands beside it.
pub const VERSION: Text = t!("Version");
pub const COMMIT: Text = t!("Built from the commit");
pub const COMMIT_CHANGED: Text = t!("{0}, with changes that are in no commit");
pub const COMMIT_UNKNOWN: Text = t!("not known: it was built without the history of its sources");
pub const FIGURES: Text = t!("Published figures as of");

pub const STAYS: Part = Part {
    heading: t!("What stays on your device"),
    paragraphs: &[
        t!("All of it. What you type is worked out in your browser. No server gets it, and there are no cookies, no \
            accounts and no counters."),
        t!(
            "The page loads its own files when it opens. After that it asks for nothing more. If its address names a price \
            list of the clinic, it loads that file as well."
        ),
        t!("The address of a link holds your answers after the sign #. A browser never sends that part to a server."),
    ],
};

pub const KEPT: Part = Part {
    heading: t!("What is kept, and where"),
    paragraphs: &[
        t!(
            "Your answers: in this tab, until you close it. A reload does not lose them. Other tabs and other sites cannot \
            read them."
        ),
        t!(
            "For staff: the quote on screen, in the same way. While it is open, its number is held as a lock, so that two \
            tabs do not change one quote."
        ),
        t!(
            "On a clinic’s tablet: once a staff’s page was opened there, the files of this site and the clinic’s price list, \
            so that they work without a network. Never what somebody typed."
        ),
        t!("On the device: only what you save, print or copy yourself."),
    ],
};

pub const POLICY: Part = Part {
    heading: t!("The rules that your browser enforces"),
    paragraphs: &[
        t!(
            "Each page gives your browser a policy, which stands in full below. It allows files of this site and of no \
            other. It allows no script inside a page but those of the page that is one file, by their digests; no form that \
            is sent; and no text that is turned into a page or a script. If some part of the page tried, the browser would \
            refuse."
        ),
        t!(
            "Each page also names the digest of every script, of its styles and of its program. If one byte of them is \
            changed on the way, the browser does not run them, and the page says that a part did not load."
        ),
    ],
};
/// What the policy of some pages is introduced with: their names.
pub const POLICY_OF: Text = t!("Of {0}:");

pub const FILES: Part = Part {
    heading: t!("Every file"),
    paragraphs: &[t!("This page and its list, SHA256SUMS, are not listed here; the list has this page too.")],
};
pub const FILE: Text = t!("File");
pub const BYTES: Text = t!("Bytes");
pub const SHA256: Text = t!("SHA-256");

pub const CHECK: Part = Part {
    heading: t!("How to check it yourself"),
    paragraphs: &[t!(
        "A site that wants to cheat can change this page as well. So compare with something that does not come from \
            this site: the list of a release, or files that you built yourself."
    )],
};
/// Each way to check, before its commands.
pub const CHECK_COPY: Text =
    t!("Do you have a copy of the folder? In it, this command reads every file again. It tells which of them differ:");
pub const CHECK_SERVED: Text =
    t!("To see what a site sends, fetch a file from it and compare its digest with the table above:");
pub const CHECK_BUILD: Text =
    t!("The same sources always give the same bytes. Fetch the sources of the commit above, build them, and compare:");

/// All words of the page, to be measured.
pub const ALL: [&[Text]; 6] = [
    &[TITLE, LEAD, COMMIT_UNKNOWN, CHECK_COPY, CHECK_SERVED, CHECK_BUILD],
    STAYS.paragraphs,
    KEPT.paragraphs,
    POLICY.paragraphs,
    FILES.paragraphs,
    CHECK.paragraphs,
];
