//! U01: same id again with the same content.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The same event was read before. It counts once.",
        why: "Overlapping exports cause this, and it is harmless once known. If such events were counted twice, every figure would be wrong.",
        example: "a month exported on the 20th and again after its end",
        act: "No action is needed for overlapping exports. Within one archive, ask how the event got in twice.",
    },
    reads: Reads::Records,
    check: Check::Reading,
    ..Rule::new(Code::U01)
};
