//! T05: day without events.

use super::{Check, Keeps, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A day has no event although that weekday usually has at least ten.",
        why: "Activity that is usual is absent: events may have been lost or removed.",
        example: "no event on Tuesday 2018-05-15; the median of 5 Tuesdays is 412",
        act: "Find out what happened that day: a holiday, an outage or a gap in the export. Export again and compare.",
    },
    reads: Reads::Whole,
    check: Check::Archive(|_, archive| time::silent_days(archive)),
    keeps: Keeps::Times,
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::T05)
};

fn lacks(_: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    let rare = "the archive covers no weekday three times";
    time::weekdays(archive).is_empty().then_some(rare)
}
