//! What the report leaves out because it was asked to: whole sections, and rows of long lists.

use super::{compliance, standard, standard_or_not};
use crate::render::document::{Block, Phrase, Section};
use crate::render::figures::{counted, thousands};
use crate::view::report::ReportView;

/// A fact of the opening; nothing where nothing is left out.
pub(super) fn fact(view: &ReportView, sections: &[Section]) -> Option<(&'static str, Phrase)> {
    let parts = [sections_not_asked_for(view), rows(view, sections)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| ("Omitted", parts.join("; ").into()))
}

fn sections_not_asked_for(view: &ReportView) -> Option<String> {
    standard_or_not(view)?;
    let of = compliance(view);
    let has = [
        ("activity", standard(view).is_some()),
        ("controls", of.is_some_and(|of| of.controls.is_some())),
        ("access", of.is_some_and(|of| of.access.is_some())),
        ("changes", of.is_some_and(|of| of.changes.is_some())),
        ("register", of.is_some_and(|of| of.register.is_some())),
        ("detections", of.is_some_and(|of| of.detections.is_some())),
        ("coverage", of.is_some_and(|of| of.coverage.is_some())),
    ];
    let missing: Vec<String> = has
        .into_iter()
        .filter(|(_, has)| !has)
        .map(|(name, _)| name.to_owned())
        .collect();
    let sections = if missing.len() == 1 {
        "section"
    } else {
        "sections"
    };
    (!missing.is_empty()).then(|| format!("{sections} {} (--sections)", super::and(&missing)))
}

/// A page alone tells it at its head: elsewhere the head of each list does.
fn rows(view: &ReportView, sections: &[Section]) -> Option<String> {
    let top = view.head.top.filter(|_| view.page.is_some())?;
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let cut = blocks.filter(|block| matches!(block, Block::Table(table) if table.cut.is_some()));
    let lists = counted(cut.count() as u64, "list is", "lists are");
    let first = thousands(top as u64);
    (!lists.starts_with("0 ")).then(|| format!("{lists} cut to the first {first} rows (--top)"))
}
