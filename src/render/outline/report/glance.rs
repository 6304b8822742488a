//! Who and what had most, at a glance. Each picture has its numbers in a table below.

use super::standard;
use crate::catalog::Category;
use crate::render::document::{Block, Section};
use crate::render::pictures::{Bars, Measure, Picture};
use crate::view::report::{ReportView, SectionsView};

pub(super) fn section(view: &ReportView) -> Option<Section> {
    let sections = standard(view).filter(|_| view.page.is_some())?;
    let pictures = bars(sections, view).into_iter().flatten();
    let pictures = pictures.map(Picture::Bars);
    let section = Section {
        blocks: pictures.map(Block::Picture).collect(),
        ..Section::new("at-a-glance", "At a glance")
    };
    (!section.blocks.is_empty()).then_some(section)
}

fn bars(sections: &SectionsView, view: &ReportView) -> [Option<Bars>; 3] {
    let totals = &view.head.totals;
    let categories: Vec<Measure<'_>> = sections
        .by_category
        .iter()
        .filter(|row| row.count > 0)
        .map(|row| {
            let known = Category::ALL
                .into_iter()
                .find(|all| all.as_str() == row.category);
            Measure {
                name: known.map_or(row.category, Category::title),
                count: row.count,
                category: known,
            }
        })
        .collect();
    let named = |name: &'_ Option<String>, id: &'_ Option<String>| name.is_some() || id.is_some();
    let actors: Vec<Measure<'_>> = sections
        .by_actor
        .iter()
        .filter(|row| named(&row.actor, &row.id))
        .map(|row| measure(row.actor.as_ref().or(row.id.as_ref()), row.count))
        .collect();
    let apps: Vec<Measure<'_>> = sections
        .by_app
        .iter()
        .filter(|row| named(&row.app, &row.id))
        .map(|row| measure(row.app.as_ref().or(row.id.as_ref()), row.count))
        .collect();
    let events = totals.events;
    let drawn = categories.len() as u64;
    [
        Bars::of(
            ("Events by category", "categories"),
            &categories,
            drawn,
            events,
        ),
        Bars::of(
            ("Most active actors", "actors"),
            &actors,
            totals.actors,
            events,
        ),
        Bars::of(("Most active apps", "apps"), &apps, totals.apps, events),
    ]
}

fn measure(name: Option<&String>, count: u64) -> Measure<'_> {
    Measure {
        name: name.map_or("", String::as_str),
        count,
        category: None,
    }
}
