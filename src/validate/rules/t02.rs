//! T02: event later than the export.

use super::{Check, Keeps, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "An event is later than the time of the export.",
        why: "It cannot have been in the archive when the service wrote it.",
        example: "an event of 2018-06-02 in an archive that was listed on 2018-06-01",
        act: "Check --as-of, or fetch the listing again. If both are right, treat the archive as edited.",
    },
    reads: Reads::Records,
    check: Check::Archive(|run, archive| time::late(archive, run.asked.as_of)),
    keeps: Keeps::Times,
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::T02)
};

fn lacks(_: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    let unknown = "it is not known when the archive was exported (--listing or --as-of)";
    archive.exported.is_none().then_some(unknown)
}
