//! A cell of a workbook: text, whatever it says.
//!
//! Cells are typed, so text is never a formula or a link. What is left is what XML cannot hold, what deceives a
//! reader without being seen, and the length that a cell takes.

use super::terminal::visible;
use memchr::{memchr3_iter, memmem};
use std::borrow::Cow;

/// UTF-16 code units that a cell takes.
pub(crate) const LONGEST: usize = 32_767;

/// What had to be done to a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Altered {
    /// Whether something concealed was written as `\u{…}`.
    pub(crate) revealed: bool,
    /// Whether it was cut to [`LONGEST`], which its end then says.
    pub(crate) cut: bool,
}

/// Writes the text as a cell holds it: as XML between the tags of an element. Blanks at its ends count only where the
/// element says so.
pub(crate) fn push(text: &str, out: &mut String) -> Altered {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    if text.len() <= LONGEST && text.as_bytes().iter().all(is_plain) {
        escape(text, out);
        return Altered::default();
    }
    let shown = visible(text);
    // Neither is a character of XML; neither is one that anybody writes.
    let shown = match shown.contains(['\u{fffe}', '\u{ffff}']) {
        true => Cow::Owned(
            shown
                .replace('\u{fffe}', "\\u{fffe}")
                .replace('\u{ffff}', "\\u{ffff}"),
        ),
        false => shown,
    };
    let revealed = matches!(shown, Cow::Owned(_));
    let (shown, cut) = shortened(shown);
    escape(&shown, out);
    Altered { revealed, cut }
}

fn shortened(text: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    let units = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
    // No character has fewer bytes than code units.
    if text.len() <= LONGEST || units(&text) <= LONGEST {
        return (text, false);
    }
    let mark = format!("… [cut; {} characters in all]", text.chars().count());
    let room = LONGEST - units(&mark);
    let mut used = 0;
    let kept = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > room
    });
    let end = kept.map_or(text.len(), |(at, _)| at);
    (Cow::Owned(format!("{}{mark}", &text[..end])), true)
}

fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    if memmem::find(bytes, b"_x").is_some() {
        return escape_all(text, out);
    }
    let mut from = 0;
    for at in memchr3_iter(b'&', b'<', b'>', bytes) {
        out.push_str(&text[from..at]);
        out.push_str(match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// As [`escape`], where something could be taken for what a workbook decodes: it reads `_x0041_` as `A`.
fn escape_all(text: &str, out: &mut String) {
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_escape(&text.as_bytes()[at..]) => out.push_str("_x005F_"),
            c => out.push(c),
        }
    }
}

/// Whether it begins with `_xHHHH_`.
fn is_escape(text: &[u8]) -> bool {
    text.first_chunk::<7>()
        .is_some_and(|[_, x, digits @ .., end]| {
            *x == b'x' && *end == b'_' && digits.iter().all(u8::is_ascii_hexdigit)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::safe::{concealed, hostile};

    fn cell(text: &str) -> (String, Altered) {
        let mut out = String::new();
        let altered = push(text, &mut out);
        (out, altered)
    }

    #[test]
    fn xml_is_escaped_and_what_a_workbook_would_decode_is_not_decoded() {
        for (text, xml) in [
            ("ann@acme.example", "ann@acme.example"),
            ("=1+1", "=1+1"),
            ("a<b>&\"c\"", "a&lt;b&gt;&amp;\"c\""),
            ("_x0041_", "_x005F_x0041_"),
            ("__x0041_x0042_", "__x005F_x0041_x005F_x0042_"),
            ("_xyz_ _x41_", "_xyz_ _x41_"),
            ("<é_x0041_&>", "&lt;é_x005F_x0041_&amp;&gt;"),
            ("a\u{1b}b\u{0}", "a\\u{1b}b\\u{0}"),
            ("\u{fffe}\u{ffff}", "\\u{fffe}\\u{ffff}"),
        ] {
            assert_eq!(cell(text).0, xml);
        }
    }

    #[test]
    fn nothing_of_the_corpus_conceals_or_breaks_the_document() {
        for text in hostile::CORPUS {
            let (xml, altered) = cell(text);
            assert!(!xml.contains(concealed), "{text:?}");
            assert!(!xml.contains('<'), "{text:?}");
            assert_eq!(altered.revealed, text.contains(concealed), "{text:?}");
        }
    }

    #[test]
    fn a_cell_takes_32767_code_units() {
        let units = |text: &str| text.encode_utf16().count();
        for text in ["a", "é", "東", "🚀"] {
            let fits = text.repeat(LONGEST / units(text));
            assert_eq!(cell(&fits), (fits, Altered::default()));
            let long = text.repeat(LONGEST);
            let long = format!("{long}{long}");
            let (xml, altered) = cell(&long);
            assert!(altered.cut);
            assert!((LONGEST - 1..=LONGEST).contains(&units(&xml)));
            assert!(xml.ends_with("[cut; 65534 characters in all]"));
        }
    }
}
