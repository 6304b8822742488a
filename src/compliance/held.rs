//! Of which enterprise accounts apps and actors are.

use crate::identity::{Dimension, Remap, Used};
use std::collections::BTreeSet;

/// No account yet.
const NONE: u32 = u32::MAX;

/// The accounts of each identity of a dimension. Nearly all have one, which costs four bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    /// An account by identity.
    first: Vec<u32>,
    /// Identity and account, of those that have several.
    more: BTreeSet<(u32, u32)>,
}

impl Held {
    /// Adds an account, by the symbol of its name.
    pub(super) fn add(&mut self, identity: u32, account: u32) {
        let place = identity as usize;
        if place >= self.first.len() {
            self.first.resize(place + 1, NONE);
        }
        match &mut self.first[place] {
            first if *first == NONE => *first = account,
            first if *first == account => {}
            _ => {
                self.more.insert((identity, account));
            }
        }
    }

    /// The accounts of an identity, each once.
    pub(super) fn of(&self, identity: u32) -> BTreeSet<u32> {
        let first = self.first.get(identity as usize).copied();
        let more = self.more.range((identity, 0)..=(identity, NONE));
        let first = first.into_iter().filter(|first| *first != NONE);
        first.chain(more.map(|(_, account)| *account)).collect()
    }

    fn pairs(self) -> impl Iterator<Item = (u32, u32)> {
        let first = (0..).zip(self.first);
        first.filter(|(_, first)| *first != NONE).chain(self.more)
    }

    pub(super) fn merge(&mut self, other: Self) {
        other
            .pairs()
            .for_each(|(identity, account)| self.add(identity, account));
    }

    pub(super) fn mark(&self, used: &mut Used) {
        let first = self.first.iter().filter(|first| **first != NONE);
        let more = self.more.iter().map(|(_, account)| account);
        first
            .chain(more)
            .for_each(|account| used.variant(Dimension::Account, *account));
    }

    pub(super) fn remap(&mut self, remap: &Remap, dimension: Dimension) {
        for (identity, account) in std::mem::take(self).pairs() {
            let account = remap.variant(Dimension::Account, account);
            self.add(remap.identity(dimension, identity), account);
        }
    }
}
