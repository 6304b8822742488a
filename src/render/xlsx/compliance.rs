//! The sheets of the report beside activity.

use super::super::RenderError;
use super::common::count;
use super::table::Fact;
use super::{Book, Column, integer, text};
use crate::view::compliance::ComplianceView;
use crate::view::coverage::CoverageView;
use crate::view::detections::DetectionsView;

/// Figures of these sections that are no rows.
pub(super) fn facts(view: &ComplianceView) -> Vec<Fact<'_>> {
    let mut facts = Vec::new();
    if let Some(access) = &view.access {
        facts.extend([
            count("access", "opening", access.opening),
            count("access", "granted", access.granted),
            count("access", "revoked", access.revoked),
            count("access", "closing", access.closing),
            count(
                "access",
                "unmatched_revocations",
                access.unmatched_revocations,
            ),
            count("access", "unreadable_subjects", access.unreadable_subjects),
        ]);
    }
    if let Some(changes) = &view.changes {
        facts.push(count("changes", "population", changes.population));
        facts.push(count("changes", "outside_hours", changes.outside_hours));
    }
    facts
}

/// The sheets of the sections that were asked for.
pub(super) fn sheets(book: &mut Book<'_>, view: &ComplianceView) -> Result<(), RenderError> {
    controls(book, view)?;
    if let Some(detections) = &view.detections {
        self::detections(book, detections)?;
    }
    if let Some(access) = &view.access {
        let columns = grant_columns();
        book.table("Access", &columns, &access.grants)?;
    }
    if let Some(register) = &view.register {
        let columns = [
            Column::time("at"),
            Column::text("event"),
            Column::text("actor"),
            Column::text("actor_id"),
            Column::text("app"),
            Column::text("app_id"),
            Column::text("target"),
            Column::text("account"),
            Column::text("event_id"),
        ];
        book.table("Register", &columns, register)?;
    }
    changes(book, view)?;
    exceptions(book, view)?;
    match &view.coverage {
        Some(coverage) => self::coverage(book, coverage),
        None => Ok(()),
    }
}

/// The columns of a grant.
pub(super) fn grant_columns() -> Vec<Column> {
    vec![
        Column::text("scope"),
        Column::text("scope_id"),
        Column::text("scope_kind"),
        Column::text("subject"),
        Column::text("role"),
        Column::text("granted_by"),
        Column::text("granted_by_id"),
        Column::time("granted_at"),
        Column::text("granted_event"),
        Column::text("revoked_by"),
        Column::text("revoked_by_id"),
        Column::time("revoked_at"),
        Column::text("revoked_event"),
        Column::truth("open"),
        Column::truth("external"),
        Column::truth("self_granted"),
        Column::text("account"),
    ]
}

fn controls(book: &mut Book<'_>, view: &ComplianceView) -> Result<(), RenderError> {
    let Some(view) = &view.controls else {
        return Ok(());
    };
    let columns = [
        Column::text("framework"),
        Column::text("id"),
        Column::prose("title"),
        Column::text("strength"),
        Column::integer("events"),
        Column::prose("evidence"),
        Column::prose("sections"),
        Column::prose("detections"),
        Column::prose("note"),
    ];
    book.table("Controls", &columns, &view.controls)?;
    let columns = [
        Column::text("framework"),
        Column::text("id"),
        Column::prose("why"),
    ];
    book.table("Not evidenced", &columns, &view.not_evidenced)
}

fn detections(book: &mut Book<'_>, view: &DetectionsView) -> Result<(), RenderError> {
    let columns = [
        Column::text("rule"),
        Column::prose("title"),
        Column::text("level"),
        Column::text("verdict"),
        Column::prose("reason"),
        Column::integer("count"),
        Column::integer("suppressed"),
    ];
    book.table("Detections", &columns, &view.detections)?;
    let columns = [
        Column::text("rule"),
        Column::text("fingerprint"),
        Column::time("at"),
        Column::text("level"),
        Column::text("actor"),
        Column::text("actor_id"),
        Column::text("app"),
        Column::text("app_id"),
        Column::text("scope"),
        Column::integer("event_count"),
        Column::prose("suppressed.reason"),
        Column::text("suppressed.owner"),
        Column::day("suppressed.until"),
        Column::text("disposition.disposition"),
        Column::text("disposition.owner"),
        Column::text("disposition.reviewer"),
        Column::prose("disposition.note"),
    ];
    let all = || view.detections.iter();
    let matches = all().flat_map(|rule| {
        rule.matches.iter().map(|row| RuleOf {
            rule: &rule.rule,
            row,
        })
    });
    book.table("Matches", &columns, matches)?;
    let columns = ["rule", "fingerprint", "event_id"].map(Column::text);
    book.sheet("Match events", &columns, |sheet| {
        for (rule, found) in all().flat_map(|rule| rule.matches.iter().map(move |one| (rule, one)))
        {
            for event in &found.events {
                let id = event.to_string();
                sheet.row([text(&*rule.rule), text(&*found.fingerprint), text(id)])?;
            }
        }
        Ok(())
    })
}

/// A match with the rule that it is of.
#[derive(serde::Serialize)]
struct RuleOf<'a, T> {
    rule: &'a str,
    #[serde(flatten)]
    row: T,
}

fn changes(book: &mut Book<'_>, view: &ComplianceView) -> Result<(), RenderError> {
    let Some(view) = &view.changes else {
        return Ok(());
    };
    let columns = [
        Column::text("app"),
        Column::text("id"),
        Column::text("accounts"),
        Column::truth("protected"),
        Column::integer("count"),
        Column::integer("people"),
        Column::integer("services"),
        Column::integer("external"),
        Column::integer("outside_hours"),
    ];
    book.table("Changes by app", &columns, &view.by_app)?;
    let columns = [
        Column::text("actor"),
        Column::text("id"),
        Column::text("accounts"),
        Column::text("kind"),
        Column::integer("count"),
        Column::integer("outside_hours"),
    ];
    book.table("Changes by actor", &columns, &view.by_actor)?;
    let Some(protected) = &view.protected else {
        return Ok(());
    };
    let columns = [
        Column::text("app"),
        Column::text("app_id"),
        Column::text("actor"),
        Column::text("actor_id"),
        Column::text("accounts"),
        Column::text("kind"),
        Column::integer("count"),
        Column::integer("outside_hours"),
        Column::time("first_at"),
        Column::time("last_at"),
    ];
    book.table("Changes of protected apps", &columns, protected)
}

fn exceptions(book: &mut Book<'_>, view: &ComplianceView) -> Result<(), RenderError> {
    let Some(view) = &view.exceptions else {
        return Ok(());
    };
    let columns = [
        Column::text("rule"),
        Column::text("actor"),
        Column::text("app"),
        Column::text("event_id"),
        Column::prose("reason"),
        Column::text("owner"),
        Column::day("until"),
        Column::text("state"),
        Column::integer("matches"),
    ];
    book.table("Suppressions", &columns, &view.suppressions)?;
    let columns = [
        Column::text("event_id"),
        Column::text("rule"),
        Column::text("actor"),
        Column::text("disposition"),
        Column::text("owner"),
        Column::text("reviewer"),
        Column::prose("note"),
        Column::text("about.event"),
        Column::time("about.at"),
        Column::text("about.actor"),
        Column::text("about.scope"),
        Column::integer("matches"),
    ];
    book.table("Dispositions", &columns, &view.dispositions)
}

/// What is recorded, what is not, and which months there are.
fn coverage(book: &mut Book<'_>, view: &CoverageView) -> Result<(), RenderError> {
    let columns = [
        Column::text("of"),
        Column::prose("name"),
        Column::integer("count"),
        Column::prose("instead"),
    ];
    book.sheet("Coverage", &columns, |sheet| {
        for row in &view.recorded {
            sheet.row([text("recorded"), text(&*row.event), integer(row.count)])?;
        }
        for row in &view.not_recorded {
            let (what, instead) = (text(row.what), text(row.instead));
            sheet.row([text("not_recorded"), what, super::Value::Empty, instead])?;
        }
        let months = [("month", &view.months), ("missing_month", &view.missing)];
        for (of, months) in months {
            for month in months {
                sheet.row([text(of), text(&**month)])?;
            }
        }
        Ok(())
    })?;
    let columns = [
        Column::text("framework"),
        Column::text("control"),
        Column::prose("asks"),
        Column::integer("months"),
    ];
    book.table("Retention", &columns, &view.retention)
}
