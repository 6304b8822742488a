//! What was destroyed, and what was changed of network and TLS, by whom and when.

use super::listed::{Listed, at, known, name, name_or_empty, text};
use super::{compliance, lead};
use crate::render::document::{Block, Cell, Column, Given, Label, Phrase, Row, Section, Shown};
use crate::render::figures::{counted, thousands};
use crate::view::register::RegisterRow;
use crate::view::report::ReportView;
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeMap;

/// Characters of an event's id on a page, by which it is found in an archive; the whole is at hand.
const START: usize = 8;

/// Kinds of things, those first whose loss weighs most; others come before the last three.
const KINDS: [(&str, &str, &str); 13] = [
    ("space", "space", "spaces"),
    ("team", "team", "teams"),
    ("app", "app", "apps"),
    ("addon", "add-on", "add-ons"),
    ("domain", "domain", "domains"),
    ("sni_endpoint", "SNI endpoint", "SNI endpoints"),
    ("ssl_endpoint", "TLS endpoint", "TLS endpoints"),
    ("trusted_ip", "trusted range", "trusted ranges"),
    ("pipeline", "pipeline", "pipelines"),
    ("", "", ""),
    ("collaborator", "collaborator", "collaborators"),
    ("team_membership", "team membership", "team memberships"),
    (
        "enterprise_account_membership",
        "account membership",
        "account memberships",
    ),
];

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let rows = compliance(view)?.register.as_ref()?;
    let listed = |destroyed: bool| {
        let rows = rows.iter().filter(|row| is_destruction(row) == destroyed);
        Listed::weighed(rows, view, rank)
    };
    let tables = [
        listed(true).table("Destroyed", columns(), cells),
        listed(false).table("Changes to network and TLS", columns(), cells),
    ];
    let tables: Vec<Block> = tables.into_iter().flatten().collect();
    let mut section = Section::new("register", "Destruction, network and TLS");
    section.blocks.extend(lead(view, answer(rows), &tables));
    section.blocks.extend(tables);
    Some(section)
}

fn is_destruction(row: &RegisterRow) -> bool {
    row.event.ends_with(".destroy")
}

fn kind(row: &RegisterRow) -> &str {
    row.event.rsplit_once('.').map_or("", |(kind, _)| kind)
}

/// The place of its kind in the order of weight.
fn rank(row: &RegisterRow) -> usize {
    let kind = kind(row);
    let place = |name: &str| KINDS.iter().position(|(known, ..)| *known == name);
    place(kind).or_else(|| place("")).unwrap_or_default()
}

fn columns() -> Vec<Column> {
    vec![
        Column::time("When").always(),
        Column::name("Event").whole(),
        Column::name("Actor"),
        Column::name("App"),
        Column::name("What").on(Shown::Wide),
        Column::name("Account"),
        Column::events("Event id").on(Shown::Page),
    ]
}

fn cells(row: &RegisterRow) -> Row {
    let cells = vec![
        at(Some(row.at)),
        Label::of(Some(&row.event), None, "").into(),
        name(&row.actor, &row.actor_id, "no actor"),
        name_or_empty(&row.app, &row.app_id),
        text(&row.target),
        text(&row.account),
        Cell::Code(
            row.event_id
                .to_string()
                .chars()
                .take(START)
                .collect::<String>()
                .into(),
        ),
    ];
    Row {
        events: vec![Given::from(&row.event_id.to_string())],
        ids: known([("Actor", &row.actor_id), ("App", &row.app_id)]),
        ..Row::from(cells)
    }
}

/// The section in a sentence.
pub(super) fn answer(rows: &[RegisterRow]) -> Phrase {
    let [destroyed, changed] = Told::of(rows);
    let network = match changed.count {
        0 => "No changes to network or TLS recorded.".to_owned(),
        n => format!(
            "{} network or TLS, by {}.",
            counted(n, "other event changed", "other events changed"),
            counted(changed.actors, "actor", "actors")
        ),
    };
    if destroyed.count == 0 {
        return format!("No destruction recorded. {network}").into();
    }
    let last = destroyed.kinds.len() - 1;
    let mut phrase = Phrase::ours("Destroyed or removed: ");
    for (place, ((rank, kind), n)) in destroyed.kinds.into_iter().enumerate() {
        phrase = phrase.say(match place {
            0 => "",
            place if place == last => " and ",
            _ => ", ",
        });
        phrase = match KINDS[rank] {
            ("", ..) => phrase.say(format!("{} ", thousands(n))).quote(kind),
            (_, one, many) => phrase.say(counted(n, one, many)),
        };
    }
    let by = counted(destroyed.actors, "actor", "actors");
    phrase.say(format!(", by {by}. {network}"))
}

/// What the sentence says of some rows.
#[derive(Default)]
struct Told<'a> {
    count: u64,
    actors: u64,
    /// By the place of the kind in the order of weight.
    kinds: BTreeMap<(usize, &'a str), u64>,
}

impl<'a> Told<'a> {
    /// What is said of the destructions, and of the others. In one pass that looks at texts by their place in memory first:
    /// a month has a row for every eighth event, of a few events and actors.
    fn of(rows: &'a [RegisterRow]) -> [Self; 2] {
        let mut events: HashMap<*const u8, (&RegisterRow, u64)> = HashMap::new();
        let mut actors: [HashMap<*const u8, &str>; 2] = Default::default();
        let (mut known, mut destroyed) = (std::ptr::null(), false);
        for row in rows {
            if row.event.as_ptr() != known {
                (known, destroyed) = (row.event.as_ptr(), is_destruction(row));
            }
            events.entry(known).or_insert((row, 0)).1 += 1;
            if let Some(actor) = row.actor_id.as_deref().or(row.actor.as_deref()) {
                actors[usize::from(!destroyed)].insert(actor.as_ptr(), actor);
            }
        }
        let mut told = actors.map(|actors| Self {
            actors: actors.into_values().collect::<HashSet<_>>().len() as u64,
            ..Self::default()
        });
        for (row, n) in events.into_values() {
            let told = &mut told[usize::from(!is_destruction(row))];
            told.count += n;
            *told.kinds.entry((rank(row), kind(row))).or_default() += n;
        }
        told
    }
}
