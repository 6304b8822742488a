//! The archives to read.

use clap::Args;
use std::ffi::OsString;

/// What to read.
#[derive(Debug, Args)]
pub struct Archives {
    /// Archives: files, folders, quoted patterns, or - for standard input
    ///
    /// A folder is searched, with the folders in it, for *.json, *.jsonl and *.ndjson, each also
    /// with .gz or .zst. Links out of it are not followed. In a quoted pattern, * and ? stop at /
    /// and ** does not. Compression and shape are recognised by content. A file that is given
    /// twice is read once.
    #[arg(value_name = "ARCHIVE", required = true)]
    pub archives: Vec<OsString>,
}
