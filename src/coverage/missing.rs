//! Months that are missing between others.

use crate::event::Month;
use std::fmt;

/// Longest hole whose months are named one by one: five years.
const NAMED_SINGLY: usize = 60;

/// Consecutive months that are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// The first of them.
    pub first: Month,
    /// The last of them.
    pub last: Month,
}

/// The holes between months, which are in order.
pub fn holes(months: impl IntoIterator<Item = Month>) -> Vec<Hole> {
    let months: Vec<Month> = months.into_iter().collect();
    let pairs = months.windows(2).filter(|pair| pair[0].next() < pair[1]);
    pairs
        .map(|pair| Hole {
            first: pair[0].next(),
            last: pair[1].previous(),
        })
        .collect()
}

impl Hole {
    /// How many months are missing.
    #[must_use]
    pub fn months(&self) -> usize {
        let months = |month: Month| i64::from(month.year) * 12 + i64::from(month.month);
        usize::try_from(months(self.last) - months(self.first) + 1).unwrap_or_default()
    }

    /// The hole month by month. One of more than five years stays whole: an event that is centuries away
    /// from the others makes a hole of thousands of months.
    #[must_use]
    pub fn parts(self) -> Vec<Self> {
        if self.months() > NAMED_SINGLY {
            return vec![self];
        }
        let next = |month: &Month| (*month < self.last).then(|| month.next());
        let months = std::iter::successors(Some(self.first), next);
        months
            .map(|month| Self {
                first: month,
                last: month,
            })
            .collect()
    }
}

/// `2018-02`, or `2018-02 to 2018-04`.
impl fmt::Display for Hole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return self.first.fmt(f);
        }
        write!(f, "{} to {}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_month_is_in_a_hole_however_far_the_months_are_apart() {
        let months = ["2017-12", "2018-01", "2018-04", "2018-06", "9999-01"];
        let holes = holes(months.map(|month| Month::parse(month).expect("a month")));
        let shown: Vec<String> = holes.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            ["2018-02 to 2018-03", "2018-05", "2018-07 to 9998-12"]
        );
        let months: Vec<usize> = holes.iter().map(Hole::months).collect();
        assert_eq!(months, [2, 1, 95_766]);
        let parts: Vec<String> = holes
            .iter()
            .flat_map(|hole| hole.parts())
            .map(|hole| hole.to_string())
            .collect();
        assert_eq!(
            parts,
            ["2018-02", "2018-03", "2018-05", "2018-07 to 9998-12"]
        );
    }
}
