//! Which archives there are, and which there should be.
//!
//! Everything is told from the archives themselves, and from the service's listing where it is at
//! hand. There is no clock here: whether a month has ended is not asked of today.

mod holding;
mod overlap;
mod state;

use crate::archive::ledger_view;
use crate::coverage::{Hole, holes};
use crate::event::Month;
use crate::listing::Listing;
use crate::reading::Counted;
use crate::view::list::{
    AccountMonth, Against, ListView, ListedArchive, ListingView, RepeatedMonth, SameFile, Status,
};
use holding::Holding;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the list of a reading that was asked which archives hold the same events.
#[must_use]
pub fn inventory<O>(listing: Option<(&str, &Listing)>, counted: &Counted<O>) -> ListView {
    let rows = listing.map(|(_, listing)| listing);
    let (mut holdings, not_here) = holding::holdings(counted, rows);
    state::settle(&mut holdings);
    let (missing_months, repeated) = months(&holdings);
    let repeated_months = repeated
        .into_iter()
        .map(|(of, group)| {
            let group: Vec<&Holding<'_>> = group.iter().map(|&i| &holdings[i]).collect();
            let (relation, superset) = overlap::relate(&group, &counted.shared);
            RepeatedMonth {
                of,
                archives: group.iter().map(|one| one.view.path.clone()).collect(),
                relation,
                superset: superset.map(|i| group[i].view.path.clone()),
            }
        })
        .collect();
    let named = holdings.iter().map(|one| (one.archive, one.named));
    let same = archive::same_files(named)
        .into_iter()
        .map(|group| SameFile {
            sha256: holdings[group[0]].view.sha256.clone(),
            archives: group
                .iter()
                .map(|&place| holdings[place].view.path.clone())
                .collect(),
        })
        .collect();
    let against = listing.map(|(path, listing)| ListingView {
        path: path.to_owned(),
        listed: listing.rows.len(),
        not_here: not_here.iter().map(ToString::to_string).collect(),
    });
    let archives = holdings
        .into_iter()
        .map(|one| ListedArchive {
            listing: rows.map(|_| compare(&one)),
            status: one.status,
            through: one.through,
            problem: one.problem,
            archive: one.view,
        })
        .collect();
    let ledger = ledger_view(counted.ledger);
    let findings = counted.findings.iter();
    ListView::new(
        archives,
        missing_months,
        repeated_months,
        same,
        against,
        ledger,
        findings.map(|(code, n)| (code.as_str(), *n)).collect(),
    )
}

/// Archives that were read to their end and yet seem to end before their month does, by path, with the last day that
/// they cover. One is left out where another of the same account goes on to the month's end: together they are whole.
#[must_use]
pub fn ends_early<O>(counted: &Counted<O>) -> Vec<(String, String)> {
    let (mut holdings, _) = holding::holdings(counted, None);
    state::settle(&mut holdings);
    let of = |one: &Holding<'_>| (one.view.account.clone(), one.months.last().copied());
    let whole = holdings.iter().filter(|one| one.status == Status::Ok);
    let whole: BTreeSet<_> = whole.map(of).collect();
    let partial = holdings.into_iter();
    partial
        .filter(|one| one.status == Status::Partial && !whole.contains(&of(one)))
        .filter_map(|one| Some((one.view.path, one.through?)))
        .collect()
}

/// Months that are missing between the first and the last of each account, and the places of the
/// archives that share one.
fn months(holdings: &[Holding<'_>]) -> (Vec<AccountMonth>, Vec<(AccountMonth, Vec<usize>)>) {
    let mut accounts: BTreeMap<&Option<String>, BTreeMap<Month, Vec<usize>>> = BTreeMap::new();
    for (place, one) in holdings.iter().enumerate() {
        let months = accounts.entry(&one.view.account).or_default();
        for month in &one.months {
            months.entry(*month).or_default().push(place);
        }
    }
    let (mut missing, mut repeated) = (Vec::new(), Vec::new());
    for (account, months) in accounts {
        let of = |first: Month, last: Month| AccountMonth {
            account: account.clone(),
            month: first.to_string(),
            through: (first != last).then(|| last.to_string()),
        };
        let holes = holes(months.keys().copied());
        let parts = holes.into_iter().flat_map(Hole::parts);
        missing.extend(parts.map(|hole| of(hole.first, hole.last)));
        let shared = months.into_iter().filter(|(_, group)| group.len() > 1);
        repeated.extend(shared.map(|(month, group)| (of(month, month), group)));
    }
    (missing, repeated)
}

/// How an archive compares with its row in the listing.
fn compare(one: &Holding<'_>) -> Against {
    let Some(row) = one.row else {
        return Against::Unlisted;
    };
    let same_digest = row
        .sha256
        .as_deref()
        .is_none_or(|sum| sum == one.view.sha256);
    let same_size = row.bytes.is_none_or(|bytes| bytes == one.view.bytes);
    if same_digest && same_size {
        Against::Match
    } else {
        Against::Differs
    }
}
