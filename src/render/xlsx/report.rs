//! The report as a workbook: a sheet a section.

use super::super::{AlteredCells, RenderError};
use super::common::{self, count, fact};
use super::compliance;
use super::table::Fact;
use super::{Book, Column};
use super::{Value, integer, text, text_or_empty, time};
use crate::view::report::{BodyView, CellView, CrossView, HeadView, ReportView, SectionsView};
use crate::view::validated::ValidatedView;
use std::io::Write;

/// The report.
pub(in crate::render) fn report(
    view: &ReportView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let mut book = Book::new(out);
    book.facts(&overview(view))?;
    common::ledger(&mut book, &view.head.ledger)?;
    common::archives(&mut book, &view.head.archives)?;
    if let Some(previous) = &view.head.previous {
        book.table(
            "Previous archives",
            &common::archive_columns([], []),
            &previous.archives,
        )?;
    }
    match &view.body {
        BodyView::Cross(cross) => grouped(&mut book, cross)?,
        BodyView::Sections(sections) => {
            compliance::sheets(&mut book, &sections.compliance)?;
            if !sections.without_activity {
                activity(&mut book, sections)?;
            }
        }
    }
    if view.head.validation.summary.is_some() {
        let columns = [
            Column::text("code"),
            Column::text("severity"),
            Column::integer("count"),
            Column::integer("suppressed"),
        ];
        book.table("Validation", &columns, &view.head.validation.by_code)?;
    }
    book.finish()
}

fn overview(view: &ReportView) -> Vec<Fact<'_>> {
    let head = &view.head;
    let mut facts: Vec<Fact<'_>> = common::incomplete(&head.incomplete).collect();
    facts.extend(common::made_by(head.schema, &head.tool, &head.catalog));
    facts.extend(common::pseudonyms(head.pseudonyms.as_ref()));
    facts.extend(common::generated(&head.generated_at));
    facts.push(Fact("document", "tz", text(&*head.tz)));
    let accounts = head.accounts.iter();
    facts.extend(accounts.map(|account| Fact("document", "account", text(&**account))));
    facts.extend(common::filters(&head.filters, &head.filters_unmatched));
    facts.extend(common::period("period", &head.period));
    facts.extend(totals("totals", head));
    facts.extend(
        head.ledger
            .entries()
            .map(|(name, n)| count("ledger", name, n)),
    );
    if let Some(previous) = &head.previous {
        facts.extend(common::period("previous period", &previous.period));
        let entries = previous.ledger.entries();
        facts.extend(entries.map(|(name, n)| count("previous ledger", name, n)));
    }
    facts.extend(validation(&head.validation));
    if let BodyView::Sections(sections) = &view.body {
        facts.extend(compliance::facts(&sections.compliance));
    }
    facts.extend(common::cut(&head.cut));
    facts
}

fn totals<'a>(part: &'a str, head: &HeadView) -> [Fact<'a>; 7] {
    let of = &head.totals;
    [
        count(part, "events", of.events),
        count(part, "event_types", of.event_types),
        count(part, "actors", of.actors),
        count(part, "apps", of.apps),
        count(part, "teams", of.teams),
        count(part, "ip_addresses", of.ip_addresses),
        count(part, "unsupported_events", of.unsupported_events),
    ]
}

fn validation(of: &ValidatedView) -> Vec<Fact<'_>> {
    let mut facts = vec![Fact("validation", "verdict", text(of.verdict))];
    if let Some(summary) = &of.summary {
        facts.extend([
            count("validation", "error", summary.error),
            count("validation", "warning", summary.warning),
            count("validation", "note", summary.note),
            count("validation", "suppressed", summary.suppressed),
        ]);
    }
    if !of.not_evaluated.is_empty() {
        let codes = of.not_evaluated.join("; ");
        facts.push(Fact("validation", "not_evaluated", text(codes)));
    }
    facts.extend(of.fail_on.map(|on| Fact("validation", "fail_on", text(on))));
    facts.extend(
        of.listing
            .is_some()
            .then(|| fact("validation", "listing", &of.listing)),
    );
    facts.extend(of.how.map(|how| Fact("validation", "how", text(how))));
    facts
}

fn activity(book: &mut Book<'_>, of: &SectionsView) -> Result<(), RenderError> {
    let span = || [Column::time("first_at"), Column::time("last_at")];
    let columns = |own: Vec<Column>| own.into_iter().chain(span()).collect::<Vec<_>>();
    let counted = Column::integer;
    let own = vec![
        Column::text("event"),
        Column::truth("supported"),
        Column::text("category"),
        counted("count"),
    ];
    book.table("By event", &columns(own), &of.by_event)?;
    let own = [Column::text("category"), counted("count")];
    book.table("By category", &own, &of.by_category)?;
    let named = |name: &'static str| {
        [
            Column::text(name),
            Column::text("id"),
            Column::text("also_known_as"),
            counted("count"),
        ]
    };
    let mut own = named("actor").to_vec();
    own.extend(["apps", "event_types", "ip_addresses"].map(counted));
    book.table("By actor", &columns(own), &of.by_actor)?;
    let mut own = named("app").to_vec();
    own.extend(["actors", "event_types"].map(counted));
    book.table("By app", &columns(own), &of.by_app)?;
    let own = vec![Column::text("team"), Column::text("id"), counted("count")];
    book.table("By team", &columns(own), &of.by_team)?;
    let own = named("account").to_vec();
    book.table("By account", &columns(own), &of.by_account)?;
    let own = [Column::day("day"), counted("count")];
    book.table("By day", &own, &of.by_day)?;
    let own = [counted("weekday"), counted("hour"), counted("count")];
    book.table("By hour", &own, &of.by_hour)?;
    let own = vec![Column::text("ip"), counted("count"), counted("actors")];
    book.table("By ip", &columns(own), &of.by_ip)?;
    let findings = of.findings.iter().map(|(code, n)| (*code, *n));
    common::counts(book, "Findings", "code", findings)
}

/// The rows of `--by`: each dimension, and the id behind its label where it has one, as in JSON.
fn grouped(book: &mut Book<'_>, cross: &CrossView) -> Result<(), RenderError> {
    let mut columns = Vec::new();
    for dimension in &cross.by {
        columns.push(match *dimension {
            "day" => Column::day(*dimension),
            "hour" => Column::integer(*dimension),
            _ => Column::text(*dimension),
        });
        if CrossView::has_id(dimension) {
            columns.push(Column::text(format!("{dimension}_id")));
        }
    }
    columns.extend([
        Column::integer("count"),
        Column::time("first_at"),
        Column::time("last_at"),
    ]);
    let name = format!("By {}", cross.by.join(", "));
    book.sheet(&name, &columns, |sheet| {
        cross.rows.iter().try_for_each(|row| {
            let mut values = Vec::with_capacity(columns.len());
            for (at, (cell, dimension)) in row.cells.iter().zip(&cross.by).enumerate() {
                values.push(match cell {
                    CellView::Text(Some(of)) if *dimension == "day" => super::day(of),
                    CellView::Text(of) => text_or_empty(of),
                    CellView::Number(n) => integer(*n),
                });
                if CrossView::has_id(dimension) {
                    values.push(cross.id(row, at).map_or(Value::Empty, text));
                }
            }
            values.extend([integer(row.count), time(&row.first_at), time(&row.last_at)]);
            sheet.row(values)
        })
    })
}
