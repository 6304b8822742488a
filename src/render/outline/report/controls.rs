//! Which controls the trail is evidence for, and which it is no evidence of.

use super::compliance;
use crate::render::document::{
    Block, Cell, Column, Label, Look, Mood, Phrase, Section, Shown, Table,
};
use crate::render::figures::{counted, thousands};
use crate::view::controls::{ControlView, ControlsView};
use crate::view::report::ReportView;

/// Event names that a control tells one by one, where it has more than one other.
const NAMED: usize = 2;

/// A few lines for each framework.
pub(super) fn section(view: &ReportView) -> Option<Section> {
    let controls = compliance(view)?.controls.as_ref()?;
    let note = "Controls for which this audit trail provides evidence. Whether a control is met is for the auditor to conclude, and takes more evidence than this audit trail.";
    let section = Section::new("controls", "Controls").with(Block::Paragraph(note.into()));
    Some(section.with(lines(controls)).with(side_by_side(controls)))
}

/// Every control, with what is evidence for it and how far that goes. A terminal has no room for it.
pub(super) fn details(view: &ReportView) -> Option<Section> {
    let controls = compliance(view)?.controls.as_ref()?;
    let of = frameworks(controls).into_iter().filter_map(|framework| {
        let of = controls.controls.iter();
        let of = of.filter(|row| row.framework == framework);
        evidence_for(framework, of, view.head.totals.events)
    });
    let mut tables: Vec<Table> = of.collect();
    if let Some(last) = tables.last_mut() {
        let text = "trailproof explain ID states the limits of the evidence for a control, or why there is none";
        last.note = Some(text.into());
    }
    tables.extend(not_evidenced(controls));
    let section = Section::new("evidence", "Evidence by control");
    (!tables.is_empty()).then(|| tables.into_iter().fold(section, Section::with))
}

/// The frameworks in the order in which they were given.
fn frameworks(controls: &ControlsView) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    let of = controls.controls.iter().map(|row| &*row.framework);
    let not = controls.not_evidenced.iter().map(|row| &*row.framework);
    for framework in of.chain(not) {
        if !all.contains(&framework) {
            all.push(framework);
        }
    }
    all
}

/// The controls of a framework by their ids: those that events are evidence for, those of which there was no event, and
/// those that the trail cannot evidence.
fn ids<'a>(controls: &'a ControlsView, framework: &str) -> [Vec<&'a str>; 3] {
    let of = |seen: bool| {
        let rows = controls.controls.iter();
        let rows = rows.filter(|row| row.framework == framework && (row.events > 0) == seen);
        rows.map(|row| &*row.id).collect()
    };
    let not = controls.not_evidenced.iter();
    let not = not.filter(|row| row.framework == framework);
    [of(true), of(false), not.map(|row| &*row.id).collect()]
}

fn list(ids: Vec<&str>) -> Cell {
    Cell::words(Phrase::default().quote_all(ids, ", "))
}

/// For a terminal.
fn lines(controls: &ControlsView) -> Table {
    let rows = frameworks(controls).into_iter().flat_map(|framework| {
        let lines = ["evidenced", "no events", "not evidenced"].into_iter();
        let lines = lines.zip(ids(controls, framework));
        let lines = lines.filter(|(_, ids)| !ids.is_empty());
        lines.enumerate().map(move |(place, (what, ids))| {
            let name = match place {
                0 => super::super::named(framework),
                _ => Cell::Empty,
            };
            vec![name, Cell::words(what), list(ids)]
        })
    });
    let columns = [
        Column::name("Framework"),
        Column::name("In this audit trail"),
        Column::prose("Controls"),
    ];
    let table = Table::new(columns, rows);
    table.look(Look::Plain).on(Shown::Terminal)
}

/// For all else.
fn side_by_side(controls: &ControlsView) -> Table {
    let rows = frameworks(controls).into_iter().map(|framework| {
        let name = super::super::named(framework);
        let lists = ids(controls, framework).map(list);
        std::iter::once(name).chain(lists).collect::<Vec<_>>()
    });
    let columns = [
        Column::name("Framework"),
        Column::prose("Evidenced by events"),
        Column::prose("No events in the period"),
        Column::prose("Not evidenced by this audit trail"),
    ];
    let table = Table::new(columns, rows).without_empty_columns();
    table.look(Look::Rows).on(Shown::Wide)
}

fn evidence_for<'a>(
    framework: &str,
    controls: impl Iterator<Item = &'a ControlView>,
    all: u64,
) -> Option<Table> {
    let columns = [
        Column::name("Control").whole(),
        Column::prose("About"),
        Column::number("Events"),
        Column::name("Strength").whole(),
        Column::prose("Evidence"),
        Column::prose("Limits").on_screen(),
    ];
    let rows = controls.map(|control| {
        vec![
            Label::of(Some(&control.id), None, "").into(),
            Cell::words(Phrase::given(&control.title)),
            Cell::count(control.events),
            Cell::Badge(
                if control.strength == "supports" {
                    Mood::Good
                } else {
                    Mood::Plain
                },
                control.strength.into(),
            ),
            Cell::words(evidence(control, all)),
            Cell::words(Phrase::given(&control.note)),
        ]
    });
    let mut table = Table::new(columns, rows).look(Look::Rows).on(Shown::Wide);
    table.caption = Phrase::ours("Evidence for ").quote(framework);
    (!table.rows.is_empty()).then_some(table)
}

/// The events, those of most first; of how many types they are where they are all of the report.
fn evidence(control: &ControlView, all: u64) -> Phrase {
    if control.events == all && control.evidence.len() > NAMED + 1 {
        let types = control.evidence.len() as u64;
        return format!("every event, of {}", counted(types, "type", "types")).into();
    }
    let mut phrase = Phrase::default();
    let named = match control.evidence.len() {
        all if all <= NAMED + 1 => all,
        _ => NAMED,
    };
    for (place, row) in control.evidence.iter().take(named).enumerate() {
        let comma = if place > 0 { ", " } else { "" };
        phrase = phrase
            .say(comma)
            .quote(&row.event)
            .say(format!(" {}", thousands(row.count)));
    }
    let more = control.evidence.len().saturating_sub(named) as u64;
    if more > 0 {
        let others = control.evidence[named..].iter().map(|row| row.count).sum();
        let types = counted(more, "other type", "other types");
        phrase = phrase.say(format!(", {types} {}", thousands(others)));
    }
    if phrase.is_empty() {
        phrase = Phrase::ours("no event in the period");
    }
    phrase
}

fn not_evidenced(controls: &ControlsView) -> Option<Table> {
    let rows = controls.not_evidenced.iter().map(|entry| {
        vec![
            Label::of(Some(&format!("{} {}", entry.framework, entry.id)), None, "").into(),
            Cell::words(Phrase::given(&entry.why)),
        ]
    });
    let columns = [Column::name("Control").whole(), Column::prose("Reason")];
    let table = Table::new(columns, rows).look(Look::Rows).on(Shown::Wide);
    // Paper has the ids among the controls, and no room for reasons that no month changes.
    let mut table = table.on_screen();
    table.caption = "Controls not evidenced by this audit trail".into();
    (!table.rows.is_empty()).then_some(table)
}

/// The section in a sentence.
pub(super) fn answer(controls: &ControlsView) -> Phrase {
    let all = controls.controls.len() as u64;
    let seen = controls
        .controls
        .iter()
        .filter(|row| row.events > 0)
        .count() as u64;
    let not = controls.not_evidenced.len() as u64;
    format!(
        "{} of {} that this audit trail can evidence {} events in the period; {} cannot be evidenced by it.",
        thousands(seen),
        counted(all, "control", "controls"),
        if seen == 1 { "has" } else { "have" },
        counted(not, "other", "others"),
    )
    .into()
}
