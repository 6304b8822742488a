//! Environment variables and the current folder, read once so that tests can supply their own.

use super::row::{Layer, Origin, Row, refused};
use super::{FILE_VARIABLE, ROWS};
use crate::error::{Error, Result};
use crate::nearest::nearest;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What the names of this program's variables begin with.
const PREFIX: &str = "TRAILPROOF_";

/// The known variable that is most like a name. What all of them begin with makes none of them alike.
fn meant(name: &str, known: impl Iterator<Item = &'static str>) -> String {
    let own = |name: &'static str| name.strip_prefix(PREFIX);
    let text = name.strip_prefix(PREFIX).unwrap_or(name);
    match nearest(text, known.filter_map(own)).first() {
        Some(own) => format!("did you mean `{PREFIX}{own}`? "),
        None => String::new(),
    }
}

/// Environment variables and the current folder.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    folder: Option<PathBuf>,
}

impl Environment {
    /// That of this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            variables: std::env::vars_os().collect(),
            folder: std::env::current_dir().ok(),
        }
    }

    /// One with these variables and this current folder.
    #[must_use]
    pub fn new(variables: &[(&str, &str)], folder: &Path) -> Self {
        let own = |(name, value): &(&str, &str)| (OsString::from(name), OsString::from(value));
        Self {
            variables: variables.iter().map(own).collect(),
            folder: Some(folder.to_path_buf()),
        }
    }

    /// The current folder, where there is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// A variable; an empty one counts as not set.
    #[must_use]
    pub fn get_os(&self, name: &str) -> Option<&OsStr> {
        let value = self.variables.get(OsStr::new(name))?;
        (!value.is_empty()).then_some(value)
    }

    /// A variable as text; an empty one counts as not set.
    ///
    /// # Errors
    /// [`Error::Usage`] where it is not UTF-8.
    pub fn get(&self, name: &str) -> Result<Option<&str>> {
        let text =
            |value: &OsStr| Error::Usage(format!("{name}: {} is not UTF-8", value.display()));
        self.get_os(name)
            .map(|value| value.to_str().ok_or_else(|| text(value)))
            .transpose()
    }

    /// What the variables say about settings.
    ///
    /// # Errors
    /// [`Error::Usage`] for a value that a setting cannot have, and for a variable of this program's
    /// that does not exist.
    pub(super) fn layer(&self) -> Result<Layer> {
        let layer = self.layer_of(ROWS)?;
        let known = || ROWS.iter().map(|row| row.variable).chain([FILE_VARIABLE]);
        for name in self.variables.keys() {
            let name = name.to_string_lossy();
            if name.starts_with(PREFIX) && !known().any(|known| known == name) {
                let meant = meant(&name, known());
                let what = format!("environment variable {name}: there is no such setting");
                return Err(Error::Usage(what).hint(format!(
                    "{meant}unset it, or give --isolated; `trailproof config show --help` lists all variables"
                )));
            }
        }
        Ok(layer)
    }

    /// What the variables say about some settings.
    ///
    /// # Errors
    /// [`Error::Usage`] for a value that a setting cannot have.
    pub(super) fn layer_of<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> Result<Layer> {
        let mut layer = Layer::default();
        for row in rows.into_iter().filter(|row| !row.variable.is_empty()) {
            let name = row.variable;
            if let Some(text) = self.get(name)? {
                let set = layer.set(row, text, Origin::Environment(name));
                set.map_err(|error| refused(&format!("environment variable {name}"), &error))?;
            }
        }
        Ok(layer)
    }
}
