//! A result that is too long to be held in memory.

use super::{AtomicFile, Target, standard_output_failed};
use crate::error::Result;
use std::io::{self, Stdout, Write};

/// Where a long result is written piece by piece. A file is there only once it is committed.
#[derive(Debug)]
pub struct Stream {
    inner: Inner,
    bytes: u64,
}

#[derive(Debug)]
enum Inner {
    Stdout(Stdout),
    File(AtomicFile),
}

impl Stream {
    /// Opens the target.
    ///
    /// # Errors
    /// [`crate::error::Error::Output`] where the folder takes no file.
    pub fn open(target: &Target) -> Result<Self> {
        let inner = match target {
            Target::Stdout => {
                super::sweep::report_file_size_limit();
                Inner::Stdout(io::stdout())
            }
            Target::File { path, force, mode } => {
                Inner::File(AtomicFile::create(path, *force)?.with_mode(*mode))
            }
        };
        Ok(Self { inner, bytes: 0 })
    }

    /// The number of bytes that were written.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Puts several files, and one that is complete beside them, in their places: all or none. Where one cannot be put
    /// there, those that were put there before and replaced nothing are taken away again. What went to standard
    /// output cannot be taken back.
    ///
    /// # Errors
    /// [`crate::error::Error::Output`] with what the system said.
    pub fn commit_all(streams: Vec<Self>, beside: Option<AtomicFile>) -> Result<()> {
        let mut files = Vec::new();
        for stream in streams {
            match stream.inner {
                Inner::Stdout(mut stdout) => stdout.flush().map_err(standard_output_failed)?,
                Inner::File(file) => files.push(file),
            }
        }
        AtomicFile::commit_all(files.into_iter().chain(beside).collect())
    }

    /// Puts the file in its place; gives the number of bytes that were written.
    ///
    /// # Errors
    /// [`crate::error::Error`], as the target has it.
    pub fn commit(self, target: &Target) -> Result<u64> {
        match self.inner {
            Inner::Stdout(mut stdout) => stdout.flush().map_err(|error| target.failed(error))?,
            Inner::File(file) => file.commit()?,
        }
        Ok(self.bytes)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.inner {
            Inner::Stdout(stdout) => stdout.write(bytes),
            Inner::File(file) => file.write(bytes),
        }?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.inner {
            Inner::Stdout(stdout) => stdout.flush(),
            Inner::File(file) => file.flush(),
        }
    }
}
