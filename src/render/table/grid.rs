//! Columns that fit.

use super::page::{Page, shortened};
use comfy_table::{CellAlignment, Table, presets};
use unicode_width::UnicodeWidthStr;

const GAP: usize = 2;
/// A name is shortened to this before a column that may be left out is.
const READABLE: usize = 24;
/// No name is shortened to less.
const SHORTEST: usize = 6;

/// A column and its cells, heads included.
pub(super) struct Column {
    cells: Vec<String>,
    shape: Shape,
    /// Width of the widest cell.
    width: usize,
}

/// How a column stands, and what it may do to fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// To the left, and may be shortened.
    Name,
    /// To the right.
    Figure,
    /// To the left, and may be left out, the last first.
    Extra,
}

impl Column {
    pub(super) fn new(shape: Shape) -> Self {
        Self {
            cells: Vec::new(),
            shape,
            width: 0,
        }
    }

    pub(super) fn push(&mut self, cell: String) {
        self.width = self.width.max(cell.width());
        self.cells.push(cell);
    }
}

/// Writes columns, all of which have the same number of cells.
pub(super) fn grid(page: &mut Page, mut columns: Vec<Column>) {
    if page.fits {
        fit(&mut columns, page.width);
    }
    let lines = columns
        .iter()
        .map(|column| column.cells.len())
        .max()
        .unwrap_or_default();
    let cell = |column: &Column, line: usize| {
        column
            .cells
            .get(line)
            .map_or_else(String::new, |cell| shortened(cell, column.width))
    };
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.add_rows((0..lines).map(|line| {
        columns
            .iter()
            .map(|column| cell(column, line))
            .collect::<Vec<_>>()
    }));
    for (drawn, column) in table.column_iter_mut().zip(&columns) {
        drawn.set_padding((0, GAP as u16));
        if column.shape == Shape::Figure {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        page.line(&line);
    }
}

/// Leaves columns out while names would be shortened beyond reading, then shortens the widest names.
fn fit(columns: &mut Vec<Column>, room: usize) {
    while over(columns, room) > spare(columns) {
        let Some(extra) = columns
            .iter()
            .rposition(|column| column.shape == Shape::Extra)
        else {
            break;
        };
        columns.remove(extra);
    }
    while over(columns, room) > 0 {
        let names = columns
            .iter_mut()
            .filter(|column| column.shape == Shape::Name);
        match names.max_by_key(|column| column.width) {
            Some(widest) if widest.width > SHORTEST => widest.width -= 1,
            _ => break,
        }
    }
}

/// By how much the columns are too wide.
fn over(columns: &[Column], room: usize) -> usize {
    let gaps = columns.len().saturating_sub(1) * GAP;
    let wide = columns.iter().map(|column| column.width).sum::<usize>() + gaps;
    wide.saturating_sub(room)
}

/// By how much names can be shortened and still be read.
fn spare(columns: &[Column]) -> usize {
    let names = columns.iter().filter(|column| column.shape == Shape::Name);
    names
        .map(|column| column.width.saturating_sub(READABLE))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: Option<u16>) -> String {
        let mut columns = [Shape::Name, Shape::Figure, Shape::Extra, Shape::Extra].map(Column::new);
        for line in [
            ["Name", "Events", "", "Last"],
            [&"abcdefghij".repeat(5), "12", "██████", "2018-05-31"],
            ["b", "1,000", "█", "2018-05-01"],
        ] {
            for (column, cell) in columns.iter_mut().zip(line) {
                column.push(cell.to_owned());
            }
        }
        let mut page = Page::new(width);
        grid(&mut page, columns.into());
        page.text()
    }

    #[test]
    fn columns_stand_as_wide_as_they_are() {
        insta::assert_snapshot!(drawn(None), @r#"
        Name                                                Events          Last
        abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij      12  ██████  2018-05-31
        b                                                    1,000  █       2018-05-01
        "#);
    }

    #[test]
    fn names_are_shortened_before_a_column_is_left_out() {
        insta::assert_snapshot!(drawn(Some(64)), @r#"
        Name                                  Events          Last
        abcdefghijabcdefgh…defghijabcdefghij      12  ██████  2018-05-31
        b                                      1,000  █       2018-05-01
        "#);
        insta::assert_snapshot!(drawn(Some(60)), @r#"
        Name                              Events          Last
        abcdefghijabcdef…fghijabcdefghij      12  ██████  2018-05-31
        b                                  1,000  █       2018-05-01
        "#);
    }
}
