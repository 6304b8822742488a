//! One archive on its way to a verdict: what is known of it besides its records.

use crate::archive::{FileName, same_files};
use crate::coverage::months_of;
use crate::event::{Month, Timestamp};
use crate::finding::{Finding, Found};
use crate::listing::{Held, Listed, Listing, matched};
use crate::pipeline::{Archive, Facts, Inspected};
use crate::reading::Account;
use std::collections::BTreeSet;

/// See the module.
pub(super) struct Checked<'a> {
    pub(super) archive: &'a Archive,
    pub(super) found: Found,
    pub(super) facts: Option<Facts>,
    /// What its name states.
    pub(super) named: Option<FileName>,
    /// Paths of archives that are the same bytes under the names of other months.
    pub(super) same: Vec<&'a str>,
    /// Its month: the listing's, else its name's, else that of most of its events.
    pub(super) month: Option<Month>,
    /// Account of most of its events.
    pub(super) account: Option<String>,
    /// Its row in the listing.
    pub(super) row: Option<&'a Listed>,
    /// When it was exported, as far as anybody said so.
    pub(super) exported: Option<Timestamp>,
}

impl<'a> Checked<'a> {
    pub(super) fn new(
        archive: &'a Archive,
        inspected: Option<Inspected>,
        account: Option<Account>,
    ) -> Self {
        let named = FileName::parse(&archive.path);
        let (found, facts) = match inspected {
            Some(Inspected { found, facts }) => (found, Some(facts)),
            None => (Found::new(0), None),
        };
        Self {
            archive,
            found,
            facts,
            month: named.as_ref().map(|name| name.month).or(archive.span.month),
            account: account.and_then(|account| Some(account.label?.to_string())),
            named,
            same: Vec::new(),
            row: None,
            exported: None,
        }
    }

    /// The months that are there with it.
    pub(super) fn months(&self) -> Vec<Month> {
        months_of(&self.archive.span.days, self.month)
    }

    /// Account of its events, else the one that its name states.
    pub(super) fn any_account(&self) -> Option<&str> {
        let named = self.named.as_ref().map(|name| name.account.as_str());
        self.account.as_deref().or(named)
    }

    pub(super) fn say(&mut self, finding: Finding) {
        self.found.push(finding);
    }
}

/// Gives each archive its row in the listing, and with it its month and the time of its export. What comes
/// back are the months that are listed and not here.
pub(super) fn look_up<'a>(
    archives: &mut [Checked<'a>],
    listing: Option<&'a Listing>,
    as_of: Option<Timestamp>,
) -> Vec<Month> {
    let held = archives.iter().map(|archive| Held {
        sha256: &archive.archive.sha256,
        month: archive.month,
        account: archive.any_account(),
    });
    let held: Vec<Held<'_>> = held.collect();
    let found = listing
        .map(|listing| matched(listing, &held))
        .unwrap_or_default();
    let rows = found.rows.into_iter().chain(std::iter::repeat(None));
    for (archive, row) in archives.iter_mut().zip(rows) {
        archive.row = row;
        archive.month = row.map(|row| row.month).or(archive.month);
        archive.exported = row.and_then(|row| row.created_at).or(as_of);
    }
    let named = |archive: &Checked<'_>| archive.named.as_ref().map(|name| name.month);
    let months: Vec<_> = archives
        .iter()
        .map(|one| (one.archive, named(one)))
        .collect();
    for group in same_files(months.iter().copied()) {
        for &place in &group {
            let others = group
                .iter()
                .filter(|other| months[**other].1 != months[place].1);
            archives[place].same = others
                .map(|other| &*archives[*other].source.shown)
                .collect();
        }
    }
    let here: BTreeSet<Month> = archives.iter().flat_map(Checked::months).collect();
    let listed = found.unmatched.into_iter().map(|row| row.month);
    listed.filter(|month| !here.contains(month)).collect()
}
