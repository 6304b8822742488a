//! One file under several names.

use crate::event::Month;
use crate::pipeline::Archive;
use std::collections::BTreeMap;

/// Places of archives that are the same bytes under the names of different months, group by group in the
/// order of the archives. Months without any event may well be the same bytes, and are left out.
#[must_use]
pub fn same_files<'a>(
    archives: impl IntoIterator<Item = (&'a Archive, Option<Month>)>,
) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<(usize, Month)>> = BTreeMap::new();
    for (place, (archive, named)) in archives.into_iter().enumerate() {
        let says_something = archive.records > 0 || archive.fault.is_some();
        if let (Some(month), true, false) = (named, says_something, archive.sha256.is_empty()) {
            let group = groups.entry(&archive.sha256).or_default();
            group.push((place, month));
        }
    }
    let differ = |group: &[(usize, Month)]| group.windows(2).any(|pair| pair[0].1 != pair[1].1);
    let groups = groups.into_values().filter(|group| differ(group));
    let places = groups.map(|group| group.into_iter().map(|(place, _)| place).collect());
    let mut places: Vec<Vec<usize>> = places.collect();
    places.sort_unstable();
    places
}
