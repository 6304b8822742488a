//! F07: file name and events disagree on month or account.

use super::{Check, Lacks, Page, Reads, Rule, Run};
use crate::finding::Code;
use crate::validate::checked::Checked;
use crate::validate::file;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The month or the account in the file name differs from that of most events in the archive.",
        why: "A renamed file is filed under the wrong month or the wrong customer, and a month then appears to be missing.",
        example: "enterprise-audit-log-acme-201806.json.gz with events of May 2018",
        act: "Check which of the two is right. Rename a copy; do not rename the evidence without a note.",
    },
    reads: Reads::Records,
    check: Check::Archive(|_, archive| file::name(archive)),
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::F07)
};

fn lacks(_: &Run<'_>, archive: &Checked<'_>) -> Option<&'static str> {
    archive.named.is_none().then_some(
        "the file is not named as the service names archives (enterprise-audit-log-ACCOUNT-YYYYMM)",
    )
}
