//! The sections that answer an auditor, a function each.

use super::standard_or_not;
use crate::render::document::{
    Block, Cell, Column, Cut, Label, Look, Phrase, Section, Shown, Table,
};
use crate::render::figures::{counted, thousands};
use crate::view::access::GrantRow;
use crate::view::compliance::ComplianceView;
use crate::view::report::ReportView;

/// Rows of a list of single events; scripts are given all of them.
const MOST: usize = 100;

fn of(view: &ReportView) -> Option<&ComplianceView> {
    standard_or_not(view).map(|sections| &sections.compliance)
}

/// A list that is cut for people.
fn listed<T>(
    rows: &[T],
    noun: &'static str,
    columns: Vec<Column>,
    row: impl FnMut(&T) -> Vec<Cell>,
) -> Table {
    let mut table = Table::new(columns, rows.iter().take(MOST).map(row)).look(Look::Rows);
    if rows.len() > MOST {
        table.cut = Some(Cut {
            shown: MOST as u64,
            of: rows.len() as u64,
            noun,
            beside: None,
        });
    }
    table
}

fn name(name: &Option<String>, id: &Option<String>, absent: &'static str) -> Cell {
    Label::of(name.as_deref(), id.as_deref(), absent).into()
}

fn text(text: &Option<String>) -> Cell {
    text.as_deref()
        .map_or(Cell::Empty, |text| Cell::words(Phrase::given(text)))
}

fn at(at: &Option<String>) -> Cell {
    at.as_deref().map_or(Cell::Empty, Cell::time)
}

/// A figure that the policy may not have allowed for.
fn perhaps(count: Option<u64>) -> Cell {
    count.map_or_else(|| Cell::number("–".to_owned(), None::<u64>), Cell::count)
}

pub(super) fn access(view: &ReportView) -> Option<Section> {
    let access = of(view)?.access.as_ref()?;
    let figures = [
        ("Open before", access.opening),
        ("Granted", access.granted),
        ("Revoked", access.revoked),
        ("Open at end", access.closing),
        ("Revoked, grant not known", access.unmatched_revocations),
        ("Subject not readable", access.unreadable_subjects),
    ];
    let facts = figures.map(|(name, count)| (name, Phrase::ours(thousands(count))));
    let columns = vec![
        Column::name("Subject"),
        Column::name("Access to"),
        Column::prose("State"),
        Column::time("Granted").on(Shown::Wide),
        Column::name("By").on(Shown::Wide),
        Column::time("Revoked").on(Shown::Wide),
        Column::name("By").on(Shown::Wide),
    ];
    let row = |row: &GrantRow| {
        vec![
            name(&row.subject, &None, "cannot be read"),
            name(&row.scope, &row.scope_id, "no name"),
            Cell::words(state(row)),
            at(&row.granted_at),
            text(&row.granted_by),
            at(&row.revoked_at),
            text(&row.revoked_by),
        ]
    };
    let mut section = Section::new("access", "Access").with(Block::Facts(facts.to_vec()));
    if !access.grants.is_empty() {
        section = section.with(listed(
            &access.grants,
            "grants and revocations",
            columns,
            row,
        ));
    }
    Some(section)
}

fn state(row: &GrantRow) -> String {
    let mut words = vec![row.scope_kind];
    words.push(match (&row.granted_event, row.open) {
        (None, _) => "revoked, grant not known",
        (Some(_), true) => "open",
        (Some(_), false) => "revoked",
    });
    words.extend((row.external == Some(true)).then_some("external"));
    words.extend((row.self_granted == Some(true)).then_some("granted to oneself"));
    words.join(", ")
}

pub(super) fn changes(view: &ReportView) -> Option<Section> {
    let changes = of(view)?.changes.as_ref()?;
    let outside = match changes.outside_hours {
        Some(outside) => format!("{} outside working hours", thousands(outside)),
        None => "working hours are not given by the policy".to_owned(),
    };
    let all = counted(changes.population, "change", "changes");
    let by_app = vec![
        Column::name("App"),
        Column::number("Changes"),
        Column::number("People"),
        Column::number("Services"),
        Column::number("External"),
        Column::number("Off hours"),
        Column::prose("Protected").on(Shown::Wide),
    ];
    let by_actor = vec![
        Column::name("Actor"),
        Column::name("Kind"),
        Column::number("Changes"),
        Column::number("Off hours"),
    ];
    let mut section = Section::new("population", "Changes")
        .with(Block::Paragraph(format!("{all}, {outside}.").into()));
    if changes.population > 0 {
        section = section
            .with(listed(&changes.by_app, "apps", by_app, |row| {
                vec![
                    name(&row.app, &row.id, "no app"),
                    Cell::count(row.count),
                    Cell::count(row.people),
                    Cell::count(row.services),
                    Cell::count(row.external),
                    perhaps(row.outside_hours),
                    Cell::words(match row.protected {
                        Some(true) => "yes",
                        Some(false) => "no",
                        None => "not given",
                    }),
                ]
            }))
            .with(listed(&changes.by_actor, "actors", by_actor, |row| {
                vec![
                    name(&row.actor, &row.id, "no actor"),
                    Cell::words(row.kind),
                    Cell::count(row.count),
                    perhaps(row.outside_hours),
                ]
            }));
    }
    Some(section)
}

pub(super) fn register(view: &ReportView) -> Option<Section> {
    let register = of(view)?.register.as_ref()?;
    let columns = vec![
        Column::time("When"),
        Column::name("Event"),
        Column::name("Actor"),
        Column::name("App"),
        Column::name("What").on(Shown::Wide),
    ];
    let section = Section::new("register", "Destruction, network and TLS");
    if register.is_empty() {
        return Some(section.with(Block::Paragraph("No such event in the period.".into())));
    }
    Some(section.with(listed(register, "events", columns, |row| {
        vec![
            Cell::time(&row.at),
            Label::of(Some(&row.event), None, "").into(),
            name(&row.actor, &row.actor_id, "no actor"),
            name(&row.app, &row.app_id, "no app"),
            text(&row.target),
        ]
    })))
}

pub(super) fn controls(view: &ReportView) -> Option<Section> {
    let controls = of(view)?.controls.as_ref()?;
    let columns = [
        Column::name("Control"),
        Column::number("Events"),
        Column::name("Evidence"),
        Column::prose("About"),
        Column::prose("How far it goes").on(Shown::Wide),
    ];
    let evidence = controls.controls.iter().map(|control| {
        vec![
            Label::of(
                Some(&format!("{} {}", control.framework, control.id)),
                None,
                "",
            )
            .into(),
            Cell::count(control.events),
            Cell::words(control.strength),
            Cell::words(Phrase::given(&control.title)),
            Cell::words(Phrase::given(&control.note)),
        ]
    });
    let not = controls.not_evidenced.iter().map(|entry| {
        vec![
            Label::of(Some(&format!("{} {}", entry.framework, entry.id)), None, "").into(),
            Cell::words(Phrase::given(&entry.why)),
        ]
    });
    let note = "What the trail is evidence for. Whether a control is met is an auditor's judgement over more than this trail.";
    Some(
        Section::new("controls", "Controls")
            .with(Block::Paragraph(note.into()))
            .with(Table::new(columns, evidence).look(Look::Rows))
            .with(Block::Heading("What this trail cannot evidence".into()))
            .with(
                Table::new([Column::name("Control"), Column::prose("Why not")], not)
                    .look(Look::Rows),
            ),
    )
}

pub(super) fn coverage(view: &ReportView) -> Option<Section> {
    let coverage = of(view)?.coverage.as_ref()?;
    let list = |words: &[String]| match words {
        [] => Phrase::ours("none"),
        words => Phrase::default().quote_all(words.iter().map(String::as_str), ", "),
    };
    let never: Vec<String> = coverage
        .recorded
        .iter()
        .filter(|row| row.count == 0)
        .map(|row| row.event.clone())
        .collect();
    let mut facts = vec![
        ("Months", list(&coverage.months)),
        ("Missing months", list(&coverage.missing)),
        ("Supported and never seen", list(&never)),
    ];
    let asked = coverage
        .retention
        .iter()
        .map(|row| Phrase::given(&row.framework).say(format!(" {}: {}", row.control, row.asks)));
    let asked = asked.reduce(|all, next| all.say("; ").join(next));
    facts.extend(asked.map(|asked| ("Logs are to be kept", asked)));
    let columns = [
        Column::prose("Not recorded"),
        Column::prose("Where to look instead"),
    ];
    let not = coverage
        .not_recorded
        .iter()
        .map(|row| vec![Cell::words(row.what), Cell::words(row.instead)]);
    Some(
        Section::new("coverage", "Coverage")
            .with(Block::Facts(facts))
            .with(Table::new(columns, not).look(Look::Rows)),
    )
}
