//! F06: size differs from the service's listing.

use super::{Check, Lacks, NO_LISTING, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::file;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The size of the file is not the one that the service lists for that month.",
        why: "The file is not what the service exported; most often it was truncated or recompressed.",
        example: "the listing has 159,004,211 bytes, the file 158,334,976",
        act: "Export the month again and hand over that file untouched.",
    },
    reads: Reads::File,
    check: Check::Archive(|_, archive| file::size(archive)),
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::F06)
};

/// What it needs besides the archive.
fn lacks(run: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    if run.asked.listing.is_none() {
        return Some(NO_LISTING);
    }
    let listed = archive.row.is_some_and(|row| row.bytes.is_some());
    (!listed).then_some("the listing has no size for the archive")
}
