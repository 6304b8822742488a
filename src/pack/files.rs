//! Small files of a pack.

use crate::output::{Hashed, Sum};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 16;

/// Size and digest of a file.
///
/// # Errors
/// What the system said.
pub fn sum_of(path: &Path) -> io::Result<Sum> {
    let mut from = File::open(path)?;
    let mut out = Hashed::new(io::sink());
    let mut buffer = vec![0; BUFFER];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(out.finish().1),
            Ok(n) => out.write_all(&buffer[..n])?,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A file, unless it is longer than `most` bytes.
///
/// # Errors
/// What the system said, or that it is too long.
pub fn read_limited(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let what = format!("it is longer than {most} bytes");
        return Err(io::Error::new(ErrorKind::FileTooLarge, what));
    }
    Ok(bytes)
}

/// The regular files in a folder and below, as paths below it with `/`, in order. None where there is no folder.
///
/// # Errors
/// What the system said.
pub fn folder_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    if fs::symlink_metadata(folder).is_err() {
        return Ok(files);
    }
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_file()
            && let Ok(inside) = entry.path().strip_prefix(folder)
        {
            files.push(slashed(inside));
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// A path with `/` between its parts. Bytes that are not UTF-8 are replaced.
pub(super) fn slashed(path: &Path) -> String {
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// A path of a pack on this system.
pub(super) fn below(root: &Path, name: &str) -> PathBuf {
    root.join(name)
}

/// Opens a file of a pack, which was seen to be a regular one.
///
/// # Errors
/// What the system said.
pub fn open(root: &Path, name: &str) -> io::Result<Box<dyn io::Read + Send>> {
    Ok(Box::new(File::open(below(root, name))?))
}
