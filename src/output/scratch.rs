//! Room on disk for what does not fit into memory.

use super::failed;
use crate::error::{Error, system};
use crate::sync::locked;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::Mutex;

/// One temporary file without a name: no other process sees it, and it is gone when this one ends,
/// however it ends. It is made when something is first written.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    file: Option<File>,
    end: u64,
}

impl Scratch {
    /// Room in a folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            inner: Mutex::default(),
        }
    }

    /// Sets so many bytes aside; gives where they start.
    #[must_use]
    pub fn reserve(&self, len: u64) -> u64 {
        let mut inner = locked(&self.inner);
        let start = inner.end;
        inner.end += len;
        start
    }

    /// Writes at a place that was set aside.
    ///
    /// # Errors
    /// What the system said, for example that the disk is full.
    pub fn write_at(&self, place: u64, bytes: &[u8]) -> io::Result<()> {
        let inner = &mut *locked(&self.inner);
        let file = match &mut inner.file {
            Some(file) => file,
            none => {
                super::sweep::report_file_size_limit();
                none.insert(tempfile::tempfile_in(&self.folder)?)
            }
        };
        file.seek(SeekFrom::Start(place))?;
        file.write_all(bytes)
    }

    /// Reads what was written at a place.
    ///
    /// # Errors
    /// What the system said.
    pub fn read_at(&self, place: u64, bytes: &mut [u8]) -> io::Result<()> {
        match &mut locked(&self.inner).file {
            Some(file) => {
                file.seek(SeekFrom::Start(place))?;
                file.read_exact(bytes)
            }
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    /// What a failure here means.
    #[must_use]
    pub fn failed(&self, error: io::Error) -> Error {
        let message = format!(
            "{}; events are sorted in this file, which needs as much space as they do; free some space there, or give more --memory",
            system(&error)
        );
        let place = format!("a temporary file in {}", self.folder.display());
        failed(place.as_ref(), io::Error::new(error.kind(), message))
    }
}
