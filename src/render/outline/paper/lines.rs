//! How many lines a row takes on paper, as well as that can be told without the fonts of a machine.

use crate::render::document::{Cell, Column, Kind, Label, Look, Medium, Phrase, Row, Table};
use crate::render::safe::terminal::visible;
use unicode_width::UnicodeWidthStr as _;

/// What is between two columns, in characters.
const BETWEEN: usize = 2;
/// The least width of a column that is broken into lines, and of the first one.
const LEAST: [usize; 2] = [12, 22];
/// Columns of a matrix, whose heads stand on end.
const NARROW: usize = 4;
/// Rows that tell how wide the columns are.
const LOOKED_AT: usize = 60;

/// What stands in a cell or a head.
struct Text {
    /// Characters that may be broken into lines.
    long: usize,
    /// Lines below it: other names.
    below: usize,
}

/// Lines of each of the first rows, where so many characters fit across a sheet.
pub(super) fn of_rows(table: &Table, across: usize, rows: usize) -> Vec<usize> {
    let table = table.clone().seen_in(Medium::Page);
    let shown = |column: &&Column| !column.screen && !column.below;
    let columns: Vec<&Column> = table.columns.iter().filter(shown).collect();
    let texts = |row: &Row| -> Vec<Text> {
        let cells = row.cells.iter().zip(&table.columns);
        let cells = cells.filter(|(_, column)| shown(column));
        cells.map(|(cell, column)| text(cell, column)).collect()
    };
    let found: Vec<Vec<Text>> = table
        .rows
        .iter()
        .take(rows.max(LOOKED_AT))
        .map(texts)
        .collect();
    let below = table.columns.iter().filter(|column| column.below).count();
    let widths = widths(&columns, &found, table.look, across);
    let lines = |row: &Vec<Text>| {
        let cells = row.iter().zip(&widths);
        // A line ends before a word that has no room: a tenth of it is empty.
        let lines = cells.map(|(text, width)| {
            let broken = text.long > *width;
            let long = text.long + if broken { text.long / 10 } else { 0 };
            long.div_ceil((*width).max(1)).max(1) + text.below
        });
        lines.max().unwrap_or(1) + below
    };
    found.iter().take(rows).map(lines).collect()
}

/// The widths that a browser gives the columns: what does not break has its own, the others share the rest by what they
/// would have.
fn widths(columns: &[&Column], rows: &[Vec<Text>], look: Look, across: usize) -> Vec<usize> {
    let longest = |place: usize| {
        rows.iter()
            .filter_map(|row| row.get(place))
            .map(|text| text.long)
            .max()
    };
    let wanted = columns.iter().enumerate().map(|(place, column)| {
        let head = match look {
            Look::Matrix if place > 0 => NARROW,
            _ => width(&column.head),
        };
        head.max(longest(place).unwrap_or_default())
    });
    let wanted: Vec<usize> = wanted.collect();
    let across = across.saturating_sub(BETWEEN * columns.len());
    if wanted.iter().sum::<usize>() <= across {
        return wanted;
    }
    let least = |place: usize| match columns[place].kind {
        Kind::Name | Kind::Prose => wanted[place].min(LEAST[usize::from(place == 0)]),
        _ => wanted[place],
    };
    let all: usize = (0..wanted.len()).map(least).sum();
    let more: usize = wanted
        .iter()
        .enumerate()
        .map(|(place, want)| want - least(place))
        .sum();
    let rest = across.saturating_sub(all);
    let shared =
        |(place, want): (usize, &usize)| least(place) + (want - least(place)) * rest / more.max(1);
    wanted.iter().enumerate().map(shared).collect()
}

fn text(cell: &Cell, column: &Column) -> Text {
    let long = |long: usize| Text { long, below: 0 };
    match cell {
        Cell::Empty | Cell::Bar { .. } | Cell::Bars { .. } | Cell::Sign(_) => long(4),
        Cell::Label(of) => label(of),
        Cell::Words(words) => long(width(words)),
        Cell::Badge(_, words) => long(width(words) + 3),
        Cell::Number(figure) => {
            long(figure.text.width() + if column.kind == Kind::Events { 7 } else { 0 })
        }
        Cell::Time(figure) => long(figure.text.safe(|text| visible(text).width())),
        Cell::Code(code) => long(code.safe(|text| visible(text).width())),
    }
}

fn label(of: &Label) -> Text {
    let names = of.also.iter().chain(&of.was);
    let names: usize = names
        .map(|name| name.safe(|text| visible(text).width()) + 2)
        .sum();
    let name = width(&of.name).max(1);
    let apart = of
        .told_apart_by
        .as_ref()
        .map_or(0, |id| id.safe(str::width) + 1);
    Text {
        long: name + apart + if of.unknown { 22 } else { 0 },
        // They stand in the width of the name.
        below: if names > 0 {
            (names + 5).div_ceil(name.max(LEAST[1]))
        } else {
            0
        },
    }
}

/// The characters of a phrase, as wide as a terminal draws them.
pub(super) fn width(words: &Phrase) -> usize {
    words.render(visible).width()
}
