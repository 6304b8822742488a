//! What of a report goes on paper.

use crate::render::document::{Block, Look, PRINTED, Section, Table};
use crate::render::outline::paper::{Long, left_of, shorten};

/// Sections whose every row is printed: what it rests on, and what is short by its nature.
const WHOLE: [&str; 9] = [
    "validation",
    "findings",
    "controls",
    "coverage",
    "evidence",
    "archives",
    "days",
    "hours",
    "categories",
];

/// Sheets of a month.
const SHEETS: usize = 10;

/// What the policy sets aside and what was decided: what is not printed of it is not signed.
const DECIDED: Long = Long {
    most: 50,
    weight: 3,
};

/// Prints no more of long lists than a summary needs, and says so.
pub(super) fn summary(opening: &[Block], sections: &mut [Section]) -> String {
    match shorten(sections, left_of(SHEETS, opening), long) {
        true => format!(
            "Printed lists end after {PRINTED} rows or fewer; --top N prints N rows of each, --top all prints every row."
        ),
        false => String::new(),
    }
}

/// Days and the rules of detection are printed whole: each is looked up, and there are few.
fn long(section: &Section, table: &Table) -> Option<Long> {
    let rules = section.id == "detections" && table.look == Look::Ranking;
    match &*section.id {
        "exceptions" => Some(DECIDED),
        id if WHOLE.contains(&id) || rules => None,
        _ => Some(Long::SUMMARY),
    }
}
