//! F03: more than one gzip member.

use super::{Check, Page, Reads, Rule, Run};
use crate::finding::{Code, Finding};
use crate::validate::checked::Checked;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The file consists of more than one gzip member.",
        why: "The service writes one. Several mean that files were joined, and a reader that stops after the first member loses events without saying so.",
        example: "cat may-1.json.gz may-2.json.gz > may.json.gz",
        act: "Hand over the files as they were exported, or tell the auditor that they were joined and by whom.",
    },
    reads: Reads::File,
    check: Check::Archive(check),
    ..Rule::new(Code::F03)
};

fn check(_: &Run<'_>, archive: &mut Checked<'_>) {
    let members = archive.archive.members;
    if members > 1 {
        let message =
            format!("{members} gzip members; all were read, many programs read the first only");
        archive.say(Finding::new(Code::F03, message));
    }
}
