//! One archive on its way to a verdict: what is known of it besides its records.

use super::listing::{Listing, Row};
use crate::archive::FileName;
use crate::event::{Month, Timestamp};
use crate::finding::{Finding, Found};
use crate::identity::{Dimension, Name, Names};
use crate::ingest::Source;
use crate::pipeline::{Archive, Facts, Inspected};

/// See the module.
pub(super) struct Checked<'a> {
    pub(super) source: &'a Source,
    pub(super) archive: &'a Archive,
    pub(super) found: Found,
    pub(super) facts: Option<Facts>,
    /// What its name states.
    pub(super) named: Option<FileName>,
    /// Its month: the listing's, else its name's, else that of most of its events.
    pub(super) month: Option<Month>,
    /// Account of most of its events.
    pub(super) account: Option<String>,
    /// Its row in the listing.
    pub(super) row: Option<&'a Row>,
    /// When it was exported, as far as anybody said so.
    pub(super) exported: Option<Timestamp>,
}

impl<'a> Checked<'a> {
    pub(super) fn new(
        source: &'a Source,
        archive: &'a Archive,
        inspected: Option<Inspected>,
        accounts: &[Name],
        listing: Option<&'a Listing>,
        as_of: Option<Timestamp>,
    ) -> Self {
        let named = FileName::parse(&source.shown);
        let own = named.as_ref().map(|name| name.month).or(archive.span.month);
        let row = listing.and_then(|listing| {
            let same = |row: &&Row| row.sha256.as_ref() == Some(&archive.sha256);
            let of_month = |row: &&Row| Some(row.month) == own;
            let rows = listing.rows.iter();
            rows.clone()
                .find(same)
                .or_else(|| rows.clone().find(of_month))
        });
        let account = accounts.get(archive.span.account as usize);
        let (found, facts) = match inspected {
            Some(Inspected { found, facts }) => (found, Some(facts)),
            None => (Found::new(0), None),
        };
        Self {
            source,
            archive,
            found,
            facts,
            month: row.map(|row| row.month).or(own),
            account: account.and_then(|name| Some(name.label.as_ref()?.to_string())),
            named,
            row,
            exported: row.and_then(|row| row.created_at).or(as_of),
        }
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

/// Every account as events name it, by symbol.
pub(super) fn accounts(names: &Names) -> Vec<Name> {
    names.read(Dimension::Account, |accounts| {
        accounts.variants().iter().map(|v| v.name.clone()).collect()
    })
}
