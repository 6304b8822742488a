//! What files of any name are called in a pack: letters, digits and `._/-` alone.
//!
//! `%` is none of these, because BagIt escapes it in manifests and `sha256sum` does not. So a byte that may not stand
//! is written as `_` and two hexadecimal digits. Two names can become one that way, and on file systems that know no
//! case: the later one goes into a folder of a number.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Component, Path};

/// Bytes of a part of a path. Three times as many fit most file systems, encoded.
const LONGEST: usize = 160;

/// Names that were given out.
#[derive(Debug, Default)]
pub struct Names {
    /// In lower case, each with the folders above it.
    taken: HashSet<String>,
    files: HashSet<String>,
}

impl Names {
    /// A name for a file that lies at `path` below what was asked for; parts that lead nowhere or up are left out.
    pub fn give(&mut self, path: &Path) -> String {
        let parts = path.components().filter_map(|part| match part {
            Component::Normal(name) => Some(encoded(name)),
            _ => None,
        });
        let parts: Vec<String> = parts.collect();
        let plain = if parts.is_empty() {
            "_".to_owned()
        } else {
            parts.join("/")
        };
        let numbered = (2..).map(|n| format!("{n}/{plain}"));
        let free = |name: &String| self.is_free(name);
        let name = std::iter::once(plain.clone()).chain(numbered).find(free);
        let name = name.unwrap_or(plain);
        self.take(&name);
        name
    }

    /// No file has this name, is a folder of it, or has it for a folder.
    fn is_free(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let mut above = name.match_indices('/').map(|(at, _)| &name[..at]);
        !self.taken.contains(&name) && !above.any(|folder| self.files.contains(folder))
    }

    fn take(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let above = name.match_indices('/').map(|(at, _)| name[..at].to_owned());
        self.taken.extend(above);
        self.files.insert(name.clone());
        self.taken.insert(name);
    }
}

/// A part of a path. It does not begin with a dot, which hides files, nor with a dash, which is for flags.
fn encoded(name: &OsStr) -> String {
    let bytes = name.as_encoded_bytes();
    let mut out = String::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let first = at == 0 && matches!(byte, b'.' | b'-');
        if !first && (byte.is_ascii_alphanumeric() || b"._-".contains(&byte)) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("_{byte:02X}"));
        }
    }
    if out.len() > LONGEST {
        // The end tells what a file is.
        let end = out.split_off(out.len() - LONGEST / 4);
        out.truncate(LONGEST - LONGEST / 4 - 2);
        out = format!("{out}__{end}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_become_plain_and_stay_apart() {
        let mut names = Names::default();
        let long = format!("{}.json.gz", "é".repeat(300));
        for (path, want) in [
            ("may.json.gz", "may.json.gz"),
            ("May.json.gz", "2/May.json.gz"),
            ("may.json.gz", "3/may.json.gz"),
            ("may.json.gz/x", "2/may.json.gz/x"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "2/etc/passwd"),
            ("a b%20\n.json", "a_20b_2520_0A.json"),
            ("-rf", "_2Drf"),
            (".hidden", "_2Ehidden"),
            ("..", "_"),
            ("é.json", "_C3_A9.json"),
            ("e\u{301}.json", "e_CC_81.json"),
        ] {
            let given = names.give(Path::new(path));
            if path == "may.json.gz/x" {
                assert!(
                    given.ends_with("/may.json.gz/x") && given != want,
                    "{given}"
                );
            } else {
                assert_eq!(given, want, "{path}");
            }
        }
        let given = names.give(Path::new(&long));
        assert!(
            given.len() <= LONGEST && given.ends_with(".json.gz"),
            "{given}"
        );
    }
}
