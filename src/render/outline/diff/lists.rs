//! Lists of changes.

use super::super::category;
use crate::render::document::{
    Block, Cell, Column, Cut, Figure, Given, Label, Look, Phrase, Row, Section, Shown, Sign, Table,
};
use crate::render::figures::{rate, thousands};
use crate::view::diff::{ChangeRow, ChangesView, DiffView, PairRow, Status, Subject};
use std::cmp::Reverse;

/// Changes of every subject that has some.
pub(super) fn changes(view: &DiffView) -> Vec<Section> {
    let any = |section: &&ChangesView| section.rows.iter().any(|row| row.before + row.after > 0);
    let mut sections: Vec<&ChangesView> = view.sections.iter().filter(any).collect();
    // Short lists before long ones, whatever there is of each.
    sections.sort_by_key(|section| match section.subject {
        Subject::Category => 0,
        Subject::Team => 1,
        Subject::Event => 2,
        Subject::Actor => 3,
        Subject::App => 4,
        Subject::Ip => 5,
    });
    sections.into_iter().map(section).collect()
}

fn section(changes: &ChangesView) -> Section {
    let (title, head, absent) = match changes.subject {
        Subject::Event => ("Event types", "Event", ""),
        Subject::Category => ("Categories", "Category", ""),
        Subject::Actor => ("Actors", "Actor", "no actor"),
        Subject::App => ("Apps", "App", "no app"),
        Subject::Team => ("Teams", "Team", "no team"),
        Subject::Ip => ("Addresses", "Address", "no address"),
    };
    let columns = [
        Column::name(head),
        Column::name("Status").on(Shown::Wide),
        Column::number("Before"),
        Column::number("After"),
        Column::number("Change"),
        Column::number("Before, per day").on(Shown::Wide),
        Column::number("After, per day").on(Shown::Wide),
        Column::bar().on(Shown::Page),
        Column::number("Unusual?").optional(),
        Column::number("Per day").on(Shown::Terminal).optional(),
    ];
    // A category that has no event on either side is no row for people.
    let rows = changes.rows.iter().filter(|row| row.before + row.after > 0);
    let peak = changes.rows.iter().flat_map(weights).max().unwrap_or(1);
    let rows = rows.map(|row| line(row, changes.subject, absent, peak));
    let mut table = Table::new(columns, rows);
    let (shown, extent) = (changes.rows.len() as u64, changes.extent);
    let rows = extent.listed + u64::from(extent.none_listed);
    table.cut = (shown < rows).then_some(Cut {
        shown,
        of: extent.listed,
        noun: "",
        beside: extent.none_listed.then_some(absent),
    });
    let unchanged =
        (extent.unchanged > 0).then(|| format!("{} unchanged", thousands(extent.unchanged)));
    let table = table.note(unchanged.map(Into::into));
    Section::new(title.to_lowercase().replace(' ', "-"), title).with(table)
}

/// Rates in thousandths, or counts where there are no rates.
fn weights(row: &ChangeRow) -> [u64; 2] {
    let thousandths = |rate: f64| (rate * 1000.0).ceil() as u64;
    match (row.rate_before, row.rate_after) {
        (Some(before), Some(after)) => [before, after].map(thousandths),
        _ => [row.before, row.after],
    }
}

fn line(row: &ChangeRow, subject: Subject, absent: &'static str, whole: u64) -> Row {
    let label = match (subject, &row.label) {
        (Subject::Category, Some(name)) => Label::ours(category(name)),
        _ => Label::of(row.label.as_deref(), row.id.as_deref(), absent),
    };
    let before = row.before_label.as_ref().filter(|_| row.renamed);
    let sign = sign(row);
    let [was, is] = weights(row);
    let rates = [row.rate_before, row.rate_after];
    let both = rates.map(rate).join(" → ");
    let [before_rate, after_rate] = rates.map(Cell::rate);
    let cells = vec![
        Label {
            was: before.map(Given::from),
            ..label
        }
        .into(),
        Cell::Sign(sign),
        Cell::count(row.before),
        Cell::count(row.after),
        Cell::signed(row.change),
        before_rate,
        after_rate,
        Cell::Bars { was, is, whole },
        Cell::surprise(row.surprise),
        Cell::Number(Figure {
            text: both,
            value: None,
        }),
    ];
    Row {
        sign: Some(sign),
        ..Row::from(cells)
    }
}

/// More or less is told by the rates where there are some: a shorter month is no decrease.
fn sign(row: &ChangeRow) -> Sign {
    match (row.status, row.rate_before, row.rate_after) {
        (Status::Added, ..) => Sign::New,
        (Status::Removed, ..) => Sign::Gone,
        (Status::Same, ..) => Sign::Same,
        (_, Some(before), Some(after)) if before < after => Sign::More,
        (_, Some(before), Some(after)) if before > after => Sign::Less,
        (_, Some(_), Some(_)) => Sign::Same,
        (Status::Increased, ..) => Sign::More,
        (Status::Decreased, ..) => Sign::Less,
    }
}

/// What happened for the first time, if anything did: a row an actor, who did most that is new first.
pub(super) fn firsts(view: &DiffView) -> Option<Section> {
    let columns = [
        Column::name("Actor"),
        Column::number("Event types"),
        Column::number("Events"),
        Column::prose("For the first time"),
    ];
    let mut actors: Vec<(&PairRow, Vec<&PairRow>)> = Vec::new();
    for pair in &view.new_pairs {
        let same =
            |first: &PairRow| (&first.actor_id, &first.actor) == (&pair.actor_id, &pair.actor);
        match actors.iter_mut().find(|(first, _)| same(first)) {
            Some((_, pairs)) => pairs.push(pair),
            None => actors.push((pair, vec![pair])),
        }
    }
    let events = |pairs: &[&PairRow]| pairs.iter().map(|pair| pair.count).sum::<u64>();
    actors.sort_by_key(|(_, pairs)| (Reverse(pairs.len()), Reverse(events(pairs))));
    let rows = actors.iter().map(|(first, pairs)| {
        let label = Label::of(
            first.actor.as_deref(),
            first.actor_id.as_deref(),
            "no actor",
        );
        let mut did = Phrase::default();
        for (place, pair) in pairs.iter().enumerate() {
            let between = if place > 0 { ", " } else { "" };
            did = did.say(between).quote(&pair.event);
            if pair.count > 1 {
                did = did.say(format!(" × {}", thousands(pair.count)));
            }
            if pair.new_event {
                did = did.say(" (new to all)");
            }
        }
        let name = match first.new_actor {
            // Everything that a new actor does is new.
            true => Label {
                name: label.name.say(" (new)"),
                ..label
            },
            false => label,
        };
        vec![
            name.into(),
            Cell::count(pairs.len() as u64),
            Cell::count(events(pairs)),
            Cell::words(did),
        ]
    });
    let mut table = Table::new(columns, rows).look(Look::Rows);
    table.cut = view.cut.get("new_pairs").map(|whole| Cut {
        shown: view.new_pairs.len() as u64,
        of: *whole,
        noun: "pairs of an actor and an event type",
        beside: None,
    });
    let section = Section::new("firsts", "First time").with(Block::Table(table));
    (!view.new_pairs.is_empty()).then_some(section)
}

/// What came, went and was renamed, by name.
pub(super) fn comings(view: &DiffView) -> Option<Section> {
    let columns = [
        Column::name("Name"),
        Column::name("What"),
        Column::name("Status").on(Shown::Wide),
        Column::number("Events"),
    ];
    let rows = view.comings.iter().map(|row| {
        let (what, absent) = match row.subject {
            Subject::Event => ("event type", ""),
            Subject::Actor => ("actor", "no actor"),
            Subject::App => ("app", "no app"),
            Subject::Team => ("team", "no team"),
            Subject::Category | Subject::Ip => ("", ""),
        };
        let sign = match row.status {
            Status::Added => Sign::New,
            Status::Removed => Sign::Gone,
            _ => Sign::Renamed,
        };
        let label = Label {
            was: row.was.as_ref().map(Given::from),
            ..Label::of(row.label.as_deref(), row.id.as_deref(), absent)
        };
        let cells = vec![
            label.into(),
            Cell::words(what),
            Cell::Sign(sign),
            Cell::count(row.events),
        ];
        Row {
            sign: Some(sign),
            ..Row::from(cells)
        }
    });
    let mut table = Table::new(columns, rows).look(Look::Rows);
    let (shown, all) = (table.rows.len() as u64, view.all_comings);
    table.cut = (shown < all).then_some(Cut {
        shown,
        of: all,
        noun: "",
        beside: None,
    });
    let section = Section::new("comings", "New, gone and renamed").with(Block::Table(table));
    (!view.comings.is_empty()).then_some(section)
}
