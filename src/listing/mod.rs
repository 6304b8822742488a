//! The service's own list of an account's archives: what it says a download has to be.
//!
//! It is the JSON that the service's interface and its client give out: an array with one object an
//! archive. It does not say whose archives they are.

use crate::event::{Month, Timestamp};
use crate::ingest::Source;
use crate::ingest::container::Container;
use crate::ingest::raw::RawInput;
use serde::Deserialize;

/// Longest listing that is read; a century of months is a thousandth of it.
const LONGEST: usize = 16 << 20;

/// What the service lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its rows, in the order of the months.
    pub rows: Vec<Listed>,
}

/// An archive as the service lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its month.
    pub month: Month,
    /// When it was made, where the listing says so.
    pub created_at: Option<Timestamp>,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: Option<String>,
    /// Size of the file in bytes.
    pub bytes: Option<u64>,
}

/// A row as it is written. The address of the download is left unread on purpose: it may hold a
/// credential.
#[derive(Deserialize)]
struct Row {
    year: u16,
    month: Numeral,
    #[serde(default)]
    created_at: Option<String>,
    #[serde(default)]
    checksum: Option<String>,
    #[serde(default)]
    size: Option<u64>,
}

/// A month as two digits, or as a number, into which some programs turn those.
#[derive(Deserialize)]
#[serde(untagged)]
enum Numeral {
    Text(String),
    Number(u8),
}

impl Listing {
    /// Reads a listing from a file or from standard input, compressed or not.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what a listing is.
    pub fn read(source: &Source) -> Result<Self, String> {
        let input = source
            .open()
            .map_err(|error| format!("the listing cannot be read: {error}"))?;
        let unread = |fault| format!("the listing cannot be read to its end: {fault}");
        let mut container = Container::open(RawInput::new(input, &|_| ())).map_err(unread)?;
        let mut text = Vec::new();
        if !container.fill(&mut text, LONGEST).map_err(unread)? {
            return Err("too long for a listing; name the JSON that the service gave".to_owned());
        }
        Self::from_json(&text)
    }

    /// Reads the text of a listing.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what a listing is.
    pub fn from_json(text: &[u8]) -> Result<Self, String> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let wrong = |what: String| {
            format!(
                "not a listing: {what}; a listing is an array of objects with \"year\", \"month\", \"checksum\" and \"size\""
            )
        };
        let rows: Vec<Row> = serde_json::from_slice(text).map_err(|e| wrong(e.to_string()))?;
        let rows: Result<Vec<_>, _> = rows.into_iter().map(Listed::of).collect();
        let mut rows = rows.map_err(wrong)?;
        rows.sort_by_key(|row| row.month);
        Ok(Self { rows })
    }
}

impl Listed {
    fn of(row: Row) -> Result<Self, String> {
        let month = match row.month {
            Numeral::Text(text) => text,
            Numeral::Number(number) => format!("{number:02}"),
        };
        let month = Month::parse(&format!("{:04}-{month}", row.year))
            .ok_or_else(|| format!("`{}` with `{month}` is no month", row.year))?;
        let created_at = row
            .created_at
            .map(|text| Timestamp::parse(text.as_bytes()).ok_or(text))
            .transpose()
            .map_err(|text| format!("`{text}` of {month} is no time"))?;
        let sha256 = row.checksum.map(|sum| sum.to_ascii_lowercase());
        if let Some(sum) = &sha256
            && (sum.len() != 64 || !sum.bytes().all(|byte| byte.is_ascii_hexdigit()))
        {
            return Err(format!("`{sum}` of {month} is no SHA-256"));
        }
        Ok(Self {
            month,
            created_at,
            sha256,
            bytes: row.size,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_put_in_order() {
        let sum = "AB".repeat(32);
        let text = format!(
            r#"[{{"year": 2018, "month": "06", "checksum": "{sum}", "size": 12, "url": "https://x"}},
                {{"year": 2018, "month": 5, "created_at": "2018-06-01T00:02:24.870Z"}}]"#
        );
        let listing = Listing::from_json(text.as_bytes()).unwrap();
        assert_eq!(listing.rows[0].month.to_string(), "2018-05");
        assert_eq!(
            listing.rows[0].created_at.unwrap().to_string(),
            "2018-06-01T00:02:24.870Z"
        );
        assert_eq!(listing.rows[1].sha256, Some("ab".repeat(32)));
        assert_eq!(listing.rows[1].bytes, Some(12));
    }

    #[test]
    fn what_is_no_listing_is_refused() {
        for text in [
            "",
            "{}",
            "[1]",
            r#"[{"year": 2018}]"#,
            r#"[{"year": 2018, "month": "13"}]"#,
            r#"[{"year": 2018, "month": "5"}]"#,
            r#"[{"year": 2018, "month": "05", "checksum": "abc"}]"#,
            r#"[{"year": 2018, "month": "05", "created_at": "yesterday"}]"#,
            r#"[{"year": 2018, "month": "05", "size": -1}]"#,
        ] {
            let said = Listing::from_json(text.as_bytes()).unwrap_err();
            assert!(said.contains("a listing is an array"), "{said}");
        }
    }
}
