//! All sections that were asked for, out of one reading and the history before it.

use super::{
    Changes, Noted, NotedEvent, NotedEvents, People, Place, access, controls, coverage, register,
};
use crate::aggregate::{PartyLine, Summary};
use crate::event::{Month, Timestamp};
use crate::framework::Framework;
use crate::identity::Names;
use crate::policy::Policy;
use crate::view::compliance::ComplianceView;
use crate::view::section::Section;
use std::collections::{BTreeSet, HashSet};

/// What the sections observe in a reading.
pub type Observed = (Option<Noted>, Option<Changes>);

/// What sections are held against.
pub struct Asked<'a> {
    /// The sections.
    pub sections: &'a [Section],
    /// What the organisation holds to be its own.
    pub policy: &'a Policy,
    /// The frameworks of the section `controls`.
    pub frameworks: &'a [Framework],
    /// Where an instant lies beside the period.
    pub place: &'a dyn Fn(Timestamp) -> Place,
    /// Events that the catalog lists as supported.
    pub supported: Vec<&'a str>,
    /// Months of which there is an archive.
    pub months: BTreeSet<Month>,
    /// What earlier archives hold, with the names in them.
    pub history: Option<(&'a Noted, &'a Names)>,
}

impl Asked<'_> {
    /// The sections, out of what a reading observed and what its counts came to.
    #[must_use]
    pub fn view(
        &self,
        (noted, changes): &Observed,
        names: &Names,
        summary: &Summary,
    ) -> ComplianceView {
        let has = |section| self.sections.contains(&section);
        let by_event: Vec<(&str, u64)> = summary
            .events
            .iter()
            .map(|line| (line.name.as_str(), line.tally.count))
            .collect();
        let events = noted.as_ref().map(|noted| NotedEvents::new(noted, names));
        let events = events.as_ref().map(NotedEvents::in_order);
        let events = events.unwrap_or_default();
        let mut view = ComplianceView {
            controls: has(Section::Controls).then(|| controls(self.frameworks, &by_event)),
            register: has(Section::Register).then(|| register(&events, summary)),
            coverage: has(Section::Coverage).then(|| {
                coverage(
                    self.supported.iter().copied(),
                    &by_event,
                    &self.months,
                    self.frameworks,
                )
            }),
            ..ComplianceView::default()
        };
        if has(Section::Access) {
            let mut people = People::default();
            people.add(names);
            let earlier = self.history.map(|(noted, names)| {
                people.add(names);
                NotedEvents::of_history(noted, names)
            });
            let earlier = earlier.as_ref().map(NotedEvents::in_order);
            let events = merged(events, earlier.unwrap_or_default());
            view.access = Some(access(&events, self.place, self.policy, &people, summary));
        }
        if let Some(changes) = changes.as_ref().filter(|_| has(Section::Changes)) {
            let apps: Vec<&PartyLine> = summary.apps.iter().map(|app| &app.line).collect();
            let actors: Vec<&PartyLine> = summary.actors.iter().map(|actor| &actor.line).collect();
            view.changes = Some(changes.view(&apps, &actors));
        }
        view
    }
}

/// Both lists as one, in order of time, then id. An event that is in both is one of the report.
#[must_use]
pub fn merged<'a>(own: Vec<NotedEvent<'a>>, earlier: Vec<NotedEvent<'a>>) -> Vec<NotedEvent<'a>> {
    if earlier.is_empty() {
        return own;
    }
    let known: HashSet<[u8; 16]> = own.iter().map(NotedEvent::id).collect();
    let mut all = own;
    all.extend(
        earlier
            .into_iter()
            .filter(|event| !known.contains(&event.id())),
    );
    all.sort_by_key(|event| (event.at(), event.id()));
    all
}
