//! Which archives there are, and which there should be.
//!
//! Everything is told from the archives themselves, and from the service's listing where it is at
//! hand. There is no clock here: whether a month has ended is not asked of today.

mod holding;
mod overlap;
mod state;

use crate::archive::{self, ledger_view};
use crate::ingest::{Limits, Source};
use crate::listing::Listing;
use crate::pipeline::{Accepted, Observer, Outcome};
use crate::view::list::{
    AccountMonth, Against, ListView, ListedArchive, ListingView, RepeatedMonth, Status,
};
use holding::Holding;
use std::collections::{BTreeMap, BTreeSet};

/// Archives are listed by what the pipeline says of each; no event is looked at.
#[derive(Debug, Default)]
pub struct Nothing;

impl Observer for Nothing {
    fn observe(&mut self, _: &Accepted) {}

    fn merge(&mut self, _: Self) {}
}

/// Makes the list. Archives of one month are read a second time, to tell how they relate.
#[must_use]
pub fn inventory(
    sources: &[Source],
    listing: Option<(&str, &Listing)>,
    outcome: &Outcome<Nothing>,
    threads: usize,
    limits: Limits,
) -> ListView {
    let views = archive::views(sources, &outcome.archives, &outcome.names);
    let mut holdings = holding::holdings(sources, views, outcome);
    let rows = listing.map(|(_, listing)| listing);
    state::settle(&mut holdings, rows);
    let (missing_months, repeated) = months(&holdings);
    let repeated_months = repeated
        .into_iter()
        .map(|(of, group)| {
            let group: Vec<&Holding<'_>> = group.iter().map(|&i| &holdings[i]).collect();
            let (relation, superset) = overlap::relate(&group, threads, limits);
            RepeatedMonth {
                of,
                archives: group.iter().map(|one| one.view.path.clone()).collect(),
                relation,
                superset: superset.map(|i| group[i].view.path.clone()),
            }
        })
        .collect();
    let against = listing.map(|(path, listing)| listing_view(path, listing, &holdings));
    let archives = holdings
        .into_iter()
        .map(|one| ListedArchive {
            listing: rows.map(|rows| compare(&one, rows)),
            status: one.status,
            through: one.through,
            problem: one.problem,
            archive: one.view,
        })
        .collect();
    let ledger = ledger_view(outcome.ledger);
    let findings = outcome.findings.iter();
    ListView::new(
        archives,
        missing_months,
        repeated_months,
        against,
        ledger,
        findings.map(|(code, n)| (code.as_str(), *n)).collect(),
    )
}

/// Archives that were read to their end and yet seem to end before their month does, by path, with the last day that
/// they cover. One is left out where another of the same account goes on to the month's end: together they are whole.
#[must_use]
pub fn ends_early<O>(sources: &[Source], outcome: &Outcome<O>) -> Vec<(String, String)> {
    let views = archive::views(sources, &outcome.archives, &outcome.names);
    let mut holdings = holding::holdings(sources, views, outcome);
    state::settle(&mut holdings, None);
    let of = |one: &Holding<'_>| (one.view.account.clone(), one.last_month());
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
    let mut accounts: BTreeMap<&Option<String>, BTreeMap<_, Vec<usize>>> = BTreeMap::new();
    for (i, one) in holdings.iter().enumerate() {
        for month in one.months() {
            let months = accounts.entry(&one.view.account).or_default();
            months.entry(month).or_default().push(i);
        }
    }
    let (mut missing, mut repeated) = (Vec::new(), Vec::new());
    for (account, months) in accounts {
        let of = |month: &crate::event::Month| AccountMonth {
            account: account.clone(),
            month: month.to_string(),
        };
        let mut expected = None;
        for (month, group) in &months {
            let mut due = expected.unwrap_or(*month);
            while due < *month {
                missing.push(of(&due));
                due = due.next();
            }
            expected = Some(month.next());
            if group.len() > 1 {
                repeated.push((of(month), group.clone()));
            }
        }
    }
    (missing, repeated)
}

/// How an archive compares with what the service lists. The listing names no account, so a file
/// that is listed is known by its checksum; a month says only which row to blame.
fn compare(one: &Holding<'_>, listing: &Listing) -> Against {
    let is = |row: &&crate::listing::Listed| {
        row.sha256.as_deref() == Some(&*one.view.sha256)
            && row.bytes.is_none_or(|bytes| bytes == one.view.bytes)
    };
    if listing.rows.iter().any(|row| is(&row)) {
        return Against::Match;
    }
    let months: BTreeSet<_> = one.months().collect();
    if listing.rows.iter().any(|row| months.contains(&row.month)) {
        Against::Differs
    } else {
        Against::Unlisted
    }
}

fn listing_view(path: &str, listing: &Listing, holdings: &[Holding<'_>]) -> ListingView {
    let here: BTreeSet<_> = holdings.iter().flat_map(Holding::months).collect();
    let listed: BTreeSet<_> = listing.rows.iter().map(|row| row.month).collect();
    ListingView {
        path: path.to_owned(),
        listed: listing.rows.len(),
        not_here: listed.difference(&here).map(ToString::to_string).collect(),
    }
}
