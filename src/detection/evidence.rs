//! What rules are held against.

use super::watch::Watched;
use crate::compliance::{NotedEvent, People, Place};
use crate::event::{Month, Timestamp, time::date_of_day};
use crate::policy::Policy;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a rule may look at.
pub struct Evidence<'a> {
    /// The events whose names some rule asks for, each once, in order of time, then id: those of the period, those
    /// before it (history, whether from `--history` or from the report's own archives) and those behind it. Filters
    /// other than those of time do not narrow them. A rule finds its own by [`NotedEvent::name`].
    pub events: &'a [NotedEvent<'a>],
    /// What the organisation holds to be its own.
    pub policy: &'a Policy,
    /// Who is who among actors and subjects.
    pub people: &'a People,
    /// The period of the report.
    pub period: Period,
    /// Where an instant lies beside the period, which may have holes. Ask [`Evidence::place`].
    pub place_of: &'a (dyn Fn(Timestamp) -> Place + Sync),
    /// What was read.
    pub extent: &'a Extent,
    /// What was learned of bulk events.
    pub watched: &'a Watched,
}

impl<'a> Evidence<'a> {
    /// The events of some names, in order; `wants` is asked once a name, for its `type` and `action`.
    pub fn named(
        &self,
        wants: impl Fn(&str, &str) -> bool,
    ) -> impl Iterator<Item = NotedEvent<'a>> {
        let mut known: [Vec<Option<bool>>; 2] = Default::default();
        self.events.iter().copied().filter(move |event| {
            let (history, number) = event.name_in_reading();
            let (known, place) = (&mut known[usize::from(history)], number as usize);
            if known.len() <= place {
                known.resize(place + 1, None);
            }
            *known[place].get_or_insert_with(|| {
                let (kind, action) = event.type_and_action();
                wants(kind, action)
            })
        })
    }

    /// Where an event lies: a match is reported if its last event is [`Place::Within`].
    #[must_use]
    pub fn place(&self, event: &NotedEvent<'_>) -> Place {
        match (self.place_of)(event.at()) {
            Place::Within if event.is_history() => Place::History,
            place => place,
        }
    }

    /// What is lacking of so many days before the period: `needs 90 days before 2018-05-01, has 31`.
    #[must_use]
    pub fn lacking_history(&self, days: u32) -> Option<String> {
        let has = self.extent.days_before(self.period.from);
        if self.period.is_unknown() {
            return Some(format!(
                "needs {days} days before the period, but without events the period is unknown"
            ));
        }
        let day = date_of_day(self.period.from.day());
        (has < u64::from(days)).then(|| format!("needs {days} days before {day}, has {has}"))
    }

    /// What is lacking where a value of the policy is not given: `needs internal_domains of the policy`.
    #[must_use]
    pub fn lacking_policy<T>(&self, key: &str, value: Option<&T>) -> Option<String> {
        value
            .is_none()
            .then(|| format!("needs {key} of the policy"))
    }

    /// What is lacking where something could not be read in events of the period: `the subject of 3 events could not
    /// be read`.
    #[must_use]
    pub fn lacking_read(&self, what: &str, events: usize) -> Option<String> {
        match events {
            0 => None,
            1 => Some(format!("the {what} of one event could not be read")),
            _ => Some(format!("the {what} of {events} events could not be read")),
        }
    }
}

/// The period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first instant: as asked for, else that of the first event of the report's own archives.
    pub from: Timestamp,
    /// Its end: the first instant behind it as asked for, else the last event's.
    pub to: Timestamp,
}

impl Period {
    /// Whether nothing tells when it is: no filter, no event and no archive's name.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self
            == Self {
                from: Timestamp::default(),
                to: Timestamp::default(),
            }
    }
}

/// What was read of each account, history included.
#[derive(Debug, Clone, Default)]
pub struct Extent {
    accounts: BTreeMap<String, Span>,
}

#[derive(Debug, Clone, Default)]
struct Span {
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    months: BTreeSet<Month>,
}

impl Extent {
    /// Takes an archive into account: whose it is, its first and last event, the days that have events.
    pub fn add(
        &mut self,
        account: &str,
        first_last: (Timestamp, Timestamp),
        days: impl IntoIterator<Item = i64>,
    ) {
        let span = self.accounts.entry(account.to_owned()).or_default();
        let (first, last) = first_last;
        span.first = Some(span.first.map_or(first, |known| known.min(first)));
        span.last = Some(span.last.map_or(last, |known| known.max(last)));
        span.months.extend(days.into_iter().map(Month::of_day));
    }

    /// The last instant up to which every account was read: what comes behind it is not known.
    #[must_use]
    pub fn end(&self) -> Option<Timestamp> {
        self.accounts.values().filter_map(|span| span.last).min()
    }

    /// How many whole days before an instant were read of every account. A month without any event ends them.
    #[must_use]
    pub fn days_before(&self, at: Timestamp) -> u64 {
        let days = |span: &Span| {
            let first = span.first.unwrap_or(at).day();
            let mut start = at.day();
            let mut month = Month::of_day(at.day() - 1);
            while start > first && span.months.contains(&month) {
                start = month.start().day().max(first);
                month = month.previous();
            }
            u64::try_from(at.day() - start).unwrap_or_default()
        };
        self.accounts.values().map(days).min().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(format!("{text}T12:00:00Z").as_bytes()).expect("an instant")
    }

    #[test]
    fn days_before_a_period_end_at_a_month_that_is_missing() {
        let mut extent = Extent::default();
        let mut add = |account: &str, from: &str, to: &str| {
            let (from, to) = (at(from), at(to));
            extent.add(account, (from, to), from.day()..=to.day());
            extent.days_before(at("2018-05-01"))
        };
        assert_eq!(add("a", "2018-05-01", "2018-05-31"), 0);
        assert_eq!(add("a", "2018-04-03", "2018-04-30"), 28);
        assert_eq!(add("a", "2018-01-01", "2018-02-27"), 30, "March is missing");
        assert_eq!(add("a", "2018-03-05", "2018-03-30"), 120);
        assert_eq!(add("b", "2018-04-30", "2018-05-02"), 1, "of every account");
        assert_eq!(extent.end(), Some(at("2018-05-02")));
    }
}
