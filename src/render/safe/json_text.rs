//! JSON that can be shown on a terminal or put into a script element without acting there.

use super::concealed;
use serde_json::ser::{Formatter, PrettyFormatter};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes JSON by two spaces, in whose strings what is concealed, and `<`, are written as `\u` escapes. The value of
/// the document is the same.
#[derive(Default)]
pub(crate) struct Inert(PrettyFormatter<'static>);

macro_rules! pretty {
    ($($name:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $type)*) -> io::Result<()> {
            self.0.$name(writer $(, $argument)*)
        })*
    };
}

impl Formatter for Inert {
    pretty! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let plain = |byte: &u8| *byte != b'<' && *byte < 0x7f;
        if fragment.as_bytes().iter().all(plain) {
            return writer.write_all(fragment.as_bytes());
        }
        writer.write_all(escaped(fragment, |c| c == '<' || hidden(c)).as_bytes())
    }
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
