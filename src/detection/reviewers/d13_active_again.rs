//! TP-D13: an actor who is active again after a long time.

use super::bulk::of_moments;
use crate::compliance::{Place, Who};
use crate::detection::{Evidence, Judged};

const DAYS: u32 = 90;

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let place_of = evidence.place_of;
    let returns = evidence.watched.returns();
    let matches = returns
        .filter(|one| place_of(one.event.at) == Place::Within)
        .filter_map(|one| {
            let events = [one.before, one.event];
            of_moments(&events, one.actor.clone(), Who::default(), String::new())
        });
    Judged::of(matches.collect(), evidence.lacking_history(DAYS))
}
