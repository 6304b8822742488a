//! The one place that writes to standard error, apart from the progress bar.
//!
//! Every text may quote an archive or a path, so every text is made safe for a terminal here.

use crate::error::Error;
use crate::render::safe::terminal::visible;
use std::io::Write as _;

/// How much to say.
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

/// Says things to the person who runs the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct Diagnostics {
    verbosity: Verbosity,
}

impl Diagnostics {
    /// One that says so much.
    #[must_use]
    pub fn new(verbosity: Verbosity) -> Self {
        Self { verbosity }
    }

    /// How much it says.
    #[must_use]
    pub fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Says why the run ends. A closed pipe is no error.
    pub fn error(&self, error: &Error) {
        if !matches!(error, Error::ClosedPipe) {
            let (what, hint) = error.parts();
            self.say(Verbosity::Quiet, "error: ", &what);
            if let Some(hint) = hint {
                self.say(Verbosity::Quiet, "hint: ", hint);
            }
        }
    }

    /// Says what is wrong with an input.
    pub fn fault(&self, sentence: &str) {
        self.say(Verbosity::Quiet, "error: ", sentence);
    }

    /// Says what somebody should look at.
    pub fn warn(&self, sentence: &str) {
        self.say(Verbosity::Normal, "warning: ", sentence);
    }

    /// Says what was done.
    pub fn note(&self, sentence: &str) {
        self.say(Verbosity::Normal, "note: ", sentence);
    }

    /// Says what is being done, under `-v`.
    pub fn detail(&self, sentence: &str) {
        self.say(Verbosity::Verbose, "", sentence);
    }

    fn say(&self, from: Verbosity, kind: &str, sentence: &str) {
        if self.verbosity >= from {
            // Where standard error is gone there is nobody left to tell.
            let _ = writeln!(std::io::stderr().lock(), "{kind}{}", visible(sentence));
        }
    }
}
