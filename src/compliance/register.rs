//! Section `register`.

use super::events::NotedEvent;
use super::marks::REGISTER;
use super::people::Labels;
use crate::aggregate::Summary;
use crate::identity::Dimension;
use crate::view::moment::{At, EventId};
use crate::view::register::RegisterRow;

/// The register of the events that are counted, which are in order of time, then id. Actors and apps have the labels
/// that the report's lists have for them.
#[must_use]
pub fn register(events: &[NotedEvent<'_>], counted: &Summary) -> Vec<RegisterRow> {
    let actors = Labels::counted(Dimension::Actor, counted.actors.iter().map(|one| &one.line));
    let apps = Labels::counted(Dimension::App, counted.apps.iter().map(|one| &one.line));
    let accounts = Labels::counted(Dimension::Account, &counted.accounts);
    let registered = || {
        let events = events.iter();
        events.filter(|event| event.passes() && event.marks().any(REGISTER))
    };
    let mut rows = Vec::with_capacity(registered().count());
    rows.extend(registered().map(|event| {
        let [actor, actor_id] = actors.shown(event.actor());
        let [app, app_id] = apps.shown(event.app());
        RegisterRow {
            event_id: EventId(event.id()),
            event: event.name().clone(),
            at: At(event.at()),
            actor,
            actor_id,
            app,
            app_id,
            target: event.target().cloned(),
            account: accounts.among_several(event.account()),
        }
    }));
    rows
}
