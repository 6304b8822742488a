//! What the figures come from, and what was found wrong with it.

use super::super::archives as read;
use super::standard;
use crate::finding::Code;
use crate::render::document::{Cell, Column, Label, Look, Section, Table};
use crate::render::figures::counted;
use crate::view::ArchiveView;
use crate::view::report::ReportView;

pub(super) fn findings(view: &ReportView) -> Option<Section> {
    let findings = &standard(view)?.findings;
    // Validation lists them with all others.
    let validated = view.head.validation.summary.is_some();
    let columns = [
        Column::name("Code"),
        Column::number("Times"),
        Column::prose("Meaning"),
    ];
    let rows = findings.iter().map(|(code, n)| {
        let title = Code::from_name(code).map_or("", Code::title);
        let code = Label::of(Some(*code), None, "");
        vec![code.into(), Cell::count(*n), Cell::words(title)]
    });
    let table = Table::new(columns, rows).look(Look::Plain);
    (!findings.is_empty() && !validated).then(|| Section::new("findings", "Findings").with(table))
}

pub(super) fn archives(view: &ReportView) -> Option<Section> {
    section("archives", "Archives", &view.head.archives)
}

pub(super) fn previous(view: &ReportView) -> Option<Section> {
    let archives = &view.head.previous.as_ref()?.archives;
    section("previous", "Archives of the previous period", archives)
}

fn section(id: &'static str, title: &'static str, archives: &[ArchiveView]) -> Option<Section> {
    let files = counted(archives.len() as u64, "file", "files");
    let section = Section::new(id, title).extent(files);
    (!archives.is_empty()).then(|| section.with(read::table(archives)))
}
