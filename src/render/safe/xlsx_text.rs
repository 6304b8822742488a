//! A cell of a workbook: text, whatever it says.
//!
//! Cells are typed, so text is never a formula or a link. What is left is what XML cannot hold, what deceives a
//! reader without being seen, and the length that a cell takes.

use super::terminal::visible;
use std::borrow::Cow;

/// UTF-16 code units that a cell takes.
pub(crate) const LONGEST: usize = 32_767;

/// A text as the XML of a cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CellText<'a> {
    /// Escaped; blanks at its ends count only where the element says so.
    pub(crate) xml: Cow<'a, str>,
    /// Whether something concealed was written as `\u{…}`.
    pub(crate) revealed: bool,
    /// Whether it was cut to [`LONGEST`], which its end then says.
    pub(crate) cut: bool,
}

/// The text as a cell holds it.
pub(crate) fn cell(text: &str) -> CellText<'_> {
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
    CellText {
        xml: escaped(shown),
        revealed,
        cut,
    }
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

fn escaped(text: Cow<'_, str>) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"');
    if !text.contains(special) && !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A workbook reads `_x0041_` as `A`.
            '_' if is_escape(&text.as_bytes()[at..]) => out.push_str("_x005F_"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
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

    #[test]
    fn xml_is_escaped_and_what_a_workbook_would_decode_is_not_decoded() {
        for (text, xml) in [
            ("ann@acme.example", "ann@acme.example"),
            ("=1+1", "=1+1"),
            ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"),
            ("_x0041_", "_x005F_x0041_"),
            ("__x0041_x0042_", "__x005F_x0041_x005F_x0042_"),
            ("_xyz_ _x41_", "_xyz_ _x41_"),
            ("a\u{1b}b\u{0}", "a\\u{1b}b\\u{0}"),
            ("\u{fffe}\u{ffff}", "\\u{fffe}\\u{ffff}"),
        ] {
            assert_eq!(cell(text).xml, xml);
        }
    }

    #[test]
    fn nothing_of_the_corpus_conceals_or_breaks_the_document() {
        for text in hostile::CORPUS {
            let cell = cell(text);
            assert!(!cell.xml.contains(concealed), "{text:?}");
            assert!(!cell.xml.contains('<'), "{text:?}");
            assert_eq!(cell.revealed, text.contains(concealed), "{text:?}");
        }
    }

    #[test]
    fn a_cell_takes_32767_code_units() {
        let units = |text: &str| text.encode_utf16().count();
        for text in ["a", "é", "東", "🚀"] {
            let fits = text.repeat(LONGEST / units(text));
            assert_eq!(cell(&fits).xml, fits);
            let long = text.repeat(LONGEST);
            let long = format!("{long}{long}");
            let cut = cell(&long);
            assert!(cut.cut);
            assert!((LONGEST - 1..=LONGEST).contains(&units(&cut.xml)));
            assert!(cut.xml.ends_with("[cut; 65534 characters in all]"));
        }
    }
}
