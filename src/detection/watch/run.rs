//! A stretch that is still going on, kept so that an event which comes in order needs no look at it.

use super::moment::Moment;
use super::stretches::{Break, Stretch, Stretches};

/// When something went on, but for the last event of the run that goes on, which its owner keeps where it looks first.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    first: Moment,
    flag: bool,
    /// What has ended.
    ended: Stretches,
}

impl Run {
    /// What begins with an event; `flag` is what is said of it.
    pub(super) fn new(first: Moment, flag: bool) -> Self {
        Self {
            first,
            flag,
            ended: Stretches::default(),
        }
    }

    /// Another run begins with an event, after the one before has ended.
    pub(super) fn begin(&mut self, first: Moment, flag: bool) {
        (self.first, self.flag) = (first, flag);
    }

    /// Ends the run that goes on.
    pub(super) fn end(&mut self, last: Moment, limit: Break) {
        let Self { first, flag, .. } = *self;
        self.ended.insert(Stretch { first, flag, last }, limit);
    }

    /// Takes an event into account that comes before the last one.
    pub(super) fn earlier(&mut self, moment: Moment, flag: bool, limit: Break) {
        if moment >= self.first {
            return;
        }
        if limit.lies_between(moment.at, self.first.at) {
            self.ended.add(moment, flag, limit);
        } else {
            self.begin(moment, flag);
        }
    }

    /// Adds what another has seen, when both have ended; `is_later` tells whether the other run is to go on.
    pub(super) fn merge(&mut self, other: &Self, is_later: bool, limit: Break) {
        self.ended.merge(&other.ended, limit);
        if is_later {
            self.begin(other.first, other.flag);
        }
    }

    /// What has ended.
    pub(super) fn ended(&self) -> &Stretches {
        &self.ended
    }
}
