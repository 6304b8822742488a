//! J02: invalid UTF-8.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The text is not UTF-8 at this byte.",
        why: "Readers replace such bytes in different ways, so an e-mail or a name can differ between two reports.",
        example: "a name with the byte e9 for é, from a Latin-1 system",
        act: "Export the archive again. If the service itself writes it like that, report it there and hand over both files.",
    },
    reads: Reads::File,
    check: Check::Reading,
    ..Rule::new(Code::J02)
};
