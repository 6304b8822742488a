//! Who is who among people that events name by an e-mail or an id, and what names are shown for them.

use super::noted::{NotedEvent, Who};
use crate::identity::{Dimension, Names};
use std::collections::HashMap;
use std::sync::Arc;

/// The actors of some readings. A renamed account is one person.
#[derive(Debug, Default)]
pub struct People {
    /// The id behind an e-mail, in lower case; `None` where several have it.
    ids: HashMap<String, Option<Arc<str>>>,
}

impl People {
    /// Adds the actors of a reading.
    pub fn add(&mut self, names: &Names) {
        for variant in names.of_dimension(Dimension::Actor).variants() {
            let (Some(id), Some(label)) = (&variant.name.id, &variant.name.label) else {
                continue;
            };
            self.ids
                .entry(label.to_lowercase())
                .and_modify(|known| {
                    if known.as_ref() != Some(id) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(Arc::clone(id)));
        }
    }

    /// What a person that `data` names by a text is known by: the id of the one actor who has this e-mail, else the
    /// text without regard to case.
    #[must_use]
    pub fn known_by(&self, text: &str) -> String {
        let lower = text.to_lowercase();
        match self.ids.get(&lower) {
            Some(Some(id)) => id.to_lowercase(),
            _ => lower,
        }
    }

    /// The same for an actor.
    #[must_use]
    pub fn actor(&self, actor: &Who) -> Option<String> {
        match (&actor.id, &actor.label) {
            (Some(id), _) => Some(id.to_lowercase()),
            (None, Some(label)) => Some(self.known_by(label)),
            (None, None) => None,
        }
    }
}

/// The latest label of each id, over events in order of time.
#[derive(Debug, Default)]
pub(super) struct Labels<'a>(HashMap<&'a str, &'a str>);

impl<'a> Labels<'a> {
    pub(super) fn of(
        events: &'a [NotedEvent],
        who: impl Fn(&'a NotedEvent) -> [&'a Who; 1],
    ) -> Self {
        let mut labels = HashMap::new();
        for party in events.iter().flat_map(who) {
            if let (Some(id), Some(label)) = (&party.id, &party.label) {
                labels.insert(&**id, &**label);
            }
        }
        Self(labels)
    }

    /// Label and id as they are shown.
    pub(super) fn shown(&self, who: &Who) -> [Option<String>; 2] {
        let latest = who.id.as_deref().and_then(|id| self.0.get(id).copied());
        let label = latest.or(who.label.as_deref());
        [label, who.id.as_deref()].map(|text| text.map(str::to_owned))
    }
}
