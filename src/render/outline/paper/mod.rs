//! What of long lists goes on paper: as many rows as leave a document of many lists a summary.

mod height;
mod lines;

use crate::render::document::{Block, PRINTED, Section, Table};

/// A list of which paper may have less than a screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Long {
    /// Rows that it has on paper at most.
    pub(super) most: usize,
    /// How often it has the room of another list.
    pub(super) weight: usize,
}

impl Long {
    /// What a summary needs of a list.
    pub(super) const SUMMARY: Self = Self {
        most: PRINTED,
        weight: 1,
    };
}

/// Room for the rows of a list, in tenths of a millimetre: from what ten rows of two lines take to two rows of one.
const ROOM: [usize; 2] = [800, 100];
/// By how much it is made less at a time.
const STEP: usize = 20;

/// What a sheet of Letter, the shorter one, has room for: not all of it, because what belongs together is not broken.
const SHEET: usize = 2_520 * 91 / 100;

/// A list on its way to paper: where it stands, and how high its first rows are.
struct List {
    section: usize,
    block: usize,
    weight: usize,
    rows: Vec<usize>,
}

impl List {
    /// How many rows fit a room: at least one.
    fn rows_in(&self, room: usize) -> usize {
        let mut left = room * self.weight;
        let fit = self.rows.iter().take_while(|row| {
            let fits = **row <= left;
            left = left.saturating_sub(**row);
            fits
        });
        fit.count().max(1)
    }

    fn height_in(&self, room: usize) -> usize {
        self.rows.iter().take(self.rows_in(room)).sum()
    }
}

/// What the part of a document before all sections leaves of so many sheets, in tenths of a millimetre.
pub(super) fn left_of(sheets: usize, opening: &[Block]) -> usize {
    let none = Section::default();
    let opening = opening.iter().map(|block| height::of_block(block, &none));
    (sheets * SHEET).saturating_sub(opening.sum::<usize>() + height::SIGN_OFF)
}

/// Prints no more rows of long lists than fit what is left once all else has its room: each list has the same. Whether
/// that leaves something out.
pub(super) fn shorten(
    sections: &mut [Section],
    left: usize,
    long: impl Fn(&Section, &Table) -> Option<Long>,
) -> bool {
    let mut lists = Vec::new();
    let mut whole = 0;
    for (section, of) in sections.iter().enumerate() {
        if height::is_drawn_before(of, &sections[..section]) {
            continue;
        }
        whole += height::of_heading(of);
        for (block, it) in of.blocks.iter().enumerate() {
            match it {
                Block::Table(table) if let Some(Long { most, weight }) = long(of, table) => {
                    whole += height::of_frame(table);
                    lists.push(List {
                        section,
                        block,
                        weight,
                        rows: height::of_rows(table, of, most),
                    });
                }
                other => whole += height::of_block(other, of),
            }
        }
    }
    let left = left.saturating_sub(whole);
    let taken = |room: usize| lists.iter().map(|list| list.height_in(room)).sum::<usize>();
    let mut room = ROOM[0];
    while room > ROOM[1] && taken(room) > left {
        room -= STEP;
    }
    let mut any = false;
    for list in &lists {
        if let Block::Table(table) = &mut sections[list.section].blocks[list.block] {
            any |= table.shorten_on_paper(list.rows_in(room));
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::{Cell, Column};

    fn section(id: &str, rows: usize, letters: usize) -> Section {
        let row = || {
            let name = "elif.nakamura@example.com".repeat(letters / 25);
            vec![Cell::words(name), Cell::count(1)]
        };
        let columns = [Column::name("Actor"), Column::number("Events")];
        Section::new(id.to_owned(), "Actors").with(Table::new(columns, (0..rows).map(|_| row())))
    }

    fn printed(sections: &mut [Section], sheets: usize) -> Vec<Option<usize>> {
        shorten(sections, left_of(sheets, &[]), |_, _| Some(Long::SUMMARY));
        let table = |section: &Section| match &section.blocks[0] {
            Block::Table(table) => table.printed.as_ref().map(|_| table.kept),
            _ => None,
        };
        sections.iter().map(table).collect()
    }

    #[test]
    fn a_few_lists_have_ten_rows_and_short_ones_are_whole() {
        let mut few = [
            section("a", 60, 25),
            section("b", 7, 25),
            section("c", 11, 25),
        ];
        assert_eq!(printed(&mut few, 10), [Some(10), None, Some(10)]);
    }

    #[test]
    fn many_lists_have_as_many_rows_as_there_is_room_for() {
        let many = |letters| {
            (0..30)
                .map(|_| section("a", 60, letters))
                .collect::<Vec<_>>()
        };
        let kept = |letters, sheets| printed(&mut many(letters), sheets)[0].expect("cut");
        assert_eq!(kept(25, 30), 10);
        let less = kept(25, 6);
        assert!((2..10).contains(&less), "{less}");
        assert!(kept(300, 6) < less, "names of several lines");
        assert_eq!(kept(3_000, 1), 1, "never none");
    }

    #[test]
    fn the_room_of_what_is_printed_whole_is_no_room_for_lists() {
        let lists = || (0..12).map(|_| section("a", 60, 25));
        let mut alone: Vec<Section> = lists().collect();
        let mut beside: Vec<Section> = lists().chain([section("whole", 150, 25)]).collect();
        let long = |section: &Section, _: &Table| (section.id != "whole").then_some(Long::SUMMARY);
        let kept = |sections: &mut [Section]| {
            shorten(sections, left_of(5, &[]), long);
            match &sections[0].blocks[0] {
                Block::Table(table) => table.kept,
                _ => 0,
            }
        };
        assert!(kept(&mut beside) < kept(&mut alone));
    }
}
