//! `--from`, `--to` and `--month`: half-open ranges of time in UTC.

use crate::error::{Error, Result};
use crate::event::time::{Month, Timestamp};
use std::collections::BTreeSet;

/// Ranges of time. The default is all of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Period {
    from: BTreeSet<Timestamp>,
    to: BTreeSet<Timestamp>,
    months: BTreeSet<Month>,
    /// Start included, end not; in order and apart.
    ranges: Vec<(Timestamp, Timestamp)>,
}

const ALWAYS: (Timestamp, Timestamp) = (
    Timestamp {
        secs: i64::MIN,
        nanos: 0,
    },
    Timestamp {
        secs: i64::MAX,
        nanos: 0,
    },
);

impl Period {
    /// Repeated values of one flag are alternatives, so the earliest start and the latest end hold.
    pub(super) fn new(from: &[String], to: &[String], months: &[String]) -> Result<Self> {
        let from = instants("--from", from)?;
        let to = instants("--to", to)?;
        let months = months.iter().map(|m| month(m)).collect::<Result<_>>()?;
        let mut period = Self {
            from,
            to,
            months,
            ranges: Vec::new(),
        };
        if !period.is_empty() {
            period.ranges = period.resolve()?;
        }
        Ok(period)
    }

    fn resolve(&self) -> Result<Vec<(Timestamp, Timestamp)>> {
        let start = self.from.first().copied().unwrap_or(ALWAYS.0);
        let end = self.to.last().copied().unwrap_or(ALWAYS.1);
        if start >= end {
            return Err(Error::Usage(format!(
                "--from {start} is not before --to {end}: the period is empty"
            ))
            .hint("--from is included, --to is not"));
        }
        if self.months.is_empty() {
            return Ok(vec![(start, end)]);
        }
        let mut ranges: Vec<(Timestamp, Timestamp)> = Vec::new();
        for month in &self.months {
            let (first, last) = (month.start().max(start), month.next().start().min(end));
            match ranges.last_mut() {
                _ if first >= last => {}
                Some(range) if range.1 == first => range.1 = last,
                _ => ranges.push((first, last)),
            }
        }
        if ranges.is_empty() {
            return Err(Error::Usage(format!(
                "--month {} is outside --from and --to: the period is empty",
                self.months().join(", ")
            ))
            .hint("give one or the other"));
        }
        Ok(ranges)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.from.is_empty() && self.to.is_empty() && self.months.is_empty()
    }

    pub(super) fn accepts(&self, at: Timestamp) -> bool {
        self.is_empty()
            || self
                .ranges
                .iter()
                .any(|(from, to)| (*from..*to).contains(&at))
    }

    /// The start of the first range.
    pub(super) fn start(&self) -> Option<Timestamp> {
        let start = self.ranges.first().map(|(from, _)| *from);
        start.filter(|start| *start != ALWAYS.0)
    }

    /// The end of the last range, not included.
    pub(super) fn end(&self) -> Option<Timestamp> {
        let end = self.ranges.last().map(|(_, to)| *to);
        end.filter(|end| *end != ALWAYS.1)
    }

    pub(super) fn from(&self) -> Vec<String> {
        self.from.iter().map(ToString::to_string).collect()
    }

    pub(super) fn to(&self) -> Vec<String> {
        self.to.iter().map(ToString::to_string).collect()
    }

    pub(super) fn months(&self) -> Vec<String> {
        self.months.iter().map(ToString::to_string).collect()
    }
}

fn instants(flag: &str, values: &[String]) -> Result<BTreeSet<Timestamp>> {
    let read = |value: &String| {
        instant(value).ok_or_else(|| {
            Error::Usage(format!("{flag} {value}: not a date")).hint(
                "write YYYY-MM-DD, YYYY-MM, or a time with its offset such as 2018-05-03T12:00:00Z",
            )
        })
    };
    values.iter().map(read).collect()
}

/// An instant, or the first one of a day or a month in UTC.
fn instant(text: &str) -> Option<Timestamp> {
    if let Some(month) = Month::parse(text) {
        return Some(month.start());
    }
    if text.len() == 10 {
        return Timestamp::parse(format!("{text}T00:00:00Z").as_bytes());
    }
    Timestamp::parse(text.as_bytes())
}

fn month(text: &str) -> Result<Month> {
    Month::parse(text).ok_or_else(|| {
        Error::Usage(format!("--month {text}: not a month")).hint("write YYYY-MM such as 2018-05")
    })
}
