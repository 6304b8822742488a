//! J06 and J07: what strings must not be.

/// J05 and J06: what nobody has to ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengths {
    /// Levels of nesting, counted from the event.
    pub depth: u32,
    /// Bytes of a string.
    pub string: usize,
    /// Bytes of an event.
    pub event: usize,
}

impl Default for Lengths {
    fn default() -> Self {
        Self {
            depth: 64,
            string: 64 * 1024,
            event: 1024 * 1024,
        }
    }
}

/// J07: the first character by which a report could lie to its reader, and what it is.
pub(super) fn liar(text: &str) -> Option<(char, &'static str)> {
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
