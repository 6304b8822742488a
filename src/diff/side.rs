//! One side of a comparison, from what was read to what is compared.

use super::{Asked, Counts};
use crate::aggregate::{Activity, ActivitySummary, Aggregate, Context, Summary};
use crate::archive;
use crate::coverage::{self, Coverage};
use crate::event::time::{DAY, Timestamp, date_of_day};
use crate::event::{Month, Zone};
use crate::pipeline::Archive;
use crate::reading::Counted;
use crate::view::diff::SideView;
use crate::view::report::DayRow;
use crate::view::{ArchiveView, IncompleteView, PeriodView};
use std::collections::BTreeMap;

/// A side as it was read.
pub struct Side {
    /// What was read.
    pub counted: Counted<Counts>,
    /// The month that was asked for as this side.
    pub month: Option<Month>,
}

/// A side that is ready to be compared.
pub(super) struct Prepared {
    pub(super) summary: ActivitySummary,
    pub(super) view: SideView,
    pub(super) incomplete: Vec<IncompleteView>,
    pub(super) ends_early: bool,
}

impl Side {
    /// The counts of its first days, as far as the sections of a report are labelled by them.
    #[must_use]
    pub fn sections(&self, days: Option<u32>) -> Summary {
        let context = Context {
            names: &self.counted.names,
            tz: Zone::utc(),
        };
        let counts = self.counted.observed.up_to(days.unwrap_or(31));
        counts.finish(context).as_sections()
    }

    /// Whether it has events behind that day of the month.
    #[must_use]
    pub fn goes_on(&self, day: u32) -> bool {
        let behind = self.counted.observed.days().iter().skip(day as usize);
        behind.map(Activity::events).sum::<u64>() > 0
    }

    /// Days that it covers: those of the month asked for, else those of its events, before any filter.
    pub(super) fn coverage(&self) -> Option<Coverage> {
        let mut days: BTreeMap<i64, u64> = BTreeMap::new();
        for (day, events) in self.counted.archives.iter().flat_map(|a| &a.span.days) {
            if self.month.is_none_or(|month| month == Month::of_day(*day)) {
                *days.entry(*day).or_default() += events;
            }
        }
        let days: Vec<(i64, u64)> = days.into_iter().collect();
        let month = self.month.or_else(|| self.named_month());
        Coverage::of(&coverage::Side {
            days: &days,
            month: month.filter(|_| self.month.is_some() || days.is_empty()),
            ..coverage::Side::default()
        })
    }

    /// The month of archives without events, where all of them are named for it.
    fn named_month(&self) -> Option<Month> {
        let views = self.archives();
        let mut months = views.iter().map(|archive| archive.month.as_deref());
        let month = months.next()??;
        let same = months.all(|other| other == Some(month));
        same.then(|| Month::parse(month)).flatten()
    }

    /// Whether an archive has something to do with this side, as far as the month asked for tells.
    pub(super) fn has_events_of(&self, archive: &Archive) -> bool {
        let mut days = archive.span.days.iter();
        self.month
            .is_none_or(|month| days.any(|(day, _)| Month::of_day(*day) == month))
    }

    pub(super) fn archives(&self) -> Vec<ArchiveView> {
        archive::views(&self.counted)
    }

    /// Events of the first days of the month that the side is of.
    fn by_day(&self, coverage: Coverage, days: u32) -> Vec<DayRow> {
        let Some(month) = coverage.month else {
            return Vec::new();
        };
        let counts = self.counted.observed.days();
        let day = |place: u32| DayRow {
            day: format!("{month}-{:02}", place + 1),
            count: counts.get(place as usize).map_or(0, Activity::events),
        };
        (0..days).map(day).collect()
    }

    /// Counts what is to be compared: everything, or the first days of the month.
    pub(super) fn prepare(
        &self,
        coverage: Option<Coverage>,
        common: Option<u32>,
        asked: &Asked<'_>,
    ) -> Prepared {
        let archives = self.archives();
        let own = self.counted.archives.iter().enumerate();
        let silent = own
            .filter(|(_, archive)| !self.has_events_of(archive))
            .map(|(place, _)| place)
            .collect();
        let incomplete = archive::incomplete(&self.counted.archives);
        let context = Context {
            names: &self.counted.names,
            tz: Zone::utc(),
        };
        let counts = self.counted.observed.up_to(common.unwrap_or(31));
        let summary = counts.finish(context);
        let mut ledger = self.counted.ledger;
        // What lies behind the compared days is left out as by a filter.
        ledger.filtered += ledger.accepted - summary.all.count;
        ledger.accepted = summary.all.count;
        let days = |coverage: Coverage| match common {
            Some(days) => days,
            None => filtered_days(&coverage, asked),
        };
        let at = |at: Timestamp| (summary.all.count > 0).then(|| at.to_string());
        let early = coverage.filter(|coverage| coverage.ends_early);
        let view = SideView {
            period: PeriodView {
                from: at(summary.all.first),
                to: at(summary.all.last),
            },
            archives,
            accounts: archive::called(&summary.accounts),
            ledger,
            days: coverage.map_or(0, days),
            month: coverage
                .and_then(|coverage| coverage.month)
                .map(|month| month.to_string()),
            stray_events: coverage.map_or(0, |coverage| coverage.strays),
            silent,
            ends_early: early.map(|c| date_of_day(c.last).format("%Y-%m-%d").to_string()),
            by_day: match (common.is_some() || !asked.period_given(), coverage) {
                (true, Some(coverage)) => self.by_day(coverage, days(coverage)),
                _ => Vec::new(),
            },
        };
        Prepared {
            summary,
            view,
            incomplete,
            ends_early: early.is_some(),
        }
    }
}

/// Days of which the filter lets something pass.
fn filtered_days(coverage: &Coverage, asked: &Asked<'_>) -> u32 {
    if !asked.period_given() {
        return coverage.days();
    }
    let passes = |day: &i64| {
        let at = |secs| asked.filter.accepts_time(Timestamp { secs, nanos: 0 });
        at(day * DAY) || at(day * DAY + DAY - 1)
    };
    let days = (coverage.first..=coverage.last).filter(passes);
    u32::try_from(days.count()).unwrap_or_default()
}
