//! What a reader must know before trusting the figures, and the good news where there is nothing.

use super::super::headline;
use super::{standard, verdict};
use crate::finding::Code;
use crate::render::document::{Mood, Notice, Phrase};
use crate::render::figures::{counted, thousands};
use crate::view::report::ReportView;

/// The notices, the gravest first.
pub(super) fn notices(view: &ReportView) -> Vec<Notice> {
    let head = &view.head;
    let mut notices = Vec::new();
    notices.extend(verdict::notice(&head.validation));
    let mut notice = |mood, text: Phrase| notices.push(Notice::new(mood, text));
    let rejected = head.ledger.rejected;
    if rejected > 0 {
        let were = if rejected == 1 { "was" } else { "were" };
        let text = format!(
            "{} of {} {were} rejected as evidence and {were} not counted.",
            thousands(rejected),
            counted(head.ledger.read, "record", "records"),
        );
        notice(Mood::Alarm, text.into());
    }
    let findings = standard(view).map(|sections| &sections.findings);
    let conflicting = findings.and_then(|all| all.get(Code::U02.as_str()));
    if let Some(conflicting) = conflicting.filter(|n| **n > 0) {
        let text = format!(
            "{} again with different content (U02): the first was counted, later ones were rejected.",
            counted(*conflicting, "id occurred", "ids occurred")
        );
        notice(Mood::Alarm, text.into());
    }
    for (path, through) in ends_early(view) {
        let text =
            Phrase::given(path).say(" appears to end before its month does: it covers up to ");
        notice(Mood::Warning, text.quote(through).say(" only."));
    }
    for value in &head.filters_unmatched {
        notice(Mood::Warning, headline::unmatched(value));
    }
    if let Some(text) = headline::several_accounts("Events", &head.accounts) {
        notice(Mood::Warning, text);
    }
    let unsupported = head.totals.unsupported_events;
    if unsupported > 0 {
        let text = counted(unsupported, "event has a name", "events have names");
        let text = Phrase::ours(format!("{text} that ")).join(headline::the_catalog(&head.catalog));
        let marked = if findings.is_some() {
            " does not list (S10), marked * below."
        } else {
            " does not list (S10)."
        };
        notice(Mood::Warning, text.say(marked));
    }
    if head.ledger.accepted == 0 {
        let text = "No event was accepted, so there is nothing to report.";
        notice(Mood::Warning, text.into());
    } else if rejected == 0
        && unsupported == 0
        && head.incomplete.is_empty()
        && ends_early(view).is_empty()
    {
        let text = Phrase::ours("Every record is accounted for: none was rejected, and ");
        let text = text.join(headline::the_catalog(&head.catalog));
        notice(Mood::Good, text.say(" lists every event."));
    }
    notices
}

fn ends_early(view: &ReportView) -> &[(String, String)] {
    &view.head.ends_early
}

/// Whether the report is whole, and whether it is of everything, in a word.
pub(super) fn chips(view: &ReportView) -> Vec<(Mood, &'static str)> {
    let head = &view.head;
    let state = if !head.incomplete.is_empty() {
        (Mood::Alarm, "Incomplete")
    } else if head.ledger.accepted == 0 {
        (Mood::Warning, "No events")
    } else if !ends_early(view).is_empty() {
        (Mood::Warning, "Partial")
    } else {
        (Mood::Good, "Complete")
    };
    let filtered = (!head.filters.is_empty()).then_some((Mood::Plain, "Filtered"));
    let validated = verdict::chip(&head.validation);
    let state = match validated {
        // Not complete as evidence, whatever was counted.
        Some((Mood::Alarm, _)) if state.0 == Mood::Good => None,
        _ => Some(state),
    };
    let chips = state.into_iter().chain(validated);
    chips.chain(filtered).collect()
}
