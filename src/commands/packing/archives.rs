//! What archives are called in a pack.

use crate::error::{Error, Result};
use crate::ingest::{Source, is_pack};
use crate::pack::Names;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// Letters by which a part of an argument is a pattern.
const PATTERN: [char; 4] = ['*', '?', '[', '{'];
/// What standard input is called.
const STANDARD_INPUT: &str = "standard-input.json";

/// A source and its name in the pack.
#[derive(Debug)]
pub(in crate::commands) struct Packed {
    pub(in crate::commands) source: Source,
    pub(in crate::commands) name: String,
}

/// Gives each source a name: a file that was named keeps its own, one that was found in a folder its path below that.
pub(in crate::commands) fn packed(sources: Vec<Source>, arguments: &[OsString]) -> Vec<Packed> {
    let mut names = Names::default();
    let each = |source: Source| {
        let below = source.path.as_deref().map(|path| below(path, arguments));
        let name = names.give(below.as_deref().unwrap_or(Path::new(STANDARD_INPUT)));
        Packed { source, name }
    };
    sources.into_iter().map(each).collect()
}

/// The path below what was searched.
fn below(path: &Path, arguments: &[OsString]) -> PathBuf {
    let named = arguments.iter().any(|argument| path == Path::new(argument));
    let roots = arguments.iter().map(root);
    let inside = roots
        .filter(|_| !named)
        .find_map(|root| Some(path.strip_prefix(root).ok()?.to_path_buf()));
    let name = || path.file_name().map(PathBuf::from).unwrap_or_default();
    inside
        .filter(|inside| *inside != *path)
        .unwrap_or_else(name)
}

/// The folder that an argument has searched: itself, or what stands before its first pattern.
fn root(argument: &OsString) -> PathBuf {
    let path = Path::new(argument);
    let plain = |part: &Component<'_>| {
        let text = part.as_os_str().to_string_lossy();
        !text.contains(PATTERN)
    };
    if path.exists() {
        return path.to_path_buf();
    }
    path.components().take_while(plain).collect()
}

/// Refuses a pack inside of another one, or of a folder that is searched: the next run would search it, too.
pub(in crate::commands) fn need_outside(output: &Path, arguments: &[OsString]) -> Result<()> {
    let above = match output.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    let Ok(above) = above.canonicalize() else {
        return Ok(());
    };
    if above.ancestors().any(is_pack) {
        let what = format!(
            "{} is inside an evidence pack, which must not change",
            output.display()
        );
        return Err(Error::Usage(what).hint("name a folder outside it"));
    }
    for argument in arguments.iter().filter(|argument| *argument != "-") {
        let everywhere = argument.to_string_lossy().contains("**");
        let root = root(argument);
        let root = match root.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => root,
        };
        if !(root.is_dir() && (everywhere || Path::new(argument).is_dir())) {
            continue;
        }
        if root
            .canonicalize()
            .is_ok_and(|root| above.starts_with(root))
        {
            let (output, root) = (output.display(), argument.to_string_lossy());
            let what = format!("{output} is inside {root}, which is searched for archives");
            return Err(Error::Usage(what).hint("name a folder outside it"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_depend_on_where_the_archives_lie() {
        let arguments = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        for (path, words, want) in [
            ("/srv/in/may.json", &["/srv/in/may.json"][..], "may.json"),
            ("in/may.json", &["in/may.json"], "may.json"),
            ("may.json", &["may.json"], "may.json"),
            ("../in/may.json", &["../in/may.json"], "may.json"),
            ("x/2018/05/a.json", &["x/*/05/*.json"], "2018/05/a.json"),
            ("x/2018/05/a.json", &["x/**/*.json"], "2018/05/a.json"),
            ("x/y/a.json", &["x", "x/y/a.json"], "a.json"),
        ] {
            let below = below(Path::new(path), &arguments(words));
            assert_eq!(below, Path::new(want), "{path}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("2018/a.json");
        let searched = [folder.path().as_os_str().to_owned()];
        assert_eq!(below(&inside, &searched), Path::new("2018/a.json"));
    }
}
