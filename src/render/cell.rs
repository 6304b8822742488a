//! A cell of a table: the text that people read, and the value by which a machine puts it in order.

use super::figures;

/// Both faces of one figure or time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// As people read it, the same in every medium.
    pub(crate) text: String,
    /// As a script on a page compares it; nothing where the text is in order, or where the figure is not known.
    pub(crate) value: Option<String>,
}

impl Cell {
    fn new(text: String, value: Option<impl ToString>) -> Self {
        Self {
            text,
            value: value.map(|value| value.to_string()),
        }
    }

    /// How many there are.
    pub(crate) fn count(n: u64) -> Self {
        Self::new(figures::thousands(n), Some(n))
    }

    /// How many more or less.
    pub(crate) fn signed(change: i64) -> Self {
        Self::new(figures::signed(change), Some(change))
    }

    /// Events a day.
    pub(crate) fn rate(rate: Option<f64>) -> Self {
        Self::new(figures::rate(rate), rate)
    }

    /// How surprising a change is.
    pub(crate) fn surprise(surprise: Option<f64>) -> Self {
        Self::new(figures::surprise(surprise), surprise)
    }

    /// A size in bytes.
    pub(crate) fn bytes(n: u64) -> Self {
        Self::new(figures::bytes(n), Some(n))
    }

    /// A time, to the minute.
    pub(crate) fn time(at: &str) -> Self {
        Self {
            text: figures::short_time(at),
            ..Self::whole_time(at)
        }
    }

    /// A time as it is. Without its `Z` a whole second is compared as less than what follows in that second.
    pub(crate) fn whole_time(at: &str) -> Self {
        Self::new(at.to_owned(), Some(at.trim_end_matches('Z')))
    }

    /// Text that is in order as it is.
    pub(crate) fn text(text: String) -> Self {
        Self { text, value: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_has_no_value() {
        assert_eq!(Cell::rate(None), Cell::text("–".to_owned()));
        assert_eq!(Cell::surprise(None), Cell::text("–".to_owned()));
    }

    #[test]
    fn values_are_exact_where_texts_are_rounded() {
        let value = |cell: Cell| cell.value.unwrap();
        assert_eq!(value(Cell::count(u64::MAX)), "18446744073709551615");
        assert_eq!(value(Cell::signed(-3)), "-3");
        assert_eq!(value(Cell::rate(Some(0.032))), "0.032");
        assert_eq!(value(Cell::bytes(1_234_567)), "1234567");
        let times = [
            "2018-05-03T12:00:00Z",
            "2018-05-03T12:00:00.5Z",
            "2018-05-03T12:00:01Z",
        ];
        assert!(times.map(Cell::time).map(value).is_sorted());
    }
}
