//! Which catalog holds: a built-in one by its name, or a file.

use super::value::{Value, listed};
use crate::catalog::{AUTO, Catalog, Catalogs};
use crate::error::{Error, Result, system};
use crate::nearest::did_you_mean;
use std::fs;
use std::path::{Path, PathBuf};

/// A catalog by name or by file. A built-in name goes first: a file of that name is `./NAME`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CatalogRef {
    /// For each event the built-in catalog of its month.
    #[default]
    Auto,
    /// Name of a built-in catalog.
    BuiltIn(String),
    /// A file in the form of the built-in ones.
    File(PathBuf),
}

impl CatalogRef {
    /// The file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Auto | Self::BuiltIn(_) => None,
            Self::File(path) => Some(path),
        }
    }
}

impl Value for CatalogRef {
    fn parse(text: &str) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::Usage("`` is not a catalog".to_owned()).hint(known()));
        }
        Ok(if text == AUTO {
            Self::Auto
        } else if Catalog::names().any(|name| name == text) {
            Self::BuiltIn(text.to_owned())
        } else {
            Self::File(PathBuf::from(text))
        })
    }

    fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Auto => AUTO.into(),
            Self::BuiltIn(name) => name.as_str().into(),
            Self::File(path) => path.to_string_lossy().into(),
        }
    }

    fn based(self, folder: &Path) -> Self {
        match self {
            Self::File(path) => Self::File(folder.join(path)),
            built_in => built_in,
        }
    }
}

/// Loads what events are held against.
///
/// # Errors
/// [`Error::Config`] for a file that cannot be read or is no catalog; it tells the built-in names.
pub fn load_catalogs(catalog: &CatalogRef) -> Result<Catalogs> {
    let only = match catalog {
        CatalogRef::Auto => return Ok(Catalogs::auto()),
        CatalogRef::BuiltIn(name) => Catalog::built_in(name)
            .ok_or_else(|| Error::Usage(format!("{name}: no such catalog")).hint(known()))?,
        CatalogRef::File(path) => {
            let failed = |message| Error::Config {
                path: path.clone(),
                message,
            };
            let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
            Catalog::from_json(&text).map_err(failed)?
        }
    };
    Ok(Catalogs::only(only))
}

/// A missing catalog is most often a misspelt name of one that is built in.
fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let text = path.to_string_lossy();
    let what = match error.kind() {
        std::io::ErrorKind::NotFound => "no such catalog, and no such file".to_owned(),
        _ => format!("the catalog cannot be read: {}", system(error)),
    };
    let meant = did_you_mean(&text, Catalog::names());
    Error::Config {
        path: path.to_path_buf(),
        message: what,
    }
    .hint(format!("{meant}{}", known()))
}

fn known() -> String {
    let names: Vec<_> = Catalog::names().collect();
    format!(
        "give the path of a catalog file, {AUTO}, or a built-in name: {}",
        listed(&names)
    )
}
