//! Whether the archives were validated, and with what result.

use super::standard_or_not;
use crate::finding::Code;
use crate::render::document::{Cell, Column, Label, Look, Mood, Notice, Phrase, Section, Table};
use crate::render::figures::{counted, thousands};
use crate::view::report::ReportView;
use crate::view::validated::ValidatedView;

/// A fact of the opening.
pub(super) fn fact(of: &ValidatedView) -> (&'static str, Phrase) {
    let Some(summary) = &of.summary else {
        let none = "none: the archives were not validated; --validate gives one";
        return ("Verdict", none.into());
    };
    let answer = match of.verdict {
        "valid" => "ready to hand over",
        "unreadable" => "an archive could not be read to its end",
        _ => "not ready to hand over",
    };
    let mut parts = vec![
        counted(summary.error, "error", "errors"),
        counted(summary.warning, "warning", "warnings"),
        counted(summary.note, "note", "notes"),
    ];
    if summary.suppressed > 0 {
        parts.push(format!("{} set aside", thousands(summary.suppressed)));
    }
    ("Verdict", format!("{answer}: {}", parts.join(", ")).into())
}

/// What to look at.
pub(super) fn notice(of: &ValidatedView) -> Option<Notice> {
    match of.verdict {
        "valid" | "not validated" => None,
        "unreadable" => Some(Notice::new(
            Mood::Alarm,
            "The archives failed validation: not all of them could be read to the end.",
        )),
        _ => {
            let refuse = of.by_code.iter().filter(|row| refuses(of, row.severity));
            let refuse = refuse.filter(|row| row.count > 0);
            let mut codes: Vec<&str> = refuse.map(|row| row.code).collect();
            codes.dedup();
            let text = Phrase::ours("The archives failed validation (").quote_all(codes, ", ");
            let text = text.say("): they are not ready to hand over as evidence.");
            Some(Notice::new(Mood::Alarm, text))
        }
    }
}

fn refuses(of: &ValidatedView, severity: &str) -> bool {
    match of.fail_on {
        Some("never") => false,
        Some("note") => true,
        Some("warning") => severity != "note",
        _ => severity == "error",
    }
}

/// The state of the archives in a word; nothing where they are valid.
pub(super) fn chip(of: &ValidatedView) -> Option<(Mood, &'static str)> {
    match of.verdict {
        "valid" => Some((Mood::Good, "Validated")),
        "not validated" => Some((Mood::Plain, "Not validated")),
        _ => Some((Mood::Alarm, "Failed validation")),
    }
}

/// The findings by code.
pub(super) fn section(view: &ReportView) -> Option<Section> {
    let of = &view.head.validation;
    standard_or_not(view)?;
    let columns = [
        Column::name("Code"),
        Column::name("Severity"),
        Column::number("Findings"),
        Column::number("Set aside"),
        Column::prose("Meaning"),
    ];
    let rows = of.by_code.iter().map(|row| {
        let title = Code::from_name(row.code).map_or("", Code::title);
        vec![
            Label::of(Some(row.code), None, "").into(),
            Cell::Badge(Mood::of_severity(row.severity), row.severity.into()),
            Cell::count(row.count),
            match row.suppressed {
                0 => Cell::Empty,
                n => Cell::count(n),
            },
            Cell::words(title),
        ]
    });
    let table = Table::new(columns, rows).without_empty_columns();
    let mut table = table.look(Look::Rows);
    if !of.not_evaluated.is_empty() {
        let codes = of.not_evaluated.iter().copied();
        table.note = Some(Phrase::ours("Not evaluated: ").quote_all(codes, ", "));
    }
    let section = Section::new("validation", "Validation").with(table);
    (!of.by_code.is_empty()).then_some(section)
}
