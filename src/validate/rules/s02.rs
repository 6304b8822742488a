//! S02: entry is not an object.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "An entry is not an object.",
        why: "It cannot be an event, so it is rejected, and the archive has more records than events.",
        example: "[ {…}, null, {…} ]",
        act: "Export the archive again. If the service itself writes it like that, report it there.",
    },
    reads: Reads::Records,
    check: Check::Event,
    ..Rule::new(Code::S02)
};
