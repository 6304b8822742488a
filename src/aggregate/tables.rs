//! What a report counts: the standard sections, and a cross-table if one is asked for.

use super::{Aggregate, By, Cross, Detail, Sections};
use crate::record::Record;

/// The tables of a report while counting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// The standard sections.
    pub sections: Sections,
    /// The cross-table.
    pub cross: Option<Cross>,
    /// What a page shows beyond the sections; nothing else pays for it.
    pub detail: Option<Detail>,
}

impl Tables {
    /// Tables with a cross-table by the given groupings, if there are any.
    #[must_use]
    pub fn new(by: &[By]) -> Self {
        Self {
            sections: Sections::default(),
            cross: (!by.is_empty()).then(|| Cross::new(by)),
            detail: None,
        }
    }

    /// The same with what a page shows beyond the standard sections.
    #[must_use]
    pub fn with_detail(self) -> Self {
        Self {
            detail: Some(Detail::default()),
            ..self
        }
    }

    /// Counts events.
    pub fn observe(&mut self, records: &[Record]) {
        self.sections.observe_all(records);
        if let Some(cross) = &mut self.cross {
            cross.observe_all(records);
        }
        if let Some(detail) = &mut self.detail {
            detail.observe_all(records);
        }
    }

    /// Adds other tables of the same groupings.
    pub fn merge(&mut self, other: Self) {
        self.sections.merge(other.sections);
        join(&mut self.cross, other.cross);
        join(&mut self.detail, other.detail);
    }
}

fn join<A: Aggregate>(mine: &mut Option<A>, theirs: Option<A>) {
    match (mine.as_mut(), theirs) {
        (Some(mine), Some(theirs)) => mine.merge(theirs),
        (None, theirs) => *mine = theirs,
        (Some(_), None) => {}
    }
}
