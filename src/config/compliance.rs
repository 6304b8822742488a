//! Files that say what a report is held against: the policy of the organisation, frameworks of controls.

use super::value::listed;
use crate::error::{Error, Result, system};
use crate::framework::{self, Framework};
use crate::nearest::did_you_mean;
use crate::policy::Policy;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

/// Table `[policy]` of a configuration file.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyTable {
    /// What it means.
    pub policy: Policy,
    /// As it stands there.
    pub shown: Json,
}

/// Reads a policy from a file of its own.
///
/// # Errors
/// [`Error::Config`] with line and key for a file that cannot be read or is no policy.
pub fn load_policy(path: &Path) -> Result<Policy> {
    let failed = |message| Error::Config {
        path: path.to_path_buf(),
        message,
    };
    let text = fs::read_to_string(path)
        .map_err(|error| failed(format!("the policy cannot be read: {}", system(&error))))?;
    Policy::from_toml(&text).map_err(failed)
}

/// Frameworks by name or by file, in the order given, each once; all that are built in where none is given. A
/// built-in name goes first: a file of that name is `./NAME`.
///
/// # Errors
/// [`Error::Config`] with line and key for a file that cannot be read or is no framework, and for two frameworks
/// with one id.
pub fn load_frameworks(names: &[String]) -> Result<Vec<Framework>> {
    if names.is_empty() {
        return Ok(framework::built_in());
    }
    let mut reader = framework::Reader::default();
    let mut loaded: Vec<(&str, Framework)> = Vec::new();
    for name in names {
        if loaded.iter().any(|(other, _)| other == name) {
            continue;
        }
        let failed = |message| Error::Config {
            path: name.into(),
            message,
        };
        let framework = match Framework::text(name) {
            Some(text) => reader.read(text),
            None => {
                reader.read(&fs::read_to_string(name).map_err(|error| unreadable(name, &error))?)
            }
        };
        let framework = framework.map_err(failed)?;
        let same = |(_, other): &&(&str, Framework)| other.id.eq_ignore_ascii_case(&framework.id);
        if let Some((other, _)) = loaded.iter().find(same) {
            return Err(failed(format!(
                "its id `{}` is also that of {other}; give only one of the two",
                framework.id
            )));
        }
        loaded.push((name, framework));
    }
    Ok(loaded.into_iter().map(|(_, framework)| framework).collect())
}

/// A missing framework is most often a misspelt name of one that is built in.
fn unreadable(name: &str, error: &std::io::Error) -> Error {
    let what = match error.kind() {
        std::io::ErrorKind::NotFound => "no such framework, and no such file".to_owned(),
        _ => format!("the framework cannot be read: {}", system(error)),
    };
    let names: Vec<_> = Framework::names().collect();
    let meant = did_you_mean(name, names.iter().copied());
    Error::Config {
        path: name.into(),
        message: what,
    }
    .hint(format!(
        "{meant}give the path of a framework file or a built-in name: {}",
        listed(&names)
    ))
}
