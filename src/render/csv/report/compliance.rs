//! Rows of the sections beside activity.
//!
//! | dimension | id | label | count | times |
//! | --- | --- | --- | --- | --- |
//! | `control`, `not_evidenced` | framework and control | its title; why not | events | – |
//! | `access` | – | `opening`, `granted` … | how many | – |
//! | `grant`, `revocation` | its event | scope and subject | 1 while open, else 0 | granted, revoked |
//! | `changes`, `changes_outside_hours` | – | – | how many | – |
//! | `app_changes`, `actor_changes` | id | name | how many | – |
//! | `protected_changes` | id of the app | app and actor | how many | first, last |
//! | `register` | its event | event, and what where it is known | 1 | when |
//! | `suppression`, `disposition` | event, where it is about one | rule or decision, and who answers for it | matches | – |
//! | `detection` | the rule | its verdict, what it finds, what was lacking | matches | – |
//! | `match`, `suppressed_match` | its fingerprint | rule, level, actor, app | events | when |
//! | `recorded` | – | event | how many | – |
//! | `not_recorded`, `month`, `missing_month` | – | what | 0 or 1 | – |

use super::{TidyRow, TidyRows};
use crate::view::report::{HeadView, SectionsView};
use std::borrow::Cow;
use std::iter::empty;
use std::sync::Arc;

pub(super) fn controls<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let Some(view) = &sections.compliance.controls else {
        return Box::new(empty());
    };
    let row = |dimension, framework: &str, id: &str, label: &str, count| {
        let label = format!("{framework} {id}: {label}");
        TidyRow::new(dimension, &None, label, count)
    };
    let controls = view.controls.iter().map(move |control| {
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
        .map(move |entry| row("not_evidenced", &entry.framework, &entry.id, &entry.why, 0));
    Box::new(controls.chain(not_evidenced))
}

pub(super) fn access<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let Some(view) = &sections.compliance.access else {
        return Box::new(empty());
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
        let (dimension, event) = match row.granted_event {
            Some(_) => ("grant", row.granted_event),
            None => ("revocation", row.revoked_event),
        };
        let [scope, subject] =
            [&row.scope, &row.subject].map(|text| text.as_deref().unwrap_or("-"));
        let label = format!("{} {scope}: {subject}", row.scope_kind);
        let [from, to] = [row.granted_at, row.revoked_at]
            .map(|at| at.map(|at| at.to_string()).unwrap_or_default());
        TidyRow {
            id: event
                .map(|event| event.to_string())
                .unwrap_or_default()
                .into(),
            ..TidyRow::new(dimension, &None, label, u64::from(row.open)).between(from, to)
        }
    });
    Box::new(figures.into_iter().chain(grants))
}

pub(super) fn changes<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let Some(view) = &sections.compliance.changes else {
        return Box::new(empty());
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
    let protected = view.protected.iter().flatten();
    rows.extend(protected.map(|row| {
        let label = format!("{}: {}", name(&row.app), name(&row.actor));
        TidyRow::new("protected_changes", &row.app_id, label, row.count)
            .between(row.first_at.to_string(), row.last_at.to_string())
    }));
    Box::new(rows.into_iter())
}

pub(super) fn register<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let rows = sections.compliance.register.iter().flatten();
    Box::new(rows.map(|row| {
        let at = row.at.to_string();
        let label: Cow<'_, str> = match &row.target {
            Some(target) => format!("{}: {target}", row.event).into(),
            None => (&*row.event).into(),
        };
        TidyRow {
            id: row.event_id.to_string().into(),
            ..TidyRow::new("register", &None, label, 1).between(at.clone(), at)
        }
    }))
}

/// `expired: reason (owner, until 2024-12-31)`; `accepted: note (owner, reviewer)`.
pub(super) fn exceptions<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let Some(view) = &sections.compliance.exceptions else {
        return Box::new(empty());
    };
    fn also(text: &Option<String>) -> impl Iterator<Item = &str> {
        text.as_deref().into_iter()
    }
    let suppressions = view.suppressions.iter().map(|row| {
        let rule: Vec<&str> = std::iter::once(&*row.rule)
            .chain(also(&row.actor))
            .chain(also(&row.app))
            .collect();
        let label = format!(
            "{}, {}: {} ({}, until {})",
            rule.join(" "),
            row.state,
            row.reason,
            row.owner,
            row.until
        );
        let matches = row.matches.unwrap_or_default();
        TidyRow::new("suppression", &row.event_id, label, matches)
    });
    let dispositions = view.dispositions.iter().map(|row| {
        let about = row.about.as_ref().map(|about| &*about.event).into_iter();
        let about: Vec<&str> = about
            .chain(also(&row.rule))
            .chain(also(&row.actor))
            .collect();
        let who: Vec<&str> = std::iter::once(&*row.owner)
            .chain(also(&row.reviewer))
            .collect();
        let note = row.note.as_deref().map(|note| format!(": {note}"));
        let label = format!(
            "{} {}{} ({})",
            about.join(" "),
            row.disposition,
            note.unwrap_or_default(),
            who.join(", ")
        );
        let label = label.trim_start().to_owned();
        let matches = row.matches.unwrap_or_default();
        TidyRow::new("disposition", &row.event_id, label, matches)
    });
    Box::new(suppressions.chain(dispositions))
}

pub(super) fn detections<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let view = sections.compliance.detections.iter();
    let rules = view.clone().flat_map(|view| &view.detections).map(|rule| {
        let label = match &rule.reason {
            Some(reason) => format!("{}: {} ({reason})", rule.verdict, rule.title),
            None => format!("{}: {}", rule.verdict, rule.title),
        };
        TidyRow {
            id: rule.rule.as_str().into(),
            ..TidyRow::new("detection", &None, label, rule.count as u64)
        }
    });
    let rows = view.flat_map(|view| &view.detections).flat_map(|rule| {
        rule.matches.iter().map(move |found| {
            let name = |names: [&'a Option<Arc<str>>; 2]| {
                let name = names.into_iter().flatten().next();
                name.map_or("-", |name| &**name)
            };
            let actor = name([&found.actor, &found.actor_id]);
            let app = name([&found.app, &found.app_id]);
            let at = found.at.to_string();
            let dimension = match found.suppressed {
                Some(_) => "suppressed_match",
                None => "match",
            };
            TidyRow {
                id: found.fingerprint.as_str().into(),
                ..TidyRow::new(
                    dimension,
                    &None,
                    format!("{} {}: {actor}, {app}", rule.rule, found.level),
                    found.event_count,
                )
                .between(at.clone(), at)
            }
        })
    });
    Box::new(rules.chain(rows))
}

pub(super) fn coverage<'a>(_: &'a HeadView, sections: &'a SectionsView) -> TidyRows<'a> {
    let Some(view) = &sections.compliance.coverage else {
        return Box::new(empty());
    };
    let recorded = view.recorded.iter();
    let mut rows: Vec<TidyRow<'_>> = recorded
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
    Box::new(rows.into_iter())
}
