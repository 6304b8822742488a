//! T06: unlikely gap.

use super::{Check, Keeps, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "Between two events, or at an end of the month, lies a gap that chance would leave in one archive of a hundred.",
        why: "Events may have been lost or removed. Nights and weekends also leave gaps, so this raises a question and does not answer it.",
        example: "no event for 31 hours in a month of 20,000 events",
        act: "Look at what the gap covers: nights and weekends explain themselves, a gap at the end of the month does not.",
    },
    reads: Reads::Whole,
    check: Check::Archive(|_, archive| time::gaps(archive)),
    keeps: Keeps::Times,
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::T06)
};

fn lacks(_: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    archive
        .month
        .is_none()
        .then_some("the archive has no month")
}
