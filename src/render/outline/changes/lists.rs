//! Lists of changes.

use super::super::lists::{Label, tell_labels_apart};
use super::super::rankings::category;
use crate::render::cell::Cell;
use crate::render::charts::scale;
use crate::render::figures::thousands;
use crate::view::diff::{ChangeRow, ChangesView, DiffView, Status, Subject};

/// Length of a bar, in steps.
const STEPS: u64 = 1000;

/// Changes of one subject.
#[derive(Debug)]
pub(crate) struct ChangeList {
    pub(crate) title: &'static str,
    /// What a row is.
    pub(crate) head: &'static str,
    /// How much of the list is shown.
    pub(crate) top: Option<String>,
    /// How much is left out because it did not change.
    pub(crate) unchanged: Option<String>,
    pub(crate) rows: Vec<ChangeLine>,
}

impl ChangeList {
    /// What the title goes on with where there is room for both.
    pub(crate) fn extent(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.top, &self.unchanged]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// One row of them.
#[derive(Debug)]
pub(crate) struct ChangeLine {
    pub(crate) label: Label,
    /// Its name on the earlier side, where that is another one.
    pub(crate) was: Option<String>,
    pub(crate) sign: Sign,
    pub(crate) before: Cell,
    pub(crate) after: Cell,
    pub(crate) change: Cell,
    /// Events a day on both sides.
    pub(crate) rates: [Cell; 2],
    pub(crate) surprise: Cell,
    /// The same rates on a scale of 0 to 1000, the greatest of the list being 1000.
    pub(crate) bars: [u64; 2],
}

/// What became of it, at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    New,
    Gone,
    More,
    Less,
    Same,
}

impl Sign {
    /// More or less is told by the rates where there are some: a shorter month is no decrease.
    fn of(row: &ChangeRow) -> Self {
        match (row.status, row.rate_before, row.rate_after) {
            (Status::Added, ..) => Self::New,
            (Status::Removed, ..) => Self::Gone,
            (Status::Same, ..) => Self::Same,
            (_, Some(before), Some(after)) if before < after => Self::More,
            (_, Some(before), Some(after)) if before > after => Self::Less,
            (_, Some(_), Some(_)) => Self::Same,
            (Status::Increased, ..) => Self::More,
            (Status::Decreased, ..) => Self::Less,
        }
    }

    /// One character.
    pub(crate) const fn mark(self) -> &'static str {
        match self {
            Self::New => "+",
            Self::Gone => "−",
            Self::More => "▲",
            Self::Less => "▼",
            Self::Same => "=",
        }
    }

    /// One word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::More => "more",
            Self::Less => "less",
            Self::Same => "same",
        }
    }
}

/// What happened for the first time.
#[derive(Debug)]
pub(crate) struct Firsts {
    /// How much of the list is shown.
    pub(crate) extent: Option<String>,
    pub(crate) rows: Vec<FirstLine>,
}

/// An actor and what the actor did for the first time.
#[derive(Debug)]
pub(crate) struct FirstLine {
    pub(crate) actor: Label,
    pub(crate) event: Label,
    pub(crate) count: Cell,
    /// What else is new about it.
    pub(crate) new: &'static str,
}

/// The lists in the order in which a reviewer asks, those without rows left out.
pub(super) fn changes(view: &DiffView) -> Vec<ChangeList> {
    let lists = view.sections.iter().map(list);
    lists.filter(|list| !list.rows.is_empty()).collect()
}

fn list(section: &ChangesView) -> ChangeList {
    let (title, head, absent) = match section.subject {
        Subject::Event => ("Event types", "Event", ""),
        Subject::Category => ("Categories", "Category", ""),
        Subject::Actor => ("Actors", "Actor", "no actor"),
        Subject::App => ("Apps", "App", "no app"),
        Subject::Team => ("Teams", "Team", "no team"),
        Subject::Ip => ("Addresses", "Address", "no address"),
    };
    let peak = section.rows.iter().flat_map(weights).max().unwrap_or(1);
    // A category that has no event on either side is no row for people.
    let rows = section.rows.iter().filter(|row| row.before + row.after > 0);
    let mut rows: Vec<ChangeLine> = rows
        .map(|row| line(row, section.subject, absent, peak))
        .collect();
    let mut labels: Vec<&mut [Label]> = rows
        .iter_mut()
        .map(|row| std::slice::from_mut(&mut row.label))
        .collect();
    tell_labels_apart(&mut labels);
    let (shown, unchanged) = (section.rows.len() as u64, section.extent.unchanged);
    ChangeList {
        title,
        head,
        top: (shown < section.extent.listed).then(|| top_of(shown, section.extent.listed)),
        unchanged: (unchanged > 0).then(|| format!("{} unchanged", thousands(unchanged))),
        rows,
    }
}

fn top_of(shown: u64, whole: u64) -> String {
    format!("top {} of {}", thousands(shown), thousands(whole))
}

/// Rates in thousandths, or counts where there are no rates.
fn weights(row: &ChangeRow) -> [u64; 2] {
    let thousandths = |rate: f64| (rate * 1000.0).ceil() as u64;
    match (row.rate_before, row.rate_after) {
        (Some(before), Some(after)) => [before, after].map(thousandths),
        _ => [row.before, row.after],
    }
}

fn line(row: &ChangeRow, subject: Subject, absent: &'static str, peak: u64) -> ChangeLine {
    let label = match (subject, &row.label) {
        (Subject::Category, Some(name)) => category(name),
        _ => Label::of(row.label.as_deref(), row.id.as_deref(), absent),
    };
    ChangeLine {
        label,
        was: row.before_label.clone().filter(|_| row.renamed),
        sign: Sign::of(row),
        before: Cell::count(row.before),
        after: Cell::count(row.after),
        change: Cell::signed(row.change),
        rates: [row.rate_before, row.rate_after].map(Cell::rate),
        surprise: Cell::surprise(row.surprise),
        bars: weights(row).map(|weight| scale(weight, peak, STEPS)),
    }
}

/// What happened for the first time, if anything did.
pub(super) fn firsts(view: &DiffView) -> Option<Firsts> {
    let shown = view.new_pairs.len() as u64;
    let rows = view.new_pairs.iter().map(|pair| FirstLine {
        actor: Label::of(pair.actor.as_deref(), pair.actor_id.as_deref(), "no actor"),
        event: Label::of(Some(&pair.event), None, ""),
        count: Cell::count(pair.count),
        new: match (pair.new_actor, pair.new_event) {
            (true, true) => "new actor, new event",
            (true, false) => "new actor",
            (false, true) => "new event",
            (false, false) => "",
        },
    });
    (shown > 0).then(|| Firsts {
        extent: view.cut.get("new_pairs").map(|whole| top_of(shown, *whole)),
        rows: rows.collect(),
    })
}
