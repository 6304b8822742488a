//! One event: what it is about, and how it is written down.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::super::json::new_uuid;
use super::super::rows;
use super::super::subject::Subject;
use super::Story;
use super::clock;
use super::world::World;

/// An event name and what the sections make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// `type`.
    pub kind: &'static str,
    /// `action`.
    pub action: &'static str,
    /// Whether it is a change.
    pub change: bool,
    /// Whether it is a destruction, or a change of network or TLS.
    pub registered: bool,
    /// Whether an app has it.
    pub of_app: bool,
}

impl Name {
    /// `type.action`.
    pub fn joined(self) -> String {
        format!("{}.{}", self.kind, self.action)
    }

    /// The name that is written so; one of [`ACCESS`] or [`OTHERS`].
    pub fn of(joined: &str) -> Self {
        let mut all = ACCESS.iter().flatten().chain(&OTHERS);
        let known = all.find(|name| name.joined() == joined);
        known.copied().unwrap_or(OTHERS[0])
    }

    /// Whether the ledger of grants looks at it.
    pub fn access(self) -> bool {
        ACCESS.iter().flatten().any(|name| *name == self)
    }
}

const fn name(kind: &'static str, action: &'static str, marks: &str) -> Name {
    let marks = marks.as_bytes();
    Name {
        kind,
        action,
        change: marks[0] == b'c',
        registered: marks[1] == b'r',
        of_app: marks[2] == b'a',
    }
}

/// Names of the access ledger, by scope: granted, changed, revoked.
pub const ACCESS: [[Name; 3]; 3] = [
    [
        name("collaborator", "create", "--a"),
        name("collaborator", "update", "--a"),
        name("collaborator", "destroy", "-ra"),
    ],
    [
        name("team_membership", "create", "---"),
        name("team_membership", "update", "---"),
        name("team_membership", "destroy", "-r-"),
    ],
    [
        name("enterprise_account_membership", "create", "---"),
        name("enterprise_account_membership", "update", "---"),
        name("enterprise_account_membership", "destroy", "-r-"),
    ],
];

/// Names of what else happens.
pub const OTHERS: [Name; 41] = [
    name("code_release", "create", "c-a"),
    name("config_change", "set", "c-a"),
    name("config_change", "remove", "c-a"),
    name("heroku_config_change", "update", "c-a"),
    name("app", "create", "c-a"),
    name("app", "update", "c-a"),
    name("app", "destroy", "cra"),
    name("addon", "create", "c-a"),
    name("addon", "update", "c-a"),
    name("addon", "destroy", "cra"),
    name("addon", "attach", "c-a"),
    name("addon", "detach", "c-a"),
    name("domain", "create", "cra"),
    name("domain", "destroy", "cra"),
    name("space", "create", "cr-"),
    name("space", "update", "cr-"),
    name("space", "destroy", "cr-"),
    name("sni_endpoint", "create", "-ra"),
    name("sni_endpoint", "update", "-ra"),
    name("sni_endpoint", "destroy", "-ra"),
    name("ssl_endpoint", "create", "-ra"),
    name("ssl_endpoint", "update", "-ra"),
    name("ssl_endpoint", "destroy", "-ra"),
    name("trusted_ip", "update", "-r-"),
    name("team", "update", "---"),
    name("team", "destroy", "-r-"),
    name("app_transfer", "create", "--a"),
    name("app_transfer", "update", "--a"),
    name("applink_app", "publish", "--a"),
    name("applink_connection", "create", "--a"),
    name("applink_authorization", "destroy", "-ra"),
    // Nearly names of the ledger, of changes, of the register.
    name("collaborator", "invite", "--a"),
    name("collaborators", "create", "--a"),
    name("collaborator.app", "create", "--a"),
    name("apps", "create", "--a"),
    name("my_app", "destroyed", "--a"),
    name("myspace", "update", "---"),
    name("quota", "destroy", "-r-"),
    // A name with a dot in it is had by the same patterns.
    name("app", "build.cancel", "c-a"),
    name("domain.tls", "check", "cra"),
    name("quota", "soft.destroy", "-r-"),
];

/// An address of a network that the policy knows.
pub const OFFICE: &str = "198.51.100.7";

/// One event.
pub struct Deed {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Its id, given when all deeds are there.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// Position of the actor.
    pub actor: Option<usize>,
    /// Position of the app.
    pub app: Option<usize>,
    /// Position of the team.
    pub team: Option<usize>,
    /// Position of the account.
    pub account: usize,
    /// The member `data`, if there is one.
    pub data: Option<Value>,
    /// What the policy finds as the thing concerned.
    pub target: Option<String>,
    /// Deeds at one instant follow in this order, if it matters.
    pub rank: u8,
    /// Where it came from.
    pub ip: String,
}

impl Deed {
    /// Whether it lies outside working hours.
    pub fn outside(&self) -> bool {
        clock::outside(self.at)
    }

    /// The event as archives have it.
    pub fn json(&self, world: &World) -> Value {
        let party = |subject: &Subject, label: &str| {
            let party = subject.party(self.at);
            let mut members = Map::new();
            if let Some(id) = party.id {
                members.insert("id".to_owned(), id.into());
            }
            members.insert(label.to_owned(), party.label.into());
            Value::Object(members)
        };
        let mut event = json!({
            "id": self.id,
            "created_at": rows::time(self.at),
            "type": self.name.kind,
            "action": self.name.action,
            "enterprise_account": party(&world.accounts[self.account], "name"),
            "request": {"ip_address": self.ip},
        });
        let mut add = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                event[key] = value;
            }
        };
        let actor = self.actor.map(|actor| &world.actors[actor].subject);
        add("actor", actor.map(|actor| party(actor, "email")));
        let app = self.app.map(|app| &world.apps[app].subject);
        add("app", app.map(|app| party(app, "name")));
        let team = self.team.map(|team| &world.teams[team].subject);
        add("team", team.map(|team| party(team, "name")));
        add("data", self.data.clone());
        event
    }
}

impl Story {
    /// Adds a deed; gives its position.
    pub fn add(&mut self, deed: Deed) -> usize {
        self.deeds.push(deed);
        self.deeds.len() - 1
    }

    /// Gives every deed an id. Those of one instant get theirs in the order of their ranks.
    pub fn give_ids(&mut self, rng: &mut Rng) {
        let mut places: Vec<usize> = (0..self.deeds.len()).collect();
        places.sort_by_key(|place| (self.deeds[*place].at, self.deeds[*place].rank));
        let instants: Vec<i64> = places.iter().map(|place| self.deeds[*place].at).collect();
        let mut start = 0;
        for together in instants.chunk_by(|a, b| a == b) {
            let mut ids: Vec<_> = together.iter().map(|_| new_uuid(rng)).collect();
            ids.sort();
            for (place, id) in places[start..].iter().zip(ids) {
                self.deeds[*place].id = id;
            }
            start += together.len();
        }
    }
}
