//! One archive on its way to a verdict: what is known of it besides its records.

use crate::archive::{Filed, same_files};
use crate::event::Timestamp;
use crate::finding::{Finding, Found};
use crate::pipeline::{Facts, Inspected};
use std::ops::Deref;

/// See the module.
pub(super) struct Checked<'a> {
    /// Its account, month and row in the listing.
    filed: Filed<'a>,
    pub(super) found: Found,
    pub(super) facts: Option<Facts>,
    /// Whether the text beside its records was inspected to its end.
    pub(super) whole: bool,
    /// Paths of archives that are the same bytes under the names of other months.
    pub(super) same: Vec<&'a str>,
    /// When it was exported, as far as anybody said so.
    pub(super) exported: Option<Timestamp>,
}

impl<'a> Deref for Checked<'a> {
    type Target = Filed<'a>;

    fn deref(&self) -> &Filed<'a> {
        &self.filed
    }
}

impl<'a> Checked<'a> {
    /// All archives, with what was found in them. They were exported when the listing says so, else at
    /// `as_of`.
    pub(super) fn all(
        filed: Vec<Filed<'a>>,
        inspected: Vec<Option<Inspected>>,
        as_of: Option<Timestamp>,
    ) -> Vec<Self> {
        let mut same = vec![Vec::new(); filed.len()];
        for group in same_files(&filed) {
            for &place in &group {
                let month = |place: usize| filed[place].named.as_ref().map(|name| name.month);
                let others = group.iter().filter(|other| month(**other) != month(place));
                same[place] = others.map(|other| &*filed[*other].archive.path).collect();
            }
        }
        let archives = filed.into_iter().zip(inspected).zip(same);
        archives
            .map(|((filed, inspected), same)| {
                let (found, facts, whole) = match inspected {
                    Some(Inspected {
                        found,
                        facts,
                        whole,
                    }) => (found, Some(facts), whole),
                    None => (Found::new(0), None, false),
                };
                Self {
                    exported: filed.row.and_then(|row| row.created_at).or(as_of),
                    filed,
                    found,
                    facts,
                    whole,
                    same,
                }
            })
            .collect()
    }

    pub(super) fn say(&mut self, finding: Finding) {
        self.found.push(finding);
    }
}
