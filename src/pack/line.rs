//! Lines of a manifest that may come from anyone.

use crate::output::Sum;

/// Most lines of a manifest. A pack has one for each archive and file of rules, and a dozen more.
pub(super) const MOST_LINES: usize = 100_000;
/// Bytes of a manifest of so many lines, and more.
pub(super) const LONGEST_MANIFEST: u64 = 32 << 20;
/// Longest line.
pub(super) const LONGEST_LINE: usize = 2048;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// A digest and a path that stays in the pack.
    File(&'a str, &'a str),
    /// A path as no pack writes it.
    Unsafe(&'a str),
    /// None of that.
    Malformed,
}

impl<'a> Line<'a> {
    /// Reads a line without its end.
    pub(super) fn read(text: &'a str) -> Self {
        let Some((digest, path)) = text.split_once(' ') else {
            return Self::Malformed;
        };
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if digest.len() != 64 || !digest.bytes().all(hex) {
            return Self::Malformed;
        }
        match path.strip_prefix(' ') {
            None | Some("") => Self::Malformed,
            Some(path) if is_plain(path) => Self::File(digest, path),
            Some(path) => Self::Unsafe(path),
        }
    }
}

/// Whether a path is one that a pack can have: relative, without `.` and `..`, of plain letters.
pub(super) fn is_plain(path: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let part = |part: &str| !matches!(part, "" | "." | "..") && part.bytes().all(letter);
    path.split('/').all(part)
}

/// What a manifest lists.
pub(super) type Listed = std::collections::BTreeMap<String, String>;

/// Whether a file is what is listed.
pub(super) fn is_same(sum: &Sum, digest: &str) -> bool {
    sum.sha256 == digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_stay_in_the_pack() {
        for path in [
            "data/a.json",
            "data/archives/2/a_20b.json.gz",
            "bagit.txt",
            "a",
        ] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "data/../x",
            "data/./x",
            "data//x",
            "data/",
            "a\\b",
            "c:x",
            "a b",
            "%2e%2e/x",
            "data/é",
            "data/x\r",
            "~/x",
            "./x",
            "data/\u{0}",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn lines_are_a_digest_two_blanks_and_a_path() {
        let digest = "0".repeat(64);
        let line = |text: &str| match Line::read(text) {
            Line::File(_, path) => path.to_owned(),
            Line::Unsafe(_) => "unsafe".to_owned(),
            Line::Malformed => "malformed".to_owned(),
        };
        assert_eq!(line(&format!("{digest}  data/x")), "data/x");
        assert_eq!(line(&format!("{digest}  data/x\r")), "unsafe");
        assert_eq!(line(&format!("{digest} *data/x")), "malformed");
        assert_eq!(line(&format!("{digest}  ")), "malformed");
        assert_eq!(line(&format!("{}  data/x", "0".repeat(63))), "malformed");
        assert_eq!(line(&format!("{}  data/x", "A".repeat(64))), "malformed");
        assert_eq!(line(""), "malformed");
    }
}
