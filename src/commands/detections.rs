//! Reading for rules of detection, and what they come to.

use crate::compliance::{Noted, Place};
use crate::detection::watch::{Setup, Watch, tag};
use crate::detection::{Extent, Inquiry, Judged, Known, Period, Rules};
use crate::event::Timestamp;
use crate::filter::Filter;
use crate::policy::Policy;
use crate::reading::{Counted, Reading};
use std::sync::Arc;
use uuid::Uuid;

/// Reads archives for rules alone.
pub(super) fn observe(
    rules: &Rules,
    policy: &Arc<Policy>,
    reading: Reading<'_>,
    setup: &Arc<Setup>,
) -> std::io::Result<Counted<(Noted, Watch)>> {
    let kept = Arc::new(rules.keeps());
    let marker = |name: &str| rules.marks(name);
    let observers = || {
        let noted = Noted::new(Arc::clone(policy)).keeping(Arc::clone(&kept));
        (noted, Watch::new(setup))
    };
    let tagger =
        |dimension, id: Option<&str>, label: Option<&str>| tag(policy, dimension, id, label);
    let reading = Reading {
        marker: Some(&marker),
        tagger: Some(&tagger),
        outside: true,
        ..reading
    };
    reading.run(&observers)
}

/// What is counted of bulk events for rules: in the report's own archives, or in earlier ones for a period that begins at
/// an instant.
pub(super) fn setup(
    policy: &Arc<Policy>,
    filter: &Filter,
    history_of: Option<Timestamp>,
    list: usize,
) -> Arc<Setup> {
    let filter = filter.clone();
    let from = history_of.unwrap_or(Timestamp {
        secs: i64::MIN,
        nanos: 0,
    });
    Arc::new(Setup {
        always: Arc::new(policy.named_events().map(Uuid::into_bytes).collect()),
        policy: Arc::clone(policy),
        within: Arc::new(move |at| at >= from && filter.accepts_time(at)),
        history: history_of.is_some(),
        list,
    })
}

/// What was read: what was observed, and the reading.
pub(super) struct Read<'a, O, H> {
    pub(super) own: (Known<'a>, &'a Counted<O>),
    pub(super) history: Option<(Known<'a>, &'a Counted<H>)>,
}

/// What rules come to, in order of id.
pub(super) fn judged<O, H>(
    rules: &Rules,
    policy: &Policy,
    filter: &Filter,
    read: &Read<'_, O, H>,
) -> Vec<Judged> {
    let (own, counted) = read.own;
    let mut extent = Extent::default();
    extent.add_reading(counted);
    if let Some((_, history)) = read.history {
        extent.add_reading(history);
    }
    let period = Period::of(filter.start(), filter.end(), counted);
    let place = place(filter, period);
    let inquiry = Inquiry {
        rules,
        policy,
        own,
        history: read.history.map(|(known, _)| known),
        extent,
        period,
        place: &place,
    };
    inquiry.judge()
}

/// The same for readings of rules alone.
pub(super) fn judge(
    rules: &Rules,
    policy: &Policy,
    filter: &Filter,
    own: &Counted<(Noted, Watch)>,
    history: Option<&Counted<(Noted, Watch)>>,
) -> Vec<Judged> {
    fn known(counted: &Counted<(Noted, Watch)>) -> Known<'_> {
        Known {
            noted: &counted.observed.0,
            watch: &counted.observed.1,
            names: &counted.names,
        }
    }
    let read = Read {
        own: (known(own), own),
        history: history.map(|history| (known(history), history)),
    };
    judged(rules, policy, filter, &read)
}

/// Where an instant lies beside the period of a filter. Without an end the last event of the report's own archives is
/// it: what `--history` has behind that is no history.
pub(super) fn place(filter: &Filter, period: Period) -> impl Fn(Timestamp) -> Place {
    let end = filter.end();
    move |at| match end {
        None if at > period.to => Place::After,
        _ if filter.accepts_time(at) => Place::Within,
        Some(end) if at >= end => Place::After,
        _ => Place::History,
    }
}
