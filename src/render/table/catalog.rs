//! Catalogs for people.

use super::grid::{Column, Shape, grid};
use super::lists::titled;
use super::page::Page;
use super::paint::{self, ALERT, BOLD, DIM, GOOD, WARN, styled};
use super::{TableOptions, counted};
use crate::catalog::Category;
use crate::render::safe::terminal::visible;
use crate::view::catalog::{
    CatalogDiffView, CatalogHead, CatalogView, CatalogsView, SupportedEvent,
};

pub(in crate::render) fn catalog(view: &CatalogView, options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    title(&mut page, &view.catalog);
    let rows = view.events.iter().map(|row| (String::new(), row));
    by_category(&mut page, rows);
    remark(&mut page, &view.catalog);
    paint::finish(&page.text(), options.color)
}

pub(in crate::render) fn catalogs(view: &CatalogsView, options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    let heads = ["Catalog", "Published", "Events", "Complete"];
    let shapes = [Shape::Name, Shape::Name, Shape::Figure, Shape::Name];
    let mut columns = Vec::from(shapes.map(Column::new));
    let mut row = |cells: [String; 4]| {
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell);
        }
    };
    row(heads.map(|head| styled(DIM, head)));
    for head in &view.catalogs {
        let published = head.published.as_deref().unwrap_or("–");
        let complete = if head.complete {
            "yes".to_owned()
        } else {
            styled(WARN, "no")
        };
        row([
            visible(&head.name).into_owned(),
            visible(published).into_owned(),
            head.count.to_string(),
            complete,
        ]);
    }
    grid(&mut page, columns);
    page.gap();
    for head in &view.catalogs {
        if let Some(note) = &head.note {
            page.sentence(&format!("{}: ", visible(&head.name)), &visible(note));
        }
    }
    paint::finish(&page.text(), options.color)
}

pub(in crate::render) fn diff(view: &CatalogDiffView, options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    let title = format!(
        "Catalog {} → {}",
        visible(&view.before.name),
        visible(&view.after.name)
    );
    let extent = format!("{} added, {} removed", view.added.len(), view.removed.len());
    page.line(&titled(&title, Some(&extent)));
    let signed = |style, sign: char| styled(style, &format!("{sign} "));
    let added = view.added.iter().map(|row| (signed(GOOD, '+'), row));
    let removed = view.removed.iter().map(|row| (signed(ALERT, '-'), row));
    by_category(&mut page, added.chain(removed));
    remark(&mut page, &view.before);
    remark(&mut page, &view.after);
    paint::finish(&page.text(), options.color)
}

fn title(page: &mut Page, head: &CatalogHead) {
    let events = counted(head.count as u64, "event", "events");
    let published = head
        .published
        .as_deref()
        .map_or_else(String::new, |day| format!(" · published {}", visible(day)));
    let extent = format!("{events}{published}");
    page.line(&titled(
        &format!("Catalog {}", visible(&head.name)),
        Some(&extent),
    ));
}

/// A catalog that may lack names is no proof that a name is unknown.
fn remark(page: &mut Page, head: &CatalogHead) {
    if head.complete {
        return;
    }
    page.gap();
    let note = head.note.as_deref().unwrap_or_default();
    let text = format!("{} is known to be incomplete. {note}", head.name);
    page.sentence(&styled(WARN, "! "), visible(text.trim_end()).as_ref());
}

/// Events under their categories, which are written once.
fn by_category<'a>(page: &mut Page, rows: impl Iterator<Item = (String, &'a SupportedEvent)>) {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.gap();
    let (mut categories, mut names) = (Column::new(Shape::Name), Column::new(Shape::Name));
    for category in Category::ALL {
        let of_category = rows.iter().filter(|(_, row)| row.category == category);
        for (i, (sign, row)) in of_category.enumerate() {
            let title = if i == 0 { category.title() } else { "" };
            categories.push(styled(BOLD, title));
            names.push(format!("{sign}{}", visible(&row.event)));
        }
    }
    grid(page, vec![categories, names]);
}
