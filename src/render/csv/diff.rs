//! The comparison for spreadsheets: one tidy table.
//!
//! The header is `dimension,id,label,before,after,change,status,rate_before,rate_after,surprise,before_label,event`.
//! `before_label` is filled where a thing was renamed. Rows of the dimension `new_pair` are an actor's first events of
//! a name, which stands under `event`. Where a figure does not exist the field is empty. The reading itself has the
//! dimensions `incomplete` (first), `total`, `days` and `ledger`. `access` has the figures of the ledger of grants, `detection`
//! the matches that count of each rule that was evaluated.

use super::{Table, or_empty};
use crate::render::RenderError;
use crate::view::compared::{AccessChange, Judgement};
use crate::view::diff::{ChangeRow, DiffView, Status, Subject, TotalView, TotalsChange};

const HEADER: [&str; 12] = [
    "dimension",
    "id",
    "label",
    "before",
    "after",
    "change",
    "status",
    "rate_before",
    "rate_after",
    "surprise",
    "before_label",
    "event",
];

/// A row. Texts may come from an archive; figures are the program's own, and a minus is no formula.
#[derive(Default)]
struct Line<'a> {
    dimension: &'a str,
    id: &'a str,
    label: &'a str,
    before: String,
    after: String,
    change: String,
    status: &'a str,
    rate_before: String,
    rate_after: String,
    surprise: String,
    before_label: &'a str,
    event: &'a str,
}

impl Line<'_> {
    fn write(&self, table: &mut Table<'_>) -> Result<(), RenderError> {
        table.fields([self.dimension, self.id, self.label])?;
        table.figures([&self.before, &self.after, &self.change])?;
        table.fields([self.status])?;
        table.figures([&self.rate_before, &self.rate_after, &self.surprise])?;
        table.fields([self.before_label, self.event])?;
        table.end()
    }
}

/// The comparison as CSV.
pub(in crate::render) fn diff(view: &DiffView, table: &mut Table<'_>) -> Result<(), RenderError> {
    table.row(HEADER)?;
    if let Some(under) = &view.pseudonyms {
        Line {
            dimension: "pseudonyms",
            id: &under.key_id,
            label: under.note,
            ..Line::default()
        }
        .write(table)?;
    }
    for input in &view.incomplete {
        Line {
            dimension: "incomplete",
            id: input.code.unwrap_or_default(),
            label: &format!("{}: {}", input.archive, input.message),
            ..Line::default()
        }
        .write(table)?;
    }
    for (name, total) in totals(&view.totals) {
        figure(table, "total", name, (total.before, total.after))?;
    }
    for section in &view.sections {
        for row in &section.rows {
            change(section.subject, row).write(table)?;
        }
    }
    for pair in &view.new_pairs {
        let count = pair.count.to_string();
        Line {
            dimension: "new_pair",
            id: or_empty(&pair.actor_id),
            label: or_empty(&pair.actor),
            before: "0".to_owned(),
            after: count.clone(),
            change: count,
            status: Status::Added.as_str(),
            event: &pair.event,
            ..Line::default()
        }
        .write(table)?;
    }
    for (name, total) in view.access.iter().flat_map(AccessChange::figures) {
        figure(table, "access", name, (total.before, total.after))?;
    }
    for rule in view.detections.iter().flatten() {
        let matches = |of: &Judgement| of.is_known().then(|| of.open().to_string());
        let (before, after) = (matches(&rule.before), matches(&rule.after));
        let change = before.as_ref().and(after.as_ref());
        Line {
            dimension: "detection",
            id: &rule.rule,
            label: &rule.title,
            change: change.map(|_| rule.change.to_string()).unwrap_or_default(),
            before: before.unwrap_or_default(),
            after: after.unwrap_or_default(),
            ..Line::default()
        }
        .write(table)?;
    }
    let (before, after) = (&view.before, &view.after);
    let days = (u64::from(before.days), u64::from(after.days));
    figure(table, "days", "compared", days)?;
    let entries = before.ledger.entries().into_iter();
    for ((name, before), (_, after)) in entries.zip(after.ledger.entries()) {
        figure(table, "ledger", name, (before, after))?;
    }
    Ok(())
}

/// Headline figures by their names in JSON.
pub(in crate::render) fn totals(totals: &TotalsChange) -> [(&'static str, TotalView); 7] {
    [
        ("events", totals.events),
        ("event_types", totals.event_types),
        ("actors", totals.actors),
        ("apps", totals.apps),
        ("teams", totals.teams),
        ("ip_addresses", totals.ip_addresses),
        ("unsupported_events", totals.unsupported_events),
    ]
}

fn figure(
    table: &mut Table<'_>,
    dimension: &str,
    label: &str,
    (before, after): (u64, u64),
) -> Result<(), RenderError> {
    Line {
        dimension,
        label,
        before: before.to_string(),
        after: after.to_string(),
        change: (i128::from(after) - i128::from(before)).to_string(),
        ..Line::default()
    }
    .write(table)
}

fn change(subject: Subject, row: &ChangeRow) -> Line<'_> {
    let figure = |figure: Option<f64>| figure.map(|f| f.to_string()).unwrap_or_default();
    Line {
        dimension: subject.as_str(),
        id: or_empty(&row.id),
        label: or_empty(&row.label),
        before: row.before.to_string(),
        after: row.after.to_string(),
        change: row.change.to_string(),
        status: row.status.as_str(),
        rate_before: figure(row.rate_before),
        rate_after: figure(row.rate_after),
        surprise: figure(row.surprise),
        before_label: if row.renamed {
            or_empty(&row.before_label)
        } else {
            ""
        },
        event: "",
    }
}
