//! What the policy sets aside and what was decided, held against the matches of rules and the period.

use crate::policy::{Concern, Disposition, Match, Policy, Suppression};
use crate::view::compliance::ComplianceView;
use crate::view::exceptions::{AboutView, DispositionRow, ExceptionsView, SuppressionRow};
use crate::view::moment::EventId;
use chrono::NaiveDate;

/// The exceptions of a policy; nothing where it has none.
///
/// `last_day` is that of the period, by which a suppression may have expired; without an event none has. `matches` are
/// those of all rules, or nothing where no detections were looked for. What an event is that a disposition names is
/// read of the sections.
#[must_use]
pub fn exceptions(
    policy: &Policy,
    last_day: Option<NaiveDate>,
    matches: Option<&[Match<'_>]>,
    sections: &ComplianceView,
) -> Option<ExceptionsView> {
    if policy.suppress.is_empty() && policy.disposition.is_empty() {
        return None;
    }
    let day = last_day.unwrap_or(NaiveDate::MIN);
    // How many matches fall under each entry, asked once for each match.
    let counted = |entries: usize, entry_of: &dyn Fn(&Match<'_>) -> Option<usize>| {
        let mut counts = vec![matches.map(|_| 0); entries];
        let entries = matches.into_iter().flatten().filter_map(entry_of);
        entries.for_each(|place| counts[place] = counts[place].map(|count: u64| count + 1));
        counts.into_iter()
    };
    let suppressed = |found: &Match<'_>| policy.suppression(found, day);
    let suppressed = counted(policy.suppress.len(), &suppressed);
    let suppressions = policy.suppress.iter().zip(suppressed);
    let suppressions = suppressions.map(|(entry, own)| suppression(entry, entry.holds(day), own));
    let decided = |found: &Match<'_>| policy.disposition(found);
    let decided = counted(policy.disposition.len(), &decided);
    let dispositions = policy.disposition.iter().zip(decided);
    let dispositions = dispositions.map(|(entry, own)| disposition(entry, own, sections));
    Some(ExceptionsView {
        suppressions: suppressions.collect(),
        dispositions: dispositions.collect(),
    })
}

fn suppression(entry: &Suppression, holds: bool, matches: Option<u64>) -> SuppressionRow {
    SuppressionRow {
        rule: entry.rule.clone(),
        actor: entry.actor.as_ref().map(|actor| actor.text().to_owned()),
        app: entry.app.as_ref().map(|app| app.text().to_owned()),
        event_id: entry.event_id.map(|id| id.to_string()),
        reason: entry.reason.clone(),
        owner: entry.owner.clone(),
        until: entry.until.to_string(),
        state: match (holds, matches) {
            (false, _) => "expired",
            (true, None) => "not evaluated",
            (true, Some(0)) => "unused",
            (true, Some(_)) => "in force",
        },
        matches,
    }
}

fn disposition(
    entry: &Disposition,
    matches: Option<u64>,
    sections: &ComplianceView,
) -> DispositionRow {
    let (event, rule, actor) = match &entry.concern {
        Concern::Event(id) => (Some(*id), None, None),
        Concern::Rule(rule, actor) => (None, Some(rule.clone()), Some(actor.text().to_owned())),
    };
    DispositionRow {
        event_id: event.map(|id| id.to_string()),
        rule,
        actor,
        disposition: entry.verdict.as_str(),
        owner: entry.owner.clone(),
        reviewer: entry.reviewer.clone(),
        note: entry.note.clone(),
        about: event.and_then(|id| about(EventId(id.into_bytes()), sections)),
        matches,
    }
}

/// What an event is, where a section has it.
fn about(id: EventId, sections: &ComplianceView) -> Option<AboutView> {
    let registered = sections.register.iter().flatten();
    let mut registered = registered.filter(|row| row.event_id == id);
    if let Some(row) = registered.next() {
        return Some(AboutView {
            event: row.event.clone(),
            at: row.at,
            actor: row.actor.clone(),
            scope: row.app.clone(),
        });
    }
    let grants = sections.access.iter().flat_map(|access| &access.grants);
    for row in grants {
        let kind = match row.scope_kind {
            "app" => "collaborator",
            "team" => "team_membership",
            _ => "enterprise_account_membership",
        };
        let steps = [
            ("create", row.granted_event, row.granted_at, &row.granted_by),
            (
                "destroy",
                row.revoked_event,
                row.revoked_at,
                &row.revoked_by,
            ),
        ];
        for (action, event, at, actor) in steps {
            if let (true, Some(at)) = (event == Some(id), at) {
                return Some(AboutView {
                    event: format!("{kind}.{action}").into(),
                    at,
                    actor: actor.clone(),
                    scope: row.scope.clone(),
                });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"
[[policy.suppress]]
rule = "TP-D08"
actor = "svc-*"
reason = "nightly deployment"
owner = "ops@acme.com"
until = 2024-12-31
[[policy.suppress]]
rule = "TP-D05"
reason = "migration"
owner = "ops@acme.com"
until = 2024-05-01
[[policy.disposition]]
rule = "TP-D02"
actor = "ann@acme.com"
disposition = "accepted"
owner = "ann@acme.com"
reviewer = "bo@acme.com"
"#;

    #[test]
    fn what_is_expired_or_unused_is_told() {
        let policy = Policy::from_toml(POLICY).expect("a policy");
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let none = ComplianceView::default();
        let found = |rule, actor| Match {
            rule,
            actor: [None, Some(actor)],
            app: [None, None],
            events: &[],
        };
        let states = |last_day, matches: Option<&[Match<'_>]>| {
            let view = exceptions(&policy, last_day, matches, &none).expect("exceptions");
            let rows = view.suppressions.iter();
            let own = view.dispositions[0].matches;
            (rows.map(|row| row.state).collect::<Vec<_>>(), own)
        };
        assert_eq!(
            states(day("2024-05-31"), None),
            (vec!["not evaluated", "expired"], None)
        );
        assert_eq!(
            states(day("2024-05-01"), Some(&[])),
            (vec!["unused", "unused"], Some(0))
        );
        let matches = [found("tp-d08", "svc-1"), found("TP-D02", "ann@acme.com")];
        assert_eq!(
            states(day("2024-05-31"), Some(&matches)),
            (vec!["in force", "expired"], Some(1))
        );
        assert_eq!(exceptions(&Policy::default(), None, None, &none), None);
    }
}
