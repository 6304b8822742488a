//! Files that lie where archives lie and are none, known by their content: the service's listing of
//! archives, and what this program wrote itself.

use super::container::Container;
use super::discover::Source;
use super::limits::Limits;
use super::raw::RawInput;
use crate::json::{Scanned, Scanner, Seed, Stop};

/// Bytes of a document that are looked at.
pub(super) const FRONT: usize = 64 * 1024;

/// What a file is that is no archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// The service's listing of archives.
    Listing,
    /// A document that this program wrote: its schema is `trailproof.…`.
    Output,
    /// Rejected records that this program wrote.
    Rejects,
    /// What an evidence pack of this program says of itself.
    Pack,
}

impl Foreign {
    /// A sentence without its subject.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Listing => {
                "the service's listing of archives, not an archive; `list` and `validate` take it as their listing"
            }
            Self::Output => "an output of trailproof, not an archive",
            Self::Pack => {
                "an evidence pack from trailproof; its archives are in its folder data/archives"
            }
            Self::Rejects => "a file of rejected records from trailproof, not an archive",
        }
    }

    /// Looks at the front of a document.
    #[must_use]
    pub fn of(document: &[u8]) -> Option<Self> {
        let decoded = utf16(document);
        let bytes = decoded.as_ref().map_or(document, |text| text.as_bytes());
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = bytes.utf8_chunks().next()?.valid();
        let mut scanner = Scanner::new(text, Seed::fixed(0));
        match scanner.peek()? {
            b'[' => {
                scanner.pos += 1;
                Self::of_rows(&mut scanner).ok()?
            }
            b'{' => {
                if let Some(schema) = schema(&mut Scanner::new(text, Seed::fixed(0)))
                    && schema.starts_with("trailproof.")
                {
                    let is_pack = schema.starts_with("trailproof.pack/");
                    return Some(if is_pack { Self::Pack } else { Self::Output });
                }
                let names = names(&mut scanner).ok()?;
                let own = ["archive", "index", "offset", "code", "message", "raw"];
                (names == own).then_some(Self::Rejects)
            }
            _ => None,
        }
    }

    /// Whether the first element of an array is a row of a listing.
    pub(super) fn of_rows(scanner: &mut Scanner<'_>) -> Scanned<Option<Self>> {
        if scanner.peek().ok_or(Stop::Open)? != b'{' {
            return Ok(None);
        }
        let names = names(scanner)?;
        let has = |name: &str| names.iter().any(|known| known == name);
        let row = has("year") && has("month") && (has("checksum") || has("url"));
        Ok((row && !has("action")).then_some(Self::Listing))
    }
}

/// Looks at the front of a regular file; one that cannot be read is left to be refused where it is read.
#[must_use]
pub fn foreign(source: &Source) -> Option<Foreign> {
    source.size()?;
    let input = source.open().ok()?;
    let limits = Limits {
        decompressed: FRONT as u64,
        ..Limits::NONE
    };
    let container = Container::open(RawInput::new(input, &|_| ())).ok()?;
    let mut front = Vec::new();
    // A fault is met again where the file is read.
    let _ = container.limited(limits).fill(&mut front, FRONT);
    Foreign::of(&front)
}

/// Names of the members of the object that comes next.
fn names(scanner: &mut Scanner<'_>) -> Scanned<Vec<String>> {
    let mut names = Vec::new();
    let read = scanner.object(0, |scanner, name, depth| {
        names.push(name.text().into_owned());
        scanner.value(depth)
    });
    read.map(|_| names)
}

/// What the member `schema` of an object says, if it is a string.
fn schema(scanner: &mut Scanner<'_>) -> Option<String> {
    let mut schema = None;
    // Any stop will do: it only ends the reading.
    let _ = scanner.object(0, |scanner, name, depth| {
        if name.is("schema") && scanner.peek() == Some(b'"') {
            schema = Some(scanner.string()?.text().into_owned());
            return Err(Stop::Open);
        }
        scanner.value(depth)
    });
    schema
}

/// Whether a document is in UTF-16, with or without a mark.
pub(super) fn is_utf16(document: &[u8]) -> bool {
    let starts = |byte: u8| b"{[ \r\n\t\"".contains(&byte);
    match document {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [0, byte, ..] | [byte, 0, ..] => starts(*byte),
        _ => false,
    }
}

/// The front of a document in UTF-16 as text.
fn utf16(document: &[u8]) -> Option<String> {
    if !is_utf16(document) {
        return None;
    }
    let big = matches!(document, [0xfe, 0xff, ..] | [0, ..]);
    let units = document.as_chunks::<2>().0.iter().map(|&unit| {
        if big {
            u16::from_be_bytes(unit)
        } else {
            u16::from_le_bytes(unit)
        }
    });
    let text: String = char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_archives_are_known_by_their_content() {
        let row = r#"[{"year": 2018, "month": "05", "checksum": "00", "size": 1, "url": "x"}"#;
        let wide: Vec<u8> = row.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (document, want) in [
            (row.as_bytes(), Some(Foreign::Listing)),
            (&wide, Some(Foreign::Listing)),
            (&[b"\xff\xfe", &wide[..]].concat(), Some(Foreign::Listing)),
            (b"\xef\xbb\xbf{\"schema\":\"trailproof.list/v1\",\"x\":", Some(Foreign::Output)),
            (b"{\"tool\":{},\"schema\": \"trailproof.report/v1\"}", Some(Foreign::Output)),
            (
                b"{\"archive\":\"a\",\"index\":1,\"offset\":1,\"code\":\"S02\",\"message\":\"m\",\"raw\":\"7\"}\n",
                Some(Foreign::Rejects),
            ),
            (b"{\"schema\":\"other\"}", None),
            (b"{\"note\":{\"schema\":\"trailproof.report/v1\"},\"entries\":[]}", None),
            (b"[{\"year\":1,\"month\":2,\"url\":3,\"action\":4}]", None),
            (b"[]", None),
            (b"", None),
        ] {
            assert_eq!(Foreign::of(document), want, "{}", String::from_utf8_lossy(document));
        }
    }
}
