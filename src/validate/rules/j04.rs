//! J04: duplicate member name.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "An object has two fields of the same name.",
        why: "Common parsers silently keep one of the two, and not always the same one. An archive with two possible readings is not evidence.",
        example: "{\"id\":\"…\",\"action\":\"create\",\"action\":\"destroy\"}",
        act: "Treat the archive as edited: export it again and compare the two.",
    },
    reads: Reads::Document,
    check: Check::Text,
    ..Rule::new(Code::J04)
};
