//! Text inside a cell or a line of GitHub-flavoured Markdown.
//!
//! Escaping alone is not enough there: addresses and mentions become links after escapes have been undone. Inside a
//! code span they do not, so text is written as code spans, and what could end one, or a table's cell, or open a
//! tag, stands between them as a character reference.

use super::terminal::visible;
use std::fmt::Write as _;

/// The text so that no part of it acts as markup, link, mention or HTML.
pub(crate) fn code(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    for run in runs(&text) {
        if run.chars().all(char::is_whitespace) {
            out.push_str(run);
        } else if run.chars().all(is_special) {
            for c in run.chars() {
                // Writing to a String cannot fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
        } else {
            out.push('`');
            out.push_str(run);
            out.push('`');
        }
    }
    out
}

/// Characters that are not safe, or not plain, inside a code span of a table.
fn is_special(c: char) -> bool {
    matches!(c, '`' | '|' | '<' | '>' | '[' | ']' | '&')
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let special = is_special(rest.chars().next()?);
        let end = rest
            .find(|c| is_special(c) != special)
            .unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        rest = tail;
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::safe::hostile;

    #[test]
    fn text_becomes_code() {
        for (text, markdown) in [
            ("ann@acme.example", "`ann@acme.example`"),
            ("https://evil.example", "`https://evil.example`"),
            ("a|b", "`a`&#124;`b`"),
            ("[x](y)", "&#91;`x`&#93;`(y)`"),
            ("<b>", "&#60;`b`&#62;"),
            ("a`b", "`a`&#96;`b`"),
            ("a\nb", "`a\\u{a}b`"),
            ("", ""),
        ] {
            assert_eq!(code(text), markdown);
        }
    }

    /// Undoes the form by its own rules, which shows that nothing was lost and that no character outside a code
    /// span is anything but a reference or a blank.
    #[test]
    fn nothing_stands_outside_code_but_references() {
        for text in hostile::CORPUS {
            let markdown = code(text);
            let mut plain = String::new();
            for (i, part) in markdown.split('`').enumerate() {
                if i % 2 == 1 {
                    assert!(!part.contains(is_special), "{text:?}");
                    plain.push_str(part);
                    continue;
                }
                let mut rest = part;
                while let Some(c) = rest.chars().next() {
                    let Some(reference) = rest.strip_prefix("&#") else {
                        assert!(c.is_whitespace(), "{text:?} gave {markdown:?}");
                        plain.push(c);
                        rest = &rest[c.len_utf8()..];
                        continue;
                    };
                    let (number, tail) = reference.split_once(';').unwrap();
                    plain.push(char::from_u32(number.parse().unwrap()).unwrap());
                    rest = tail;
                }
            }
            assert_eq!(plain, visible(text));
        }
    }
}
