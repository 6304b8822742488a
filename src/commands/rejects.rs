//! `--rejects FILE`: every rejected record, one JSON object a line.

use crate::archive::hinted;
use crate::error::{Error, Result};
use crate::ingest::Source;
use crate::output::{AtomicFile, Target};
use crate::pipeline::RejectSink;
use crate::record::Reject;
use crate::sync::locked;
use crate::validate::privacy::{hides_in, withheld};
use serde::Serialize;
use std::io::Write as _;
use std::sync::Mutex;

/// One line of the file.
#[derive(Serialize)]
struct Line<'a> {
    archive: &'a str,
    index: u64,
    offset: u64,
    code: &'static str,
    message: String,
    raw: &'a str,
}

/// The file while it is written.
pub(super) struct File {
    target: Target,
    /// Looks for credentials in records, which are then not repeated.
    guarded: bool,
    inner: Mutex<Inner>,
}

enum Inner {
    File(AtomicFile),
    Stdout(std::io::Stdout),
}

impl File {
    /// A file for rejected records as they are.
    pub(super) fn create(target: &Target) -> Result<Self> {
        let inner = match target {
            Target::Stdout => Inner::Stdout(std::io::stdout()),
            Target::File { path, force, mode } => {
                Inner::File(AtomicFile::create(path, *force)?.with_mode(*mode))
            }
        };
        Ok(Self {
            target: target.clone(),
            guarded: false,
            inner: Mutex::new(inner),
        })
    }

    /// The same without the text of a record that holds something like a credential: archive, index
    /// and offset say where it is, and the file can be passed on to those who have to mend it.
    pub(super) fn guarded(self) -> Self {
        Self {
            guarded: true,
            ..self
        }
    }

    /// What the pipeline calls with each rejected record.
    pub(super) fn sink<'a>(&'a self, sources: &'a [Source]) -> Box<RejectSink<'a>> {
        Box::new(move |archive: usize, reject: &Reject| {
            let raw = reject.raw.as_deref();
            let raw = raw.filter(|raw| !self.guarded || !hides_in(raw));
            let path = sources.get(archive).map_or("", |source| &source.shown);
            let cover = format!("(withheld {})", archive + 1);
            let covered = self.guarded.then(|| withheld(path, &cover)).flatten();
            let line = Line {
                archive: covered.as_deref().unwrap_or(path),
                index: reject.index,
                offset: reject.offset,
                code: reject.refusal.code.as_str(),
                message: hinted(&reject.refusal.message, reject.refusal.limit),
                raw: raw.unwrap_or_default(),
            };
            let mut text = serde_json::to_vec(&line)?;
            text.push(b'\n');
            match &mut *locked(&self.inner) {
                Inner::File(file) => file.write_all(&text),
                Inner::Stdout(stdout) => stdout.write_all(&text),
            }
        })
    }

    /// The error for a file that could not be written.
    pub(super) fn failed(&self, source: std::io::Error) -> Error {
        self.target.failed(source)
    }

    /// All records are there: the file, to be put in its place with others; `None` where they went to
    /// standard output.
    pub(super) fn finish(self) -> Result<Option<AtomicFile>> {
        match self.inner.into_inner() {
            Ok(Inner::File(file)) => Ok(Some(file)),
            Ok(Inner::Stdout(mut stdout)) => stdout
                .flush()
                .map(|()| None)
                .map_err(|source| self.target.failed(source)),
            Err(_) => Ok(None),
        }
    }

    /// Puts the file in its place.
    pub(super) fn commit(self) -> Result<()> {
        self.finish()?.map_or(Ok(()), AtomicFile::commit)
    }
}
