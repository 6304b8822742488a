//! The one table of a report that was asked for `--by`.

use super::super::category;
use super::rankings::rest;
use crate::render::document::{Cell, Column, Cut, Label, Look, Section, Table};
use crate::view::report::{BodyView, CellView, CrossRow, CrossView, ReportView};

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let BodyView::Cross(cross) = &view.body else {
        return None;
    };
    let names = cross.by.iter().map(|name| Column::name(heading(name)));
    let figures = [
        Column::number("Events"),
        Column::number("Share"),
        Column::time("First"),
        Column::time("Last"),
    ];
    let rows = cross.rows.iter().map(|row| {
        let labels = cross.by.iter().zip(&row.cells).enumerate();
        let mut cells: Vec<Cell> = labels
            .map(|(i, (name, cell))| label(name, cell, cross.id(row, i)).into())
            .collect();
        cells.extend(counts(row, view.head.totals.events));
        cells
    });
    let columns: Vec<Column> = names.chain(figures).collect();
    let mut table = Table::new(columns, rows).look(Look::Rows);
    table.cut = cut(view, cross);
    table.rest = table.cut.and_then(|_| rest(view, &grouping(cross)));
    (!cross.rows.is_empty()).then(|| Section::new("events", "Events").with(table))
}

/// How much of the table is shown. By one grouping alone, the row of events without it is none of the rest.
fn cut(view: &ReportView, cross: &CrossView) -> Option<Cut> {
    let rows = *view.head.cut.get("rows")?;
    let totals = view.head.totals;
    let of = match cross.by[..] {
        ["actor"] => totals.actors,
        ["app"] => totals.apps,
        ["team"] => totals.teams,
        ["ip"] => totals.ip_addresses,
        _ => rows,
    };
    Some(Cut {
        shown: cross.rows.len() as u64,
        of,
        noun: "",
        beside: (rows > of).then(|| absent(cross.by.first().copied().unwrap_or_default())),
    })
}

fn grouping(cross: &CrossView) -> String {
    cross.by.join(",")
}

fn counts(row: &CrossRow, events: u64) -> [Cell; 4] {
    [
        Cell::count(row.count),
        Cell::share(row.count, events),
        Cell::time(&row.first_at),
        Cell::time(&row.last_at),
    ]
}

fn label(dimension: &str, cell: &CellView, id: Option<&str>) -> Label {
    let absent = absent(dimension);
    match cell {
        CellView::Number(hour) => Label::ours(format!("{hour:02}:00")),
        CellView::Text(Some(name)) if dimension == "category" => Label::ours(category(name)),
        CellView::Text(name) => Label::of(name.as_deref(), id, absent),
    }
}

/// What is said of events without it.
fn absent(dimension: &str) -> &'static str {
    match dimension {
        "actor" => "no actor",
        "app" => "no app",
        "team" => "no team",
        "ip" => "no address",
        _ => "none",
    }
}

fn heading(dimension: &str) -> String {
    if dimension == "ip" {
        return "Address".to_owned();
    }
    let mut letters = dimension.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
