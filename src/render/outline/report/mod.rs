//! The report: its opening, and its sections in the order in which they are read.

mod access;
mod answers;
mod attention;
mod changes;
mod controls;
mod coverage;
mod cross;
mod days;
mod detections;
mod exceptions;
mod glance;
mod hours;
mod left_out;
mod listed;
mod matrix;
mod opening;
mod paper;
mod provenance;
mod rankings;
mod register;
mod verdict;

use super::{again, headline};
use crate::render::document::{Block, Document, Phrase, Section};
use crate::render::figures::date;
use crate::view::compliance::ComplianceView;
use crate::view::report::{BodyView, ReportView, SectionsView};

/// The sections in the order in which they are asked for: verdict, controls, what happened, then activity, short lists
/// before long ones; what it was made of, which is no sheet of its own, before the evidence by control. One that has
/// nothing to say is left out.
const SECTIONS: &[fn(&ReportView) -> Option<Section>] = &[
    answers::section,
    verdict::section,
    provenance::findings,
    controls::section,
    access::section,
    register::section,
    changes::section,
    detections::section,
    exceptions::section,
    coverage::section,
    glance::section,
    days::drawn,
    days::section,
    hours::section,
    rankings::categories,
    rankings::teams,
    rankings::accounts,
    rankings::events,
    rankings::actors,
    rankings::apps,
    rankings::addresses,
    cross::section,
    matrix::section,
    provenance::archives,
    provenance::previous,
    controls::details,
];

/// The whole report.
pub(in crate::render) fn report(view: &ReportView) -> Document {
    let head = &view.head;
    let day = |at: &Option<String>| date(at.as_deref()?).map(|day| day.to_string());
    let page = view.page.as_ref();
    let mut sections: Vec<Section> = SECTIONS.iter().filter_map(|of| of(view)).collect();
    let opening = opening::blocks(view, left_out::fact(view, &sections));
    let shortened = page.is_some_and(|page| page.shortened_on_paper);
    let printed = shortened.then(|| paper::summary(&opening, &mut sections));
    Document {
        title: headline::titled("Audit trail", &head.archives),
        chips: attention::chips(view),
        missing: headline::missing(&head.incomplete),
        opening,
        sections,
        printed: printed.unwrap_or_default(),
        range: day(&head.period.from).zip(day(&head.period.to)),
        command: page.and_then(|page| again(&page.command)),
        made_by: headline::made_by(&head.tool, head.generated_at.as_deref()),
    }
}

/// What activity shows, where the report has it.
fn standard(view: &ReportView) -> Option<&SectionsView> {
    standard_or_not(view).filter(|sections| !sections.without_activity)
}

/// The sections beside activity.
fn compliance(view: &ReportView) -> Option<&ComplianceView> {
    standard_or_not(view).map(|sections| &*sections.compliance)
}

/// Whether filters beside that of time narrow what is counted.
fn is_filtered(view: &ReportView) -> bool {
    let filters = view.head.filters.keys();
    filters
        .into_iter()
        .any(|name| !["from", "to", "month"].contains(name))
}

/// What begins a section: its answer, unless that stands in short above all of them and a list follows it here.
fn lead(view: &ReportView, answer: Phrase, lists: &[Block]) -> Option<Block> {
    let needed = lists.is_empty() || answers::section(view).is_none();
    needed.then_some(Block::Paragraph(answer))
}

/// `a`, `a and b`, `a, b and c`.
fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The sections of the report, where it is no cross-table.
fn standard_or_not(view: &ReportView) -> Option<&SectionsView> {
    match &view.body {
        BodyView::Sections(sections) => Some(sections),
        BodyView::Cross(_) => None,
    }
}
