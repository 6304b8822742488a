//! J07: character that makes a report lie.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A string contains a NUL, a C1 control character, a bidirectional override or a noncharacter.",
        why: "What is displayed then differs from what is stored: an override can make one e-mail address look like another.",
        example: "\"email\":\"user\\u202emoc.live@nna\"",
        act: "Look at the value in escaped form. Programs that display it must escape it, as trailproof does.",
    },
    reads: Reads::Document,
    check: Check::Text,
    ..Rule::new(Code::J07)
};

/// The first character by which a report could lie to its reader, and what it is.
pub(in crate::validate) fn liar(text: &str) -> Option<(char, &'static str)> {
    text.chars().find_map(|c| Some((c, kind_of(c)?)))
}

fn kind_of(c: char) -> Option<&'static str> {
    let code = u32::from(c);
    Some(match c {
        '\0' => "a NUL character",
        '\u{80}'..='\u{9f}' => "a C1 control character",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "a bidirectional override",
        '\u{fdd0}'..='\u{fdef}' => "a noncharacter",
        _ if code & 0xfffe == 0xfffe => "a noncharacter",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_script_are_no_liars() {
        assert_eq!(liar("Zoë 東京 🚀 e\u{301} \u{7f} \t\n \u{200f}שלום"), None);
        for c in [
            '\0',
            '\u{9b}',
            '\u{202e}',
            '\u{2066}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{fdd0}',
        ] {
            assert!(liar(&format!("a{c}b")).is_some_and(|(found, _)| found == c));
        }
    }
}
