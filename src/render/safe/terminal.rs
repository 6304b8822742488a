//! A terminal, or anything else that shows text as it comes: nothing concealed stays concealed.

use super::concealed;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every concealed character written as `\u{…}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(concealed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if concealed(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
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

    #[test]
    fn what_conceals_is_written_out_and_the_rest_is_left_alone() {
        for (text, shown) in [
            ("ann@acme.example", "ann@acme.example"),
            ("Zoë 東京 🚀", "Zoë 東京 🚀"),
            ("a\tb\nc\r", "a\\u{9}b\\u{a}c\\u{d}"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("\u{9b}31mred\u{7f}", "\\u{9b}31mred\\u{7f}"),
            ("ab\u{202e}cd", "ab\\u{202e}cd"),
            ("zero\u{200b}width\u{feff}", "zero\\u{200b}width\\u{feff}"),
            ("tag\u{e0041}", "tag\\u{e0041}"),
            ("line\u{2028}para\u{2029}", "line\\u{2028}para\\u{2029}"),
            ("so\u{ad}ft", "so\\u{ad}ft"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn nothing_of_the_corpus_gets_through() {
        for text in hostile::CORPUS {
            assert!(!visible(text).contains(concealed), "{text:?}");
        }
    }
}
