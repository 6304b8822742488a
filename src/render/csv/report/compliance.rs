//! Rows of the sections beside activity.
//!
//! | dimension | id | label | count | times |
//! | --- | --- | --- | --- | --- |
//! | `control`, `not_evidenced` | framework and control | its title; why not | events | – |
//! | `access` | – | `opening`, `granted` … | how many | – |
//! | `grant`, `revocation` | its event | scope and subject | 1 while open, else 0 | granted, revoked |
//! | `changes`, `changes_outside_hours` | – | – | how many | – |
//! | `app_changes`, `actor_changes` | id | name | how many | – |
//! | `register` | its event | event, and what where it is known | 1 | when |
//! | `recorded` | – | event | how many | – |
//! | `not_recorded`, `month`, `missing_month` | – | what | 0 or 1 | – |

use super::TidyRow;
use crate::view::report::{HeadView, SectionsView};

type Rows<'a> = Vec<TidyRow<'a>>;

pub(super) fn controls<'a>(_: &'a HeadView, sections: &'a SectionsView) -> Rows<'a> {
    let Some(view) = &sections.compliance.controls else {
        return Vec::new();
    };
    let row = |dimension, framework: &str, id: &str, label: &str, count| TidyRow {
        label: format!("{framework} {id}: {label}"),
        ..TidyRow::new(dimension, &None, "", count)
    };
    let controls = view.controls.iter().map(|control| {
        row(
            "control",
            &control.framework,
            &control.id,
            &control.title,
            control.events,
        )
    });
    let not_evidenced = view
        .not_evidenced
        .iter()
        .map(|entry| row("not_evidenced", &entry.framework, &entry.id, &entry.why, 0));
    controls.chain(not_evidenced).collect()
}

pub(super) fn access<'a>(_: &'a HeadView, sections: &'a SectionsView) -> Rows<'a> {
    let Some(view) = &sections.compliance.access else {
        return Vec::new();
    };
    let figures = [
        ("opening", view.opening),
        ("granted", view.granted),
        ("revoked", view.revoked),
        ("closing", view.closing),
        ("unmatched_revocations", view.unmatched_revocations),
        ("unreadable_subjects", view.unreadable_subjects),
    ];
    let figures = figures.map(|(label, count)| TidyRow::new("access", &None, label, count));
    let grants = view.grants.iter().map(|row| {
        let (dimension, event) = match &row.granted_event {
            Some(_) => ("grant", &row.granted_event),
            None => ("revocation", &row.revoked_event),
        };
        let [scope, subject] =
            [&row.scope, &row.subject].map(|text| text.as_deref().unwrap_or("-"));
        let label = format!("{} {scope}: {subject}", row.scope_kind);
        let [from, to] =
            [&row.granted_at, &row.revoked_at].map(|at| at.as_deref().unwrap_or_default());
        TidyRow::new(dimension, event, &label, u64::from(row.open)).between(from, to)
    });
    figures.into_iter().chain(grants).collect()
}

pub(super) fn changes<'a>(_: &'a HeadView, sections: &'a SectionsView) -> Rows<'a> {
    let Some(view) = &sections.compliance.changes else {
        return Vec::new();
    };
    let mut rows = vec![TidyRow::new("changes", &None, "", view.population)];
    let outside = view.outside_hours;
    rows.extend(outside.map(|count| TidyRow::new("changes_outside_hours", &None, "", count)));
    let name = |name: &'a Option<String>| name.as_deref().unwrap_or_default();
    let apps = view.by_app.iter();
    rows.extend(apps.map(|row| TidyRow::new("app_changes", &row.id, name(&row.app), row.count)));
    let actors = view.by_actor.iter();
    rows.extend(
        actors.map(|row| TidyRow::new("actor_changes", &row.id, name(&row.actor), row.count)),
    );
    rows
}

pub(super) fn register<'a>(_: &'a HeadView, sections: &'a SectionsView) -> Rows<'a> {
    let rows = sections
        .compliance
        .register
        .iter()
        .flatten()
        .map(|row| TidyRow {
            id: &row.event_id,
            label: match &row.target {
                Some(target) => format!("{}: {target}", row.event),
                None => row.event.clone(),
            },
            ..TidyRow::new("register", &None, "", 1).between(&row.at, &row.at)
        });
    rows.collect()
}

pub(super) fn coverage<'a>(_: &'a HeadView, sections: &'a SectionsView) -> Rows<'a> {
    let Some(view) = &sections.compliance.coverage else {
        return Vec::new();
    };
    let recorded = view.recorded.iter();
    let mut rows: Rows<'_> = recorded
        .map(|row| TidyRow::new("recorded", &None, &row.event, row.count))
        .collect();
    let not_recorded = view.not_recorded.iter();
    rows.extend(not_recorded.map(|row| TidyRow::new("not_recorded", &None, row.what, 0)));
    rows.extend(
        view.months
            .iter()
            .map(|month| TidyRow::new("month", &None, month, 1)),
    );
    rows.extend(
        view.missing
            .iter()
            .map(|month| TidyRow::new("missing_month", &None, month, 0)),
    );
    rows
}
