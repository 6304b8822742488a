//! TP-D13: an actor who is active again after a long time.

use super::bulk::{is_within, of_moments};
use crate::compliance::Who;
use crate::detection::{Evidence, Judged};

const DAYS: u32 = 90;

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let returns = evidence.watched.returns();
    let matches = returns
        .filter(|one| is_within(evidence, &one.event))
        .filter_map(|one| {
            let events = [one.before, one.event];
            of_moments(&events, one.actor.clone(), Who::default(), String::new())
        });
    Judged::of(matches.collect(), evidence.lacking_history(DAYS))
}
