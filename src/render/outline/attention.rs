//! What a reader must know before trusting the figures, and the good news where there is nothing.

use super::Phrase;
use crate::finding::Code;
use crate::render::figures::{counted, thousands};
use crate::view::report::ReportView;
use std::collections::BTreeMap;

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Evidence was refused.
    Alarm,
    /// Something to look at.
    Warning,
    /// Nothing to do.
    Good,
}

/// One sentence to the reader.
#[derive(Debug)]
pub(crate) struct Notice {
    pub(crate) mood: Mood,
    pub(crate) text: Phrase,
}

/// The notices, the gravest first. Findings are known to the standard report only.
pub(super) fn notices(
    view: &ReportView,
    findings: Option<&BTreeMap<&'static str, u64>>,
) -> Vec<Notice> {
    let raised = |code: Code| {
        findings
            .and_then(|all| all.get(code.as_str()))
            .copied()
            .unwrap_or_default()
    };
    let head = &view.head;
    let mut notices = Vec::new();
    let mut notice = |mood, text| notices.push(Notice { mood, text });

    let rejected = head.ledger.rejected;
    if rejected > 0 {
        let were = if rejected == 1 { "was" } else { "were" };
        let text = format!(
            "{} of {} {were} rejected as evidence and {were} not counted.",
            thousands(rejected),
            counted(head.ledger.read, "record", "records"),
        );
        notice(Mood::Alarm, Phrase::ours(text));
    }
    let conflicting = raised(Code::U02);
    if conflicting > 0 {
        let text = format!(
            "{} again with different content (U02): the first was counted, the later rejected.",
            counted(conflicting, "id came", "ids came")
        );
        notice(Mood::Alarm, Phrase::ours(text));
    }
    for (path, through) in ends_early(view) {
        let text =
            Phrase::given(path).say(" seems to end before its month does: it covers it up to ");
        notice(Mood::Warning, text.quote(through).say(" only."));
    }
    let unsupported = head.totals.unsupported_events;
    if unsupported > 0 {
        let text = counted(unsupported, "event has a name", "events have names");
        let text = Phrase::ours(format!("{text} that catalog ")).quote(&head.catalog);
        let marked = if findings.is_some() {
            " does not know (S10), marked * below."
        } else {
            " does not know (S10)."
        };
        notice(Mood::Warning, text.say(marked));
    }
    if head.ledger.accepted == 0 {
        notice(
            Mood::Warning,
            Phrase::ours("No event was accepted, so there is nothing to count."),
        );
    } else if rejected == 0
        && unsupported == 0
        && head.incomplete.is_empty()
        && ends_early(view).is_empty()
    {
        let text = Phrase::ours("Every record is accounted for: none was rejected, and catalog ");
        notice(
            Mood::Good,
            text.quote(&head.catalog).say(" knows every event."),
        );
    }
    notices
}

fn ends_early(view: &ReportView) -> &[(String, String)] {
    view.page.as_ref().map_or(&[], |page| &page.ends_early)
}

/// Whether the report is whole, in a word.
pub(super) fn state(view: &ReportView) -> (Mood, &'static str) {
    let head = &view.head;
    if !head.incomplete.is_empty() {
        (Mood::Alarm, "Incomplete")
    } else if head.ledger.accepted == 0 {
        (Mood::Warning, "No events")
    } else if !ends_early(view).is_empty() {
        (Mood::Warning, "Partial")
    } else {
        (Mood::Good, "Complete")
    }
}
