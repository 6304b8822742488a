//! T06: unlikely gap.

use super::{Check, Keeps, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "Between two events, or at an end of the month, lies a gap in which the archive's own hours of the week let more events be expected than chance leaves out once in a hundred archives.",
        why: "Events may have been lost or removed. Nights and weekends are taken into account, holidays are not.",
        example: "no event from Tuesday 08:00 to Wednesday 15:00, where 900 were to be expected",
        act: "Look at what the gap covers: a holiday or an outage explains it. Else export the month again and compare.",
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
