//! Whether both sides are of the same enterprise account.

use super::Side;
use crate::archive::{Owner, owners};
use std::collections::BTreeSet;

/// The accounts of both sides, each in words, where they are not the same. A side that names no account
/// is taken for any.
#[must_use]
pub fn different_accounts(before: &Side, after: &Side) -> Option<(String, String)> {
    let sides = [before, after].map(accounts);
    let [earlier, later] = &sides;
    if earlier.is_empty() || later.is_empty() {
        return None;
    }
    let known = |account: &Owner, others: &[Owner]| others.iter().any(|other| same(account, other));
    let matched = earlier.iter().all(|account| known(account, later))
        && later.iter().all(|account| known(account, earlier));
    (!matched).then(|| (listed(earlier), listed(later)))
}

/// The accounts of the archives that have something to do with a side.
fn accounts(side: &Side) -> Vec<Owner> {
    let archives = side.counted.archives.iter().zip(owners(&side.counted));
    archives
        .filter(|(archive, owner)| side.has_events_of(archive) && owner.key().is_some())
        .map(|(_, owner)| owner)
        .collect()
}

/// By id, and by name only where one has none.
fn same(one: &Owner, other: &Owner) -> bool {
    match (&one.id, &other.id) {
        (Some(one), Some(other)) => one == other,
        (None, _) => one.label.as_ref().is_some_and(|name| other.is_called(name)),
        (_, None) => same(other, one),
    }
}

fn listed(accounts: &[Owner]) -> String {
    let name = |owner: &Owner| owner.label.clone().or_else(|| owner.id.clone());
    let names: BTreeSet<String> = accounts.iter().filter_map(name).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}
