//! What a reading learned.

use crate::aggregate::{PartyLine, Tallies, party_lines};
use crate::finding::Code;
use crate::identity::{Dimension, Names, Remap, Symbolic};
use crate::pipeline::{Archive, Observer, Outcome, Shared};
use crate::record::Ledger;
use std::collections::{BTreeMap, HashMap};

/// What a [`Reading`](super::Reading) learned, as a plain value: immutable, without a lock, and the same whatever the
/// threads did. All symbols are those of [`Counted::names`]. Two values [merge](Self::merge) into what one reading of
/// both would have given.
#[derive(Debug, Clone)]
pub struct Counted<O> {
    /// The archives, in the order of the sources.
    pub archives: Vec<Archive>,
    /// What became of every record.
    pub ledger: Ledger,
    /// How often each code was raised.
    pub findings: BTreeMap<Code, u64>,
    /// The names behind the symbols.
    pub names: Names,
    /// Which archives hold the same events, by id, among those that pass the filter; empty unless the
    /// reading was asked for it. Every id that was read is in exactly one entry.
    pub shared: Vec<Shared>,
    /// What was observed.
    pub observed: O,
    /// Blocks of accepted events, by which observers order what they saw.
    blocks: u64,
}

/// An enterprise account: its id, its latest name, its earlier names, its events before any filter.
pub type Account = PartyLine;

impl<O: Observer> Counted<O> {
    /// Gives everything its final symbols.
    pub(crate) fn freeze(outcome: Outcome<O>) -> Self {
        let Outcome {
            mut archives,
            ledger,
            findings,
            blocks,
            shared,
            mut observed,
            names,
            left_out: mut used,
        } = outcome;
        observed.mark(&mut used);
        for archive in &archives {
            archive.span.mark(&mut used);
        }
        let (names, remap) = names.freeze(&used);
        observed.remap(&remap);
        for archive in &mut archives {
            archive.span.remap(&remap);
        }
        Self {
            archives,
            ledger,
            findings,
            names,
            shared,
            observed,
            blocks,
        }
    }

    /// Both readings as one, the archives of `other` behind those of `self`. It is what reading all of
    /// them at once would have given where no id is in both; ids in both are not noticed.
    #[must_use]
    pub fn merge(mut self, mut other: Self) -> Self {
        let (names, [mine, mut theirs]) = self.names.union(&other.names);
        theirs.archives = self.archives.len();
        theirs.blocks = self.blocks;
        self.renamed(&mine);
        other.renamed(&theirs);
        self.names = names;
        self.archives.append(&mut other.archives);
        self.ledger.add(&other.ledger);
        for (code, count) in other.findings {
            *self.findings.entry(code).or_default() += count;
        }
        self.shared.append(&mut other.shared);
        self.observed.merge(other.observed);
        self.blocks += other.blocks;
        self
    }

    fn renamed(&mut self, remap: &Remap) {
        self.observed.remap(remap);
        for archive in &mut self.archives {
            archive.span.remap(remap);
        }
        for shared in &mut self.shared {
            let places = shared.archives.iter_mut().chain(&mut shared.conflicting);
            places.for_each(|place| *place = remap.archive(*place));
        }
    }
}

impl<A, B> Counted<(A, B)> {
    /// What the first of two observers saw, and what the second did beside it.
    #[must_use]
    pub fn parted(self) -> (Counted<A>, B) {
        let (observed, beside) = self.observed;
        let counted = Counted {
            archives: self.archives,
            ledger: self.ledger,
            findings: self.findings,
            names: self.names,
            shared: self.shared,
            observed,
            blocks: self.blocks,
        };
        (counted, beside)
    }
}

impl<O> Counted<O> {
    /// The enterprise accounts whose events were read, by symbol of the identity; "none" is among them
    /// where events name no account.
    #[must_use]
    pub fn accounts(&self) -> Vec<Account> {
        let mut variants = Tallies::default();
        for archive in &self.archives {
            variants.merge(&archive.span.accounts);
        }
        party_lines(Dimension::Account, &self.names, &variants)
    }

    /// The enterprise accounts whose events were read of one of the archives.
    #[must_use]
    pub fn accounts_of(&self, archive: &Archive) -> Vec<Account> {
        party_lines(Dimension::Account, &self.names, &archive.span.accounts)
    }

    /// For each archive the account that most of its events name; of equal ones the first by id, then
    /// name. `None` where its events name none.
    #[must_use]
    pub fn account_of_archives(&self) -> Vec<Option<Account>> {
        let accounts = self.accounts();
        let accounts: HashMap<u32, &Account> = accounts
            .iter()
            .map(|account| (account.identity, account))
            .collect();
        let variants = self.names.of_dimension(Dimension::Account).variants();
        let account = |archive: &Archive| {
            let mut events: BTreeMap<u32, u64> = BTreeMap::new();
            for (variant, tally) in archive
                .span
                .accounts
                .iter()
                .filter(|(symbol, _)| *symbol != 0)
            {
                let identity = variants.get(variant as usize)?.identity;
                *events.entry(identity).or_default() += tally.count;
            }
            let (identity, _) = events.into_iter().rev().max_by_key(|(_, events)| *events)?;
            accounts.get(&identity).map(|account| (*account).clone())
        };
        self.archives.iter().map(account).collect()
    }
}
