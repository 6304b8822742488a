//! The names of a reading, frozen: their symbols follow from the names alone.

use super::Dimension;
use super::name::{Identity, Name};
use super::remap::{Remap, Used};
use hashbrown::HashMap;

/// A name and the identity that it belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// The name as written, but for the case of a UUID.
    pub name: Name,
    /// Symbol of the identity.
    pub identity: u32,
}

/// All names of one dimension: "none", then those in use by id and label, then those that were met
/// only in what is no event, again by id and label. A variant's symbol is its place;
/// identities are numbered in the order of their first variants.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    variants: Vec<Variant>,
    used: usize,
    identities: usize,
}

impl Default for Vocabulary {
    /// Nothing but "none".
    fn default() -> Self {
        Self {
            variants: vec![Variant::default()],
            used: 1,
            identities: 1,
        }
    }
}

impl Vocabulary {
    /// The variants; a variant's symbol is its place here.
    #[must_use]
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// The variants that events name which were accepted or left out by the filter, the first of all.
    #[must_use]
    pub fn used(&self) -> &[Variant] {
        &self.variants[..self.used]
    }

    /// One more than the largest identity symbol.
    #[must_use]
    pub fn identities(&self) -> usize {
        self.identities
    }

    /// The first variant of each identity, by symbol of the identity.
    #[must_use]
    pub fn firsts(&self) -> Vec<&Name> {
        let mut firsts = Vec::with_capacity(self.identities);
        for variant in &self.variants {
            if variant.identity as usize == firsts.len() {
                firsts.push(&variant.name);
            }
        }
        firsts
    }
}

/// Two vocabularies are the same if the names in use are.
impl PartialEq for Vocabulary {
    fn eq(&self, other: &Self) -> bool {
        self.used() == other.used()
    }
}

impl Eq for Vocabulary {}

/// The names of a reading in each dimension.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names([Vocabulary; 6]);

impl Names {
    /// The names of one dimension.
    #[must_use]
    pub fn of_dimension(&self, dimension: Dimension) -> &Vocabulary {
        &self.0[dimension as usize]
    }

    /// The union of two, and the new symbols of both.
    pub(crate) fn union(&self, other: &Self) -> (Self, [Remap; 2]) {
        let sides = [self, other];
        let lists = sides.map(|names| names.0.each_ref().map(|of| &of.variants[..]));
        let used = sides.map(Self::in_use);
        let (names, remaps) = Self::of(&lists, &used.each_ref());
        let mut remaps = remaps.into_iter();
        let mut next = || remaps.next().unwrap_or_default();
        (names, [next(), next()])
    }

    fn in_use(&self) -> Used {
        let mut used = Used::default();
        for dimension in Dimension::ALL {
            let variants = self.of_dimension(dimension).used().len();
            (0..variants).for_each(|symbol| used.variant(dimension, symbol as u32));
        }
        used
    }

    /// Puts the names of several lists in order; gives the new symbols of each list.
    pub(super) fn of(lists: &[[&[Variant]; 6]], used: &[&Used]) -> (Self, Vec<Remap>) {
        let mut remaps = vec![Remap::default(); lists.len()];
        let vocabularies = Dimension::ALL.map(|dimension| {
            let lists: Vec<_> = lists.iter().map(|list| list[dimension as usize]).collect();
            in_order(dimension, &lists, used, &mut remaps)
        });
        (Self(vocabularies), remaps)
    }
}

/// One dimension of [`Names::of`].
fn in_order(
    dimension: Dimension,
    lists: &[&[Variant]],
    used: &[&Used],
    remaps: &mut [Remap],
) -> Vocabulary {
    let mut in_use: HashMap<&Name, bool> = HashMap::new();
    for (variants, used) in lists.iter().zip(used) {
        for (symbol, variant) in (0..).zip(*variants) {
            // Zero is "none" everywhere, whether it is in use or not.
            let has = symbol == 0 || used.has(dimension, symbol, variant.identity);
            *in_use.entry(&variant.name).or_default() |= has;
        }
    }
    let mut all = Vec::with_capacity(lists.iter().map(|list| list.len()).sum());
    for (list, variants) in lists.iter().enumerate() {
        for (symbol, variant) in (0usize..).zip(*variants) {
            let name = &variant.name;
            let unused = !in_use.get(name).copied().unwrap_or_default();
            all.push((unused, name, list, symbol, variant.identity));
        }
    }
    all.sort_unstable();
    for (remap, variants) in remaps.iter_mut().zip(lists) {
        let of = &mut remap.symbols[dimension as usize];
        of.variants = vec![0; variants.len()];
        of.identities = vec![0; variants.len()];
    }
    let mut vocabulary = Vocabulary {
        variants: Vec::with_capacity(in_use.len()),
        used: in_use.values().filter(|used| **used).count(),
        identities: 1,
    };
    let mut identities: HashMap<Identity, u32> = HashMap::new();
    for (_, name, list, symbol, identity) in all {
        let last = vocabulary.variants.last();
        if last.is_none_or(|last: &Variant| last.name != *name) {
            let identity = name.identity(dimension).map_or(0, |identity| {
                *identities.entry(identity).or_insert_with(|| {
                    vocabulary.identities += 1;
                    vocabulary.identities as u32 - 1
                })
            });
            let name = name.clone();
            vocabulary.variants.push(Variant { name, identity });
        }
        let place = vocabulary.variants.len() - 1;
        let of = &mut remaps[list].symbols[dimension as usize];
        of.variants[symbol] = place as u32;
        of.identities[identity as usize] = vocabulary.variants[place].identity;
    }
    vocabulary
}
