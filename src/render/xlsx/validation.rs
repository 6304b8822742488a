//! The verdict as a workbook.

use super::super::{AlteredCells, RenderError};
use super::common::{self, count};
use super::table::Fact;
use super::{Book, Column};
use super::{text, text_or_empty};
use crate::view::validated::ValidatedView;
use crate::view::validation::ValidationView;
use std::io::Write;

/// The verdict.
pub(in crate::render) fn verdict(
    view: &ValidationView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let mut book = Book::new(out);
    let in_short = ValidatedView::from(view);
    book.facts(&overview(view, &in_short))?;
    codes(&mut book, view, &in_short)?;
    let columns = [
        Column::text("severity"),
        Column::text("code"),
        Column::text("archive"),
        Column::text("event_id"),
        Column::integer("index"),
        Column::integer("offset"),
        Column::text("pointer"),
        Column::prose("message"),
        Column::integer("count"),
        Column::prose("suppressed.reason"),
        Column::text("suppressed.owner"),
        Column::day("suppressed.until"),
    ];
    book.table("Findings", &columns, &view.findings)?;
    let columns = [
        Column::text("rules"),
        Column::prose("reason"),
        Column::text("owner"),
        Column::day("until"),
        Column::text("state"),
        Column::integer("findings"),
    ];
    book.table("Set aside", &columns, &view.ignored)?;
    let columns = [
        Column::text("code"),
        Column::truth("partly"),
        Column::prose("reason"),
    ];
    book.table("Not evaluated", &columns, &view.rules.not_evaluated)?;
    let columns = common::archive_columns([Column::text("status")], [Column::prose("error")]);
    book.table("Archives", &columns, &view.archives)?;
    common::ledger(&mut book, &view.ledger)?;
    book.finish()
}

fn overview<'a>(view: &'a ValidationView, in_short: &'a ValidatedView) -> Vec<Fact<'a>> {
    let mut facts = common::made_by(view.schema, &view.tool, &view.catalog);
    facts.extend(common::generated(&view.generated_at));
    let part = "verdict";
    facts.extend([
        Fact(part, "verdict", text(in_short.verdict)),
        Fact(part, "fail_on", text(view.fail_on)),
        count(part, "error", view.summary.error),
        count(part, "warning", view.summary.warning),
        count(part, "note", view.summary.note),
        count(part, "suppressed", view.summary.suppressed),
        Fact(part, "listing", text_or_empty(&view.listing)),
        Fact(part, "configuration", text_or_empty(&view.configuration)),
        Fact("rules", "run", text(view.rules.run.join("; "))),
        Fact(
            "rules",
            "not_selected",
            text(view.rules.not_selected.join("; ")),
        ),
    ]);
    let entries = view.ledger.entries();
    facts.extend(entries.map(|(name, n)| count("ledger", name, n)));
    facts
}

/// How often each rule found something, the gravest first.
fn codes(
    book: &mut Book<'_>,
    view: &ValidationView,
    in_short: &ValidatedView,
) -> Result<(), RenderError> {
    let columns = [
        Column::text("severity"),
        Column::text("code"),
        Column::prose("title"),
        Column::integer("count"),
        Column::integer("suppressed"),
        Column::prose("act"),
    ];
    let mut codes: Vec<_> = in_short.by_code.iter().collect();
    let rank = |severity: &str| {
        ["error", "warning", "note"]
            .iter()
            .position(|one| *one == severity)
    };
    codes.sort_by_key(|row| (rank(row.severity), row.code));
    book.sheet("By code", &columns, |sheet| {
        codes.into_iter().try_for_each(|row| {
            let rule = view.rule(row.code);
            sheet.row([
                text(row.severity),
                text(row.code),
                text(rule.map_or("", |rule| rule.title)),
                super::integer(row.count),
                super::integer(row.suppressed),
                text(rule.map_or("", |rule| rule.act)),
            ])
        })
    })
}
