//! An event as rules see it: its own members by path, and what is derived from them and from the policy.

use crate::compliance::{NotedEvent, People};
use crate::detection::network::network_of;
use crate::policy::{Kind, Policy};
use chrono::{Datelike, Timelike};
use ipnet::IpNet;
use rsigma_eval::{Event as _, EventValue, JsonEvent};
use rsigma_parser::{DetectionItem, Modifier, SigmaValue};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;
use uuid::Uuid;

/// Members of an event that rules may name, beside those of `data`.
const MEMBERS: [&str; 15] = [
    "id",
    "created_at",
    "type",
    "action",
    "actor.id",
    "actor.email",
    "app.id",
    "app.name",
    "owner.id",
    "owner.email",
    "team.id",
    "team.name",
    "enterprise_account.id",
    "enterprise_account.name",
    "request.ip_address",
];

/// What is derived.
const DERIVED: [&str; 16] = [
    "event",
    "actor.kind",
    "actor.domain",
    "actor.identity",
    "app.protected",
    "network",
    "local.hour",
    "local.weekday",
    "subject",
    "subject.domain",
    "subject.self",
    "role",
    "target",
    "object",
    "range",
    "keys",
];

/// What is told of actors and apps before events are noted.
pub(super) const OF_PARTIES: [&str; 2] = ["actor.kind", "app.protected"];

/// The key of the policy that a field is made of, if it is made of one alone.
pub(super) fn key_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "subject" | "subject.domain" | "subject.self" => "subject",
        "role" => "role",
        "target" => "target",
        "app.protected" => "protected_apps",
        "local.hour" | "local.weekday" => "working_hours",
        _ => return None,
    })
}

/// The keys of the policy without which the answer of an item is never known.
pub(super) fn policy_of(item: &DetectionItem) -> Vec<String> {
    let mut keys = super::placeholders::unfilled(item);
    let field = item.field.name.as_deref().unwrap_or_default();
    keys.extend(key_of(field).map(str::to_owned));
    if field == "actor.kind" {
        keys.push("service_accounts".to_owned());
        if !asks_service(item) && !asks_people(item) {
            keys.push("internal_domains".to_owned());
        }
    }
    keys
}

/// Whether an item asks for service accounts and no other kind of actor.
fn asks_service(item: &DetectionItem) -> bool {
    item.values.iter().all(|value| match value {
        SigmaValue::String(text) => text.original.eq_ignore_ascii_case(Kind::Service.as_str()),
        _ => false,
    })
}

/// Whether an item asks for people, be they of the organisation or not.
fn asks_people(item: &DetectionItem) -> bool {
    let asks = |kind: Kind| {
        item.values.iter().any(|value| match value {
            SigmaValue::String(text) => text.original.eq_ignore_ascii_case(kind.as_str()),
            _ => false,
        })
    };
    asks(Kind::Person) && asks(Kind::External) && !asks(Kind::Service)
}

/// What every event has.
pub(super) const NAME: &str = "event";

/// What an event's name tells.
pub(super) const OF_NAME: [&str; 3] = ["event", "type", "action"];

/// Whether rules may name a field.
pub(super) fn is_field(name: &str) -> bool {
    name == "data" || name.starts_with("data.") || names().any(|known| known == name)
}

/// The fields that rules may name, beside `data.…`.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MEMBERS.into_iter().chain(DERIVED)
}

/// The member of `data` that a field lies in; `None` for other fields, `Some("")` for all of `data`.
pub(super) fn member_of_data(field: &str) -> Option<&str> {
    if matches!(field, "data" | "range" | "keys") {
        return Some("");
    }
    let path = field.strip_prefix("data.")?;
    Some(path.split(['.', '[']).next().unwrap_or(path))
}

/// Whether a field is of the owner, whom no section but this asks for.
pub(super) fn is_of_owner(field: &str) -> bool {
    field.starts_with("owner.")
}

/// What is not known of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lack {
    /// The policy does not say this.
    Policy(String),
    /// This could not be read.
    Read(String),
}

/// The fields that some rule names. The others are not made: most of an event is not asked for.
pub(super) struct Wanted {
    fields: Vec<&'static str>,
    /// Whether something is wanted that is made of the event's own text.
    kept: bool,
}

impl Wanted {
    /// `None` is all of them. The name is always wanted: what holds of every event is told by it.
    pub(super) fn of(fields: Option<BTreeSet<String>>) -> Self {
        let has = |field: &&str| fields.as_ref().is_none_or(|fields| fields.contains(*field));
        let of_text = |field: &String| member_of_data(field).is_some() || is_of_owner(field);
        Self {
            fields: names().filter(|name| *name == NAME || has(name)).collect(),
            kept: fields.as_ref().is_none_or(|all| all.iter().any(of_text)),
        }
    }
}

/// See the module.
pub(super) struct Facts<'e> {
    pub(super) event: &'e NotedEvent<'e>,
    policy: &'e Policy,
    people: &'e People,
    wanted: &'e Wanted,
    /// What is kept of the event's own text, made when it is first asked for.
    kept: OnceCell<Option<Value>>,
    /// All fields, likewise.
    json: OnceCell<Value>,
}

fn text(text: Option<&Arc<str>>) -> Option<&str> {
    text.map(|text| &**text)
}

/// An event of which nothing is known but the name, the kind of its actor, and whether its app is protected.
pub(super) fn of_name(name: &str, kind: Option<&str>, protected: bool) -> Value {
    let mut fields = Map::new();
    put_name(&mut fields, name);
    if let Some(kind) = kind {
        fields.insert("actor.kind".to_owned(), kind.into());
    }
    fields.insert("app.protected".to_owned(), protected.into());
    Value::Object(fields)
}

fn put_name(fields: &mut Map<String, Value>, name: &str) {
    let (kind, action) = name.rsplit_once('.').unwrap_or((name, ""));
    fields.insert("event".to_owned(), name.into());
    fields.insert("type".to_owned(), kind.into());
    fields.insert("action".to_owned(), action.into());
}

impl<'e> Facts<'e> {
    pub(super) fn new(
        event: &'e NotedEvent<'e>,
        policy: &'e Policy,
        people: &'e People,
        wanted: &'e Wanted,
    ) -> Self {
        Self {
            event,
            policy,
            people,
            wanted,
            kept: OnceCell::new(),
            json: OnceCell::new(),
        }
    }

    /// What is kept of a member of the event: `data` or `owner`.
    fn kept(&self, member: &str) -> Option<&Value> {
        let made = self.kept.get_or_init(|| {
            let text = self.event.kept().filter(|_| self.wanted.kept)?;
            serde_json::from_str(text).ok()
        });
        made.as_ref()?.get(member)
    }

    /// What is kept of `data`.
    fn data(&self) -> Option<&Value> {
        self.kept("data")
    }

    /// All fields that some rule names.
    pub(super) fn json(&self) -> &Value {
        self.json.get_or_init(|| {
            let mut fields = Map::new();
            for field in &self.wanted.fields {
                if let Some(value) = self.value(field) {
                    fields.insert((*field).to_owned(), value);
                }
            }
            if let Some(data) = self.data() {
                fields.insert("data".to_owned(), data.clone());
            }
            Value::Object(fields)
        })
    }

    /// What a field says as a text, by which events are told apart; nothing where it is no text.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        if let Some(value) = self.value(field) {
            return EventValue::from(&value).as_str().map(Cow::into_owned);
        }
        member_of_data(field)?;
        let event = JsonEvent::borrow(self.json());
        let value = event.get_field(field)?;
        value.as_str().map(Cow::into_owned)
    }

    /// What a field says of the event; nothing where it has none.
    fn value(&self, field: &str) -> Option<Value> {
        let (event, policy) = (self.event, self.policy);
        let given = |text: &Option<Arc<str>>| text.as_deref().map(Value::from);
        let email = event.actor().label.as_deref();
        let identity = || self.people.actor(event.actor());
        let subject = text(event.subject());
        let (kind, action) = event.name().rsplit_once('.').unwrap_or((event.name(), ""));
        let local = || {
            let hours = policy.working_hours.as_ref()?;
            Some(hours.tz.local(event.at()))
        };
        match field {
            "event" => Some((&**event.name()).into()),
            "type" => Some(kind.into()),
            "action" => Some(action.into()),
            "id" => Some(Uuid::from_bytes(event.id()).to_string().into()),
            "created_at" => Some(event.at().to_string().into()),
            "actor.id" => given(&event.actor().id),
            "actor.email" => given(&event.actor().label),
            "app.id" => given(&event.app().id),
            "app.name" => given(&event.app().label),
            "owner.id" | "owner.email" => {
                let (_, member) = field.split_once('.')?;
                let value = self.kept("owner")?.get(member)?;
                (!value.is_null()).then(|| value.clone())
            }
            "team.id" => given(&event.team().id),
            "team.name" => given(&event.team().label),
            "enterprise_account.id" => given(&event.account().id),
            "enterprise_account.name" => given(&event.account().label),
            "request.ip_address" => text(event.ip()).map(Value::from),
            "actor.kind" => identity().map(|_| policy.kind_of(email).as_str().into()),
            "actor.domain" => email.and_then(Policy::domain_of).map(Into::into),
            "actor.identity" => identity().map(Into::into),
            "app.protected" => Some(self.protected().unwrap_or_default().into()),
            "network" => {
                let address = text(event.ip())?.parse::<IpAddr>().ok()?;
                Some(network_of(address).to_string().into())
            }
            "local.hour" => Some(local()?.hour().into()),
            "local.weekday" => {
                let weekday = local()?.weekday();
                // Both ways of telling it: 7 and `sun`.
                let name = weekday.to_string().to_lowercase();
                Some(json!([weekday.number_from_monday(), name]))
            }
            "subject" => subject.map(Into::into),
            "subject.domain" => subject.and_then(Policy::domain_of).map(Into::into),
            "subject.self" => self.is_self().map(Into::into),
            "role" => text(event.role()).map(Into::into),
            "target" => text(event.target()).map(Into::into),
            "object" => {
                let own = || Uuid::from_bytes(event.id()).to_string();
                Some(self.object().unwrap_or_else(own).into())
            }
            "range" => {
                let ranges = self.data().map(ranges).unwrap_or_default();
                (!ranges.is_empty()).then(|| ranges.into())
            }
            "keys" => {
                let mut keys = Vec::new();
                keys.extend(text(event.target()).map(Value::from));
                if let Some(data) = self.data() {
                    variables(data, &mut keys);
                }
                (!keys.is_empty()).then(|| keys.into())
            }
            _ => None,
        }
    }

    /// Whether the app is protected; `Some(false)` where there is no app.
    pub(super) fn protected(&self) -> Option<bool> {
        let app = self.event.app();
        match (&app.label, &app.id) {
            (Some(name), _) => self.policy.is_protected(name),
            (None, None) => Some(false),
            (None, Some(_)) => None,
        }
    }

    /// Whether the person concerned is the one who acts.
    fn is_self(&self) -> Option<bool> {
        let subject = self.people.known_by(text(self.event.subject())?);
        Some(subject == self.people.actor(self.event.actor())?)
    }

    /// What the event is about, as far as one such thing can be told from another.
    pub(super) fn object(&self) -> Option<String> {
        let event = self.event;
        let (kind, _) = event.name().rsplit_once('.').unwrap_or((event.name(), ""));
        let own = match kind {
            "app" => event.app().id.as_deref().or(event.app().label.as_deref()),
            "team" => event.team().id.as_deref().or(event.team().label.as_deref()),
            _ => None,
        };
        let name = own.or(text(event.target())).or(text(event.subject()))?;
        let app = event.app().id.as_deref().or(event.app().label.as_deref());
        Some(format!("{kind} {} {name}", app.unwrap_or_default()))
    }

    /// Why the answer of an item is not known for this event; with `None` for words that may stand anywhere.
    pub(super) fn lacking(&self, item: Option<&DetectionItem>) -> Option<Lack> {
        let policy = |key: &str| Some(Lack::Policy(key.to_owned()));
        let read = |what: &str| Some(Lack::Read(what.to_owned()));
        let Some(item) = item else {
            return if self.data().is_none() {
                read("data")
            } else {
                None
            };
        };
        if let Some(name) = super::placeholders::unfilled(item).first() {
            return policy(name);
        }
        let field = item.field.name.as_deref()?;
        if item.field.has_modifier(Modifier::Exists) {
            return None;
        }
        let pointed = |what: &str, value: Option<&str>, given: bool| match (value, given) {
            (Some(_), _) => None,
            (None, true) => read(what),
            (None, false) => policy(what),
        };
        let event = self.event;
        let given = self.policy;
        let subject = || pointed("subject", text(event.subject()), given.subject.is_some());
        match field {
            "subject" => subject(),
            "subject.domain" => subject().or_else(|| {
                let domain = text(event.subject()).and_then(Policy::domain_of);
                if domain.is_none() {
                    read("domain of the subject")
                } else {
                    None
                }
            }),
            "subject.self" => subject().or_else(|| {
                if self.is_self().is_none() {
                    read("actor")
                } else {
                    None
                }
            }),
            "role" => pointed("role", text(event.role()), given.role.is_some()),
            "target" => pointed("target", text(event.target()), given.target.is_some()),
            "actor.kind" => self.lacking_kind(item),
            "app.protected" => match self.protected() {
                Some(_) => None,
                None if given.protected_apps.is_none() => policy("protected_apps"),
                None => read("name of the app"),
            },
            "local.hour" | "local.weekday" if given.working_hours.is_none() => {
                policy("working_hours")
            }
            "range" | "keys" => {
                if self.json().get(field).is_none() {
                    read(field)
                } else {
                    None
                }
            }
            _ if member_of_data(field).is_some() => {
                let there = JsonEvent::borrow(self.json()).get_field(field).is_some();
                if there { None } else { read(field) }
            }
            _ => None,
        }
    }

    /// Service accounts can be told without the organisation's domains, people of other domains cannot.
    fn lacking_kind(&self, item: &DetectionItem) -> Option<Lack> {
        let policy = |key: &str| Some(Lack::Policy(key.to_owned()));
        if self.policy.service_accounts.is_none() {
            return policy("service_accounts");
        }
        let email = self.event.actor().label.as_deref();
        if self.policy.internal_domains.is_none()
            && !asks_service(item)
            && !asks_people(item)
            && self.policy.kind_of(email) != Kind::Service
        {
            return policy("internal_domains");
        }
        None
    }
}

/// The names of configuration variables that stand anywhere in a value, as those who write them all do: in capitals.
fn variables(value: &Value, found: &mut Vec<Value>) {
    let mut add = |text: &str| {
        let is_name = text.len() > 1
            && text.starts_with(|first: char| first.is_ascii_uppercase())
            && text
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        if is_name {
            found.push(text.into());
        }
    };
    match value {
        Value::String(text) => add(text),
        Value::Array(list) => list.iter().for_each(|one| variables(one, found)),
        Value::Object(members) => {
            members.keys().for_each(|name| add(name));
            members.values().for_each(|one| variables(one, found));
        }
        _ => {}
    }
}

/// The networks that stand anywhere in a value, each as its first address and prefix.
fn ranges(value: &Value) -> Vec<Value> {
    fn collect(value: &Value, found: &mut Vec<Value>) {
        match value {
            Value::String(text) => {
                if let Ok(net) = text.trim().parse::<IpNet>() {
                    found.push(net.trunc().to_string().into());
                }
            }
            Value::Array(list) => list.iter().for_each(|one| collect(one, found)),
            Value::Object(members) => members.values().for_each(|one| collect(one, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(value, &mut found);
    found
}
