//! Reading a listing, in whatever way it was saved.

use super::{Listed, Listing};
use crate::event::{Month, Timestamp};
use crate::ingest::{Source, whole};
use serde::Deserialize;
use std::borrow::Cow;

/// Longest listing that is read; a century of months is a thousandth of it.
const LONGEST: usize = 16 << 20;

/// What a listing is, for the message about a file that is none.
const WANTED: &str = "a listing is what `heroku enterprise:audits -e ACCOUNT --json` prints: an array of objects with \
                      \"year\", \"month\", \"created_at\", \"checksum\" and \"size\"";

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
        let bytes = whole(source, LONGEST).map_err(|fault| fault.to_string())?;
        Self::from_json(&bytes)
    }

    /// The text of a listing as JSON in UTF-8 without the addresses of its downloads, which may hold credentials; `None`
    /// where the text has none, or is no listing.
    #[must_use]
    pub fn without_addresses(bytes: &[u8]) -> Option<String> {
        let text = decoded(bytes).ok()?;
        let mut rows: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_slice(&text).ok()?;
        let mut taken = false;
        for row in &mut rows {
            taken |= row.remove("url").is_some();
        }
        let text = serde_json::to_string_pretty(&rows).ok()?;
        taken.then(|| text + "\n")
    }

    /// Reads the text of a listing, in UTF-8 or, as Windows PowerShell 5.1 saves it, in UTF-16.
    ///
    /// # Errors
    /// A sentence that says what is wrong, in which entry, and what a listing is.
    pub fn from_json(bytes: &[u8]) -> Result<Self, String> {
        let wrong = |what: String| format!("not a listing: {what}; {WANTED}");
        let text = decoded(bytes).map_err(|what| wrong(what.to_owned()))?;
        let rows: Vec<Row> = serde_json::from_slice(&text).map_err(|error| {
            let warning = text.trim_ascii_start().first().is_some_and(|b| *b != b'[');
            let hint = " (for an account without archives, the client prints a warning instead)";
            wrong(format!("{error}{}", if warning { hint } else { "" }))
        })?;
        let entry =
            |(at, row)| Listed::of(row).map_err(|what| wrong(format!("entry {at}: {what}")));
        let rows = rows.into_iter().enumerate().map(entry);
        let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
        rows.sort_by_key(|row| row.month);
        Ok(Self { rows })
    }
}

/// The text as UTF-8, without a byte-order mark. JSON begins with two ASCII characters, so a zero
/// among the first two bytes tells UTF-16 that has no mark.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, [u8]>, &'static str> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] | [1..=255, 0, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] | [0, 1..=255, ..] => u16::from_be_bytes,
        _ => return Ok(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).into()),
    };
    let (units, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|pair| read(*pair)).collect();
    let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
    let text = text.ok_or("it begins as UTF-16 text, but is not UTF-16 to its end")?;
    Ok(text
        .trim_start_matches('\u{feff}')
        .to_owned()
        .into_bytes()
        .into())
}

impl Listed {
    fn of(row: Row) -> Result<Self, String> {
        let month = match row.month {
            Numeral::Text(text) => text,
            Numeral::Number(number) => format!("{number:02}"),
        };
        let month = Month::parse(&format!("{:04}-{month}", row.year))
            .ok_or("`year` and `month` are not a month such as 2018 and \"05\"")?;
        let instant = |text: String| {
            Timestamp::parse(text.as_bytes()).ok_or("`created_at` is not an RFC 3339 date-time")
        };
        let sha256 = row.checksum.map(|sum| sum.to_ascii_lowercase());
        if let Some(sum) = &sha256
            && (sum.len() != 64 || !sum.bytes().all(|byte| byte.is_ascii_hexdigit()))
        {
            return Err("`checksum` is not a SHA-256 in hexadecimal".to_owned());
        }
        Ok(Self {
            month,
            created_at: row.created_at.map(instant).transpose()?,
            sha256,
            bytes: row.size,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str =
        r#"[{"year": 2018, "month": "05", "created_at": "2018-06-01T00:02:24.870Z", "size": 20}]"#;

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
    fn a_listing_is_read_in_every_encoding_that_a_shell_saves_it_in() {
        let want = Listing::from_json(ROW.as_bytes()).unwrap();
        let marked = format!("\u{feff}{ROW}\r\n");
        for text in [ROW, &marked] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [text.as_bytes(), &little, &big] {
                assert_eq!(Listing::from_json(bytes), Ok(want.clone()));
            }
            let said = Listing::from_json(&little[..little.len() - 1]).unwrap_err();
            assert!(said.contains("UTF-16"), "{said}");
        }
    }

    #[test]
    fn what_is_no_listing_is_refused() {
        for (text, part) in [
            ("", "EOF"),
            ("{}", "sequence"),
            (" ›  Warning: no archives", "prints a warning"),
            ("[1]", "struct"),
            (r#"[{"year": 2018}]"#, "month"),
            (r#"[{"year": 2018, "month": "13"}]"#, "entry 0: `year`"),
            (r#"[{"year": 2018, "month": "5"}]"#, "entry 0"),
            (
                r#"[{"year": 2018, "month": "05", "checksum": "abc"}]"#,
                "SHA-256",
            ),
            (
                r#"[{"year": 2018, "month": "05", "created_at": "yesterday"}]"#,
                "`created_at`",
            ),
            (r#"[{"year": 2018, "month": "05", "size": -1}]"#, "-1"),
        ] {
            let said = Listing::from_json(text.as_bytes()).unwrap_err();
            assert!(said.contains("a listing is what"), "{said}");
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}
