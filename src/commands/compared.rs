//! What a comparison asks of both periods beside their activity: the ledger of grants, and rules of detection.

use super::Context;
use super::detections::{Read, judged, place, setup};
use crate::aggregate::Summary;
use crate::cli::DiffArgs;
use crate::compliance::{DATA, Kept, Noted, NotedEvents, People, access, marks};
use crate::config::load_policy;
use crate::detection::watch::{Setup, Watch, tag};
use crate::detection::{Known, Rules, Shown};
use crate::error::Result;
use crate::event::Timestamp;
use crate::event::time::date_of_day;
use crate::filter::Filter;
use crate::identity::Dimension;
use crate::policy::Policy;
use crate::reading::Counted;
use crate::record::Marks;
use crate::view::access::AccessView;
use crate::view::detections::DetectionsView;
use crate::view::section::Section;
use std::sync::Arc;

/// Events of a rule that are kept; a comparison shows how many there are.
const MOST_EVENTS: usize = 1;

/// What both periods are held against.
pub(super) struct Comparing {
    policy: Arc<Policy>,
    rules: Rules,
    kept: Arc<Kept>,
}

/// What is observed of a period.
pub(super) type Seen = (Noted, Watch);

impl Comparing {
    /// The policy of the configuration, or of the file that the flags name, and the rules that are built in.
    pub(super) fn new(args: &DiffArgs, context: &Context) -> Result<Self> {
        let table = context.settings.policy.as_ref().map(|table| &table.policy);
        let policy = match &args.policy {
            Some(path) => load_policy(path)?,
            None => table.cloned().unwrap_or_default(),
        };
        for remark in &policy.remarks {
            context.diagnostics.warn(remark);
        }
        let rules = Rules::built_in_to_judge();
        Ok(Self {
            policy: Arc::new(policy),
            kept: Arc::new(rules.keeps()),
            rules,
        })
    }

    /// What an event is to the ledger and to the rules, by its name.
    pub(super) fn marker(&self) -> impl Fn(&str) -> Marks + Sync {
        let reads_data = self.policy.reads_data();
        move |name| {
            let marks = marks(&[Section::Access], name).and(self.rules.marks(name));
            match reads_data || marks.any(DATA) {
                true => marks,
                false => marks.and(Marks::BARE),
            }
        }
    }

    pub(super) fn tagger(&self) -> impl Fn(Dimension, Option<&str>, Option<&str>) -> u64 + Sync {
        |dimension, id, label| tag(&self.policy, dimension, id, label)
    }

    /// What is counted of bulk events in a period.
    pub(super) fn setup(&self, filter: &Filter) -> Arc<Setup> {
        setup(&self.policy, filter, None, MOST_EVENTS)
    }

    pub(super) fn observer(&self, setup: &Arc<Setup>) -> Seen {
        let noted = Noted::new(Arc::clone(&self.policy)).keeping(Arc::clone(&self.kept));
        (noted, Watch::new(setup))
    }

    /// What was seen in a period.
    pub(super) fn views<O>(
        &self,
        seen: &Seen,
        counted: &Counted<O>,
        filter: &Filter,
        summary: &Summary,
    ) -> (AccessView, DetectionsView) {
        let place = place(filter, counted);
        let events = NotedEvents::new(&seen.0, &counted.names);
        let events = events.in_order();
        let known = Known {
            watch: &seen.1,
            names: &counted.names,
        };
        let read: Read<'_, '_, O, ()> = Read {
            events: &events,
            own: (known, counted),
            history: None,
        };
        let judged = judged(&self.rules, &self.policy, filter, &read);
        let mut people = People::default();
        people.add(&counted.names);
        let access = access(&events, &place, &self.policy, &people, summary);
        let last = summary.all.days().map(|(_, last)| last);
        let end = filter.end().map(|end: Timestamp| {
            Timestamp {
                secs: end.secs - 1,
                ..end
            }
            .day()
        });
        let shown = Shown {
            rules: &self.rules,
            judged: &judged,
            policy: &self.policy,
            last_day: date_of_day(end.or(last).unwrap_or_default()),
            summary,
            max_events: MOST_EVENTS,
        };
        (access, shown.view())
    }
}
