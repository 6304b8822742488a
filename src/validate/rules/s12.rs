//! S12: known member of the wrong type.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A field of the schema has a JSON type other than the one that the schema states.",
        why: "Readers either fail or treat the field as missing, and then the actor, app or team is absent from their reports.",
        example: "\"app\":\"web\" instead of \"app\":{\"id\":\"…\",\"name\":\"web\"}",
        act: "Export the archive again instead of handing over a converted one.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S12)
};
