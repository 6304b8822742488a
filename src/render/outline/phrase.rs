//! Sentences that keep the program's words apart from those of an archive.

use std::borrow::Cow;

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The program's own: safe in every medium.
    Ours(Cow<'static, str>),
    /// From an archive, a file name or a flag: hostile until a medium has made it safe.
    Given(String),
}

/// A sentence or a part of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Phrase(Vec<Piece>);

impl Phrase {
    /// The program's own words.
    pub(crate) fn ours(words: impl Into<Cow<'static, str>>) -> Self {
        Self::default().say(words)
    }

    /// Somebody else's words.
    pub(crate) fn given(words: &str) -> Self {
        Self::default().quote(words)
    }

    /// Goes on with the program's own words.
    pub(crate) fn say(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Piece::Ours(words.into()));
        self
    }

    /// Goes on with somebody else's words.
    pub(crate) fn quote(mut self, words: &str) -> Self {
        self.0.push(Piece::Given(words.to_owned()));
        self
    }

    /// Goes on with another sentence.
    pub(crate) fn join(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Goes on with several, separated by commas and, before the last, by the word.
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

    /// Its pieces in order.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The whole as one string, each given piece made safe by the medium's function.
    pub(crate) fn render<'a, S: AsRef<str>>(&'a self, safe: impl Fn(&'a str) -> S) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Ours(words) => out.push_str(words),
                Piece::Given(words) => out.push_str(safe(words).as_ref()),
            }
        }
        out
    }
}
