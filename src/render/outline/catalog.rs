//! Catalogs: their events, which there are, how two differ.

use super::named;
use crate::catalog::Category;
use crate::render::document::{
    Block, Cell, Column, Document, Item, Look, Mood, Notice, Phrase, Section, Table,
};
use crate::render::figures::counted;
use crate::view::catalog::{
    CatalogDiffView, CatalogHead, CatalogView, CatalogsView, SupportedEvent,
};

/// One catalog.
pub(in crate::render) fn catalog(view: &CatalogView) -> Document {
    let head = &view.catalog;
    let events = counted(head.count as u64, "event", "events");
    let extent = Phrase::ours(events);
    let extent = match &head.published {
        Some(day) => extent.say(" · published ").quote(day),
        None => extent,
    };
    let rows = view.events.iter().map(|row| (named(&row.event), row));
    let title = Phrase::ours("Catalog ").quote(&head.name);
    let section = Section::new("events", title).extent(extent);
    document([section.with(by_category(rows)), remarks([head])])
}

/// Which catalogs there are.
pub(in crate::render) fn catalogs(view: &CatalogsView) -> Document {
    let columns = [
        Column::name("Catalog"),
        Column::name("Published"),
        Column::number("Events"),
        Column::name("Complete"),
    ];
    let rows = view.catalogs.iter().map(|head| {
        vec![
            named(&head.name),
            head.published
                .as_deref()
                .map_or(Cell::words("–"), Cell::day),
            Cell::count(head.count as u64),
            match head.complete {
                true => Cell::words("yes"),
                false => Cell::Badge(Mood::Warning, "no".into()),
            },
        ]
    });
    let note = |head: &CatalogHead| {
        let note = head.note.as_ref()?;
        Some(Item {
            text: Phrase::given(&head.name).say(": ").quote(note),
            ..Item::default()
        })
    };
    let notes = view.catalogs.iter().filter_map(note).collect();
    let section = Section::new("catalogs", "Catalogs").with(Table::new(columns, rows));
    document([section.with(Block::List(notes))])
}

/// How two differ.
pub(in crate::render) fn difference(view: &CatalogDiffView) -> Document {
    let title = Phrase::ours("Catalog ")
        .quote(&view.before.name)
        .say(" → ")
        .quote(&view.after.name);
    let extent = format!("{} added, {} removed", view.added.len(), view.removed.len());
    let signed =
        |mood, sign, row: &SupportedEvent| Cell::Badge(mood, Phrase::ours(sign).quote(&row.event));
    let added = view.added.iter();
    let added = added.map(|row| (signed(Mood::Good, "+ ", row), row));
    let removed = view.removed.iter();
    let removed = removed.map(|row| (signed(Mood::Alarm, "- ", row), row));
    let section = Section::new("events", title).extent(extent);
    document([
        section.with(by_category(added.chain(removed))),
        remarks([&view.before, &view.after]),
    ])
}

fn document<const N: usize>(sections: [Section; N]) -> Document {
    Document {
        sections: sections.into(),
        ..Document::default()
    }
}

/// Events under their categories, which are written once.
fn by_category<'a>(rows: impl Iterator<Item = (Cell, &'a SupportedEvent)>) -> Table {
    let rows: Vec<_> = rows.collect();
    // Where some catalogs have an event and others have not, they are named.
    let most = rows.iter().map(|(_, row)| row.catalogs.len()).max();
    let columns = if most > Some(0) { 3 } else { 2 };
    let of_category = |category: Category| {
        let of = rows.iter().filter(move |(_, row)| row.category == category);
        of.enumerate().map(move |(i, (name, row))| {
            let title = if i == 0 { category.title() } else { "" };
            let only = if Some(row.catalogs.len()) == most {
                Cell::words("")
            } else {
                named(&format!("only {}", row.catalogs.join(", ")))
            };
            let cells = [Cell::words(title), name.clone(), only];
            cells.into_iter().take(columns).collect::<Vec<_>>()
        })
    };
    let all = Category::ALL.into_iter().flat_map(of_category);
    let columns = ["", "", ""].into_iter().take(columns).map(Column::name);
    Table::new(columns.collect::<Vec<_>>(), all).look(Look::Rows)
}

/// A catalog that may lack names is no proof that a name is unknown.
fn remarks<'a>(heads: impl IntoIterator<Item = &'a CatalogHead>) -> Section {
    let incomplete = heads.into_iter().filter(|head| !head.complete);
    let notice = |head: &CatalogHead| {
        let text = Phrase::given(&head.name).say(" is known to be incomplete.");
        Notice::new(
            Mood::Warning,
            match &head.note {
                Some(note) => text.say(" ").quote(note),
                None => text,
            },
        )
    };
    Section::default().with(Block::Notices(incomplete.map(notice).collect()))
}
