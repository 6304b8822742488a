//! All sections that were asked for, out of one reading and the history before it.

use super::people::Labels;
use super::{
    Changes, Noted, NotedEvent, NotedEvents, People, Place, access, controls, coverage, register,
};
use crate::aggregate::{PartyLine, Summary};
use crate::event::{Month, Timestamp};
use crate::framework::Framework;
use crate::identity::{Dimension, Names, Vocabulary};
use crate::policy::Policy;
use crate::sync::both;
use crate::view::access::AccessView;
use crate::view::compliance::ComplianceView;
use crate::view::section::Section;
use std::collections::{BTreeSet, HashSet};

/// What the sections observe in a reading.
pub type Observed = (Option<Noted>, Option<Changes>);

/// What sections are held against.
pub struct Asked<'a, 'e> {
    /// The sections.
    pub sections: &'a [Section],
    /// What the organisation holds to be its own.
    pub policy: &'a Policy,
    /// The frameworks of the section `controls`.
    pub frameworks: &'a [Framework],
    /// Where an instant lies beside the period.
    pub place: &'a (dyn Fn(Timestamp) -> Place + Sync),
    /// Events that the catalog lists as supported.
    pub supported: Vec<&'a str>,
    /// Months of which there is an archive.
    pub months: BTreeSet<Month>,
    /// The events that were noted, of earlier archives too: see [`in_order`].
    pub events: &'a [NotedEvent<'e>],
    /// The names in the archives, earlier ones last; the first are those of the report.
    pub names: &'a [&'a Names],
}

impl Asked<'_, '_> {
    /// The sections, out of what a reading observed and what its counts came to.
    #[must_use]
    pub fn view(&self, changes: Option<&Changes>, summary: &Summary) -> ComplianceView {
        let has = |section| self.sections.contains(&section);
        let by_event: Vec<(&str, u64)> = summary
            .events
            .iter()
            .map(|line| (line.name.as_str(), line.tally.count))
            .collect();
        // Both have a row for many events.
        let (register, access) = both(
            || has(Section::Register).then(|| register(self.events, summary)),
            || has(Section::Access).then(|| self.access(summary)),
        );
        let mut view = ComplianceView {
            controls: has(Section::Controls).then(|| controls(self.frameworks, &by_event)),
            access,
            register,
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
        if let Some(changes) = changes.filter(|_| has(Section::Changes)) {
            let apps: Vec<&PartyLine> = summary.apps.iter().map(|app| &app.line).collect();
            let actors: Vec<&PartyLine> = summary.actors.iter().map(|actor| &actor.line).collect();
            let labels = Labels::counted(Dimension::Account, &summary.accounts);
            let names = self
                .names
                .first()
                .map(|names| names.of_dimension(Dimension::Account));
            let variants = names.map(Vocabulary::variants).unwrap_or_default();
            let accounts = |symbols: BTreeSet<u32>| {
                let names = symbols.iter().filter_map(|at| variants.get(*at as usize));
                let shown: BTreeSet<_> = names
                    .filter_map(|variant| labels.among_several(&variant.name))
                    .collect();
                shown.into_iter().collect()
            };
            view.changes = Some(changes.view(&apps, &actors, &accounts));
        }
        view
    }

    fn access(&self, summary: &Summary) -> AccessView {
        let mut people = People::default();
        self.names.iter().for_each(|names| people.add(names));
        access(self.events, self.place, self.policy, &people, summary)
    }
}

/// The events of the report and of earlier archives, each once, in order of time, then id. One that is in both is one of
/// the report.
#[must_use]
pub fn in_order<'a>(
    own: Option<&'a NotedEvents<'a>>,
    earlier: Option<&'a NotedEvents<'a>>,
) -> Vec<NotedEvent<'a>> {
    let mut all = own.map(NotedEvents::in_order).unwrap_or_default();
    let earlier = earlier.map(NotedEvents::in_order).unwrap_or_default();
    if earlier.is_empty() {
        return all;
    }
    let known: HashSet<[u8; 16]> = all.iter().map(NotedEvent::id).collect();
    let only = earlier.into_iter().filter(|it| !known.contains(&it.id()));
    all.extend(only);
    all.sort_by_key(|event| (event.at(), event.id()));
    all
}
