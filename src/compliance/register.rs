//! Section `register`.

use super::marks::REGISTER;
use super::noted::NotedEvent;
use super::people::Labels;
use crate::aggregate::Summary;
use crate::identity::Dimension;
use crate::view::register::RegisterRow;
use uuid::Uuid;

/// The register of the events that are counted, which are in order of time, then id. Actors and apps have the labels
/// that the report's lists have for them.
#[must_use]
pub fn register(events: &[NotedEvent], counted: &Summary) -> Vec<RegisterRow> {
    let actors = Labels::counted(Dimension::Actor, counted.actors.iter().map(|one| &one.line));
    let apps = Labels::counted(Dimension::App, counted.apps.iter().map(|one| &one.line));
    let registered = events
        .iter()
        .filter(|event| event.passes && event.marks.any(REGISTER));
    let row = |event: &NotedEvent| {
        let [actor, actor_id] = actors.shown(&event.actor);
        let [app, app_id] = apps.shown(&event.app);
        RegisterRow {
            event_id: Uuid::from_bytes(event.id).to_string(),
            event: event.name.clone(),
            at: event.at.to_string(),
            actor,
            actor_id,
            app,
            app_id,
            target: event.target.as_deref().map(str::to_owned),
        }
    };
    registered.map(row).collect()
}
