//! J05: nested too deep.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A value is nested deeper than 64 levels, or deeper than --max-depth allows. Beyond 127 levels it is not read at all.",
        why: "Real events have only a few levels. Deeper nesting can make readers fail or crash.",
        example: "\"data\":[[[[[[…]]]]]]",
        act: "Examine the event. If it is genuine, tell the auditor about it, because other tools may refuse the archive.",
    },
    reads: Reads::Document,
    check: Check::Text,
    ..Rule::new(Code::J05)
};
