//! What a report counts: the standard sections, and a cross-table if one is asked for.

use super::{Aggregate, By, Cross, Sections};
use crate::record::Record;

/// The tables of a report while counting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// The standard sections.
    pub sections: Sections,
    /// The cross-table.
    pub cross: Option<Cross>,
}

impl Tables {
    /// Tables with a cross-table by the given groupings, if there are any.
    #[must_use]
    pub fn new(by: &[By]) -> Self {
        Self {
            sections: Sections::default(),
            cross: (!by.is_empty()).then(|| Cross::new(by)),
        }
    }

    /// Counts events.
    pub fn observe(&mut self, records: &[Record]) {
        self.sections.observe_all(records);
        if let Some(cross) = &mut self.cross {
            cross.observe_all(records);
        }
    }

    /// Adds other tables of the same groupings.
    pub fn merge(&mut self, other: Self) {
        self.sections.merge(other.sections);
        match (&mut self.cross, other.cross) {
            (Some(mine), Some(theirs)) => mine.merge(theirs),
            (mine @ None, theirs) => *mine = theirs,
            (Some(_), None) => {}
        }
    }
}
