//! Reading for rules of detection, and what they come to.

use crate::archive::file;
use crate::compliance::{Noted, NotedEvent, NotedEvents, Place, in_order};
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
pub(super) struct Read<'a, 'e, O, H> {
    /// The events that were noted, in order.
    pub(super) events: &'a [NotedEvent<'e>],
    pub(super) own: (Known<'a>, &'a Counted<O>),
    pub(super) history: Option<(Known<'a>, &'a Counted<H>)>,
}

/// What rules come to, in order of id.
pub(super) fn judged<O, H>(
    rules: &Rules,
    policy: &Policy,
    filter: &Filter,
    read: &Read<'_, '_, O, H>,
) -> Vec<Judged> {
    let (own, counted) = read.own;
    let mut extent = Extent::default();
    extent.add_reading(counted);
    if let Some((_, history)) = read.history {
        extent.add_reading(history);
    }
    let period = period(filter, counted);
    let place = place(filter, counted);
    let inquiry = Inquiry {
        rules,
        policy,
        own,
        history: read.history.map(|(known, _)| known),
        extent,
        period,
        place: &place,
        events: read.events,
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
            watch: &counted.observed.1,
            names: &counted.names,
        }
    }
    let [noted, earlier] = [Some(own), history].map(|counted| {
        let counted = counted?;
        Some((&counted.observed.0, &counted.names))
    });
    let noted = noted.map(|(noted, names)| NotedEvents::new(noted, names));
    let earlier = earlier.map(|(noted, names)| NotedEvents::of_history(noted, names));
    let read = Read {
        events: &in_order(noted.as_ref(), earlier.as_ref()),
        own: (known(own), own),
        history: history.map(|history| (known(history), history)),
    };
    judged(rules, policy, filter, &read)
}

/// The period of a report. Without any event it is of the months that the names of the archives state.
pub(super) fn period<O>(filter: &Filter, counted: &Counted<O>) -> Period {
    let [from, to] = ends(filter, counted);
    Period::of(from, to, counted)
}

/// What is known of the period beside its events: its first instant, and the first behind it.
fn ends<O>(filter: &Filter, counted: &Counted<O>) -> [Option<Timestamp>; 2] {
    let asked = [filter.start(), filter.end()];
    let mut archives = counted.archives.iter();
    if archives.any(|archive| archive.span.first_last.is_some()) {
        return asked;
    }
    let (filed, _) = file(counted, None);
    let months = || filed.iter().flat_map(|one| &one.months);
    let named = [
        months().min().map(|month| month.start()),
        months().max().map(|month| month.next().start()),
    ];
    [asked[0].or(named[0]), asked[1].or(named[1])]
}

/// Where an instant lies beside the period of a filter. Without an end the last event of the report's own archives is
/// it: what `--history` has behind that is no history.
pub(super) fn place<O>(
    filter: &Filter,
    counted: &Counted<O>,
) -> impl Fn(Timestamp) -> Place + Sync {
    let spans = counted.archives.iter();
    let last = spans
        .filter_map(|archive| archive.span.first_last)
        .max_by_key(|(_, last)| *last);
    let [_, end] = ends(filter, counted);
    move |at| match end {
        None if last.is_some_and(|(_, last)| at > last) => Place::After,
        Some(end) if at >= end => Place::After,
        _ if filter.accepts_time(at) => Place::Within,
        _ => Place::History,
    }
}
