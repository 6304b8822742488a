//! JSON that can be shown on a terminal or put into a script element without acting there.

use super::concealed;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};
use std::borrow::Cow;
use std::io::{self, Write};

/// Pretty printing by two spaces, in which what is concealed, and `<`, are written as `\u` escapes. The value of the
/// document is the same.
#[derive(Default)]
pub(crate) struct SafeFormatter(PrettyFormatter<'static>);

/// JSON text, which need not be this program's own, for a terminal: what is concealed in its strings is
/// escaped. Only there can it stand; control characters between tokens are blanks and stay.
pub(crate) fn shown(json: &str) -> Cow<'_, str> {
    let hidden = |c: char| concealed(c) && (c == '\u{7f}' || !c.is_ascii());
    if !json.contains(hidden) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = std::fmt::Write::write_fmt(&mut out, format_args!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn escaped(c: char) -> bool {
    c == '<' || concealed(c)
}

impl Formatter for SafeFormatter {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(escaped) {
            let (plain, tail) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let mut chars = tail.chars();
            if let Some(c) = chars.next() {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.0.write_char_escape(writer, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::safe::hostile;
    use serde::Serialize;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        let mut serializer =
            serde_json::Serializer::with_formatter(&mut out, SafeFormatter::default());
        text.serialize(&mut serializer).unwrap();
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
            assert!(!json.contains(escaped), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), *text);
        }
    }
}
