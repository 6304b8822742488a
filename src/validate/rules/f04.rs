//! F04: a limit was exceeded.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A limit was exceeded, and reading stopped there: the file unpacks to more than 64 GiB or to a thousand times its size, or has more than 100,000 gzip members, an event over 64 MiB, a name over 1 MiB, or more than ten million records that are not events.",
        why: "Real archives compress to about a fifth. Anything far beyond that is damaged, or was made to exhaust the program that opens it.",
        example: "a file of 20 kB that unpacks to 20 MB of spaces",
        act: "Find out where the file comes from. If the archive really is that large, raise the limit that the message names, for example --max-decompressed.",
    },
    reads: Reads::File,
    check: Check::Reading,
    ..Rule::new(Code::F04)
};
