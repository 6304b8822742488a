//! Rules that Sigma cannot say, one file each: `dNN_name.rs` beside its head in `rules/reviewers/tp_dNN_name.yml`.

use super::{Evidence, Judged};

/// A reviewer: its head and tests, embedded, and what judges.
pub struct Reviewer {
    /// The text of its file in `rules/reviewers`.
    pub file: &'static str,
    /// Makes a verdict of the evidence. It must be a function of that alone, and give the same for the same events.
    pub judge: fn(&Evidence<'_>) -> Judged,
}

/// All of them, in order of id: a line each,
/// `Reviewer { file: include_str!("../../../rules/reviewers/tp_d03_….yml"), judge: d03_…::judge },`
pub const ALL: &[Reviewer] = &[];
