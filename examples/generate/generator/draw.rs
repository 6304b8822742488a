//! Decides what an event is about, before any of it is written.

use fastrand::Rng;

use super::catalog::{KINDS, SUPPORTED, Scope};
use super::lottery::Lottery;
use super::options::Options;
use super::population::Population;

/// What one event states: the one source of both its bytes and its part in the truth.
pub struct Facts {
    /// Time, in milliseconds since 1970.
    pub at: i64,
    /// Position in [`KINDS`].
    pub kind: usize,
    /// Position in [`Population::actors`].
    pub actor: Option<usize>,
    /// Position in [`Population::slots`] and in [`Population::apps`].
    pub app: Option<(usize, usize)>,
    /// Position in [`Population::teams`].
    pub team: Option<usize>,
    /// Position in [`Population::ips`].
    pub ip: Option<usize>,
}

/// Chances of everything that an event is about.
pub struct Draw {
    kinds: Lottery,
    actorless_per_mille: u32,
    unsupported_per_mille: u32,
}

impl Draw {
    /// The chances that `options` ask for.
    pub fn new(options: &Options) -> Self {
        Self {
            kinds: Lottery::new(KINDS.iter().map(|kind| kind.weight)),
            actorless_per_mille: options.actorless_per_mille,
            unsupported_per_mille: options.unsupported_per_mille,
        }
    }

    /// The facts of an event at `at`.
    pub fn facts(&self, at: i64, population: &Population, rng: &mut Rng) -> Facts {
        let kind = if rng.u32(0..1000) < self.unsupported_per_mille {
            rng.usize(SUPPORTED..KINDS.len())
        } else {
            self.kinds.draw(rng)
        };
        // The habits of somebody stand behind an event even if it does not say of whom.
        let somebody = population.actor_lottery.draw(rng);
        let named = rng.u32(0..1000) >= self.actorless_per_mille;
        let scope = KINDS[kind].scope;
        let app = (scope == Scope::App).then(|| app(at, somebody, population, rng));
        Facts {
            at,
            kind,
            actor: named.then_some(somebody),
            app,
            team: team(scope, app, population, rng),
            ip: ip(somebody, population, rng),
        }
    }
}

/// An app the actor mostly works on, else any by popularity, and which of those that bore its
/// name it is at `at`.
fn app(at: i64, actor: usize, population: &Population, rng: &mut Rng) -> (usize, usize) {
    let slot = if rng.u32(0..100) < 70 {
        let favourites = &population.habits[actor].apps;
        // The smaller of two draws prefers the first ones.
        let choice = rng
            .usize(0..favourites.len())
            .min(rng.usize(0..favourites.len()));
        favourites[choice] as usize
    } else {
        population.slot_lottery.draw(rng)
    };
    let apps = &population.slots[slot].apps;
    let holder = apps.iter().rposition(|&(from, _)| from <= at).unwrap_or(0);
    (slot, apps[holder].1 as usize)
}

fn team(
    scope: Scope,
    app: Option<(usize, usize)>,
    population: &Population,
    rng: &mut Rng,
) -> Option<usize> {
    let teams = population.teams.len();
    match (scope, app) {
        (Scope::App, Some((slot, _))) => population.slots[slot].team.map(|team| team as usize),
        (Scope::Space, _) => (rng.u32(0..10) < 7).then(|| rng.usize(0..teams)),
        _ => Some(rng.usize(0..teams)),
    }
}

fn ip(actor: usize, population: &Population, rng: &mut Rng) -> Option<usize> {
    let habits = &population.habits[actor].ips;
    match rng.u32(0..1000) {
        0..15 => None,
        15..25 => Some(rng.usize(0..population.ips.len())),
        _ => {
            let choice = rng.usize(0..habits.len()).min(rng.usize(0..habits.len()));
            Some(habits[choice] as usize)
        }
    }
}
