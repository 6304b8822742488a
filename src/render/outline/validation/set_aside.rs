//! What was set aside, by whom and until when.

use crate::render::document::{Cell, Column, Label, Look, Mood, Phrase, Section, Shown, Table};
use crate::view::validation::{IgnoreView, SuppressedView, ValidationView};

/// Every entry, those that set nothing aside among them.
pub(super) fn section(view: &ValidationView, shown: Shown) -> Option<Section> {
    let columns = [
        Column::name("Rules"),
        Column::number("Findings"),
        Column::name("By"),
        Column::day("Until"),
        Column::name("State"),
        Column::prose("Reason"),
    ];
    let rows = view.ignored.iter().map(|ignore| {
        vec![
            Label::of(Some(&ignore.rules), None, "").into(),
            Cell::count(ignore.findings),
            Cell::words(by(view, ignore)),
            match &ignore.until {
                Some(until) => Cell::day(until),
                None => Cell::words("no end"),
            },
            match ignore.state {
                "expired" => Cell::Badge(Mood::Warning, "expired: findings count".into()),
                "unused" => Cell::Badge(Mood::Warning, "unused".into()),
                _ => Cell::Badge(Mood::Plain, "in force".into()),
            },
            Cell::words(Phrase::given(&ignore.reason)),
        ]
    });
    let table = Table::new(columns, rows).look(Look::Rows).on(shown);
    let section = Section::new("set-aside", "Set aside").with(table);
    (!view.ignored.is_empty()).then_some(section)
}

/// Who answers for it, else where it was said.
fn by(view: &ValidationView, ignore: &IgnoreView) -> Phrase {
    let flag = ignore.reason == "set aside on the command line";
    match (&ignore.owner, &view.configuration) {
        (Some(owner), _) => Phrase::given(owner),
        (None, Some(path)) if !flag => Phrase::given(path),
        _ => "the command line".into(),
    }
}

/// Why a finding does not count.
pub(super) fn why(of: &SuppressedView) -> Phrase {
    let mut phrase = Phrase::ours("set aside: ").quote(&of.reason);
    if let Some(owner) = &of.owner {
        phrase = phrase.say(", by ").quote(owner);
    }
    match &of.until {
        Some(until) => phrase.say(", until ").quote(until),
        None => phrase,
    }
}
