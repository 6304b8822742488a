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
        Self::commit_all(vec![self])
    }

    /// The same for several files: none is put in its place before all are on the disk. Where one cannot
    /// be put in its place, those that were before it are removed unless they replaced a file.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub fn commit_all(mut files: Vec<Self>) -> Result<()> {
        for Self { inner, path, mode } in &mut files {
            inner.finish(*mode).map_err(|error| failed(path, error))?;
        }
        let mut placed: Vec<PathBuf> = Vec::new();
        for Self { inner, path, .. } in files {
            match inner.place() {
                Ok(Some(place)) => placed.push(place),
                Ok(None) => {}
                Err(error) => {
                    for place in placed {
                        let _ = fs::remove_file(place);
                    }
                    return Err(failed(&path, error));
                }
            }
        }
        Ok(())
    }
}

impl Inner {
    /// Brings everything that was written to the disk, or to the device.
    fn finish(&mut self, mode: Option<u32>) -> io::Result<()> {
        match self {
            Self::Special(device) => device.flush(),
            Self::Temporary { file, .. } => {
                file.flush()?;
                let file = file.get_ref().as_file();
                if let Some(mode) = mode {
                    widen(file, mode)?;
                }
                file.sync_all()
            }
        }
    }

    /// Renames a finished file; gives its place if it replaced nothing there.
    fn place(self) -> io::Result<Option<PathBuf>> {
        match self {
            Self::Special(_) => Ok(None),
            Self::Temporary {
                file,
                place,
                force,
                swept,
            } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                let replaces = force && place.exists();
                let persisted = if force {
                    file.persist(&place)
                } else {
                    file.persist_noclobber(&place)
                };
                persisted.map_err(|failure| match failure.error.kind() {
                    ErrorKind::AlreadyExists => io::Error::new(
                        ErrorKind::AlreadyExists,
                        "it already exists; name another file, or replace it with --force",
                    ),
                    _ => failure.error,
                })?;
                drop(swept);
                sync_folder(folder_of(&place));
                Ok((!replaces).then_some(place))
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
