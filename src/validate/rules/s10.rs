//! S10: event is not in the catalog.

use super::{Check, Page, Reads, Rule};
use crate::catalog::{Catalogs, Era};
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The catalog of the event's month, or that of --catalog, does not list the event. If a later built-in catalog lists it, the finding is a note that names that catalog.",
        why: "A reviewer works from a list of known events, and an event that is not on the list is easily overlooked.",
        example: "applink_connection.create in 2025, under catalog 2024-04",
        act: "Review these events by hand and record the review, or name the catalog that applies to them with --catalog.",
    },
    reads: Reads::Records,
    check: Check::Event,
    ..Rule::new(Code::S10)
};

/// What is to be said of the name of an event that happened in an era, if anything.
pub(in crate::validate) fn unsupported(
    catalogs: &Catalogs,
    era: Era,
    event: &str,
) -> Option<(Severity, String)> {
    if catalogs.supports(era, event) {
        return None;
    }
    let own = &catalogs.of_era(era).name;
    // A name is quoted only where it looks like one: anything could stand there.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let shown = if event.len() <= 64 && event.chars().all(plain) {
        event
    } else {
        "its name"
    };
    if let Some(later) = catalogs.later(era, event) {
        let later = &later.name;
        let message = format!("{shown} is not in catalog {own}; catalog {later} lists it");
        return Some((Severity::Note, message));
    }
    let earlier = catalogs.earlier(era, event);
    let earlier = earlier.map_or_else(String::new, |earlier| {
        format!("; catalog {} listed it", earlier.name)
    });
    let message = format!("{shown} is not in catalog {own}, nor in a later one{earlier}");
    Some((Severity::Warning, message))
}
