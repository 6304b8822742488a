//! The list of archives as a workbook.

use super::super::{AlteredCells, RenderError};
use super::{Book, Column, common};
use crate::view::list::ListView;
use std::io::Write;

/// The list, what is missing from it and what is there twice.
pub(in crate::render) fn list(
    view: &ListView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let mut book = Book::new(out);
    let columns = [
        Column::text("account"),
        Column::text("month"),
        Column::text("status"),
        Column::day("through"),
        Column::integer("events"),
        Column::time("first_at"),
        Column::time("last_at"),
        Column::integer("bytes"),
        Column::text("compression"),
        Column::text("shape"),
        Column::text("sha256"),
        Column::text("path"),
        Column::prose("problem"),
        Column::text("listing"),
        Column::text("account_id"),
        Column::text("events_month"),
        Column::integer("records"),
    ];
    book.table("Archives", &columns, &view.archives)?;
    let columns = [
        Column::text("account"),
        Column::text("account_id"),
        Column::text("month"),
        Column::day("through"),
    ];
    book.table("Missing months", &columns, &view.missing_months)?;
    let columns = [
        Column::text("account"),
        Column::text("month"),
        Column::text("relation"),
        Column::text("superset"),
        Column::text("archives"),
    ];
    book.table("Repeated months", &columns, &view.repeated_months)?;
    let columns = ["sha256", "archives"].map(Column::text);
    book.table("Same files", &columns, &view.same_files)?;
    if let Some(listing) = &view.listing {
        let columns = [Column::text("month")];
        book.sheet("Listed and not here", &columns, |sheet| {
            let months = listing.not_here.iter();
            months
                .map(|month| [super::text(&**month)])
                .try_for_each(|row| sheet.row(row))
        })?;
    }
    if view.pseudonyms.is_some() {
        let facts: Vec<_> = common::pseudonyms(view.pseudonyms.as_ref()).collect();
        book.facts(&facts)?;
    }
    common::ledger(&mut book, &view.ledger)?;
    let findings = view.findings.iter().map(|(code, n)| (*code, *n));
    common::counts(&mut book, "Findings", "code", findings)?;
    book.finish()
}
