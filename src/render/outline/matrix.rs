//! Who did what: actors by event names.

use super::lists::{Label, tell_labels_apart};
use crate::render::figures::{day_of, thousands};
use crate::view::page::{MatrixRow, MatrixView};

/// A table with a column for each name.
#[derive(Debug)]
pub(crate) struct Matrix {
    /// How much of it is shown, where that is not all.
    pub(crate) extent: Option<String>,
    /// Heads of the columns.
    pub(crate) events: Vec<String>,
    /// How many names have no column.
    pub(crate) other_events: u64,
    pub(crate) rows: Vec<MatrixLine>,
    /// All actors that have no row.
    pub(crate) others: Option<MatrixLine>,
}

/// One row.
#[derive(Debug)]
pub(crate) struct MatrixLine {
    pub(crate) label: Label,
    /// Days of its first and last event.
    pub(crate) days: Option<(String, String)>,
    pub(crate) counts: Vec<u64>,
    /// Events of names that have no column.
    pub(crate) rest: u64,
    pub(crate) count: u64,
}

impl Matrix {
    pub(super) fn of(view: &MatrixView) -> Self {
        let shown = (view.rows.len() as u64, view.events.len() as u64);
        let mut rows: Vec<MatrixLine> = view.rows.iter().map(|row| line(row, "no actor")).collect();
        let mut labels: Vec<&mut [Label]> = rows
            .iter_mut()
            .map(|row| std::slice::from_mut(&mut row.label))
            .collect();
        tell_labels_apart(&mut labels);
        // The list of actors has the ids; here one stands only where two names are alike.
        for row in &mut rows {
            row.label.id = row.label.told_apart_by.take();
        }
        let cut = |(shown, all, what): (u64, u64, &str)| {
            (shown < all).then(|| format!("top {} of {} {what}", thousands(shown), thousands(all)))
        };
        let extent: Vec<String> = [
            (shown.0, view.all_actors, "actors"),
            (shown.1, view.all_events, "event types"),
        ]
        .into_iter()
        .filter_map(cut)
        .collect();
        Self {
            extent: (!extent.is_empty()).then(|| extent.join(", ")),
            events: view.events.clone(),
            other_events: view.all_events - shown.1,
            rows,
            others: view
                .others
                .as_ref()
                .map(|row| line(row, "all other actors")),
        }
    }
}

fn line(row: &MatrixRow, absent: &'static str) -> MatrixLine {
    MatrixLine {
        label: Label::of(row.actor.as_deref(), row.id.as_deref(), absent),
        days: row
            .span
            .as_ref()
            .map(|(first, last)| (day_of(first), day_of(last))),
        counts: row.counts.clone(),
        rest: row.rest,
        count: row.count,
    }
}
