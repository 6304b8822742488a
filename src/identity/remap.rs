//! Symbols that change their numbers, in whatever was counted by them.

use super::Dimension;
use crate::sync::both;

/// Whatever holds symbols.
pub trait Symbolic {
    /// Marks every symbol that it holds. The default is for what holds none.
    fn mark(&self, used: &mut Used) {
        let _ = used;
    }

    /// Replaces every symbol, archive and block number by its new one. It is called once when
    /// counting ends and again whenever two results are merged; the cost is proportional to what is
    /// distinct. The default is for what holds none.
    fn remap(&mut self, remap: &Remap) {
        let _ = remap;
    }
}

impl Symbolic for () {}

impl<S: Symbolic> Symbolic for Option<S> {
    fn mark(&self, used: &mut Used) {
        self.iter().for_each(|symbolic| symbolic.mark(used));
    }

    fn remap(&mut self, remap: &Remap) {
        self.iter_mut().for_each(|symbolic| symbolic.remap(remap));
    }
}

impl<A: Symbolic + Send, B: Symbolic + Send> Symbolic for (A, B) {
    fn mark(&self, used: &mut Used) {
        self.0.mark(used);
        self.1.mark(used);
    }

    fn remap(&mut self, remap: &Remap) {
        let (a, b) = self;
        both(|| a.remap(remap), || b.remap(remap));
    }
}

impl<A: Symbolic, B: Symbolic, C: Symbolic> Symbolic for (A, B, C) {
    fn mark(&self, used: &mut Used) {
        self.0.mark(used);
        self.1.mark(used);
        self.2.mark(used);
    }

    fn remap(&mut self, remap: &Remap) {
        self.0.remap(remap);
        self.1.remap(remap);
        self.2.remap(remap);
    }
}

/// Which symbols are in use. A thread can meet names in text that proves to be no part of any
/// archive; such names must not change the numbers of the others.
#[derive(Debug, Clone, Default)]
pub struct Used([OfDimension<bool>; 6]);

/// New numbers for old ones.
#[derive(Debug, Clone, Default)]
pub struct Remap {
    pub(super) symbols: [OfDimension<u32>; 6],
    /// Added to numbers of archives.
    pub(crate) archives: usize,
    /// Added to numbers of blocks.
    pub(crate) blocks: u64,
}

#[derive(Debug, Clone, Default)]
pub(super) struct OfDimension<T> {
    pub(super) variants: Vec<T>,
    pub(super) identities: Vec<T>,
}

impl Used {
    /// A variant is in use.
    pub fn variant(&mut self, dimension: Dimension, symbol: u32) {
        mark(&mut self.0[dimension as usize].variants, symbol);
    }

    /// An identity is in use, and so are all its variants.
    pub fn identity(&mut self, dimension: Dimension, symbol: u32) {
        mark(&mut self.0[dimension as usize].identities, symbol);
    }

    /// One variant in each dimension is in use.
    pub(crate) fn variants(&mut self, symbols: &[u32; 6]) {
        for (dimension, symbol) in Dimension::ALL.into_iter().zip(symbols) {
            self.variant(dimension, *symbol);
        }
    }

    /// What another has marked is in use as well.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            join(&mut mine.variants, &theirs.variants);
            join(&mut mine.identities, &theirs.identities);
        }
    }

    pub(super) fn has(&self, dimension: Dimension, variant: u32, identity: u32) -> bool {
        let OfDimension {
            variants,
            identities,
        } = &self.0[dimension as usize];
        let marked = |marks: &[bool], symbol| marks.get(symbol as usize).is_some_and(|mark| *mark);
        marked(variants, variant) || marked(identities, identity)
    }
}

fn mark(marks: &mut Vec<bool>, symbol: u32) {
    let place = symbol as usize;
    if marks.len() <= place {
        marks.resize(place + 1, false);
    }
    marks[place] = true;
}

fn join(mine: &mut Vec<bool>, theirs: &[bool]) {
    mine.resize(mine.len().max(theirs.len()), false);
    mine.iter_mut()
        .zip(theirs)
        .for_each(|(mine, mark)| *mine |= mark);
}

impl Remap {
    /// The new number of a variant.
    #[must_use]
    pub fn variant(&self, dimension: Dimension, old: u32) -> u32 {
        lookup(&self.symbols[dimension as usize].variants, old)
    }

    /// The new number of an identity.
    #[must_use]
    pub fn identity(&self, dimension: Dimension, old: u32) -> u32 {
        lookup(&self.symbols[dimension as usize].identities, old)
    }

    /// The new place of an archive.
    #[must_use]
    pub fn archive(&self, old: usize) -> usize {
        old + self.archives
    }

    /// The new number of a block of accepted events.
    #[must_use]
    pub fn block(&self, old: u64) -> u64 {
        old + self.blocks
    }
}

/// Every symbol that was given out has its place here.
fn lookup(symbols: &[u32], old: u32) -> u32 {
    symbols.get(old as usize).copied().unwrap_or_default()
}
