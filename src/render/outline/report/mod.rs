//! The report: its opening, and its sections in the order in which they are read.

mod attention;
mod compliance;
mod cross;
mod days;
mod glance;
mod hours;
mod matrix;
mod opening;
mod provenance;
mod rankings;

use super::{again, headline};
use crate::render::document::{Document, Section};
use crate::render::figures::date;
use crate::view::report::{BodyView, ReportView, SectionsView};

/// The sections. One that has nothing to say is left out.
const SECTIONS: &[fn(&ReportView) -> Option<Section>] = &[
    glance::section,
    compliance::controls,
    compliance::access,
    compliance::changes,
    compliance::register,
    compliance::coverage,
    days::drawn,
    rankings::categories,
    rankings::events,
    rankings::actors,
    rankings::apps,
    rankings::teams,
    rankings::accounts,
    rankings::addresses,
    cross::section,
    days::section,
    matrix::section,
    hours::section,
    provenance::findings,
    provenance::archives,
    provenance::previous,
];

/// The whole report.
pub(in crate::render) fn report(view: &ReportView) -> Document {
    let head = &view.head;
    let day = |at: &Option<String>| date(at.as_deref()?).map(|day| day.to_string());
    let page = view.page.as_ref();
    Document {
        title: headline::titled("Audit trail", &head.archives),
        chips: attention::chips(view),
        missing: headline::missing(&head.incomplete),
        opening: opening::blocks(view),
        sections: SECTIONS.iter().filter_map(|of| of(view)).collect(),
        range: day(&head.period.from).zip(day(&head.period.to)),
        command: page.and_then(|page| again(&page.command)),
        made_by: headline::made_by(&head.tool, head.generated_at.as_deref()),
    }
}

/// What activity shows, where the report has it.
fn standard(view: &ReportView) -> Option<&SectionsView> {
    standard_or_not(view).filter(|sections| !sections.without_activity)
}

/// The sections of the report, where it is no cross-table.
fn standard_or_not(view: &ReportView) -> Option<&SectionsView> {
    match &view.body {
        BodyView::Sections(sections) => Some(sections),
        BodyView::Cross(_) => None,
    }
}
