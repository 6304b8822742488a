//! Gaps that the hours of the week do not explain.
//!
//! Nights and weekends are silent, so how many events a gap should have held is told by the archive itself: by
//! how many it has in each hour of the week.

use super::unlikely;
use crate::event::Timestamp;
use crate::event::time::DAY;
use std::collections::BTreeMap;
use std::ops::Range;

/// Hours of a week.
const HOURS: usize = 168;
/// Milliseconds of an hour.
const HOUR: i64 = 3_600_000;

/// A stretch without events that should have held some.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The event before it, or the beginning of the period.
    pub from: Timestamp,
    /// The event behind it, or the end of the period.
    pub to: Timestamp,
    /// Events that were to be expected in between.
    pub expected: f64,
}

/// The gaps of a period in which more than ln((n + 1) / 0.01) events were to be expected among `n`, and that
/// number. Days are counted from 1970-01-01, events are in milliseconds of their day, in no order.
#[must_use]
pub fn gaps(days: &BTreeMap<i64, Vec<u32>>, period: Range<i64>) -> (Vec<Gap>, f64) {
    let events: usize = days
        .range(in_order(&period))
        .map(|(_, times)| times.len())
        .sum();
    let limit = unlikely(events as f64);
    if events == 0 || period.is_empty() {
        return (Vec::new(), limit);
    }
    let expected = Expected::of(days, &period);
    let mut found = Vec::new();
    let mut before = (period.start * DAY * 1000, 0.0);
    let mut step = |at: i64| {
        let until = expected.until(at);
        if until - before.1 > limit {
            found.push(Gap {
                from: instant(before.0),
                to: instant(at),
                expected: until - before.1,
            });
        }
        before = (at, until);
    };
    for (day, times) in days.range(period.clone()) {
        let mut times = times.clone();
        times.sort_unstable();
        times
            .iter()
            .for_each(|time| step(day * DAY * 1000 + i64::from(*time)));
    }
    step(period.end * DAY * 1000);
    (found, limit)
}

/// A range that a map takes: its end not before its start.
fn in_order(period: &Range<i64>) -> Range<i64> {
    period.start..period.end.max(period.start)
}

/// Events to be expected from the beginning of a period on.
struct Expected {
    start: i64,
    /// By the hour: how many before it begins. One more than there are hours.
    before: Vec<f64>,
}

impl Expected {
    /// Each hour of the week has the mean of its occurrences in the period, with one event spread evenly
    /// over all of them added.
    fn of(days: &BTreeMap<i64, Vec<u32>>, period: &Range<i64>) -> Self {
        let hour_of_week = |hour: i64| hour.rem_euclid(HOURS as i64) as usize;
        let hours = period.start * 24..period.end * 24;
        let mut occurrences = [0.0_f64; HOURS];
        for hour in hours.clone() {
            occurrences[hour_of_week(hour)] += 1.0;
        }
        let mut events = [1.0 / HOURS as f64; HOURS];
        for (day, times) in days.range(period.clone()) {
            for time in times {
                // A leap second is part of the hour that it ends.
                let hour = (i64::from(*time) / HOUR).min(23);
                events[hour_of_week(day * 24 + hour)] += 1.0;
            }
        }
        let mut before = vec![0.0];
        let mut sum = 0.0;
        for hour in hours {
            let hour = hour_of_week(hour);
            sum += events[hour] / occurrences[hour];
            before.push(sum);
        }
        Self {
            start: period.start * DAY * 1000,
            before,
        }
    }

    /// Up to an instant of the period, in milliseconds since 1970.
    fn until(&self, at: i64) -> f64 {
        let since = at - self.start;
        let hour = (since / HOUR) as usize;
        let (Some(before), Some(after)) = (self.before.get(hour), self.before.get(hour + 1)) else {
            return self.before.last().copied().unwrap_or_default();
        };
        before + (after - before) * ((since % HOUR) as f64 / HOUR as f64)
    }
}

fn instant(millis: i64) -> Timestamp {
    Timestamp {
        secs: millis.div_euclid(1000),
        nanos: u32::try_from(millis.rem_euclid(1000)).unwrap_or_default() * 1_000_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Month;

    /// Working hours of a team, with nights, weekends and lunch: events of an hour are drawn by Poisson.
    fn realistic(month: Month, scale: f64, random: &mut fastrand::Rng) -> BTreeMap<i64, Vec<u32>> {
        let mut days: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
        for day in super::super::window(month, None) {
            let weekend = matches!(day.rem_euclid(7), 2 | 3);
            for hour in 0..24_u32 {
                let rate = match hour {
                    0..=6 | 21..=23 => 0.02,
                    7 | 18..=20 => 0.4,
                    12 => 0.8,
                    _ => 2.0,
                };
                let rate = scale * rate * if weekend { 0.05 } else { 1.0 };
                let mut left = (-rate).exp();
                let mut product = random.f64();
                while product > left {
                    days.entry(day)
                        .or_default()
                        .push(hour * 3_600_000 + random.u32(0..3_600_000));
                    product *= random.f64();
                    left = left.max(f64::MIN_POSITIVE);
                }
            }
        }
        days
    }

    #[test]
    fn nights_and_weekends_are_no_gaps_in_nine_months_of_ten() {
        let mut random = fastrand::Rng::with_seed(19);
        let mut month = Month {
            year: 2017,
            month: 1,
        };
        let (mut warned, mut all) = (0, 0);
        for scale in [0.2, 1.0, 4.0, 20.0] {
            for _ in 0..30 {
                let days = realistic(month, scale, &mut random);
                warned += usize::from(!gaps(&days, super::super::window(month, None)).0.is_empty());
                all += 1;
                month = month.next();
            }
        }
        assert!(warned * 10 <= all, "{warned} of {all} months");
    }

    #[test]
    fn a_working_day_that_was_cut_out_is_a_gap() {
        let month = Month {
            year: 2018,
            month: 5,
        };
        let mut random = fastrand::Rng::with_seed(5);
        let window = super::super::window(month, None);
        let mut days = realistic(month, 4.0, &mut random);
        // Tuesday the 15th, and everything from the 28th on.
        days.remove(&(window.start + 14));
        days.retain(|day, _| *day < window.start + 27);
        let (found, limit) = gaps(&days, window.clone());
        let dates: Vec<(String, String)> = found
            .iter()
            .map(|gap| (gap.from.to_string(), gap.to.to_string()))
            .collect();
        assert_eq!(found.len(), 2, "{dates:?}");
        assert!(dates[0].0.starts_with("2018-05-14") && dates[0].1.starts_with("2018-05-16"));
        assert_eq!(dates[1].1, "2018-06-01T00:00:00.000Z");
        assert!(found.iter().all(|gap| gap.expected > limit));
    }

    #[test]
    fn the_expectation_is_that_of_the_definition() {
        // Two events on Monday 2018-01-01, in the first hour, in a period of two weeks.
        let start = Month {
            year: 2018,
            month: 1,
        }
        .start()
        .day();
        let days = BTreeMap::from([(start, vec![0, 1_800_000])]);
        let expected = Expected::of(&days, &(start..start + 14));
        let own = (2.0 + 1.0 / 168.0) / 2.0;
        let other = 1.0 / 168.0 / 2.0;
        let close = |hours: f64, want: f64| {
            let at = start * 86_400_000 + (hours * 3_600_000.0) as i64;
            assert!((expected.until(at) - want).abs() < 1e-9, "{hours}");
        };
        close(0.5, own / 2.0);
        close(2.0, own + other);
        close(168.0, own + 167.0 * other);
        close(336.0, 2.0 * (own + 167.0 * other));
    }
}
