//! Lists of changes.

use super::super::category;
use crate::render::document::{
    Block, Cell, Column, Cut, Figure, Given, Label, Mood, Row, Section, Shown, Sign, Table,
};
use crate::render::figures::{rate, thousands};
use crate::view::diff::{ChangeRow, ChangesView, DiffView, Status, Subject};

/// Changes of every subject that has some.
pub(super) fn changes(view: &DiffView) -> Vec<Section> {
    let any = |section: &&ChangesView| section.rows.iter().any(|row| row.before + row.after > 0);
    view.sections.iter().filter(any).map(section).collect()
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
        Column::number("Surprise"),
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

/// What happened for the first time, if anything did.
pub(super) fn firsts(view: &DiffView) -> Option<Section> {
    let columns = [
        Column::name("Actor"),
        Column::name("Event"),
        Column::number("Events"),
        Column::name("New").optional(),
    ];
    let rows = view.new_pairs.iter().map(|pair| {
        let new = match (pair.new_actor, pair.new_event) {
            (true, true) => "new actor, new event",
            (true, false) => "new actor",
            (false, true) => "new event",
            (false, false) => "",
        };
        vec![
            Label::of(pair.actor.as_deref(), pair.actor_id.as_deref(), "no actor").into(),
            Label::of(Some(&pair.event), None, "").into(),
            Cell::count(pair.count),
            match new {
                "" => Cell::Empty,
                new => Cell::Badge(Mood::Warning, new.into()),
            },
        ]
    });
    let mut table = Table::new(columns, rows);
    table.cut = view.cut.get("new_pairs").map(|whole| Cut {
        shown: view.new_pairs.len() as u64,
        of: *whole,
        noun: "",
        beside: None,
    });
    let section = Section::new("firsts", "First time").with(Block::Table(table));
    (!view.new_pairs.is_empty()).then_some(section)
}
