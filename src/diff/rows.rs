//! Two lists of counts become one of changes: what has the same identity is one row.

use super::surprise::surprise;
use crate::aggregate::PartyLine;
use crate::identity::Dimension;
use crate::view::diff::{ChangeRow, Status, Subject};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One thing on one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) id: Option<Arc<str>>,
    pub(super) label: Option<Arc<str>>,
    pub(super) count: u64,
}

impl Line {
    /// A thing without an id.
    pub(super) fn named(label: Option<Arc<str>>, count: u64) -> Self {
        Self {
            id: None,
            label,
            count,
        }
    }

    pub(super) fn of(party: &PartyLine) -> Self {
        Self {
            id: party.id.clone(),
            label: party.label.clone(),
            count: party.tally.count,
        }
    }
}

/// What a line is about, on either side: an id never equals a label with the same text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    None,
    Id(Arc<str>),
    Label(Arc<str>),
}

impl Identity {
    /// Labels of actors are e-mails, which have no letter case.
    pub(super) fn of(subject: Subject, id: Option<&Arc<str>>, label: Option<&Arc<str>>) -> Self {
        match (id, label) {
            (Some(id), _) => Self::Id(Arc::clone(id)),
            (None, Some(label)) => Self::Label(label_key(subject, label)),
            (None, None) => Self::None,
        }
    }
}

/// A label as labels of both sides are compared.
pub(super) fn label_key(subject: Subject, label: &Arc<str>) -> Arc<str> {
    match subject {
        Subject::Actor => Arc::from(Dimension::Actor.label_key(label)),
        _ => Arc::clone(label),
    }
}

/// The changes, the most surprising first, in an order that swapping the sides does not change.
pub(super) fn changes(
    subject: Subject,
    before: Vec<Line>,
    after: Vec<Line>,
    days: (u32, u32),
) -> Vec<ChangeRow> {
    let mut both: BTreeMap<Identity, (Option<Line>, Option<Line>)> = BTreeMap::new();
    for line in before {
        let identity = Identity::of(subject, line.id.as_ref(), line.label.as_ref());
        both.entry(identity).or_default().0 = Some(line);
    }
    for line in after {
        let identity = Identity::of(subject, line.id.as_ref(), line.label.as_ref());
        both.entry(identity).or_default().1 = Some(line);
    }
    let mut rows: Vec<ChangeRow> = both
        .into_values()
        .map(|(before, after)| row(subject, before, after, days))
        .collect();
    rows.sort_by(|a, b| weight(a).cmp(&weight(b)));
    rows
}

/// Surprise, then change, then weight, then the first of the labels, then the id.
fn weight(row: &ChangeRow) -> impl Ord + '_ {
    let hundredths = |surprise: f64| (surprise.abs() * 100.0).round() as u64;
    let labels = [&row.before_label, &row.after_label];
    (
        Reverse(row.surprise.map(hundredths)),
        Reverse(row.change.unsigned_abs()),
        Reverse(row.before.max(row.after)),
        labels.into_iter().flatten().min(),
        &row.id,
    )
}

fn row(subject: Subject, before: Option<Line>, after: Option<Line>, days: (u32, u32)) -> ChangeRow {
    let text = |text: Option<Arc<str>>| text.map(|text| text.to_string());
    let label = |line: &Option<Line>| {
        let label = line.as_ref()?.label.as_ref();
        label.map(|label| label_key(subject, label))
    };
    let renamed = label(&before)
        .zip(label(&after))
        .is_some_and(|(before, after)| before != after);
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let counts = (before.count, after.count);
    let (before_label, after_label) = (text(before.label), text(after.label));
    ChangeRow {
        label: after_label.clone().or_else(|| before_label.clone()),
        id: text(after.id.or(before.id)),
        before_label,
        after_label,
        renamed,
        before: counts.0,
        after: counts.1,
        change: change(counts.0, counts.1),
        status: status(counts.0, counts.1),
        rate_before: rate(counts.0, days.0),
        rate_after: rate(counts.1, days.1),
        surprise: surprise(counts.0, counts.1, days),
    }
}

/// After less before.
pub(super) fn change(before: u64, after: u64) -> i64 {
    let change = i128::from(after) - i128::from(before);
    i64::try_from(change).unwrap_or(if change > 0 { i64::MAX } else { i64::MIN })
}

fn status(before: u64, after: u64) -> Status {
    match (before, after) {
        _ if before == after => Status::Same,
        (0, _) => Status::Added,
        (_, 0) => Status::Removed,
        _ if before < after => Status::Increased,
        _ => Status::Decreased,
    }
}

/// Events a day.
fn rate(count: u64, days: u32) -> Option<f64> {
    (days > 0).then(|| count as f64 / f64::from(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, label: &str, count: u64) -> Line {
        let text = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
        Line {
            id: text(id),
            label: text(label),
            count,
        }
    }

    #[test]
    fn an_identity_is_its_id_and_else_its_label() {
        let before = vec![
            line("1", "old@x", 4),
            line("2", "same@x", 1),
            line("", "bot@x", 3),
            line("", "", 2),
        ];
        let after = vec![
            line("1", "new@x", 4),
            line("3", "same@x", 1),
            line("", "bot@x", 5),
            line("", "1", 1),
        ];
        let rows = changes(Subject::App, before, after, (30, 30));
        let seen: Vec<_> = rows
            .iter()
            .map(|row| {
                let id = row.id.as_deref().unwrap_or("–");
                let label = row.label.as_deref().unwrap_or("–");
                (id, label, row.change, row.status, row.renamed)
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("–", "–", -2, Status::Removed, false),
                ("–", "1", 1, Status::Added, false),
                ("2", "same@x", -1, Status::Removed, false),
                ("3", "same@x", 1, Status::Added, false),
                ("–", "bot@x", 2, Status::Increased, false),
                ("1", "new@x", 0, Status::Same, true),
            ]
        );
    }
}
