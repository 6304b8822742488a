//! Where results go: standard output, or a file that is there whole or not at all.

mod atomic;
mod behind;
mod folder;
mod hashed;
mod inputs;
mod scratch;
mod stream;
mod style;
mod sweep;

pub use atomic::AtomicFile;
pub use behind::Behind;
pub use folder::AtomicFolder;
pub use hashed::{Hashed, Sum};
pub use inputs::Inputs;
pub use scratch::Scratch;
pub use stream::Stream;
pub use style::{is_colored, width};

use crate::error::{Error, Result};
use crate::ingest::identity::Identity;
use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// Where a result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file. A pipe or a device of that name is written into, never replaced.
    File {
        /// Its path.
        path: PathBuf,
        /// Whether it may replace a file that is there.
        force: bool,
        /// Permissions of a new file; without them its owner alone may read it.
        mode: Option<u32>,
    },
}

impl Target {
    /// The target that `-o` means: nothing, `-` and `/dev/stdout` are standard output.
    #[must_use]
    pub fn new(path: Option<PathBuf>, force: bool) -> Self {
        match path {
            Some(path) if path != Path::new("-") && path != Path::new("/dev/stdout") => {
                Self::File {
                    path,
                    force,
                    mode: None,
                }
            }
            _ => Self::Stdout,
        }
    }

    /// The same, where a new file has these permissions.
    #[must_use]
    pub fn with_mode(mut self, asked: Option<u32>) -> Self {
        if let Self::File { mode, .. } = &mut self {
            *mode = asked;
        }
        self
    }

    /// The file, where the target is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdout => None,
            Self::File { path, .. } => Some(path),
        }
    }

    /// What it means when the target could not be written.
    #[must_use]
    pub fn failed(&self, source: io::Error) -> Error {
        match self {
            Self::Stdout => standard_output_failed(source),
            Self::File { path, .. } => failed(path, source),
        }
    }

    /// Whether it is a terminal, of a known width or not.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        match self {
            Self::Stdout => io::stdout().is_terminal(),
            // Opening a pipe would wait for its reader.
            Self::File { path, .. } => {
                is_character_device(path)
                    && File::options()
                        .write(true)
                        .open(path)
                        .is_ok_and(|device| device.is_terminal())
            }
        }
    }

    /// Refuses, before anything is read, what could not be written or would do damage.
    ///
    /// # Errors
    /// [`Error::Usage`] where the file is one of the inputs, or exists and may not be replaced;
    /// [`Error::Output`] where its folder does not exist or it is a folder itself.
    pub fn check(&self, inputs: &Inputs) -> Result<()> {
        let Self::File { path, force, .. } = self else {
            return check_standard_output(inputs);
        };
        let shown = path.display();
        let there = fs::metadata(path);
        if there.as_ref().is_ok_and(fs::Metadata::is_dir) {
            let message = "it is a folder; name a file";
            return Err(failed(
                path,
                io::Error::new(ErrorKind::IsADirectory, message),
            ));
        }
        if there.is_ok_and(|there| !there.is_file()) {
            return Ok(());
        }
        let folder = folder_of(path);
        if !folder.is_dir() {
            let message = format!("there is no folder `{}`; create it first", folder.display());
            return Err(failed(path, io::Error::new(ErrorKind::NotFound, message)));
        }
        if fs::symlink_metadata(path).is_err() {
            return Ok(());
        }
        if let Some(what) = inputs.what(path) {
            return Err(is_input(&shown.to_string(), what));
        }
        if !force {
            return Err(Error::Usage(format!("{shown} exists"))
                .hint("name another output file, or replace it with --force"));
        }
        Ok(())
    }

    /// Refuses two results that would overwrite or interleave each other. `flags` names the two.
    ///
    /// # Errors
    /// [`Error::Usage`] where both are the same file or both standard output.
    pub fn check_apart(&self, other: &Self, flags: &str) -> Result<()> {
        let same = match (self.path(), other.path()) {
            (None, None) => true,
            (Some(own), Some(its)) => !is_special(own) && Place::of(own) == Place::of(its),
            _ => false,
        };
        if same {
            return Err(Error::Usage(format!(
                "{flags}: both are written to {}",
                self.path()
                    .map_or("standard output".into(), |p| p.to_string_lossy())
            ))
            .hint("name a different output for each"));
        }
        Ok(())
    }

    /// Writes a whole result.
    ///
    /// # Errors
    /// [`Error::ClosedPipe`] where the reader of standard output went away, else [`Error::Output`].
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Stdout => {
                sweep::report_file_size_limit();
                let mut stdout = io::stdout().lock();
                stdout
                    .write_all(bytes)
                    .and_then(|()| stdout.flush())
                    .map_err(standard_output_failed)
            }
            Self::File { path, force, mode } => {
                let mut file = AtomicFile::create(path, *force)?.with_mode(*mode);
                file.write_all(bytes).map_err(|error| failed(path, error))?;
                file.commit()
            }
        }
    }
}

/// Whether the path is a folder that is there.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Where what does not fit into memory goes: beside the file, whose disk has to have the room
/// anyway; for anything else where the system keeps temporary files.
#[must_use]
pub fn scratch_for(target: &Target) -> Scratch {
    Scratch::new(match target.path() {
        Some(path) if !is_special(path) => folder_of(path).to_path_buf(),
        _ => std::env::temp_dir(),
    })
}

/// Makes a folder, and those above it, unless it is there.
///
/// # Errors
/// [`Error::Output`] with what the system said.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| failed(path, error))
}

/// What a failure of standard output means.
#[must_use]
pub fn standard_output_failed(source: io::Error) -> Error {
    if source.kind() == ErrorKind::BrokenPipe {
        return Error::ClosedPipe;
    }
    Error::Output {
        target: "standard output".to_owned(),
        source,
    }
}

/// Standard output can be a file that the run reads, as with `>>`; it would then read what it writes.
fn check_standard_output(inputs: &Inputs) -> Result<()> {
    let place = Path::new("/dev/stdout");
    let is_file = fs::metadata(place).is_ok_and(|there| there.is_file());
    match inputs.what(place).filter(|_| is_file) {
        Some(what) => Err(is_input("standard output", what)),
        None => Ok(()),
    }
}

fn is_input(target: &str, what: &str) -> Error {
    Error::Usage(format!(
        "{target} is one of the inputs ({what}) and would be overwritten"
    ))
    .hint("name another output file")
}

/// A file name in a folder that exists, so that a file which does not is comparable.
#[derive(PartialEq)]
struct Place(Identity, Option<PathBuf>);

impl Place {
    fn of(path: &Path) -> Self {
        if path.exists() {
            return Self(Identity::of(Some(path)), None);
        }
        Self(
            Identity::of(Some(folder_of(path))),
            path.file_name().map(PathBuf::from),
        )
    }
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::Output {
        target: path.display().to_string(),
        source,
    }
}

#[cfg(unix)]
fn is_character_device(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    fs::metadata(path).is_ok_and(|there| there.file_type().is_char_device())
}

#[cfg(not(unix))]
fn is_character_device(_: &Path) -> bool {
    false
}

/// Whether the path leads to a pipe or a device.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes a rename last through a power failure, where the system can.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
