//! Writes one event as compact JSON.

use fastrand::Rng;

use super::calendar::Month;
use super::catalog::KINDS;
use super::data::{self, Scene};
use super::draw::Facts;
use super::json::Json;
use super::population::{AppSlot, Population};
use super::subject::Party;

/// A member of the event.
#[derive(Clone, Copy)]
enum Member {
    Id,
    CreatedAt,
    Type,
    Action,
    Actor,
    App,
    Owner,
    EnterpriseAccount,
    Team,
    Request,
    Data,
    /// One that the schema does not name.
    Unknown,
}

use Member::{
    Action, Actor, App, CreatedAt, Data, EnterpriseAccount, Id, Owner, Request, Team, Type, Unknown,
};

const CUSTOMARY: [Member; 12] = [
    Id,
    CreatedAt,
    Type,
    Action,
    Actor,
    App,
    Owner,
    EnterpriseAccount,
    Team,
    Request,
    Data,
    Unknown,
];

/// As a tool that sorts keys leaves them.
const ALPHABETICAL: [Member; 12] = [
    Action,
    Actor,
    App,
    CreatedAt,
    Data,
    EnterpriseAccount,
    Id,
    Owner,
    Request,
    Team,
    Type,
    Unknown,
];

/// What is the same for all events of one archive.
pub struct Scribe<'a> {
    /// Everybody and everything.
    pub population: &'a Population,
    /// Name of the enterprise account.
    pub account: &'a str,
    /// Month of the archive.
    pub month: Month,
}

impl Scribe<'_> {
    /// Appends the event that states `facts`. What the facts leave open is drawn here.
    pub fn write(&self, facts: &Facts, rng: &mut Rng, out: &mut Vec<u8>) {
        let stamp = self.month.stamp(facts.at);
        let scene = self.scene(facts, &stamp);
        let mut json = Json::new(out, rng.u32(0..100) < 8);
        let order = order(rng);
        json.object(|json| {
            for member in order {
                self.member(member, facts, &scene, rng, json);
            }
        });
    }

    fn scene<'a>(&'a self, facts: &Facts, stamp: &'a [u8; 24]) -> Scene<'a> {
        let population = self.population;
        Scene {
            at: str::from_utf8(stamp).unwrap_or_default(),
            actor: facts
                .actor
                .map(|actor| population.actors[actor].party(facts.at)),
            app: facts
                .app
                .map(|(_, app)| population.apps[app].party(facts.at)),
            team: facts.team.map(|team| &population.teams[team]),
        }
    }

    fn member(
        &self,
        member: Member,
        facts: &Facts,
        scene: &Scene<'_>,
        rng: &mut Rng,
        json: &mut Json<'_>,
    ) {
        match member {
            Id => json.key("id").uuid(rng),
            CreatedAt => json.text("created_at", scene.at),
            Type => json.text("type", KINDS[facts.kind].kind),
            Action => json.text("action", KINDS[facts.kind].action),
            Actor => party("actor", "email", scene.actor, rng, json),
            App => party("app", "name", scene.app, rng, json),
            Owner => party("owner", "email", self.owner(facts), rng, json),
            EnterpriseAccount => {
                let id = Some(self.population.account_id.as_str());
                json.party(
                    "enterprise_account",
                    "name",
                    Party {
                        id,
                        label: self.account,
                    },
                );
            }
            Team => party("team", "name", scene.team.map(data::team_party), rng, json),
            Request => self.request(facts, rng, json),
            Data => data::write(facts.kind, scene, rng, json),
            Unknown => unknown(rng, json),
        }
    }

    /// The owner of the targeted app: its team's own address, or an actor.
    fn owner(&self, facts: &Facts) -> Option<Party<'_>> {
        let slot: &AppSlot = &self.population.slots[facts.app?.0];
        Some(match slot.team {
            Some(team) => {
                let team = &self.population.teams[team as usize];
                Party {
                    id: Some(&team.owner_id),
                    label: &team.owner_email,
                }
            }
            None => self.population.actors[slot.owner as usize].party(facts.at),
        })
    }

    fn request(&self, facts: &Facts, rng: &mut Rng, json: &mut Json<'_>) {
        match facts.ip {
            Some(ip) => json
                .key("request")
                .object(|json| json.text("ip_address", &self.population.ips[ip])),
            None => match rng.u32(0..10) {
                0..8 => {}
                8 => json.key("request").raw("null"),
                _ => json.key("request").object(|_| {}),
            },
        }
    }
}

fn order(rng: &mut Rng) -> [Member; 12] {
    match rng.u32(0..100) {
        0..4 => ALPHABETICAL,
        4..7 => {
            let mut order = CUSTOMARY;
            rng.shuffle(&mut order);
            order
        }
        _ => CUSTOMARY,
    }
}

/// A member that refers to a party; without one it is null or absent, as both forms occur.
fn party(key: &str, label: &str, party: Option<Party<'_>>, rng: &mut Rng, json: &mut Json<'_>) {
    match party {
        Some(party) => json.party(key, label, party),
        None if rng.bool() => json.key(key).raw("null"),
        None => {}
    }
}

/// Seldom a member that the schema does not name, as a later version of the service may add.
fn unknown(rng: &mut Rng, json: &mut Json<'_>) {
    match rng.u32(0..300) {
        0 => json.key("api_version").raw("3"),
        1 => json.key("trace").object(|json| {
            json.key("id").uuid(rng);
            json.text("type", "span");
        }),
        2 => json.key("_links").raw("[]"),
        _ => {}
    }
}
