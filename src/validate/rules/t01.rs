//! T01: event outside the archive's month.

use super::{Check, Keeps, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "An event lies outside the month of the archive, in UTC. The month is that of the listing, else of the file name, else of most events.",
        why: "The archive of a month contains only that month. Either an event was added, or the file has the wrong name.",
        example: "2018-06-01T00:30:00Z in the archive of 2018-05",
        act: "Check the name of the file first. If it is right, export the month again and compare.",
    },
    reads: Reads::Records,
    check: Check::Archive(|_, archive| time::outside(archive)),
    keeps: Keeps::Times,
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::T01)
};

fn lacks(_: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    archive
        .month
        .is_none()
        .then_some("the archive has no month")
}
