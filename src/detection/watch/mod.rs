//! What rules have to know of bulk events, which are too many to be noted one by one: counted while archives are read.
//!
//! Nothing here grows with each event; what is kept follows from the events alone, in whatever order they come.

mod crossing;
mod groups;
mod kinds;
mod latest;
mod log;
mod moment;
mod presence;
mod releases;
mod run;
mod stretches;
mod tags;
mod together;
mod watched;

pub use crossing::{NETWORKS, Step, WITHIN, crossings};
pub use kinds::Kind;
pub use moment::{Moment, shifted};
pub use stretches::{Break, Stretch, Stretches};
pub use tags::tag;
pub use watched::{ByHand, FirstNetwork, FirstOfKind, Grouped, Return, Watched};

use crate::compliance::access_marks;
use crate::event::Timestamp;
use crate::identity::{Dimension, Remap, Symbolic, Used};
use crate::pipeline::{Accepted, Observer, Tags};
use crate::policy::{LastHour, Policy};
use crate::record::{Marks, Record};
use groups::Groups;
use kinds::Kinds;
use presence::{BATCH, Presence};
use releases::Releases;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// A change that rules look at outside working hours.
const CHANGE: Marks = Marks(1 << 16);
/// A release.
const RELEASE: Marks = Marks(1 << 17);

/// Any mark of the watch.
const ANY: Marks = Marks(0x3fff << 16);

/// What an event's name is to the watch, bits from `1 << 16` on, and to the ledger of grants.
#[must_use]
pub fn marks(name: &str) -> Marks {
    // Of a name with several dots, patterns such as `app.*` and `*.destroy` look at the ends.
    let (kind, after) = name.split_once('.').unwrap_or((name, ""));
    let action = after.rsplit('.').next().unwrap_or_default();
    let mut marks = access_marks(name);
    if matches!(
        kind,
        "code_release"
            | "config_change"
            | "heroku_config_change"
            | "sni_endpoint"
            | "ssl_endpoint"
            | "trusted_ip"
    ) {
        marks = marks.and(CHANGE);
    }
    if kind == "code_release" {
        marks = marks.and(RELEASE);
    }
    for kind_of in Kind::ALL {
        if kind_of.has(kind, action) {
            marks = marks.and(kind_of.mark());
        }
    }
    marks
}

/// Tells whether an instant lies in the period.
pub type Within = dyn Fn(Timestamp) -> bool + Send + Sync;

/// What a watch is held against.
#[derive(Clone)]
pub struct Setup {
    /// What the organisation holds to be its own.
    pub policy: Arc<Policy>,
    /// Where the period lies. Of archives that are read for a report without a period, every event is of the period.
    pub within: Arc<Within>,
    /// Whether earlier archives are read: what lies in the period is then left to the report's own.
    pub history: bool,
    /// How many events of a rule may be listed.
    pub list: usize,
    /// Ids that are listed in any case, because the policy names them.
    pub always: Arc<HashSet<[u8; 16]>>,
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup").finish_non_exhaustive()
    }
}

/// Observes a reading whose names are [marked](marks) and [tagged](tag), and which shows what its filter leaves out.
#[derive(Debug)]
pub struct Watch {
    setup: Arc<Setup>,
    presence: Presence,
    kinds: Kinds,
    /// Changes outside working hours, by actor and local day.
    after_hours: Groups<(u32, i32)>,
    /// Events by nobody, by app and name.
    unnamed: Groups<(u32, u32)>,
    releases: Releases,
    hour: LastHour,
}

impl Default for Watch {
    /// A watch without a policy, of a report without a period.
    fn default() -> Self {
        Self::new(&Arc::new(Setup {
            policy: Arc::default(),
            within: Arc::new(|_| true),
            history: false,
            list: usize::MAX,
            always: Arc::default(),
        }))
    }
}

/// Where an event stands beside the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Within,
    /// Within an hour before it.
    Near,
    Elsewhere,
}

impl Watch {
    /// A watch that has seen nothing.
    #[must_use]
    pub fn new(setup: &Arc<Setup>) -> Self {
        let Setup { list, always, .. } = &**setup;
        Self {
            presence: Presence::default(),
            kinds: Kinds::default(),
            after_hours: Groups::new(*list, always),
            unnamed: Groups::new(*list, always),
            releases: Releases::new(*list),
            hour: LastHour::default(),
            setup: Arc::clone(setup),
        }
    }

    /// Where an event lies that the report does not count, or may not.
    fn place(&self, at: Timestamp) -> Option<Place> {
        let within = &self.setup.within;
        Some(match within(at) {
            true if self.setup.history => return None,
            true => Place::Within,
            false if within(shifted(at, WITHIN)) => Place::Near,
            false => Place::Elsewhere,
        })
    }

    #[inline]
    fn look(&mut self, record: &Record, marks: Marks, tags: &Tags, place: Place) {
        let within = place == Place::Within;
        let address = tags.get(Dimension::Ip, record.ip);
        let near = place != Place::Elsewhere;
        self.presence.observe(record, address, within, near);
        let moment = Moment {
            at: record.at,
            id: record.id,
        };
        let actor = record.actor.identity;
        if within && actor == 0 {
            let key = (record.app.identity, record.event);
            self.unnamed.add(key, moment, record.app.variant);
        }
        if !marks.any(ANY) {
            return;
        }
        if actor != 0 {
            self.kinds.observe(actor, marks, moment);
        }
        if marks.any(RELEASE) && tags.get(Dimension::App, record.app.variant) & tags::PROTECTED != 0
        {
            self.release(record, moment, tags, within);
        }
        if within
            && marks.any(CHANGE)
            && let Some(hours) = &self.setup.policy.working_hours
            && self.hour.outside(hours, record.at)
        {
            let key = (actor, self.hour.day(hours, record.at));
            self.after_hours.add(key, moment, record.actor.variant);
        }
    }

    fn release(&mut self, record: &Record, moment: Moment, tags: &Tags, within: bool) {
        let (app, actor) = (record.app, record.actor);
        if tags.get(Dimension::Actor, actor.variant) & tags::SERVICE != 0 {
            self.releases.add_service(app.identity, moment);
        } else if within && actor.identity != 0 {
            self.releases
                .add_person(app.identity, actor.identity, moment, app.variant);
        }
    }
}

impl Observer for Watch {
    fn observe(&mut self, accepted: &Accepted) {
        let marks = |record: &Record| {
            let marks = accepted.marks.get(record.event as usize);
            marks.copied().unwrap_or_default()
        };
        let (history, outside) = (self.setup.history, &accepted.outside);
        let lists = [
            (&*accepted.records, history),
            (if history { &[] } else { &*outside.narrowed }, false),
            (&*outside.other_times, true),
        ];
        for (records, asks) in lists {
            for batch in records.chunks(BATCH) {
                self.presence.approach(batch, &accepted.tags);
                for record in batch {
                    let place = match asks {
                        true => self.place(record.at),
                        false => Some(Place::Within),
                    };
                    if let Some(place) = place {
                        self.look(record, marks(record), &accepted.tags, place);
                    }
                }
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.presence.merge(other.presence);
        self.kinds.merge(other.kinds);
        self.after_hours.merge(other.after_hours);
        self.unnamed.merge(other.unnamed);
        self.releases.merge(other.releases);
    }
}

impl Symbolic for Watch {
    fn mark(&self, used: &mut Used) {
        self.presence.mark(used);
        for (&(app, event), variant) in self.unnamed.keys() {
            used.identity(Dimension::App, app);
            used.variant(Dimension::App, variant);
            used.identity(Dimension::Event, event);
        }
        let services = self.releases.by_service().keys().copied();
        let people = self.releases.by_person().keys().map(|(app, _)| *app);
        services
            .chain(people)
            .for_each(|app| used.identity(Dimension::App, app));
    }

    fn remap(&mut self, remap: &Remap) {
        let identity = |dimension| move |old| remap.identity(dimension, old);
        let variant = |dimension| move |old| remap.variant(dimension, old);
        let (actor, app) = (identity(Dimension::Actor), identity(Dimension::App));
        let event = identity(Dimension::Event);
        self.presence.remap(remap);
        if !self.setup.history {
            let within = &self.setup.within;
            self.presence.settle(|at| !within(shifted(at, -WITHIN)));
        }
        self.kinds.remap(actor);
        self.after_hours
            .remap(|(who, day)| (actor(who), day), variant(Dimension::Actor));
        self.unnamed
            .remap(|(of, name)| (app(of), event(name)), variant(Dimension::App));
        self.releases.remap(app, variant(Dimension::App), actor);
    }
}
