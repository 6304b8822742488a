//! What frameworks have about a control.

use crate::render::document::{Block, Document, Phrase, Section};
use crate::view::controls::{ControlPage, EvidencePage};

/// A page for each control.
pub(in crate::render) fn controls(controls: &[ControlPage]) -> Document {
    Document {
        sections: controls.iter().map(page).collect(),
        ..Document::default()
    }
}

fn page(control: &ControlPage) -> Section {
    let title = control.title.as_deref();
    let title = Phrase::given(&control.id)
        .say(" ")
        .quote(title.unwrap_or("not evidenced by this audit trail"));
    let source = [&control.source, &control.version].into_iter().flatten();
    let source = Phrase::default().quote_all(source.map(String::as_str), ", ");
    let mut section = Section::new("", title).extent(Phrase::given(&control.framework));
    if !source.is_empty() {
        section = section.with(Block::Paragraph(source));
    }
    if let Some(why) = &control.why {
        section = section
            .with(Block::Heading("Why not".into()))
            .with(Block::Paragraph(Phrase::given(why)));
    }
    control.evidence.iter().fold(section, evidence)
}

fn evidence(section: Section, entry: &EvidencePage) -> Section {
    let list =
        |words: &[String]| Phrase::default().quote_all(words.iter().map(String::as_str), ", ");
    let sections = Phrase::default().quote_all(entry.sections.iter().copied(), ", ");
    let facts = [
        ("Events", list(&entry.events)),
        ("Sections", sections),
        ("Rules", list(&entry.detections)),
    ];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    let heading = format!("Evidence ({})", entry.strength);
    let section = section
        .with(Block::Heading(heading.into()))
        .with(Block::Facts(facts.collect()));
    match entry.note.as_str() {
        "" => section,
        note => section.with(Block::Paragraph(Phrase::given(note))),
    }
}
