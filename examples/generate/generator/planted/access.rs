//! Access: granted, changed, ended in the same month or a later one, granted again, twice, by oneself, never.

use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::HashSet;

use super::Story;
use super::deed::{self, ACCESS, Deed};
use super::ledger::{Act, Scope, Step, Thread};

use Act::{Grant, Revoke, Update};

const DAY_MS: i64 = 86_400_000;

/// Lives of access: what is done, in order.
const LIVES: [&[Act]; 12] = [
    &[Grant],
    &[Grant],
    &[Grant, Revoke],
    &[Grant, Revoke],
    &[Grant, Update, Revoke],
    &[Grant, Update, Update],
    &[Revoke],
    &[Update, Revoke, Grant],
    &[Grant, Revoke, Grant],
    &[Grant, Revoke, Revoke, Grant, Revoke],
    // Twice at once: the earlier one ends first.
    &[Grant, Grant, Update, Revoke],
    &[Grant, Grant, Revoke, Grant, Revoke, Revoke, Update],
];

/// Plants a few dozen lives for each month.
pub fn plant(story: &mut Story, rng: &mut Rng) {
    let months = story.world.months.clone();
    let mut taken = HashSet::new();
    for month in &months {
        for number in 0..16 {
            let (scope, guest) = pair(story, rng);
            if taken.insert((scope, guest)) {
                let life = LIVES[(number + rng.usize(0..3)) % LIVES.len()];
                let span = month.start_ms()..month.end_ms();
                live(story, (scope, guest), life, rng.i64(span), rng);
            }
        }
        for act in [Grant, Grant, Update, Revoke] {
            unreadable(story, act, rng.i64(month.start_ms()..month.end_ms()), rng);
        }
        // At the first and the last instant of the month.
        for (at, life) in [
            (month.start_ms(), &[Grant][..]),
            (month.end_ms() - 1, &[Grant][..]),
            (month.start_ms(), &[Grant, Revoke][..]),
            (month.end_ms() - 1, &[Revoke][..]),
        ] {
            let (scope, guest) = pair(story, rng);
            if taken.insert((scope, guest)) {
                live(story, (scope, guest), life, at, rng);
            }
        }
        // Both at one instant: which was first, their ids decide.
        for life in [&[Grant, Revoke][..], &[Revoke, Grant]] {
            let (scope, guest) = pair(story, rng);
            if taken.insert((scope, guest)) {
                let at = rng.i64(month.start_ms()..month.end_ms());
                together(story, (scope, guest), life, at, rng);
            }
        }
    }
}

fn pair(story: &Story, rng: &mut Rng) -> (Scope, usize) {
    let world = &story.world;
    let scope = match rng.u32(0..10) {
        0..6 => Scope::App(rng.usize(0..world.apps.len())),
        6..9 => Scope::Team(rng.usize(0..world.teams.len())),
        _ => Scope::Account(rng.usize(0..world.accounts.len())),
    };
    (scope, rng.usize(0..world.guests.len()))
}

/// One life that begins at that time; its end may lie months later, or behind the last archive.
fn live(
    story: &mut Story,
    (scope, guest): (Scope, usize),
    life: &[Act],
    start: i64,
    rng: &mut Rng,
) {
    let months = story.world.months.clone();
    let there = |at: i64| {
        months
            .iter()
            .any(|month| (month.start_ms()..month.end_ms()).contains(&at))
    };
    let mut steps = Vec::new();
    let mut at = start;
    for act in life {
        if there(at) {
            steps.push(step(story, (scope, guest), *act, at, 0, rng));
        } else {
            break;
        }
        at += match rng.u32(0..4) {
            0 => rng.i64(1..3 * DAY_MS),
            1 | 2 => rng.i64(DAY_MS..20 * DAY_MS),
            _ => rng.i64(20 * DAY_MS..70 * DAY_MS),
        };
    }
    story.threads.push(Thread {
        scope,
        guest: Some(guest),
        steps,
    });
}

fn together(
    story: &mut Story,
    (scope, guest): (Scope, usize),
    life: &[Act],
    at: i64,
    rng: &mut Rng,
) {
    let steps = (0..).zip(life);
    let steps = steps
        .map(|(rank, act)| step(story, (scope, guest), *act, at, rank, rng))
        .collect();
    story.threads.push(Thread {
        scope,
        guest: Some(guest),
        steps,
    });
}

fn step(
    story: &mut Story,
    (scope, guest): (Scope, usize),
    act: Act,
    at: i64,
    rank: u8,
    rng: &mut Rng,
) -> Step {
    let known = &story.world.guests[guest];
    let mut text = known.spellings[rng.usize(0..known.spellings.len())].clone();
    // A later e-mail is not used before it is there.
    if let Some(actor) = known.actor
        && let labels = &story.world.actors[actor].subject.labels
        && let [_, (from, later)] = &labels[..]
        && *later == text
        && at < *from
    {
        text.clone_from(&labels[0].1);
    }
    let own = known.actor.filter(|_| act == Grant && rng.u32(0..5) == 0);
    let actor =
        own.or_else(|| (rng.u32(0..25) > 0).then(|| rng.usize(0..story.world.actors.len())));
    let role = (rng.u32(0..4) > 0)
        .then(|| ["viewer", "member", "admin", "ro\u{202e}le|<b>"][rng.usize(0..4)].to_owned());
    let data = readable(&text, role.as_deref(), rng);
    Step {
        deed: deed(story, scope, act, at, rank, actor, Some(data)),
        act,
        text: Some(text),
        role,
    }
}

fn deed(
    story: &mut Story,
    scope: Scope,
    act: Act,
    at: i64,
    rank: u8,
    actor: Option<usize>,
    data: Option<Value>,
) -> usize {
    let world = &story.world;
    let (app, team, account) = match scope {
        Scope::App(app) => (Some(app), world.apps[app].team, world.apps[app].account),
        Scope::Team(team) => (None, Some(team), world.teams[team].account),
        Scope::Account(account) => (None, None, account),
    };
    let step = match act {
        Grant => 0,
        Update => 1,
        Revoke => 2,
    };
    story.add(Deed {
        at,
        id: String::new(),
        name: ACCESS[scope.number()][step],
        actor,
        app,
        team,
        account,
        data,
        target: None,
        rank,
        ip: deed::OFFICE.to_owned(),
    })
}

/// `data` in which the policy finds a subject and, if given, a role.
fn readable(subject: &str, role: Option<&str>, rng: &mut Rng) -> Value {
    let decoy = "decoy@decoy.example";
    let mut data = match rng.u32(0..7) {
        0 => json!({"collaborator": {"email": subject, "id": 7}}),
        1 => json!({"user": {"email": subject}, "silent": true}),
        2 => json!({"members": [{"email": subject}, {"email": decoy}]}),
        3 => json!({"a/b": {"e~mail": subject}, "a": {"b": {"email": decoy}}}),
        // The first place that says something has it.
        4 => json!({"collaborator": {"email": null}, "user": {"email": subject}}),
        5 => {
            json!({"collaborator": {"email": ""}, "user": {"email": 7}, "members": [{"email": subject}]})
        }
        _ => json!({"collaborator": {"email": subject}, "user": {"email": decoy}}),
    };
    match role {
        Some(role) if data.get("collaborator").is_some() && rng.bool() => {
            data["collaborator"]["role"] = role.into();
        }
        Some(role) => data["role"] = role.into(),
        None if rng.bool() => data["role"] = Value::Null,
        None => {}
    }
    data
}

/// An event whose subject the policy does not find.
fn unreadable(story: &mut Story, act: Act, at: i64, rng: &mut Rng) {
    let (scope, _) = pair(story, rng);
    let role = rng.bool().then(|| "member".to_owned());
    let data = match rng.u32(0..9) {
        0 => None,
        1 => Some(Value::Null),
        2 => Some("ann@acme.com".into()),
        3 => Some(json!([{"email": "ann@acme.com"}])),
        4 => Some(json!({"collaborator": "ann@acme.com"})),
        5 => Some(json!({"collaborator": {"mail": "ann@acme.com"}})),
        6 => Some(json!({"members": {"1": {"email": "ann@acme.com"}}})),
        7 => Some((0..60).fold(
            json!({"email": "ann@acme.com"}),
            |inner, _| json!({"collaborator": inner}),
        )),
        _ => Some(
            json!({"collaborator": {"email": ["ann@acme.com"]}, "user": {"email": {"text": "ann@acme.com"}}}),
        ),
    };
    let (data, role) = match (data, role) {
        (Some(Value::Object(mut members)), Some(role)) => {
            members.insert("role".to_owned(), role.clone().into());
            (Some(Value::Object(members)), Some(role))
        }
        (data, _) => (data, None),
    };
    let actor = Some(rng.usize(0..story.world.actors.len()));
    let step = Step {
        deed: deed(story, scope, act, at, 0, actor, data),
        act,
        text: None,
        role,
    };
    story.threads.push(Thread {
        scope,
        guest: None,
        steps: vec![step],
    });
}
