//! S10: event is not in the catalog.

use super::{Check, Page, Reads, Rule};
use crate::catalog::Catalog;
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The catalog does not have the event. If a later built-in catalog has it, this is a note that names that catalog.",
        why: "A reviewer works from a list of known events, and what is not on it is easily overlooked.",
        example: "applink_connection.create under catalog 2019-09",
        act: "Validate with a later --catalog, or review these events by hand and say so.",
    },
    reads: Reads::Records,
    check: Check::Event,
    ..Rule::new(Code::S10)
};

/// Which events the catalog knows, and which a later one does.
#[derive(Debug, Clone)]
pub struct Supported {
    catalog: Catalog,
    later: Vec<Catalog>,
}

impl Supported {
    /// Asks a catalog, and the built-in ones that were published after it.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let known = Catalog::names().position(|name| name == catalog.name);
        let later = Catalog::names()
            .skip(known.map_or(0, |at| at + 1))
            .filter_map(Catalog::built_in)
            .filter(|other| known.is_some() || other.published > catalog.published)
            .collect();
        Self {
            catalog: catalog.clone(),
            later,
        }
    }

    /// What is to be said of an event name, if anything.
    pub(in crate::validate) fn judge(&self, event: &str) -> Option<(Severity, String)> {
        if self.catalog.supports(event) {
            return None;
        }
        let own = &self.catalog.name;
        // A name is quoted only where it looks like one: anything could stand there.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let shown = if event.len() <= 64 && event.chars().all(plain) {
            event
        } else {
            "its name"
        };
        let later = self.later.iter().find(|later| later.supports(event));
        Some(match later {
            Some(later) => (
                Severity::Note,
                format!(
                    "{shown} is not in catalog {own}; catalog {} has it",
                    later.name
                ),
            ),
            None => (
                Severity::Warning,
                format!("{shown} is not in catalog {own}, nor in a later one"),
            ),
        })
    }
}
