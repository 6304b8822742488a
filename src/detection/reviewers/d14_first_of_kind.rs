//! TP-D14: an actor's first access, network or destruction event for long.

use super::bulk::first_seen;
use crate::detection::{Evidence, Judged};

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let firsts = evidence.watched.firsts_of_kinds();
    first_seen(
        evidence,
        firsts.map(|first| (first.actor, first.event, first.kind.as_str().to_owned())),
    )
}
