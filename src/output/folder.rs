//! A folder that appears under its name whole, or not at all.

use super::sweep::Swept;
use super::{Hashed, Sum, failed, folder_of, sync_folder};
use crate::error::{Error, Result};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write as _};
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// A folder that is being filled. Dropped before [`AtomicFolder::commit`] it leaves nothing behind, and neither does
/// a signal that ends the process.
#[derive(Debug)]
pub struct AtomicFolder {
    /// As it was given.
    shown: PathBuf,
    /// Absolute, so that the current folder may change.
    place: PathBuf,
    temporary: PathBuf,
    swept: Swept,
}

impl AtomicFolder {
    /// Refuses, before anything is read, a place that cannot become a new folder.
    ///
    /// # Errors
    /// [`Error::Usage`] where something is there already; [`Error::Output`] where there is no folder to put it into.
    pub fn check(place: &Path) -> Result<()> {
        let shown = place.display();
        if place.as_os_str().is_empty() || place == Path::new("-") {
            let what = format!("`{shown}` does not name a folder");
            return Err(Error::Usage(what).hint("name the folder to create"));
        }
        if fs::symlink_metadata(place).is_ok() {
            let what = format!("{shown} exists, and an evidence pack never replaces anything");
            return Err(Error::Usage(what).hint("name another folder, or remove it first"));
        }
        let name = place.components().next_back();
        let folder = folder_of(place);
        if !matches!(name, Some(Component::Normal(_))) || !folder.is_dir() {
            let message = format!("there is no folder `{}`; create it first", folder.display());
            return Err(failed(place, io::Error::new(ErrorKind::NotFound, message)));
        }
        Ok(())
    }

    /// Begins a folder beside its place.
    ///
    /// # Errors
    /// As [`Self::check`], and [`Error::Output`] with what the system said.
    pub fn create(place: &Path) -> Result<Self> {
        Self::check(place)?;
        let make = || {
            let folder = folder_of(place).canonicalize()?;
            let (temporary, swept) = Swept::folder(|| {
                let made = tempfile::Builder::new()
                    .prefix(".trailproof-")
                    .suffix(".tmp")
                    .tempdir_in(&folder)?;
                Ok(made.keep())
            })?;
            let name = place.file_name().unwrap_or_default();
            io::Result::Ok(Self {
                shown: place.to_path_buf(),
                place: folder.join(name),
                temporary,
                swept,
            })
        };
        make().map_err(|error| failed(place, error))
    }

    /// Where it is being filled.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.temporary
    }

    /// What it means when something in it could not be written.
    #[must_use]
    pub fn failed(&self, error: io::Error) -> Error {
        failed(&self.shown, error)
    }

    /// A folder in it, by a path of plain names; gives its path.
    ///
    /// # Errors
    /// [`Error::Output`] with what the system said.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let path = self.temporary.join(name);
        let made = self.swept.guarded(|| fs::create_dir_all(&path));
        made.map_err(|error| self.failed(error))?;
        Ok(path)
    }

    /// A new file in it, by a path of plain names, with the folders above.
    ///
    /// # Errors
    /// What the system said.
    pub fn file(&self, name: &str) -> io::Result<File> {
        let path = self.temporary.join(name);
        self.swept.guarded(|| {
            if let Some(above) = path.parent() {
                fs::create_dir_all(above)?;
            }
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            {
                use std::os::unix::fs::OpenOptionsExt as _;
                options.mode(0o600);
            }
            options.open(&path)
        })
    }

    /// Copies what is left of `input` into a new file. The inner error is one of reading.
    ///
    /// # Errors
    /// [`Error::Output`] where it could not be written.
    pub fn copy(&self, name: &str, input: &mut dyn Read) -> Result<io::Result<Sum>> {
        let file = self.file(name).map_err(|error| self.failed(error))?;
        let mut out = Hashed::new(file);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match input.read(&mut buffer) {
                Ok(0) => return Ok(Ok(out.finish().1)),
                Ok(n) => out
                    .write_all(&buffer[..n])
                    .map_err(|error| self.failed(error))?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    /// Puts the folder in its place once everything is on the disk.
    ///
    /// # Errors
    /// [`Error::Output`] where something could not be written, or where something has appeared in its place.
    pub fn commit(self) -> Result<()> {
        let put = || {
            for entry in WalkDir::new(&self.temporary).contents_first(true) {
                let entry = entry.map_err(io::Error::from)?;
                File::open(entry.path())?.sync_all()?;
            }
            if fs::symlink_metadata(&self.place).is_ok() {
                return Err(io::Error::new(ErrorKind::AlreadyExists, "it exists"));
            }
            fs::rename(&self.temporary, &self.place)
        };
        put().map_err(|error| failed(&self.shown, error))?;
        sync_folder(folder_of(&self.place));
        Ok(())
    }
}

impl Drop for AtomicFolder {
    /// After [`Self::commit`] nothing is there.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.temporary);
    }
}
