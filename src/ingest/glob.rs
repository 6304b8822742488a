//! Glob patterns that the shell left to us: `'exports/**/*.json.gz'`.
//!
//! The pattern is cut at `/` so that only folders on its way are entered: an unreadable folder
//! beside it is none of its business, one on its way is an error. `*` and `?` stop at `/`, `**`
//! does not, hidden files are files like any other. Links to folders are not walked through.

use crate::error::{Error, Result};
use globset::{ErrorKind, Glob, GlobBuilder, GlobMatcher, GlobSet};
use std::io::ErrorKind::{NotADirectory, NotFound};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Characters that make an argument a pattern when no file has that name.
const WILD: [char; 4] = ['*', '?', '[', '{'];

/// Whether an argument can be meant as a pattern.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(WILD)
}

/// Everything that a pattern matches, files and folders, in no order.
pub(super) fn matches(pattern: &str) -> Result<Vec<PathBuf>> {
    let plan = Plan::new(pattern)?;
    let mut found = Vec::new();
    if std::fs::metadata(&plan.base).is_ok_and(|base| !base.is_dir()) {
        return Ok(found);
    }
    let walk = WalkDir::new(&plan.base)
        .min_depth(1)
        .max_depth(plan.depth())
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || plan.leads_on(entry.path(), entry.depth()));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 && is_absent(&error) => {
                return Ok(found);
            }
            Err(error) => return Err(unreadable(&error)),
        };
        if plan.takes(entry.path()) {
            let path = entry.path();
            found.push(path.strip_prefix(".").unwrap_or(path).to_path_buf());
        }
    }
    Ok(found)
}

/// A pattern, cut into the folder where it starts and what must match below.
struct Plan {
    base: PathBuf,
    whole: GlobMatcher,
    /// What the first 1, 2, … components below `base` must match, as far as they can be told apart.
    heads: Vec<GlobMatcher>,
    /// Whether `heads` covers the whole pattern, so that its depth is known.
    bounded: bool,
    folders_only: bool,
}

impl Plan {
    fn new(pattern: &str) -> Result<Self> {
        let parts: Vec<&str> = split(pattern)
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let plain = |part: &&str| !part.contains(WILD) && !part.contains('\\');
        let literal = parts.iter().take_while(|part| plain(part)).count();
        let (base, wild) = parts.split_at(literal);
        let root = if pattern.starts_with('/') { "/" } else { "" };
        let base = match format!("{root}{}", base.join("/")) {
            empty if empty.is_empty() => PathBuf::from("."),
            base => PathBuf::from(base),
        };
        let told_apart = wild
            .iter()
            .take_while(|part| **part != "**" && !part.contains('/'))
            .count();
        let heads = (1..=told_apart)
            .map(|end| compile(&wild[..end].join("/"), pattern))
            .collect::<Result<_>>()?;
        Ok(Self {
            base,
            whole: compile(&wild.join("/"), pattern)?,
            heads,
            bounded: told_apart == wild.len(),
            folders_only: pattern.ends_with('/'),
        })
    }

    fn depth(&self) -> usize {
        if self.bounded {
            self.heads.len()
        } else {
            usize::MAX
        }
    }

    /// Whether something at or below this path can still match.
    fn leads_on(&self, path: &Path, depth: usize) -> bool {
        match self.heads.get(depth - 1) {
            Some(head) => head.is_match(self.below(path)),
            None => !self.bounded,
        }
    }

    fn takes(&self, path: &Path) -> bool {
        self.whole.is_match(self.below(path)) && (!self.folders_only || path.is_dir())
    }

    fn below<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.base).unwrap_or(path)
    }
}

/// A set refuses what a matcher alone would end the program over: braces hundreds deep.
fn compiled(glob: Glob) -> std::result::Result<GlobMatcher, globset::Error> {
    GlobSet::new([glob.clone()])?;
    Ok(glob.compile_matcher())
}

fn compile(glob: &str, pattern: &str) -> Result<GlobMatcher> {
    GlobBuilder::new(glob)
        .literal_separator(true)
        .backslash_escape(true)
        .empty_alternates(true)
        .build()
        .and_then(compiled)
        .map_err(|error| {
            Error::Usage(format!(
                "{pattern}: there is no such file, and as a pattern it is malformed: {}",
                match error.kind() {
                    ErrorKind::Regex(_) =>
                        "it is too long or its braces are nested too deeply".to_owned(),
                    kind => kind.to_string(),
                }
            ))
        })
}

/// Cuts at each `/` that is outside of braces, brackets and escapes.
fn split(pattern: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let (mut escaped, mut braces, mut class) = (false, 0_usize, false);
    for (at, c) in pattern.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '{' if !class => braces += 1,
            '}' if !class => braces = braces.saturating_sub(1),
            '/' if braces == 0 && !class => {
                parts.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&pattern[start..]);
    parts
}

/// Whether what was to be searched is not there.
fn is_absent(error: &walkdir::Error) -> bool {
    error
        .io_error()
        .is_some_and(|e| matches!(e.kind(), NotFound | NotADirectory))
}

/// What to say of a folder that cannot be searched.
pub(super) fn unreadable(error: &walkdir::Error) -> Error {
    let path = error.path().unwrap_or(Path::new("?")).display();
    let why = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    Error::Unreadable(format!(
        "{path}: cannot be searched for archives: {why}; make it readable, or name the archives one by one"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_cut_where_only_one_folder_can_follow() {
        assert_eq!(split("a/*/b.json"), ["a", "*", "b.json"]);
        assert_eq!(split("{a/b,c}/[x/y]/d"), ["{a/b,c}", "[x/y]", "d"]);
        assert_eq!(split(r"a\{/b"), [r"a\{", "b"]);
        assert_eq!(split("/a//b"), ["", "a", "", "b"]);
    }

    #[test]
    fn the_walk_starts_at_the_last_plain_folder() {
        for (pattern, base, bounded) in [
            ("*.json", ".", true),
            ("/*.json", "/", true),
            ("../exports/2018-*/x.json", "../exports", true),
            ("exports/**/*.gz", "exports", false),
            ("exports/{a/b,c}.json", "exports", false),
            (r"a\*b/*.json", ".", true),
        ] {
            let plan = Plan::new(pattern).expect("a pattern");
            assert_eq!(plan.base, Path::new(base), "{pattern}");
            assert_eq!(plan.bounded, bounded, "{pattern}");
        }
    }
}
