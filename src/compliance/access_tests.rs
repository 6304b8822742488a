use super::*;
use crate::compliance::marks;
use crate::view::section::Section;
use proptest::prelude::*;
use std::sync::Arc;

/// An event of the trail in so many words: hour, name, actor, scope, subject.
fn event(hour: i64, name: &str, actor: &str, scope: &str, subject: &str) -> NotedEvent {
    let who = |label: &str| Who {
        id: None,
        label: (!label.is_empty()).then(|| Arc::from(label)),
    };
    let marks = marks(&[Section::Access], name);
    NotedEvent {
        id: [u8::try_from(hour.rem_euclid(200)).expect("small"); 16],
        at: Timestamp {
            secs: hour * 3600,
            nanos: 0,
        },
        marks,
        passes: true,
        history: false,
        name: name.to_owned(),
        actor: who(actor),
        app: if marks.any(OF_APP) {
            who(scope)
        } else {
            Who::default()
        },
        team: if marks.any(OF_TEAM) {
            who(scope)
        } else {
            Who::default()
        },
        account: Who::default(),
        ip: None,
        subject: (!subject.is_empty()).then(|| subject.into()),
        role: None,
        target: None,
    }
}

fn create(hour: i64, subject: &str) -> NotedEvent {
    event(hour, "collaborator.create", "ann@acme.com", "web", subject)
}

fn destroy(hour: i64, subject: &str) -> NotedEvent {
    event(hour, "collaborator.destroy", "bo@acme.com", "web", subject)
}

/// The period is from hour 100 to hour 200.
fn ledger(events: &[NotedEvent]) -> AccessView {
    let place = |at: Timestamp| match at.secs / 3600 {
        ..100 => Place::History,
        100..200 => Place::Within,
        _ => Place::After,
    };
    let policy =
        Policy::from_toml("[policy]\ninternal_domains = [\"acme.com\"]\n").expect("a policy");
    let view = access(
        events,
        place,
        &policy,
        &People::default(),
        &Summary::default(),
    );
    let open = view.grants.iter().filter(|row| row.open).count() as u64;
    assert_eq!(
        view.opening + view.granted - view.revoked,
        view.closing,
        "it foots"
    );
    assert_eq!(open, view.closing);
    assert_eq!(
        view.grants.len() as u64,
        view.opening + view.granted + view.unmatched_revocations
    );
    view
}

fn balance(view: &AccessView) -> [u64; 6] {
    [
        view.opening,
        view.granted,
        view.revoked,
        view.closing,
        view.unmatched_revocations,
        view.unreadable_subjects,
    ]
}

#[test]
fn what_was_open_before_is_ended_in_the_period() {
    let view = ledger(&[create(1, "x@acme.com"), destroy(150, "X@acme.com")]);
    assert_eq!(balance(&view), [1, 0, 1, 0, 0, 0]);
    let row = &view.grants[0];
    assert_eq!(row.granted_by.as_deref(), Some("ann@acme.com"));
    assert_eq!(row.revoked_by.as_deref(), Some("bo@acme.com"));
    assert!(!row.open && row.external == Some(false) && row.self_granted == Some(false));
}

#[test]
fn what_ended_before_is_no_part_of_the_period_and_what_comes_after_is_not_known() {
    let view = ledger(&[
        create(1, "x"),
        destroy(2, "x"),
        create(120, "x"),
        destroy(210, "x"),
        create(220, "y"),
    ]);
    assert_eq!(balance(&view), [0, 1, 0, 1, 0, 0]);
    assert!(view.grants[0].open);
}

#[test]
fn a_revocation_without_a_grant_is_shown() {
    let view = ledger(&[
        destroy(110, "x"),
        create(120, "x"),
        destroy(130, ""),
        destroy(5, "y"),
    ]);
    assert_eq!(balance(&view), [0, 1, 0, 1, 2, 0]);
    let alone = &view.grants[0];
    assert_eq!(
        (&alone.granted_at, alone.subject.as_deref(), alone.open),
        (&None, Some("x"), false)
    );
    assert_eq!(view.grants[2].subject, None);
}

#[test]
fn what_cannot_be_read_stays_open() {
    let view = ledger(&[create(1, ""), create(110, ""), destroy(120, "")]);
    assert_eq!(balance(&view), [1, 1, 0, 2, 1, 1]);
    assert_eq!(
        (view.grants[0].external, view.grants[0].self_granted),
        (None, None)
    );
}

#[test]
fn each_grant_is_a_row_and_a_scope_is_one_thing() {
    let team = event(125, "team_membership.destroy", "bo@acme.com", "web", "x");
    let view = ledger(&[
        create(110, "x"),
        create(120, "x"),
        team,
        destroy(130, "x"),
        destroy(140, "x"),
        create(150, "x"),
    ]);
    assert_eq!(balance(&view), [0, 3, 2, 1, 1, 0]);
    // The earliest is ended first.
    assert_eq!(
        view.grants[0].revoked_at.as_deref(),
        Some("1970-01-06T10:00:00.000Z")
    );
}

#[test]
fn a_role_changes_and_opens_nothing() {
    let mut grant = create(110, "x");
    grant.role = Some("viewer".into());
    let mut update = event(120, "collaborator.update", "ann@acme.com", "web", "x");
    update.role = Some("admin".into());
    let mut other = event(130, "collaborator.update", "ann@acme.com", "web", "y");
    other.role = Some("admin".into());
    let view = ledger(&[grant, update, other]);
    assert_eq!(balance(&view), [0, 1, 0, 1, 0, 0]);
    assert_eq!(view.grants[0].role.as_deref(), Some("admin"));
}

#[test]
fn outsiders_and_those_who_let_themselves_in_are_told() {
    let view = ledger(&[create(110, "eve@evil.example"), create(120, "ANN@acme.com")]);
    assert_eq!(
        (view.grants[0].external, view.grants[0].self_granted),
        (Some(true), Some(false))
    );
    assert_eq!(
        (view.grants[1].external, view.grants[1].self_granted),
        (Some(false), Some(true))
    );
}

proptest! {
    /// Any order of grants and revocations, readable or not: `ledger` holds that it foots.
    #[test]
    fn it_foots_whatever_happens(steps in prop::collection::vec((0i64..240, any::<bool>(), 0usize..4), 0..60)) {
        let mut events: Vec<_> = steps
            .into_iter()
            .map(|(hour, granted, who)| {
                let subject = ["", "x", "y", "z"][who];
                if granted { create(hour, subject) } else { destroy(hour, subject) }
            })
            .collect();
        events.sort_by_key(|event| event.at);
        ledger(&events);
    }
}
