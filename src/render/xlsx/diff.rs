//! The comparison as a workbook.

use super::super::{AlteredCells, RenderError, csv};
use super::common::{self, Of, count};
use super::table::Fact;
use super::{Book, Column, truth};
use super::{Value, integer, text, text_or_empty};
use crate::view::diff::{ChangesView, DIFF_SCHEMA, DiffView, SURPRISE, SideView};
use std::io::Write;

/// The comparison.
pub(in crate::render) fn diff(
    view: &DiffView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let mut book = Book::new(out);
    book.facts(&overview(view))?;
    totals(&mut book, view)?;
    for section in &view.sections {
        changes(&mut book, section)?;
    }
    let columns = [
        Column::text("actor"),
        Column::text("actor_id"),
        Column::text("event"),
        Column::integer("count"),
        Column::truth("new_actor"),
        Column::truth("new_event"),
    ];
    book.table("New pairs", &columns, &view.new_pairs)?;
    let columns = ["subject", "name", "before_ids", "after_ids"].map(Column::text);
    book.table("Names taken over", &columns, &view.names_taken_over)?;
    beside(&mut book, view)?;
    let sides = [("before", &view.before), ("after", &view.after)];
    let archives = sides.into_iter().flat_map(|(of, side)| {
        let archives = side.archives.iter();
        archives.map(move |row| Of { of, row })
    });
    let columns = common::archive_columns([Column::text("of")], []);
    book.table("Archives", &columns, archives)?;
    let columns = ["before", "after", "sha256"].map(Column::text);
    book.table("Archives of both", &columns, &view.overlap.archives)?;
    book.finish()
}

fn overview(view: &DiffView) -> Vec<Fact<'_>> {
    let mut facts: Vec<Fact<'_>> = common::incomplete(&view.incomplete).collect();
    facts.extend(common::made_by(DIFF_SCHEMA, &view.tool, &view.catalog));
    facts.extend(common::pseudonyms(view.pseudonyms.as_ref()));
    facts.extend(common::generated(&view.generated_at));
    facts.extend(common::filters(&view.filters, &view.filters_unmatched));
    facts.extend([
        Fact("document", "aligned", truth(view.aligned)),
        Fact("document", "differs", truth(view.differs)),
        count("document", "min_change", view.min_change),
        Fact("document", "surprise", text(SURPRISE)),
    ]);
    facts.extend(side("before", &view.before));
    facts.extend(side("after", &view.after));
    if let Some(overlap) = &view.overlap.period {
        facts.extend(common::period("overlap", overlap));
    }
    facts.extend(common::cut(&view.cut));
    facts
}

fn side<'a>(part: &'a str, side: &'a SideView) -> Vec<Fact<'a>> {
    let mut facts = common::period(part, &side.period).to_vec();
    facts.extend([
        count(part, "days", u64::from(side.days)),
        common::fact(part, "month", &side.month),
        common::fact(part, "ends_early", &side.ends_early),
        count(part, "stray_events", side.stray_events),
    ]);
    facts
}

/// Totals and the ledgers, side by side.
fn totals(book: &mut Book<'_>, view: &DiffView) -> Result<(), RenderError> {
    let of = |name: &'static str| {
        [
            Column::text(name),
            Column::integer("before"),
            Column::integer("after"),
            Column::integer("change"),
        ]
    };
    book.sheet("Totals", &of("name"), |sheet| {
        csv::totals(&view.totals)
            .into_iter()
            .try_for_each(|(name, total)| {
                let figures = [
                    integer(total.before),
                    integer(total.after),
                    integer(total.change),
                ];
                sheet.row([text(name)].into_iter().chain(figures))
            })
    })?;
    let (before, after) = (view.before.ledger.entries(), view.after.ledger.entries());
    book.sheet("Ledger", &of("name"), |sheet| {
        before
            .into_iter()
            .zip(after)
            .try_for_each(|((name, before), (_, after))| {
                let change = i128::from(after) - i128::from(before);
                sheet.row([text(name), integer(before), integer(after), integer(change)])
            })
    })
}

/// Access and detections of both periods, and the days of both months.
fn beside(book: &mut Book<'_>, view: &DiffView) -> Result<(), RenderError> {
    if let Some(access) = &view.access {
        let columns = [
            Column::text("name"),
            Column::integer("before"),
            Column::integer("after"),
            Column::integer("change"),
        ];
        book.sheet("Access", &columns, |sheet| {
            access.figures().into_iter().try_for_each(|(name, total)| {
                let figures = [
                    integer(total.before),
                    integer(total.after),
                    integer(total.change),
                ];
                sheet.row([text(name)].into_iter().chain(figures))
            })
        })?;
        book.table(
            "Open grants",
            &super::compliance::grant_columns(),
            &access.open_grants,
        )?;
    }
    if let Some(detections) = &view.detections {
        let columns = [
            Column::text("rule"),
            Column::prose("title"),
            Column::text("level"),
            Column::text("before.verdict"),
            Column::integer("before.count"),
            Column::integer("before.suppressed"),
            Column::prose("before.reason"),
            Column::text("after.verdict"),
            Column::integer("after.count"),
            Column::integer("after.suppressed"),
            Column::prose("after.reason"),
            Column::integer("change"),
        ];
        book.table("Detections", &columns, detections)?;
    }
    let sides = [("before", &view.before), ("after", &view.after)];
    let days = sides.into_iter().flat_map(|(of, side)| {
        let days = side.by_day.iter();
        days.map(move |row| Of { of, row })
    });
    let columns = [
        Column::text("of"),
        Column::day("day"),
        Column::integer("count"),
    ];
    book.table("By day", &columns, days)
}

fn changes(book: &mut Book<'_>, of: &ChangesView) -> Result<(), RenderError> {
    let subject = of.subject;
    let mut columns = vec![Column::text(subject.as_str())];
    columns.extend(subject.has_id().then(|| Column::text("id")));
    columns.extend(["before", "after", "change"].map(Column::integer));
    columns.push(Column::text("status"));
    columns.extend(["rate_before", "rate_after", "surprise"].map(Column::number));
    if subject.has_id() {
        columns.push(Column::truth("renamed"));
        columns.extend(["before_label", "after_label"].map(Column::text));
    }
    let name = format!("By {}", subject.as_str());
    book.sheet(&name, &columns, |sheet| {
        of.rows.iter().try_for_each(|row| {
            let number = |figure: Option<f64>| figure.map_or(Value::Empty, Value::Number);
            let mut values = vec![text_or_empty(&row.label)];
            values.extend(subject.has_id().then(|| text_or_empty(&row.id)));
            values.extend([integer(row.before), integer(row.after), integer(row.change)]);
            values.push(text(row.status.as_str()));
            values.extend([row.rate_before, row.rate_after, row.surprise].map(number));
            if subject.has_id() {
                values.push(truth(row.renamed));
                values.extend([&row.before_label, &row.after_label].map(text_or_empty));
            }
            sheet.row(values)
        })
    })
}
