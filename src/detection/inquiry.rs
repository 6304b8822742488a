//! From readings to verdicts.

use super::watch::{Watch, Watched};
use super::{Evidence, Extent, Judged, Period, Rules};
use crate::compliance::{NotedEvent, People, Place};
use crate::event::Timestamp;
use crate::identity::Names;
use crate::policy::Policy;
use crate::reading::Counted;

/// What one reading observed.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// What was counted of bulk events.
    pub watch: &'a Watch,
    /// The names in both.
    pub names: &'a Names,
}

/// Rules, and what they are held against.
pub struct Inquiry<'a, 'e> {
    /// The rules.
    pub rules: &'a Rules,
    /// What the organisation holds to be its own.
    pub policy: &'a Policy,
    /// The archives of the report.
    pub own: Known<'a>,
    /// Earlier archives.
    pub history: Option<Known<'a>>,
    /// What was read, earlier archives included.
    pub extent: Extent,
    /// The period.
    pub period: Period,
    /// Where an instant lies beside it.
    pub place: &'a (dyn Fn(Timestamp) -> Place + Sync),
    /// The events that were noted in both, each once, in order of time, then id.
    pub events: &'a [NotedEvent<'e>],
}

impl Inquiry<'_, '_> {
    /// What every rule comes to, in order of id.
    #[must_use]
    pub fn judge(&self) -> Vec<Judged> {
        let mut people = People::default();
        let mut watched = Watched::default();
        // Earlier archives first, as the watch wants them.
        let parts = [(self.history, true), (Some(self.own), false)];
        for (known, history) in parts {
            if let Some(known) = known {
                people.add(known.names);
                watched.add(known.watch, known.names, history);
            }
        }
        self.rules.judge(&Evidence {
            events: self.events,
            policy: self.policy,
            people: &people,
            period: self.period,
            place_of: self.place,
            extent: &self.extent,
            watched: &watched,
        })
    }
}

impl Extent {
    /// Takes the archives of a reading into account, whatever its filter leaves out.
    pub fn add_reading<O>(&mut self, counted: &Counted<O>) {
        let owners = counted.account_of_archives();
        for (archive, owner) in counted.archives.iter().zip(owners) {
            let Some(first_last) = archive.span.first_last else {
                continue;
            };
            let owner = owner.and_then(|owner| owner.id.or(owner.label));
            let owner = owner.unwrap_or_default().to_lowercase();
            let days = archive.span.days.iter().map(|(day, _)| *day);
            self.add(&owner, first_last, days);
        }
    }
}

impl Period {
    /// The period of a reading: as asked for, else from its first event to its last.
    #[must_use]
    pub fn of<O>(from: Option<Timestamp>, to: Option<Timestamp>, counted: &Counted<O>) -> Self {
        let spans = || {
            counted
                .archives
                .iter()
                .filter_map(|archive| archive.span.first_last)
        };
        let last = to
            .or_else(|| spans().map(|(_, last)| last).max())
            .unwrap_or_default();
        Self {
            to: last,
            from: from
                .or_else(|| spans().map(|(first, _)| first).min())
                .unwrap_or_default(),
        }
    }
}
