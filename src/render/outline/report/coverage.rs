//! What the trail records and what it does not, and which months there are.

use super::compliance;
use crate::render::document::{Block, Cell, Column, Look, Phrase, Section, Shown, Table};
use crate::render::figures::thousands;
use crate::view::coverage::CoverageView;
use crate::view::report::ReportView;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let coverage = compliance(view)?.coverage.as_ref()?;
    let section = Section::new("coverage", "Coverage").with(Block::Facts(facts(coverage)));
    let tables = not_recorded(coverage).into_iter().chain(never(coverage));
    Some(tables.fold(section, Section::with))
}

/// What is in no archive, and where it may be: side by side where there is room.
fn not_recorded(coverage: &CoverageView) -> [Table; 2] {
    let rows = coverage.not_recorded.iter();
    let wide = rows
        .clone()
        .map(|row| vec![Cell::words(row.what), Cell::words(row.instead)]);
    let heads = [
        Column::prose("Not recorded"),
        Column::prose("Where to look instead"),
    ];
    let narrow = rows.map(|row| vec![Cell::words(format!("{}: {}", row.what, row.instead))]);
    let tables = [
        Table::new(heads, wide).on(Shown::Wide),
        Table::new([Column::prose("")], narrow).on(Shown::Terminal),
    ];
    tables.map(|table| Table {
        caption: "Not recorded in any archive, and where to look instead".into(),
        ..table.look(Look::Rows)
    })
}

fn facts(coverage: &CoverageView) -> Vec<(&'static str, Phrase)> {
    let list = |words: &[String]| match words {
        [] => Phrase::ours("none"),
        words => Phrase::default().quote_all(words.iter().map(String::as_str), ", "),
    };
    let mut facts = vec![
        ("Months", list(&coverage.months)),
        ("Missing", list(&coverage.missing)),
        ("Recorded", recorded(coverage)),
    ];
    let asked = coverage
        .retention
        .iter()
        .map(|row| Phrase::given(&row.framework).say(format!(" {}: {}", row.control, row.asks)));
    let asked = asked.reduce(|all, next| all.say("; ").join(next));
    facts.extend(asked.map(|asked| ("Retention", asked)));
    facts
}

/// How many of the supported events occurred.
fn recorded(coverage: &CoverageView) -> Phrase {
    let all = coverage.recorded.len() as u64;
    let seen = coverage.recorded.iter().filter(|row| row.count > 0).count();
    let (seen, all) = (thousands(seen as u64), thousands(all));
    format!("{seen} of {all} supported event types occurred").into()
}

/// The supported events that never occurred: many names, for which a terminal has no room.
fn never(coverage: &CoverageView) -> Option<Table> {
    let never = coverage.recorded.iter().filter(|row| row.count == 0);
    let never: Vec<&str> = never.map(|row| &*row.event).collect();
    let names = Phrase::default().quote_all(never.iter().copied(), ", ");
    let table = Table::new([Column::prose("Event types")], [vec![Cell::words(names)]]);
    (!never.is_empty()).then(|| Table {
        caption: "Supported event types that did not occur".into(),
        ..table.look(Look::Plain).on(Shown::Wide)
    })
}

/// The section in a sentence.
pub(super) fn answer(coverage: &CoverageView) -> Phrase {
    let months = match coverage.months.as_slice() {
        [] if coverage.missing.is_empty() => return "No month is covered.".into(),
        [] => Phrase::ours("no month"),
        [only] => Phrase::given(only),
        [first, .., last] => Phrase::given(first)
            .say(" to ")
            .quote(last)
            .say(format!(", {} months", coverage.months.len())),
    };
    match coverage.missing.as_slice() {
        [] => months.say(", none missing."),
        missing => months
            .say("; missing: ")
            .quote_all(missing.iter().map(String::as_str), ", ")
            .say("."),
    }
}
