//! The names of a block's events to symbols, and which of the events the filter passes.

use super::decoded::Decoded;
use super::tags::{Tagger, Tags};
use crate::event::Event;
use crate::filter::Filter;
use crate::identity::{Dimension, Interner, SharedNames, Symbol};
use crate::json::Text;
use crate::record::{Marks, Record};
use std::sync::Arc;

/// Events whose names are looked up together.
pub(super) const BATCH: usize = 32;

/// Room for events, which are read into their places: they are large.
pub(super) struct Batch<'a> {
    pub(super) places: Vec<Pending<'a>>,
    /// How many of the places are taken, from the front.
    pub(super) taken: usize,
}

impl Batch<'_> {
    pub(super) fn new() -> Self {
        Self {
            places: vec![Pending::default(); BATCH],
            taken: 0,
        }
    }
}

/// An event that was read and not yet entered.
#[derive(Clone, Copy, Default)]
pub(super) struct Pending<'a> {
    pub(super) event: Event<'a>,
    /// Place, offset and length of its record.
    pub(super) index: u32,
    pub(super) offset: u32,
    pub(super) len: u32,
    /// Whether the filter passes it, as far as that is known.
    pub(super) passes: bool,
    /// Its symbol in each dimension.
    entered: [Symbol; 6],
}

/// Tells what an event's name is to those who look at some events alone.
pub(crate) type Marker<'p> = dyn Fn(&str) -> Marks + Sync + 'p;

/// What observers want to know of names and events beside what counts need.
#[derive(Clone, Copy, Default)]
pub(crate) struct Questions<'p> {
    /// What marks a name.
    pub(crate) marker: Option<&'p Marker<'p>>,
    /// What tells of actors, apps and addresses.
    pub(crate) tagger: Option<&'p Tagger<'p>>,
    /// Whether events are kept that the filter leaves out.
    pub(crate) outside: bool,
}

impl Pending<'_> {
    /// What remains of it.
    #[inline(always)]
    fn record(&self) -> Record {
        let [kind, actor, app, team, account, ip] = self.entered;
        Record {
            id: self.event.id,
            digest: self.event.digest,
            at: self.event.created_at,
            index: self.index,
            offset: self.offset,
            len: self.len,
            event: kind.identity,
            ip: ip.identity,
            account: account.variant,
            actor,
            app,
            team,
        }
    }
}

/// A thread's own names.
pub(super) struct Naming<'n> {
    interner: Interner<'n>,
    filter: &'n Filter,
    questions: Questions<'n>,
    /// Whether twins are looked for, by digests of the events.
    twins: bool,
    /// Marks of the names that this thread has met, by identity of the event.
    marks: Arc<Vec<Marks>>,
    /// What was told of the names that this thread has met.
    tags: Arc<Tags>,
}

impl<'n> Naming<'n> {
    pub(super) fn new(
        names: &'n SharedNames,
        filter: &'n Filter,
        questions: Questions<'n>,
        twins: bool,
    ) -> Self {
        Self {
            interner: Interner::new(names),
            filter,
            questions,
            twins,
            marks: Arc::default(),
            tags: Arc::default(),
        }
    }

    /// Marks of the names met so far, by identity of the event.
    pub(super) fn marks(&self) -> Arc<Vec<Marks>> {
        Arc::clone(&self.marks)
    }

    /// What was told of the names met so far.
    pub(super) fn tags(&self) -> Arc<Tags> {
        Arc::clone(&self.tags)
    }

    /// Enters the events of a batch, dimension by dimension: names of one kind are looked up one
    /// after another, so that the processor can wait for several places of memory at once.
    pub(super) fn enter(&mut self, batch: &mut Batch<'_>, out: &mut Decoded, text: &str) {
        let taken = &mut batch.places[..batch.taken];
        // One by one and not in a loop: what is looked up is known at each of them.
        self.look_up(Dimension::Event, taken);
        self.look_up(Dimension::Actor, taken);
        self.look_up(Dimension::App, taken);
        self.look_up(Dimension::Team, taken);
        self.look_up(Dimension::Account, taken);
        self.look_up(Dimension::Ip, taken);
        if self.questions.marker.is_some() {
            self.note(taken, out, text);
        }
        for pending in &*taken {
            let event = &pending.event;
            let [.., account, _] = pending.entered;
            out.extent.observe(event.created_at, account.variant);
            if !pending.passes || !self.filter.accepts_time(event.created_at) {
                out.filtered += 1;
                if self.questions.outside {
                    self.keep_outside(pending.record(), out);
                }
                out.left_out
                    .push(pending.entered.map(|symbol| symbol.variant));
                continue;
            }
            if self.twins {
                out.twins.push(event.digest);
            }
            out.records.push(pending.record());
        }
        batch.taken = 0;
    }

    /// Keeps an event that the filter leaves out.
    fn keep_outside(&self, record: Record, out: &mut Decoded) {
        if self.filter.accepts_time(record.at) {
            out.outside.narrowed.push(record);
        } else {
            out.outside.other_times.push(record);
        }
    }

    /// Notes those events of a batch whose names ask for it.
    #[inline(never)]
    fn note(&self, events: &[Pending<'_>], out: &mut Decoded, text: &str) {
        for pending in events {
            let [kind, actor, app, ..] = pending.entered;
            let marks = self.marks.get(kind.identity as usize);
            let marks = marks.copied().unwrap_or_default();
            let told =
                |dimension, symbol: Symbol| self.tags.get(dimension, symbol.variant) & 0b11 != 0;
            if marks.any(Marks::NOTED)
                || marks.any(Marks::NOTED_BY_ACTOR) && told(Dimension::Actor, actor)
                || marks.any(Marks::NOTED_BY_APP) && told(Dimension::App, app)
            {
                let passes = pending.passes && self.filter.accepts_time(pending.event.created_at);
                let from = pending.offset as usize;
                let text = text.get(from..from + pending.len as usize);
                let text = text.unwrap_or_default();
                out.notes.add(pending.record(), marks, passes, text);
            }
        }
    }

    /// Looks up what events say in one dimension, first without a question.
    #[inline(always)]
    fn look_up(&mut self, dimension: Dimension, events: &mut [Pending<'_>]) {
        let mut missed = 0u32;
        for (n, pending) in events.iter_mut().enumerate() {
            let (id, label) = name(dimension, &pending.event);
            let (symbol, passes, is_it) = self.interner.glance(dimension, id, label);
            pending.entered[dimension as usize] = symbol;
            pending.passes &= passes | !is_it;
            missed |= u32::from(!is_it) << n;
        }
        while missed != 0 {
            let pending = &mut events[missed.trailing_zeros() as usize];
            missed &= missed - 1;
            let (symbol, passes) = self.intern(dimension, &pending.event);
            pending.entered[dimension as usize] = symbol;
            pending.passes &= passes;
        }
    }

    /// The symbol of an event in one dimension, and whether the filter passes it.
    #[inline(never)]
    fn intern(&mut self, dimension: Dimension, event: &Event<'_>) -> (Symbol, bool) {
        let filter = self.filter;
        let Questions { marker, tagger, .. } = self.questions;
        let (mut marks, mut tag) = (None, 0);
        let (id, label) = name(dimension, event);
        let entered = self.interner.intern(dimension, id, label, |id, label| {
            tag = tagger.map_or(0, |tagger| tagger(dimension, id, label));
            match dimension {
                Dimension::Event => {
                    let [kind, action] = [id, label].map(Option::unwrap_or_default);
                    let name = format!("{kind}.{action}");
                    marks = marker.map(|marker| marker(&name));
                    filter.accepts_event(&name)
                }
                Dimension::Actor => filter.accepts_actor(id, label),
                Dimension::App => filter.accepts_app(id, label),
                Dimension::Team => filter.accepts_team(id, label),
                Dimension::Account => filter.accepts_account(id, label),
                Dimension::Ip => filter.accepts_ip(label),
            }
        });
        if tag != 0 {
            Arc::make_mut(&mut self.tags).set(dimension, entered.0.variant, tag);
        }
        if let Some(marks) = marks {
            let place = entered.0.identity as usize;
            let known = Arc::make_mut(&mut self.marks);
            if known.len() <= place {
                known.resize(place + 1, Marks::default());
            }
            known[place] = marks;
        }
        entered
    }
}

/// What an event says in one dimension.
#[inline(always)]
fn name<'e, 'a>(
    dimension: Dimension,
    event: &'e Event<'a>,
) -> (Option<&'e Text<'a>>, Option<&'e Text<'a>>) {
    match dimension {
        Dimension::Event => (Some(&event.kind), Some(&event.action)),
        Dimension::Actor => (event.actor.id.as_ref(), event.actor.label.as_ref()),
        Dimension::App => (event.app.id.as_ref(), event.app.label.as_ref()),
        Dimension::Team => (event.team.id.as_ref(), event.team.label.as_ref()),
        Dimension::Account => (event.account.id.as_ref(), event.account.label.as_ref()),
        Dimension::Ip => (None, event.ip_address.as_ref()),
    }
}
