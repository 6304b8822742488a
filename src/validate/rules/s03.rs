//! S03: id, created_at, type or action missing or of the wrong type.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "`id`, `created_at`, `type` or `action` is missing, null or not a string.",
        why: "Without them it is not known which event it was, when it happened or what was done, so it is rejected as evidence.",
        example: "{\"id\":\"…\",\"type\":\"addon\",\"action\":\"attach\"} without created_at",
        act: "Export the archive again. If the field is still missing, be prepared to account for the rejected record.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S03)
};
