//! What several tests need: folders with archives, single events, the report's promised members.

use crate::runner::trailproof;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder that is gone after the test.
pub struct Folder(TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The path of a name in it, as a word of a command line.
    pub fn at(&self, name: &str) -> String {
        self.path().join(name).to_string_lossy().into_owned()
    }

    /// Writes a file, and the folders above it; gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders are made");
        std::fs::write(&path, content).expect("a file is written");
        // A found configuration that others can write is not obeyed, whatever mask the tests run with.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::Permissions::from_mode(0o644);
            std::fs::set_permissions(&path, mode).expect("permissions");
        }
        self.at(name)
    }

    /// What a file in it holds.
    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a text file")
    }

    /// The names in it, in order.
    pub fn names(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.path()).expect("a folder");
        let mut names: Vec<_> = names
            .map(|entry| {
                let name = entry.expect("an entry").file_name();
                name.to_string_lossy().into_owned()
            })
            .collect();
        names.sort();
        names
    }
}

/// A path in the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

/// An event with that number in its id, on the third of May 2018.
pub fn event(number: u32) -> Value {
    json!({
        "id": format!("e0000000-0000-4000-8000-{number:012}"),
        "created_at": "2018-05-03T12:00:00Z",
        "type": "app",
        "action": "update",
        "actor": {"id": "aa000000-0000-4000-8000-000000000001", "email": "anna@example.com"},
    })
}

/// The same event with one member changed.
pub fn with(mut event: Value, name: &str, value: Value) -> Value {
    event[name] = value;
    event
}

/// The report on the words, as JSON.
#[track_caller]
pub fn report(words: &[&str]) -> Value {
    let ran = trailproof(["report", "-f", "json"]).args(words).run();
    let ran = ran.code(0);
    // That archives are of several accounts is told, and is as it should be here.
    let several = |line: &str| line.contains("enterprise accounts are counted together");
    assert!(ran.stderr().lines().all(several), "{}", ran.stderr());
    ran.json()
}

/// The ledger of a report: read, accepted, filtered, duplicate, rejected.
#[track_caller]
pub fn ledger(report: &Value) -> [u64; 5] {
    ["read", "accepted", "filtered", "duplicate", "rejected"]
        .map(|name| report["ledger"][name].as_u64().expect("a count"))
}

/// Sections that hold one value, and those that hold rows, with the members that are promised.
const SECTIONS: &[(&str, &[&str])] = &[
    ("ledger", &[]),
    ("period", &[]),
    ("totals", &[]),
    (
        "by_event",
        &["event", "supported", "count", "first_at", "last_at"],
    ),
    (
        "by_actor",
        &[
            "actor",
            "id",
            "also_known_as",
            "count",
            "apps",
            "event_types",
            "ip_addresses",
            "first_at",
            "last_at",
        ],
    ),
    (
        "by_app",
        &[
            "app",
            "id",
            "also_known_as",
            "count",
            "actors",
            "event_types",
            "first_at",
            "last_at",
        ],
    ),
    ("by_team", &["team", "id", "count"]),
    (
        "by_account",
        &[
            "account",
            "id",
            "also_known_as",
            "count",
            "first_at",
            "last_at",
        ],
    ),
    ("by_day", &["day", "count"]),
    ("by_hour", &["weekday", "hour", "count"]),
    ("by_ip", &["ip", "count", "actors"]),
];

/// Rows with these members alone.
#[track_caller]
pub fn columns(rows: &Value, members: &[&str]) -> Value {
    let rows = rows.as_array().expect("rows");
    let row = |row: &Value| -> Map<String, Value> {
        let member = |&name: &&str| (name.to_owned(), row[name].clone());
        members.iter().map(member).collect()
    };
    rows.iter().map(row).map(Value::Object).collect()
}

/// The sections of a report that follow from the events, and only the members that are promised.
#[track_caller]
pub fn promised(report: &Value) -> Vec<(&'static str, Value)> {
    let section = |&(name, members): &(&'static str, &[&str])| {
        let section = &report[name];
        assert!(!section.is_null(), "{name} is missing");
        let section = match section {
            Value::Array(_) => columns(section, members),
            value => value.clone(),
        };
        (name, section)
    };
    SECTIONS.iter().map(section).collect()
}

/// Two reports must have the same promised sections.
#[track_caller]
pub fn assert_same(have: &Value, want: &Value, what: &str) {
    for ((name, have), (_, want)) in promised(have).into_iter().zip(promised(want)) {
        assert_eq!(have, want, "{what}: {name}");
    }
}
