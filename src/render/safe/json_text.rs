//! JSON that can be shown on a terminal or put into a script element without acting there.

use super::concealed;
use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes JSON by two spaces, in whose strings what is concealed, and `<`, are written as `\u` escapes. The value of
/// the document is the same. As serde_json's own indented form, with one write for the line end, the indent and the
/// comma, of which a long document has one for every value.
#[derive(Default)]
pub(crate) struct Inert {
    depth: usize,
    /// Whether something stands in the innermost array or object.
    filled: bool,
}

/// A comma, a line end, and the deepest indent that is written at once.
const BREAK: &[u8] = b",\n                                                                ";

impl Inert {
    /// Begins a line, behind a comma unless it is the first one of its array or object.
    fn line<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        let from = usize::from(first);
        let indent = 2 * self.depth;
        match BREAK.get(from..2 + indent) {
            Some(line) => writer.write_all(line),
            None => {
                writer.write_all(&BREAK[from..])?;
                let rest = indent - (BREAK.len() - 2);
                (0..rest).try_for_each(|_| writer.write_all(b" "))
            }
        }
    }

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: u8) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(&[bracket])
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: u8) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(writer, true)?;
        }
        writer.write_all(&[bracket])
    }
}

impl Formatter for Inert {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'[')
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b']')
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'{')
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b'}')
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if is_plain(fragment.as_bytes()) {
            return writer.write_all(fragment.as_bytes());
        }
        writer.write_all(escaped(fragment, |c| c == '<' || hidden(c)).as_bytes())
    }
}

/// Whether nothing of a text can be concealed. Sixteen bytes at a time, without a branch for each.
fn is_plain(text: &[u8]) -> bool {
    let unwanted = |byte: &u8| *byte == b'<' || *byte >= 0x7f;
    let (blocks, rest) = text.as_chunks::<16>();
    let in_block = |block: &[u8; 16]| block.iter().fold(false, |any, byte| any | unwanted(byte));
    !blocks.iter().any(in_block) && !rest.iter().any(unwanted)
}

/// JSON text, which need not be this program's own, for a terminal: what is concealed in its strings is
/// escaped.
pub(crate) fn shown(json: &str) -> Cow<'_, str> {
    escaped(json, hidden)
}

/// Whether a character of JSON text is concealed. It can only stand in a string; control characters between tokens
/// are blanks and stay.
fn hidden(c: char) -> bool {
    concealed(c) && (c == '\u{7f}' || !c.is_ascii())
}

fn escaped(json: &str, unwanted: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !json.contains(&unwanted) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        if unwanted(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::safe::hostile;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        let mut json = serde_json::Serializer::with_formatter(&mut out, Inert::default());
        serde::Serialize::serialize(text, &mut json).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn concealed_characters_are_escaped() {
        for (text, json) in [
            ("a\u{2028}\u{2029}b", r#""a\u2028\u2029b""#),
            ("\u{9b}\u{7f}\u{1b}\n", r#""\u009b\u007f\u001b\n""#),
            ("</script>", r#""\u003c/script>""#),
            ("\u{e0041}", r#""\udb40\udc41""#),
            ("Zoë \"🚀\" \\", r#""Zoë \"🚀\" \\""#),
        ] {
            assert_eq!(written(text), json);
        }
    }

    #[test]
    fn documents_are_indented_as_everywhere() {
        let mut deep = serde_json::json!([]);
        for level in 0..50 {
            deep = serde_json::json!([{}, [], level, {"a": [1, {"b": deep}], "c": "d"}]);
        }
        let mut out = Vec::new();
        let mut json = serde_json::Serializer::with_formatter(&mut out, Inert::default());
        serde::Serialize::serialize(&deep, &mut json).unwrap();
        let usual = serde_json::to_string_pretty(&deep).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), usual);
    }

    #[test]
    fn foreign_text_is_shown_with_the_same_value() {
        for text in hostile::CORPUS {
            let json = serde_json::to_string_pretty(&[text]).unwrap();
            let shown = shown(&json);
            assert!(!shown.contains(|c| c != '\n' && concealed(c)), "{shown}");
            let values: Vec<String> = serde_json::from_str(&shown).unwrap();
            assert_eq!(values, [*text]);
        }
    }

    #[test]
    fn the_value_stays_the_same() {
        for text in hostile::CORPUS {
            let json = written(text);
            assert!(!json.contains(|c| c == '<' || concealed(c)), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), *text);
        }
    }
}
