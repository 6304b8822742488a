//! What can end a run, and the exit code that each ending has.
//!
//! A broken *record* is never an error: it is counted in the ledger as rejected. An error here is
//! about a whole input, an output, or the way the program was called.

use std::path::PathBuf;

/// Result of anything that can end the run.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a run could not do what was asked. The text is a sentence for a person: what, where, what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line, the environment or a filter value makes no sense. Exit code 2.
    #[error("{0}")]
    Usage(String),
    /// The configuration file or a catalog cannot be used. Exit code 2.
    #[error("{}: {message}", path.display())]
    Config {
        /// The file at fault.
        path: PathBuf,
        /// What is wrong in it and what to do.
        message: String,
    },
    /// An `ARCHIVE` argument that is a directory or a glob held no archive. Exit code 3.
    #[error(
        "{path}: no archive found; archives are files named *.json, *.jsonl or *.ndjson, each also with .gz or .zst"
    )]
    NothingFound {
        /// The argument as it was given.
        path: String,
    },
    /// A month was asked for, and no archive and no event that was read is of it. Exit code 3.
    #[error("{0}")]
    NoMonth(String),
    /// One or more inputs could not be read to their end. Exit code 4.
    #[error("{0}")]
    Unreadable(String),
    /// An output could not be written. Exit code 4.
    #[error("cannot write {target}: {}", system(source))]
    Output {
        /// The file, or `standard output`.
        target: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The reader of standard output went away, which is how `… | head` ends. Exit code 0.
    #[error("standard output was closed")]
    ClosedPipe,
    /// One of the above with what to do about it, which is shown on a line of its own.
    #[error("{error}; {hint}")]
    Hinted {
        /// What is wrong.
        error: Box<Self>,
        /// What to do.
        hint: String,
    },
}

/// What the system said, without the number of its error, which means nothing to users.
#[must_use]
pub fn system(error: &std::io::Error) -> String {
    let text = error.to_string();
    let Some(code) = error.raw_os_error() else {
        return text;
    };
    text.replace(&format!(" (os error {code})"), "")
}

impl Error {
    /// The same with what to do about it.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self::Hinted {
            error: Box::new(self),
            hint: hint.into(),
        }
    }

    /// The same with what to do about it, where there is something.
    #[must_use]
    pub fn hint_if(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// What is wrong, and what to do about it.
    #[must_use]
    pub fn parts(&self) -> (String, Option<&str>) {
        match self {
            Self::Hinted { error, hint } => (error.to_string(), Some(hint)),
            error => (error.to_string(), None),
        }
    }

    /// The exit code of the program when it ends with this error.
    #[must_use]
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Self::Usage(_) | Self::Config { .. } => ExitStatus::Usage,
            Self::NothingFound { .. } | Self::NoMonth(_) => ExitStatus::NothingFound,
            Self::Unreadable(_) | Self::Output { .. } => ExitStatus::Unreadable,
            Self::ClosedPipe => ExitStatus::Done,
            Self::Hinted { error, .. } => error.exit_status(),
        }
    }
}

/// The exit codes, the same for every command and every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitStatus {
    /// Done as asked.
    Done = 0,
    /// Done, with findings, a difference, or a rejected event under `--strict`.
    Negative = 1,
    /// Usage or configuration error; nothing was read.
    Usage = 2,
    /// No archive found to read.
    NothingFound = 3,
    /// An input could not be read to its end, or an output could not be written.
    Unreadable = 4,
}

impl From<ExitStatus> for std::process::ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}
