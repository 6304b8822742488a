//! S07: created_at is not RFC 3339 with an offset.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "`created_at` is not an RFC 3339 date-time with an offset. A leap second is one, but few readers accept it: that is a warning.",
        why: "A time without an offset is ambiguous by up to a day, and an event without a time belongs to no month.",
        example: "\"created_at\":\"2018-05-03 12:00:00\"",
        act: "Export the archive again instead of passing it through a spreadsheet or a database.",
    },
    reads: Reads::Records,
    check: Check::Event,
    ..Rule::new(Code::S07)
};
