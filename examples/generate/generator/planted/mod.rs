//! A small enterprise whose every case is planted, with the policy it has and what each section of a report must say.
//!
//! Nothing here reads an event back: who was granted what, and what ended it, is known because it was made up so.
//! All of it is independent of the program: the clock of Berlin, the domains, the pairing of grants.

mod access;
mod changes;
mod clock;
mod controls;
mod coverage;
mod deed;
mod detections;
mod ledger;
mod policy;
mod reading;
mod world;

use fastrand::Rng;
use serde_json::{Value, json};

use super::calendar::Month;
use super::options::Options;

use self::deed::Deed;
use self::ledger::Thread;
use self::reading::Reading;
use self::world::World;

pub use self::detections::{calm_year, planted_detections};

/// One archive: the events of an account and month, each as compact JSON, nearly in order of time.
pub struct PlantedArchive {
    /// Name of the file without the extensions of shape and compression.
    pub name: String,
    /// The events.
    pub events: Vec<Vec<u8>>,
}

/// Archives, and what is known of them.
pub struct Planted {
    /// The archives, by account, then month.
    pub archives: Vec<PlantedArchive>,
    /// The policy, as a file of its own.
    pub policy: String,
    /// What reports with that policy must say: a list of readings, each with its archives, those of `--history`, its
    /// flags, and the sections under the names that the report has for them.
    pub truth: Value,
}

/// All that happened.
struct Story {
    world: World,
    deeds: Vec<Deed>,
    threads: Vec<Thread>,
}

/// Plants about `options.events` changes, and the cases of every section, in the months of `options` and two accounts.
/// Of five months or more the third has no archive.
#[must_use]
pub fn planted(options: &Options) -> Planted {
    let months: Vec<Month> = options.each_month().collect();
    let kept: Vec<Month> = months
        .iter()
        .enumerate()
        .filter(|(place, _)| months.len() < 5 || *place != 2)
        .map(|(_, month)| *month)
        .collect();
    let mut rng = Rng::with_seed(options.seed);
    let mut story = Story {
        world: World::new(&kept, &mut rng),
        deeds: Vec::new(),
        threads: Vec::new(),
    };
    changes::plant(&mut story, options.events, &mut rng);
    access::plant(&mut story, &mut rng);
    story.give_ids(&mut rng);
    let archives = story.archives(&kept, &mut rng);
    let readings = Reading::all(&kept, archives.len());
    let truth = json!({
        "archives": archives.iter().map(|archive| &archive.name).collect::<Vec<_>>(),
        "readings": readings.iter().map(|reading| reading.truth(&story)).collect::<Vec<_>>(),
    });
    let policy = policy_of(&kept);
    Planted {
        archives,
        policy,
        truth,
    }
}

/// The policy with the holidays of these months' years.
fn policy_of(months: &[Month]) -> String {
    let years = months.iter().map(|month| month.year());
    let (first, last) = (years.clone().min(), years.max());
    policy::text(first.unwrap_or(2018)..=last.unwrap_or(2018))
}

impl Story {
    /// The archives of these months, by account, then month.
    fn archives(&self, months: &[Month], rng: &mut Rng) -> Vec<PlantedArchive> {
        let mut archives = Vec::new();
        for (account, subject) in self.world.accounts.iter().enumerate() {
            for month in months {
                let name = &subject.labels[0].1;
                archives.push(PlantedArchive {
                    name: format!("enterprise-audit-log-{name}-{}", month.digits()),
                    events: self.archive(account, *month, rng),
                });
            }
        }
        archives
    }

    /// The events of one archive. Neighbours change places now and then.
    fn archive(&self, account: usize, month: Month, rng: &mut Rng) -> Vec<Vec<u8>> {
        let inside = month.start_ms()..month.end_ms();
        let mut deeds: Vec<&Deed> = self
            .deeds
            .iter()
            .filter(|deed| deed.account == account && inside.contains(&deed.at))
            .collect();
        deeds.sort_by_key(|deed| (deed.at, &deed.id));
        for place in 1..deeds.len() {
            if rng.u32(0..5) == 0 {
                deeds.swap(place - 1, place);
            }
        }
        deeds
            .into_iter()
            .map(|deed| deed.json(&self.world).to_string().into_bytes())
            .collect()
    }
}
