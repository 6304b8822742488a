//! Text of a message in SARIF. Viewers make links of `[text](target)` and fill in `{0}`, in plain
//! messages too (SARIF 2.1.0, sections 3.11.5 and 3.11.6).

use super::terminal::visible;

/// The text so that a viewer shows it as it is: brackets are escaped, braces doubled, as the standard
/// has it, and nothing concealed stays concealed.
pub(crate) fn message(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '[' | ']' | '\\' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}

/// A path as a relative URI reference: no part of it can be taken for a scheme or a host.
pub(crate) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' if uri == "/" => {}
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::safe::{concealed, hostile};

    #[test]
    fn links_and_placeholders_are_text() {
        for (text, safe) in [
            ("[x](https://evil.example)", "\\[x\\](https://evil.example)"),
            ("{0} {name}", "{{0}} {{name}}"),
            ("a\\[b", "a\\\\\\[b"),
            ("a\u{202e}b", "a\\\\u{{202e}}b"),
            ("ann@acme.example", "ann@acme.example"),
        ] {
            assert_eq!(message(text), safe);
        }
    }

    #[test]
    fn no_bracket_of_the_corpus_stands_alone() {
        for text in hostile::CORPUS {
            let safe = message(text);
            assert!(!safe.contains(concealed), "{safe:?}");
            let own = safe
                .replace("\\\\", "")
                .replace("\\[", "")
                .replace("\\]", "");
            assert!(!own.contains(['[', ']']), "{safe:?}");
        }
    }

    #[test]
    fn a_path_names_no_host_and_no_scheme() {
        for (path, reference) in [
            ("in/a b.json", "in/a%20b.json"),
            ("//evil.example/a", "/evil.example/a"),
            ("///a", "/a"),
            ("/tmp/a", "/tmp/a"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
            ("a?b#c%2f", "a%3Fb%23c%252f"),
        ] {
            assert_eq!(uri(path), reference);
        }
        #[cfg(unix)]
        assert_eq!(uri("\\\\evil\\a"), "%5C%5Cevil%5Ca");
    }
}
