//! Reading for rules of detection, and what they come to.

use crate::compliance::{Noted, Place};
use crate::detection::watch::Watch;
use crate::detection::{Extent, Inquiry, Judged, Known, Period, Rules};
use crate::event::Timestamp;
use crate::filter::Filter;
use crate::identity::Dimension;
use crate::policy::{Kind, Policy};
use crate::reading::{Counted, Reading};
use std::sync::Arc;

/// Reads archives for rules alone.
pub(super) fn observe(
    rules: &Rules,
    policy: &Arc<Policy>,
    reading: Reading<'_>,
    filter: &Filter,
) -> std::io::Result<Counted<(Noted, Watch)>> {
    let kept = Arc::new(rules.keeps());
    let marker = |name: &str| rules.marks(name);
    let observers = || {
        let noted = Noted::new(Arc::clone(policy)).keeping(Arc::clone(&kept));
        (noted, Watch::default())
    };
    let tagger =
        |dimension, id: Option<&str>, label: Option<&str>| tag(policy, dimension, id, label);
    let reading = Reading {
        marker: Some(&marker),
        tagger: Some(&tagger),
        outside: !filter.is_empty(),
        ..reading
    };
    reading.run(&observers)
}

/// What is told of a name: whether it is a service account, or a protected app.
pub(super) fn tag(
    policy: &Policy,
    dimension: Dimension,
    id: Option<&str>,
    label: Option<&str>,
) -> u64 {
    match (dimension, label) {
        // One without a name may be protected.
        (Dimension::App, None) => u64::from(id.is_some()) << 1,
        (Dimension::Actor, Some(label)) => u64::from(policy.kind_of(Some(label)) == Kind::Service),
        (Dimension::App, Some(label)) => u64::from(policy.is_protected(label) == Some(true)),
        _ => 0,
    }
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
