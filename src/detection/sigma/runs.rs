//! What a rule found, each event in one place.

use super::windows::Run;
use crate::detection::level::Level;
use hashbrown::HashMap;

/// Runs with their levels.
#[derive(Default)]
pub(super) struct Runs {
    pub(super) list: Vec<(Level, Run)>,
    /// The first run of each event.
    of: HashMap<usize, usize>,
}

impl Runs {
    /// Adds a run. Of two that share events the worse level holds for both, as one.
    pub(super) fn add(&mut self, level: Level, run: Run) {
        let known = run.events.iter().filter_map(|event| self.of.get(event));
        let shares = known.min().copied();
        let nth = shares.unwrap_or(self.list.len());
        for event in &run.events {
            self.of.entry(*event).or_insert(nth);
        }
        match self.list.get_mut(nth) {
            Some((known, other)) => {
                *known = level.max(*known);
                other.events.extend(&run.events);
                other.events.sort_unstable();
                other.events.dedup();
                other.last = other.last.max(run.last);
            }
            None => self.list.push((level, run)),
        }
    }
}
