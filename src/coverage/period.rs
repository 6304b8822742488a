//! The days that a stretch of events covers, and whether it ends before its month does.

use super::{Days, months_of, unlikely, window};
use crate::event::{Month, Timestamp};
use std::ops::Range;

/// What is known of the archives whose days are judged together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Side<'a> {
    /// Their days.
    pub days: &'a Days,
    /// The month that they are of, where a listing, a name or the caller says so.
    pub month: Option<Month>,
    /// When they were exported, where that is known.
    pub exported: Option<Timestamp>,
    /// The last day of any other archive of the same account and month.
    pub others: Option<i64>,
}

/// The days that are covered, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The first day.
    pub first: i64,
    /// The last day.
    pub last: i64,
    /// The one month that all of it lies in, strays aside.
    pub month: Option<Month>,
    /// It begins with its month.
    pub from_start: bool,
    /// It seems to end before its month does.
    pub ends_early: bool,
    /// Events of other months, which are no part of it.
    pub strays: u64,
}

impl Coverage {
    /// What archives cover. `None` without any event or month.
    ///
    /// A silence at an end of the period means that nothing was exported there if it is a whole day or
    /// more, longer than any silence inside, and so long that events were to be expected in it: by the
    /// weekdays of the period, as many as chance leaves out once in a hundred periods. Where there are too
    /// few events to tell, the period counts as covered.
    #[must_use]
    pub fn of(side: &Side<'_>) -> Option<Self> {
        let months = months_of(side.days, side.month);
        let (first, last) = (*months.first()?, *months.last()?);
        let period = window(first, None).start..window(last, None).end;
        let own = |(day, _): &&(i64, u64)| months.binary_search(&Month::of_day(*day)).is_ok();
        let days: Vec<(i64, u64)> = side.days.iter().filter(own).copied().collect();
        let events = |days: &Days| days.iter().map(|(_, events)| events).sum::<u64>();
        let mut coverage = Self {
            first: period.start,
            last: period.end - 1,
            month: (first == last).then_some(first),
            from_start: true,
            ends_early: false,
            strays: events(side.days) - events(&days),
        };
        let Some((&(begins, _), &(ends, _))) = days.first().zip(days.last()) else {
            return Some(coverage);
        };
        let silence = longest_silence(&days);
        let expected = by_weekday(&days, &period);
        let limit = unlikely(events(&days) as f64);
        let missing = |gap: Range<i64>| {
            let longest = gap.end - gap.start > silence;
            longest && gap.map(|day| expected[weekday(day)]).sum::<f64>() > limit
        };
        if missing(period.start..begins) {
            (coverage.first, coverage.from_start) = (begins, false);
        }
        let early = match side.exported {
            Some(exported) => (exported.day() < period.end).then(|| exported.day() - 1),
            None if side.others.is_some_and(|other| other > ends) => Some(ends),
            None => missing(ends + 1..period.end).then_some(ends),
        };
        if let Some(last) = early {
            (coverage.last, coverage.ends_early) = (last, true);
        }
        Some(coverage)
    }

    /// Number of days.
    #[must_use]
    pub fn days(&self) -> u32 {
        u32::try_from(self.last - self.first + 1).unwrap_or_default()
    }
}

/// How many first days of a month two sides have in common, where each is one month from its first
/// day on and one of them seems to end early.
#[must_use]
pub fn common_days(before: &Coverage, after: &Coverage) -> Option<u32> {
    let both = [before, after];
    let months = both
        .iter()
        .all(|side| side.month.is_some() && side.from_start);
    let partial = both.iter().any(|side| side.ends_early);
    (months && partial).then(|| before.days().min(after.days()))
}

/// The most days in a row without events between days that have some.
fn longest_silence(days: &Days) -> i64 {
    let gaps = days.windows(2).map(|pair| pair[1].0 - pair[0].0 - 1);
    gaps.max().unwrap_or_default()
}

/// 0 is a Thursday, as 1970-01-01 was.
fn weekday(day: i64) -> usize {
    day.rem_euclid(7) as usize
}

/// Events to be expected on a day, by weekday: the mean over its occurrences in the period, with one event
/// spread evenly over all weekdays added.
fn by_weekday(days: &Days, period: &Range<i64>) -> [f64; 7] {
    let mut events = [1.0 / 7.0; 7];
    for (day, count) in days {
        events[weekday(*day)] += *count as f64;
    }
    let weeks = (period.end - period.start).div_euclid(7);
    let mut occurrences = [weeks as f64; 7];
    for day in period.start + weeks * 7..period.end {
        occurrences[weekday(day)] += 1.0;
    }
    std::array::from_fn(|day| events[day] / occurrences[day].max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(month: &str, days: impl IntoIterator<Item = (i64, u64)>) -> Vec<(i64, u64)> {
        let start = Month::parse(month).expect("a month").start().day();
        let days = days.into_iter();
        days.map(|(day, events)| (start + day - 1, events))
            .collect()
    }

    fn coverage(days: &Days) -> Coverage {
        let side = Side {
            days,
            ..Side::default()
        };
        Coverage::of(&side).expect("events")
    }

    fn judged(days: &Days) -> (u32, bool, bool) {
        let coverage = coverage(days);
        (coverage.days(), coverage.from_start, coverage.ends_early)
    }

    #[test]
    fn a_busy_account_that_falls_silent_was_exported_early() {
        let busy = |last| days("2018-02", (1..=last).map(|day| (day, 500)));
        assert_eq!(judged(&busy(15)), (15, true, true));
        assert_eq!(judged(&busy(27)), (27, true, true));
        assert_eq!(judged(&busy(28)), (28, true, false));
    }

    #[test]
    fn silence_that_is_usual_is_no_end() {
        // No event at weekends, and March 2018 ends on a Saturday.
        let workdays = |last| (1..=last).filter(|day| !matches!(day % 7, 3 | 4));
        let silent = |last| days("2018-03", workdays(last).map(|day| (day, 500)));
        assert_eq!(judged(&silent(30)), (31, true, false));
        assert_eq!(judged(&silent(23)), (23, true, true));
    }

    #[test]
    fn a_few_events_prove_nothing() {
        assert_eq!(judged(&days("2018-01", [(5, 1)])), (31, true, false));
        let sparse = days("2018-01", [(2, 1), (3, 2), (9, 1)]);
        assert_eq!(judged(&sparse), (31, true, false));
    }

    #[test]
    fn a_day_of_its_own_is_no_month() {
        assert_eq!(judged(&days("2018-05", [(15, 5000)])), (1, false, true));
    }

    #[test]
    fn a_stray_event_of_another_month_is_told_and_not_obeyed() {
        let mut may = days("2018-05", (1..=15).map(|day| (day, 500)));
        may.extend(days("2018-06", [(3, 1)]));
        let told = coverage(&may);
        assert_eq!(told.month, Month::parse("2018-05"));
        assert_eq!((told.days(), told.ends_early, told.strays), (15, true, 1));
    }

    #[test]
    fn the_time_of_the_export_outweighs_silence_and_other_archives() {
        let may = days("2018-05", (1..=20).map(|day| (day, 500)));
        let last = |exported: Option<&str>, others| {
            let side = Side {
                days: &may,
                exported: exported.and_then(|text| Timestamp::parse(text.as_bytes())),
                others,
                ..Side::default()
            };
            let coverage = Coverage::of(&side).expect("events");
            (coverage.days(), coverage.ends_early)
        };
        let day = may[19].0;
        assert_eq!(
            last(Some("2018-06-01T00:02:00Z"), Some(day + 9)),
            (31, false)
        );
        assert_eq!(last(Some("2018-05-31T23:59:59Z"), None), (30, true));
        assert_eq!(last(Some("2018-05-25T10:00:00Z"), None), (24, true));
        assert_eq!(last(None, Some(day + 1)), (20, true));
    }

    #[test]
    fn only_months_from_their_start_have_first_days_in_common() {
        let busy = |month, from, to| coverage(&days(month, (from..=to).map(|day| (day, 500))));
        let (january, february) = (busy("2018-01", 1, 31), busy("2018-02", 1, 28));
        assert_eq!(common_days(&january, &february), None);
        assert_eq!(common_days(&january, &busy("2018-02", 1, 15)), Some(15));
        assert_eq!(common_days(&busy("2018-01", 1, 30), &february), Some(28));
        assert_eq!(common_days(&january, &busy("2018-02", 9, 15)), None);
        let two_months = busy("2018-01", 1, 45);
        assert_eq!((two_months.days(), two_months.ends_early), (45, true));
        assert_eq!(common_days(&two_months, &busy("2018-02", 1, 15)), None);
    }
}
