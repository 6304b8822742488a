//! When it happened, by hour of the week.

use super::{compliance, standard};
use crate::render::charts::{WEEKDAYS, Week};
use crate::render::document::{
    Block, Cell, Column, Drawing, Label, Look, Phrase, Section, Shown, Table,
};
use crate::render::pictures::{Picture, WeekMap};
use crate::view::report::ReportView;

/// The first count of an hour for which a sheet has no room twenty-four times.
const WIDEST_ON_PAPER: u64 = 1_000;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let sections = standard(view)?;
    let week = Week::of(&sections.by_hour)?;
    let hours = (0..24).map(|hour| Column::number(hour.to_string()));
    let columns: Vec<Column> = std::iter::once(Column::name(""))
        .chain(hours)
        .chain([Column::number("Events")])
        .collect();
    let rows = WEEKDAYS.iter().zip(&week.counts).map(|(name, hours)| {
        let counts = hours.iter().copied().chain([hours.iter().sum()]);
        std::iter::once(Label::ours(*name).into())
            .chain(counts.map(Cell::count))
            .collect::<Vec<_>>()
    });
    let mut table = Table::new(columns, rows).look(Look::Hours).on(Shown::Page);
    // A sheet has no room for long figures of each hour; the shades stand beside it.
    table.screen = week.peak >= WIDEST_ON_PAPER;
    let mut section = Section::new("hours", "Hours of the week");
    section.extent = Phrase::given(&view.head.tz);
    let (tz, of) = (&view.head.tz, compliance(view));
    let working = of.and_then(|of| of.working_hours.as_ref());
    // Hours of a single day make no week.
    let drawn = view.page.is_some() && sections.by_day.len() > 1;
    let map = drawn.then(|| Picture::Week(WeekMap::of(&week, tz, working)));
    section.blocks.extend(map.map(Block::Picture));
    let drawing = Drawing::Week(Box::new(week));
    Some(section.with(Block::Drawing(drawing)).with(table))
}
