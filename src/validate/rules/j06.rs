//! J06: very long string or event.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A string is longer than 64 KiB or an event longer than 1 MiB, or longer than --max-string and --max-event allow.",
        why: "Nothing that the service documents is that long. Such text hides things from readers and fills reports.",
        example: "\"data\":{\"note\":\"AAAA…\"} with 200,000 characters",
        act: "Examine the event and be prepared to explain it to the auditor.",
    },
    reads: Reads::Document,
    check: Check::Text,
    ..Rule::new(Code::J06)
};
