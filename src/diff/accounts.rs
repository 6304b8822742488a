//! Whether both sides are of the same enterprise account.

use super::Side;
use crate::archive::{Owner, named, owners};

/// The accounts of both sides, each in words, where they are not the same. A side that names no account
/// is taken for any.
#[must_use]
pub fn different_accounts(before: &Side, after: &Side) -> Option<(String, String)> {
    let sides = [before, after].map(accounts);
    let [earlier, later] = &sides;
    if earlier.is_empty() || later.is_empty() {
        return None;
    }
    let known = |account: &Owner, others: &[Owner]| others.iter().any(|it| account.is(it));
    let matched = earlier.iter().all(|account| known(account, later))
        && later.iter().all(|account| known(account, earlier));
    (!matched).then(|| (named(earlier), named(later)))
}

/// The accounts of the archives that have something to do with a side.
fn accounts(side: &Side) -> Vec<Owner> {
    let archives = side.counted.archives.iter().zip(owners(&side.counted));
    archives
        .filter(|(archive, owner)| side.has_events_of(archive) && owner.key().is_some())
        .map(|(_, owner)| owner)
        .collect()
}
