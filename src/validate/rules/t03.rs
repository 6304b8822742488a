//! T03: partial month.

use super::{Check, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The archive was exported before its month was over, so it ends at midnight UTC of that day.",
        why: "The rest of the month is missing. That is normal for the current month, but not for evidence of a whole month.",
        example: "2018-05, exported on 2018-05-20",
        act: "Export the month again once it is over; --final makes this an error.",
    },
    reads: Reads::File,
    check: Check::Archive(|run, archive| time::partial(archive, run.asked.is_final)),
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::T03)
};

fn lacks(_: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    if archive.month.is_none() {
        return Some("the archive has no month");
    }
    let unknown = "it is not known when the archive was exported (--listing or --as-of)";
    archive.exported.is_none().then_some(unknown)
}
