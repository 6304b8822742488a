//! The service's own listing of its archives, with the digest and size of each.

use crate::event::{Month, Timestamp};
use serde::Deserialize;

/// One archive as the service lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its month.
    pub month: Month,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: Option<String>,
    /// Size of the file in bytes.
    pub bytes: Option<u64>,
}

/// The listing of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its archives, as listed.
    pub rows: Vec<Row>,
}

/// A row as the service writes it; what else it has is of no interest here.
#[derive(Deserialize)]
struct Raw {
    year: i32,
    month: MonthText,
    created_at: Option<String>,
    checksum: Option<String>,
    size: Option<u64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum MonthText {
    Text(String),
    Number(u32),
}

impl Listing {
    /// Reads the JSON of a listing.
    ///
    /// # Errors
    /// A sentence that names the entry at fault.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        const WANTED: &str = "the archives listing is what `heroku enterprise:audits --json` prints: an array of \
                              objects with year, month, created_at, checksum and size";
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let raw: Vec<Raw> = serde_json::from_slice(bytes).map_err(|e| format!("{e}; {WANTED}"))?;
        let row = |(at, raw)| row(raw).map_err(|what| format!("entry {at}: {what}; {WANTED}"));
        let rows = raw
            .into_iter()
            .enumerate()
            .map(row)
            .collect::<Result<_, _>>()?;
        Ok(Self { rows })
    }
}

fn row(raw: Raw) -> Result<Row, String> {
    let month = match raw.month {
        MonthText::Text(text) => text,
        MonthText::Number(number) => format!("{number:02}"),
    };
    let month = Month::parse(&format!("{:04}-{month}", raw.year))
        .ok_or("`year` and `month` are no month such as 2018 and \"05\"")?;
    let instant = |text: String| {
        Timestamp::parse(text.as_bytes()).ok_or("`created_at` is no RFC 3339 date-time")
    };
    let sha256 = raw.checksum.map(|checksum| checksum.to_ascii_lowercase());
    if let Some(sha256) = &sha256
        && (sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return Err("`checksum` is no SHA-256 in hexadecimal".to_owned());
    }
    Ok(Row {
        month,
        created_at: raw.created_at.map(instant).transpose()?,
        sha256,
        bytes: raw.size,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_the_service_is_read_and_any_other_named() {
        let listing = Listing::parse(
            br#"[{"year":2018,"month":"05","created_at":"2018-06-01T00:02:24.870Z","size":20,"url":"x"}]"#,
        )
        .expect("a listing");
        assert_eq!(listing.rows[0].month.to_string(), "2018-05");
        assert_eq!(listing.rows[0].bytes, Some(20));
        for (text, part) in [
            ("{}", "array"),
            (r#"[{"year":2018,"month":"13"}]"#, "entry 0"),
            (r#"[{"year":2018,"month":"05","checksum":"ab"}]"#, "SHA-256"),
            (
                r#"[{"year":2018,"month":"05","created_at":"now"}]"#,
                "created_at",
            ),
        ] {
            let sentence = Listing::parse(text.as_bytes()).expect_err(text);
            assert!(sentence.contains(part), "{sentence}");
        }
    }
}
