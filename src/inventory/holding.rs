//! An archive with the account it belongs to and the months it is of.

use crate::archive::FileName;
use crate::coverage::months_of;
use crate::event::Month;
use crate::identity::Dimension;
use crate::ingest::Source;
use crate::listing::{Held, Listed, Listing, matched};
use crate::pipeline::{Archive, Outcome};
use crate::view::ArchiveView;
use crate::view::list::Status;
use std::collections::{BTreeMap, BTreeSet};

/// An archive that is being listed.
pub(super) struct Holding<'a> {
    pub(super) source: &'a Source,
    pub(super) archive: &'a Archive,
    pub(super) view: ArchiveView,
    /// Its row in the listing.
    pub(super) row: Option<&'a Listed>,
    /// The listing's month, else its name's, else that of most of its events.
    pub(super) month: Option<Month>,
    /// The months that are there with it.
    pub(super) months: Vec<Month>,
    pub(super) status: Status,
    pub(super) through: Option<String>,
    pub(super) problem: Option<String>,
}

impl Holding<'_> {
    /// The last day of its months that has events.
    pub(super) fn last_day(&self) -> Option<i64> {
        let days = self.archive.span.days.iter().rev().map(|(day, _)| *day);
        let mut own = days.filter(|day| self.months.contains(&Month::of_day(*day)));
        own.next()
    }
}

/// All archives, by account and month, then by path, and the months that are listed and not here.
pub(super) fn holdings<'a, O>(
    sources: &'a [Source],
    views: Vec<ArchiveView>,
    outcome: &'a Outcome<O>,
    listing: Option<&'a Listing>,
) -> (Vec<Holding<'a>>, Vec<Month>) {
    let latest = latest_names(outcome);
    let inputs = sources.iter().zip(&outcome.archives).zip(views);
    let mut holdings: Vec<_> = inputs
        .map(|((source, archive), mut view)| {
            if let Some(account) = &view.account
                && let Some(name) = latest.get(account)
            {
                view.account = Some(name.clone());
            }
            let named = FileName::parse(&source.shown).map(|name| name.month);
            Holding {
                source,
                archive,
                view,
                row: None,
                month: named.or(archive.span.month),
                months: Vec::new(),
                status: Status::Ok,
                through: None,
                problem: None,
            }
        })
        .collect();
    let listed = look_up(&mut holdings, listing);
    holdings.sort_by(|a, b| {
        let key = |one: &Holding<'_>| (one.view.account.clone(), one.months.first().copied());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.view.path.cmp(&b.view.path))
    });
    (holdings, listed)
}

/// Gives each archive its row, and with it its month; gives back the months of rows without an archive.
fn look_up<'a>(holdings: &mut [Holding<'a>], listing: Option<&'a Listing>) -> Vec<Month> {
    let held = holdings.iter().map(|one| Held {
        sha256: &one.view.sha256,
        month: one.month,
        account: one.view.account.as_deref(),
    });
    let held: Vec<Held<'_>> = held.collect();
    let found = listing
        .map(|listing| matched(listing, &held))
        .unwrap_or_default();
    let rows = found.rows.into_iter().chain(std::iter::repeat(None));
    for (one, row) in holdings.iter_mut().zip(rows) {
        one.row = row;
        one.month = row.map(|row| row.month).or(one.month);
        one.view.month = one.month.map(|month| month.to_string());
        one.months = months_of(&one.archive.span.days, one.month);
    }
    let here: BTreeSet<Month> = holdings.iter().flat_map(|one| one.months.clone()).collect();
    let listed = found.unmatched.into_iter().map(|row| row.month);
    listed.filter(|month| !here.contains(month)).collect()
}

/// For each name of an account the one that the same account, by its id, bore last.
fn latest_names<O>(outcome: &Outcome<O>) -> BTreeMap<String, String> {
    outcome.names.read(Dimension::Account, |accounts| {
        let variants = accounts.variants();
        let mut last = BTreeMap::new();
        for archive in &outcome.archives {
            let variant = variants.get(archive.span.account as usize);
            if let (Some(variant), Some((_, at))) = (variant, archive.span.first_last)
                && let Some(label) = &variant.name.label
            {
                let newest = last.entry(variant.identity).or_insert((at, label.clone()));
                *newest = newest.clone().max((at, label.clone()));
            }
        }
        let renamed = variants.iter().filter_map(|variant| {
            let label = variant.name.label.as_deref()?;
            let (_, newest) = last.get(&variant.identity)?;
            Some((label.to_owned(), newest.to_string()))
        });
        renamed.collect()
    })
}
