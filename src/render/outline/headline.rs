//! The head of a report: title, banner, facts, figures.

use super::Phrase;
use crate::render::figures::{change, counted, date, short_time};
use crate::view::report::{HeadView, PreviousView, TotalsView};
use crate::view::{ArchiveView, IncompleteView, PeriodView, ToolView};
use std::collections::{BTreeMap, BTreeSet};

/// Name of the fact that tells how the headline figures changed, where they cannot stand beside them.
pub(crate) const CHANGE: &str = "Change";

/// Accounts that a title names one by one; more are only counted there.
const NAMED_ACCOUNTS: usize = 3;

pub(super) fn title(head: &HeadView) -> Phrase {
    titled("Audit trail", &head.archives)
}

/// What it is, and of which accounts.
pub(super) fn titled<'a>(
    what: &'static str,
    archives: impl IntoIterator<Item = &'a ArchiveView>,
) -> Phrase {
    let accounts = accounts(archives);
    match accounts.len() {
        0 => Phrase::ours(what),
        1..=NAMED_ACCOUNTS => Phrase::ours(what).say(" of ").quote_all(accounts, " and "),
        n => Phrase::ours(format!("{what} of {n} accounts")),
    }
}

fn accounts<'a>(archives: impl IntoIterator<Item = &'a ArchiveView>) -> BTreeSet<&'a str> {
    archives
        .into_iter()
        .filter_map(|archive| archive.account.as_deref())
        .collect()
}

pub(super) fn missing(incomplete: &[IncompleteView]) -> Vec<Phrase> {
    incomplete
        .iter()
        .map(|input| {
            let phrase = Phrase::given(&input.archive)
                .say(": ")
                .quote(&input.message);
            match input.code {
                Some(code) => phrase.say(" (").quote(code).say(")"),
                None => phrase,
            }
        })
        .collect()
}

pub(super) fn facts(head: &HeadView) -> Vec<(&'static str, Phrase)> {
    let mut facts = vec![("Period", period(&head.period))];
    if let Some(against) = &head.previous {
        facts.push((CHANGE, changes(head, against)));
    }
    let accounts = accounts(&head.archives);
    if accounts.len() > NAMED_ACCOUNTS {
        facts.push(("Accounts", Phrase::default().quote_all(accounts, " and ")));
    }
    facts.push(("Catalog", Phrase::given(&head.catalog)));
    facts.extend(filters(&head.filters));
    if head.tz != "UTC" {
        facts.push(("Hours in", Phrase::given(&head.tz)));
    }
    facts
}

/// A fact for each filter.
pub(super) fn filters(
    filters: &BTreeMap<&'static str, Vec<String>>,
) -> impl Iterator<Item = (&'static str, Phrase)> {
    filters.iter().map(|(name, values)| {
        let values = values.iter().map(String::as_str);
        let phrase = Phrase::ours(format!("{name} ")).quote_all(values, " or ");
        ("Filter", phrase)
    })
}

/// From the first event to the last.
pub(super) fn span(from: &str, to: &str) -> Phrase {
    Phrase::given(&short_time(from))
        .say(" – ")
        .quote(&short_time(to))
        .say(" UTC")
}

fn period(period: &PeriodView) -> Phrase {
    let (Some(from), Some(to)) = (&period.from, &period.to) else {
        return Phrase::ours("no event");
    };
    let phrase = span(from, to);
    match (date(from), date(to)) {
        (Some(first), Some(last)) if first <= last => {
            let days = u64::try_from((last - first).num_days()).unwrap_or_default() + 1;
            phrase.say(format!(" ({})", counted(days, "day", "days")))
        }
        _ => phrase,
    }
}

/// A headline figure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    pub(crate) n: u64,
    pub(crate) noun: &'static str,
    /// The same where there is room.
    pub(crate) whole_noun: &'static str,
    /// What it was in the period that it is held against.
    pub(crate) before: Option<u64>,
}

pub(super) fn totals(totals: &TotalsView, previous: Option<&PreviousView>) -> Vec<Figure> {
    let before = |of: fn(&TotalsView) -> u64| previous.map(|previous| of(&previous.totals));
    let figure = |of: fn(&TotalsView) -> u64, one, many| Figure {
        whole_noun: whole_noun(if of(totals) == 1 { one } else { many }),
        n: of(totals),
        noun: if of(totals) == 1 { one } else { many },
        before: before(of),
    };
    vec![
        figure(|totals| totals.events, "event", "events"),
        figure(|totals| totals.event_types, "type", "types"),
        figure(|totals| totals.actors, "actor", "actors"),
        figure(|totals| totals.apps, "app", "apps"),
        figure(|totals| totals.teams, "team", "teams"),
        figure(|totals| totals.ip_addresses, "IP", "IPs"),
    ]
}

const fn whole_noun(noun: &'static str) -> &'static str {
    match noun.as_bytes() {
        b"type" => "event type",
        b"types" => "event types",
        b"IP" => "address",
        b"IPs" => "addresses",
        _ => noun,
    }
}

/// The period that figures are held against.
pub(super) fn previous(previous: &PreviousView) -> Phrase {
    let phrase = period(&previous.period).say(", ");
    let archives = counted(previous.archives.len() as u64, "archive", "archives");
    phrase.say(archives)
}

/// How the figures changed, in one line.
fn changes(head: &HeadView, against: &PreviousView) -> Phrase {
    let figures = totals(&head.totals, Some(against));
    let figures = figures.iter().map(|figure| {
        format!(
            "{} {}",
            change(figure.before.unwrap_or_default(), figure.n),
            figure.noun
        )
    });
    let figures: Vec<String> = figures.collect();
    Phrase::ours(format!("{} against ", figures.join(", "))).join(previous(against))
}

pub(super) fn made_by(tool: &ToolView, generated_at: Option<&str>) -> Phrase {
    let phrase = Phrase::ours(format!("{} {}", tool.name, tool.version));
    match generated_at {
        Some(at) => phrase.say(", ").quote(at),
        None => phrase,
    }
}
