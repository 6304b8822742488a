//! Which account an archive is of.

use super::FileName;
use crate::reading::{Account, Counted};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The account of an archive, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owner {
    /// Its id, a UUID in lower case.
    pub id: Option<String>,
    /// Its latest name.
    pub label: Option<String>,
    /// Its other names.
    pub also_known_as: Vec<String>,
}

impl Owner {
    /// What tells it from other accounts: its id, and its name only where it has none. `None` where
    /// nothing is known.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.id.as_deref().or(self.label.as_deref())
    }

    /// Whether it bears this name, or bore it.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let mut names = self.label.iter().chain(&self.also_known_as);
        names.any(|own| own == name)
    }

    /// Whether both are the same account: by id, and by name only where one has none.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (&self.id, &other.id) {
            (Some(one), Some(other)) => one == other,
            (None, _) => self
                .label
                .as_ref()
                .is_some_and(|name| other.is_called(name)),
            (_, None) => other.is(self),
        }
    }
}

/// Accounts in words, each once.
#[must_use]
pub fn named(accounts: &[Owner]) -> String {
    let name = |owner: &Owner| owner.label.clone().or_else(|| owner.id.clone());
    let names: BTreeSet<String> = accounts.iter().filter_map(name).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// What accounts are called, those of most events first. Events that name none are left out.
#[must_use]
pub fn called(accounts: &[Account]) -> Vec<String> {
    let mut accounts: Vec<&Account> = accounts.iter().collect();
    accounts.sort_by(|a, b| a.by_weight(b));
    let name = |account: &Account| {
        account
            .label
            .as_deref()
            .or(account.id.as_deref())
            .map(str::to_owned)
    };
    accounts.into_iter().filter_map(name).collect()
}

/// For each archive the account that most of its events name, else the one that its file name states. A
/// name without an id is that of the account that bears it, or bore it, if there is exactly one.
#[must_use]
pub fn owners<O>(counted: &Counted<O>) -> Vec<Owner> {
    let accounts = counted.accounts();
    let with_id = || accounts.iter().filter(|account| account.id.is_some());
    let latest = by_name(with_id().map(|account| (account, account.label.as_slice())));
    let earlier = by_name(with_id().map(|account| (account, account.also_known_as.as_slice())));
    let called = |name: &str| {
        let bearer = latest.get(name).or_else(|| earlier.get(name));
        match bearer.copied().flatten() {
            Some(account) => owner(account),
            None => Owner {
                label: Some(name.to_owned()),
                ..Owner::default()
            },
        }
    };
    let archives = counted.archives.iter().zip(counted.account_of_archives());
    archives
        .map(|(archive, account)| match account {
            Some(account) if account.id.is_some() => owner(&account),
            Some(Account {
                label: Some(label), ..
            }) => called(&label),
            _ => FileName::parse(&archive.path)
                .map(|named| called(&named.account))
                .unwrap_or_default(),
        })
        .collect()
}

/// The account that events name.
#[must_use]
pub fn owner(account: &Account) -> Owner {
    Owner {
        id: account.id.as_deref().map(str::to_owned),
        label: account.label.as_deref().map(str::to_owned),
        also_known_as: account
            .also_known_as
            .iter()
            .map(ToString::to_string)
            .collect(),
    }
}

/// The account of each name; `None` for a name that several bear.
fn by_name<'a>(
    named: impl Iterator<Item = (&'a Account, &'a [Arc<str>])>,
) -> HashMap<&'a str, Option<&'a Account>> {
    let mut accounts = HashMap::new();
    let named = named.flat_map(|(account, names)| names.iter().map(move |name| (account, name)));
    for (account, name) in named {
        let several = accounts.contains_key(&**name);
        accounts.insert(&**name, (!several).then_some(account));
    }
    accounts
}
