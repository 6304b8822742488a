//! Bytes that are counted and digested while they are written.

use sha2::{Digest as _, Sha256};
use std::io::{Result, Write};

/// A writer that counts and digests what it passes on.
#[derive(Debug)]
pub struct Hashed<W> {
    inner: W,
    sha256: Sha256,
    bytes: u64,
}

/// Size and digest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// Bytes.
    pub bytes: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
}

impl<W: Write> Hashed<W> {
    /// Passes on to `inner`.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            sha256: Sha256::new(),
            bytes: 0,
        }
    }

    /// The writer, and what went through.
    pub fn finish(self) -> (W, Sum) {
        let digest = self.sha256.finalize();
        let sum = Sum {
            bytes: self.bytes,
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        };
        (self.inner, sum)
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }
}
