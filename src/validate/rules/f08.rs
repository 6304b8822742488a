//! F08: archive and the service's listing do not match.

use super::{Check, Lacks, NO_LISTING, Page, Reads, Rule, Run};
use crate::event::Month;
use crate::finding::{Code, Finding};
use crate::validate::checked::Checked;
use crate::validate::file;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The listing has no row for an archive, or a listed month is not among the archives.",
        why: "An auditor compares the months with the listing. Anything that only one of the two has needs an explanation.",
        example: "the listing has 2018-07, which is not among the archives",
        act: "Export the missing month, or fetch a listing that is as recent as the archives.",
    },
    reads: Reads::File,
    check: Check::Archive(check),
    lacks: Lacks::PerArchive(lacks),
    ..Rule::new(Code::F08)
};

fn lacks(run: &Run<'_>, _: &Checked<'_>) -> Option<&'static str> {
    run.asked.listing.is_none().then_some(NO_LISTING)
}

fn check(run: &Run<'_>, archive: &mut Checked<'_>) {
    if run.asked.listing.is_some() {
        file::listed(archive);
    }
}

/// A month that the listing has and no archive is of.
pub(in crate::validate) fn unlisted(month: Month) -> Finding {
    let message = format!("the listing has {month}, which is not among the archives");
    Finding::new(Code::F08, message)
}
