//! I02: actor id and e-mail do not pair up.

use super::{Check, Keeps, Page, Reads, Rule};
use crate::finding::Code;
use crate::validate::identity;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "One actor id has several e-mail addresses, or (a warning) one e-mail address has several ids.",
        why: "A person may change an e-mail address. An address with several ids is a second account of that person, or of a successor.",
        example: "ann@acme.example with two ids",
        act: "Find out who held the address and when, and keep a record of it: it determines whose events these are.",
    },
    reads: Reads::Records,
    check: Check::Archives(|run, archives| {
        identity::pairs(archives, run.names, run.firsts, Code::I02)
    }),
    keeps: Keeps::Firsts,
    ..Rule::new(Code::I02)
};
