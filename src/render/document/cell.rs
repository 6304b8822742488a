//! A cell of a table: what people read, and the value by which a machine puts it in order.

use super::{Given, Label, Mood, Phrase, Sign};
use crate::render::figures;
use serde::Serialize;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "of", rename_all = "lowercase")]
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// A thing by its name.
    Label(Box<Label>),
    /// Words.
    Words(Phrase),
    /// A word that should be seen.
    Badge(Mood, Phrase),
    /// A figure of the program's own.
    Number(Figure<String>),
    /// A time, a day or a month. As it stands in an archive it may be anything.
    Time(Figure<Given>),
    /// A digest, a path: characters that mean nothing by themselves.
    Code(Given),
    /// A part of a whole, drawn.
    Bar { part: u64, whole: u64 },
    /// The same before and after.
    Bars { was: u64, is: u64, whole: u64 },
    /// What became of it.
    Sign(Sign),
}

/// A figure or a time: as people read it, and as a script compares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Figure<T> {
    pub(crate) text: T,
    /// Nothing where the figure is not known.
    pub(crate) value: Option<T>,
}

impl Cell {
    /// A figure in words of the program's own, and its value.
    pub(crate) fn number(text: String, value: Option<impl ToString>) -> Self {
        Self::Number(Figure {
            text,
            value: value.map(|value| value.to_string()),
        })
    }

    /// How many there are.
    pub(crate) fn count(n: u64) -> Self {
        Self::number(figures::thousands(n), Some(n))
    }

    /// How many more or less.
    pub(crate) fn signed(change: i64) -> Self {
        Self::number(figures::signed(change), Some(change))
    }

    /// A part of a whole in per cent, in order by the part.
    pub(crate) fn share(part: u64, whole: u64) -> Self {
        Self::number(figures::share(part, whole), Some(part))
    }

    /// Events per day.
    pub(crate) fn rate(rate: Option<f64>) -> Self {
        Self::number(figures::rate(rate), rate)
    }

    /// How surprising a change is, in a word and a number.
    pub(crate) fn surprise(surprise: Option<f64>) -> Self {
        Self::number(figures::unusual(surprise), surprise)
    }

    /// A size in bytes.
    pub(crate) fn bytes(n: u64) -> Self {
        Self::number(figures::bytes(n), Some(n))
    }

    /// A time, to the minute. Its value is without the `Z`, with which a whole second would be compared as more than
    /// what follows in that second.
    pub(crate) fn time(at: &str) -> Self {
        Self::Time(Figure {
            text: figures::short_time(at).into(),
            value: Some(at.trim_end_matches('Z').into()),
        })
    }

    /// A day or a month, or the day of a time.
    pub(crate) fn day(at: &str) -> Self {
        Self::Time(Figure {
            text: figures::day_of(at).into(),
            value: None,
        })
    }

    /// Words; nothing where there are none.
    pub(crate) fn words(words: impl Into<Phrase>) -> Self {
        let words = words.into();
        if words.is_empty() {
            Self::Empty
        } else {
            Self::Words(words)
        }
    }
}

impl From<Label> for Cell {
    fn from(label: Label) -> Self {
        Self::Label(Box::new(label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(cell: Cell) -> Option<String> {
        match cell {
            Cell::Number(figure) => figure.value,
            Cell::Time(figure) => figure.value.map(|value| value.safe(str::to_owned)),
            _ => None,
        }
    }

    #[test]
    fn what_is_not_known_has_no_value() {
        for cell in [Cell::rate(None), Cell::surprise(None)] {
            assert_eq!(cell, Cell::number("–".to_owned(), None::<u64>));
        }
    }

    #[test]
    fn values_are_exact_where_texts_are_rounded() {
        for (cell, exact) in [
            (Cell::count(u64::MAX), "18446744073709551615"),
            (Cell::signed(-3), "-3"),
            (Cell::rate(Some(0.032)), "0.032"),
            (Cell::bytes(1_234_567), "1234567"),
            (Cell::share(1, 3), "1"),
        ] {
            assert_eq!(value(cell).as_deref(), Some(exact));
        }
        let times = [
            "2018-05-03T12:00:00Z",
            "2018-05-03T12:00:00.5Z",
            "2018-05-03T12:00:01Z",
        ];
        assert!(times.map(Cell::time).map(value).is_sorted());
    }
}
