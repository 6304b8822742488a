//! What a page shows of a comparison at a glance. Each picture has its numbers in a table below.

use crate::catalog::Category;
use crate::render::document::{Block, Section};
use crate::render::figures::UNUSUAL;
use crate::render::pictures::{Comings, Dumbbells, Overlay, Pair, Picture};
use crate::view::diff::{ChangeRow, ChangesView, DiffView, Subject};

pub(super) fn section(view: &DiffView) -> Option<Section> {
    let days = Overlay::of(&view.before.by_day, &view.after.by_day);
    let pictures = [
        days.map(Picture::Overlay),
        pairs(view, Subject::Event, ("Event types", "event-types")).map(Picture::Dumbbells),
        pairs(view, Subject::Category, ("Categories", "categories")).map(Picture::Dumbbells),
        comings(view).map(Picture::Comings),
    ];
    let section = Section {
        blocks: pictures.into_iter().flatten().map(Block::Picture).collect(),
        ..Section::new("at-a-glance", "At a glance")
    };
    (!section.blocks.is_empty()).then_some(section)
}

fn of(view: &DiffView, subject: Subject) -> Option<&ChangesView> {
    view.sections
        .iter()
        .find(|section| section.subject == subject)
}

/// Events a day of both sides, where both have days.
fn pairs(
    view: &DiffView,
    subject: Subject,
    names: (&'static str, &'static str),
) -> Option<Dumbbells> {
    let section = of(view, subject)?;
    let pair = |row: &'_ ChangeRow| {
        let name = row.label.as_deref()?;
        let known = Category::ALL.into_iter().find(|all| all.as_str() == name);
        Some((
            known
                .filter(|_| subject == Subject::Category)
                .map(Category::title),
            row.rate_before?,
            row.rate_after?,
            row.surprise.is_some_and(|size| size.abs() >= UNUSUAL),
        ))
    };
    let rows = section.rows.iter().filter(|row| row.before + row.after > 0);
    let pairs: Vec<Pair<'_>> = rows
        .filter_map(|row| {
            let (title, before, after, unusual) = pair(row)?;
            Some(Pair {
                name: title.or(row.label.as_deref())?,
                before,
                after,
                unusual,
            })
        })
        .collect();
    let whole = section.extent.listed.max(pairs.len() as u64);
    Dumbbells::of(names, &pairs, whole)
}

fn comings(view: &DiffView) -> Option<Comings> {
    let subjects = [
        ("Event types", Subject::Event),
        ("Actors", Subject::Actor),
        ("Apps", Subject::App),
        ("Teams", Subject::Team),
        ("Addresses", Subject::Ip),
    ];
    let rows = subjects.map(|(name, subject)| {
        let extent = of(view, subject).map(|section| section.extent);
        let extent = extent.unwrap_or_default();
        (name, extent.added, extent.removed)
    });
    Comings::of(&rows)
}
