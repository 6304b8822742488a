//! U02: same id again with different content.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "An event has the id of an earlier one but different content. The first was accepted, this one was rejected.",
        why: "The two contradict each other: one of the archives was changed, or the service changed its record.",
        example: "one id, once with app.create and once with app.destroy",
        act: "Export the month again and compare all three. Do not hand over either archive before that is settled.",
    },
    reads: Reads::Records,
    check: Check::Reading,
    ..Rule::new(Code::U02)
};
