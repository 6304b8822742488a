//! T07: missing month.

use super::{Check, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::time;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A month is missing between the first and the last month of an account. A month counts as present if there is an archive of it, or an archive with at least a tenth as many events of it as of its fullest month.",
        why: "The evidence for a period must have no gaps.",
        example: "archives of 2018-04 and 2018-06",
        act: "Export the missing month, or explain why there is none.",
    },
    reads: Reads::File,
    check: Check::Archives(|_, archives| time::missing_months(archives)),
    lacks: Lacks::Together(lacks),
    ..Rule::new(Code::T07)
};

fn lacks(_: &Run<'_>, archives: &[Checked<'_>]) -> Option<&'static str> {
    let months = archives.iter().map(|archive| archive.months.len());
    (months.sum::<usize>() < 2).then_some("at least two months of archives are needed")
}
