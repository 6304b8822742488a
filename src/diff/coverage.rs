//! Which days a side covers, and whether it ends before its month does.
//!
//! An archive holds everything from the first instant of its month, and that of the current month
//! ends at midnight UTC of the day of its export. Nothing in it says so, so the end is inferred: a
//! side *seems to end early* when it is silent up to the end of its month for one whole day or more,
//! was never silent that long before, and is silent for longer than chance allows for so few events.
//! Chance is that of the validation's T06: a gap over `(period / n) · ln((n + 1) / 0.01)` does not
//! come about once in a hundred such periods. Where there are too few events to tell, the side
//! counts as whole. A start is judged in the same way, because an array of one day is no month.

use crate::event::Month;
use std::collections::BTreeMap;

/// The days that a side covers, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coverage {
    /// The first day.
    pub(super) first: i64,
    /// The last day.
    pub(super) last: i64,
    /// The one month that all of it lies in.
    pub(super) month: Option<Month>,
    /// It begins with its month.
    pub(super) from_start: bool,
    /// It seems to end before its month does.
    pub(super) ends_early: bool,
}

impl Coverage {
    /// Judges by the days that have events, with how many. `None` without any.
    pub(super) fn of(days: &BTreeMap<i64, u64>) -> Option<Self> {
        let (&first, _) = days.first_key_value()?;
        let (&last, _) = days.last_key_value()?;
        let (start, end) = (Month::of_day(first).start().day(), last_day(last));
        let events = days.values().sum::<u64>() as f64;
        let chance = (end - start + 1) as f64 / events * ((events + 1.0) / 0.01).ln();
        let silence = longest_silence(days);
        let missing = |gap: i64| gap > silence && gap as f64 > chance;
        let (late, early) = (missing(first - start), missing(end - last));
        Some(Self {
            first: if late { first } else { start },
            last: if early { last } else { end },
            month: (Month::of_day(first) == Month::of_day(last)).then(|| Month::of_day(first)),
            from_start: !late,
            ends_early: early,
        })
    }

    /// A whole month.
    pub(super) fn whole(month: Month) -> Self {
        let first = month.start().day();
        Self {
            first,
            last: last_day(first),
            month: Some(month),
            from_start: true,
            ends_early: false,
        }
    }

    /// Number of days.
    pub(super) fn days(&self) -> u32 {
        u32::try_from(self.last - self.first + 1).unwrap_or_default()
    }
}

/// How many first days of a month two sides have in common, where each is one month from its first
/// day on and one of them seems to end early.
pub(super) fn common_days(before: &Coverage, after: &Coverage) -> Option<u32> {
    let both = [before, after];
    let months = both
        .iter()
        .all(|side| side.month.is_some() && side.from_start);
    let partial = both.iter().any(|side| side.ends_early);
    (months && partial).then(|| before.days().min(after.days()))
}

/// The last day of the month that holds a day.
fn last_day(day: i64) -> i64 {
    Month::of_day(day).next().start().day() - 1
}

/// The most days in a row without events between days that have some.
fn longest_silence(days: &BTreeMap<i64, u64>) -> i64 {
    let next = days.keys().skip(1);
    let gaps = days.keys().zip(next).map(|(day, next)| next - day - 1);
    gaps.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(month: &str, days: impl IntoIterator<Item = (i64, u64)>) -> BTreeMap<i64, u64> {
        let start = Month::parse(month).expect("a month").start().day();
        let days = days.into_iter();
        days.map(|(day, events)| (start + day - 1, events))
            .collect()
    }

    fn judged(days: &BTreeMap<i64, u64>) -> (u32, bool, bool) {
        let coverage = Coverage::of(days).expect("events");
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
        let workdays = (1..=30).filter(|day| !matches!(day % 7, 3 | 4));
        let silent = days("2018-03", workdays.map(|day| (day, 500)));
        assert_eq!(judged(&silent), (31, true, false));
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
    fn only_months_from_their_start_have_first_days_in_common() {
        let busy = |month, from, to| {
            let days = days(month, (from..=to).map(|day| (day, 500)));
            Coverage::of(&days).expect("events")
        };
        let (january, february) = (busy("2018-01", 1, 31), busy("2018-02", 1, 28));
        assert_eq!(common_days(&january, &february), None);
        assert_eq!(common_days(&january, &busy("2018-02", 1, 15)), Some(15));
        assert_eq!(common_days(&busy("2018-01", 1, 30), &february), Some(28));
        assert_eq!(common_days(&january, &busy("2018-02", 9, 15)), None);
        let two_months = days("2018-01", (1..=45).map(|day| (day, 500)));
        let two_months = Coverage::of(&two_months).expect("events");
        assert_eq!((two_months.days(), two_months.ends_early), (45, true));
        assert_eq!(common_days(&two_months, &busy("2018-02", 1, 15)), None);
    }
}
