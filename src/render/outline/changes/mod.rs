//! What a comparison says to people, in which order and in which words.

mod days;
mod lists;
mod opening;

pub(crate) use lists::{ChangeLine, ChangeList, Firsts, Sign};

use super::{Notice, Phrase, headline};
use crate::render::cell::Cell;
use crate::view::diff::{DiffView, SideView};
use crate::view::{ArchiveView, LedgerView};

/// What surprise means, for people.
const SURPRISE: &str = "Surprise tells how far a change lies from an unchanged daily rate, in standard deviations: \
beyond 3 it is rarely chance. It is the signed root of a Poisson deviance and takes events as independent, so a burst \
by one script looks more surprising than it is.";

/// The whole comparison in the order in which it is read.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    /// What it is about.
    pub(crate) title: Phrase,
    /// Inputs that could not be read to their end: the banner.
    pub(crate) missing: Vec<Phrase>,
    /// Both periods, which days of them, and how it was asked for.
    pub(crate) facts: Vec<(&'static str, Phrase)>,
    /// The answer in a few sentences.
    pub(crate) opening: Vec<Phrase>,
    /// What needs attention.
    pub(crate) notices: Vec<Notice>,
    /// Headline figures: noun, before, after, change.
    pub(crate) totals: Vec<(&'static str, [Cell; 3])>,
    /// What happened for the first time.
    pub(crate) firsts: Option<Firsts>,
    /// Changes of every subject that has some.
    pub(crate) lists: Vec<ChangeList>,
    /// What surprise means.
    pub(crate) surprise: &'static str,
    /// Both sides, as far as they stand for themselves.
    pub(crate) sides: [SideOutline<'a>; 2],
    /// The program, its version, and when it ran if the caller said so.
    pub(crate) made_by: Phrase,
}

/// One side for itself.
#[derive(Debug)]
pub(crate) struct SideOutline<'a> {
    /// `Before` or `After`.
    pub(crate) name: &'static str,
    /// What became of every record.
    pub(crate) ledger: &'a LedgerView,
    /// What was read and has something to do with it.
    pub(crate) archives: Vec<&'a ArchiveView>,
    /// How many files more were read.
    pub(crate) others: u64,
}

impl<'a> Comparison<'a> {
    pub(crate) fn of(view: &'a DiffView) -> Self {
        let archives = view.before.archives.iter().chain(&view.after.archives);
        Self {
            title: headline::titled("Changes in the audit trail", archives),
            missing: headline::missing(&view.incomplete),
            facts: days::facts(view),
            opening: opening::sentences(view),
            notices: opening::notices(view),
            totals: totals(view),
            firsts: lists::firsts(view),
            lists: lists::changes(view),
            surprise: SURPRISE,
            sides: [side("Before", &view.before), side("After", &view.after)],
            made_by: headline::made_by(&view.tool, view.generated_at.as_deref()),
        }
    }
}

fn side<'a>(name: &'static str, side: &'a SideView) -> SideOutline<'a> {
    let archives = side.archives.iter().enumerate();
    SideOutline {
        name,
        ledger: &side.ledger,
        archives: archives
            .filter(|(place, _)| side.silent.binary_search(place).is_err())
            .map(|(_, archive)| archive)
            .collect(),
        others: side.silent.len() as u64,
    }
}

fn totals(view: &DiffView) -> Vec<(&'static str, [Cell; 3])> {
    let totals = &view.totals;
    let mut all = vec![
        ("Events", totals.events),
        ("Event types", totals.event_types),
        ("Actors", totals.actors),
        ("Apps", totals.apps),
        ("Teams", totals.teams),
        ("Addresses", totals.ip_addresses),
    ];
    let unknown = totals.unsupported_events;
    if unknown.before + unknown.after > 0 {
        all.push(("Not in the catalog", unknown));
    }
    all.into_iter()
        .map(|(name, total)| {
            let [before, after] = [total.before, total.after].map(Cell::count);
            (name, [before, after, Cell::signed(total.change)])
        })
        .collect()
}
