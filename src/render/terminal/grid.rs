//! Columns that fit.
//!
//! Our own and no crate: what it takes is which column gives way, by how much, and how several tables share their
//! columns. The rest of what the crates do is a line of padding.

use super::layout::{Layout, shortened};
use crate::render::document::{Column, Kind};
use unicode_width::UnicodeWidthStr;

const GAP: usize = 2;
/// A name is shortened to this before a column that may be left out is.
const READABLE: usize = 24;
/// No name is shortened to less.
const SHORTEST: usize = 6;

/// One line of a table.
pub(super) enum Line {
    /// A cell for each column.
    Cells(Vec<String>),
    /// Text across all columns.
    Free(String),
    /// What stands below a name, after this indent.
    Facts(String, Vec<String>),
    Gap,
}

/// Lines whose cells stand in columns.
pub(super) struct Grid {
    columns: Vec<Shape>,
    lines: Vec<Line>,
}

/// How a column stands, and what it may do to fit.
struct Shape {
    kind: Kind,
    optional: bool,
    /// Width of the widest cell; nothing once it is left out.
    width: Option<usize>,
}

impl Grid {
    pub(super) fn new(columns: &[Column]) -> Self {
        let columns = columns.iter().filter(|column| !column.below);
        let shape = |column: &Column| Shape {
            kind: column.kind,
            optional: column.optional,
            width: Some(0),
        };
        Self {
            columns: columns.map(shape).collect(),
            lines: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, line: Line) {
        if let Line::Cells(cells) = &line {
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                column.width = column.width.max(Some(cell.width()));
            }
        }
        self.lines.push(line);
    }

    pub(super) fn write(mut self, page: &mut Layout) {
        if page.fits {
            self.fit(page.width);
        }
        for line in &self.lines {
            match line {
                Line::Cells(cells) => self.cells(page, cells),
                Line::Free(text) => page.line(&page.fitted(text, 0)),
                Line::Facts(indent, facts) => {
                    let mut line = String::new();
                    for fact in facts {
                        let fact = page.fitted(fact, indent.width());
                        let wide = indent.width() + line.width() + 3 + fact.width();
                        if !line.is_empty() && wide > page.width {
                            page.line(&format!("{indent}{line}"));
                            line.clear();
                        }
                        let dot = if line.is_empty() { "" } else { " · " };
                        line.push_str(&format!("{dot}{fact}"));
                    }
                    page.line(&format!("{indent}{line}"));
                }
                Line::Gap => page.gap(),
            }
        }
    }

    fn cells(&self, page: &mut Layout, cells: &[String]) {
        let mut line = String::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let Some(width) = column.width else { continue };
            if column.kind == Kind::Prose {
                let words = cell.trim_start_matches(' ');
                line.push_str(&cell[..cell.len() - words.len()]);
                let further = " ".repeat(line.width());
                return page.hanging(&line, &further, words.split(' '));
            }
            let cell = shortened(cell, width);
            let pad = " ".repeat(width - cell.width());
            let (before, after) = match column.kind {
                Kind::Number | Kind::Events => (pad.as_str(), ""),
                _ => ("", pad.as_str()),
            };
            line.push_str(&format!("{before}{cell}{after}{:GAP$}", ""));
        }
        page.line(&line);
    }

    /// Leaves columns out while names would be shortened beyond reading, then shortens the widest names.
    fn fit(&mut self, room: usize) {
        while self.over(room) > self.spare() {
            let mut last = self.columns.iter_mut().rev();
            let Some(extra) = last.find(|column| column.optional && column.width.is_some()) else {
                break;
            };
            extra.width = None;
        }
        while self.over(room) > 0 {
            let names = self
                .columns
                .iter_mut()
                .filter(|each| each.kind == Kind::Name);
            let widths = names.filter_map(|each| each.width.as_mut());
            match widths.max() {
                Some(widest) if *widest > SHORTEST => *widest -= 1,
                _ => break,
            }
        }
    }

    /// By how much the columns are too wide. Prose takes what is left, and a few words of it at least.
    fn over(&self, room: usize) -> usize {
        let widths = self.columns.iter().filter_map(|column| {
            let width = column.width?;
            Some(match column.kind {
                Kind::Prose => width.min(READABLE),
                _ => width,
            })
        });
        let wide = widths.map(|width| width + GAP).sum::<usize>();
        wide.saturating_sub(GAP).saturating_sub(room)
    }

    /// By how much names can be shortened and still be read.
    fn spare(&self) -> usize {
        let names = self.columns.iter().filter(|each| each.kind == Kind::Name);
        names
            .filter_map(|each| Some(each.width?.saturating_sub(READABLE)))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: Option<u16>) -> String {
        let columns = [
            Column::name(""),
            Column::number(""),
            Column::bar(),
            Column::time(""),
        ];
        let mut grid = Grid::new(&columns);
        for line in [
            ["Name", "Events", "", "Last"],
            [&"abcdefghij".repeat(5), "12", "██████", "2018-05-31"],
            ["b", "1,000", "█", "2018-05-01"],
        ] {
            grid.push(Line::Cells(line.map(str::to_owned).into()));
        }
        let mut page = Layout::new(width);
        grid.write(&mut page);
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
