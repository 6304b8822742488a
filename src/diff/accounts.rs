//! Whether both sides are of the same enterprise account.

use super::Side;
use std::collections::BTreeSet;

/// An account of a side, by id and label.
type Account = (Option<String>, Option<String>);

/// The accounts of both sides, each in words, where they are not the same. A side that names no account
/// is taken for any.
#[must_use]
pub fn different_accounts(before: &Side, after: &Side) -> Option<(String, String)> {
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
fn accounts(side: &Side) -> BTreeSet<Account> {
    let accounts = side.counted.account_of_archives();
    let archives = side.counted.archives.iter().zip(side.archives());
    archives
        .zip(accounts)
        .filter(|((archive, _), _)| side.has_events_of(archive))
        .map(|((_, view), account)| {
            let id = account.and_then(|account| account.id.as_deref().map(str::to_owned));
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
