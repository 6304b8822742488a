//! The one list of a report that was asked for `--by`.

use super::Phrase;
use super::lists::{Detail, Label, List, Place, Row, tell_apart};
use super::rankings::category;
use crate::render::cell::Cell;
use crate::render::figures::share;
use crate::view::report::{CellView, CrossRow, CrossView, HeadView};

pub(super) fn list(cross: &CrossView, head: &HeadView) -> List {
    let mut rows: Vec<Row> = cross
        .rows
        .iter()
        .map(|row| line(cross, row, head))
        .collect();
    tell_apart(&mut rows);
    List {
        title: "Events",
        by: cross.by.join(","),
        cut_from: head.cut.get("rows").copied(),
        heads: cross.by.iter().map(|name| heading(name)).collect(),
        bars: false,
        details: vec![
            Detail::text("First", Place::Both),
            Detail::text("Last", Place::Both),
        ],
        rows,
    }
}

fn line(cross: &CrossView, row: &CrossRow, head: &HeadView) -> Row {
    let labels = cross.by.iter().zip(&row.cells).enumerate();
    Row {
        labels: labels
            .map(|(i, (name, cell))| label(name, cell, cross.id(row, i)))
            .collect(),
        count: row.count,
        share: share(row.count, head.totals.events),
        details: vec![Cell::time(&row.first_at), Cell::time(&row.last_at)],
    }
}

fn label(dimension: &str, cell: &CellView, id: Option<&str>) -> Label {
    let absent = match dimension {
        "actor" => "no actor",
        "app" => "no app",
        "team" => "no team",
        "ip" => "no address",
        _ => "none",
    };
    match cell {
        CellView::Number(hour) => Label {
            name: Phrase::ours(format!("{hour:02}:00")),
            ..Label::default()
        },
        CellView::Text(Some(name)) if dimension == "category" => category(name),
        CellView::Text(name) => Label::of(name.as_deref(), id, absent),
    }
}

fn heading(dimension: &str) -> String {
    match dimension {
        "ip" => "Address".to_owned(),
        _ => {
            let mut letters = dimension.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        }
    }
}
