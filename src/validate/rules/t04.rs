//! T04: not in chronological order.

use super::{Check, Keeps, Page, Reads, Rule};
use crate::finding::Code;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "Events are not in chronological order, which is normal for this service.",
        why: "Tools that expect order, or that look at the first and the last event only, give wrong answers.",
        example: "12:00:07 before 12:00:05",
        act: "No action is needed unless a tool requires order: trailproof export sorts.",
    },
    reads: Reads::Records,
    check: Check::Archive(|_, archive| time::order(archive)),
    keeps: Keeps::Times,
    ..Rule::new(Code::T04)
};
