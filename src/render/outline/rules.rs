//! Rules of detection: which there are, what one means, what became of their tests.

use super::named;
use crate::render::document::{
    Block, Cell, Column, Document, Item, Look, Mood, Phrase, Section, Shown, Table,
};
use crate::render::figures::counted;
use crate::view::rules::{RuleRow, RulesView, TestRow, TestsView};

/// How a level is meant.
pub(super) fn mood(level: &str) -> Mood {
    match level {
        "critical" | "high" => Mood::Alarm,
        "medium" => Mood::Warning,
        _ => Mood::Plain,
    }
}

/// Which rules there are.
pub(in crate::render) fn list(view: &RulesView) -> Document {
    let columns = [
        Column::name("Rule"),
        Column::name("Level"),
        Column::prose("What it finds"),
        Column::name("Needs"),
        Column::number("Tests").on(Shown::Wide),
    ];
    let row = |rule: &RuleRow| {
        vec![
            named(&rule.rule),
            Cell::Badge(mood(rule.level), rule.level.into()),
            Cell::words(Phrase::given(&rule.title)),
            Cell::words(Phrase::given(&rule.needs.join(", "))),
            Cell::count(rule.tests as u64),
        ]
    };
    let rules = counted(view.rules.len() as u64, "rule", "rules");
    let table = Table::new(columns, view.rules.iter().map(row)).look(Look::Rows);
    let section = Section::new("rules", "Rules").extent(rules).with(table);
    document(vec![section])
}

/// A page for each rule.
pub(in crate::render) fn pages(rules: &[RuleRow]) -> Document {
    document(rules.iter().map(page).collect())
}

fn page(rule: &RuleRow) -> Section {
    let list =
        |words: &[String]| Phrase::default().quote_all(words.iter().map(String::as_str), ", ");
    let parameters: Vec<String> = rule
        .parameters
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    let facts = [
        ("Level", Phrase::ours(rule.level)),
        ("Needs", list(&rule.needs)),
        ("Parameters", list(&parameters)),
        ("Controls", list(&rule.controls)),
        ("Defined in", Phrase::given(&rule.file)),
    ];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    let title = Phrase::given(&rule.rule).say(" ").quote(&rule.title);
    let mut section = Section::new("", title)
        .with(Block::Paragraph(Phrase::given(&rule.description)))
        .with(Block::Facts(facts.collect()));
    if !rule.false_positives.is_empty() {
        let items = rule.false_positives.iter().map(|text| Item {
            text: Phrase::given(text),
            ..Item::default()
        });
        section = section
            .with(Block::Heading("Possible false positives".into()))
            .with(Block::List(items.collect()));
    }
    section
}

/// What became of tests: those that failed, and how many there were.
pub(in crate::render) fn tests(view: &TestsView) -> Document {
    let failed = |test: &&TestRow| !test.passed;
    let item = |test: &TestRow| Item {
        mood: Some(Mood::Alarm),
        text: Phrase::given(&test.rule).say(": ").quote(&test.test),
        items: test
            .failures
            .iter()
            .map(|text| Phrase::given(text))
            .collect(),
        act: Phrase::given(&test.file),
        ..Item::default()
    };
    let failures: Vec<Item> = view.tests.iter().filter(failed).map(item).collect();
    let sum = format!(
        "{} passed, {} failed, of {}.",
        counted(view.passed as u64, "test", "tests"),
        view.failed,
        counted(view.rules as u64, "rule", "rules")
    );
    let mood = if view.failed == 0 {
        Mood::Good
    } else {
        Mood::Alarm
    };
    let sum = Item {
        mood: Some(mood),
        text: sum.into(),
        ..Item::default()
    };
    let mut section = Section::new("tests", "Tests of rules").with(Block::List(failures));
    if !view.untested.is_empty() {
        let names = view.untested.iter().map(String::as_str);
        let words = Phrase::ours("Without a test: ").quote_all(names, ", ");
        section = section.with(Block::Paragraph(words));
    }
    document(vec![section.with(Block::List(vec![sum]))])
}

fn document(sections: Vec<Section>) -> Document {
    Document {
        sections,
        ..Document::default()
    }
}
