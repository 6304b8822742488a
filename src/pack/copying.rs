//! Archives are copied while they are read, so that what is in the pack is what was read.

use crate::error::{Error, Result};
use crate::ingest::Source;
use crate::sync::locked;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write as _};
use std::sync::{Arc, Mutex};

/// Makes copies of sources, and keeps the first failure of writing any of them.
pub struct Copies<F> {
    create: F,
    failure: Arc<Mutex<Option<io::Error>>>,
}

impl<F: Fn(usize) -> io::Result<File>> Copies<F> {
    /// Copies into files that `create` makes, given the place of a source among all.
    pub fn new(create: F) -> Self {
        Self {
            create,
            failure: Arc::default(),
        }
    }

    /// What a source is read through: every byte that is read was written before.
    pub fn through(&self, nth: usize, input: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        let failure = Arc::clone(&self.failure);
        let copy = (self.create)(nth)
            .map_err(|error| told(&failure, error))
            .ok();
        Box::new(Copying {
            input,
            copy,
            failure,
        })
    }

    /// Why a copy could not be written, if one could not.
    #[must_use]
    pub fn failure(&self) -> Option<io::Error> {
        locked(&self.failure).take()
    }
}

/// Keeps a failure of writing; gives what stands for it where it is taken for one of reading.
fn told(failure: &Mutex<Option<io::Error>>, error: io::Error) -> io::Error {
    let told = io::Error::from(error.kind());
    locked(failure).get_or_insert(error);
    told
}

struct Copying {
    input: Box<dyn Read + Send>,
    /// `None` where it could not be made.
    copy: Option<File>,
    failure: Arc<Mutex<Option<io::Error>>>,
}

impl Read for Copying {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(copy) = &mut self.copy else {
            return Err(io::Error::other("its copy cannot be written"));
        };
        let read = self.input.read(out)?;
        match copy.write_all(&out[..read]) {
            Ok(()) => Ok(read),
            Err(error) => Err(told(&self.failure, error)),
        }
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
        Err(Error::Unreadable(what).hint("wait until the file is complete, then seal again"))
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
