//! Generates realistic audit-trail archives, the same for the same options, and tells what a
//! report on them must say.
//!
//! Facts are drawn first; the bytes of an event and its part in the truth both follow from them.
//! So the truth is an oracle that shares no code with whatever reads the archives.
//! An event is written once, into a buffer that is used again: memory grows with the population
//! and with what is distinct, never with the number of events.

// Tests and benches include this module by path, where nothing of it is public to anybody else.
#![allow(unreachable_pub)]
#![allow(
    dead_code,
    reason = "every target that includes this module uses another part of it"
)]

mod calendar;
mod catalog;
mod data;
mod draw;
mod event;
mod json;
mod lottery;
mod names;
mod options;
mod planted;
mod population;
mod pretty;
mod rows;
mod subject;
mod summary;
mod tally;
mod truth;
mod write;

use std::io::{self, Write};
use std::ops::Range;

use fastrand::Rng;

#[allow(
    unused_imports,
    reason = "every target that includes this module uses other names"
)]
pub use self::{
    calendar::Month,
    options::{Compression, Layout, Options, Shape},
    planted::{Planted, PlantedArchive, calm_year, planted, planted_detections},
    truth::Truth,
    write::{compress, document},
};

use self::{
    calendar::Clock, draw::Draw, event::Scribe, population::Population, tally::Tally,
    write::Archive,
};

/// Writes one archive for each month into the writer that `sink` opens for it, given the month
/// as `2018-05`, and returns what a report on all of them must say.
///
/// # Errors
/// Those of `sink` and of the writers it opens.
pub fn generate<'w>(
    options: &Options,
    sink: &mut dyn FnMut(&str) -> io::Result<Box<dyn Write + 'w>>,
) -> io::Result<Truth> {
    let mut generator = Generator::new(options);
    for (index, month) in (0..).zip(options.each_month()) {
        let writer = sink(&month.to_string())?;
        let mut archive = Archive::open(writer, options.layout, options.compression)?;
        generator.month(month, options.events_in_month(index), &mut |event| {
            archive.event(event)
        })?;
        archive.close()?;
    }
    Ok(generator.truth())
}

/// The same events as [`generate`] writes, each as one compact JSON text, in the order of the
/// archives, for those who want to build documents of their own.
pub fn events(options: &Options) -> (Vec<Vec<u8>>, Truth) {
    let mut generator = Generator::new(options);
    let mut events = Vec::new();
    for (index, month) in (0..).zip(options.each_month()) {
        let collected = generator.month(month, options.events_in_month(index), &mut |event| {
            events.push(event.to_vec());
            Ok(())
        });
        debug_assert!(collected.is_ok(), "memory takes every event");
    }
    (events, generator.truth())
}

/// The state that lasts from event to event.
struct Generator<'a> {
    options: &'a Options,
    population: Population,
    draw: Draw,
    tally: Tally,
    rng: Rng,
}

impl<'a> Generator<'a> {
    fn new(options: &'a Options) -> Self {
        let mut rng = Rng::with_seed(options.seed);
        let population = Population::new(options, &period(options), &mut rng);
        let tally = Tally::new(&population);
        Self {
            options,
            population,
            draw: Draw::new(options),
            tally,
            rng,
        }
    }

    /// Passes the events of one month to `emit`, one after the other.
    fn month(
        &mut self,
        month: Month,
        events: u64,
        emit: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let clock = Clock::new(month, events);
        let population = &self.population;
        let scribe = Scribe {
            population,
            account: &self.options.account,
            month,
        };
        let mut event = Vec::with_capacity(4096);
        for index in 0..events {
            let at = clock.time(index, &mut self.rng);
            let facts = self.draw.facts(at, population, &mut self.rng);
            self.tally.observe(&facts, population);
            event.clear();
            scribe.write(&facts, &mut self.rng, &mut event);
            emit(&event)?;
        }
        Ok(())
    }

    fn truth(&self) -> Truth {
        summary::truth(&self.tally, &self.population, &self.options.account)
    }
}

/// All months of `options` together, in milliseconds since 1970.
fn period(options: &Options) -> Range<i64> {
    let end = options.each_month().last().unwrap_or(options.start);
    options.start.start_ms()..end.end_ms()
}
