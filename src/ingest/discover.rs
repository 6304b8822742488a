//! `ARCHIVE` arguments become a list of inputs, each once and in an order that depends on the
//! arguments and on names alone.
//!
//! What is named is taken as it is and fails, if it must, when it is opened. What is searched for
//! is never passed over in silence: a folder that cannot be listed ends the run.

use super::{glob, identity::Identity};
use crate::error::{Error, Result};
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it is; `None` is standard input.
    pub path: Option<PathBuf>,
    /// The path as given or found, `-` for standard input. Bytes that are not UTF-8 are replaced.
    pub shown: String,
}

impl Source {
    fn new(path: PathBuf) -> Self {
        Self {
            shown: path.to_string_lossy().into_owned(),
            path: Some(path),
        }
    }

    fn standard_input() -> Self {
        Self {
            path: None,
            shown: "-".to_owned(),
        }
    }

    /// Opens the input for reading from its first byte.
    ///
    /// # Errors
    /// What the system says; a folder that is named like a file cannot be read either.
    pub fn open(&self) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(match &self.path {
            Some(path) => Box::new(fs::File::open(path)?),
            None => Box::new(std::io::stdin()),
        })
    }

    /// Size in bytes where it is known before reading, which is so for regular files.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        let metadata = fs::metadata(self.path.as_ref()?).ok()?;
        metadata.is_file().then_some(metadata.len())
    }
}

/// What the bytes of sources go through as they are read: given a source's place among all, and its bytes.
pub type Through<'p> = dyn Fn(usize, Box<dyn Read + Send>) -> Box<dyn Read + Send> + Sync + 'p;

/// Sum of the sizes of all inputs, unless one has none.
#[must_use]
pub fn total_size(sources: &[Source]) -> Option<u64> {
    sources.iter().map(Source::size).sum()
}

/// Finds the inputs that the arguments mean: files, folders, patterns, and `-`.
///
/// A file that is meant twice is listed where it is meant first.
///
/// # Errors
/// [`Error::NothingFound`] for a folder or a pattern without any archive, [`Error::Unreadable`]
/// for a folder that cannot be listed, [`Error::Usage`] for a malformed pattern.
pub fn discover(arguments: &[OsString]) -> Result<Vec<Source>> {
    let mut seen = HashSet::new();
    let mut sources = Vec::new();
    for argument in arguments {
        let found = expand(argument)?;
        if found.is_empty() {
            return Err(Error::NothingFound {
                path: argument.to_string_lossy().into_owned(),
            });
        }
        for source in found {
            if seen.insert(Identity::of(source.path.as_deref())) {
                sources.push(source);
            }
        }
    }
    Ok(sources)
}

fn expand(argument: &OsStr) -> Result<Vec<Source>> {
    if argument == "-" {
        return Ok(vec![Source::standard_input()]);
    }
    let path = Path::new(argument);
    if path.is_dir() {
        return Ok(listed(folder(path)?));
    }
    if fs::symlink_metadata(path).is_err()
        && let Some(pattern) = argument.to_str().filter(|text| glob::is_pattern(text))
    {
        return pattern_matches(pattern);
    }
    Ok(vec![Source::new(path.to_path_buf())])
}

fn pattern_matches(pattern: &str) -> Result<Vec<Source>> {
    let mut files = Vec::new();
    for path in glob::matches(pattern)? {
        match fs::metadata(&path) {
            Ok(at) if at.is_dir() => files.extend(folder(&path)?),
            Ok(at) if !at.is_file() => {} // a pipe or a device: only by its own name
            _ => files.push(path),
        }
    }
    Ok(listed(files))
}

fn listed(mut files: Vec<PathBuf>) -> Vec<Source> {
    files.sort_unstable_by(|a, b| bytes(a).cmp(bytes(b)));
    files.dedup();
    files.into_iter().map(Source::new).collect()
}

/// Archives in a folder and below, in no order. A link counts when it leads to a regular file
/// inside the folder that would not be listed without it.
fn folder(root: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut links) = (Vec::new(), Vec::new());
    let mut entries = WalkDir::new(root).min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| glob::unreadable(&error))?;
        if entry.file_type().is_dir() && is_pack(entry.path()) {
            // What it says of itself stands for it: it is told, and no archive in it counts a second time.
            entries.skip_current_dir();
            files.push(entry.path().join(PACK));
            continue;
        }
        if !has_archive_name(entry.file_name()) {
            continue;
        }
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        } else if entry.file_type().is_symlink() {
            links.push(entry.into_path());
        }
    }
    if !links.is_empty() {
        links.sort_unstable_by(|a, b| bytes(a).cmp(bytes(b)));
        let home = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let mut known: HashSet<_> = files.iter().map(|f| Identity::of(Some(f))).collect();
        for link in links {
            let Ok(target) = link.canonicalize() else {
                continue; // leads nowhere, so not to a file inside the folder
            };
            if target.starts_with(&home)
                && target.is_file()
                && known.insert(Identity::of(Some(&target)))
            {
                files.push(link);
            }
        }
    }
    Ok(files)
}

/// What an evidence pack says of itself.
const PACK: &str = "data/manifest.json";

/// Whether a folder is an evidence pack of this program.
#[must_use]
pub fn is_pack(folder: &Path) -> bool {
    folder.join("bagit.txt").is_file() && folder.join(PACK).is_file()
}

/// Whether a file of that name is looked for in a folder.
fn has_archive_name(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes().to_ascii_lowercase();
    let stem = [".gz", ".zst"]
        .iter()
        .find_map(|end| name.strip_suffix(end.as_bytes()))
        .unwrap_or(&name);
    [".json", ".jsonl", ".ndjson"]
        .iter()
        .any(|end| stem.ends_with(end.as_bytes()))
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

#[cfg(test)]
#[path = "discover_tests.rs"]
mod tests;
