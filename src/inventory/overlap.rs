//! How archives of one month relate, by the ids of their events.

use super::holding::Holding;
use crate::pipeline::Shared;
use crate::view::list::Relation;

/// The relation, and the place in the group of the archive that holds everything where one does.
pub(super) fn relate(group: &[&Holding<'_>], shared: &[Shared]) -> (Relation, Option<usize>) {
    if group.iter().any(|one| one.filed.archive.fault.is_some()) {
        return (Relation::Unknown, None);
    }
    let first = &group[0].filed.archive.sha256;
    if group.iter().all(|one| one.filed.archive.sha256 == *first) {
        return (Relation::Same, Some(0));
    }
    let holds = |place: usize, ids: &Shared| {
        ids.archives.contains(&place) || ids.conflicting.contains(&place)
    };
    // Ids of any archive of the group, and for each of them how many it holds.
    let mut all = 0;
    let mut of_each = vec![0; group.len()];
    for ids in shared {
        let mut held = false;
        for (one, count) in group.iter().zip(&mut of_each) {
            if holds(one.place, ids) {
                *count += ids.ids;
                held = true;
            }
        }
        all += if held { ids.ids } else { 0 };
    }
    match of_each.iter().position(|count| *count == all) {
        Some(i) if of_each.iter().all(|count| *count == all) => (Relation::Same, Some(i)),
        Some(i) => (Relation::Superset, Some(i)),
        None => (Relation::Apart, None),
    }
}
