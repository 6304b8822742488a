//! The names that a run has met so far, shared by its threads.

use super::name::{Identity, Name};
use super::names::{Names, Variant};
use super::remap::{Remap, Used};
use super::{Dimension, Symbol};
use crate::sync::locked;
use hashbrown::HashMap;
use std::sync::{Mutex, PoisonError};

/// The names of one dimension in the order in which they were met; the first is "none".
#[derive(Debug)]
struct Met {
    dimension: Dimension,
    variants: Vec<Variant>,
    by_name: HashMap<Name, u32>,
    identities: HashMap<Identity, u32>,
}

impl Met {
    fn new(dimension: Dimension) -> Self {
        Self {
            dimension,
            variants: vec![Variant::default()],
            by_name: HashMap::new(),
            identities: HashMap::new(),
        }
    }

    fn intern(&mut self, name: &Name) -> Symbol {
        if let Some(&variant) = self.by_name.get(name) {
            return Symbol {
                variant,
                identity: self.variants[variant as usize].identity,
            };
        }
        let Some(identity) = name.identity(self.dimension) else {
            return Symbol::default();
        };
        let next = u32::try_from(self.identities.len() + 1).unwrap_or(u32::MAX);
        let identity = *self.identities.entry(identity).or_insert(next);
        let variant = u32::try_from(self.variants.len()).unwrap_or(u32::MAX);
        self.variants.push(Variant {
            name: name.clone(),
            identity,
        });
        self.by_name.insert(name.clone(), variant);
        Symbol { variant, identity }
    }
}

/// See the module. Threads take a lock only for names that are new to them.
#[derive(Debug)]
pub(crate) struct SharedNames([Mutex<Met>; 6]);

impl Default for SharedNames {
    fn default() -> Self {
        Self(Dimension::ALL.map(|dimension| Mutex::new(Met::new(dimension))))
    }
}

impl SharedNames {
    /// The symbol of a name, new or known.
    pub(super) fn intern(&self, dimension: Dimension, name: &Name) -> Symbol {
        locked(&self.0[dimension as usize]).intern(name)
    }

    /// The names in their final order, and the final symbols of those that were given out.
    pub(crate) fn freeze(self, used: &Used) -> (Names, Remap) {
        let met = self.0.map(|met| {
            let met = met.into_inner().unwrap_or_else(PoisonError::into_inner);
            met.variants
        });
        let (names, mut remaps) =
            Names::of(&[met.each_ref().map(|variants| &variants[..])], &[used]);
        (names, remaps.pop().unwrap_or_default())
    }
}
