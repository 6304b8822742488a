use super::*;
use crate::compliance::{Noted, NotedEvents, marks};
use crate::filter::Filter;
use crate::ingest::discover;
use crate::reading::Reading;
use crate::view::section::Section;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Arc;

/// An event as an archive has it: hour, name, actor, scope, subject; the empty text is nothing.
fn event(hour: i64, name: &str, actor: &str, scope: &str, subject: &str) -> Value {
    let (kind, action) = name.split_once('.').expect("a name");
    let at = Timestamp {
        secs: hour * 3600,
        nanos: 0,
    };
    json!({
        "created_at": at.to_string(), "type": kind, "action": action, "actor": {"email": actor},
        "app": {"name": scope}, "team": {"name": scope}, "data": {"subject": subject},
    })
}

fn create(hour: i64, subject: &str) -> Value {
    event(hour, "collaborator.create", "ann@acme.com", "web", subject)
}

fn destroy(hour: i64, subject: &str) -> Value {
    event(hour, "collaborator.destroy", "bo@acme.com", "web", subject)
}

const POLICY: &str = r#"
    [policy]
    internal_domains = ["acme.com"]
    subject = ["/subject"]
    role = ["/role"]
"#;

/// The ids of events rise in the order in which they are given. The period is from hour 100 to hour 200.
fn ledger(events: &[Value]) -> AccessView {
    let mut file = tempfile::Builder::new()
        .suffix(".json")
        .tempfile()
        .expect("a file");
    let numbered = events.iter().enumerate().map(|(nth, event)| {
        let mut event = event.clone();
        event["id"] = format!("00000000-0000-0000-0000-{nth:012}").into();
        event
    });
    let text = Value::from(numbered.collect::<Vec<_>>()).to_string();
    file.write_all(text.as_bytes()).expect("written");
    let sources = discover(&[file.path().into()]).expect("an archive");
    let (filter, policy) = (Filter::default(), Policy::from_toml(POLICY));
    let policy = Arc::new(policy.expect("a policy"));
    let reading = Reading {
        marker: Some(&|name| marks(&[Section::Access], name)),
        ..Reading::new(&sources, &filter)
    };
    let counted = reading.run(&|| Noted::new(Arc::clone(&policy)));
    let counted = counted.expect("a reading");
    assert_eq!(counted.ledger.accepted, events.len() as u64);
    let events = NotedEvents::new(&counted.observed, &counted.names);
    let events = events.in_order();
    let place = |at: Timestamp| match at.secs / 3600 {
        ..100 => Place::History,
        100..200 => Place::Within,
        _ => Place::After,
    };
    let view = access(
        &events,
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
        (alone.granted_at, alone.subject.as_deref(), alone.open),
        (None, Some("x"), false)
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
        view.grants[0]
            .revoked_at
            .map(|at| at.to_string())
            .as_deref(),
        Some("1970-01-06T10:00:00.000Z")
    );
}

#[test]
fn a_role_changes_and_opens_nothing() {
    let mut grant = create(110, "x");
    grant["data"]["role"] = "viewer".into();
    let mut update = event(120, "collaborator.update", "ann@acme.com", "web", "x");
    update["data"]["role"] = "admin".into();
    let mut other = event(130, "collaborator.update", "ann@acme.com", "web", "y");
    other["data"]["role"] = "admin".into();
    let view = ledger(&[grant, update, other]);
    assert_eq!(balance(&view), [0, 1, 0, 1, 0, 0]);
    assert_eq!(view.grants[0].role.as_deref(), Some("admin"));
}

#[test]
fn a_role_changes_for_every_row_that_is_open_then_and_for_none_behind() {
    let with_role = |mut event: Value, role: &str| {
        event["data"]["role"] = role.into();
        event
    };
    let update = |hour| event(hour, "collaborator.update", "ann@acme.com", "web", "x");
    let view = ledger(&[
        with_role(create(110, "x"), "viewer"),
        with_role(create(111, "x"), "viewer"),
        with_role(update(112), "member"),
        destroy(113, "x"),
        with_role(update(114), "admin"),
        with_role(create(115, "x"), "viewer"),
        destroy(116, "x"),
    ]);
    let roles = view.grants.iter().map(|row| row.role.as_deref());
    let ended = view.grants.iter().map(|row| !row.open);
    assert_eq!(
        roles.zip(ended).collect::<Vec<_>>(),
        [
            (Some("member"), true),
            (Some("admin"), true),
            (Some("viewer"), false)
        ]
    );
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
        let events: Vec<_> = steps
            .into_iter()
            .map(|(hour, granted, who)| {
                let subject = ["", "x", "y", "z"][who];
                if granted { create(hour, subject) } else { destroy(hour, subject) }
            })
            .collect();
        ledger(&events);
    }
}
