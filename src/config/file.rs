//! `trailproof.toml`: where it is and what it says.

use super::compliance::PolicyTable;
use super::row::{Layer, Origin};
use super::value::listed;
use super::{Environment, FILE_VARIABLE, ROWS};
use crate::error::{Error, Result, system};
use crate::nearest::did_you_mean;
use crate::policy::Policy;
use serde_json::Value as Json;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Name of the table that is no settings but what the organisation holds to be its own.
const POLICY: &str = "policy";

/// Name of the file that is looked for.
pub const FILE_NAME: &str = "trailproof.toml";

/// Which configuration file to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FileChoice {
    /// The one that `TRAILPROOF_CONFIG` names, else the nearest `trailproof.toml` in the current
    /// folder or one above it, if no other user can change it, else none.
    #[default]
    Nearest,
    /// `--config`: this one.
    Given(PathBuf),
    /// `--isolated`: none, and no `TRAILPROOF_…` variable either.
    Isolated,
}

/// A configuration file, and whether it was named or found.
pub(super) struct Found {
    pub(super) path: PathBuf,
    named: bool,
}

/// The file to read, where there is one.
pub(super) fn find(choice: &FileChoice, environment: &Environment) -> Result<Option<Found>> {
    let named = |path| Ok(Some(Found { path, named: true }));
    match choice {
        FileChoice::Isolated => return Ok(None),
        FileChoice::Given(path) => return named(path.clone()),
        FileChoice::Nearest => {}
    }
    if let Some(path) = environment.get_os(FILE_VARIABLE) {
        return named(PathBuf::from(path));
    }
    let folders = environment.folder().into_iter().flat_map(Path::ancestors);
    for path in folders.map(|folder| folder.join(FILE_NAME)) {
        match fs::symlink_metadata(&path) {
            Ok(_) => return Ok(Some(Found { path, named: false })),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(&path, &error)),
        }
    }
    Ok(None)
}

/// Reads a file.
///
/// # Errors
/// [`Error::Config`] with the line, for what cannot be read, is no TOML, or says what cannot be set.
pub(super) fn read(Found { path, named }: &Found) -> Result<(Layer, Option<PolicyTable>)> {
    let failed = |error: std::io::Error| unreadable(path, &error);
    if !named {
        // Before it is opened: a pipe would wait for a writer.
        let there = fs::metadata(path).map_err(failed)?;
        if !there.is_file() {
            return Err(failed(std::io::Error::other("it is not a regular file")));
        }
    }
    let mut file = fs::File::open(path).map_err(failed)?;
    if !named {
        let link = fs::symlink_metadata(path).map_err(failed)?;
        let opened = file.metadata().map_err(failed)?;
        trust(path, &link, &opened)?;
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    let text = text.trim_start_matches('\u{feff}');
    let wrong = |at: usize, error: &Error| {
        let (what, hint) = error.parts();
        let line = text
            .get(..at)
            .map_or(0, |before| before.matches('\n').count())
            + 1;
        Error::Config {
            path: path.clone(),
            message: format!("line {line}: {what}"),
        }
        .hint_if(hint.map(str::to_owned))
    };
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        wrong(at, &Error::Usage(error.message().to_owned()))
    })?;
    let mut layer = Layer::default();
    let origin = Origin::File(path.clone());
    take(table.get_ref(), "", &origin, &mut layer).map_err(|(at, error)| wrong(at, &error))?;
    let policy = Policy::from_settings(text).map_err(|message| Error::Config {
        path: path.clone(),
        message,
    })?;
    let shown = table
        .get_ref()
        .get(POLICY)
        .map(|table| json(table.get_ref()));
    Ok((
        layer,
        policy
            .zip(shown)
            .map(|(policy, shown)| PolicyTable { policy, shown }),
    ))
}

/// Notes what a table says, its name with a dot before each key. An error comes with its place.
fn take(
    table: &DeTable<'_>,
    before: &str,
    origin: &Origin,
    layer: &mut Layer,
) -> std::result::Result<(), (usize, Error)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in entries {
        let key = format!("{before}{}", name.get_ref());
        let within = format!("{key}.");
        if key == POLICY {
            // It has a reader of its own.
        } else if let Some(row) = ROWS.iter().find(|row| row.key == key) {
            let set = layer.set(row, json(value.get_ref()), origin.clone());
            set.map_err(|error| (value.span().start, error))?;
        } else if let DeValue::Table(table) = value.get_ref()
            && ROWS.iter().any(|row| row.key.starts_with(&within))
        {
            take(table, &within, origin, layer)?;
        } else {
            return Err((name.span().start, unknown(name.get_ref(), before)));
        }
    }
    Ok(())
}

/// An unknown key, with those that could have been meant: of its table, or of another.
fn unknown(name: &str, before: &str) -> Error {
    let in_table = ROWS.iter().filter_map(|row| row.key.strip_prefix(before));
    let mut known: Vec<&str> = in_table
        .map(|key| key.split('.').next().unwrap_or(key))
        .collect();
    if before.is_empty() {
        known.push(POLICY);
    }
    known.dedup();
    let elsewhere = ROWS.iter().find(|row| {
        let (_, last) = row.key.rsplit_once('.').unwrap_or(("", row.key));
        last == name
    });
    let meant = did_you_mean(name, known.iter().copied());
    let hint = match elsewhere.map(|row| row.key.rsplit_once('.')) {
        Some(Some((table, _))) => format!("`{name}` belongs in the table [{table}]"),
        Some(None) => format!("`{name}` belongs before the first table"),
        None => format!("{meant}the keys are {}", listed(&known)),
    };
    Error::Usage(format!("unknown key `{name}`")).hint(hint)
}

fn json(value: &DeValue<'_>) -> Json {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(integer) => {
            let number = i64::from_str_radix(integer.as_str(), integer.radix());
            number.map_or_else(|_| integer.as_str().into(), Json::from)
        }
        DeValue::Float(float) => float.as_str().into(),
        DeValue::Boolean(switch) => (*switch).into(),
        DeValue::Datetime(at) => at.to_string().into(),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => {
            let member = |(name, value): (&Spanned<_>, &Spanned<_>)| {
                let name: &std::borrow::Cow<'_, str> = name.get_ref();
                (name.to_string(), json(value.get_ref()))
            };
            Json::Object(table.iter().map(member).collect())
        }
    }
}

/// Refuses a file that was found, not named, and that another user could have created or changed.
#[cfg(unix)]
fn trust(path: &Path, link: &fs::Metadata, file: &fs::Metadata) -> Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let user = rustix::process::geteuid().as_raw();
    let foreign = |uid: u32| uid != user && uid != 0;
    let why = if foreign(link.uid()) || foreign(file.uid()) {
        "it belongs to another user"
    } else if file.mode() & 0o022 != 0 {
        "other users can write to it"
    } else {
        return Ok(());
    };
    Err(Error::Config {
        path: path.to_path_buf(),
        message: format!(
            "this configuration file was found, not named, and {why}, so it is not used"
        ),
    }
    .hint(format!(
        "check it and name it with --config {}, or use no configuration with --isolated",
        path.display()
    )))
}

#[cfg(not(unix))]
fn trust(_: &Path, _: &fs::Metadata, _: &fs::Metadata) -> Result<()> {
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Config {
        path: path.to_path_buf(),
        message: format!("the configuration file cannot be read: {}", system(error)),
    }
    .hint("name another one with --config, or use none with --isolated")
}
