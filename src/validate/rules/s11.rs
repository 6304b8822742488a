//! S11: data is not an object.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "`data` is present and is not an object.",
        why: "The details of the event cannot be read in the usual way.",
        example: "\"data\":\"{\\\"app\\\":\\\"web\\\"}\"",
        act: "Export the archive again. The usual cause is a program that encoded the data twice.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S11)
};
