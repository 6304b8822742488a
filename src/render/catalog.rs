//! Catalogs: the supported events of one, which there are, what differs between two.
//!
//! The views are the promise to scripts; a file can bring a catalog with any name and any events, so
//! their strings are as hostile as those of an archive.

use super::csv::Table;
use super::safe::terminal::visible;
use super::table::catalog as table;
use super::view::ToolView;
use super::{RenderError, Rendered, TableOptions, json};
use crate::catalog::{Catalog, Category};
use serde::Serialize;

/// What is asked for in which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatalogForm {
    /// For people.
    Table,
    /// One name a line, for other programs.
    Names,
    /// One row a line.
    Csv,
    /// An object.
    Json,
}

/// One supported event.
#[derive(Debug, Clone, Serialize)]
pub struct SupportedEvent {
    /// `type.action`.
    pub event: String,
    /// Its category, as data has it.
    pub category: Category,
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
    };
    names.into_iter().map(event).collect()
}

impl CatalogView {
    /// The view of one catalog.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        Self {
            schema: "trailproof.catalog/v1",
            tool: ToolView::default(),
            catalog: CatalogHead::of(catalog),
            events: events(&catalog.events),
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

/// A view of catalogs in each of its forms.
pub trait CatalogOutput: Serialize {
    /// Heads of the columns.
    const COLUMNS: &'static [&'static str];

    /// For people.
    fn table(&self, options: &TableOptions) -> String;

    /// For other programs, one a line.
    fn names(&self) -> Vec<String>;

    /// One cell for each column.
    fn rows(&self) -> Vec<Vec<String>>;
}

impl CatalogOutput for CatalogView {
    const COLUMNS: &'static [&'static str] = &["event", "category"];

    fn table(&self, options: &TableOptions) -> String {
        table::catalog(self, options)
    }

    fn names(&self) -> Vec<String> {
        self.events.iter().map(|row| row.event.clone()).collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |row: &SupportedEvent| vec![row.event.clone(), row.category.to_string()];
        self.events.iter().map(row).collect()
    }
}

impl CatalogOutput for CatalogsView {
    const COLUMNS: &'static [&'static str] = &["name", "published", "complete", "count", "note"];

    fn table(&self, options: &TableOptions) -> String {
        table::catalogs(self, options)
    }

    fn names(&self) -> Vec<String> {
        self.catalogs.iter().map(|head| head.name.clone()).collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |head: &CatalogHead| {
            vec![
                head.name.clone(),
                head.published.clone().unwrap_or_default(),
                head.complete.to_string(),
                head.count.to_string(),
                head.note.clone().unwrap_or_default(),
            ]
        };
        self.catalogs.iter().map(row).collect()
    }
}

impl CatalogOutput for CatalogDiffView {
    const COLUMNS: &'static [&'static str] = &["status", "event", "category"];

    fn table(&self, options: &TableOptions) -> String {
        table::diff(self, options)
    }

    /// As a patch has them: a sign and the name.
    fn names(&self) -> Vec<String> {
        let added = self.added.iter().map(|row| format!("+{}", row.event));
        let removed = self.removed.iter().map(|row| format!("-{}", row.event));
        added.chain(removed).collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |status: &str, row: &SupportedEvent| {
            vec![
                status.to_owned(),
                row.event.clone(),
                row.category.to_string(),
            ]
        };
        let added = self.added.iter().map(|event| row("added", event));
        let removed = self.removed.iter().map(|event| row("removed", event));
        added.chain(removed).collect()
    }
}

/// Renders a view of catalogs.
///
/// # Errors
/// A fault of a writer, which no catalog can cause.
pub fn render<V: CatalogOutput>(
    view: &V,
    form: CatalogForm,
    options: &TableOptions,
) -> Result<Rendered, RenderError> {
    let (bytes, altered_cells) = match form {
        CatalogForm::Table => (view.table(options).into_bytes(), 0),
        CatalogForm::Names => {
            let names = view.names().into_iter();
            let lines: String = names.map(|name| format!("{}\n", visible(&name))).collect();
            (lines.into_bytes(), 0)
        }
        CatalogForm::Json => (json::document(view)?, 0),
        CatalogForm::Csv => {
            let mut table = Table::new();
            table.row(V::COLUMNS.iter().copied())?;
            for row in view.rows() {
                table.row(row.iter().map(String::as_str))?;
            }
            return Ok(table.finish()?.shown(options));
        }
    };
    Ok(Rendered {
        bytes,
        altered_cells,
    })
}
