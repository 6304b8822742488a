//! What comes first: when, how much, what became of every record, how it was asked for, what to look at.

use super::super::headline;
use super::{attention, verdict};
use crate::render::document::{Block, Figures, KeyFigure, Phrase, Shown};
use crate::render::figures::{change, counted, thousands};
use crate::view::report::{HeadView, PreviousView, ReportView, TotalsView};

pub(super) fn blocks(view: &ReportView, left_out: Option<(&'static str, Phrase)>) -> Vec<Block> {
    let head = &view.head;
    let mut facts = facts(head);
    facts.extend(left_out);
    let opening = vec![
        Block::Facts(vec![("Period", headline::period(&head.period))]),
        Block::Figures(figures(&head.totals, head.previous.as_ref())),
        Block::Ledger("Ledger", head.ledger),
        Block::Facts(facts),
        Block::Notices(attention::notices(view)),
    ];
    let pseudonyms = headline::pseudonyms(head.pseudonyms.as_ref());
    opening.into_iter().chain(pseudonyms).collect()
}

fn facts(head: &HeadView) -> headline::Facts {
    let mut facts = vec![
        verdict::fact(&head.validation),
        ("Catalog", headline::catalog(&head.catalog)),
    ];
    facts.extend(headline::filters(&head.filters));
    if head.tz != "UTC" {
        facts.push(("Time zone", Phrase::given(&head.tz)));
    }
    facts
}

fn figures(totals: &TotalsView, previous: Option<&PreviousView>) -> Figures {
    let figure = |of: fn(&TotalsView) -> u64, [one, many]: [&'static str; 2], short: [_; 2]| {
        let n = of(totals);
        KeyFigure {
            value: thousands(n),
            noun: if n == 1 { one } else { many },
            short_noun: short[usize::from(n != 1)],
            change: previous.map(|previous| against(of(&previous.totals), n)),
        }
    };
    let plain = |of, one, many| figure(of, [one, many], [one, many]);
    Figures {
        all: vec![
            plain(|totals| totals.events, "event", "events"),
            figure(
                |totals| totals.event_types,
                ["event type", "event types"],
                ["type", "types"],
            ),
            plain(|totals| totals.actors, "actor", "actors"),
            plain(|totals| totals.apps, "app", "apps"),
            plain(|totals| totals.teams, "team", "teams"),
            plain(|totals| totals.ip_addresses, "address", "addresses"),
        ],
        against: previous.map(|previous| {
            let archives = counted(previous.archives.len() as u64, "archive", "archives");
            headline::period(&previous.period).say(format!(", {archives}"))
        }),
        shown: Shown::Everywhere,
    }
}

/// A change in short and in words.
fn against(before: u64, now: u64) -> (String, String) {
    let was = thousands(before);
    let words = match now.cmp(&before) {
        std::cmp::Ordering::Equal => format!("as many as before, {was}"),
        std::cmp::Ordering::Greater => format!("more than the {was} before"),
        std::cmp::Ordering::Less => format!("fewer than the {was} before"),
    };
    (change(before, now), words)
}
