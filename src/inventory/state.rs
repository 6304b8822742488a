//! Whether an archive covers its month.
//!
//! The service exports the current month up to midnight UTC of the day of the export. An archive does
//! not say when it was exported, so that is told, in this order, from the listing, from an archive of
//! the same month that goes on for longer, and from silence at the end that is out of the ordinary:
//! longer in days than any before it, and so long that at the archive's own rate it would come about
//! less than once in a hundred times.

use super::holding::Holding;
use crate::event::Month;
use crate::event::time::{DAY, date_of_day};
use crate::listing::Listing;
use crate::pipeline::Span;
use crate::view::list::Status;

/// How seldom an unbroken silence must be to mean the end of the archive.
const SELDOM: f64 = 0.01;

/// Finds out about every archive.
pub(super) fn settle(holdings: &mut [Holding<'_>], listing: Option<&Listing>) {
    let longest = longest(holdings);
    for (one, longest) in holdings.iter_mut().zip(longest) {
        let fault = one.archive.fault.as_ref();
        (one.status, one.through, one.problem) = match (fault, one.archive.span.first_last) {
            (Some(fault), _) => {
                let code = fault.code.map(|code| format!(" ({code})"));
                let problem = format!("{fault}{}", code.unwrap_or_default());
                (Status::Unreadable, None, Some(problem))
            }
            (None, None) => (Status::Empty, None, None),
            (None, Some(_)) => match ends_early(one, listing, longest) {
                Some(day) => {
                    let day = date_of_day(day).format("%Y-%m-%d").to_string();
                    (Status::Partial, Some(day), None)
                }
                None => (Status::Ok, None, None),
            },
        };
    }
}

/// For each archive the last day of any readable one of the same account and last month.
fn longest(holdings: &[Holding<'_>]) -> Vec<i64> {
    let day = |one: &Holding<'_>| one.archive.span.first_last.map(|(_, last)| last.day());
    let same = |a: &Holding<'_>, b: &Holding<'_>| {
        a.view.account == b.view.account && a.last_month() == b.last_month()
    };
    holdings
        .iter()
        .map(|one| {
            let others = holdings.iter().filter(|other| same(one, other));
            others.filter_map(day).max().unwrap_or_default()
        })
        .collect()
}

/// The last day that a partial archive covers; `None` where nothing says that it is partial.
fn ends_early(one: &Holding<'_>, listing: Option<&Listing>, longest: i64) -> Option<i64> {
    let month = one.last_month()?;
    let (_, last) = one.archive.span.first_last?;
    let end = month.next().start().day();
    if last.day() >= end - 1 {
        return None;
    }
    let listed = listing.and_then(|listing| {
        let own = |row: &&crate::listing::Listed| row.sha256.as_deref() == Some(&one.view.sha256);
        listing.rows.iter().find(own)?.created_at
    });
    if let Some(made) = listed {
        return (made.day() < end).then_some(made.day() - 1);
    }
    let cut_off = longest > last.day() || silent(&one.archive.span, one.archive.events(), month);
    cut_off.then_some(last.day())
}

/// Whether the month's end is silent beyond what the archive shows elsewhere.
fn silent(span: &Span, events: u64, month: Month) -> bool {
    let Some((first, last)) = span.first_last else {
        return false;
    };
    let end = month.next().start();
    let quiet_days = end.day() - 1 - last.day();
    let start = month.start().secs.min(first.secs);
    let rate = events as f64 / ((last.secs - start).max(DAY) as f64);
    let expected = rate * (end.secs - last.secs) as f64;
    quiet_days > span.quiet_days && expected > ((events as f64 + 1.0) / SELDOM).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Timestamp;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn silence_counts_only_where_it_is_out_of_the_ordinary() {
        let may = Month {
            year: 2018,
            month: 5,
        };
        for (last, quiet_days, events, silent_end) in [
            ("2018-05-15T18:00:00Z", 0, 5000, true),
            ("2018-05-15T18:00:00Z", 2, 20, true),
            ("2018-05-29T18:00:00Z", 2, 5000, false),
            ("2018-05-30T18:00:00Z", 0, 5000, true),
            ("2018-05-20T18:00:00Z", 8, 4, false),
            ("2018-05-31T23:00:00Z", 0, 5000, false),
        ] {
            let span = Span {
                first_last: Some((at("2018-05-01T03:00:00Z"), at(last))),
                quiet_days,
                ..Span::default()
            };
            assert_eq!(silent(&span, events, may), silent_end, "{last} {events}");
        }
    }
}
