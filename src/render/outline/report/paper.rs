//! What of a page goes on paper.

use crate::render::document::{Block, Look, PRINTED, Section, Table};

/// Sections whose every row is printed: what was decided, what it rests on, and what is short by its nature.
const WHOLE: [&str; 8] = [
    "validation",
    "findings",
    "controls",
    "exceptions",
    "coverage",
    "evidence",
    "archives",
    "previous",
];

/// Prints no more of long lists than a summary needs, and says so.
pub(super) fn shorten(sections: &mut [Section]) -> String {
    let mut any = false;
    let long = |section: &&mut Section| !WHOLE.contains(&section.id.as_str());
    for section in sections.iter_mut().filter(long) {
        for block in &mut section.blocks {
            match block {
                Block::Table(table) if is_long(table, &section.id) => {
                    *table = std::mem::take(table).shortened_on_paper();
                    any |= table.printed.is_some();
                }
                _ => {}
            }
        }
    }
    match any {
        true => format!(
            "Printed lists end after {PRINTED} rows; --top N prints N rows of each, --top all prints every row."
        ),
        false => String::new(),
    }
}

/// Days and the rules of detection are printed whole: each is looked up, and there are few.
fn is_long(table: &Table, section: &str) -> bool {
    let rules = section == "detections" && table.look == Look::Ranking;
    section != "days" && !rules
}
