//! Catalogs in every format.

use super::safe::terminal::visible;
use super::{AlteredCells, RenderError, TableOptions, csv, json, outline, terminal, text};
use crate::view::catalog::{
    CatalogDiffView, CatalogHead, CatalogView, CatalogsView, SupportedEvent,
};
use serde::Serialize;
use std::io::Write;

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

/// A view of catalogs in each of its forms.
pub trait CatalogOutput: Serialize {
    /// Heads of the columns.
    fn columns(&self) -> &'static [&'static str];

    /// For people.
    fn table(&self, options: &TableOptions) -> String;

    /// For other programs, one a line.
    fn names(&self) -> Vec<String>;

    /// One cell for each column.
    fn rows(&self) -> Vec<Vec<String>>;
}

impl CatalogOutput for CatalogView {
    fn columns(&self) -> &'static [&'static str] {
        if self.is_auto() {
            &["event", "category", "catalogs"]
        } else {
            &["event", "category"]
        }
    }

    fn table(&self, options: &TableOptions) -> String {
        terminal::text(outline::catalog(self), options)
    }

    fn names(&self) -> Vec<String> {
        self.events.iter().map(|row| row.event.clone()).collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |row: &SupportedEvent| {
            let mut cells = vec![row.event.clone(), row.category.to_string()];
            if self.is_auto() {
                cells.push(row.catalogs.join(" "));
            }
            cells
        };
        self.events.iter().map(row).collect()
    }
}

impl CatalogOutput for CatalogsView {
    fn columns(&self) -> &'static [&'static str] {
        &["name", "published", "complete", "count", "note"]
    }

    fn table(&self, options: &TableOptions) -> String {
        terminal::text(outline::catalogs(self), options)
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
    fn columns(&self) -> &'static [&'static str] {
        &["status", "event", "category"]
    }

    fn table(&self, options: &TableOptions) -> String {
        terminal::text(outline::difference(self), options)
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
pub fn write<V: CatalogOutput>(
    view: &V,
    form: CatalogForm,
    options: &TableOptions,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    match form {
        CatalogForm::Table => text(&view.table(options), out),
        CatalogForm::Names => {
            let names = view.names().into_iter();
            let lines: String = names.map(|name| format!("{}\n", visible(&name))).collect();
            text(&lines, out)
        }
        CatalogForm::Json => json::document(view, out),
        CatalogForm::Csv => csv::written(options, out, |table| {
            table.row(view.columns().iter().copied())?;
            let mut rows = view.rows().into_iter();
            rows.try_for_each(|row| table.row(row.iter().map(String::as_str)))
        }),
    }
}
