//! Columns of a sheet.

use super::parts::Style;
use std::borrow::Cow;

/// A column by its head and by what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    head: Cow<'static, str>,
    /// The look of its cells; by the value of each where there is none.
    pub(super) style: Option<Style>,
}

/// What a column holds, as far as it decides how text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Instants.
    Time,
    /// Days.
    Day,
    /// Anything else.
    Other,
}

impl Column {
    const fn new(head: Cow<'static, str>, style: Style) -> Self {
        Self {
            head,
            style: Some(style),
        }
    }

    /// Values of any kind.
    pub(super) fn any(head: &'static str) -> Self {
        Self {
            head: head.into(),
            style: None,
        }
    }

    /// Names, ids, words.
    pub(crate) fn text(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Text)
    }

    /// Sentences, which break into lines.
    pub(crate) fn prose(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Prose)
    }

    /// Counts.
    pub(crate) fn integer(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Integer)
    }

    /// Numbers with a fraction.
    pub(crate) fn number(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Number)
    }

    /// Instants in UTC.
    pub(crate) fn time(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Time)
    }

    /// Days.
    pub(crate) fn day(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Day)
    }

    /// Yes or no.
    pub(crate) fn truth(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Truth)
    }

    /// What stands above it.
    pub(super) fn head(&self) -> &str {
        &self.head
    }

    /// Whether its texts break into lines.
    pub(super) const fn breaks(&self) -> bool {
        matches!(self.style, None | Some(Style::Prose))
    }

    pub(super) const fn kind(&self) -> Kind {
        match self.style {
            Some(Style::Time) => Kind::Time,
            Some(Style::Day) => Kind::Day,
            _ => Kind::Other,
        }
    }
}
