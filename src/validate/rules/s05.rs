//! S05: member that the schema does not have.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The event has a field that the schema of the service does not define. The field was kept.",
        why: "The schema may have grown, or the archive may have been edited.",
        example: "\"reviewed_by\":\"ann\" beside \"action\"",
        act: "Find out when the service began to write the field. If it was not added on your side, no action is needed.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S05)
};
