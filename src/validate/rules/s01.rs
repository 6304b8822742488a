//! S01: not an archive.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The document is neither an object with an array `entries`, nor an array, nor one event per line.",
        why: "The file is not an audit-trail archive, or is no longer one. A typical cause is an error page saved under the name of the archive.",
        example: "{\"error\":\"unauthorized\"}",
        act: "Look at the first lines of the file and export the archive again.",
    },
    reads: Reads::File,
    check: Check::Reading,
    ..Rule::new(Code::S01)
};
