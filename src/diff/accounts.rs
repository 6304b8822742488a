//! Whether both sides are of the same enterprise account.

use super::Side;
use crate::identity::{Dimension, Name};
use std::collections::BTreeSet;

/// An account of a side, by id and label.
type Account = (Option<String>, Option<String>);

/// The accounts of both sides, each in words, where they are not the same. A side that names no account
/// is taken for any.
#[must_use]
pub fn different_accounts(before: &Side<'_>, after: &Side<'_>) -> Option<(String, String)> {
    let sides = [before, after].map(accounts);
    let [earlier, later] = &sides;
    if earlier.is_empty() || later.is_empty() {
        return None;
    }
    let known = |account: &Account, others: &BTreeSet<Account>| {
        others.iter().any(|other| same(account, other))
    };
    let matched = earlier.iter().all(|account| known(account, later))
        && later.iter().all(|account| known(account, earlier));
    (!matched).then(|| (listed(earlier), listed(later)))
}

/// The account that most events of each archive name, else that of its file name.
fn accounts(side: &Side<'_>) -> BTreeSet<Account> {
    let names: Vec<Name> = side.outcome.names.read(Dimension::Account, |accounts| {
        accounts.variants().iter().map(|v| v.name.clone()).collect()
    });
    let archives = side.outcome.archives.iter().zip(side.archives());
    archives
        .filter(|(archive, _)| side.has_events_of(archive))
        .map(|(archive, view)| {
            let name = names.get(archive.span.account as usize);
            let id = name.and_then(|name| name.id.as_deref().map(str::to_owned));
            (id, view.account)
        })
        .filter(|account| *account != (None, None))
        .collect()
}

fn same(one: &Account, other: &Account) -> bool {
    match (&one.0, &other.0) {
        (Some(one), Some(other)) => one == other,
        _ => one.1.is_some() && one.1 == other.1,
    }
}

fn listed(accounts: &BTreeSet<Account>) -> String {
    let name = |(id, label): &Account| label.clone().or_else(|| id.clone()).unwrap_or_default();
    let names: BTreeSet<String> = accounts.iter().map(name).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}
