//! `trailproof diff`, from outside.

mod cases;
mod properties;
mod recount;
mod truth;
mod views;

use crate::generator::{self, Layout, Options};
use crate::runner::{Trailproof, trailproof};
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with the files of a test.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// Writes a file of that name, in folders of its own if it names some.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// Writes events as an archive.
    pub fn archive(&self, name: &str, events: &[Vec<u8>]) -> PathBuf {
        self.write(name, generator::document(events, Layout::default()))
    }

    /// `trailproof diff` with these words, in the folder.
    pub fn diff(&self, words: &[&str]) -> Trailproof {
        trailproof(["diff"]).args(words).in_folder(self.0.path())
    }

    /// The comparison of two sides as data.
    #[track_caller]
    pub fn json(&self, words: &[&str]) -> Value {
        self.diff(words).args(["-f", "json"]).run().ok().json()
    }
}

/// The events of two consecutive months, May and June 2018.
pub fn two_months(events: u64, seed: u64) -> [Vec<Vec<u8>>; 2] {
    let (events, _) = generator::events(&Options {
        events,
        months: 2,
        seed,
        actors: 60,
        apps: 90,
        actorless_per_mille: 20,
        email_only_per_mille: 100,
        unsupported_per_mille: 30,
        ..Options::default()
    });
    let is_may = |event: &Vec<u8>| recount::created_at(event).starts_with("2018-05");
    let (may, june) = events.into_iter().partition(is_may);
    [may, june]
}

/// An event, given by what matters in a test: day and what is to be laid over the rest.
pub fn event(number: u32, at: &str, over: Value) -> Vec<u8> {
    let mut event = serde_json::json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"),
        "created_at": at,
        "type": "app",
        "action": "create",
        "actor": {"id": "a0000000-0000-4000-8000-000000000001", "email": "ann@example.com"},
    });
    let members = over.as_object().expect("members").clone();
    event.as_object_mut().expect("an object").extend(members);
    serde_json::to_vec(&event).expect("JSON")
}

/// The rows of a section.
#[track_caller]
pub fn rows<'a>(diff: &'a Value, section: &str) -> &'a Vec<Value> {
    diff[section].as_array().expect(section)
}
