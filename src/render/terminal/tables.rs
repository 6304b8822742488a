//! Tables as lines. Those that follow one another with the same columns share their widths.

use super::grid::{Grid, Line};
use super::layout::Layout;
use super::paint::{ACCENT, ALERT, DIM, GOOD, WARN, styled};
use super::{heading, plain, visible};
use crate::render::charts::bar;
use crate::render::document::{
    Block, Cell, Column, Figure, Given, Kind, Label, Look, Mood, Row, Section, Sign, Table,
};

/// Length of a bar.
const BAR: u64 = 12;
/// Digits of a digest that tell archives apart; the whole is in every other format.
const DIGITS: usize = 16;

/// How many sections from the first on have nothing but a table of the same columns, or of the first of them.
pub(super) fn alike(sections: &[Section]) -> usize {
    let Some(first) = sections.first().and_then(only) else {
        return 0;
    };
    let mut widest = first;
    let mut alike = 0;
    for table in sections.iter().map_while(only) {
        let (short, long) = match table.columns.len() < widest.columns.len() {
            true => (table, widest),
            false => (widest, table),
        };
        if table.look != first.look || !begins(&short.columns, &long.columns) {
            break;
        }
        widest = long;
        alike += 1;
    }
    alike
}

fn only(section: &Section) -> Option<&Table> {
    match &section.blocks[..] {
        [Block::Table(table)] if !section.title.is_empty() && table.caption.is_empty() => {
            Some(table)
        }
        _ => None,
    }
}

fn begins(short: &[Column], long: &[Column]) -> bool {
    let shape = |column: &Column| (column.kind, column.optional, column.below);
    short.iter().zip(long).all(|(a, b)| shape(a) == shape(b))
}

/// The tables of these sections below one another.
pub(super) fn write(page: &mut Layout, sections: &[Section]) {
    let tables = sections.iter().filter_map(only);
    let Some(widest) = tables.clone().max_by_key(|table| table.columns.len()) else {
        return;
    };
    let mut grid = Grid::new(&widest.columns);
    for (place, (section, table)) in sections.iter().zip(tables).enumerate() {
        if place > 0 {
            grid.push(Line::Gap);
        }
        add(&mut grid, Some(heading(page, section)), table, "  ");
    }
    grid.write(page);
}

/// A table that stands among other blocks.
pub(super) fn one(page: &mut Layout, table: &Table, indent: &str) {
    let caption = plain(&table.caption);
    if !caption.is_empty() {
        let extent = table.cut.map(|cut| format!(" · {}", cut.words()));
        let extent = extent.unwrap_or_default();
        page.line(&format!("{caption}{}", styled(DIM, &extent)));
    }
    let mut grid = Grid::new(&table.columns);
    add(&mut grid, None, table, indent);
    grid.write(page);
}

fn add(grid: &mut Grid, title: Option<String>, table: &Table, indent: &str) {
    let stacked = table.look == Look::Stacked;
    let columns = table.columns.iter().filter(|column| !column.below);
    let heads = columns.map(|column| styled(DIM, &plain(&column.head)));
    let mut heads: Vec<String> = heads.collect();
    match (title, table.look) {
        (Some(title), Look::Ranking | Look::Plain) => {
            heads[0] = title;
            grid.push(Line::Heads(heads));
        }
        (title, _) => {
            if let Some(title) = title {
                grid.push(Line::Free(title));
            }
            if !stacked && heads.iter().any(|head| !head.is_empty()) {
                heads[0].insert_str(0, indent);
                grid.push(Line::Heads(heads));
            }
        }
    }
    for each in table.rows.iter().chain(&table.total) {
        row(grid, each, table, indent);
    }
    if let Some(note) = &table.note {
        let note = styled(DIM, &plain(note));
        grid.push(Line::Note(indent.to_owned(), note));
    }
}

fn row(grid: &mut Grid, row: &Row, table: &Table, indent: &str) {
    let stacked = table.look == Look::Stacked;
    let (mut cells, mut below) = (Vec::new(), Vec::new());
    for (place, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
        if column.below || (stacked && place > 0) {
            below.extend(told(column, cell));
        } else {
            cells.push(text(cell));
        }
    }
    let first = row
        .sign
        .map_or(indent.to_owned(), |sign| format!("{} ", mark(sign)));
    if let Some(cell) = cells.first_mut() {
        cell.insert_str(0, &first);
    }
    match (stacked, cells.pop()) {
        (true, Some(name)) => grid.push(Line::Free(name)),
        (_, last) => {
            cells.extend(last);
            grid.push(Line::Cells(cells));
        }
    }
    if let Some(Cell::Label(label)) = row.cells.first()
        && let Some(was) = &label.was
    {
        let was = format!("{indent}  was {}", was.safe(visible));
        grid.push(Line::Free(styled(DIM, &was)));
    }
    if !below.is_empty() {
        grid.push(Line::Facts(format!("{indent}  "), below));
    }
}

fn mark(sign: Sign) -> String {
    let style = match sign {
        Sign::New => GOOD,
        Sign::Gone => WARN,
        Sign::Renamed | Sign::More | Sign::Less => ACCENT,
        Sign::Same => DIM,
    };
    styled(style, sign.mark())
}

/// A cell that stands below the name, with what it is where it does not say so.
fn told(column: &Column, cell: &Cell) -> Option<String> {
    let said = text(cell);
    if said.is_empty() {
        return None;
    }
    Some(match (column.noun, cell) {
        (Some((one, many)), Cell::Number(Figure { value, .. })) => {
            let noun = if value.as_deref() == Some("1") {
                one
            } else {
                many
            };
            format!("{said} {noun}")
        }
        _ if column.kind == Kind::Digest => format!("{} {said}", plain(&column.head)),
        _ => said,
    })
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Label(label) => name(label),
        Cell::Words(words) => plain(words),
        Cell::Badge(mood, words) => styled(style(*mood), &plain(words)),
        Cell::Number(figure) => figure.text.clone(),
        Cell::Time(figure) => figure.text.safe(visible).into_owned(),
        Cell::Code(code) => digest(code),
        Cell::Bar { part, whole } => styled(ACCENT, &bar(*part, *whole, BAR)),
        Cell::Bars { .. } => String::new(),
        Cell::Sign(sign) => sign.word().to_owned(),
    }
}

fn style(mood: Mood) -> char {
    match mood {
        Mood::Alarm => ALERT,
        Mood::Warning => WARN,
        Mood::Plain => DIM,
        Mood::Good => GOOD,
    }
}

fn digest(code: &Given) -> String {
    let start = |code: &str| code.chars().take(DIGITS).collect::<String>();
    let start = Given::from(code.safe(start));
    styled(DIM, &format!("{}…", start.safe(visible)))
}

fn name(label: &Label) -> String {
    let mut name = plain(&label.name);
    if label.absent {
        return styled(DIM, &name);
    }
    if let Some(id) = &label.told_apart_by {
        name.push_str(&styled(DIM, &format!(" ({})", id.safe(visible))));
    }
    if label.unknown {
        name.push_str(&styled(WARN, " *"));
    }
    name
}
