//! T: whether the events of an archive are those of its month, and all of them.

use super::checked::Checked;
use crate::archive::months_of_accounts;
use crate::coverage::{self, holes, is_partial, window};
use crate::event::Timestamp;
use crate::event::time::date_of_day;
use crate::finding::{Code, Finding, Severity};
use crate::pipeline::Locator;
use chrono::{Datelike, Weekday};
use std::ops::Range;
use uuid::Uuid;

/// T05: what a weekday must usually have before its silence says anything.
const USUAL: u64 = 10;
/// See [`USUAL`].
const OBSERVATIONS: usize = 3;

fn at(locator: &Locator, code: Code, message: String) -> Finding {
    let id = Uuid::from_bytes(locator.id).to_string();
    Finding::new(code, message)
        .of_record(locator.index, Some(id))
        .at(locator.offset)
}

/// T01: events of other months.
pub(super) fn outside(archive: &mut Checked<'_>) {
    let (Some(own), Some(facts)) = (archive.month, &archive.facts) else {
        return;
    };
    let mut findings = Vec::new();
    for (_, of_month) in facts.months().iter().filter(|(month, _)| **month != own) {
        let listed = of_month.first.len() as u64;
        for (nth, event) in (1..).zip(&of_month.first) {
            let message = format!("{} is outside {own}, the month of the archive", event.at);
            let rest = of_month.count - listed;
            let count = if nth == listed { rest + 1 } else { 1 };
            findings.push(at(event, Code::T01, message).times(count));
        }
    }
    findings.sort_by_key(|finding| finding.offset);
    findings
        .into_iter()
        .for_each(|finding| archive.say(finding));
}

/// T02: events from after the export.
pub(super) fn late(archive: &mut Checked<'_>, as_of: Option<Timestamp>) {
    let listed = archive.row.and_then(|row| row.created_at);
    let Some(limit) = listed.into_iter().chain(as_of).min() else {
        return;
    };
    let Some(facts) = &archive.facts else { return };
    let Some(latest) = facts.latest().filter(|latest| latest.at > limit) else {
        return;
    };
    let message = format!(
        "{} is the latest event, and later than {}",
        exactly(latest.at),
        exactly(limit)
    );
    let finding = at(latest, Code::T02, message).times(facts.later_than(limit));
    archive.say(finding);
}

/// An instant with all digits that it has: two that differ must not look the same.
fn exactly(at: Timestamp) -> String {
    let text = at.to_string();
    match at.nanos % 1_000_000 {
        0 => text,
        finer => format!("{}{finer:06}Z", text.trim_end_matches('Z')),
    }
}

/// T03: exported before its month was over.
pub(super) fn partial(archive: &mut Checked<'_>, is_final: bool) {
    if let (Some(month), Some(exported)) = (archive.month, archive.exported)
        && is_partial(month, exported)
    {
        let end = date_of_day(exported.day());
        let message = format!("exported before {month} was over: it ends at midnight UTC of {end}");
        let severity = if is_final {
            Severity::Error
        } else {
            Severity::Warning
        };
        archive.say(Finding::new(Code::T03, message).severity(severity));
    }
}

/// T04: order.
pub(super) fn order(archive: &mut Checked<'_>) {
    let facts = archive.facts.as_ref();
    if let Some((first, count)) = facts.and_then(|facts| facts.out_of_order()) {
        let times = if count == 1 {
            "once".to_owned()
        } else {
            format!("{count} times")
        };
        let message =
            format!("an event is earlier than the one that precedes it ({times} in the archive)");
        let finding = at(first, Code::T04, message);
        archive.say(finding);
    }
}

/// T08: emptiness.
pub(super) fn empty(archive: &mut Checked<'_>) {
    if archive.archive.events() == 0 && archive.archive.fault.is_none() {
        archive.say(Finding::new(Code::T08, "the archive contains no event"));
    }
}

/// The days that an archive covers: its month, up to its export.
fn covered(archive: &Checked<'_>) -> Option<Range<i64>> {
    Some(window(archive.month?, archive.exported))
}

/// Days of each weekday with their counts, Monday first.
pub(super) fn weekdays(archive: &Checked<'_>) -> Vec<Vec<(i64, u64)>> {
    let (Some(window), Some(facts)) = (covered(archive), &archive.facts) else {
        return Vec::new();
    };
    let mut weekdays = vec![Vec::new(); 7];
    for day in window {
        let count = facts.days().get(&day).map_or(0, |times| times.len() as u64);
        let weekday: Weekday = date_of_day(day).weekday();
        weekdays[weekday.num_days_from_monday() as usize].push((day, count));
    }
    weekdays.retain(|days| days.len() >= OBSERVATIONS);
    weekdays
}

/// T05: days that are silent although their weekday is not.
pub(super) fn silent_days(archive: &mut Checked<'_>) {
    if archive.archive.fault.is_some() {
        return;
    }
    let mut silent = Vec::new();
    for days in weekdays(archive) {
        let mut counts: Vec<u64> = days.iter().map(|(_, count)| *count).collect();
        counts.sort_unstable();
        let middle = counts.len() / 2;
        let median = if counts.len() % 2 == 1 {
            counts[middle]
        } else {
            u64::midpoint(counts[middle - 1], counts[middle])
        };
        if median >= USUAL {
            let empty = days.iter().filter(|(_, count)| *count == 0);
            silent.extend(empty.map(|(day, _)| (*day, median, days.len())));
        }
    }
    silent.sort_unstable();
    for (day, median, observations) in silent {
        let date = date_of_day(day);
        let message = format!(
            "no event on {date}, a {}; the median of {observations} of them is {median}",
            date.format("%A")
        );
        archive.say(Finding::new(Code::T05, message));
    }
}

/// T06: gaps that chance would leave in one archive of a hundred.
pub(super) fn gaps(archive: &mut Checked<'_>) {
    let (Some(window), Some(facts)) = (covered(archive), &archive.facts) else {
        return;
    };
    if archive.archive.fault.is_some() {
        return;
    }
    let (found, limit) = coverage::gaps(facts.days(), window);
    for gap in found {
        let message = format!(
            "no event from {} to {}, {}; at these hours of the week {} events would be expected, and a gap where more than {} are expected is unlikely to be due to chance",
            gap.from,
            gap.to,
            length(gap.to.secs - gap.from.secs),
            amount(gap.expected),
            amount(limit)
        );
        archive.say(Finding::new(Code::T06, message));
    }
}

/// A number of events, exact enough to be compared.
fn amount(events: f64) -> String {
    format!("{events:.*}", usize::from(events < 100.0))
}

/// A number of seconds in the unit that suits it.
fn length(seconds: i64) -> String {
    match seconds {
        s if s < 120 => format!("{s} seconds"),
        s if s < 7200 => format!("{} minutes", s / 60),
        s => format!("{:.1} hours", s as f64 / 3600.0),
    }
}

/// T07: months without an archive, account by account. The archive before the hole is told.
pub(super) fn missing_months(archives: &mut [Checked<'_>]) {
    for months in months_of_accounts(archives.iter().map(|archive| &**archive)) {
        for hole in holes(months.keys().copied()) {
            let before = months.get(&hole.first.previous());
            let Some(&before) = before.and_then(|places| places.last()) else {
                continue;
            };
            for part in hole.parts() {
                let (is, of) = if part.months() == 1 {
                    ("is", "that month")
                } else {
                    ("are", "those months")
                };
                let message = format!("{part} {is} missing: there is no archive of {of}");
                let finding = Finding::new(Code::T07, message);
                archives[before].say(finding.times(part.months() as u64));
            }
        }
    }
}
