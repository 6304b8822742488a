//! What was read.

use crate::render::document::{Cell, Column, Label, Look, Phrase, Row, Shown, Table};
use crate::render::figures::short_time;
use crate::view::ArchiveView;

/// A row an archive; its digest and what it is stand below its path.
pub(super) fn table<'a>(archives: impl IntoIterator<Item = &'a ArchiveView>) -> Table {
    let columns = [
        Column::name("Archive"),
        Column::name("Account").on(Shown::Wide),
        Column::time("Month"),
        Column::number("Records").on(Shown::Wide),
        Column::number("Records")
            .counting("record", "records")
            .on(Shown::Terminal),
        Column::number("Events").counting("event", "events"),
        Column::number("Size"),
        Column::name("Form").on(Shown::Page).below(),
        Column::digest("SHA-256").below(),
    ];
    Table::new(columns, archives.into_iter().map(row)).look(Look::Stacked)
}

fn row(archive: &ArchiveView) -> Row {
    let text =
        |text: &Option<String>| Cell::words(Phrase::default().quote_all(text.as_deref(), ""));
    let form = Phrase::given(archive.shape.unwrap_or("unknown"))
        .say(", ")
        .quote(archive.compression);
    let form = match (&archive.first_at, &archive.last_at) {
        (Some(first), Some(last)) => form
            .say(", ")
            .quote(&short_time(first))
            .say(" – ")
            .quote(&short_time(last)),
        _ => form,
    };
    Row::from(vec![
        Label::of(Some(&archive.path), None, "").into(),
        text(&archive.account),
        archive.month.as_deref().map_or(Cell::Empty, Cell::day),
        Cell::count(archive.records),
        // Told apart only where some of them are no events.
        match archive.records == archive.events {
            true => Cell::Empty,
            false => Cell::count(archive.records),
        },
        Cell::count(archive.events),
        Cell::bytes(archive.bytes),
        Cell::words(form),
        Cell::Code(archive.sha256.as_str().into()),
    ])
}
