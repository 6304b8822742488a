//! Who releases protected apps: service accounts, and people beside them.

use super::moment::Moment;
use hashbrown::HashMap;
use std::collections::BTreeSet;

/// See the module. By identities of apps and actors.
#[derive(Debug, Clone)]
pub(super) struct Releases {
    /// The first release of each app by a service account.
    by_service: HashMap<u32, Moment>,
    by_person: HashMap<(u32, u32), ByPerson>,
    /// Releases that may be listed.
    list: usize,
}

/// Releases of one app by one person within the period.
#[derive(Debug, Clone, Default)]
pub(super) struct ByPerson {
    /// The last of them, as many as may be listed: what came before a service account's first release is none of those
    /// that are looked for.
    pub(super) events: BTreeSet<Moment>,
    /// The name of the app at the last one, by its variant.
    pub(super) app: u32,
}

impl Releases {
    pub(super) fn new(list: usize) -> Self {
        Self {
            by_service: HashMap::new(),
            by_person: HashMap::new(),
            list,
        }
    }

    pub(super) fn add_service(&mut self, app: u32, moment: Moment) {
        let first = self.by_service.entry(app).or_insert(moment);
        *first = moment.min(*first);
    }

    pub(super) fn add_person(&mut self, app: u32, actor: u32, moment: Moment, variant: u32) {
        let of_person = self.by_person.entry((app, actor)).or_default();
        if of_person.events.last().is_none_or(|last| moment > *last) {
            of_person.app = variant;
        }
        of_person.events.insert(moment);
        if of_person.events.len() > self.list.max(1) {
            of_person.events.pop_first();
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (app, first) in other.by_service {
            self.add_service(app, first);
        }
        for ((app, actor), theirs) in other.by_person {
            for moment in theirs.events {
                self.add_person(app, actor, moment, theirs.app);
            }
        }
    }

    pub(super) fn remap(
        &mut self,
        app: impl Fn(u32) -> u32,
        variant: impl Fn(u32) -> u32,
        actor: impl Fn(u32) -> u32,
    ) {
        let by_service = std::mem::take(&mut self.by_service).into_iter();
        self.by_service = by_service.map(|(of, first)| (app(of), first)).collect();
        let by_person = std::mem::take(&mut self.by_person).into_iter();
        let renamed = |((of, who), person): ((u32, u32), ByPerson)| {
            let app_of = variant(person.app);
            (
                (app(of), actor(who)),
                ByPerson {
                    app: app_of,
                    ..person
                },
            )
        };
        self.by_person = by_person.map(renamed).collect();
    }

    pub(super) fn by_service(&self) -> &HashMap<u32, Moment> {
        &self.by_service
    }

    pub(super) fn by_person(&self) -> &HashMap<(u32, u32), ByPerson> {
        &self.by_person
    }
}
