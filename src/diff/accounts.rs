//! Whether both sides are of the same enterprise account.

use super::Side;
use crate::aggregate::{Tallies, party_lines};
use crate::archive::{Owner, named, owner, owners};
use crate::filter::Filter;
use crate::identity::Dimension;

/// The accounts of both sides, each in words, where they are not the same. A side that names no account
/// is taken for any.
#[must_use]
pub fn different_accounts(
    filter: &Filter,
    before: &Side,
    after: &Side,
) -> Option<(String, String)> {
    let picks = filter.view().contains_key("account");
    let sides = [before, after].map(|side| match picks {
        true => picked(side, filter),
        false => accounts(side),
    });
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

/// The accounts that a filter picks out of those that events of a side name.
fn picked(side: &Side, filter: &Filter) -> Vec<Owner> {
    let names = &side.counted.names;
    let variants = names.of_dimension(Dimension::Account).variants();
    let mut passing = Tallies::default();
    let archives = side.counted.archives.iter();
    for archive in archives.filter(|archive| side.has_events_of(archive)) {
        for (symbol, tally) in archive.span.accounts.iter() {
            let name = variants.get(symbol as usize).map(|variant| &variant.name);
            if name.is_some_and(|it| filter.accepts_account(it.id.as_deref(), it.label.as_deref()))
            {
                passing.add(symbol, tally);
            }
        }
    }
    let accounts = party_lines(Dimension::Account, names, &passing);
    let owners = accounts.iter().map(owner);
    owners.filter(|owner| owner.key().is_some()).collect()
}
