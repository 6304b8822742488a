//! What came, went and was renamed, whatever is cut of the lists.

use crate::view::diff::{ChangeRow, ChangesView, ComingRow, Status, Subject};

/// By subject, then new, gone and renamed, then by events. Addresses come and go with every journey, so they are told by
/// their number alone.
pub(super) fn comings(sections: &[ChangesView]) -> Vec<ComingRow> {
    let subjects = sections
        .iter()
        .filter(|section| !matches!(section.subject, Subject::Category | Subject::Ip));
    let mut rows: Vec<ComingRow> = subjects
        .flat_map(|section| {
            section
                .rows
                .iter()
                .filter_map(|row| coming(section.subject, row))
        })
        .collect();
    let fate = |row: &ComingRow| match row.status {
        Status::Added => 0,
        Status::Removed => 1,
        _ => 2,
    };
    rows.sort_by(|a, b| {
        let order = |row: &ComingRow| (row.subject, fate(row));
        let order = order(a).cmp(&order(b)).then(b.events.cmp(&a.events));
        order.then_with(|| (&a.label, &a.id).cmp(&(&b.label, &b.id)))
    });
    rows
}

fn coming(subject: Subject, row: &ChangeRow) -> Option<ComingRow> {
    let named = row.label.is_some() || row.id.is_some();
    let told = matches!(row.status, Status::Added | Status::Removed) || row.renamed;
    (named && told).then(|| ComingRow {
        subject,
        status: row.status,
        label: row.label.clone(),
        id: row.id.clone(),
        was: row.before_label.clone().filter(|_| row.renamed),
        events: match row.status {
            Status::Removed => row.before,
            _ => row.after,
        },
    })
}
