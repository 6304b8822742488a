//! `trailproof.toml`: where it is and what it says.

use super::{CatalogRef, Environment, FILE_VARIABLE, Layer};
use crate::error::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Name of the file that is looked for.
pub const FILE_NAME: &str = "trailproof.toml";

/// Which configuration file to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FileChoice {
    /// The one that `TRAILPROOF_CONFIG` names, else the nearest `trailproof.toml` in the current
    /// folder or one above it, else none.
    #[default]
    Nearest,
    /// `--config`: this one.
    Given(PathBuf),
    /// `--isolated`: none, and no `TRAILPROOF_…` variable either.
    Isolated,
}

/// The file to read, where there is one.
pub(super) fn find(choice: &FileChoice, environment: &Environment) -> Result<Option<PathBuf>> {
    match choice {
        FileChoice::Isolated => return Ok(None),
        FileChoice::Given(path) => return Ok(Some(path.clone())),
        FileChoice::Nearest => {}
    }
    if let Some(path) = environment.get_os(FILE_VARIABLE) {
        return Ok(Some(PathBuf::from(path)));
    }
    let folders = environment.folder().into_iter().flat_map(Path::ancestors);
    for path in folders.map(|folder| folder.join(FILE_NAME)) {
        match fs::symlink_metadata(&path) {
            Ok(_) => return Ok(Some(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(&path, &error)),
        }
    }
    Ok(None)
}

/// Reads a file. A relative catalog in it is relative to the file.
pub(super) fn read(path: &Path) -> Result<Layer> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut layer: Layer = toml::from_str(text).map_err(|error| Error::Config {
        path: path.to_path_buf(),
        message: sentence(&error, text),
    })?;
    if let (Some(CatalogRef::File(catalog)), Some(folder)) = (&mut layer.catalog, path.parent()) {
        *catalog = folder.join(&*catalog);
    }
    Ok(layer)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Config {
        path: path.to_path_buf(),
        message: format!(
            "the configuration file cannot be read: {error}; name another one with --config, or read none with --isolated"
        ),
    }
}

/// What the parser says, in words of this program and with the line.
fn sentence(error: &toml::de::Error, text: &str) -> String {
    let message = error.message().replace("unknown field", "unknown key");
    let before = error.span().and_then(|span| text.get(..span.start));
    match before {
        Some(before) => format!("line {}: {message}", before.matches('\n').count() + 1),
        None => message,
    }
}
