//! U02: same id again with different content.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "An event has the id of an earlier one but different content. The first was accepted, this one was rejected.",
        why: "The two events contradict each other: an archive was changed, or the service changed its record.",
        example: "one id, once with app.create and once with app.destroy",
        act: "Export the month again and compare it with both. Hand over neither archive until the difference is explained.",
    },
    reads: Reads::Records,
    check: Check::Reading,
    ..Rule::new(Code::U02)
};
