//! TP-D11: an actor from a network where it was not seen for long.

use super::bulk::first_seen;
use crate::detection::{Evidence, Judged};

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let firsts = evidence.watched.first_networks();
    let firsts = firsts.filter(|first| !first.known);
    first_seen(
        evidence,
        firsts.map(|first| (first.actor, first.event, first.network)),
    )
}
