//! The listing that a run holds archives against.

use crate::error::{Error, Result};
use crate::ingest::Source;
use crate::listing::Listing;
use std::path::Path;

/// Reads it before the archives, so that a wrong one costs no time. `-` is standard input, unless that is
/// an archive.
pub(super) fn read(path: Option<&Path>, archives: &[Source]) -> Result<Option<(Source, Listing)>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let source = Source {
        path: (path.as_os_str() != "-").then(|| path.to_path_buf()),
        shown: path.to_string_lossy().into_owned(),
    };
    if source.path.is_none() && archives.iter().any(|archive| archive.path.is_none()) {
        let what = "standard input cannot be both the listing and an archive".to_owned();
        return Err(Error::Usage(what).hint("name a file"));
    }
    let listing = Listing::read(&source).map_err(|message| Error::Config {
        path: path.to_path_buf(),
        message,
    })?;
    Ok(Some((source, listing)))
}
