//! By actor, app or team: one identity, its labels over time.

use super::tally::{Tallies, Tally};
use super::{Aggregate, Context};
use crate::event::Timestamp;
use crate::identity::{Dimension, Names, Remap, Symbolic, Used};
use crate::record::Record;
use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;
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

impl PartyLine {
    /// The order of rows: by count, descending, then label, then id; what has no label comes before what has one.
    #[must_use]
    pub fn by_weight(&self, other: &Self) -> Ordering {
        let key = |line: &Self| Reverse(line.tally.count);
        (key(self), &self.label, &self.id).cmp(&(key(other), &other.label, &other.id))
    }
}

impl Parties {
    /// Tallies of a dimension, [`Dimension::Actor`], [`Dimension::App`], [`Dimension::Team`] or
    /// [`Dimension::Account`].
    #[must_use]
    pub fn new(dimension: Dimension) -> Self {
        Self {
            dimension,
            variants: Tallies::default(),
        }
    }

    /// One line for each identity that has events, by identity; "none" is among them.
    #[must_use]
    pub fn lines(&self, names: &Names) -> Vec<PartyLine> {
        party_lines(self.dimension, names, &self.variants)
    }

    fn variant(&self, record: &Record) -> u32 {
        match self.dimension {
            Dimension::App => record.app.variant,
            Dimension::Team => record.team.variant,
            Dimension::Account => record.account,
            _ => record.actor.variant,
        }
    }
}

impl Aggregate for Parties {
    type Output = Vec<PartyLine>;

    #[inline]
    fn observe(&mut self, record: &Record) {
        self.variants.observe(self.variant(record), record.at);
    }

    fn merge(&mut self, other: Self) {
        self.variants.merge(&other.variants);
    }

    fn finish(&self, context: Context<'_>) -> Vec<PartyLine> {
        self.lines(context.names)
    }
}

impl Symbolic for Parties {
    fn mark(&self, used: &mut Used) {
        for (variant, _) in self.variants.iter() {
            used.variant(self.dimension, variant);
        }
    }

    fn remap(&mut self, remap: &Remap) {
        let dimension = self.dimension;
        self.variants.remap(|old| remap.variant(dimension, old));
    }
}

/// One line for each identity that has events, from tallies by variant; "none" is among them.
#[must_use]
pub fn party_lines(dimension: Dimension, names: &Names, variants: &Tallies) -> Vec<PartyLine> {
    let vocabulary = names.of_dimension(dimension);
    let mut lines = vec![PartyLine::default(); vocabulary.identities()];
    let mut labels: Vec<Vec<(Timestamp, &Arc<str>)>> = vec![Vec::new(); lines.len()];
    for (symbol, tally) in variants.iter() {
        let Some(variant) = vocabulary.variants().get(symbol as usize) else {
            continue;
        };
        let line = &mut lines[variant.identity as usize];
        line.identity = variant.identity;
        line.tally.merge(tally);
        line.id.clone_from(&variant.name.id);
        if let Some(label) = &variant.name.label {
            labels[variant.identity as usize].push((tally.last, label));
        }
    }
    for (line, mut labels) in lines.iter_mut().zip(labels) {
        // The last written of each label, and of all the last first.
        labels.sort_unstable_by(|a, b| b.cmp(a));
        let mut known = HashSet::new();
        let labels = labels.into_iter().map(|(_, label)| label);
        let mut labels = labels
            .filter(|label| known.insert(dimension.label_key(label)))
            .cloned();
        line.label = labels.next();
        line.also_known_as = labels.collect();
        line.also_known_as.sort();
    }
    lines.retain(|line| line.tally.count > 0);
    lines
}
