//! When two paths are the same file: device and inode where the system has them, else the
//! canonical path. Nothing is opened, so a named pipe is neither waited for nor consumed.

use std::path::{Path, PathBuf};

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// Device and inode.
    #[cfg(unix)]
    Node(u64, u64),
    /// Path without links, or the path as given where nothing is there yet.
    Path(PathBuf),
    /// Standard input of which the system does not say what it is.
    StandardInput,
}

impl Identity {
    /// Identity of a path; `None` is standard input, which can be a file that is also named.
    pub(crate) fn of(path: Option<&Path>) -> Self {
        let place = path.unwrap_or(Path::new("/dev/stdin"));
        if let Some(node) = node(place) {
            return node;
        }
        match path {
            None => Self::StandardInput,
            Some(path) => Self::Path(
                path.canonicalize()
                    .or_else(|_| std::path::absolute(path))
                    .unwrap_or_else(|_| path.to_path_buf()),
            ),
        }
    }
}

#[cfg(unix)]
fn node(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = std::fs::metadata(path).ok()?;
    Some(Identity::Node(metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn node(_: &Path) -> Option<Identity> {
    None
}
