//! Tests that stand beside a rule: a few events, and the verdict to expect.
//!
//! ```yaml
//! tests:
//!     - name: somebody of another domain is told by the exact domain
//!       policy: |                      # what stands under [policy] in trailproof.toml
//!           internal_domains = ["acme.com"]
//!           subject = ["/user/email"]
//!       period: 2024-05                # a month, or FROM/TO with TO not in it; else the month of the last event
//!       history:                       # events of earlier archives, in the same form
//!           - {at: 2024-04-01}
//!       events:
//!           - {at: 2024-05-03 10:00, event: collaborator.create, app: shop, data: {user: {email: eve@other.com}}}
//!           - {at: 2024-05-03 10:01, event: app.destroy, app: shop, times: 5, every: 2m}
//!       expect: {verdict: fired, matches: [[1], [2, 3, 4, 5, 6]]}   # or one word; events count from 1
//! ```
//!
//! What an event does not say: `event` is `app.update`, `actor` `ann@acme.com`, `ip` `198.51.100.7`, `account` `acme`;
//! `app`, `owner`, `team` and `data` are not there. A party is an e-mail or a name, an id (a UUID), `{id: …, email: …}` or
//! `{id: …, name: …}`, or `null` for none. `at` is a day, a day with a time of day (`2024-05-03 10:00:30.5`), or RFC 3339.
//! `times` and `every` (`30s`, `2m`, `1h`, `1d`) repeat it. An event of `history` is `h1`, `h2`, ….

use super::level::Level;
use super::verdict::{Judged, Match, Verdict};
use crate::event::{Month, Timestamp};
use crate::policy::Policy;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use uuid::Uuid;

/// Most events of a test, repeated ones counted.
const MOST_EVENTS: usize = 10_000;

/// A test, as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it is about, in a sentence.
    pub name: String,
    #[serde(default)]
    policy: String,
    period: Option<String>,
    #[serde(default)]
    history: Vec<Entry>,
    #[serde(default)]
    events: Vec<Entry>,
    expect: Expect,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    at: String,
    #[serde(default = "usual_event")]
    event: String,
    #[serde(default = "usual_actor")]
    actor: Value,
    #[serde(default)]
    app: Value,
    #[serde(default)]
    owner: Value,
    #[serde(default)]
    team: Value,
    #[serde(default = "usual_account")]
    account: Value,
    #[serde(default = "usual_address")]
    ip: Option<String>,
    #[serde(default)]
    data: Value,
    id: Option<String>,
    times: Option<u32>,
    every: Option<String>,
}

fn usual_event() -> String {
    "app.update".to_owned()
}

fn usual_actor() -> Value {
    "ann@acme.com".into()
}

fn usual_account() -> Value {
    "acme".into()
}

#[expect(clippy::unnecessary_wraps, reason = "null leaves it out")]
fn usual_address() -> Option<String> {
    Some("198.51.100.7".to_owned())
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Expect {
    Verdict(Expected),
    All(Expectation),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expected {
    Fired,
    Clear,
    Indeterminate,
}

impl From<Expected> for Verdict {
    fn from(expected: Expected) -> Self {
        match expected {
            Expected::Fired => Self::Fired,
            Expected::Clear => Self::Clear,
            Expected::Indeterminate => Self::Indeterminate,
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    verdict: Expected,
    /// What the reason says, or a part of it.
    reason: Option<String>,
    /// The events of each match.
    matches: Option<Vec<Vec<Value>>>,
    /// The level of the worst match.
    level: Option<Level>,
    /// Label or id of the actor of the first match.
    actor: Option<String>,
}

/// What a test is judged by: archives, a policy, a period.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The archive of the period, one event a line.
    pub own: String,
    /// The archive before it; empty for none.
    pub history: String,
    /// The policy.
    pub policy: Policy,
    /// First instant of the period, and the first behind it.
    pub period: [Timestamp; 2],
}

impl Case {
    /// What the test is judged by.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the test.
    pub fn setting(&self) -> Result<Setting, String> {
        let policy = if self.policy.trim().is_empty() {
            Policy::default()
        } else {
            Policy::from_toml(&format!("[policy]\n{}", self.policy))
                .map_err(|error| format!("policy: {error}"))?
        };
        let (own, last) = archive(&self.events, false)?;
        let (history, _) = archive(&self.history, true)?;
        let period = match (&self.period, last) {
            (Some(text), _) => period(text)
                .ok_or_else(|| format!("period: `{text}` is neither a month nor FROM/TO"))?,
            (None, Some(last)) => of_month(Month::of_day(last.day())),
            (None, None) => {
                return Err("period is missing; without events it cannot be inferred".to_owned());
            }
        };
        Ok(Setting {
            own,
            history,
            policy,
            period,
        })
    }

    /// What differs from what was expected, a line each.
    #[must_use]
    pub fn failures(&self, judged: &Judged) -> Vec<String> {
        let expected = match &self.expect {
            Expect::All(all) => all.clone(),
            Expect::Verdict(verdict) => Expectation {
                verdict: *verdict,
                reason: None,
                matches: None,
                level: None,
                actor: None,
            },
        };
        let mut failures = Vec::new();
        let reason = judged.reason.as_deref().unwrap_or("no reason");
        let verdict = Verdict::from(expected.verdict);
        if judged.verdict != verdict {
            failures.push(format!(
                "expected {}, got {} ({reason})",
                verdict.as_str(),
                judged.verdict.as_str()
            ));
        }
        if let Some(want) = &expected.reason
            && !reason.contains(want.as_str())
        {
            failures.push(format!("expected the reason `{want}`, got `{reason}`"));
        }
        if let Some(want) = &expected.matches {
            let want: Vec<Vec<[u8; 16]>> = want
                .iter()
                .map(|events| events.iter().filter_map(numbered).collect())
                .collect();
            let got: Vec<_> = judged
                .matches
                .iter()
                .map(|one| one.events.clone())
                .collect();
            if want != got {
                failures.push(format!(
                    "expected the matches {}, got {}",
                    shown(&want),
                    shown(&got)
                ));
            }
        }
        let worst = judged.matches.iter().filter_map(|one| one.level).max();
        if let Some(want) = expected.level
            && worst != Some(want)
        {
            let got = worst.map_or("no other than the rule's own", Level::as_str);
            failures.push(format!("expected the level {}, got {got}", want.as_str()));
        }
        let actor = judged.matches.first().map(|one: &Match| &one.actor);
        if let Some(want) = &expected.actor
            && !actor.is_some_and(|who| {
                [&who.id, &who.label]
                    .into_iter()
                    .flatten()
                    .any(|name| **name == **want)
            })
        {
            failures.push(format!("expected the actor {want}, got {actor:?}"));
        }
        failures
    }
}

/// The first bytes of the ids of events, and of those of history.
const OWN: u64 = 0x4000_8000;
const HISTORY: u64 = 0x4000_9000;

fn id(history: bool, number: usize) -> Uuid {
    let kind = if history { HISTORY } else { OWN };
    Uuid::from_u64_pair(kind, number as u64)
}

/// The id of the event that an expectation numbers: `3`, or `h3` of history; or a UUID.
fn numbered(value: &Value) -> Option<[u8; 16]> {
    let uuid = match value {
        Value::Number(number) => id(false, usize::try_from(number.as_u64()?).ok()?),
        Value::String(text) => match text.strip_prefix('h').and_then(|text| text.parse().ok()) {
            Some(number) => id(true, number),
            None => Uuid::parse_str(text).ok()?,
        },
        _ => return None,
    };
    Some(uuid.into_bytes())
}

/// Matches as they are written in an expectation.
fn shown(matches: &[Vec<[u8; 16]>]) -> String {
    let event = |bytes: &[u8; 16]| match Uuid::from_bytes(*bytes).as_u64_pair() {
        (OWN, number) => number.to_string(),
        (HISTORY, number) => format!("h{number}"),
        _ => Uuid::from_bytes(*bytes).to_string(),
    };
    let matches = matches.iter().map(|events| {
        let events: Vec<String> = events.iter().map(event).collect();
        format!("[{}]", events.join(", "))
    });
    format!("[{}]", matches.collect::<Vec<_>>().join(", "))
}

/// The text of an archive, and its last instant.
fn archive(entries: &[Entry], history: bool) -> Result<(String, Option<Timestamp>), String> {
    let mut text = String::new();
    let mut last: Option<Timestamp> = None;
    let mut number = 0;
    for entry in entries {
        let first = instant(&entry.at).ok_or_else(|| {
            format!(
                "at: `{}` is not a time; write it as in 2024-05-03 10:00",
                entry.at
            )
        })?;
        let every = match &entry.every {
            Some(text) => seconds(text)
                .ok_or_else(|| format!("every: `{text}` is not a duration; write it as in 2m"))?,
            None => 0,
        };
        for nth in 0..i64::from(entry.times.unwrap_or(1)) {
            number += 1;
            if number > MOST_EVENTS {
                return Err(format!("more than {MOST_EVENTS} events"));
            }
            let at = Timestamp {
                secs: first.secs + nth.saturating_mul(every),
                ..first
            };
            last = last.max(Some(at));
            let _ = writeln!(text, "{}", event(entry, at, id(history, number)));
        }
    }
    Ok((text, last))
}

fn event(entry: &Entry, at: Timestamp, id: Uuid) -> Value {
    let (kind, action) = entry.event.rsplit_once('.').unwrap_or((&entry.event, ""));
    let mut made = Map::new();
    let own = entry.id.clone().unwrap_or_else(|| id.to_string());
    made.insert("id".to_owned(), own.into());
    made.insert("created_at".to_owned(), precise(at).into());
    made.insert("type".to_owned(), kind.into());
    made.insert("action".to_owned(), action.into());
    made.insert("actor".to_owned(), party(&entry.actor, "email"));
    made.insert("app".to_owned(), party(&entry.app, "name"));
    if !entry.owner.is_null() {
        made.insert("owner".to_owned(), party(&entry.owner, "email"));
    }
    made.insert("team".to_owned(), party(&entry.team, "name"));
    made.insert(
        "enterprise_account".to_owned(),
        party(&entry.account, "name"),
    );
    if let Some(ip) = &entry.ip {
        made.insert("request".to_owned(), json!({ "ip_address": ip }));
    }
    if !entry.data.is_null() {
        made.insert("data".to_owned(), entry.data.clone());
    }
    Value::Object(made)
}

/// The instant with all its digits.
fn precise(at: Timestamp) -> String {
    let text = at.to_string();
    let second = text.get(..19).unwrap_or_default();
    format!("{second}.{:09}Z", at.nanos % 1_000_000_000)
}

fn party(value: &Value, label: &str) -> Value {
    match value {
        Value::String(text) if Uuid::parse_str(text).is_ok() => json!({ "id": text }),
        Value::String(text) => json!({ label: text }),
        other => other.clone(),
    }
}

/// An instant as tests write it.
fn instant(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let text = match text.len() {
        10 => format!("{text}T00:00:00Z"),
        16 => format!("{}T{}:00Z", text.get(..10)?, text.get(11..)?),
        _ if text.contains('T') => text.to_owned(),
        _ => format!("{}T{}Z", text.get(..10)?, text.get(11..)?),
    };
    Timestamp::parse(text.as_bytes())
}

fn seconds(text: &str) -> Option<i64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    number
        .parse::<u32>()
        .ok()
        .map(|number| i64::from(number) * unit)
}

fn of_month(month: Month) -> [Timestamp; 2] {
    [month.start(), month.next().start()]
}

fn period(text: &str) -> Option<[Timestamp; 2]> {
    match text.split_once('/') {
        Some((from, to)) => Some([instant(from)?, instant(to)?]),
        None => Month::parse(text.trim()).map(of_month),
    }
}
