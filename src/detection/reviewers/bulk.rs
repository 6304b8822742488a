//! Matches of what the watch learned.

use super::common::identity;
use crate::compliance::{Place, Who};
use crate::detection::watch::{Grouped, Moment};
use crate::detection::{Evidence, Judged, Match};

/// Days before an event in which what is new did not happen.
const DAYS: u32 = 90;

/// Whether an event that the watch has kept lies in the period. What the report's own archives begin with is its start,
/// where nothing else is; what is earlier is history, of whatever archive.
pub(super) fn is_within(evidence: &Evidence<'_>, event: &Moment) -> bool {
    event.at >= evidence.period.from && (evidence.place_of)(event.at) == Place::Within
}

/// A match of events in order.
pub(super) fn of_moments(events: &[Moment], actor: Who, app: Who, scope: String) -> Option<Match> {
    Some(Match {
        at: events.last()?.at,
        actor,
        app,
        scope,
        events: events.iter().map(|event| event.id).collect(),
        unlisted: 0,
        level: None,
    })
}

/// A match of events that belong together.
pub(super) fn grouped<T>(row: &Grouped<T>, actor: Who, app: Who, scope: String) -> Option<Match> {
    let found = of_moments(&row.events, actor, app, scope)?;
    Some(Match {
        unlisted: row.count.saturating_sub(row.events.len() as u64),
        ..found
    })
}

/// Matches of what an actor does for the first time in 90 days, as far as there are 90 days before it.
pub(super) fn first_seen<'a>(
    evidence: &Evidence<'_>,
    firsts: impl Iterator<Item = (&'a Who, Moment, String)>,
) -> Judged {
    let known = |event: &Moment| {
        is_within(evidence, event) && evidence.extent.days_before(event.at) >= u64::from(DAYS)
    };
    let matches = firsts
        .filter(|(actor, event, _)| identity(actor).is_some() && known(event))
        .filter_map(|(actor, event, scope)| {
            of_moments(&[event], actor.clone(), Who::default(), scope)
        });
    Judged::of(matches.collect(), evidence.lacking_history(DAYS))
}
