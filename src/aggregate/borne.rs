//! Which names accepted events bear, and nothing more: a filter compares its values with these where nothing is counted
//! by name.

use super::{Aggregate, Context};
use crate::identity::{Dimension, Remap, Symbolic, Used};
use crate::record::Record;

/// A flag for each symbol of each dimension, of variants or, of events and addresses, identities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Borne([Vec<bool>; 6]);

impl Borne {
    fn add(&mut self, dimension: Dimension, symbol: u32) {
        let (flags, place) = (&mut self.0[dimension as usize], symbol as usize);
        if flags.len() <= place {
            flags.resize(place + 1, false);
        }
        flags[place] = true;
    }

    fn all(&self) -> impl Iterator<Item = (Dimension, u32)> + '_ {
        let dimensions = Dimension::ALL.into_iter();
        dimensions.flat_map(|dimension| {
            let flags = (0..).zip(&self.0[dimension as usize]);
            flags
                .filter(|(_, is)| **is)
                .map(move |(symbol, _)| (dimension, symbol))
        })
    }
}

fn has_variants(dimension: Dimension) -> bool {
    !matches!(dimension, Dimension::Event | Dimension::Ip)
}

impl Aggregate for Borne {
    type Output = ();

    fn observe(&mut self, record: &Record) {
        self.add(Dimension::Event, record.event);
        self.add(Dimension::Ip, record.ip);
        self.add(Dimension::Account, record.account);
        self.add(Dimension::Actor, record.actor.variant);
        self.add(Dimension::App, record.app.variant);
        self.add(Dimension::Team, record.team.variant);
    }

    fn merge(&mut self, other: Self) {
        for (dimension, symbol) in other.all() {
            self.add(dimension, symbol);
        }
    }

    fn finish(&self, _: Context<'_>) {}
}

impl Symbolic for Borne {
    fn mark(&self, used: &mut Used) {
        for (dimension, symbol) in self.all() {
            match has_variants(dimension) {
                true => used.variant(dimension, symbol),
                false => used.identity(dimension, symbol),
            }
        }
    }

    fn remap(&mut self, remap: &Remap) {
        let mut renamed = Self::default();
        for (dimension, symbol) in self.all() {
            let symbol = match has_variants(dimension) {
                true => remap.variant(dimension, symbol),
                false => remap.identity(dimension, symbol),
            };
            renamed.add(dimension, symbol);
        }
        *self = renamed;
    }
}
