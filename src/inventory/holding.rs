//! An archive with the account it belongs to and the months it is of.

use crate::archive::{self, FileName};
use crate::coverage::months_of;
use crate::event::Month;
use crate::listing::{Held, Listed, Listing, matched};
use crate::pipeline::Archive;
use crate::reading::Counted;
use crate::view::ArchiveView;
use crate::view::list::Status;
use std::collections::BTreeSet;

/// An archive that is being listed.
pub(super) struct Holding<'a> {
    /// Its place among the archives that were read.
    pub(super) place: usize,
    pub(super) archive: &'a Archive,
    pub(super) view: ArchiveView,
    /// Its row in the listing.
    pub(super) row: Option<&'a Listed>,
    /// The month that its name states.
    pub(super) named: Option<Month>,
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
    counted: &'a Counted<O>,
    listing: Option<&'a Listing>,
) -> (Vec<Holding<'a>>, Vec<Month>) {
    let views = archive::views(counted).into_iter();
    let inputs = counted.archives.iter().zip(views).enumerate();
    let mut holdings: Vec<_> = inputs
        .map(|(place, (archive, view))| {
            let named = FileName::parse(&archive.path).map(|name| name.month);
            Holding {
                place,
                archive,
                view,
                row: None,
                named,
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
