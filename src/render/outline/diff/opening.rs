//! The answer in a few sentences, and what must be known before trusting it.

use super::super::headline;
use super::beside;
use crate::render::document::{Item, Mood, Notice, Phrase};
use crate::render::figures::{UNUSUAL, counted, rate, short_time, surprise, thousands};
use crate::view::diff::{ChangesView, DiffView, SideView, Subject};

/// How many such changes are named.
const NAMED: usize = 3;
/// How many shared files and taken names are named.
const POINTED_OUT: usize = 5;

/// The sentences.
pub(super) fn sentences(view: &DiffView) -> Vec<Item> {
    let item = |text: Phrase| Item {
        text,
        ..Item::default()
    };
    if !view.differs {
        return vec![item(Phrase::ours(match view.min_change {
            None => "No difference: the same actors did the same things equally often.".to_owned(),
            Some(least) => {
                let events = counted(least, "event", "events");
                format!("No difference of {events} or more.")
            }
        }))];
    }
    let mut sentences = vec![activity(view)];
    let comings: Vec<String> = view.sections.iter().filter_map(comings).collect();
    if !comings.is_empty() {
        sentences.push(Phrase::ours(format!("{}.", comings.join("; "))));
    }
    sentences.extend(remarkable(view));
    sentences.extend(beside::access_sentence(view));
    sentences.extend(beside::detections_sentence(view));
    let firsts = view.cut.get("new_pairs").copied();
    let firsts = firsts.unwrap_or(view.new_pairs.len() as u64);
    if firsts > 0 {
        let pairs = counted(
            firsts,
            "pair of an actor and an event type is",
            "pairs of an actor and an event type are",
        );
        sentences.push(Phrase::ours(format!(
            "{pairs} new: the actor did not do this before."
        )));
    }
    sentences.into_iter().map(item).collect()
}

fn activity(view: &DiffView) -> Phrase {
    let total = view.totals.events;
    let each =
        |count: u64, side: &SideView| (side.days > 0).then(|| count as f64 / f64::from(side.days));
    let rates = (
        each(total.before, &view.before),
        each(total.after, &view.after),
    );
    let [before, after] = [rates.0, rates.1].map(rate);
    let verb = match rates {
        (Some(before), Some(after)) if before < after => "rose",
        (Some(before), Some(after)) if before > after => "fell",
        (Some(_), Some(_)) => return Phrase::ours(format!("Events stayed at {before} per day.")),
        _ => {
            let [before, after] = [total.before, total.after].map(thousands);
            return Phrase::ours(format!("Events went from {before} to {after}."));
        }
    };
    let share = match rates {
        (Some(before), Some(after)) if before > 0.0 => {
            let per_cent = ((after / before - 1.0) * 100.0).round();
            let sign = if per_cent < 0.0 { "−" } else { "+" };
            format!(" ({sign}{}%)", thousands(per_cent.abs() as u64))
        }
        _ => String::new(),
    };
    Phrase::ours(format!(
        "Events {verb} from {before} to {after} per day{share}."
    ))
}

/// Who is new, gone or renamed.
fn comings(section: &ChangesView) -> Option<String> {
    let (one, many) = match section.subject {
        Subject::Category => return None,
        Subject::Event => ("event type", "event types"),
        Subject::Actor => ("actor", "actors"),
        Subject::App => ("app", "apps"),
        Subject::Team => ("team", "teams"),
        Subject::Ip => ("address", "addresses"),
    };
    let extent = section.extent;
    let noun = |n| if n == 1 { one } else { many };
    let mut parts: Vec<String> = Vec::new();
    for (n, fate) in [
        (extent.added, "new"),
        (extent.removed, "gone"),
        (extent.renamed, "renamed"),
    ] {
        let figure = thousands(n);
        match (n, parts.is_empty(), fate) {
            (0, ..) => {}
            (_, true, "new") => parts.push(format!("{figure} new {}", noun(n))),
            (_, true, _) => parts.push(format!("{figure} {} {fate}", noun(n))),
            (_, false, _) => parts.push(format!("{figure} {fate}")),
        }
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The events that changed most surprisingly, else nothing.
fn remarkable(view: &DiffView) -> Option<Phrase> {
    let events = view
        .sections
        .iter()
        .find(|section| section.subject == Subject::Event)?;
    let rows = events.rows.iter().filter(|row| {
        row.surprise
            .is_some_and(|surprise| surprise.abs() >= UNUSUAL)
    });
    let mut named = Phrase::default();
    for row in rows.take(NAMED) {
        let (before, after) = (rate(row.rate_before), rate(row.rate_after));
        let separator = if named.is_empty() { "" } else { "; " };
        named = named
            .say(separator)
            .quote(row.label.as_deref().unwrap_or_default())
            .say(format!(
                " from {before} to {after} per day ({})",
                surprise(row.surprise)
            ));
    }
    (!named.is_empty()).then(|| Phrase::ours("Most unusual: ").join(named).say("."))
}

/// What must be known, the gravest first.
pub(super) fn notices(view: &DiffView) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut notice = |mood, text: Phrase| notices.push(Notice::new(mood, text));
    let sides = [("BEFORE", &view.before), ("AFTER", &view.after)];
    for (name, side) in sides {
        let rejected = side.ledger.rejected;
        if rejected > 0 {
            let were = if rejected == 1 { "was" } else { "were" };
            let text = format!(
                "{name}: {} of {} {were} rejected as evidence and {were} not compared.",
                thousands(rejected),
                counted(side.ledger.read, "record", "records"),
            );
            notice(Mood::Alarm, Phrase::ours(text));
        }
    }
    for value in &view.filters_unmatched {
        notice(Mood::Warning, headline::unmatched(value));
    }
    for (name, side) in sides {
        let events = format!("{name}: events");
        if let Some(text) = headline::several_accounts(&events, &side.accounts) {
            notice(Mood::Warning, text);
        }
    }
    for (name, side) in sides {
        if side.ledger.accepted == 0 {
            let text = format!("{name} has no events to compare.");
            notice(Mood::Warning, Phrase::ours(text));
        }
    }
    for taken in view.names_taken_over.iter().take(POINTED_OUT) {
        let [from, to] =
            [&taken.before_ids, &taken.after_ids].map(|ids| ids.first().map_or("", String::as_str));
        let text = Phrase::ours(format!("{} name ", capital(taken.subject)))
            .quote(&taken.name)
            .say(" now belongs to a different id: formerly ")
            .quote(from)
            .say(", now ")
            .quote(to)
            .say(format!(". These are two {}s.", taken.subject));
        notice(Mood::Warning, text);
    }
    let more = view.names_taken_over.len().saturating_sub(POINTED_OUT) as u64;
    if more > 0 {
        let names = counted(more, "more name", "more names");
        let text =
            format!("{names} now belong to different ids; the JSON output lists all of them.");
        notice(Mood::Warning, Phrase::ours(text));
    }
    for shared in view.overlap.archives.iter().take(POINTED_OUT) {
        let text = Phrase::ours("Both sides contain the same file, ").quote(&shared.before);
        let text = if shared.before == shared.after {
            text
        } else {
            text.say(" and ").quote(&shared.after)
        };
        notice(Mood::Warning, text.say(", so its events are on both."));
    }
    if let Some(period) = &view.overlap.period
        && view.overlap.archives.is_empty()
    {
        let time = |at: &Option<String>| short_time(at.as_deref().unwrap_or_default());
        let text = Phrase::ours("The two periods overlap from ")
            .quote(&time(&period.from))
            .say(" to ")
            .quote(&time(&period.to))
            .say("; the same events may be on both sides.");
        notice(Mood::Warning, text);
    }
    notices
}

fn capital(subject: &str) -> &'static str {
    match subject {
        "actor" => "Actor",
        "team" => "Team",
        _ => "App",
    }
}
