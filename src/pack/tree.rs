//! What lies in a folder that may come from anyone. No link is followed and nothing is opened.

use super::Code;
use super::files::slashed;
use super::found::Findings;
use super::line::{MOST_LINES, is_plain};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// Most files and folders; twice what manifests may list.
const MOST: usize = 2 * MOST_LINES;
/// Bytes of all paths together.
const MOST_BYTES: usize = 64 << 20;
/// Deepest folder.
const DEEPEST: usize = 64;

/// Regular files of plain names, with their sizes, and folders.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) files: BTreeMap<String, u64>,
    folders: BTreeSet<String>,
}

impl Tree {
    /// Walks through a folder; says what must not be in it.
    pub(super) fn walk(root: &Path, findings: &mut Findings) -> io::Result<Self> {
        let mut tree = Self::default();
        let entries = WalkDir::new(root).min_depth(1).max_depth(DEEPEST);
        let mut bytes = 0;
        for (nth, entry) in entries.into_iter().enumerate() {
            let entry = entry.map_err(io::Error::from)?;
            bytes += entry.path().as_os_str().len();
            if nth == MOST || bytes > MOST_BYTES {
                let what = format!(
                    "it contains more than {MOST} files and folders, the most that a pack may have"
                );
                findings.add(Code::V09, None, what);
                break;
            }
            let name = slashed(entry.path().strip_prefix(root).unwrap_or(entry.path()));
            let kind = entry.file_type();
            if kind.is_symlink() {
                findings.add(
                    Code::V05,
                    Some(&name),
                    "it is a link, which a pack must not contain",
                );
            } else if !kind.is_file() && !kind.is_dir() {
                let what = "it is neither a file nor a folder";
                findings.add(Code::V05, Some(&name), what);
            } else if !is_plain(&name) {
                let what = "the manifest of a pack cannot list a file of this name";
                findings.add(Code::V03, Some(&name), what);
            } else if kind.is_dir() {
                if entry.depth() == DEEPEST {
                    let what =
                        "the folder is nested {DEEPEST} levels deep, deeper than a pack allows";
                    findings.add(Code::V03, Some(&name), what);
                }
                tree.folders.insert(name);
            } else {
                let size = entry.metadata().map_err(io::Error::from)?.len();
                tree.files.insert(name, size);
            }
        }
        Ok(tree)
    }

    /// Folders without a file in them or below.
    pub(super) fn empty_folders(&self) -> impl Iterator<Item = &str> {
        let empty = |folder: &&String| {
            let within = format!("{folder}/");
            let next = self.files.range(within.clone()..).next();
            !next.is_some_and(|(name, _)| name.starts_with(&within))
        };
        self.folders.iter().filter(empty).map(String::as_str)
    }
}
