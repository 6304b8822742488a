//! Working hours for many instants that come nearly in order of time.

use super::hours::WorkingHours;
use crate::event::time::Timestamp;

/// The last hour that was asked about. Events come nearly in order of time, and most hours lie wholly inside or
/// outside working hours, so that few instants need the calendar.
#[derive(Debug, Clone, Copy, Default)]
pub struct LastHour {
    number: i64,
    outside: Option<bool>,
    /// A quarter of an hour since 1970, and the local day that it lies in.
    quarter: Option<(i64, i32)>,
}

const SECONDS: i64 = 3600;
/// Offsets have been whole quarters of an hour since this instant in 1973.
const WHOLE_QUARTERS: i64 = 94_694_400;
/// Clocks and working hours change on full minutes, and nearly always on these.
const QUARTERS: [i64; 4] = [0, 900, 1800, 2700];

impl LastHour {
    /// Whether an instant is outside working hours.
    pub fn outside(&mut self, hours: &WorkingHours, at: Timestamp) -> bool {
        let number = at.secs.div_euclid(SECONDS);
        if number != self.number || self.outside.is_none() {
            self.number = number;
            self.outside = whole(hours, number * SECONDS);
        }
        self.outside.unwrap_or_else(|| hours.outside(at))
    }

    /// The local day of an instant, as [`WorkingHours::day`] has it.
    pub fn day(&mut self, hours: &WorkingHours, at: Timestamp) -> i32 {
        let quarter = at.secs.div_euclid(QUARTERS[1]);
        match self.quarter {
            Some((known, day)) if known == quarter => day,
            _ => {
                let day = hours.day(at);
                self.quarter = (at.secs >= WHOLE_QUARTERS).then_some((quarter, day));
                day
            }
        }
    }
}

/// Whether all of an hour is outside; `None` where a part of it is, or may be.
fn whole(hours: &WorkingHours, start: i64) -> Option<bool> {
    let on_quarters = hours.from.is_multiple_of(15) && hours.to.is_multiple_of(15);
    let at = |secs| Timestamp { secs, nanos: 0 };
    if !on_quarters || start < WHOLE_QUARTERS {
        return None;
    }
    let first = hours.outside(at(start));
    let same = QUARTERS
        .iter()
        .all(|second| hours.outside(at(start + second)) == first);
    same.then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::Policy;
    use super::*;
    use proptest::prelude::*;

    fn policy(zone: &str, from: &str, to: &str) -> Policy {
        let text = format!(
            "[policy]\nworking_hours = {{tz = \"{zone}\", days = [\"mon\", \"wed\", \"sat\"], from = \"{from}\", to = \"{to}\", holidays = [\"2024-03-27\"]}}\n"
        );
        Policy::from_toml(&text).expect("a policy")
    }

    proptest! {
        /// Around the change of clocks, in zones with odd offsets, and with hours that end in the middle of one.
        #[test]
        fn an_hour_that_was_asked_about_says_what_the_calendar_says(
            offsets in prop::collection::vec(-400_000i64..400_000, 1..60),
            zone in prop::sample::select(vec!["Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Africa/Monrovia"]),
            (from, to) in prop::sample::select(vec![("08:00", "18:00"), ("08:15", "17:45"), ("08:07", "23:59"), ("00:00", "24:00")]),
            start in prop::sample::select(vec![1_711_846_800i64, 1_711_500_000, 63_000_000, -1_000_000]),
        ) {
            let policy = policy(zone, from, to);
            let hours = policy.working_hours.as_ref().expect("hours");
            let mut hour = LastHour::default();
            for offset in offsets {
                let at = Timestamp { secs: start + offset, nanos: 0 };
                prop_assert_eq!(hour.outside(hours, at), hours.outside(at), "{}", at);
                prop_assert_eq!(hour.day(hours, at), hours.day(at), "{}", at);
            }
        }
    }
}
