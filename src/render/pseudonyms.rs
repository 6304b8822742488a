//! The names behind pseudonyms in every format.

use super::catalog::CatalogOutput;
use super::{TableOptions, outline, terminal};
use crate::view::pseudonyms::{ResolvedRow, ResolvedView};

impl CatalogOutput for ResolvedView {
    fn columns(&self) -> &'static [&'static str] {
        &["token", "kind", "name"]
    }

    fn table(&self, options: &TableOptions) -> String {
        terminal::text(outline::resolved(self), options)
    }

    fn names(&self) -> Vec<String> {
        let names = self.tokens.iter().filter_map(|row| row.name.clone());
        names.collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |row: &ResolvedRow| {
            vec![
                row.token.clone(),
                row.kind.unwrap_or_default().to_owned(),
                row.name.clone().unwrap_or_default(),
            ]
        };
        self.tokens.iter().map(row).collect()
    }
}
