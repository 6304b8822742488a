//! Which months an archive is of.

use super::Days;
use crate::event::Month;
use std::collections::BTreeMap;

/// Least part of the fullest month's events that is a month and not a few strays.
const PART: u64 = 10;

fn by_month(days: &Days) -> BTreeMap<Month, u64> {
    let mut months = BTreeMap::new();
    for &(day, events) in days {
        *months.entry(Month::of_day(day)).or_default() += events;
    }
    months
}

/// The month of most events; of equal ones the earliest.
#[must_use]
pub fn month_of(days: &Days) -> Option<Month> {
    let months = by_month(days).into_iter().rev();
    months
        .max_by_key(|(_, events)| *events)
        .map(|(month, _)| month)
}

/// The months that are there with an archive, in order: the one that it is of, and those of which it holds
/// events in the amount of a month, which is two or more and at least a tenth of its fullest month.
/// A few events of another month are strays.
#[must_use]
pub fn months_of(days: &Days, own: Option<Month>) -> Vec<Month> {
    let mut months = by_month(days);
    let own = own.or_else(|| month_of(days));
    let most = months.values().copied().max().unwrap_or_default();
    months.retain(|month, events| Some(*month) == own || *events >= 2 && *events * PART >= most);
    if let Some(own) = own {
        months.entry(own).or_default();
    }
    months.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(counts: &[(&str, u64)]) -> Vec<(i64, u64)> {
        let day = |month: &str| Month::parse(month).expect("a month").start().day();
        counts.iter().map(|(month, n)| (day(month), *n)).collect()
    }

    #[test]
    fn strays_are_no_month_and_two_months_are_two() {
        let june = Month::parse("2018-06");
        for (counts, own, want) in [
            (&[("2018-05", 100), ("2018-06", 1)][..], None, "2018-05"),
            (&[("2018-05", 1), ("9999-12", 1)], None, "2018-05"),
            (
                &[("2018-05", 300), ("2018-06", 30)],
                None,
                "2018-05 2018-06",
            ),
            (&[("2018-05", 300), ("2018-06", 29)], None, "2018-05"),
            (&[("2018-04", 3), ("2018-05", 300)], june, "2018-05 2018-06"),
            (&[], june, "2018-06"),
            (&[], None, ""),
        ] {
            let months = months_of(&days(counts), own);
            let months: Vec<String> = months.iter().map(ToString::to_string).collect();
            assert_eq!(months.join(" "), want, "{counts:?}");
        }
    }
}
