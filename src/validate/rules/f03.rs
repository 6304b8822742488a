//! F03: more than one gzip member or zstd data frame.

use super::{Check, Page, Reads, Rule, Run};
use crate::finding::{Code, Finding};
use crate::validate::checked::Checked;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The file consists of more than one gzip member or zstd data frame.",
        why: "The service writes exactly one. More than one means that files were joined, and a reader that stops after the first member loses events silently.",
        example: "cat may-1.json.gz may-2.json.gz > may.json.gz",
        act: "Hand over the files as they were exported, or inform the auditor that they were joined, and by whom.",
    },
    reads: Reads::File,
    check: Check::Archive(check),
    ..Rule::new(Code::F03)
};

fn check(_: &Run<'_>, archive: &mut Checked<'_>) {
    let seen = archive.archive;
    if seen.members < 2 {
        return;
    }
    let what = match seen.compression.as_str() {
        "zstd" => "zstd frames",
        _ => "gzip members",
    };
    let read = if seen.fault.is_none() {
        "all were read"
    } else {
        "read up to the place where reading ended"
    };
    let message = format!(
        "{} {what}; {read}, many programs read the first only",
        seen.members
    );
    archive.say(Finding::new(Code::F03, message));
}
