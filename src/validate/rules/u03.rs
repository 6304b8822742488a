//! U03: two ids, otherwise identical events.

use super::{Check, Keeps, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "Two events differ in nothing but their ids.",
        why: "They may be one event that was recorded twice, so that counts are too high, or two events in the same millisecond.",
        example: "two config_change.set by one actor on one app in the same millisecond",
        act: "No action is needed unless there are many: then ask the service.",
    },
    reads: Reads::Records,
    check: Check::Reading,
    keeps: Keeps::Twins,
    ..Rule::new(Code::U03)
};
