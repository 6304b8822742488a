//! T08: no event at all.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The archive has no events at all.",
        why: "An empty archive is valid, but for an account in use a failed export looks the same.",
        example: "[]",
        act: "Confirm that nothing happened in the month, for example by the size in the listing.",
    },
    reads: Reads::Whole,
    check: Check::Archive(|_, archive| time::empty(archive)),
    ..Rule::new(Code::T08)
};
