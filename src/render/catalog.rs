//! Catalogs: the supported events of one, which there are, what differs between two.
//!
//! The views are the promise to scripts; a file can bring a catalog with any name and any events, so
//! their strings are as hostile as those of an archive.

use super::csv::{CsvOut, Table};
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

    /// Renders it.
    ///
    /// # Errors
    /// A fault of a writer, which no catalog can cause.
    pub fn render(
        &self,
        form: CatalogForm,
        options: &TableOptions,
    ) -> Result<Rendered, RenderError> {
        match form {
            CatalogForm::Table => text(table::catalog(self, options)),
            CatalogForm::Names => text(lines(self.events.iter().map(|row| row.event.as_str()))),
            CatalogForm::Json => whole(json::document(self)?),
            CatalogForm::Csv => csv(&["event", "category"], |table| {
                self.events
                    .iter()
                    .try_for_each(|row| table.row([&*row.event, row.category.as_str()]))
            }),
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

    /// Renders it.
    ///
    /// # Errors
    /// A fault of a writer, which no catalog can cause.
    pub fn render(
        &self,
        form: CatalogForm,
        options: &TableOptions,
    ) -> Result<Rendered, RenderError> {
        match form {
            CatalogForm::Table => text(table::catalogs(self, options)),
            CatalogForm::Names => text(lines(self.catalogs.iter().map(|head| head.name.as_str()))),
            CatalogForm::Json => whole(json::document(self)?),
            CatalogForm::Csv => {
                let header = ["name", "published", "complete", "count", "note"];
                csv(&header, |table| {
                    self.catalogs.iter().try_for_each(|head| {
                        table.row([
                            &*head.name,
                            head.published.as_deref().unwrap_or_default(),
                            if head.complete { "true" } else { "false" },
                            &head.count.to_string(),
                            head.note.as_deref().unwrap_or_default(),
                        ])
                    })
                })
            }
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

    /// The changes, each with the word for it and the sign.
    pub(super) fn changes(
        &self,
    ) -> impl Iterator<Item = (&'static str, char, &SupportedEvent)> + Clone {
        let added = self.added.iter().map(|row| ("added", '+', row));
        added.chain(self.removed.iter().map(|row| ("removed", '-', row)))
    }

    /// Renders it. Names of other programs are `+` or `-` and the event.
    ///
    /// # Errors
    /// A fault of a writer, which no catalog can cause.
    pub fn render(
        &self,
        form: CatalogForm,
        options: &TableOptions,
    ) -> Result<Rendered, RenderError> {
        match form {
            CatalogForm::Table => text(table::diff(self, options)),
            CatalogForm::Names => {
                let signed: Vec<String> = self
                    .changes()
                    .map(|(_, sign, row)| format!("{sign}{}", row.event))
                    .collect();
                text(lines(signed.iter().map(String::as_str)))
            }
            CatalogForm::Json => whole(json::document(self)?),
            CatalogForm::Csv => csv(&["status", "event", "category"], |table| {
                self.changes().try_for_each(|(status, _, row)| {
                    table.row([status, &row.event, row.category.as_str()])
                })
            }),
        }
    }
}

fn lines<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("{}\n", visible(name))).collect()
}

fn text(text: String) -> Result<Rendered, RenderError> {
    whole(text.into_bytes())
}

fn whole(bytes: Vec<u8>) -> Result<Rendered, RenderError> {
    Ok(Rendered {
        bytes,
        altered_cells: 0,
    })
}

fn csv(
    header: &[&str],
    rows: impl FnOnce(&mut Table) -> Result<(), RenderError>,
) -> Result<Rendered, RenderError> {
    let mut table = Table::new();
    table.row(header.iter().copied())?;
    rows(&mut table)?;
    let CsvOut { bytes, altered } = table.finish()?;
    Ok(Rendered {
        bytes,
        altered_cells: altered,
    })
}
