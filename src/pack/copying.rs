//! Archives are copied while they are read, so that what is in the pack is what was read.

use crate::error::{Error, Result};
use crate::ingest::Source;
use crate::sync::locked;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write as _};
use std::sync::{Arc, Mutex};

/// Copies that are being made, one a source, and the first failure of writing any of them.
pub struct Copies {
    files: Vec<Mutex<Option<File>>>,
    failure: Arc<Mutex<Option<io::Error>>>,
}

impl Copies {
    /// Copies into these files, in the order of the sources.
    #[must_use]
    pub fn new(files: Vec<File>) -> Self {
        let each = |file| Mutex::new(Some(file));
        Self {
            files: files.into_iter().map(each).collect(),
            failure: Arc::default(),
        }
    }

    /// What a source is read through: every byte that is read was written before.
    #[must_use]
    pub fn through(&self, nth: usize, input: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        let copy = self.files.get(nth).and_then(|file| locked(file).take());
        match copy {
            Some(copy) => Box::new(Copying {
                input,
                copy,
                failure: Arc::clone(&self.failure),
            }),
            None => input,
        }
    }

    /// Why a copy could not be written, if one could not.
    #[must_use]
    pub fn failure(&self) -> Option<io::Error> {
        locked(&self.failure).take()
    }
}

struct Copying {
    input: Box<dyn Read + Send>,
    copy: File,
    failure: Arc<Mutex<Option<io::Error>>>,
}

impl Read for Copying {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        if let Err(error) = self.copy.write_all(&out[..read]) {
            let told = io::Error::from(error.kind());
            locked(&self.failure).get_or_insert(error);
            return Err(told);
        }
        Ok(read)
    }
}

/// What can be seen of a file from outside: whether it is another one, or was written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Option<(u64, String, u64)>);

impl Stamp {
    /// The stamp of a source now. Standard input, pipes and devices have none.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let metadata = source
            .path
            .as_ref()
            .and_then(|path| fs::metadata(path).ok());
        let metadata = metadata.filter(Metadata::is_file);
        let stamp = |there: Metadata| {
            let modified = format!("{:?}", there.modified());
            (there.len(), modified, inode(&there))
        };
        Self(metadata.map(stamp))
    }

    /// Refuses a source that is another one than before, or of which not all was read; `shown` is what it is called.
    ///
    /// # Errors
    /// [`Error::Unreadable`].
    pub fn check(&self, source: &Source, bytes: u64, shown: &str) -> Result<()> {
        let changed = *self != Self::of(source);
        let all = self.0.as_ref().is_none_or(|(len, ..)| *len == bytes);
        if !changed && all {
            return Ok(());
        }
        let what = format!("{shown} changed while it was read");
        Err(Error::Unreadable(what).hint("wait until it is complete, then seal again"))
    }
}

#[cfg(unix)]
fn inode(there: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    there.ino()
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
