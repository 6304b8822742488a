//! Who did what: actors by event names.

use super::rankings::rest;
use crate::render::document::{Cell, Column, Cut, Label, Look, Phrase, Row, Section, Shown, Table};
use crate::render::figures::{counted, day_of};
use crate::view::page::{MatrixRow, MatrixView};
use crate::view::report::ReportView;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let matrix = view.page.as_ref()?.actor_event.as_ref()?;
    let others = matrix.all_events - matrix.events.len() as u64;
    let names = matrix.events.iter();
    let names = names.map(|name| Column::number(Phrase::given(name)));
    let other_names = (others > 0).then(|| counted(others, "other type", "other types"));
    let columns: Vec<Column> = std::iter::once(Column::name("Actor"))
        .chain(names)
        .chain(other_names.map(Column::number))
        .chain([Column::number("Events")])
        .collect();
    let rows = matrix.rows.iter().map(|each| row(each, "no actor", others));
    let mut table = Table::new(columns, rows).look(Look::Matrix).on(Shown::Page);
    // The list of actors has the ids; here one stands only where two names are alike.
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Cell::Label(label) = cell {
            label.id = label.told_apart_by.take();
        }
    }
    let total = matrix.others.as_ref();
    table.total = total.map(|each| row(each, "all other actors", others));
    let cut = cuts(matrix, view.head.totals.actors);
    table.rest = (!cut.is_empty())
        .then(|| rest(view, "actor,event"))
        .flatten();
    Some(
        Section::new("who-did-what", "Who did what")
            .extent(cut)
            .with(table),
    )
}

/// How much of both sides is shown, where that is not all.
fn cuts(matrix: &MatrixView, actors: u64) -> Phrase {
    let rows = matrix.rows.len() as u64;
    let actors = Cut {
        shown: rows,
        of: actors,
        noun: "actors",
        beside: (matrix.all_actors > actors).then_some("no actor"),
    };
    let events = Cut {
        shown: matrix.events.len() as u64,
        of: matrix.all_events,
        noun: "event types",
        beside: None,
    };
    let cut = [
        (actors, rows < matrix.all_actors),
        (events, events.shown < events.of),
    ];
    let cut = cut.into_iter().filter(|(_, is_cut)| *is_cut);
    let cut: Vec<String> = cut.map(|(cut, _)| cut.words()).collect();
    cut.join(", ").into()
}

fn row(row: &MatrixRow, absent: &'static str, others: u64) -> Row {
    let counts = row.counts.iter().copied();
    let counts = counts.chain((others > 0).then_some(row.rest));
    let label = Label::of(row.actor.as_deref(), row.id.as_deref(), absent);
    let cells = std::iter::once(label.into()).chain(counts.chain([row.count]).map(Cell::count));
    Row {
        days: row
            .span
            .as_ref()
            .map(|(first, last)| (day_of(first), day_of(last))),
        ..Row::from(cells.collect::<Vec<_>>())
    }
}
