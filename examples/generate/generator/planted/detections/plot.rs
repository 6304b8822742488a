//! People, apps and times for cases, and what of them must be found.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};
use fastrand::Rng;
use serde_json::{Value, json};

use super::super::super::calendar::Month;
use super::super::super::json::new_uuid;
use super::super::super::subject::Subject;
use super::super::deed::{self, Deed, Name};
use super::super::world::{Actor, App, Kind, Team, World};
use super::super::{Story, clock};

/// A second, a minute, an hour and a day in milliseconds.
pub const SECOND: i64 = 1000;
/// See [`SECOND`].
pub const MINUTE: i64 = 60 * SECOND;
/// See [`SECOND`].
pub const HOUR: i64 = 60 * MINUTE;
/// See [`SECOND`].
pub const DAY: i64 = 24 * HOUR;

/// Positions of actors who grant, change networks and destroy every week; of the last, nothing else is known.
pub const ADMINS: [usize; 3] = [0, 1, 2];
/// Those who release to staging on every day of work.
pub const DEVELOPERS: [usize; 4] = [3, 4, 5, 6];
/// Those who do so on Mondays alone, and have cases of their own.
pub const WEEKLY: [usize; 10] = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
/// The service account that releases to production.
pub const SERVICE: usize = 17;
/// Those who do nothing unless a case says so.
pub const DORMANT: [usize; 2] = [18, 19];

/// Apps on which work goes on; the service account releases to the first two.
pub const PRODUCTION: [usize; 2] = [0, 1];
/// A protected app that is released to by no service account.
pub const QUIET: usize = 2;
/// Apps that are not protected.
pub const STAGING: [usize; 2] = [3, 4];

/// See the module.
pub struct Plot {
    /// What happens.
    pub story: Story,
    /// Random choices.
    pub rng: Rng,
    /// The last month, which is reported: its first instant and the first one after it.
    pub period: (i64, i64),
    /// Rule, the events that a match must have, and those that it may have.
    found: Vec<(&'static str, Vec<usize>, Vec<usize>)>,
    slots: Vec<i64>,
    guests: u32,
}

impl Plot {
    /// An enterprise with one account, in which nothing has happened yet.
    pub fn new(months: &[Month], mut rng: Rng) -> Self {
        let mut world = World {
            months: months.to_vec(),
            accounts: vec![Subject::new(
                Some(new_uuid(&mut rng)),
                "acme-corp".to_owned(),
            )],
            actors: Vec::new(),
            guests: Vec::new(),
            apps: Vec::new(),
            teams: Vec::new(),
        };
        for number in 0..20 {
            let (mail, kind) = match number {
                0..3 => (format!("admin-{number}@acme.com"), Kind::Person),
                SERVICE => ("svc-deploy@bots.acme.com".to_owned(), Kind::Service),
                _ => (format!("dev-{number}@acme.com"), Kind::Person),
            };
            let subject = Subject::new(Some(new_uuid(&mut rng)), mail);
            world.actors.push(Actor { subject, kind });
        }
        for name in ["payments", "platform"] {
            let subject = Subject::new(Some(new_uuid(&mut rng)), name.to_owned());
            world.teams.push(Team {
                subject,
                account: 0,
            });
        }
        let last = months.last().copied().unwrap_or(Month::FIRST_DOCUMENTED);
        let mut plot = Self {
            story: Story {
                world,
                deeds: Vec::new(),
                threads: Vec::new(),
            },
            rng,
            period: (last.start_ms(), last.end_ms()),
            found: Vec::new(),
            slots: Vec::new(),
            guests: 0,
        };
        for name in [
            "shop-production",
            "api-production",
            "quiet-production",
            "shop-staging",
            "api-staging",
        ] {
            plot.app(name);
        }
        plot.slots = plot.free();
        plot
    }

    /// Times in the middle of days of work of the period, two hours apart, away from its ends; none on a Monday or
    /// the day after a day that is not worked.
    fn free(&self) -> Vec<i64> {
        let days = days(self.period.0 + 3 * DAY, self.period.1 - 3 * DAY);
        let days = days.filter(|day| works(*day) && works(*day - TimeDelta::days(1)));
        let hours = [15, 13, 11, 9];
        let mut slots: Vec<i64> = days
            .flat_map(|day| hours.map(|hour| clock::at(day, hour * HOUR)))
            .collect();
        slots.sort_unstable_by(|a, b| b.cmp(a));
        slots
    }

    /// A time that no other case has.
    pub fn slot(&mut self) -> i64 {
        let spare = self.period.0 + 10 * DAY + 12 * HOUR;
        self.slots.pop().unwrap_or(spare)
    }

    /// The first instant of days of work in the period, by the weekday from Monday, 0; the first weeks first.
    pub fn weekday(&self, weekday: u32) -> Vec<NaiveDate> {
        days(self.period.0 + 3 * DAY, self.period.1 - 3 * DAY)
            .filter(|day| works(*day) && day.weekday().num_days_from_monday() == weekday)
            .collect()
    }

    /// A new app of that name.
    pub fn app(&mut self, name: &str) -> usize {
        let subject = Subject::new(Some(new_uuid(&mut self.rng)), name.to_owned());
        self.story.world.apps.push(App {
            subject,
            account: 0,
            team: None,
            protected: name.ends_with("-production"),
        });
        self.story.world.apps.len() - 1
    }

    /// Somebody of the organisation who never acts.
    pub fn guest(&mut self) -> String {
        self.guests += 1;
        format!("guest-{}@acme.com", self.guests)
    }

    /// An event; gives its position.
    pub fn deed(&mut self, at: i64, name: &str, actor: Option<usize>, app: Option<usize>) -> usize {
        self.story.add(Deed {
            at,
            id: String::new(),
            name: Name::of(name),
            actor,
            app,
            team: None,
            account: 0,
            data: None,
            target: None,
            rank: 0,
            ip: deed::OFFICE.to_owned(),
        })
    }

    /// The same with `data`.
    pub fn with(&mut self, at: i64, name: &str, actor: usize, app: usize, data: Value) -> usize {
        let deed = self.deed(at, name, Some(actor), Some(app));
        self.story.deeds[deed].data = Some(data);
        deed
    }

    /// An event of the ledger of grants, or one of an app's collaborators.
    pub fn person(&mut self, at: i64, name: &str, actor: usize, app: usize, mail: &str) -> usize {
        let data = json!({"collaborator": {"email": mail}, "role": "member"});
        self.with(at, name, actor, app, data)
    }

    /// An event about an add-on.
    pub fn addon(&mut self, at: i64, name: &str, actor: usize, app: usize, addon: &str) -> usize {
        self.with(at, name, actor, app, json!({"addon": {"name": addon}}))
    }

    /// An event about a domain.
    pub fn domain(&mut self, at: i64, name: &str, actor: usize, app: usize, host: &str) -> usize {
        self.with(at, name, actor, app, json!({"domain": {"hostname": host}}))
    }

    /// An event that came from there.
    pub fn from(&mut self, ip: &str, deed: usize) -> usize {
        ip.clone_into(&mut self.story.deeds[deed].ip);
        deed
    }

    /// A match that must be found, of these events and perhaps of others.
    pub fn must(&mut self, rule: &'static str, events: &[usize], others: &[usize]) {
        self.found.push((rule, events.to_vec(), others.to_vec()));
    }

    /// Of every rule the matches that must be found, and no others may.
    pub fn truth(&self) -> Value {
        let ids = |deeds: &[usize]| -> Vec<&str> {
            let ids = deeds.iter().map(|deed| self.story.deeds[*deed].id.as_str());
            ids.collect()
        };
        let mut rules: BTreeMap<String, Vec<Value>> = (1..=23)
            .map(|number| (format!("TP-D{number:02}"), Vec::new()))
            .collect();
        for (rule, must, may) in &self.found {
            let matches = rules.entry((*rule).to_owned()).or_default();
            matches.push(json!({"must": ids(must), "may": ids(may)}));
        }
        rules
            .into_iter()
            .map(|(rule, matches)| json!({"rule": rule, "matches": matches}))
            .collect()
    }
}

/// The days that the clock shows between two instants.
pub fn days(from: i64, to: i64) -> impl Iterator<Item = NaiveDate> {
    let (mut day, last) = (clock::day(from), clock::day(to - 1));
    std::iter::from_fn(move || {
        let now = day;
        day += TimeDelta::days(1);
        (now <= last).then_some(now)
    })
}

/// Whether work is done on that day.
pub fn works(day: NaiveDate) -> bool {
    !clock::outside(clock::at(day, 12 * HOUR))
}
