//! The only writer to standard error, apart from the progress bar.
//!
//! Any text may quote an archive or a path, so every text is made safe for a terminal here.

use crate::error::Error;
use crate::render::safe::terminal::visible;
use std::io::Write as _;

/// Which messages are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors.
    Quiet,
    /// Warnings and summaries as well.
    #[default]
    Normal,
    /// What is being done as well.
    Verbose,
}

/// Messages for the user, on standard error.
#[derive(Debug, Clone, Copy, Default)]
pub struct Diagnostics {
    verbosity: Verbosity,
}

impl Diagnostics {
    /// One of this verbosity.
    #[must_use]
    pub fn new(verbosity: Verbosity) -> Self {
        Self { verbosity }
    }

    /// Its verbosity.
    #[must_use]
    pub fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Why the run ends, with what to do about it. A closed pipe is silent.
    pub fn error(&self, error: &Error) {
        if !matches!(error, Error::ClosedPipe) {
            let (what, hint) = error.parts();
            self.say(Verbosity::Quiet, "error: ", &what);
            if let Some(hint) = hint {
                self.say(Verbosity::Quiet, "hint: ", hint);
            }
        }
    }

    /// What is wrong with an input.
    pub fn fault(&self, sentence: &str) {
        self.say(Verbosity::Quiet, "error: ", sentence);
    }

    /// Something that the user should look at.
    pub fn warn(&self, sentence: &str) {
        self.say(Verbosity::Normal, "warning: ", sentence);
    }

    /// What was done.
    pub fn note(&self, sentence: &str) {
        self.say(Verbosity::Normal, "note: ", sentence);
    }

    /// What is being done, with `-v`.
    pub fn detail(&self, sentence: &str) {
        self.say(Verbosity::Verbose, "", sentence);
    }

    fn say(&self, from: Verbosity, kind: &str, sentence: &str) {
        if self.verbosity >= from {
            // If standard error is closed, there is nowhere to report it.
            let _ = writeln!(std::io::stderr().lock(), "{kind}{}", visible(sentence));
        }
    }
}
