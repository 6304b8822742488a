//! The rules about single records, asked for each record in turn.

use super::lengths::Lengths;
use super::privacy;
use super::rules::s10::unsupported;
use super::rules::{self, Check};
use super::set::Rules;
use super::walk::{Part, Scratch, Subject, Walk, id_of};
use crate::catalog::{Catalogs, Era};
use crate::event::Event;
use crate::finding::{Code, Finding, Found, Severity};
use crate::pipeline::{Beside, Inspect, Seen};
use hashbrown::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Event names that are remembered; archives hold a few dozen.
const NAMES: usize = 10_000;

/// One thread's inspector.
pub struct Inspector {
    rules: Rules,
    lengths: Lengths,
    walks: bool,
    catalogs: Arc<Catalogs>,
    /// The era of the event before, and its days: events mostly come in order of time.
    era: (Era, Range<i64>),
    /// Verdicts on event names, by era and digest.
    names: HashMap<(Era, u64, u64), Option<(Severity, String)>>,
    scratch: Scratch,
}

impl Inspector {
    /// One that asks these rules.
    #[must_use]
    pub fn new(rules: Rules, catalogs: Arc<Catalogs>) -> Self {
        let in_walk =
            rules::those(|rule| matches!(rule.check, Check::Text | Check::TextAndArchive(_)));
        Self {
            rules,
            lengths: Lengths::default(),
            walks: rules.meets(in_walk),
            catalogs,
            era: (Era::default(), 0..0),
            names: HashMap::new(),
            scratch: Scratch::default(),
        }
    }

    /// The same with other bounds on depth and lengths.
    #[must_use]
    pub fn asking_from(self, lengths: Lengths) -> Self {
        Self { lengths, ..self }
    }

    /// S07, the milder case: a leap second, which few readers understand.
    fn leap_second(&self, event: &Event<'_>, seen: &Seen<'_>, found: &mut Found) {
        if event.created_at.nanos >= 1_000_000_000 && self.rules.has(Code::S07) {
            found.add(Code::S07, Severity::Warning, || {
                let message = "a leap second, which many readers refuse or move to another second";
                about(seen, Code::S07, message, Some("/created_at"))
            });
        }
    }

    /// S10: whether the catalog has the event.
    fn name(&mut self, event: &Event<'_>, seen: &Seen<'_>, found: &mut Found) {
        let day = event.created_at.day();
        if !self.era.1.contains(&day) {
            self.era = Era::of_day(day);
        }
        let era = self.era.0;
        let key = (era, event.kind.digest, event.action.digest);
        if self.names.len() > NAMES {
            self.names.clear();
        }
        let catalogs = &self.catalogs;
        let verdict = self.names.entry(key).or_insert_with(|| {
            let name = format!("{}.{}", event.kind.text(), event.action.text());
            unsupported(catalogs, era, &name)
        });
        if let Some((severity, message)) = verdict {
            found.add(Code::S10, *severity, || {
                about(seen, Code::S10, message, Some("/type"))
            });
        }
    }

    /// The rules about text.
    fn walk(&mut self, text: &str, part: Part<'_>, start: usize, found: &mut Found) {
        Walk {
            rules: self.rules,
            lengths: self.lengths,
            subject: Subject {
                text,
                part,
                liars: self.rules.has(Code::J07) && !text.is_ascii(),
                suspect: privacy::suspects(text.as_bytes()),
            },
            scratch: &mut self.scratch,
            found,
            bytes: text.as_bytes(),
            pos: start,
            at: start,
            deep: false,
        }
        .run();
    }

    /// S02, S07: what the reader itself refused and a walk would not see.
    fn refused(&self, seen: &Seen<'_>, found: &mut Found) {
        if let Err(refusal) = seen.event
            && matches!(refusal.code, Code::S02 | Code::S07)
            && self.rules.has(refusal.code)
        {
            let place = (refusal.code == Code::S07).then_some("/created_at");
            found.add(refusal.code, Severity::Error, || {
                about(seen, refusal.code, &refusal.message, place)
            });
        }
    }
}

impl Inspect for Inspector {
    fn record(&mut self, seen: &Seen<'_>, found: &mut Found) {
        self.refused(seen, found);
        if let Ok(event) = seen.event {
            self.leap_second(event, seen, found);
            if self.rules.has(Code::S10) {
                self.name(event, seen, found);
            }
        }
        if !self.walks {
            return;
        }
        if seen.text.len() > self.lengths.event && self.rules.has(Code::J06) {
            found.add(Code::J06, Severity::Warning, || {
                let message = format!("an event of {} bytes", seen.text.len());
                about(seen, Code::J06, &message, None)
            });
        }
        let part = Part::Record {
            index: seen.index,
            offset: seen.offset,
            event: seen.event.ok(),
        };
        self.walk(seen.text, part, 0, found);
    }

    fn beside(&mut self, beside: &Beside<'_>, found: &mut Found) {
        if self.walks {
            let mark = '\u{feff}';
            let start = usize::from(beside.text.starts_with(mark)) * mark.len_utf8();
            self.walk(beside.text, Part::Beside(beside), start, found);
        }
    }
}

fn about(seen: &Seen<'_>, code: Code, message: &str, pointer: Option<&str>) -> Finding {
    let id = seen.event.ok().map(id_of);
    let finding = Finding::new(code, message)
        .of_record(seen.index, id)
        .at(seen.offset);
    Finding {
        pointer: pointer.map(str::to_owned),
        ..finding
    }
}
