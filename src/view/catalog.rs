//! `trailproof.catalog/v1` and its relatives: the supported events of a catalog, which catalogs there are, what
//! differs between two. A file can bring a catalog with any name and any events, so their strings are as hostile
//! as those of an archive.

use super::ToolView;
use crate::catalog::{Catalog, Catalogs, Category};
use serde::Serialize;

/// One supported event.
#[derive(Debug, Clone, Serialize)]
pub struct SupportedEvent {
    /// `type.action`.
    pub event: String,
    /// Its category, as data has it.
    pub category: Category,
    /// The built-in catalogs that have it, oldest first; left out but for `auto`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub catalogs: Vec<String>,
}

/// A catalog without its events.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogHead {
    /// Its name.
    pub name: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Whether it is known to hold every supported event of its day.
    pub complete: bool,
    /// Number of its events.
    pub count: usize,
    /// Where it comes from.
    pub note: Option<String>,
}

/// `trailproof.catalog/v1`: one catalog.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogView {
    schema: &'static str,
    tool: ToolView,
    /// What it is.
    #[serde(flatten)]
    pub catalog: CatalogHead,
    /// Its events, in the order of their names.
    pub events: Vec<SupportedEvent>,
}

/// `trailproof.catalogs/v1`: which catalogs there are.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogsView {
    schema: &'static str,
    tool: ToolView,
    /// The catalogs, oldest first.
    pub catalogs: Vec<CatalogHead>,
}

/// `trailproof.catalog-diff/v1`: what one catalog has and another has not.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogDiffView {
    schema: &'static str,
    tool: ToolView,
    /// The first catalog.
    pub before: CatalogHead,
    /// The second catalog.
    pub after: CatalogHead,
    /// Events of the second alone.
    pub added: Vec<SupportedEvent>,
    /// Events of the first alone.
    pub removed: Vec<SupportedEvent>,
}

impl CatalogHead {
    fn of(catalog: &Catalog) -> Self {
        Self {
            name: catalog.name.clone(),
            published: catalog.published.clone(),
            complete: catalog.complete,
            count: catalog.events.len(),
            note: catalog.note.clone(),
        }
    }
}

fn events<'a>(names: impl IntoIterator<Item = &'a String>) -> Vec<SupportedEvent> {
    let event = |name: &String| SupportedEvent {
        event: name.clone(),
        category: Category::of(name),
        catalogs: Vec::new(),
    };
    names.into_iter().map(event).collect()
}

impl CatalogView {
    /// Whether its events say which catalogs have them.
    #[must_use]
    pub fn is_auto(&self) -> bool {
        self.events.iter().any(|row| !row.catalogs.is_empty())
    }

    /// The view of one catalog, or of what is supported in some month and by which.
    #[must_use]
    pub fn of(catalogs: &Catalogs) -> Self {
        let united = catalogs.united();
        let mut events = events(&united.events);
        if catalogs.is_auto() {
            let all: Vec<Catalog> = Catalog::names().filter_map(Catalog::built_in).collect();
            for row in &mut events {
                let have = all.iter().filter(|catalog| catalog.supports(&row.event));
                row.catalogs = have.map(|catalog| catalog.name.clone()).collect();
            }
        }
        Self {
            schema: "trailproof.catalog/v1",
            tool: ToolView::default(),
            catalog: CatalogHead::of(&united),
            events,
        }
    }
}

impl CatalogsView {
    /// The view of several catalogs.
    #[must_use]
    pub fn of(catalogs: &[Catalog]) -> Self {
        Self {
            schema: "trailproof.catalogs/v1",
            tool: ToolView::default(),
            catalogs: catalogs.iter().map(CatalogHead::of).collect(),
        }
    }
}

impl CatalogDiffView {
    /// The view of what differs.
    #[must_use]
    pub fn of(before: &Catalog, after: &Catalog) -> Self {
        Self {
            schema: "trailproof.catalog-diff/v1",
            tool: ToolView::default(),
            before: CatalogHead::of(before),
            after: CatalogHead::of(after),
            added: events(after.events.difference(&before.events)),
            removed: events(before.events.difference(&after.events)),
        }
    }
}
