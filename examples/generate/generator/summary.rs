//! Turns a tally into the truth: positions into names, rows into order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::calendar::instant;
use super::catalog::{KINDS, SUPPORTED};
use super::population::Population;
use super::rows::{DAY_MS, bits, day, key, label, other_labels, partners, present, time};
use super::tally::{Row, Tally};
use super::truth::{
    AccountRow, ActorRow, AppRow, DayRow, EventRow, HourRow, IpRow, Ledger, PairRow, Period,
    TeamRow, Totals, Truth,
};

/// The truth about the events that `tally` has seen.
pub fn truth(tally: &Tally, population: &Population, account: &str) -> Truth {
    let summary = Summary { tally, population };
    let all = tally.all.span;
    Truth {
        ledger: Ledger {
            read: all.count,
            accepted: all.count,
            filtered: 0,
            duplicate: 0,
            rejected: 0,
        },
        period: Period {
            from: (all.count > 0).then(|| time(all.first)),
            to: (all.count > 0).then(|| time(all.last)),
        },
        totals: summary.totals(),
        by_event: summary.by_event(),
        by_actor: summary.by_actor(),
        by_app: summary.by_app(),
        by_team: summary.by_team(),
        by_account: summary.by_account(account),
        by_day: summary.by_day(),
        by_hour: summary.by_hour(),
        by_ip: summary.by_ip(),
        pairs: summary.pairs(),
    }
}

struct Summary<'a> {
    tally: &'a Tally,
    population: &'a Population,
}

impl Summary<'_> {
    fn totals(&self) -> Totals {
        let Tally {
            kinds,
            actors,
            apps,
            teams,
            ips,
            ..
        } = self.tally;
        // The last row of each counts absence, which is not a thing to be counted.
        let distinct = |rows: &[Row]| {
            rows.iter()
                .rev()
                .skip(1)
                .filter(|row| row.span.count > 0)
                .count() as u64
        };
        Totals {
            events: self.tally.all.span.count,
            event_types: bits(self.tally.all.kinds),
            actors: distinct(actors),
            apps: distinct(apps),
            teams: distinct(teams),
            ip_addresses: distinct(ips),
            unsupported_events: kinds[SUPPORTED..].iter().map(|span| span.count).sum(),
        }
    }

    fn by_event(&self) -> Vec<EventRow> {
        let spans = self
            .tally
            .kinds
            .iter()
            .enumerate()
            .filter(|(_, span)| span.count > 0);
        let mut rows: Vec<_> = spans
            .map(|(kind, span)| EventRow {
                event: KINDS[kind].name(),
                supported: kind < SUPPORTED,
                count: span.count,
                first_at: time(span.first),
                last_at: time(span.last),
            })
            .collect();
        rows.sort_by(|a, b| (Reverse(a.count), &a.event).cmp(&(Reverse(b.count), &b.event)));
        rows
    }

    fn by_actor(&self) -> Vec<ActorRow> {
        let people = &self.population.actors;
        let apps = partners(
            self.tally.actor_apps.iter().copied(),
            people.len(),
            self.population.apps.len(),
        );
        let ips = partners(
            self.tally.actor_ips.iter().copied(),
            people.len(),
            self.population.ips.len(),
        );
        let mut rows: Vec<_> = present(&self.tally.actors)
            .map(|(actor, row)| ActorRow {
                actor: label(people.get(actor), row),
                id: people.get(actor).and_then(|actor| actor.id.clone()),
                also_known_as: other_labels(people.get(actor), row),
                count: row.span.count,
                apps: apps[actor],
                event_types: bits(row.kinds),
                ip_addresses: ips[actor],
                first_at: time(row.span.first),
                last_at: time(row.span.last),
            })
            .collect();
        rows.sort_by(|a, b| key(a.count, &a.actor, &a.id).cmp(&key(b.count, &b.actor, &b.id)));
        rows
    }

    fn by_app(&self) -> Vec<AppRow> {
        let apps = &self.population.apps;
        let pairs = self
            .tally
            .actor_apps
            .iter()
            .map(|&(actor, app)| (app, actor));
        let actors = partners(pairs, apps.len(), self.population.actors.len());
        let mut rows: Vec<_> = present(&self.tally.apps)
            .map(|(app, row)| AppRow {
                app: label(apps.get(app), row),
                id: apps.get(app).and_then(|app| app.id.clone()),
                also_known_as: other_labels(apps.get(app), row),
                count: row.span.count,
                actors: actors[app],
                event_types: bits(row.kinds),
                first_at: time(row.span.first),
                last_at: time(row.span.last),
            })
            .collect();
        rows.sort_by(|a, b| key(a.count, &a.app, &a.id).cmp(&key(b.count, &b.app, &b.id)));
        rows
    }

    fn by_team(&self) -> Vec<TeamRow> {
        let teams = &self.population.teams;
        let mut rows: Vec<_> = present(&self.tally.teams)
            .map(|(team, row)| TeamRow {
                team: teams.get(team).map(|team| team.name.clone()),
                id: teams.get(team).map(|team| team.id.clone()),
                count: row.span.count,
            })
            .collect();
        rows.sort_by(|a, b| key(a.count, &a.team, &a.id).cmp(&key(b.count, &b.team, &b.id)));
        rows
    }

    /// Every event is of the one account.
    fn by_account(&self, account: &str) -> Vec<AccountRow> {
        let all = self.tally.all.span;
        let row = (all.count > 0).then(|| AccountRow {
            account: account.to_owned(),
            id: self.population.account_id.clone(),
            also_known_as: Vec::new(),
            count: all.count,
            first_at: time(all.first),
            last_at: time(all.last),
        });
        row.into_iter().collect()
    }

    fn by_day(&self) -> Vec<DayRow> {
        let all = self.tally.all.span;
        if all.count == 0 {
            return Vec::new();
        }
        let mut days: BTreeMap<i64, u64> = (day(all.first)..=day(all.last))
            .map(|day| (day, 0))
            .collect();
        for (hour, count) in &self.tally.hours {
            *days.entry(hour.div_euclid(24)).or_default() += count;
        }
        days.into_iter()
            .map(|(day, count)| DayRow {
                day: instant(day * DAY_MS).format("%Y-%m-%d").to_string(),
                count,
            })
            .collect()
    }

    fn by_hour(&self) -> Vec<HourRow> {
        // The first day of 1970 was a Thursday, the fourth day of its week.
        let mut week: BTreeMap<i64, u64> = BTreeMap::new();
        for (hour, count) in &self.tally.hours {
            *week.entry((hour + 3 * 24).rem_euclid(7 * 24)).or_default() += count;
        }
        week.into_iter()
            .map(|(hour, count)| HourRow {
                weekday: hour.unsigned_abs() / 24 + 1,
                hour: hour.unsigned_abs() % 24,
                count,
            })
            .collect()
    }

    fn by_ip(&self) -> Vec<IpRow> {
        let ips = &self.population.ips;
        let pairs = self.tally.actor_ips.iter().map(|&(actor, ip)| (ip, actor));
        let actors = partners(pairs, ips.len(), self.population.actors.len());
        let mut rows: Vec<_> = present(&self.tally.ips)
            .map(|(ip, row)| IpRow {
                ip: ips.get(ip).cloned(),
                count: row.span.count,
                actors: actors[ip],
            })
            .collect();
        rows.sort_by(|a, b| key(a.count, &a.ip, &None).cmp(&key(b.count, &b.ip, &None)));
        rows
    }

    fn pairs(&self) -> Vec<PairRow> {
        let people = &self.population.actors;
        let mut rows: Vec<_> = (self.tally.actor_kinds.iter())
            .map(|(&(actor, kind), &count)| {
                let row = &self.tally.actors[actor as usize];
                let actor = people.get(actor as usize);
                PairRow {
                    actor: label(actor, row),
                    actor_id: actor.and_then(|actor| actor.id.clone()),
                    event: KINDS[usize::from(kind)].name(),
                    count,
                }
            })
            .collect();
        rows.sort_by(|a, b| {
            let order =
                key(a.count, &a.actor, &a.actor_id).cmp(&key(b.count, &b.actor, &b.actor_id));
            order.then_with(|| a.event.cmp(&b.event))
        });
        rows
    }
}
