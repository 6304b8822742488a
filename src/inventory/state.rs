//! How each archive is: whether it could be read, and whether it covers its month.

use super::holding::Holding;
use crate::archive::hinted;
use crate::coverage::{Coverage, Side};
use crate::event::time::date_of_day;
use crate::view::list::Status;
use std::collections::BTreeMap;

/// Finds out about every archive.
pub(super) fn settle(holdings: &mut [Holding<'_>]) {
    let longest = longest(holdings);
    for (one, longest) in holdings.iter_mut().zip(longest) {
        (one.status, one.through, one.problem) = match &one.filed.archive.fault {
            Some(fault) => {
                let code = fault.code.map(|code| format!(" ({code})"));
                let problem = hinted(fault, fault.limit) + &code.unwrap_or_default();
                (Status::Unreadable, None, Some(problem))
            }
            None if one.filed.archive.span.days.is_empty() => (Status::Empty, None, None),
            None => match through(one, longest) {
                Some(day) => (Status::Partial, Some(day), None),
                None => (Status::Ok, None, None),
            },
        };
    }
}

/// For each archive the last day of any of the same account and last month.
fn longest(holdings: &[Holding<'_>]) -> Vec<Option<i64>> {
    let mut last: BTreeMap<_, Option<i64>> = BTreeMap::new();
    for one in holdings {
        let day = last.entry(one.ends()).or_default();
        *day = (*day).max(one.last_day());
    }
    let days = holdings
        .iter()
        .map(|one| last.get(&one.ends()).copied().flatten());
    days.collect()
}

/// The last day that an archive covers, if it ends early.
fn through(one: &Holding<'_>, longest: Option<i64>) -> Option<String> {
    let extent = Coverage::of(&Side {
        days: &one.filed.archive.span.days,
        month: one.filed.month,
        exported: one.filed.row.and_then(|row| row.created_at),
        others: longest,
    })?;
    let last = date_of_day(extent.last).format("%Y-%m-%d");
    extent.ends_early.then(|| last.to_string())
}
