//! I01: more than one enterprise account.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;
use crate::validate::identity;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The archive has events of more than one enterprise account. One account under two names is a note.",
        why: "An archive belongs to one account. Events of another customer must not go to the auditor of this one.",
        example: "events of acme and of globex in one file",
        act: "Export each account separately, and hand over only the archives of the account under audit.",
    },
    reads: Reads::Records,
    check: Check::Archive(|run, archive| identity::accounts(archive, run.names)),
    ..Rule::new(Code::I01)
};
