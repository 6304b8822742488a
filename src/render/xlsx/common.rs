//! What workbooks of several commands share.

use super::super::RenderError;
use super::table::Fact;
use super::{Book, Column};
use super::{Value, integer, text, text_or_empty, time_or_empty};
use crate::view::{
    ArchiveView, HeldAgainstView, IncompleteView, LedgerView, PeriodView, PseudonymsView, ToolView,
    UnmatchedView,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What made the workbook, and from what.
pub(super) fn made_by<'a>(
    schema: &'a str,
    tool: &'a ToolView,
    catalog: &'a HeldAgainstView,
) -> Vec<Fact<'a>> {
    vec![
        Fact("document", "schema", text(schema)),
        Fact(
            "document",
            "tool",
            text(format!("{} {}", tool.name, tool.version)),
        ),
        Fact("document", "catalog", text(&*catalog.name)),
        Fact("document", "times", text("UTC")),
    ]
}

/// Inputs that could not be read to their end, which comes before all figures.
pub(super) fn incomplete(of: &[IncompleteView]) -> impl Iterator<Item = Fact<'_>> {
    of.iter().map(|input| {
        let code = input.code.unwrap_or("unreadable");
        let words = format!("{}: {}", input.archive, input.message);
        Fact("incomplete", code, text(words))
    })
}

/// Filters as given, and those that met nothing.
pub(super) fn filters<'a>(
    given: &'a BTreeMap<&'static str, Vec<String>>,
    unmatched: &'a [UnmatchedView],
) -> impl Iterator<Item = Fact<'a>> {
    let given = given
        .iter()
        .map(|(name, values)| Fact("filters", name, text(values.join("; "))));
    let unmatched = unmatched
        .iter()
        .map(|one| Fact("filters_unmatched", one.filter, text(one.sentence())));
    given.chain(unmatched)
}

/// First and last event.
pub(super) fn period<'a>(part: &'a str, period: &'a PeriodView) -> [Fact<'a>; 2] {
    [
        Fact(part, "from", time_or_empty(&period.from)),
        Fact(part, "to", time_or_empty(&period.to)),
    ]
}

/// How long the lists were that were cut.
pub(super) fn cut<'a>(lists: &'a BTreeMap<&'static str, u64>) -> impl Iterator<Item = Fact<'a>> {
    lists
        .iter()
        .map(|(list, whole)| Fact("cut", list, integer(*whole)))
}

/// That names are pseudonyms.
pub(super) fn pseudonyms(under: Option<&PseudonymsView>) -> impl Iterator<Item = Fact<'_>> {
    under.into_iter().flat_map(|under| {
        [
            Fact("pseudonyms", "key_id", text(&*under.key_id)),
            Fact("pseudonyms", "note", text(under.note)),
        ]
    })
}

/// When the caller says that it was made.
pub(super) fn generated(at: &Option<String>) -> Option<Fact<'_>> {
    let at = at.as_ref()?;
    Some(Fact("document", "generated_at", super::time(at)))
}

/// The columns of an archive, with others around them.
pub(super) fn archive_columns(
    before: impl IntoIterator<Item = Column>,
    behind: impl IntoIterator<Item = Column>,
) -> Vec<Column> {
    let own = [
        Column::text("path"),
        Column::text("account"),
        Column::text("month"),
        Column::integer("records"),
        Column::integer("events"),
        Column::time("first_at"),
        Column::time("last_at"),
        Column::integer("bytes"),
        Column::text("compression"),
        Column::text("shape"),
        Column::text("sha256"),
    ];
    before.into_iter().chain(own).chain(behind).collect()
}

/// The inputs of a document of one period.
pub(super) fn archives(book: &mut Book<'_>, of: &[ArchiveView]) -> Result<(), RenderError> {
    book.table("Archives", &archive_columns([], []), of)
}

/// What became of every record.
pub(super) fn ledger(book: &mut Book<'_>, of: &LedgerView) -> Result<(), RenderError> {
    counts(book, "Ledger", "name", of.entries())
}

/// Names with how many there are of each.
pub(super) fn counts<'a>(
    book: &mut Book<'_>,
    sheet: &str,
    head: &'static str,
    of: impl IntoIterator<Item = (&'a str, u64)>,
) -> Result<(), RenderError> {
    let columns = [Column::text(head), Column::integer("count")];
    book.sheet(sheet, &columns, |sheet| {
        of.into_iter()
            .try_for_each(|(name, count)| sheet.row([text(name), integer(count)]))
    })
}

/// A row with the side of a comparison, or the kind of thing, before its members.
#[derive(Serialize)]
pub(super) struct Of<'a, T> {
    pub(super) of: &'a str,
    #[serde(flatten)]
    pub(super) row: T,
}

/// Text of a fact that may be missing.
pub(super) fn fact<'a>(part: &'a str, name: &'a str, value: &'a Option<String>) -> Fact<'a> {
    Fact(part, name, text_or_empty(value))
}

/// A count of a fact that may be missing.
pub(super) fn count<'a>(part: &'a str, name: &'a str, n: impl Into<Option<u64>>) -> Fact<'a> {
    Fact(part, name, n.into().map_or(Value::Empty, integer))
}
