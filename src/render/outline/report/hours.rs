//! When it happened, by hour of the week.

use super::standard;
use crate::render::charts::{WEEKDAYS, Week};
use crate::render::document::{
    Block, Cell, Column, Drawing, Label, Look, Phrase, Section, Shown, Table,
};
use crate::view::report::ReportView;

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let week = Week::of(&standard(view)?.by_hour)?;
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
    let table = Table::new(columns, rows).look(Look::Hours).on(Shown::Page);
    let section = Section::new("hours", "Hours of the week").extent(Phrase::given(&view.head.tz));
    Some(
        section
            .with(Block::Drawing(Drawing::Week(Box::new(week))))
            .with(table),
    )
}
