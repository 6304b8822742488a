//! Lists of a compliance section: rows that are cut for people, and what their cells hold.

use crate::render::document::{Block, Cell, Column, Cut, Given, Label, Look, Phrase, Row, Table};
use crate::view::moment::At;
use crate::view::report::ReportView;
use std::ops::Deref;

/// Rows to be shown, and how many there are.
pub(super) struct Listed<'a, T> {
    pub(super) rows: Vec<&'a T>,
    pub(super) of: usize,
}

impl<'a, T> Listed<'a, T> {
    /// The first rows of a list that is in order of weight.
    pub(super) fn first(rows: impl IntoIterator<Item = &'a T>, view: &ReportView) -> Self {
        Self::weighed(rows, view, |_| 0)
    }

    /// The rows that weigh most, the least key first, in the order in which they came.
    pub(super) fn weighed<K: Ord>(
        rows: impl IntoIterator<Item = &'a T>,
        view: &ReportView,
        weight: impl Fn(&T) -> K,
    ) -> Self {
        let rows: Vec<&T> = rows.into_iter().collect();
        let of = rows.len();
        let top = view.head.top.unwrap_or(usize::MAX);
        if of <= top {
            return Self { rows, of };
        }
        // Each is weighed once, and what is not shown needs no order: a month has a row for every fifth event.
        let mut places: Vec<(K, usize)> = rows.iter().map(|row| weight(row)).zip(0..).collect();
        places.select_nth_unstable(top);
        places.truncate(top);
        places.sort_unstable_by_key(|(_, place)| *place);
        Self {
            rows: places.into_iter().map(|(_, place)| rows[place]).collect(),
            of,
        }
    }

    /// The table under its caption; nothing where there is no row.
    pub(super) fn table<R: Into<Row>>(
        self,
        caption: &'static str,
        columns: impl Into<Vec<Column>>,
        row: impl FnMut(&T) -> R,
    ) -> Option<Block> {
        let shown = self.rows.len();
        let table = Table::new(columns, self.rows.into_iter().map(row)).look(Look::Rows);
        let mut table = table.without_empty_columns();
        table.caption = caption.into();
        table.cut = (shown < self.of).then_some(Cut {
            shown: shown as u64,
            of: self.of as u64,
            noun: "",
            beside: None,
        });
        (shown > 0).then_some(Block::Table(table))
    }
}

/// Somebody or something by its name.
pub(super) fn name<T: Deref<Target = str>>(
    name: &Option<T>,
    id: &Option<T>,
    absent: &'static str,
) -> Cell {
    Label::of(name.as_deref(), id.as_deref(), absent).into()
}

/// The same where there may be none.
pub(super) fn name_or_empty<T: Deref<Target = str>>(name: &Option<T>, id: &Option<T>) -> Cell {
    match (name, id) {
        (None, None) => Cell::Empty,
        _ => self::name(name, id, ""),
    }
}

/// Text of an archive; nothing where there is none.
pub(super) fn text(text: &Option<impl Deref<Target = str>>) -> Cell {
    text.as_deref()
        .map_or(Cell::Empty, |text| Cell::words(Phrase::given(text)))
}

/// Ids that there are, by what they are of.
pub(super) fn known<'a, T: Deref<Target = str> + 'a>(
    ids: impl IntoIterator<Item = (&'static str, &'a Option<T>)>,
) -> Vec<(&'static str, Given)> {
    let ids = ids.into_iter();
    ids.filter_map(|(what, id)| Some((what, Given::from(id.as_deref()?))))
        .collect()
}

/// A time to the minute.
pub(super) fn at(at: Option<At>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::time(&at.to_string()))
}

/// Its day.
pub(super) fn day(at: Option<At>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::day(&at.to_string()))
}

/// A figure that the policy may not have allowed for.
pub(super) fn perhaps(count: Option<u64>) -> Cell {
    count.map_or_else(|| Cell::number("–".to_owned(), None::<u64>), Cell::count)
}
