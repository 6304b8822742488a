//! Rules of the user's own: every `.yml` and `.yaml` file of a folder and those below it.

use crate::detection::Rules;
use crate::error::{Error, Result, system};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Longest file that is read.
const LONGEST: u64 = 256 * 1024;
/// Most files.
const MOST: usize = 2_000;

/// The rules of a run: those that are built in, or none of them, and those of the folders.
///
/// # Errors
/// [`Error::Config`] with file and line for what is no rule, [`Error::Usage`] where no rule is left.
pub fn load_rules(folders: &[PathBuf], built_in: Rules) -> Result<Rules> {
    let mut rules = built_in;
    for folder in folders {
        for path in files(folder)? {
            let text = text(&path)?;
            // Beside rules stand the pipelines with which others convert them. One that is named is no rule.
            if path != *folder && is_pipeline(&text) {
                continue;
            }
            let shown = path.to_string_lossy().into_owned();
            rules
                .add(&shown, &text)
                .map_err(|message| fault(&path, message))?;
        }
    }
    Ok(rules)
}

fn fault(path: &Path, message: impl Into<String>) -> Error {
    Error::Config {
        path: path.to_path_buf(),
        message: message.into(),
    }
}

/// The files, in order of their paths. Links are not followed out of the folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error: &dyn std::fmt::Display| {
        fault(
            folder,
            format!("the folder of rules cannot be read: {error}"),
        )
    };
    let metadata = fs::metadata(folder).map_err(|error| unreadable(&error))?;
    if metadata.is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let extension = entry.path().extension().and_then(|text| text.to_str());
        let is_rule = extension.is_some_and(|text| {
            text.eq_ignore_ascii_case("yml") || text.eq_ignore_ascii_case("yaml")
        });
        if is_rule && entry.file_type().is_file() {
            files.push(entry.into_path());
        }
        if files.len() > MOST {
            return Err(fault(folder, format!("more than {MOST} files with rules")));
        }
    }
    if files.is_empty() {
        return Err(fault(
            folder,
            "it contains no rules; rules are files that end in .yml or .yaml",
        ));
    }
    Ok(files)
}

/// Whether a file is a processing pipeline of Sigma.
fn is_pipeline(text: &str) -> bool {
    text.lines()
        .any(|line| line.starts_with("transformations:"))
}

fn text(path: &Path) -> Result<String> {
    let unreadable =
        |error: std::io::Error| fault(path, format!("the rule cannot be read: {}", system(&error)));
    let file = fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        let kib = LONGEST / 1024;
        let what =
            format!("longer than {kib} KiB, which is too large for a file of rules; split it");
        return Err(fault(path, what));
    }
    String::from_utf8(bytes).map_err(|_| fault(path, "not UTF-8"))
}
