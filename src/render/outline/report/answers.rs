//! What is asked of a month, with its answer in a sentence each. The sections behind it have the rest.

use super::{access, changes, compliance, controls, coverage, detections, register};
use crate::render::document::{Block, Section};
use crate::view::report::ReportView;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let of = compliance(view)?;
    let answers = [
        ("Controls", of.controls.as_ref().map(controls::answer)),
        ("Access", of.access.as_ref().map(access::answer)),
        ("Register", of.register.as_deref().map(register::answer)),
        ("Changes", of.changes.as_ref().map(changes::answer)),
        ("Detections", of.detections.as_ref().map(detections::answer)),
        ("Coverage", of.coverage.as_ref().map(coverage::answer)),
    ];
    let answers = answers.into_iter();
    let answers: Vec<_> = answers
        .filter_map(|(name, text)| Some((name, text?)))
        .collect();
    // One section says it all itself.
    (answers.len() > 1).then(|| Section::new("answers", "Summary").with(Block::Facts(answers)))
}
