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

/// What rules come to, in order of id.
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
    let mut extent = Extent::default();
    extent.add_reading(own);
    if let Some(history) = history {
        extent.add_reading(history);
    }
    let place = place(filter);
    let inquiry = Inquiry {
        rules,
        policy,
        own: known(own),
        history: history.map(known),
        extent,
        period: Period::of(filter.start(), filter.end(), own),
        place: &place,
    };
    inquiry.judge()
}

/// Where an instant lies beside the period of a filter.
pub(super) fn place(filter: &Filter) -> impl Fn(Timestamp) -> Place {
    let end = filter.end();
    move |at| match end {
        _ if filter.accepts_time(at) => Place::Within,
        Some(end) if at >= end => Place::After,
        _ => Place::History,
    }
}
