//! Which archives there are, and which there should be.
//!
//! Everything is told from the archives themselves, and from the service's listing where it is at
//! hand. There is no clock here: whether a month has ended is not asked of today.

mod holding;
mod overlap;
mod state;

use crate::archive::{self, Filed, file, months_of_accounts, same_files};
use crate::coverage::{Hole, holes};
use crate::event::Month;
use crate::listing::Listing;
use crate::reading::Counted;
use crate::view::list::{
    AccountMonth, Against, ListView, ListedArchive, ListingView, RepeatedMonth, SameFile, Status,
};
use holding::Holding;
use std::collections::BTreeSet;

/// Makes the list of a reading that was asked which archives hold the same events. Archives stand by
/// account, month and path.
#[must_use]
pub fn inventory<O>(listing: Option<(&str, &Listing)>, counted: &Counted<O>) -> ListView {
    let rows = listing.map(|(_, listing)| listing);
    let (filed, not_here) = file(counted, rows);
    let mut holdings: Vec<Holding<'_>> = filed.into_iter().enumerate().map(Holding::new).collect();
    state::settle(&mut holdings);
    holdings.sort_by(|a, b| a.key().cmp(&b.key()));
    let (missing_months, repeated_months) = months(&holdings, counted);
    let same = same_files(holdings.iter().map(|one| &one.filed)).into_iter();
    let same = same.map(|group| SameFile {
        sha256: holdings[group[0]].filed.archive.sha256.clone(),
        archives: paths(&holdings, &group),
    });
    let against = listing.map(|(path, listing)| ListingView {
        path: path.to_owned(),
        listed: listing.rows.len(),
        not_here: not_here.iter().map(ToString::to_string).collect(),
    });
    let archives = holdings.iter().map(|one| ListedArchive {
        archive: archive::view(&one.filed),
        account_id: one.filed.owner.id.clone(),
        accounts: archive::called(&counted.accounts_of(one.filed.archive)),
        events_month: other_month(&one.filed),
        status: one.status,
        through: one.through.clone(),
        problem: one.problem.clone(),
        listing: rows.map(|_| compare(&one.filed)),
    });
    let findings = counted.findings.iter();
    ListView::new(
        archives.collect(),
        missing_months,
        repeated_months,
        same.collect(),
        against,
        counted.ledger,
        findings.map(|(code, n)| (code.as_str(), *n)).collect(),
    )
}

/// Archives that were read to their end and yet seem to end before their month does, by path, with the last day that
/// they cover. One is left out where another of the same account goes on to the month's end: together they are whole.
#[must_use]
pub fn ends_early<O>(counted: &Counted<O>) -> Vec<(String, String)> {
    let (filed, _) = file(counted, None);
    let mut holdings: Vec<Holding<'_>> = filed.into_iter().enumerate().map(Holding::new).collect();
    state::settle(&mut holdings);
    holdings.sort_by(|a, b| a.key().cmp(&b.key()));
    let whole = holdings.iter().filter(|one| one.status == Status::Ok);
    let whole: BTreeSet<_> = whole.map(Holding::ends).collect();
    let partial = holdings.iter();
    partial
        .filter(|one| one.status == Status::Partial && !whole.contains(&one.ends()))
        .filter_map(|one| Some((one.path().to_owned(), one.through.clone()?)))
        .collect()
}

/// Months that are missing between the first and the last of each account, and those that are there more than
/// once.
fn months<O>(
    holdings: &[Holding<'_>],
    counted: &Counted<O>,
) -> (Vec<AccountMonth>, Vec<RepeatedMonth>) {
    let (mut missing, mut repeated) = (Vec::new(), Vec::new());
    for months in months_of_accounts(holdings.iter().map(|one| &one.filed)) {
        let Some(&one) = months.values().flatten().next() else {
            continue;
        };
        let id = id_if_needed(holdings, one);
        let of = |first: Month, last: Month| AccountMonth {
            account: holdings[one].filed.owner.label.clone(),
            account_id: id.clone(),
            month: first.to_string(),
            through: (first != last).then(|| last.to_string()),
        };
        let parts = holes(months.keys().copied());
        let parts = parts.into_iter().flat_map(Hole::parts);
        missing.extend(parts.map(|hole| of(hole.first, hole.last)));
        for (month, places) in months.into_iter().filter(|(_, places)| places.len() > 1) {
            let group: Vec<&Holding<'_>> = places.iter().map(|&place| &holdings[place]).collect();
            let (relation, superset) = overlap::relate(&group, &counted.shared);
            repeated.push(RepeatedMonth {
                of: of(month, month),
                archives: paths(holdings, &places),
                relation,
                superset: superset.map(|place| group[place].path().to_owned()),
            });
        }
    }
    missing.sort();
    repeated.sort_by(|a, b| a.of.cmp(&b.of));
    (missing, repeated)
}

/// The id of an account that its name does not tell from others.
fn id_if_needed(holdings: &[Holding<'_>], one: usize) -> Option<String> {
    let own = &holdings[one].filed.owner;
    let same = |other: &&Holding<'_>| other.filed.owner.label == own.label;
    let mut bearers = holdings.iter().filter(same);
    let ambiguous = bearers.any(|other| other.filed.owner.key() != own.key());
    own.id.clone().filter(|_| ambiguous || own.label.is_none())
}

fn paths(holdings: &[Holding<'_>], group: &[usize]) -> Vec<String> {
    let paths = group.iter().map(|&place| holdings[place].path());
    paths.map(str::to_owned).collect()
}

/// The month of most of an archive's events, where it is of another.
fn other_month(one: &Filed<'_>) -> Option<String> {
    let of_events = one.of_events.filter(|month| Some(*month) != one.month);
    of_events.map(|month| month.to_string())
}

/// How an archive compares with its row in the listing.
fn compare(one: &Filed<'_>) -> Against {
    let Some(row) = one.row else {
        return Against::Unlisted;
    };
    let digest = row.sha256.as_ref();
    let same_digest = digest.is_none_or(|sum| *sum == one.archive.sha256);
    let same_size = row.bytes.is_none_or(|bytes| bytes == one.archive.bytes);
    if same_digest && same_size {
        Against::Match
    } else {
        Against::Differs
    }
}
