//! Of which months there is anything at all.

use super::FileName;
use crate::event::Month;
use crate::reading::Counted;
use std::collections::BTreeSet;

/// The months that a file is named for, and those of any event, before any filter.
#[must_use]
pub fn months_there<O>(counted: &Counted<O>) -> BTreeSet<Month> {
    let archives = counted.archives.iter();
    let months = archives.flat_map(|archive| {
        let named = FileName::parse(&archive.path).map(|name| name.month);
        let days = archive.span.days.iter();
        days.map(|(day, _)| Month::of_day(*day)).chain(named)
    });
    months.collect()
}
