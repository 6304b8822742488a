//! Working hours, in the zone of the organisation.

use crate::event::{Timestamp, Zone};
use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use std::collections::BTreeSet;

/// When people work. Days, hours and holidays are those of the zone; an instant has one local time whatever the
/// clocks do on that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingHours {
    /// The zone.
    pub tz: Zone,
    /// Days of the week.
    pub days: BTreeSet<Day>,
    /// First minute of the day that is worked, from midnight.
    pub from: u32,
    /// First minute after it that is not, up to 1,440.
    pub to: u32,
    /// Days that are not worked.
    pub holidays: BTreeSet<NaiveDate>,
}

/// A day of the week, by its number from Monday, 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(u8);

impl Day {
    /// Names of the days, Monday first.
    pub const NAMES: [&'static str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// The day of a name in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        (0..)
            .zip(Self::NAMES)
            .find_map(|(number, known)| known.eq_ignore_ascii_case(name).then_some(Self(number)))
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[usize::from(self.0) % Self::NAMES.len()]
    }
}

impl From<Weekday> for Day {
    fn from(day: Weekday) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "0 to 6")]
        Self(day.num_days_from_monday() as u8)
    }
}

impl WorkingHours {
    /// Whether the instant is outside working hours.
    #[must_use]
    pub fn outside(&self, at: Timestamp) -> bool {
        let local = self.tz.local(at);
        let minute = local.hour() * 60 + local.minute();
        let works = self.days.contains(&local.weekday().into())
            && !self.holidays.contains(&local.date())
            && (self.from..self.to).contains(&minute);
        !works
    }

    /// Whether each day of the week is worked, Monday first.
    #[must_use]
    pub fn week(&self) -> [bool; 7] {
        std::array::from_fn(|day| self.days.iter().any(|one| usize::from(one.0) == day))
    }

    /// The day in the zone that holds an instant, counted from the first day of the year 1.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> i32 {
        let local = self.tz.local(at);
        local.date().num_days_from_ce()
    }
}

/// Minutes from midnight of `HH:MM`, 24:00 included.
pub(super) fn minutes(text: &str) -> Option<u32> {
    let [h, m] = [text.get(..2)?, text.get(3..)?].map(digits);
    let (hours, minutes) = (h?, m?);
    let read = text.len() == 5 && text.as_bytes()[2] == b':' && minutes < 60;
    let minutes = hours * 60 + minutes;
    (read && minutes <= 24 * 60).then_some(minutes)
}

fn digits(text: &str) -> Option<u32> {
    let only = text.bytes().all(|byte| byte.is_ascii_digit());
    only.then(|| text.parse().ok()).flatten()
}

/// `HH:MM` of minutes from midnight.
pub(super) fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(zone: &str) -> WorkingHours {
        WorkingHours {
            tz: Zone::of_name(zone).expect(zone),
            days: ["mon", "tue", "wed", "thu", "fri"]
                .iter()
                .filter_map(|name| Day::from_name(name))
                .collect(),
            from: 8 * 60,
            to: 18 * 60,
            holidays: [NaiveDate::from_ymd_opt(2024, 5, 1).expect("a day")].into(),
        }
    }

    #[test]
    fn hours_are_local_on_both_sides_of_the_change_of_clocks() {
        let berlin = hours("Europe/Berlin");
        for (at, outside) in [
            // Friday before the clocks go forward, Monday after it: one hour earlier in UTC.
            ("2024-03-29T07:00:00Z", false),
            ("2024-03-29T06:59:59.999Z", true),
            ("2024-04-01T06:00:00Z", false),
            ("2024-04-01T05:59:59Z", true),
            // The end is not included.
            ("2024-04-02T15:59:59.999Z", false),
            ("2024-04-02T16:00:00Z", true),
            // A weekend, a holiday, and a Sunday in UTC that is Monday in the zone.
            ("2024-04-06T10:00:00Z", true),
            ("2024-05-01T10:00:00Z", true),
            ("2024-05-02T10:00:00Z", false),
            // A leap second belongs to the minute that it ends.
            ("2016-12-30T16:59:59Z", false),
        ] {
            let at = Timestamp::parse(at.as_bytes()).expect(at);
            assert_eq!(berlin.outside(at), outside, "{at}");
        }
        let auckland = hours("Pacific/Auckland");
        let sunday = Timestamp::parse(b"2024-06-02T21:00:00Z").expect("an instant");
        assert!(!auckland.outside(sunday), "Monday, nine o'clock");
    }

    #[test]
    fn a_time_of_day_is_written_with_two_digits_each() {
        for (text, want) in [("00:00", 0), ("08:05", 485), ("24:00", 1440)] {
            assert_eq!(minutes(text), Some(want), "{text}");
            assert_eq!(clock(want), text);
        }
        for bad in [
            "", "8:00", "08:60", "24:01", "08:0", "08-00", "+8:00", "0é:0", "08:000",
        ] {
            assert_eq!(minutes(bad), None, "{bad}");
        }
    }
}
