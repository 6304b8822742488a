//! Everything that a second run needs beside archives is copied into the pack.

use super::super::Context;
use super::SETTINGS;
use super::archives::packed;
use crate::cli::SealArgs;
use crate::config::load_rules;
use crate::detection::Rules;
use crate::error::{Error, Result, system};
use crate::framework::Framework;
use crate::ingest::{Source, whole};
use crate::listing::Listing;
use crate::output::{AtomicFolder, Sum};
use crate::pack::{self, Names, Stamp};
use std::path::{Path, PathBuf};

/// Longest listing.
const LONGEST_LISTING: usize = 16 << 20;

/// What was copied, by the paths that the command line in the pack has.
#[derive(Debug, Default)]
pub(in crate::commands) struct Copied {
    pub(super) configuration: bool,
    /// A catalog that is a file.
    pub(super) catalog: Option<String>,
    pub(super) policy: Option<String>,
    /// Frameworks, files and built-in names.
    pub(super) frameworks: Vec<String>,
    pub(super) rules: Vec<String>,
    pub(super) listing: Option<String>,
    pub(super) history: Vec<String>,
}

impl Copied {
    /// Copies what the flags and the settings name.
    pub(in crate::commands) fn into(
        folder: &AtomicFolder,
        args: &SealArgs,
        history: Vec<Source>,
        context: &Context,
    ) -> Result<Self> {
        let copier = Copier { folder };
        let mut copied = Self::default();
        if let Some(path) = &context.settings.file {
            copier.file("trailproof.toml", path)?;
            copied.configuration = true;
        }
        if let Some(path) = context.settings.catalog.value.path() {
            copied.catalog = Some(copier.file("catalog.json", path)?);
        }
        if let Some(path) = &args.policy {
            copied.policy = Some(copier.file("policy.toml", path)?);
        }
        let mut names = Names::default();
        for name in &args.framework {
            copied.frameworks.push(match Framework::text(name) {
                Some(_) => name.clone(),
                None => {
                    let file = Path::new(name).file_name().map(PathBuf::from);
                    let given = names.give(&file.unwrap_or_default());
                    copier.file(&format!("frameworks/{given}"), Path::new(name))?
                }
            });
        }
        for (nth, path) in args.rules.rules.iter().enumerate() {
            copied.rules.push(copier.rules(nth + 1, path)?);
        }
        if let Some(path) = &args.listing {
            copied.listing = Some(copier.listing(path)?);
        }
        for one in packed(history, &args.history) {
            let before = Stamp::of(&one.source);
            let path = one.source.path.clone().unwrap_or_default();
            let name = format!("history/{}", one.name);
            let sum = copier.copy(&name, &path)?;
            before.check(&one.source, sum.bytes, &one.source.shown)?;
            copied.history.push(format!("{SETTINGS}/{name}"));
        }
        Ok(copied)
    }
}

struct Copier<'f> {
    folder: &'f AtomicFolder,
}

impl Copier<'_> {
    fn copy(&self, name: &str, path: &Path) -> Result<Sum> {
        let source = Source {
            path: Some(path.to_path_buf()),
            shown: path.to_string_lossy().into_owned(),
        };
        let mut input = source.open().map_err(|error| unreadable(path, &error))?;
        let name = format!("{}/{name}", pack::SETTINGS);
        let copied = self.folder.copy(&name, &mut input)?;
        copied.map_err(|error| unreadable(path, &error))
    }

    /// Copies a file; gives its path as the command line in the pack has it.
    fn file(&self, name: &str, path: &Path) -> Result<String> {
        self.copy(name, path)?;
        Ok(format!("{SETTINGS}/{name}"))
    }

    /// Copies a file with rules, or those of a folder.
    fn rules(&self, number: usize, path: &Path) -> Result<String> {
        let rules = load_rules(&[path.to_path_buf()], Rules::default())?;
        let mut files: Vec<&str> = rules.list().iter().map(|rule| &*rule.file).collect();
        files.sort_unstable();
        files.dedup();
        let mut names = Names::default();
        for file in files {
            let file = Path::new(file);
            let inside = file.strip_prefix(path).ok();
            let inside = inside.filter(|inside| !inside.as_os_str().is_empty());
            let named = file.file_name().map(Path::new).unwrap_or(file);
            let name = names.give(inside.unwrap_or(named));
            self.copy(&format!("rules/{number}/{name}"), file)?;
        }
        Ok(format!("{SETTINGS}/rules/{number}"))
    }

    /// Copies a listing as it is, but for addresses of downloads: they let anyone download.
    fn listing(&self, path: &Path) -> Result<String> {
        const NAME: &str = "listing.json";
        let source = Source {
            path: (path.as_os_str() != "-").then(|| path.to_path_buf()),
            shown: path.to_string_lossy().into_owned(),
        };
        let bytes = whole(&source, LONGEST_LISTING).map_err(|fault| Error::Config {
            path: path.to_path_buf(),
            message: fault.to_string(),
        })?;
        let name = format!("{}/{NAME}", pack::SETTINGS);
        let text = Listing::without_addresses(&bytes).map_or(bytes, String::into_bytes);
        let copied = self.folder.copy(&name, &mut text.as_slice())?;
        copied.map_err(|error| unreadable(path, &error))?;
        Ok(format!("{SETTINGS}/{NAME}"))
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unreadable(format!("{}: {}", path.display(), system(error)))
}
