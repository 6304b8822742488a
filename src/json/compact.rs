//! JSON on one line.

use memchr::memchr2;

/// Appends a JSON text without the white space between its tokens; strings and numbers keep every
/// character. The text must be JSON.
pub fn compact(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(quote) = rest.iter().position(|&byte| byte == b'"') {
        let (tokens, string) = rest.split_at(quote);
        squeeze(tokens, out);
        let end = string_end(string);
        out.extend_from_slice(&string[..end]);
        rest = &string[end..];
    }
    squeeze(rest, out);
}

/// Whether the text has a line break, which in JSON can only stand between tokens.
#[must_use]
pub fn has_line_break(text: &[u8]) -> bool {
    memchr2(b'\n', b'\r', text).is_some()
}

fn squeeze(tokens: &[u8], out: &mut Vec<u8>) {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
    out.extend(tokens.iter().filter(|byte| !blank(byte)));
}

/// Where a string that starts at its opening quote ends, behind the closing one.
fn string_end(string: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr2(b'"', b'\\', string.get(at..).unwrap_or_default()) {
        at += found;
        if string[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    string.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_between_tokens_goes() {
        for (text, want) in [
            (
                "{ \"a b\" :\r\n\t[ 1.0e+5 , true ] }",
                "{\"a b\":[1.0e+5,true]}",
            ),
            (
                r#"{"a": "say \" { x } \\", "b":  "\\\" " }"#,
                r#"{"a":"say \" { x } \\","b":"\\\" "}"#,
            ),
            (" 12 ", "12"),
            (r#"" \u0020 ""#, r#"" \u0020 ""#),
        ] {
            let mut out = Vec::new();
            compact(text.as_bytes(), &mut out);
            assert_eq!(String::from_utf8_lossy(&out), want);
        }
    }
}
