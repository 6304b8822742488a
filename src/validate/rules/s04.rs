//! S04: no actor to attribute the event to.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The event has no actor, or one with neither an id nor an e-mail address.",
        why: "An audit trail shows who did what. This event shows only what was done.",
        example: "\"actor\":null",
        act: "Ask Heroku what caused the event, and keep the answer with the archive.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S04)
};
