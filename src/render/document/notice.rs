//! How something is meant: good or bad, more or less.

use super::Phrase;
use serde::Serialize;

/// How a notice is meant, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mood {
    /// Evidence was refused.
    Alarm,
    /// Something to look at.
    Warning,
    /// Worth knowing, and nothing to do.
    Plain,
    /// As it should be.
    Good,
}

impl Mood {
    /// How a finding of that severity is meant.
    pub(crate) fn of_severity(severity: &str) -> Self {
        match severity {
            "error" => Self::Alarm,
            "warning" => Self::Warning,
            _ => Self::Plain,
        }
    }
}

/// One sentence to the reader.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Notice {
    pub(crate) mood: Mood,
    pub(crate) text: Phrase,
}

impl Notice {
    pub(crate) fn new(mood: Mood, text: impl Into<Phrase>) -> Self {
        Self {
            mood,
            text: text.into(),
        }
    }
}

/// What became of a thing between two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Sign {
    New,
    Gone,
    Renamed,
    More,
    Less,
    Same,
}

impl Sign {
    /// One character.
    pub(crate) const fn mark(self) -> &'static str {
        match self {
            Self::New => "+",
            Self::Gone => "−",
            Self::Renamed => "~",
            Self::More => "▲",
            Self::Less => "▼",
            Self::Same => "=",
        }
    }

    /// One word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Renamed => "renamed",
            Self::More => "more",
            Self::Less => "less",
            Self::Same => "same",
        }
    }
}
