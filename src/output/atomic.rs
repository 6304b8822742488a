//! A file that appears under its name whole, or not at all.

use super::sweep::Swept;
use super::{failed, folder_of, is_special, sync_folder};
use crate::error::Result;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file that is being written. Dropped before [`AtomicFile::commit`] it leaves nothing behind,
/// and a file that it was to replace stays as it was. Readable by its owner alone.
#[derive(Debug)]
pub struct AtomicFile {
    inner: Inner,
    /// As the caller named it.
    path: PathBuf,
    /// Permissions, unless its owner alone may read it.
    mode: Option<u32>,
}

#[derive(Debug)]
enum Inner {
    /// In the same folder under a temporary name.
    Temporary {
        file: BufWriter<NamedTempFile>,
        /// Where it goes: `path`, or what that links to.
        place: PathBuf,
        force: bool,
        /// A signal does not leave it behind either.
        swept: Swept,
    },
    /// A pipe or a device takes the bytes as they come.
    Special(BufWriter<File>),
}

impl AtomicFile {
    /// Starts a file. With `force` it will replace one that is there.
    ///
    /// # Errors
    /// [`crate::error::Error::Output`] where the folder takes no file.
    pub fn create(path: &Path, force: bool) -> Result<Self> {
        let inner = Self::open(path, force).map_err(|error| failed(path, error))?;
        Ok(Self {
            inner,
            path: path.to_path_buf(),
            mode: None,
        })
    }

    /// The same with these permissions, whatever the process's mask says.
    #[must_use]
    pub fn with_mode(self, mode: Option<u32>) -> Self {
        Self { mode, ..self }
    }

    fn open(path: &Path, force: bool) -> io::Result<Inner> {
        if is_special(path) {
            let device = OpenOptions::new().write(true).open(path)?;
            return Ok(Inner::Special(BufWriter::new(device)));
        }
        let is_link = fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
        let place = match path.canonicalize() {
            Ok(target) if is_link => target,
            _ => path.to_path_buf(),
        };
        let (file, swept) = Swept::create(|| {
            tempfile::Builder::new()
                .prefix(".trailproof-")
                .suffix(".tmp")
                .tempfile_in(folder_of(&place))
        })?;
        Ok(Inner::Temporary {
            swept,
            file: BufWriter::new(file),
            place,
            force,
        })
    }

    /// Puts the file in its place once everything is on the disk.
    ///
    /// # Errors
    /// [`crate::error::Error::Output`] where something could not be written, or where a file has
    /// appeared meanwhile that may not be replaced.
    pub fn commit(self) -> Result<()> {
        let Self { inner, path, mode } = self;
        inner.commit(mode).map_err(|error| failed(&path, error))
    }
}

impl Inner {
    fn commit(self, mode: Option<u32>) -> io::Result<()> {
        match self {
            Self::Special(mut device) => device.flush(),
            Self::Temporary {
                file,
                place,
                force,
                swept,
            } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                if let Some(mode) = mode {
                    widen(file.as_file(), mode)?;
                }
                file.as_file().sync_all()?;
                let persisted = if force {
                    file.persist(&place)
                } else {
                    file.persist_noclobber(&place)
                };
                persisted.map_err(|failure| match failure.error.kind() {
                    ErrorKind::AlreadyExists => io::Error::new(
                        ErrorKind::AlreadyExists,
                        "it exists; name another file, or replace it with --force",
                    ),
                    _ => failure.error,
                })?;
                drop(swept);
                sync_folder(folder_of(&place));
                Ok(())
            }
        }
    }
}

#[cfg(unix)]
fn widen(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn widen(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.inner {
            Inner::Temporary { file, .. } => file.write(bytes),
            Inner::Special(device) => device.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.inner {
            Inner::Temporary { file, .. } => file.flush(),
            Inner::Special(device) => device.flush(),
        }
    }
}
