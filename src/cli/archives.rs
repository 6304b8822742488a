//! The archives to read.

use clap::Args;
use std::ffi::OsString;

/// What to read.
#[derive(Debug, Args)]
pub struct Archives {
    /// Archives: files, folders, quoted patterns, or - for standard input
    ///
    /// Folders are searched recursively for *.json, *.jsonl and *.ndjson, each also
    /// with .gz or .zst. Symbolic links that lead outside the folder are not followed. In a quoted
    /// pattern, * and ? do not match /, but ** does. Compression and layout are recognised by content.
    /// A file given twice is read once.
    #[arg(value_name = "ARCHIVE", required = true)]
    pub archives: Vec<OsString>,
}
