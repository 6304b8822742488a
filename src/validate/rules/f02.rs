//! F02: bytes after the last compressed member.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The last compressed member is followed by bytes that are not a member.",
        why: "They are not part of what the service wrote. Some programs ignore them and some fail, so two readers can disagree about what the archive holds.",
        example: "archive.json.gz with a line of text appended by cat",
        act: "Export the archive again. If the bytes were added on purpose, keep them in a separate file.",
    },
    reads: Reads::File,
    check: Check::Reading,
    ..Rule::new(Code::F02)
};
