//! What happened for the first time.

use super::rows::Identity;
use crate::aggregate::ActivitySummary;
use crate::view::diff::{PairRow, Subject};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Pairs of actor and event that the earlier side does not have.
pub(super) fn new_pairs(before: &ActivitySummary, after: &ActivitySummary) -> Vec<PairRow> {
    let who = |id: &Option<Arc<str>>, label: &Option<Arc<str>>| {
        Identity::of(Subject::Actor, id.as_ref(), label.as_ref())
    };
    let known: BTreeSet<(Identity, &str)> = before
        .pairs
        .iter()
        .map(|pair| (who(&pair.id, &pair.label), &*pair.event))
        .collect();
    let actors: BTreeSet<&Identity> = known.iter().map(|(actor, _)| actor).collect();
    let events: BTreeSet<&str> = known.iter().map(|(_, event)| *event).collect();
    let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
    let mut pairs: Vec<PairRow> = after
        .pairs
        .iter()
        .filter_map(|pair| {
            let actor = who(&pair.id, &pair.label);
            let new_actor = !actors.contains(&actor);
            (!known.contains(&(actor, &*pair.event))).then(|| PairRow {
                actor: text(&pair.label),
                actor_id: text(&pair.id),
                event: pair.event.clone(),
                count: pair.count,
                new_actor,
                new_event: !events.contains(&*pair.event),
            })
        })
        .collect();
    pairs.sort_by(|a, b| {
        (Reverse(a.count), &a.actor, &a.actor_id, &a.event).cmp(&(
            Reverse(b.count),
            &b.actor,
            &b.actor_id,
            &b.event,
        ))
    });
    pairs
}
