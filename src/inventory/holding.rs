//! An archive with the account it belongs to and the months it covers.

use crate::archive::FileName;
use crate::event::Month;
use crate::identity::Dimension;
use crate::ingest::Source;
use crate::pipeline::{Archive, Outcome};
use crate::view::ArchiveView;
use crate::view::list::Status;
use std::collections::BTreeMap;

/// An archive that is being listed.
pub(super) struct Holding<'a> {
    pub(super) source: &'a Source,
    pub(super) archive: &'a Archive,
    pub(super) view: ArchiveView,
    /// First and last month that it covers.
    covers: Option<(Month, Month)>,
    pub(super) status: Status,
    pub(super) through: Option<String>,
    pub(super) problem: Option<String>,
}

impl Holding<'_> {
    /// The last month that it covers.
    pub(super) fn last_month(&self) -> Option<Month> {
        self.covers.map(|(_, last)| last)
    }

    /// The months that it covers.
    pub(super) fn months(&self) -> impl Iterator<Item = Month> + use<> {
        let covers = self.covers;
        let first = covers.map(|(first, _)| first);
        std::iter::successors(first, move |month| {
            let (_, last) = covers?;
            (*month < last).then(|| month.next())
        })
    }
}

/// All archives, by account and month, then by path.
pub(super) fn holdings<'a, O>(
    sources: &'a [Source],
    views: Vec<ArchiveView>,
    outcome: &'a Outcome<O>,
) -> Vec<Holding<'a>> {
    let latest = latest_names(outcome);
    let inputs = sources.iter().zip(&outcome.archives).zip(views);
    let mut holdings: Vec<_> = inputs
        .map(|((source, archive), mut view)| {
            if let Some(account) = &view.account
                && let Some(name) = latest.get(account)
            {
                view.account = Some(name.clone());
            }
            Holding {
                source,
                archive,
                covers: covers(source, archive),
                view,
                status: Status::Ok,
                through: None,
                problem: None,
            }
        })
        .collect();
    holdings.sort_by(|a, b| {
        let key = |one: &Holding<'_>| (one.view.account.clone(), one.covers);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.view.path.cmp(&b.view.path))
    });
    holdings
}

/// A month in the name of the file says what it is meant to cover; without one its events do.
fn covers(source: &Source, archive: &Archive) -> Option<(Month, Month)> {
    if let Some(month) = FileName::parse(&source.shown).map(|name| name.month) {
        return Some((month, month));
    }
    let (first, last) = archive.span.first_last?;
    Some((Month::of_day(first.day()), Month::of_day(last.day())))
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
