//! Every file that a run was told to read, so that no output is written over one of them.

use crate::ingest::Source;
use crate::ingest::identity::Identity;
use std::fs;
use std::path::Path;

/// Files that are read, each with what it is.
#[derive(Debug, Default)]
pub struct Inputs(Vec<(Identity, String)>);

impl Inputs {
    /// The same with archives.
    #[must_use]
    pub fn archives(mut self, sources: &[Source]) -> Self {
        let known = |source: &Source| {
            let identity = Identity::of(source.path.as_deref());
            (identity, format!("an archive, {}", source.shown))
        };
        self.0.extend(sources.iter().map(known));
        self
    }

    /// The same with a file, where there is one.
    #[must_use]
    pub fn file(mut self, what: &str, path: Option<&Path>) -> Self {
        if let Some(path) = path {
            let known = (
                Identity::of(Some(path)),
                format!("{what}, {}", path.display()),
            );
            self.0.push(known);
        }
        self
    }

    /// The same with the files in a folder, where there is one.
    #[must_use]
    pub fn folder(mut self, what: &str, path: Option<&Path>) -> Self {
        let entries = path.and_then(|path| fs::read_dir(path).ok());
        for entry in entries.into_iter().flatten().flatten() {
            self = self.file(what, Some(&entry.path()));
        }
        self
    }

    /// What the file at the path is, if the run reads it under any name.
    pub(super) fn what(&self, path: &Path) -> Option<&str> {
        let own = Identity::of(Some(path));
        let known = self.0.iter().find(|(identity, _)| *identity == own);
        known.map(|(_, what)| what.as_str())
    }
}
