//! What the policy sets aside and what was decided, with who answers for it.

use super::compliance;
use super::listed::Listed;
use crate::render::document::{Block, Cell, Column, Label, Mood, Notice, Phrase, Section, Shown};
use crate::render::figures::{counted, short_time};
use crate::view::exceptions::{DispositionRow, ExceptionsView, SuppressionRow};
use crate::view::report::ReportView;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let exceptions = compliance(view)?.exceptions.as_ref()?;
    let tables = [
        Listed::first(&exceptions.dispositions, view).table(
            "Dispositions",
            [
                Column::name("About").on(Shown::Wide),
                Column::name("Disposition").on(Shown::Wide),
                Column::name("Owner").on(Shown::Wide),
                Column::name("Reviewer").on(Shown::Wide),
                Column::number("Matches").on(Shown::Wide),
                Column::prose("Note").on(Shown::Wide),
                Column::prose("About, disposition, owner").on(Shown::Terminal),
            ],
            disposition,
        ),
        Listed::first(&exceptions.suppressions, view).table(
            "Suppressions",
            [
                Column::name("Rule"),
                Column::name("Limited to").on(Shown::Wide),
                Column::name("State"),
                Column::name("Owner"),
                Column::day("Until"),
                Column::number("Matches"),
                Column::prose("Reason"),
            ],
            suppression,
        ),
    ];
    let section =
        Section::new("exceptions", "Exceptions").with(Block::Notices(notices(exceptions)));
    Some(tables.into_iter().flatten().fold(section, Section::with))
}

/// Entries that do nothing, and decisions that are not taken yet.
fn notices(exceptions: &ExceptionsView) -> Vec<Notice> {
    let of = |state: &str| {
        let rows = exceptions.suppressions.iter();
        rows.filter(|row| row.state == state).count() as u64
    };
    let open = exceptions.dispositions.iter();
    let open = open.filter(|row| row.disposition == "open").count() as u64;
    let told = [
        (
            of("expired"),
            Mood::Warning,
            "has expired",
            "have expired",
            "suppression",
            "suppressions",
            "by the end of the period",
        ),
        (
            of("unused"),
            Mood::Warning,
            "is",
            "are",
            "suppression",
            "suppressions",
            "unused: no match in the period",
        ),
        (
            open,
            Mood::Warning,
            "is",
            "are",
            "disposition",
            "dispositions",
            "still open",
        ),
    ];
    told.into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, mood, is, are, one, many, what)| {
            let verb = if n == 1 { is } else { are };
            Notice::new(mood, format!("{} {verb} {what}.", counted(n, one, many)))
        })
        .collect()
}

/// Whom or what an entry is about alone.
fn only<'a>(parts: impl IntoIterator<Item = &'a Option<String>>) -> Phrase {
    let parts = parts.into_iter().flatten().map(String::as_str);
    Phrase::default().quote_all(parts, ", ")
}

fn matches(n: Option<u64>) -> Cell {
    n.map_or(Cell::Empty, Cell::count)
}

fn given(text: &Option<String>) -> Cell {
    text.as_deref()
        .map_or(Cell::Empty, |text| Cell::words(Phrase::given(text)))
}

fn suppression(row: &SuppressionRow) -> Vec<Cell> {
    let mood = match row.state {
        "expired" | "unused" => Mood::Warning,
        _ => Mood::Plain,
    };
    vec![
        Label::of(Some(&row.rule), None, "").into(),
        Cell::words(only([&row.actor, &row.app, &row.event_id])),
        Cell::Badge(mood, row.state.into()),
        Cell::words(Phrase::given(&row.owner)),
        Cell::day(&row.until),
        matches(row.matches),
        Cell::words(Phrase::given(&row.reason)),
    ]
}

fn disposition(row: &DispositionRow) -> Vec<Cell> {
    let about = match (&row.about, &row.rule) {
        (Some(about), _) => {
            let actor = about.actor.as_deref().unwrap_or("no actor");
            let phrase = Phrase::given(&about.event).say(" by ").quote(actor);
            let phrase = match &about.scope {
                Some(scope) => phrase.say(" on ").quote(scope),
                None => phrase,
            };
            phrase.say(", ").quote(&short_time(&about.at.to_string()))
        }
        (None, Some(rule)) => Phrase::given(rule)
            .say(" by ")
            .quote(row.actor.as_deref().unwrap_or("any actor")),
        (None, None) => Phrase::ours("event ").join(only([&row.event_id])),
    };
    let mood = match row.disposition {
        "open" => Mood::Warning,
        _ => Mood::Plain,
    };
    let line = about.clone().say(format!(": {}, owner ", row.disposition));
    let mut line = line.quote(&row.owner);
    for (what, text) in [(", reviewer ", &row.reviewer), (": ", &row.note)] {
        if let Some(text) = text {
            line = line.say(what).quote(text);
        }
    }
    vec![
        Label {
            id: row.event_id.as_ref().map(Into::into),
            ..Label::ours(about)
        }
        .into(),
        Cell::Badge(mood, row.disposition.into()),
        Cell::words(Phrase::given(&row.owner)),
        given(&row.reviewer),
        matches(row.matches),
        given(&row.note),
        Cell::words(line),
    ]
}
