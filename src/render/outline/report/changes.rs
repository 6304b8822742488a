//! Who changed which app, and when.

use super::listed::{Listed, at, name, perhaps};
use super::{compliance, lead};
use crate::render::document::{Block, Cell, Column, Mood, Notice, Phrase, Section, Shown};
use crate::render::figures::{counted, thousands};
use crate::view::changes::{ChangesView, PairChanges};
use crate::view::report::ReportView;
use std::sync::Arc;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let changes = compliance(view)?.changes.as_ref()?;
    let protected = changes.protected.iter().flatten();
    let tables = [
        Listed::first(protected, view).table(
            "Changes to protected apps, by whom and when",
            pair_columns(),
            pair_cells,
        ),
        Listed::first(&changes.by_actor, view).table(
            "Changes by actor",
            [
                Column::name("Actor"),
                Column::name("Kind"),
                Column::name("Account"),
                Column::number("Changes"),
                Column::number("Outside hours"),
            ],
            |row| {
                vec![
                    name(&row.actor, &row.id, "no actor"),
                    Cell::words(kind(row.kind)),
                    accounts(&row.accounts),
                    Cell::count(row.count),
                    perhaps(row.outside_hours),
                ]
            },
        ),
        Listed::first(&changes.by_app, view).table(
            "Changes by app",
            [
                Column::name("App"),
                Column::name("Account"),
                Column::number("Changes"),
                Column::number("People"),
                Column::number("Services"),
                Column::number("External"),
                Column::number("Outside hours"),
                Column::name("Protected").on(Shown::Wide),
            ],
            |row| {
                vec![
                    name(&row.app, &row.id, "no app"),
                    accounts(&row.accounts),
                    Cell::count(row.count),
                    Cell::count(row.people),
                    Cell::count(row.services),
                    Cell::count(row.external),
                    perhaps(row.outside_hours),
                    Cell::words(match row.protected {
                        Some(true) => "yes",
                        Some(false) => "no",
                        None => "",
                    }),
                ]
            },
        ),
    ];
    let tables: Vec<Block> = tables.into_iter().flatten().collect();
    let mut section = Section::new("population", "Changes");
    section.blocks.extend(lead(view, answer(changes), &tables));
    if changes.population > 0 {
        section.blocks.push(Block::Notices(notices(changes)));
    }
    section.blocks.extend(tables);
    Some(section)
}

fn pair_columns() -> Vec<Column> {
    vec![
        Column::name("App"),
        Column::name("Actor"),
        Column::name("Kind").on(Shown::Wide),
        Column::name("Account").on(Shown::Wide),
        Column::number("Changes"),
        Column::number("Outside hours").on(Shown::Wide),
        Column::time("First").on(Shown::Wide),
        Column::day("Last").on(Shown::Terminal),
        Column::time("Last").on(Shown::Wide),
    ]
}

fn pair_cells(row: &PairChanges) -> Vec<Cell> {
    let [first, last] = [row.first_at, row.last_at].map(Some);
    vec![
        name(&row.app, &row.app_id, "no app"),
        name(&row.actor, &row.actor_id, "no actor"),
        Cell::words(kind(row.kind)),
        accounts(&row.accounts),
        Cell::count(row.count),
        perhaps(row.outside_hours),
        at(first),
        super::listed::day(last),
        at(last),
    ]
}

/// Accounts that are named; of more it is said how many they are.
const NAMED: usize = 3;

/// The accounts, where there are several to tell apart.
fn accounts(names: &[Arc<str>]) -> Cell {
    if names.len() > NAMED {
        return Cell::words(counted(names.len() as u64, "account", "accounts"));
    }
    Cell::words(Phrase::default().quote_all(names.iter().map(|name| &**name), ", "))
}

fn kind(name: &'static str) -> &'static str {
    match name {
        "service" => "service account",
        "external" => "external user",
        other => other,
    }
}

/// The section in a sentence.
pub(super) fn answer(changes: &ChangesView) -> Phrase {
    if changes.population == 0 {
        return "The population is empty: no changes recorded in the period.".into();
    }
    let of = |kind: &str| {
        let rows = changes.by_actor.iter();
        rows.filter(|row| row.kind == kind && (row.id.is_some() || row.actor.is_some()))
            .count() as u64
    };
    let parties = [
        (of("person"), "person", "people"),
        (of("service"), "service account", "service accounts"),
        (of("external"), "external user", "external users"),
    ];
    let parties = parties.into_iter().filter(|(n, ..)| *n > 0);
    let parties: Vec<String> = parties
        .map(|(n, one, many)| counted(n, one, many))
        .collect();
    let mut text = format!(
        "A population of {}",
        counted(changes.population, "change", "changes")
    );
    if !parties.is_empty() {
        text += &format!(" by {}", super::and(&parties));
    }
    if let Some(rows) = &changes.protected {
        let n: u64 = rows.iter().map(|row| row.count).sum();
        text += &format!(", {} to protected apps", thousands(n));
    }
    if let Some(outside) = changes.outside_hours {
        text += &format!(", {} outside working hours", thousands(outside));
    }
    format!("{text}.").into()
}

/// What the policy would have to say.
fn notices(changes: &ChangesView) -> Vec<Notice> {
    let mut lacks = Vec::new();
    if changes.protected.is_none() {
        lacks.push(
            "Changes to production apps cannot be identified: the policy has no protected_apps.",
        );
    }
    if changes.outside_hours.is_none() {
        lacks.push(
            "Changes outside working hours cannot be identified: the policy has no working_hours.",
        );
    }
    let notice = |text: &'static str| Notice::new(Mood::Plain, text);
    lacks.into_iter().map(notice).collect()
}
