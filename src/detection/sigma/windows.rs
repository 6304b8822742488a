//! Correlations: exact over events in order of time, then id, to the nanosecond.
//!
//! rsigma's own windows count whole seconds, in the order in which events come, and forget old groups; see DESIGN.md.

use super::codes::Code;
use crate::event::Timestamp;
use hashbrown::HashMap;
use rsigma_parser::{ConditionOperator, CorrelationType};

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
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// Its place among the events of the evidence.
    pub(super) place: u32,
    /// When it happened.
    pub(super) at: Timestamp,
    /// Its rule, by its place in [`Window::rules`].
    pub(super) rule: u32,
    /// Its group.
    pub(super) group: Code,
    /// What is counted of it.
    pub(super) value: Code,
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
    /// The runs over hits in order of place, which are put in order of their groups. `counts` tells whether a window may
    /// end with an event.
    pub(super) fn runs(&self, hits: &mut [Hit], counts: &dyn Fn(usize) -> bool) -> Vec<Run> {
        // Hits of one group stay in order of place, and those of one event in order of rule.
        hits.sort_unstable_by_key(|hit| (hit.group, hit.place, hit.rule));
        let groups = hits.chunk_by(|a, b| a.group == b.group);
        let mut runs: Vec<Run> = groups.flat_map(|hits| self.runs_of(hits, counts)).collect();
        runs.sort_by(|a, b| (a.last, &a.events).cmp(&(b.last, &b.events)));
        runs
    }

    fn runs_of(&self, hits: &[Hit], counts: &dyn Fn(usize) -> bool) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        // The window is a part of the hits.
        let mut first = 0;
        let mut values: HashMap<Code, u64> = HashMap::new();
        let mut seen = Seen::new(self.rules.len());
        for (nth, hit) in hits.iter().enumerate() {
            seen.add(hit, nth);
            if !self.field.is_empty() {
                *values.entry(hit.value).or_default() += 1;
            }
            while !within(hits[first].at, hit.at, self.seconds) {
                seen.remove(&hits[first]);
                if let Some(count) = values.get_mut(&hits[first].value) {
                    *count -= 1;
                    if *count == 0 {
                        values.remove(&hits[first].value);
                    }
                }
                first += 1;
            }
            let window = &hits[first..=nth];
            let holds = match self.kind {
                CorrelationType::ValueCount => self.number_holds(values.len() as u64),
                CorrelationType::Temporal => seen.all(),
                CorrelationType::TemporalOrdered => seen.in_order_from(first),
                _ => self.number_holds(window.len() as u64),
            };
            if !holds || !counts(hit.place()) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.last >= window[0].place() => {
                    let known = run.events.last().copied().unwrap_or_default();
                    // What is new stands at the end of the window.
                    let new = window.partition_point(|hit| hit.place() <= known);
                    run.events.extend(window[new..].iter().map(Hit::place));
                    run.last = hit.place();
                }
                _ => {
                    runs.push(Run {
                        events: window.iter().map(Hit::place).collect(),
                        last: hit.place(),
                    });
                }
            }
        }
        for run in &mut runs {
            // An event that several rules count stands there several times.
            run.events.dedup();
        }
        runs
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

impl Hit {
    fn place(&self) -> usize {
        self.place as usize
    }
}

/// Which rules have events in a window, and whether in their order.
struct Seen {
    of_rule: Vec<u64>,
    rules: usize,
    /// For each rule, where the shortest row of hits of the rules up to it begins.
    rows: Vec<Option<usize>>,
}

impl Seen {
    fn new(rules: usize) -> Self {
        Self {
            of_rule: vec![0; rules],
            rules: 0,
            rows: vec![None; rules],
        }
    }

    fn add(&mut self, hit: &Hit, nth: usize) {
        let rule = hit.rule as usize;
        self.of_rule[rule] += 1;
        self.rules += usize::from(self.of_rule[rule] == 1);
        self.rows[rule] = match rule.checked_sub(1) {
            None => Some(nth),
            Some(before) => self.rows[before],
        };
    }

    fn remove(&mut self, hit: &Hit) {
        let count = &mut self.of_rule[hit.rule as usize];
        *count -= 1;
        self.rules -= usize::from(*count == 0);
    }

    /// Whether every rule has one.
    fn all(&self) -> bool {
        self.rules == self.of_rule.len()
    }

    /// Whether one of each rule stands there in the order of the rules, none before the hit `first`.
    fn in_order_from(&self, first: usize) -> bool {
        self.rows.last().copied().flatten() >= Some(first)
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
