//! Who acts in an enterprise account, on what, and from where, for the whole period.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use fastrand::Rng;

use super::json::new_uuid;
use super::lottery::Lottery;
use super::names;
use super::options::Options;
use super::subject::Subject;

/// What an actor tends to do.
pub struct Habits {
    /// Apps the actor mostly works on, the preferred first.
    pub apps: [u32; 6],
    /// Addresses the actor mostly works from, the preferred first.
    pub ips: [u32; 4],
}

/// An app name and the apps that bore it one after the other.
pub struct AppSlot {
    /// Positions in [`Population::apps`], each with the time from which it holds.
    pub apps: Vec<(i64, u32)>,
    /// Position in [`Population::teams`].
    pub team: Option<u32>,
    /// Position in [`Population::actors`] of the owner, unless a team owns it.
    pub owner: u32,
}

/// A team of the account.
pub struct Team {
    /// UUID.
    pub id: String,
    /// Name.
    pub name: String,
    /// The address that owns the apps of the team.
    pub owner_id: String,
    /// The e-mail of that owner.
    pub owner_email: String,
}

/// Everybody and everything that events refer to.
pub struct Population {
    /// UUID of the enterprise account.
    pub account_id: String,
    /// Actors, the busiest first.
    pub actors: Vec<Subject>,
    /// Habits of each actor.
    pub habits: Vec<Habits>,
    /// Chances of the actors.
    pub actor_lottery: Lottery,
    /// App names, the busiest first.
    pub slots: Vec<AppSlot>,
    /// Chances of the app names.
    pub slot_lottery: Lottery,
    /// Apps of every name.
    pub apps: Vec<Subject>,
    /// Teams.
    pub teams: Vec<Team>,
    /// IP addresses, no two alike.
    pub ips: Vec<String>,
}

/// Addresses that the whole account shares: offices, gateways, build services.
const SHARED_IPS: u32 = 24;

impl Population {
    /// The population of `period`, in milliseconds since 1970.
    pub fn new(options: &Options, period: &Range<i64>, rng: &mut Rng) -> Self {
        let slot_lottery = Lottery::popularity(options.apps.max(1));
        let mut population = Self {
            account_id: new_uuid(rng),
            actors: Vec::new(),
            habits: Vec::new(),
            actor_lottery: Lottery::popularity(options.actors.max(1)),
            slots: Vec::new(),
            slot_lottery,
            apps: Vec::new(),
            teams: (0..options.apps as usize / 150 + 1)
                .map(|at| team(at, rng))
                .collect(),
            ips: (0..SHARED_IPS).map(ipv4).collect(),
        };
        for number in shuffled(options.actors, rng) {
            population.add_actor(number, options.email_only_per_mille, period, rng);
        }
        for number in shuffled(options.apps, rng) {
            population.add_slot(number, period, rng);
        }
        population
    }

    fn add_actor(&mut self, number: usize, email_only: u32, period: &Range<i64>, rng: &mut Rng) {
        let rank = self.actors.len();
        let person = names::person(number);
        if rng.u32(0..1000) < email_only {
            let email = format!("svc-{}-{number}@bots.example.net", names::part(number));
            self.actors.push(Subject::new(None, email));
        } else {
            let mut actor = Subject::new(Some(new_uuid(rng)), format!("{person}@example.com"));
            if rank % 25 == 3 {
                actor
                    .labels
                    .push((midway(period, rng), format!("{person}@acme.example")));
            }
            if rank % 125 == 28 {
                // Every other one returns to the first address, so that a label holds twice.
                let domain = if rank.is_multiple_of(2) {
                    "example.com"
                } else {
                    "example.org"
                };
                actor
                    .labels
                    .push((later(period, rng), format!("{person}@{domain}")));
            }
            self.actors.push(actor);
        }
        let habits = Habits {
            apps: std::array::from_fn(|_| self.slot_lottery.draw(rng) as u32),
            ips: [
                self.own_ip(false),
                rng.u32(0..SHARED_IPS),
                self.own_ip(rank % 9 == 4),
                rng.u32(0..SHARED_IPS),
            ],
        };
        self.habits.push(habits);
    }

    /// Adds an address that no other actor has yet.
    fn own_ip(&mut self, v6: bool) -> u32 {
        let number = self.ips.len() as u32;
        self.ips.push(if v6 { ipv6(number) } else { ipv4(number) });
        number
    }

    fn add_slot(&mut self, number: usize, period: &Range<i64>, rng: &mut Rng) {
        let rank = self.slots.len();
        let name = names::app(number);
        let first = self.apps.len() as u32;
        let mut app = Subject::new(Some(new_uuid(rng)), name.clone());
        if rank % 30 == 4 {
            app.labels
                .push((midway(period, rng), format!("{name}-next")));
        }
        if rank % 90 == 34 {
            app.labels
                .push((later(period, rng), format!("{name}-legacy")));
        }
        self.apps.push(app);
        let mut apps = vec![(i64::MIN, first)];
        if rank % 50 == 9 {
            self.apps.push(Subject::new(Some(new_uuid(rng)), name));
            apps.push((midway(period, rng), first + 1));
        }
        let team = rng.u32(0..100) < 45;
        self.slots.push(AppSlot {
            apps,
            team: team.then(|| rng.u32(0..self.teams.len() as u32)),
            owner: self.actor_lottery.draw(rng) as u32,
        });
    }
}

fn team(number: usize, rng: &mut Rng) -> Team {
    Team {
        id: new_uuid(rng),
        name: names::team(number),
        owner_id: new_uuid(rng),
        owner_email: format!("team-{number}@herokumanager.com"),
    }
}

/// The numbers below `count`, or zero alone, in random order: names do not tell who is busy.
fn shuffled(count: u32, rng: &mut Rng) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..count.max(1) as usize).collect();
    rng.shuffle(&mut numbers);
    numbers
}

/// A time in the middle of the period.
fn midway(period: &Range<i64>, rng: &mut Rng) -> i64 {
    let third = (period.end - period.start) / 3;
    rng.i64(period.start + third..period.end - third)
}

/// A time in the last third of the period, and so after [`midway`].
fn later(period: &Range<i64>, rng: &mut Rng) -> i64 {
    let third = (period.end - period.start) / 3;
    rng.i64(period.end - third..period.end)
}

/// An IPv4 address for each number, from blocks that are never routed publicly. The odd factor
/// scatters the addresses of the first block without making two of them alike.
fn ipv4(number: u32) -> String {
    let benchmark = 1 << 17;
    let bits = if number < benchmark {
        u32::from(Ipv4Addr::new(198, 18, 0, 0)) + number.wrapping_mul(40_503) % benchmark
    } else {
        u32::from(Ipv4Addr::new(10, 0, 0, 0)) + number
    };
    Ipv4Addr::from(bits).to_string()
}

/// An IPv6 address for each number, from the block kept for documentation.
fn ipv6(number: u32) -> String {
    let [high, low] = [(number >> 16) as u16, number as u16];
    Ipv6Addr::new(0x2001, 0xdb8, high, low, 0, 0x8a2e, 0x370, 0x7334).to_string()
}
