//! The period that a report is held against, and whether it may be.

use super::{period_view, totals, unsupported};
use crate::aggregate::{Aggregate, Context, Tables};
use crate::archive::{self, FileName, Owner, named, owners};
use crate::catalog::Catalogs;
use crate::coverage;
use crate::event::{Month, Zone};
use crate::pipeline::Archive;
use crate::reading::Counted;
use crate::view::IncompleteView;
use crate::view::report::{HeadView, PreviousView};
use std::collections::BTreeSet;

/// The other period, and what of it could not be read.
#[derive(Debug, Clone)]
pub struct Previous {
    /// As the report shows it.
    pub view: PreviousView,
    /// Its archives that could not be read to their end.
    pub incomplete: Vec<IncompleteView>,
    /// The month that it was taken out of what was given as, if one was asked for.
    month: Option<Month>,
    /// The months that its archives are of.
    months: BTreeSet<Month>,
    /// The accounts of its archives.
    accounts: Vec<Owner>,
}

/// Counts the headline figures of the other period. `month` is the one that it was filtered by; archives
/// that have nothing of it are not the other period's.
#[must_use]
pub fn previous(catalogs: &Catalogs, counted: &Counted<Tables>, month: Option<Month>) -> Previous {
    let context = Context {
        names: &counted.names,
        tz: Zone::utc(),
    };
    let summary = counted.observed.0.finish(context);
    let unsupported = unsupported(catalogs, &summary);
    let archives = counted.archives.iter().zip(archive::views(counted));
    let of_month = |archive: &Archive, month| {
        let mut days = archive.span.days.iter();
        archive.fault.is_some()
            || FileName::parse(&archive.path).is_some_and(|name| name.month == month)
            || days.any(|(day, _)| Month::of_day(*day) == month)
    };
    let archives = archives
        .filter(|(archive, _)| month.is_none_or(|month| of_month(archive, month)))
        .map(|(_, view)| view)
        .collect();
    Previous {
        view: PreviousView {
            period: period_view(&summary.all),
            archives,
            ledger: counted.ledger,
            totals: totals(&summary, unsupported),
        },
        incomplete: archive::incomplete(&counted.archives),
        month,
        months: months_of(counted),
        accounts: accounts_of(counted),
    }
}

/// The months that archives are of; a few events of another month make it none of theirs.
fn months_of<O>(counted: &Counted<O>) -> BTreeSet<Month> {
    let archives = counted.archives.iter();
    let months = archives.flat_map(|archive| {
        let named = FileName::parse(&archive.path).map(|name| name.month);
        coverage::months_of(&archive.span.days, named)
    });
    months.collect()
}

impl Previous {
    /// What is in both periods, in words: an archive, or a month of which both have events at one time.
    /// There is nothing where the other period is the month before the report's, or of other accounts.
    #[must_use]
    pub fn overlap<O>(&self, counted: &Counted<O>, head: &HeadView) -> Option<String> {
        if self.month.is_some() {
            return None;
        }
        let theirs = self.view.archives.iter();
        let theirs: BTreeSet<&str> = theirs.map(|archive| &*archive.sha256).collect();
        let mut mine = head.archives.iter().filter(|one| !one.sha256.is_empty());
        if let Some(shared) = mine.find(|one| theirs.contains(&*one.sha256)) {
            return Some(format!("{} is in both", shared.path));
        }
        if self.of_others(counted).is_some() {
            return None;
        }
        let (mine, theirs) = (&head.period, &self.view.period);
        let from = mine.from.as_ref()?.max(theirs.from.as_ref()?);
        let to = mine.to.as_ref()?.min(theirs.to.as_ref()?);
        let month = *months_of(counted).intersection(&self.months).next()?;
        // Times of one form compare as text.
        (from <= to).then(|| format!("both have events of {month}, from {from} to {to}"))
    }

    /// The accounts of both periods, where they are known and have none in common.
    #[must_use]
    pub fn of_others<O>(&self, counted: &Counted<O>) -> Option<[String; 2]> {
        let (mine, theirs) = (accounts_of(counted), &self.accounts);
        let known = !mine.is_empty() && !theirs.is_empty();
        let shared = mine.iter().any(|one| theirs.iter().any(|it| one.is(it)));
        (known && !shared).then(|| [named(&mine), named(theirs)])
    }
}

/// The accounts of archives, as far as they are known.
fn accounts_of<O>(counted: &Counted<O>) -> Vec<Owner> {
    let known = |owner: &Owner| owner.key().is_some();
    owners(counted).into_iter().filter(known).collect()
}
