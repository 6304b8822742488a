//! The hour of the clock in which an actor was seen in a network last: most events look at nothing else of the two.

use super::crossing::hour_of;
use super::log::Log;
use super::moment::{Moment, Packed};
use super::run::Run;
use super::stretches::NEW;

/// What events of an hour are to the log; such of several kinds are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Nothing, because they lie elsewhere or make no difference any more.
    None,
    /// They may be among the networks.
    Near,
    /// They may be what crosses the limit, too.
    Within,
}

/// See the module.
#[derive(Debug, Clone)]
pub(super) struct Latest {
    /// The last event of the hour, and of the run that goes on.
    last: Packed,
    /// Where the first one stands in the log, if it does.
    first: u32,
    hour: Hour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hour {
    /// The log has it.
    Closed,
    /// It has one event so far.
    One(Weight),
    /// It has several.
    Several(Weight),
}

impl Latest {
    /// What is known after the first event of a pair, whose run begins with it.
    pub(super) fn new(pair: u32, moment: Moment, weight: Weight, log: &mut Log) -> Self {
        let mut latest = Self {
            last: Packed::new(moment, false),
            first: 0,
            hour: Hour::Closed,
        };
        latest.open(pair, moment, weight, log);
        latest
    }

    /// Takes an event into account; `seen` is the run, which is not looked at while
    /// events come in order.
    #[inline]
    pub(super) fn see(
        &mut self,
        pair: u32,
        (moment, weight, flag): (Moment, Weight, bool),
        log: &mut Log,
        seen: &mut Run,
    ) {
        let last = self.last.moment();
        let is_open = matches!(self.hour, Hour::One(own) | Hour::Several(own) if own == weight);
        let continues = is_open && hour_of(last.at) == hour_of(moment.at);
        if moment > last {
            if continues {
                self.last = Packed::new(moment, false);
                self.hour = Hour::Several(weight);
                return;
            }
            if NEW.lies_between(last.at, moment.at) {
                seen.end(last, NEW);
                seen.begin(moment, flag);
            }
        } else if continues {
            // It lies in the run, or less than an hour before it.
            seen.earlier(moment, flag, NEW);
            self.hour = Hour::Several(weight);
            if weight != Weight::None {
                log.earlier(self.first, moment);
            }
            return;
        } else {
            seen.end(last, NEW);
            seen.begin(moment, flag);
        }
        self.close(pair, log);
        self.open(pair, moment, weight, log);
    }

    fn open(&mut self, pair: u32, moment: Moment, weight: Weight, log: &mut Log) {
        self.last = Packed::new(moment, false);
        self.hour = Hour::One(weight);
        if weight != Weight::None {
            self.first = log.open(pair, moment, weight == Weight::Within);
        }
    }

    /// Writes down the last event of the hour.
    #[inline]
    pub(super) fn close(&mut self, pair: u32, log: &mut Log) {
        if let Hour::Several(weight) = self.hour
            && weight != Weight::None
        {
            log.close(pair, self.last.moment(), weight == Weight::Within);
        }
        self.hour = Hour::Closed;
    }

    /// Any number that takes a look at all of it.
    #[inline]
    pub(super) fn touched(&self) -> u32 {
        self.first ^ self.last.touched()
    }

    /// The last event of the run that goes on.
    pub(super) fn last(&self) -> Moment {
        self.last.moment()
    }
}
