//! The names behind pseudonyms.

use super::named;
use crate::render::document::{Cell, Column, Document, Label, Look, Phrase, Section, Table};
use crate::view::pseudonyms::{ResolvedRow, ResolvedView};

/// A row a token.
pub(in crate::render) fn resolved(view: &ResolvedView) -> Document {
    let columns = ["Pseudonym", "Kind", "Name"].map(Column::name);
    let row = |row: &ResolvedRow| {
        vec![
            named(&row.token),
            Cell::words(row.kind.unwrap_or_default()),
            Label::of(row.name.as_deref(), None, "not in these archives").into(),
        ]
    };
    let table = Table::new(columns, view.tokens.iter().map(row)).look(Look::Rows);
    let extent = Phrase::ours(format!("key {}", view.key_id));
    Document {
        sections: vec![Section::new("names", "Names").extent(extent).with(table)],
        ..Document::default()
    }
}
