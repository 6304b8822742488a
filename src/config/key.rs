//! The file that has the key of pseudonyms.

use crate::error::{Error, Result, system};
use crate::pseudonym::{Key, LEAST_KEY, MOST_KEY};
use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::Path;
use zeroize::Zeroizing;

/// How to have one.
const NEW: &str = "`trailproof pseudonyms new FILE` makes a key";

/// Reads a key. Nothing of it is repeated, whatever is wrong with it.
///
/// # Errors
/// [`Error::Config`] for a file that cannot be read, that others than its owner can open, or that is too short or too long.
pub fn load_key(path: &Path) -> Result<Key> {
    let failed = |message: String| Error::Config {
        path: path.to_path_buf(),
        message,
    };
    let unreadable = |error: std::io::Error| {
        failed(format!("the key cannot be read: {}", system(&error))).hint(NEW)
    };
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(failed("the key is not a regular file".to_owned()).hint(NEW));
    }
    if let Some(mode) = open_to_others(&about) {
        let what =
            format!("other users can read the key (mode {mode:o}), so it may no longer be secret");
        let hint = format!("`chmod 600 {}`, or make a new key", path.display());
        return Err(failed(what).hint(hint));
    }
    // One allocation, or copies would stay behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MOST_KEY + 1));
    let read = file.take(MOST_KEY as u64 + 1).read_to_end(&mut bytes);
    read.map_err(unreadable)?;
    if bytes.len() > MOST_KEY {
        return Err(failed(format!("longer than {MOST_KEY} bytes: this is not a key")).hint(NEW));
    }
    let length = bytes.len();
    Key::new(bytes).ok_or_else(|| {
        let what = format!("{length} bytes are too short for a key; it needs at least {LEAST_KEY}");
        failed(what).hint(NEW)
    })
}

/// The permissions of a file that others than its owner can open.
#[cfg(unix)]
fn open_to_others(about: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    let mode = about.mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn open_to_others(_: &Metadata) -> Option<u32> {
    None
}
