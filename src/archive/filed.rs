//! Where an archive belongs: its account, its month, its row in the listing.

use super::{FileName, Owner, owners};
use crate::coverage::{month_of, months_of};
use crate::event::Month;
use crate::listing::{Held, Listed, Listing, matched};
use crate::pipeline::Archive;
use crate::reading::Counted;
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
#[derive(Debug, Clone)]
pub struct Filed<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Its account.
    pub owner: Owner,
    /// What its name states.
    pub named: Option<FileName>,
    /// Its row in the listing.
    pub row: Option<&'a Listed>,
    /// The month of most of its events.
    pub of_events: Option<Month>,
    /// The month of its row, else the one that its name states, else that of most of its events.
    pub month: Option<Month>,
    /// The months that are there with it, in order.
    pub months: Vec<Month>,
}

/// Files every archive, in the order of the sources. What comes with them are the months that are listed and
/// not here.
#[must_use]
pub fn file<'a, O>(
    counted: &'a Counted<O>,
    listing: Option<&'a Listing>,
) -> (Vec<Filed<'a>>, Vec<Month>) {
    let archives = counted.archives.iter().zip(owners(counted));
    let archives = archives.map(|(archive, owner)| {
        let named = FileName::parse(&archive.path);
        let of_events = month_of(&archive.span.days);
        Filed {
            archive,
            owner,
            row: None,
            of_events,
            month: named.as_ref().map(|name| name.month).or(of_events),
            named,
            months: Vec::new(),
        }
    });
    let mut filed: Vec<Filed<'a>> = archives.collect();
    let held = filed.iter().map(|one| Held {
        sha256: &one.archive.sha256,
        month: one.month,
        account: one.owner.key(),
    });
    let held: Vec<Held<'_>> = held.collect();
    let found = listing.map(|listing| matched(listing, &held));
    let found = found.unwrap_or_default();
    let rows = found.rows.into_iter().chain(std::iter::repeat(None));
    for (one, row) in filed.iter_mut().zip(rows) {
        one.row = row;
        one.month = row.map(|row| row.month).or(one.month);
        one.months = months_of(&one.archive.span.days, one.month);
    }
    let here: BTreeSet<Month> = filed.iter().flat_map(|one| one.months.clone()).collect();
    let listed = found.unmatched.into_iter().map(|row| row.month);
    let not_here = listed.filter(|month| !here.contains(month)).collect();
    (filed, not_here)
}

/// The months of each account, each with the places of the archives that hold it.
#[must_use]
pub fn months_of_accounts<'f>(
    filed: impl IntoIterator<Item = &'f Filed<'f>>,
) -> Vec<BTreeMap<Month, Vec<usize>>> {
    let mut accounts: BTreeMap<Option<&str>, BTreeMap<Month, Vec<usize>>> = BTreeMap::new();
    for (place, one) in filed.into_iter().enumerate() {
        let months = accounts.entry(one.owner.key()).or_default();
        for month in &one.months {
            months.entry(*month).or_default().push(place);
        }
    }
    accounts.into_values().collect()
}

/// Places of archives that are the same bytes under the names of different months, group by group in the
/// order of the archives. Months without any event may well be the same bytes, and are left out.
#[must_use]
pub fn same_files<'f>(filed: impl IntoIterator<Item = &'f Filed<'f>>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<(usize, Month)>> = BTreeMap::new();
    for (place, one) in filed.into_iter().enumerate() {
        let archive = one.archive;
        let says_something = archive.records > 0 || archive.fault.is_some();
        if let (Some(named), true, false) = (&one.named, says_something, archive.sha256.is_empty())
        {
            let group = groups.entry(&archive.sha256).or_default();
            group.push((place, named.month));
        }
    }
    let differ = |group: &[(usize, Month)]| group.windows(2).any(|pair| pair[0].1 != pair[1].1);
    let groups = groups.into_values().filter(|group| differ(group));
    let places = groups.map(|group| group.into_iter().map(|(place, _)| place).collect());
    let mut places: Vec<Vec<usize>> = places.collect();
    places.sort_unstable();
    places
}
