//! J03: not JSON.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The text stops being JSON at this byte. The record is lost; reading continued with the next record that could be recognised, and the finding says how much could not be read.",
        why: "What cannot be read is not evidence, and strict readers refuse the whole archive.",
        example: "\"action\":\"attach, instead of \"action\":\"attach\",",
        act: "Export the archive again. If only one record is affected, --rejects shows its text.",
    },
    reads: Reads::File,
    check: Check::Reading,
    ..Rule::new(Code::J03)
};
