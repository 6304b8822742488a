//! J01: byte-order mark.

use super::{Check, Page, Reads, Rule, Run};
use crate::finding::{Code, Finding};
use crate::validate::checked::Checked;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The document begins with a byte-order mark.",
        why: "JSON does not have one. It was added after the export, usually by an editor on Windows, so the file is no longer as received.",
        example: "the bytes ef bb bf before the first {",
        act: "Export the archive again instead of saving it from an editor.",
    },
    reads: Reads::File,
    check: Check::Archive(check),
    ..Rule::new(Code::J01)
};

fn check(_: &Run<'_>, archive: &mut Checked<'_>) {
    if archive.archive.bom {
        let message = "the document begins with a byte-order mark, which JSON does not have";
        archive.say(Finding::new(Code::J01, message).at(0));
    }
}
