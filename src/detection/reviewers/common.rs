//! What several reviewers ask of events.

use crate::compliance::{NotedEvent, Place, Who};
use crate::detection::{Evidence, Match};
use crate::event::Timestamp;

/// Seconds of an hour.
pub(super) const HOUR: i64 = 3600;
/// Seconds of a day.
pub(super) const DAY: i64 = 24 * HOUR;

/// An instant so many seconds later.
pub(super) fn later(at: Timestamp, secs: i64) -> Timestamp {
    Timestamp {
        secs: at.secs + secs,
        ..at
    }
}

/// What tells a party from others: its id, or its name without one. `None` where an event names none.
pub(super) fn identity(who: &Who) -> Option<(bool, &str)> {
    match (&who.id, &who.label) {
        (Some(id), _) => Some((true, id)),
        (None, Some(label)) => Some((false, label)),
        (None, None) => None,
    }
}

/// Whether an event lies in the period.
pub(super) fn is_within(evidence: &Evidence<'_>, event: NotedEvent<'_>) -> bool {
    evidence.place(&event) == Place::Within
}

/// A match of these events, by the actor and on the app of the last one.
pub(super) fn match_of(events: &[NotedEvent<'_>], scope: String) -> Option<Match> {
    let last = events.last()?;
    Some(Match {
        at: last.at(),
        actor: last.actor().clone(),
        app: last.app().clone(),
        scope,
        events: events.iter().map(|event| event.id()).collect(),
        unlisted: 0,
        level: None,
    })
}
