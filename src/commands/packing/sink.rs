//! Where documents of a pack go: into a new pack, or to be compared with those of a pack that is there.

use crate::error::{Error, Result, system};
use crate::output::{AtomicFolder, Hashed, Sum, Target};
use crate::pack::{Code, Comparing, Findings, open, read_limited, same_values};
use crate::sync::locked;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const BUFFER: usize = 1 << 16;
/// Bytes that a document of another version may have beside four times those of this one.
const MORE_JSON: u64 = 1 << 20;

/// What makes the bytes of a document.
pub(in crate::commands) type Make<'m> = &'m mut dyn FnMut(&mut (dyn Write + Send)) -> Result<()>;

/// Takes documents, each by its path in the pack, several at a time.
pub(in crate::commands) trait Sink: Sync {
    /// Takes a document; gives its size and digest.
    fn put(&self, name: &str, make: Make<'_>) -> Result<Sum>;
}

/// What a failure to write a document means.
pub(super) fn target(name: &str) -> Target {
    Target::new(Some(PathBuf::from(name)), false)
}

/// Writes a pack.
pub(in crate::commands) struct Sealing<'f>(pub(in crate::commands) &'f AtomicFolder);

impl Sink for Sealing<'_> {
    fn put(&self, name: &str, make: Make<'_>) -> Result<Sum> {
        let file = self.0.file(name).map_err(|error| self.0.failed(error))?;
        let mut out = BufWriter::with_capacity(BUFFER, Hashed::new(file));
        make(&mut out)?;
        let out = out.into_inner();
        let out = out.map_err(|error| self.0.failed(error.into_error()))?;
        Ok(out.finish().1)
    }
}

/// Compares with a pack that is there.
pub(in crate::commands) struct Verifying<'f> {
    /// The folder of the pack, whatever the current folder is.
    pub(in crate::commands) root: &'f Path,
    /// Regular files of the pack.
    pub(in crate::commands) files: &'f BTreeMap<String, Sum>,
    /// Another version made the pack: values are compared.
    pub(in crate::commands) by_values: bool,
    pub(in crate::commands) findings: &'f Mutex<Findings>,
}

impl Sink for Verifying<'_> {
    fn put(&self, name: &str, make: Make<'_>) -> Result<Sum> {
        if self.by_values {
            return self.put_values(name, make);
        }
        let is_there = self.files.contains_key(name);
        let there = is_there.then(|| open(self.root, name)).transpose();
        let there = there.map_err(|error| unreadable(name, &error))?;
        let mut out = BufWriter::with_capacity(BUFFER, Hashed::new(Comparing::new(there)));
        make(&mut out)?;
        let failed = |error: std::io::Error| unreadable(name, &error);
        let out = out
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        let (comparing, sum) = out.finish();
        if let Some(at) = comparing.differs().map_err(failed)? {
            let what = match is_there {
                true => format!("the reproduced document differs from byte {at}"),
                false => {
                    "a pack of these archives and settings contains it, but this pack does not"
                        .to_owned()
                }
            };
            locked(self.findings).add(Code::V06, Some(name), what);
        }
        Ok(sum)
    }
}

impl Verifying<'_> {
    fn put_values(&self, name: &str, make: Make<'_>) -> Result<Sum> {
        if !name.ends_with(".json") {
            let mut out = Hashed::new(std::io::sink());
            make(&mut out)?;
            return Ok(out.finish().1);
        }
        let mut out = Hashed::new(Vec::new());
        make(&mut out)?;
        let (again, sum) = out.finish();
        let there = match self.files.contains_key(name) {
            true => read_limited(&self.root.join(name), 4 * sum.bytes + MORE_JSON),
            false => Ok(Vec::new()),
        };
        let there = match there {
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Ok(Vec::new()),
            other => other,
        };
        let there = there.map_err(|error| unreadable(name, &error))?;
        let differs = match (values(&there), values(&again)) {
            (Some(there), Some(again)) => same_values(&there, &again),
            _ => Some(String::new()),
        };
        if let Some(at) = differs {
            let at = if at.is_empty() { "/" } else { &at };
            let what = format!("the reproduced document has a different value at {at}");
            locked(self.findings).add(Code::V06, Some(name), what);
        }
        Ok(sum)
    }
}

/// The document, but for the program that made it.
fn values(text: &[u8]) -> Option<Json> {
    let mut value: Json = serde_json::from_slice(text).ok()?;
    value.as_object_mut()?.remove("tool");
    Some(value)
}

fn unreadable(name: &str, error: &std::io::Error) -> Error {
    Error::Unreadable(format!("{name}: {}", system(error)))
}
