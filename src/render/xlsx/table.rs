//! A list of a view as a sheet: its columns are members of the rows in JSON, so that the two cannot differ.

use super::super::RenderError;
use super::Column;
use super::book::Book;
use super::column::Kind;
use super::sheet::Sheet;
use super::{Value, day, integer, text, time};
use serde::Serialize;
use serde_json::Value as Json;

/// What stands between the entries of a list in one cell.
const BETWEEN: &str = "; ";

impl Book<'_> {
    /// Adds a sheet with a row for each of these. A head is the name of a member; `a.b` is member `b` of member `a`.
    ///
    /// # Errors
    /// As for [`Book::sheet`].
    pub(crate) fn table<R: Serialize>(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<(), RenderError> {
        self.sheet(name, columns, |sheet| {
            rows.into_iter()
                .try_for_each(|row| add(sheet, columns, &row))
        })
    }

    /// Adds the sheet of named facts that a workbook begins with.
    ///
    /// # Errors
    /// As for [`Book::sheet`].
    pub(super) fn facts(&mut self, facts: &[Fact<'_>]) -> Result<(), RenderError> {
        let columns = [
            Column::text("part"),
            Column::text("name"),
            Column::any("value"),
        ];
        self.sheet("Overview", &columns, |sheet| {
            facts.iter().try_for_each(|fact| {
                let Fact(part, name, value) = fact;
                sheet.row([text(*part), text(*name), value.clone()])
            })
        })
    }
}

/// A fact of a part of the document: the part, the name of the fact, its value.
#[derive(Clone)]
pub(super) struct Fact<'a>(pub(super) &'a str, pub(super) &'a str, pub(super) Value<'a>);

fn add(sheet: &mut Sheet<'_>, columns: &[Column], row: &impl Serialize) -> Result<(), RenderError> {
    let row = serde_json::to_value(row)?;
    sheet.row(columns.iter().map(|column| cell(&row, column)))
}

fn cell<'a>(row: &'a Json, column: &Column) -> Value<'a> {
    let mut path = column.head().split('.');
    let found = path.try_fold(row, |within, name| within.get(name));
    match (found, column.kind()) {
        (None | Some(Json::Null), _) => Value::Empty,
        (Some(Json::String(at)), Kind::Time) => time(at),
        (Some(Json::String(at)), Kind::Day) => day(at),
        (Some(Json::String(words)), _) => text(&**words),
        (Some(Json::Bool(yes)), _) => Value::Truth(*yes),
        (Some(Json::Number(n)), _) => match (n.as_i64(), n.as_u64(), n.as_f64()) {
            (Some(n), _, _) => integer(n),
            (None, Some(n), _) => integer(n),
            (None, None, n) => n.map_or(Value::Empty, Value::Number),
        },
        (Some(list), _) => text(listed(list, BETWEEN)),
    }
}

/// A list, or the members of an object, as text.
fn listed(of: &Json, between: &str) -> String {
    match of {
        Json::Array(items) => {
            let items = items.iter().map(|item| listed(item, " "));
            items.collect::<Vec<_>>().join(between)
        }
        Json::Object(members) => {
            // Names before the figures that are theirs.
            let (names, figures): (Vec<_>, Vec<_>) =
                members.values().partition(|value| value.is_string());
            let values = names.into_iter().chain(figures);
            let values = values.map(|value| listed(value, " "));
            values.collect::<Vec<_>>().join(between)
        }
        Json::String(words) => words.clone(),
        other => other.to_string(),
    }
}
