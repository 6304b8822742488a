//! T06: unlikely gap.

use super::{Check, Keeps, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "Between two events, or at either end of the month, there is a gap. At those hours of the week, the archive's usual activity makes events so likely that chance alone would leave such a gap in only one archive out of a hundred.",
        why: "Events may have been lost or removed. Nights and weekends are taken into account, holidays are not.",
        example: "no event from Tuesday 08:00 to Wednesday 15:00, where 900 would be expected",
        act: "Check whether a holiday or an outage explains the gap. Otherwise export the month again and compare.",
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
