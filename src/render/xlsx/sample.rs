//! A sample as a workbook: first the table that an auditor fills in, with the columns of the CSV.

use super::super::csv::{SAMPLE, sample_rows};
use super::super::{AlteredCells, RenderError};
use super::table::Fact;
use super::{Book, Column, Value, common, integer, text, time};
use crate::view::sample::SampleView;
use std::io::Write;

/// Counts of the table.
const COUNTS: [&str; 7] = [
    "order",
    "index",
    "size",
    "extension",
    "stratum_number",
    "stratum_events",
    "population",
];
/// The only time of the table.
const TIME: &str = "created_at";

/// The sample, its strata and its population.
pub(in crate::render) fn sample(
    view: &SampleView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let mut book = Book::new(out);
    let columns = SAMPLE.map(|head| match head {
        TIME => Column::time(head),
        "note" => Column::prose(head),
        _ if COUNTS.contains(&head) => Column::integer(head),
        _ => Column::text(head),
    });
    book.sheet("Sample", &columns, |sheet| {
        sample_rows(view).try_for_each(|row| {
            let cells = SAMPLE.iter().zip(&row);
            sheet.row(cells.map(|(head, cell)| value(head, cell)))
        })
    })?;
    let columns = [
        Column::text("stratum"),
        Column::text("id"),
        Column::integer("events"),
        Column::integer("size"),
        Column::integer("extension"),
    ];
    if view.stratify.is_some() {
        book.table("Strata", &columns, &view.strata)?;
    }
    book.facts(&facts(view))?;
    common::archives(&mut book, &view.archives)?;
    common::ledger(&mut book, &view.ledger)?;
    book.finish()
}

fn value<'a>(head: &str, cell: &'a str) -> Value<'a> {
    match cell.parse::<u64>() {
        Ok(count) if COUNTS.contains(&head) => integer(count),
        _ if head == TIME => time(cell),
        _ => text(cell),
    }
}

fn facts(view: &SampleView) -> Vec<Fact<'_>> {
    let population = &view.population;
    let tool = format!("{} {}", view.tool.name, view.tool.version);
    let mut facts = vec![
        Fact(
            "document",
            "schema",
            text(crate::view::sample::SAMPLE_SCHEMA),
        ),
        Fact("document", "tool", text(tool)),
        Fact("document", "times", text("UTC")),
    ];
    facts.extend(common::pseudonyms(view.pseudonyms.as_ref()));
    facts.extend(common::generated(&view.generated_at));
    facts.extend(common::incomplete(&view.incomplete));
    facts.push(common::count("population", "count", population.count));
    facts.push(Fact("population", "sha256", text(&*population.sha256)));
    facts.extend(common::period("population", &population.period));
    facts.extend(common::filters(
        &population.filters,
        &view.filters_unmatched,
    ));
    facts.extend([
        common::fact("sample", "seed", &view.seed),
        common::count("sample", "size", view.size),
        common::count("sample", "extend", view.extend),
        Fact(
            "sample",
            "stratify",
            text(view.stratify.unwrap_or_default()),
        ),
        common::count("sample", "per", view.per),
        Fact("sample", "sha256", text(&*view.sha256)),
    ]);
    facts
}
