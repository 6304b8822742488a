//! F05: SHA-256 differs from the service's listing.

use super::{Check, Lacks, NO_LISTING, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::file;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The SHA-256 of the file is not the one that the service lists for that month.",
        why: "The file is not what the service exported: it was unpacked, recompressed or edited, and the chain of custody ends here.",
        example: "the listing has 9f86d0…, the file is e3b0c4…",
        act: "Export the month again and hand over that file untouched.",
    },
    reads: Reads::File,
    check: Check::Archive(|_, archive| file::digest(archive)),
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::F05)
};

/// What it needs besides the archive.
fn lacks(run: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    if run.asked.listing.is_none() {
        return Some(NO_LISTING);
    }
    let listed = archive.row.is_some_and(|row| row.sha256.is_some());
    (!listed).then_some("the listing has no digest for the archive")
}
