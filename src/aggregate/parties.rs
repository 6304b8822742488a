//! By actor, app or team: one identity, its labels over time.

use super::tally::{Tallies, Tally};
use super::{Aggregate, Context};
use crate::event::Timestamp;
use crate::identity::{Dimension, Symbol};
use crate::record::Record;
use std::sync::Arc;

/// Tallies of one dimension that has ids and labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parties {
    dimension: Dimension,
    variants: Tallies,
}

/// One identity in the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartyLine {
    /// Symbol of the identity, to look up what else was counted for it.
    pub identity: u32,
    /// Its id; `None` where events have only a label.
    pub id: Option<Arc<str>>,
    /// Label with the latest event; of labels with the same instant the last in the alphabet.
    pub label: Option<Arc<str>>,
    /// Its other labels, in alphabetical order.
    pub also_known_as: Vec<Arc<str>>,
    /// Its events.
    pub tally: Tally,
}

impl Parties {
    /// Tallies of a dimension, [`Dimension::Actor`], [`Dimension::App`] or [`Dimension::Team`].
    #[must_use]
    pub fn new(dimension: Dimension) -> Self {
        Self {
            dimension,
            variants: Tallies::default(),
        }
    }

    fn symbol(&self, record: &Record) -> Symbol {
        match self.dimension {
            Dimension::App => record.app,
            Dimension::Team => record.team,
            _ => record.actor,
        }
    }
}

impl Aggregate for Parties {
    type Output = Vec<PartyLine>;

    #[inline]
    fn observe(&mut self, record: &Record) {
        self.variants
            .observe(self.symbol(record).variant, record.at);
    }

    fn merge(&mut self, other: Self) {
        self.variants.merge(&other.variants);
    }

    /// One line for each identity that has events, by identity; "none" is among them.
    fn finish(self, context: Context<'_>) -> Vec<PartyLine> {
        context.names.read(self.dimension, |vocabulary| {
            let mut lines = vec![PartyLine::default(); vocabulary.identities()];
            let mut latest: Vec<Option<(Timestamp, Arc<str>)>> = vec![None; lines.len()];
            for (symbol, variant) in (0..).zip(vocabulary.variants()) {
                let tally = self.variants.get(symbol);
                if tally.count == 0 {
                    continue;
                }
                let place = variant.identity as usize;
                let line = &mut lines[place];
                line.identity = variant.identity;
                line.tally.merge(&tally);
                line.id.clone_from(&variant.name.id);
                if let Some(label) = &variant.name.label {
                    line.also_known_as.push(Arc::clone(label));
                    latest[place] = latest[place]
                        .take()
                        .max(Some((tally.last, Arc::clone(label))));
                }
            }
            for (line, latest) in lines.iter_mut().zip(latest) {
                line.label = latest.map(|(_, label)| label);
                line.also_known_as
                    .retain(|label| Some(label) != line.label.as_ref());
                line.also_known_as.sort();
            }
            lines.retain(|line| line.tally.count > 0);
            lines
        })
    }
}
