//! Styles as characters of no width, so that layout need not know of them. They are turned into escape sequences, or
//! dropped, in the finished text. No text of an archive can hold them: `safe::terminal` writes them out.

/// Headings.
pub(super) const BOLD: char = '\u{2061}';
/// What may be overlooked.
pub(super) const DIM: char = '\u{2062}';
/// Bars and marks.
pub(super) const ACCENT: char = '\u{2063}';
/// What may not be overlooked.
pub(super) const ALERT: char = '\u{2064}';
/// What should be looked at.
pub(super) const WARN: char = '\u{206a}';
/// What is well.
pub(super) const GOOD: char = '\u{206b}';
pub(super) const END: char = '\u{2060}';

/// Whether a character is one of these.
pub(super) fn is_style(c: char) -> bool {
    sequence(c).is_some()
}

/// The text in a style; one inside another ends both.
pub(super) fn styled(style: char, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{style}{text}{END}")
}

/// The text with its styles as escape sequences, or without any and without the blanks that they hid at line ends.
pub(super) fn finish(text: &str, color: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        for c in line.chars() {
            match sequence(c) {
                Some(sequence) if color => out.push_str(sequence),
                Some(_) => {}
                None => out.push(c),
            }
        }
        if !color {
            out.truncate(out.trim_end_matches(' ').len());
        }
        out.push('\n');
    }
    out
}

fn sequence(c: char) -> Option<&'static str> {
    Some(match c {
        BOLD => "\u{1b}[1m",
        DIM => "\u{1b}[2m",
        ACCENT => "\u{1b}[36m",
        ALERT => "\u{1b}[1;31m",
        WARN => "\u{1b}[33m",
        GOOD => "\u{1b}[32m",
        END => "\u{1b}[0m",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::safe::concealed;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn styles_have_no_width_and_cannot_come_from_an_archive() {
        for style in [BOLD, DIM, ACCENT, ALERT, WARN, GOOD, END] {
            assert_eq!(styled(style, "ab█").width(), 3);
            assert!(concealed(style) && sequence(style).is_some());
        }
    }

    #[test]
    fn colour_is_asked_for() {
        let text = styled(BOLD, "a");
        assert_eq!(finish(&text, false), "a\n");
        assert_eq!(finish(&text, true), "\u{1b}[1ma\u{1b}[0m\n");
    }
}
