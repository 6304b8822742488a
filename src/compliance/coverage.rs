//! Section `coverage`: what this trail records and what it does not, and which months there are.

use crate::coverage::{Hole, holes};
use crate::event::Month;
use crate::framework::Framework;
use crate::view::coverage::{CoverageView, NotRecordedRow, RecordedRow, RetentionRow};
use std::collections::{BTreeMap, BTreeSet};

/// What no archive of this service records. Where else it may be found is for the reader to ask.
const NOT_RECORDED: [(&str, &str); 8] = [
    ("logins, and failed logins", "the identity provider's log"),
    (
        "multi-factor authentication, passwords and tokens",
        "the identity provider's log and its settings",
    ),
    (
        "read access to configuration, logs and source code",
        "not in the audit trail; databases and apps keep their own logs",
    ),
    (
        "sessions in a dyno (heroku run)",
        "the app's own log, if it writes one",
    ),
    ("scaling and restarts of dynos", "each app's platform log"),
    (
        "access to databases, and what was read or written there",
        "the database's own log",
    ),
    (
        "whether an action succeeded",
        "not in the audit trail; an event states only that something was done",
    ),
    (
        "values of configuration, before or after",
        "not in the audit trail, and they should not be",
    ),
];

/// For how long frameworks ask logs to be kept.
const RETENTION: [(&str, &str, &str, u32); 3] = [
    ("pci-dss-4.0.1", "10.5.1", "12 months", 12),
    ("cis-v8", "8.10", "90 days", 3),
    ("hipaa", "164.316(b)(2)(i)", "6 years", 72),
];

/// The section. `supported` are the events of the catalog, `by_event` those of the period, each once with its count,
/// `months` those of which there is an archive, or events in the amount of a month.
#[must_use]
pub fn coverage<'a>(
    supported: impl IntoIterator<Item = &'a str>,
    by_event: &[(&str, u64)],
    months: &BTreeSet<Month>,
    frameworks: &[Framework],
) -> CoverageView {
    let counts: BTreeMap<&str, u64> = by_event.iter().copied().collect();
    let supported: BTreeSet<&str> = supported.into_iter().collect();
    let recorded = supported.into_iter().map(|event| RecordedRow {
        event: event.to_owned(),
        count: counts.get(event).copied().unwrap_or_default(),
    });
    let holes = holes(months.iter().copied()).into_iter();
    let missing = holes.flat_map(Hole::parts).map(|hole| hole.to_string());
    let asked = RETENTION
        .iter()
        .filter(|(id, ..)| frameworks.iter().any(|framework| framework.id == *id));
    CoverageView {
        recorded: recorded.collect(),
        not_recorded: NOT_RECORDED
            .iter()
            .map(|(what, instead)| NotRecordedRow { what, instead })
            .collect(),
        months: months.iter().map(ToString::to_string).collect(),
        missing: missing.collect(),
        retention: asked
            .map(|(id, control, asks, months)| RetentionRow {
                framework: (*id).to_owned(),
                control,
                asks,
                months: *months,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::built_in;

    #[test]
    fn what_never_happened_and_what_is_not_there_is_told() {
        let month = |text| Month::parse(text).expect("a month");
        let months = [month("2018-01"), month("2018-04")].into();
        let view = coverage(
            ["b.x", "a.x"],
            &[("a.x", 2), ("c.x", 1)],
            &months,
            &built_in(),
        );
        let recorded: Vec<_> = view
            .recorded
            .iter()
            .map(|row| (row.event.as_str(), row.count))
            .collect();
        assert_eq!(recorded, [("a.x", 2), ("b.x", 0)]);
        assert_eq!(
            (view.months.len(), view.missing),
            (2, vec!["2018-02".to_owned(), "2018-03".to_owned()])
        );
        assert_eq!(view.retention.len(), 3);
        assert!(
            coverage([], &[], &BTreeSet::new(), &[])
                .retention
                .is_empty()
        );
    }

    #[test]
    fn what_a_framework_asks_for_is_a_control_of_it() {
        for (id, control, ..) in RETENTION {
            let framework = built_in().into_iter().find(|one| one.id == id).expect(id);
            assert!(framework.has(control), "{id} {control}");
        }
    }
}
