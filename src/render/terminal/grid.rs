//! Columns that fit.
//!
//! Our own and no crate: what it takes is which column gives way, by how much, and how several tables share their
//! columns. The rest of what the crates do is a line of padding.

use super::layout::{Layout, Wider, broken};
use super::plain;
use crate::render::document::{Column, Kind};
use unicode_width::UnicodeWidthStr;

const GAP: usize = 2;
/// A name is broken to this before a column that may be left out is.
const READABLE: usize = 24;
/// No name is broken to less.
const SHORTEST: usize = 6;
/// Where names are broken, sentences get narrow before names have less than this.
const UNBROKEN: usize = 14;
/// No column of sentences has less.
const NARROWEST: usize = 12;

/// One line of a table.
pub(super) enum Line {
    /// What stands above the columns, the first with the title where it has one.
    Heads(Vec<String>),
    /// A cell for each column.
    Cells(Vec<String>),
    /// Text across all columns.
    Free(String),
    /// A sentence across all columns, after this indent.
    Note(String, String),
    /// What stands below a name, after this indent.
    Facts(String, Vec<String>),
    Gap,
}

/// Lines whose cells stand in columns.
pub(super) struct Grid {
    columns: Vec<Shape>,
    lines: Vec<Line>,
    /// Columns that a sentence has at least.
    prose: usize,
}

/// How a column stands, and what it may do to fit.
struct Shape {
    kind: Kind,
    optional: bool,
    /// What its cells are, where they have to stand below.
    head: String,
    /// Width of the widest cell; nothing once it is left out.
    width: Option<usize>,
}

impl Grid {
    pub(super) fn new(columns: &[Column]) -> Self {
        let columns = columns.iter().filter(|column| !column.below);
        let shape = |column: &Column| Shape {
            kind: column.kind,
            optional: column.optional,
            head: plain(&column.head),
            width: Some(0),
        };
        Self {
            columns: columns.map(shape).collect(),
            lines: Vec::new(),
            prose: READABLE,
        }
    }

    pub(super) fn push(&mut self, line: Line) {
        if let Line::Cells(cells) | Line::Heads(cells) = &line {
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                column.width = column.width.max(Some(cell.width()));
            }
        }
        self.lines.push(line);
    }

    pub(super) fn write(mut self, page: &mut Layout) {
        match page.wider {
            Wider::Kept => {}
            Wider::Shortened | Wider::Broken => {
                self.fit(page.room, UNBROKEN);
                while self.over(page.room) > 0 && self.prose > NARROWEST {
                    self.prose -= 1;
                }
                self.fit(page.room, SHORTEST);
            }
        }
        self.give_prose_the_rest(page.room);
        for line in &self.lines {
            match line {
                Line::Heads(cells) => self.cells(page, cells),
                Line::Cells(cells) => {
                    self.cells(page, cells);
                    self.beside(page, cells);
                }
                Line::Free(text) => page.line(&page.capped(text, page.room)),
                Line::Note(indent, text) => page.sentence(indent, text),
                Line::Facts(indent, told) => facts(page, indent, told),
                Line::Gap => page.gap(),
            }
        }
    }

    /// A row: as many lines as its longest cell takes.
    fn cells(&self, page: &mut Layout, cells: &[String]) {
        let shown = self.columns.iter().zip(cells).enumerate();
        let shown = shown
            .filter_map(|(place, (column, cell))| Some((place, column.kind, column.width?, cell)));
        let cell = |(place, kind, width, cell): (usize, Kind, usize, &String)| {
            let indent = cell.len() - cell.trim_start_matches(' ').len();
            let lines = match (kind, page.wider) {
                _ if cell.width() <= width => vec![cell.clone()],
                (_, Wider::Kept) if kind != Kind::Prose => vec![cell.clone()],
                _ => {
                    // What goes on stands below the name, not below its sign.
                    let hang = if place == 0 { 2.min(width - 1) } else { indent };
                    let (start, text) = cell.split_at(indent);
                    let room = width.saturating_sub(hang).max(1);
                    let text = match kind {
                        Kind::Prose => text.to_owned(),
                        _ => page.capped(text, room),
                    };
                    let parts = broken(&text, room);
                    let lead = " ".repeat(hang);
                    let line = |(place, part): (usize, String)| match place {
                        0 => format!("{start}{part}"),
                        _ => format!("{lead}{part}"),
                    };
                    parts.into_iter().enumerate().map(line).collect()
                }
            };
            (kind, width, lines)
        };
        let cells: Vec<(Kind, usize, Vec<String>)> = shown.map(cell).collect();
        let height = cells.iter().map(|(.., lines)| lines.len()).max();
        for place in 0..height.unwrap_or_default() {
            let mut line = String::new();
            for (kind, width, lines) in &cells {
                let cell = lines.get(place).map_or("", String::as_str);
                let pad = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) = match kind {
                    Kind::Number | Kind::Events => (pad.as_str(), ""),
                    _ => ("", pad.as_str()),
                };
                line.push_str(&format!("{before}{cell}{after}{:GAP$}", ""));
            }
            page.whole(&line);
        }
    }

    /// Cells of columns that were left out, where nothing may be lost. Bars say nothing that figures do not.
    fn beside(&self, page: &mut Layout, cells: &[String]) {
        if page.wider == Wider::Kept {
            return;
        }
        let columns = self.columns.iter().zip(cells);
        let out = columns.filter(|(column, cell)| {
            column.width.is_none() && column.kind != Kind::Bar && !cell.trim().is_empty()
        });
        let told: Vec<String> = out
            .map(|(column, cell)| {
                format!("{} {}", column.head, cell.trim())
                    .trim_start()
                    .to_owned()
            })
            .collect();
        if !told.is_empty() {
            facts(page, "    ", &told);
        }
    }

    /// Leaves columns out while names would be too narrow to read, then narrows the widest names.
    fn fit(&mut self, room: usize, shortest: usize) {
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
                Some(widest) if *widest > shortest => *widest -= 1,
                _ => break,
            }
        }
    }

    /// Columns of sentences share what the others leave, and have a few words of room at least.
    fn give_prose_the_rest(&mut self, room: usize) {
        let others = self.columns.iter().filter(|each| each.kind != Kind::Prose);
        let taken: usize = others.filter_map(|each| Some(each.width? + GAP)).sum();
        let least = self.prose;
        let mut prose: Vec<&mut usize> = self
            .columns
            .iter_mut()
            .filter(|each| each.kind == Kind::Prose)
            .filter_map(|each| each.width.as_mut())
            .collect();
        // Those that need least first, so that what they leave is there for the others.
        prose.sort_by_key(|width| **width);
        let mut left = room.saturating_sub(taken);
        let count = prose.len();
        for (place, width) in prose.into_iter().enumerate() {
            let others = count - place;
            let share = (left.saturating_sub(GAP * (others - 1)) / others).max(least);
            *width = (*width).min(share);
            left = left.saturating_sub(*width + GAP);
        }
    }

    /// By how much the columns are too wide. Prose takes what is left, and a few words of it at least.
    fn over(&self, room: usize) -> usize {
        let widths = self.columns.iter().filter_map(|column| {
            let width = column.width?;
            Some(match column.kind {
                Kind::Prose => width.min(self.prose),
                _ => width,
            })
        });
        let wide = widths.map(|width| width + GAP).sum::<usize>();
        wide.saturating_sub(GAP).saturating_sub(room)
    }

    /// By how much names can be narrowed and still be read.
    fn spare(&self) -> usize {
        let names = self.columns.iter().filter(|each| each.kind == Kind::Name);
        names
            .filter_map(|each| Some(each.width?.saturating_sub(READABLE)))
            .sum()
    }
}

/// Facts one after the other, in as many lines as they take.
fn facts(page: &mut Layout, indent: &str, facts: &[String]) {
    let mut line = String::new();
    for fact in facts {
        let fact = page.capped(fact, page.width.saturating_sub(indent.width()));
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
    fn names_are_broken_before_a_column_is_left_out() {
        insta::assert_snapshot!(drawn(Some(64)), @r#"
        Name                                  Events          Last
        abcdefghijabcdefghijabcdefghijabcd        12  ██████  2018-05-31
          efghijabcdefghij
        b                                      1,000  █       2018-05-01
        "#);
        insta::assert_snapshot!(drawn(Some(60)), @r#"
        Name                              Events          Last
        abcdefghijabcdefghijabcdefghij        12  ██████  2018-05-31
          abcdefghijabcdefghij
        b                                  1,000  █       2018-05-01
        "#);
    }
}
