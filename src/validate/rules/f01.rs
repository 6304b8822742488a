//! F01: compressed stream truncated or damaged.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The compressed file ends prematurely, or its data do not match their own checksum or length.",
        why: "Events are missing or altered, and it is unknown which. The usual cause is an interrupted download, which looks complete to a program that does not check.",
        example: "enterprise-audit-log-acme-201805.json.gz: at byte 812340: the gzip stream is truncated",
        act: "Export or copy the archive again and compare its SHA-256 with the service's listing.",
    },
    reads: Reads::File,
    check: Check::Reading,
    ..Rule::new(Code::F01)
};
