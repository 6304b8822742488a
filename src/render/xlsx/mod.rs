//! Workbooks: a sheet a section, its columns those of the data.
//!
//! [`Book`] writes one as a stream: sheet by sheet, row by row, with as little in memory as half a megabyte of rows. Rows
//! can be made apart, several pieces at a time ([`Rows`], [`Sheet::add`]). A view is shown by
//! one function that names its sheets; heads are the names of the members in JSON, or of the columns in CSV.
//!
//! ```ignore
//! let mut book = Book::new(out);
//! let columns = [Column::text("event"), Column::integer("count"), Column::time("first_at")];
//! // Rows that JSON has as they are: heads are its members.
//! book.table("By event", &columns, &view.by_event)?;
//! // Any other rows.
//! book.sheet("By event", &columns, |sheet| {
//!     for row in &view.by_event {
//!         sheet.row([text(&row.event), integer(row.count), time(&row.first_at)])?;
//!     }
//!     Ok(())
//! })?;
//! book.finish()
//! ```
//!
//! The same rows are the same bytes: nothing in a workbook depends on the clock or on the machine.

mod book;
mod column;
mod common;
mod compliance;
mod diff;
mod list;
mod parts;
mod piece;
mod report;
mod rows;
mod sample;
mod sheet;
mod table;
mod validation;
mod value;

pub(super) use diff::diff;
pub(super) use list::list;
pub(super) use report::report;
pub(super) use sample::sample;
pub(super) use validation::verdict;

pub(crate) use book::Book;
pub(crate) use column::Column;
pub(crate) use rows::{MOST_ROWS, Packed, Rows, Shape};
pub(crate) use sheet::Sheet;
pub(crate) use value::{Value, day, integer, text, text_or_empty, time, time_or_empty, truth};
