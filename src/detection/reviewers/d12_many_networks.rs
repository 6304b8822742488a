//! TP-D12: one actor from many networks within an hour.

use super::bulk::of_moments;
use crate::compliance::Who;
use crate::detection::{Evidence, Judged};

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let crossings = evidence.watched.crossings().iter();
    let matches = crossings.filter_map(|(actor, events)| {
        of_moments(events, actor.clone(), Who::default(), String::new())
    });
    Judged::of(matches.collect(), [])
}
