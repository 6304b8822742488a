//! Sentences that keep the program's words apart from those of an archive.

use crate::render::safe::terminal::visible;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::borrow::Cow;

/// Text of an archive, a file name or a flag: hostile until a medium has made it safe. There is no other way to it
/// than by a function of `safe`; a template is given it with nothing concealed, and escapes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Given(String);

impl Given {
    /// The text as a medium shows it.
    pub(crate) fn safe<'a, S>(&'a self, safe: impl FnOnce(&'a str) -> S) -> S {
        safe(&self.0)
    }
}

impl<T: Into<String>> From<T> for Given {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&visible(&self.0))
    }
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The program's own: safe in every medium.
    Ours(Cow<'static, str>),
    /// Text of an archive, a file name or a flag.
    Given(Given),
}

impl Serialize for Piece {
    /// `{given, text}`, by which a page keeps the direction of writing of foreign text its own.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut piece = serializer.serialize_struct("Piece", 2)?;
        piece.serialize_field("given", &matches!(self, Self::Given(_)))?;
        match self {
            Self::Ours(words) => piece.serialize_field("text", words)?,
            Self::Given(words) => piece.serialize_field("text", words)?,
        }
        piece.end()
    }
}

/// A sentence or a part of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub(crate) struct Phrase(Vec<Piece>);

impl Phrase {
    /// The program's own words.
    pub(crate) fn ours(words: impl Into<Cow<'static, str>>) -> Self {
        Self::default().say(words)
    }

    /// Text of an archive, a file name or a flag.
    pub(crate) fn given(words: &str) -> Self {
        Self::default().quote(words)
    }

    /// Appends the program's own words.
    pub(crate) fn say(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.0.push(Piece::Ours(words));
        }
        self
    }

    /// Appends text of an archive, a file name or a flag.
    pub(crate) fn quote(mut self, words: &str) -> Self {
        self.0.push(Piece::Given(words.into()));
        self
    }

    /// Appends another sentence.
    pub(crate) fn join(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Appends several given texts, separated by commas and, before the last, by the word.
    pub(crate) fn quote_all<'a>(
        mut self,
        words: impl IntoIterator<Item = &'a str>,
        last: &'static str,
    ) -> Self {
        let mut words = words.into_iter().peekable();
        let mut first = true;
        while let Some(word) = words.next() {
            if !first {
                self = self.say(if words.peek().is_some() { ", " } else { last });
            }
            first = false;
            self = self.quote(word);
        }
        self
    }

    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The whole as one string, each given piece made safe by the medium's function.
    pub(crate) fn render<'a, S: AsRef<str>>(&'a self, safe: impl Fn(&'a str) -> S) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Ours(words) => out.push_str(words),
                Piece::Given(words) => out.push_str(words.safe(&safe).as_ref()),
            }
        }
        out
    }
}

impl From<&'static str> for Phrase {
    fn from(words: &'static str) -> Self {
        Self::ours(words)
    }
}

impl From<String> for Phrase {
    fn from(words: String) -> Self {
        Self::ours(words)
    }
}
