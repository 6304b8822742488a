//! The report as one tidy table.
//!
//! The standard sections have the header `dimension,id,label,count,first_at,last_at`. An hour of the week is labelled
//! `1T09`: ISO weekday, `T`, hour. Where a figure or a time does not exist the field is empty. Some dimensions are about
//! the reading itself: first `pseudonyms`, where names are, and `incomplete`, for each input that could not be read to its end;
//! last `validation` and `ledger`.
//! With `--by` the dimensions are the leading columns; what is `incomplete` stands in the first of them.
//!
//! A new section of the report is one function from the view to its rows, and one line in [`COMPLIANCE`].

mod compliance;

use super::{Table, or_empty};
use crate::render::RenderError;
use crate::view::PseudonymsView;
use crate::view::report::{BodyView, CellView, CrossView, HeadView, ReportView, SectionsView};
use std::borrow::Cow;

/// What makes rows of one dimension or more.
type Rows = for<'a> fn(&'a HeadView, &'a SectionsView) -> TidyRows<'a>;

/// Rows, made as they are written: some dimensions have one an event.
type TidyRows<'a> = Box<dyn Iterator<Item = TidyRow<'a>> + 'a>;

/// The rows of activity, in the order in which they stand.
const ACTIVITY: &[Rows] = &[
    events, categories, actors, apps, teams, accounts, days, hours, addresses,
];

/// The rows of the other sections, behind them.
const COMPLIANCE: &[Rows] = &[
    compliance::controls,
    compliance::access,
    compliance::changes,
    compliance::register,
    compliance::exceptions,
    compliance::detections,
    compliance::coverage,
];

/// A row of the standard table.
struct TidyRow<'a> {
    dimension: &'static str,
    id: Cow<'a, str>,
    label: Cow<'a, str>,
    count: u64,
    /// First and last.
    times: Option<[Cow<'a, str>; 2]>,
}

impl<'a> TidyRow<'a> {
    fn new(
        dimension: &'static str,
        id: &'a Option<String>,
        label: impl Into<Cow<'a, str>>,
        count: u64,
    ) -> Self {
        Self {
            dimension,
            id: or_empty(id).into(),
            label: label.into(),
            count,
            times: None,
        }
    }

    fn between(self, first: impl Into<Cow<'a, str>>, last: impl Into<Cow<'a, str>>) -> Self {
        Self {
            times: Some([first.into(), last.into()]),
            ..self
        }
    }
}

/// The report as CSV: UTF-8 without a mark, lines ended by a line feed.
pub(in crate::render) fn report(
    view: &ReportView,
    table: &mut Table<'_>,
) -> Result<(), RenderError> {
    match &view.body {
        BodyView::Sections(sections) => standard(table, &view.head, sections)?,
        BodyView::Cross(cross) => grouped(table, &view.head, cross)?,
    }
    Ok(())
}

fn standard(
    table: &mut Table<'_>,
    head: &HeadView,
    sections: &SectionsView,
) -> Result<(), RenderError> {
    table.row(["dimension", "id", "label", "count", "first_at", "last_at"])?;
    let activity: &[Rows] = if sections.without_activity {
        &[]
    } else {
        ACTIVITY
    };
    let rows: [&[Rows]; 5] = [
        &[pseudonyms],
        &[incomplete],
        activity,
        COMPLIANCE,
        &[validation, ledger],
    ];
    for row in rows
        .into_iter()
        .flatten()
        .flat_map(|rows| rows(head, sections))
    {
        let [first, last] = row.times.unwrap_or_default();
        let count = row.count.to_string();
        table.row([row.dimension, &row.id, &row.label, &count, &first, &last])?;
    }
    Ok(())
}

fn pseudonyms<'a>(head: &'a HeadView, _: &'a SectionsView) -> TidyRows<'a> {
    Box::new(head.pseudonyms.iter().map(|under| TidyRow {
        id: under.key_id.as_str().into(),
        label: under.note.into(),
        ..TidyRow::new("pseudonyms", &None, "", 1)
    }))
}

fn incomplete<'a>(head: &'a HeadView, _: &'a SectionsView) -> TidyRows<'a> {
    Box::new(head.incomplete.iter().map(|input| TidyRow {
        id: input.code.unwrap_or_default().into(),
        label: format!("{}: {}", input.archive, input.message).into(),
        ..TidyRow::new("incomplete", &None, "", 1)
    }))
}

fn events<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_event.iter().map(|row| {
        TidyRow::new("event", &None, &row.event, row.count).between(&row.first_at, &row.last_at)
    });
    Box::new(rows)
}

fn categories<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_category.iter();
    Box::new(rows.map(|row| TidyRow::new("category", &None, row.category, row.count)))
}

fn actors<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_actor.iter().map(|row| {
        TidyRow::new("actor", &row.id, or_empty(&row.actor), row.count)
            .between(&row.first_at, &row.last_at)
    });
    Box::new(rows)
}

fn apps<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_app.iter().map(|row| {
        TidyRow::new("app", &row.id, or_empty(&row.app), row.count)
            .between(&row.first_at, &row.last_at)
    });
    Box::new(rows)
}

fn teams<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_team.iter().map(|row| {
        TidyRow::new("team", &row.id, or_empty(&row.team), row.count)
            .between(&row.first_at, &row.last_at)
    });
    Box::new(rows)
}

fn accounts<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_account.iter().map(|row| {
        TidyRow::new("account", &row.id, or_empty(&row.account), row.count)
            .between(&row.first_at, &row.last_at)
    });
    Box::new(rows)
}

fn days<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_day.iter();
    Box::new(rows.map(|row| TidyRow::new("day", &None, &row.day, row.count)))
}

fn hours<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_hour.iter().map(|row| {
        let label = format!("{}T{:02}", row.weekday, row.hour);
        TidyRow::new("hour", &None, label, row.count)
    });
    Box::new(rows)
}

fn addresses<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.by_ip.iter().map(|row| {
        TidyRow::new("ip", &None, or_empty(&row.ip), row.count).between(&row.first_at, &row.last_at)
    });
    Box::new(rows)
}

/// The verdict with the findings that count, then one row a severity, then one a code.
fn validation<'a>(head: &'a HeadView, _: &'a SectionsView) -> TidyRows<'a> {
    let of = &head.validation;
    let row = |id: &'static str, label: Cow<'static, str>, count| TidyRow {
        id: id.into(),
        label,
        ..TidyRow::new("validation", &None, "", count)
    };
    let Some(summary) = &of.summary else {
        let how = of.how.unwrap_or_default();
        let none = row("", format!("{}: {how}", of.verdict).into(), 0);
        return Box::new(std::iter::once(none));
    };
    let severities = [
        ("error", summary.error),
        ("warning", summary.warning),
        ("note", summary.note),
        ("suppressed", summary.suppressed),
    ];
    let counting = severities.iter().take(3).map(|(_, n)| n).sum();
    let verdict = row("", of.verdict.into(), counting);
    let severities = severities.map(|(name, n)| row("", name.into(), n));
    let codes = of.by_code.iter().filter(|code| code.count > 0);
    let codes = codes.map(move |code| row(code.code, code.severity.into(), code.count));
    Box::new(std::iter::once(verdict).chain(severities).chain(codes))
}

fn ledger<'a>(head: &'a HeadView, _: &'a SectionsView) -> TidyRows<'a> {
    let entries = head.ledger.entries().into_iter();
    Box::new(entries.map(|(name, count)| TidyRow::new("ledger", &None, name, count)))
}

fn grouped(table: &mut Table<'_>, head: &HeadView, cross: &CrossView) -> Result<(), RenderError> {
    let figures = ["count", "first_at", "last_at"];
    table.row(cross.by.iter().copied().chain(figures))?;
    let columns = cross.by.len() + figures.len();
    let pseudonyms = head.pseudonyms.iter().map(PseudonymsView::sentence);
    let incomplete = head.incomplete.iter();
    let incomplete =
        incomplete.map(|input| format!("incomplete: {}: {}", input.archive, input.message));
    for label in pseudonyms.chain(incomplete) {
        // Without a count, so that no sum takes it for events.
        table.row(std::iter::once(label.as_str()).chain(std::iter::repeat_n("", columns - 1)))?;
    }
    for row in &cross.rows {
        let cells = row.cells.iter().map(|cell| match cell {
            CellView::Text(text) => text.clone().unwrap_or_default(),
            CellView::Number(number) => number.to_string(),
        });
        let figures = [
            row.count.to_string(),
            row.first_at.clone(),
            row.last_at.clone(),
        ];
        let record: Vec<String> = cells.chain(figures).collect();
        table.row(record.iter().map(String::as_str))?;
    }
    Ok(())
}
