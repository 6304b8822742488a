//! Correlations: exact over events in order of time, then id, to the nanosecond.
//!
//! rsigma's own windows count whole seconds, in the order in which events come, and forget old groups; see DESIGN.md.

use crate::event::Timestamp;
use rsigma_parser::{ConditionOperator, CorrelationType};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// What has to come about in a window.
#[derive(Debug, Clone)]
pub(super) struct Window {
    pub(super) kind: CorrelationType,
    /// Places of the rules whose events count, in the order of the correlation.
    pub(super) rules: Vec<usize>,
    /// By which fields events are kept apart, for each rule.
    pub(super) group_by: Vec<Vec<String>>,
    /// The field whose values are counted.
    pub(super) field: Vec<String>,
    /// From the first event to the last, both included, at most.
    pub(super) seconds: u64,
    /// What holds of the number.
    pub(super) predicates: Vec<(ConditionOperator, u64)>,
}

/// An event of one of the rules.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// Its place among the events of the evidence.
    pub(super) place: usize,
    /// Its rule, by its place in [`Window::rules`].
    pub(super) rule: usize,
    /// Its group; without one it is in no window.
    pub(super) group: Option<Vec<String>>,
    /// What is counted of it.
    pub(super) value: Option<String>,
}

/// A run of windows that overlap, in all of which the condition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Places of its events, in order.
    pub(super) events: Vec<usize>,
    /// The event at which the condition held last.
    pub(super) last: usize,
}

impl Window {
    /// The runs over hits in order of place. `at` tells when an event happened, `counts` whether a window may end
    /// with it.
    pub(super) fn runs(
        &self,
        hits: &[Hit],
        at: &dyn Fn(usize) -> Timestamp,
        counts: &dyn Fn(usize) -> bool,
    ) -> Vec<Run> {
        let mut groups: BTreeMap<&[String], Vec<&Hit>> = BTreeMap::new();
        for hit in hits {
            if let Some(group) = &hit.group {
                groups.entry(group).or_default().push(hit);
            }
        }
        let mut runs: Vec<Run> = groups
            .values()
            .flat_map(|hits| self.runs_of(hits, at, counts))
            .collect();
        runs.sort_by(|a, b| (a.last, &a.events).cmp(&(b.last, &b.events)));
        runs
    }

    fn runs_of(
        &self,
        hits: &[&Hit],
        at: &dyn Fn(usize) -> Timestamp,
        counts: &dyn Fn(usize) -> bool,
    ) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut window: VecDeque<&Hit> = VecDeque::new();
        let mut values: HashMap<&str, u64> = HashMap::new();
        for hit in hits {
            window.push_back(hit);
            if let Some(value) = &hit.value {
                *values.entry(value).or_default() += 1;
            }
            while let Some(first) = window.front()
                && !within(at(first.place), at(hit.place), self.seconds)
            {
                if let Some(value) = &first.value
                    && let Some(count) = values.get_mut(value.as_str())
                {
                    *count -= 1;
                    if *count == 0 {
                        values.remove(value.as_str());
                    }
                }
                window.pop_front();
            }
            if !counts(hit.place) || !self.holds(&window, values.len() as u64) {
                continue;
            }
            let first = window.front().map_or(hit.place, |hit| hit.place);
            match runs.last_mut() {
                Some(run) if run.last >= first => {
                    let known = run.events.last().copied().unwrap_or_default();
                    let new = window.iter().map(|hit| hit.place);
                    run.events.extend(new.filter(|place| *place > known));
                    run.last = hit.place;
                }
                _ => {
                    let mut events: Vec<usize> = window.iter().map(|hit| hit.place).collect();
                    events.dedup();
                    runs.push(Run {
                        events,
                        last: hit.place,
                    });
                }
            }
        }
        runs
    }

    fn holds(&self, window: &VecDeque<&Hit>, values: u64) -> bool {
        match self.kind {
            CorrelationType::ValueCount => self.number_holds(values),
            CorrelationType::Temporal => {
                let seen = |rule: usize| window.iter().any(|hit| hit.rule == rule);
                (0..self.rules.len()).all(seen)
            }
            CorrelationType::TemporalOrdered => {
                let mut next = 0;
                for hit in window {
                    next += usize::from(hit.rule == next);
                }
                next == self.rules.len()
            }
            _ => self.number_holds(window.len() as u64),
        }
    }

    fn number_holds(&self, number: u64) -> bool {
        let holds = |(operator, than): &(ConditionOperator, u64)| match operator {
            ConditionOperator::Lt => number < *than,
            ConditionOperator::Lte => number <= *than,
            ConditionOperator::Gt => number > *than,
            ConditionOperator::Gte => number >= *than,
            ConditionOperator::Eq => number == *than,
            ConditionOperator::Neq => number != *than,
        };
        self.predicates.iter().all(holds)
    }
}

/// Whether two instants are so many seconds apart at most.
fn within(first: Timestamp, last: Timestamp, seconds: u64) -> bool {
    let end = i128::from(first.secs) + i128::from(seconds);
    (i128::from(last.secs), last.nanos) <= (end, first.nanos)
}

#[cfg(test)]
#[path = "windows_tests.rs"]
mod tests;
