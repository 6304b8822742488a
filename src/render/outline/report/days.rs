//! When it happened, day by day: drawn, and as a table beside it to look a day up in.

use super::rankings::rest;
use super::standard;
use crate::catalog::Category;
use crate::render::charts::Calendar;
use crate::render::document::{Block, Cell, Column, Drawing, Label, Row, Section, Shown, Table};
use crate::render::pictures::{Days, Picture, Span, Unit, spans};
use crate::view::report::ReportView;

/// Rows before longer spans take the place of days.
const MOST: usize = 400;

/// The drawing, for media of text.
pub(super) fn drawn(view: &ReportView) -> Option<Section> {
    let calendar = Calendar::of(&standard(view)?.by_day)?;
    let section = Section::new("calendar", calendar.title()).extent(calendar.most());
    Some(section.with(Block::Drawing(Drawing::Calendar(calendar))))
}

/// The numbers behind the picture of a page. Categories have columns where they are known for each day.
pub(super) fn section(view: &ReportView) -> Option<Section> {
    let page = view.page.as_ref()?;
    let days = &standard(view)?.by_day;
    let units = [Unit::Day, Unit::Month, Unit::Year];
    let (unit, mut found) = spans(days, &page.days, &units, MOST);
    let silent = found.len() > MOST;
    if silent {
        found.retain(|span| span.count() > 0);
    }
    let categories = if page.days.len() == days.len() {
        &Category::ALL[..]
    } else {
        &[]
    };
    let (title, head) = match unit {
        Unit::Month => ("Months", "Month"),
        Unit::Year => ("Years", "Year"),
        Unit::Day | Unit::Week => ("Days", "Day"),
    };
    let names = categories.iter();
    let names = names.map(|it| Column::number(it.title()).of_category(it.place()));
    let columns: Vec<Column> = std::iter::once(Column::time(head))
        .chain(names)
        .chain([Column::number("Events")])
        .collect();
    let row = |span: &Span| {
        let counts = span.counts.iter().take(categories.len()).copied();
        let name = Label::ours(span.name(unit)).into();
        let counts = counts.chain([span.count()]).map(Cell::count);
        Row {
            days: Some((span.first.to_string(), span.last.to_string())),
            ..Row::from(std::iter::once(name).chain(counts).collect::<Vec<_>>())
        }
    };
    let mut table = Table::new(columns, found.iter().map(row)).on(Shown::Page);
    table.rest = (unit != Unit::Day).then(|| rest(view, "day")).flatten();
    let mut section = Section::new("days", title);
    let picture = Days::of(days, &page.days).map(Picture::Days);
    section.blocks.extend(picture.map(Block::Picture));
    let section = section.with(table);
    (!found.is_empty()).then(|| match silent {
        true => section.extent("those with events"),
        false => section,
    })
}
