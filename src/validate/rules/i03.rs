//! I03: app id and name do not pair up.

use super::{Check, Keeps, Page, Reads, Rule};
use crate::finding::Code;
use crate::validate::identity;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "One app id has several names, or (a warning) one name has several ids.",
        why: "Apps are renamed. A name with several ids was reused after an app was destroyed: its history is that of two apps.",
        example: "web, destroyed on the 3rd and created again on the 4th",
        act: "Use ids where the difference matters; trailproof report counts the two separately.",
    },
    reads: Reads::Records,
    check: Check::Archives(|run, archives| {
        identity::pairs(archives, run.names, run.firsts, Code::I03)
    }),
    keeps: Keeps::Firsts,
    ..Rule::new(Code::I03)
};
