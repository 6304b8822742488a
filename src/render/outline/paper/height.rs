//! How much of a sheet a part of a document takes, in tenths of a millimetre: as the style sheet has it, a little more
//! rather than less.

use super::lines::{self, width};
use crate::render::document::{Block, Look, Medium, Phrase, Section, Table};
use crate::render::pictures::Picture;

/// How the rows of a table stand: the height of a line, what a row has beside its lines, and the characters across a
/// sheet of A4 in a wide font.
struct Print {
    line: usize,
    row: usize,
    across: usize,
}

impl Print {
    fn of(section: &Section) -> Self {
        match &*section.id {
            "days" => Self {
                line: 29,
                row: 7,
                across: 146,
            },
            "evidence" => Self {
                line: 31,
                row: 9,
                across: 146,
            },
            _ => Self {
                line: 33,
                row: 14,
                across: 136,
            },
        }
    }
}

/// An archive, with its form and digest below its name.
const ARCHIVE: usize = 125;
/// The heads of a table, and those of a matrix, which stand on end.
const HEADS: usize = 52;
const HEADS_ON_END: usize = 390;
/// The heading of a section, and one within it.
const HEADING: usize = 125;
const CAPTION: usize = 88;
/// A line of text, how many characters it has, and what is before a paragraph.
const TEXT: usize = 44;
const CHARACTERS: usize = 95;
const BEFORE: usize = 22;

/// Title, sign-off and what is between them and the opening.
pub(super) const SIGN_OFF: usize = 900;

/// The heading of a section, with its pictures: those of the same kind stand side by side.
pub(super) fn of_heading(section: &Section) -> usize {
    let seen = section.blocks.iter().any(|block| match block {
        Block::Table(table) => is_printed(table),
        Block::Drawing(_) => false,
        _ => true,
    });
    if !seen {
        return 0;
    }
    let heading = if section.title.is_empty() { 0 } else { HEADING };
    let pictures = section.blocks.iter().filter_map(|block| match block {
        Block::Picture(of) => Some(of_picture(of)),
        _ => None,
    });
    heading + pictures.max().unwrap_or_default()
}

/// Whether paper has a picture in the place of its table.
pub(super) fn is_drawn_before(section: &Section, before: &[Section]) -> bool {
    section.id == "categories" && before.iter().any(|of| of.id == "at-a-glance")
}

/// A part of a section but for its pictures.
pub(super) fn of_block(block: &Block, section: &Section) -> usize {
    match block {
        // The hours of the week stand beside their picture.
        Block::Table(_)
            if matches!(
                section.blocks.first(),
                Some(Block::Picture(Picture::Week(_)))
            ) =>
        {
            0
        }
        Block::Heading(_) => CAPTION,
        Block::Paragraph(words) => of_words(words),
        Block::Notices(all) => all.iter().map(|notice| of_words(&notice.text)).sum(),
        Block::Facts(all) => {
            BEFORE * 2
                + all
                    .iter()
                    .map(|(_, words)| TEXT * in_lines(words))
                    .sum::<usize>()
        }
        Block::Figures(figures) => {
            130 + if figures.all.iter().any(|each| each.change.is_some()) {
                TEXT
            } else {
                0
            }
        }
        Block::Ledger(..) => TEXT + BEFORE,
        Block::List(items) => {
            let of = items
                .iter()
                .flat_map(|item| item.items.iter().chain([&item.text, &item.act]));
            BEFORE * 2 + of.map(of_words).sum::<usize>()
        }
        Block::Table(table) => {
            of_frame(table)
                + of_rows(table, section, table.rows.len())
                    .iter()
                    .sum::<usize>()
        }
        Block::Drawing(_) | Block::Picture(_) | Block::Details(..) => 0,
        Block::Verbatim(_, words) => CAPTION + of_words(words),
    }
}

fn of_words(words: &Phrase) -> usize {
    match words.is_empty() {
        true => 0,
        false => BEFORE + TEXT * in_lines(words),
    }
}

fn in_lines(words: &Phrase) -> usize {
    width(words).div_ceil(CHARACTERS).max(1)
}

fn is_printed(table: &Table) -> bool {
    !table.screen && table.shown.is_in(Medium::Page)
}

/// A table without its rows.
pub(super) fn of_frame(table: &Table) -> usize {
    if !is_printed(table) {
        return 0;
    }
    let caption = if table.caption.is_empty() { 0 } else { CAPTION };
    let heads = match table.look {
        Look::Matrix => HEADS_ON_END,
        _ if table.headed => HEADS,
        _ => 0,
    };
    let below = table.note.iter().chain(&table.rest).map(of_words);
    let total = table.total.iter().map(|_| 47);
    caption + heads + below.chain(total).sum::<usize>()
}

/// Each of the first rows of a table.
pub(super) fn of_rows(table: &Table, section: &Section, rows: usize) -> Vec<usize> {
    if !is_printed(table) {
        return Vec::new();
    }
    if table.look == Look::Stacked {
        return vec![ARCHIVE; table.rows.len().min(rows)];
    }
    let Print { line, row, across } = Print::of(section);
    let lines = lines::of_rows(table, across, rows).into_iter();
    lines.map(|lines| lines * line + row).collect()
}

fn of_picture(picture: &Picture) -> usize {
    match picture {
        Picture::Days(_) | Picture::Overlay(_) => 680,
        Picture::Week(_) => 480,
        Picture::Bars(_) | Picture::Dumbbells(_) => 830,
        Picture::Comings(_) => 400,
    }
}
