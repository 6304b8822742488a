//! What rules mean.

use super::named;
use crate::render::document::{Block, Cell, Column, Document, Look, Mood, Phrase, Section, Table};
use crate::view::validation::RuleView;

/// A page for each rule.
pub(in crate::render) fn explain(rules: &[RuleView]) -> Document {
    document(rules.iter().map(page))
}

/// The list of all rules.
pub(in crate::render) fn rules(rules: &[RuleView]) -> Document {
    let families = rules.chunk_by(|one, next| one.family == next.family);
    let how = "trailproof explain CODE states what a code means and what to do about it.";
    let how = Section::default().with(Block::Paragraph(how.into()));
    document(families.map(family).chain([how]))
}

fn document(sections: impl Iterator<Item = Section>) -> Document {
    Document {
        sections: sections.collect(),
        ..Document::default()
    }
}

fn family(rules: &[RuleView]) -> Section {
    let rows = rules.iter().map(|rule| {
        let mood = Mood::of_severity(rule.severity);
        vec![
            named(rule.code),
            Cell::Badge(mood, rule.severity.into()),
            Cell::words(rule.title),
        ]
    });
    let columns = [Column::name(""), Column::name(""), Column::prose("")];
    let title = format!("{:.1} {}", rules[0].code, rules[0].family);
    Section::new(rules[0].family, title).with(Table::new(columns, rows).look(Look::Rows))
}

fn page(rule: &RuleView) -> Section {
    let title = Phrase::ours(format!("{} {}", rule.code, rule.title));
    Section::new(rule.code, title)
        .extent(rule.severity)
        .with(Block::Heading("Meaning".into()))
        .with(Block::Paragraph(rule.meaning.into()))
        .with(Block::Heading("Why it matters".into()))
        .with(Block::Paragraph(rule.why.into()))
        .with(Block::Heading("Example".into()))
        .with(Block::Paragraph(rule.example.into()))
        .with(Block::Heading("What to do".into()))
        .with(Block::Paragraph(rule.act.into()))
}
