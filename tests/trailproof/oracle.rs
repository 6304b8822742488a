//! Independent programs agree: Python on every sound fixture, jq on the plain ones. A machine
//! without them fails these tests; it must not pass them by leaving them out.

use crate::generator::Shape;
use crate::generator::{self, Layout, Options};
use crate::samples::{Folder, assert_same, columns, fixture, report};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::process::Command;

/// Runs another program; gives what it printed.
#[track_caller]
pub fn run<S: AsRef<OsStr>>(program: &str, words: &[S]) -> Vec<u8> {
    let output = Command::new(program)
        .args(words)
        .output()
        .unwrap_or_else(|error| {
            panic!("this test needs `{program}`, which could not be started: {error}; install it with .ci/setup")
        });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} failed: {said}");
    output.stdout
}

fn beside(name: &str) -> String {
    format!("{}/tests/trailproof/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// What Python says of archives; zstd, which its library lacks, is unpacked for it.
fn python(archives: &[String]) -> Value {
    let folder = Folder::new();
    let catalog = format!("{}/src/catalog/2019-09.json", env!("CARGO_MANIFEST_DIR"));
    let mut words = vec!["-B".to_owned(), beside("oracle.py"), catalog];
    for (n, path) in archives.iter().enumerate() {
        words.push(if path.ends_with(".zst") {
            let packed = std::fs::File::open(path).expect("a fixture");
            let plain = zstd::decode_all(packed).expect("zstd");
            folder.write(&format!("{n}.json"), plain)
        } else {
            path.clone()
        });
    }
    serde_json::from_slice(&run("python3", &words)).expect("JSON from oracle.py")
}

fn check(archives: &[String]) {
    let what = format!("{archives:?}");
    let words: Vec<&str> = archives.iter().map(String::as_str).collect();
    let truth = python(archives);
    let have = report(&words);
    assert_same(&have, &truth, &what);
    assert_eq!(have["findings"], truth["findings"], "{what}");
    let pairs = report(&[&words[..], &["--by", "actor,event"]].concat());
    let members = ["actor", "actor_id", "event", "count", "first_at", "last_at"];
    let have = columns(&pairs["rows"], &members);
    assert_eq!(have, columns(&truth["pairs"], &members), "{what}");
}

/// The files of a folder of fixtures.
fn fixtures(folder: &str) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(fixture(folder))
        .expect("fixtures")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            path.to_string_lossy().into_owned()
        })
        .collect();
    files.sort();
    assert!(files.len() > 2, "{folder} has fixtures");
    files
}

#[test]
fn python_agrees_on_each_sound_fixture() {
    for folder in ["shapes", "containers", "events", "twice"] {
        for path in fixtures(folder) {
            check(&[path]);
        }
    }
}

#[test]
fn python_agrees_on_many_archives_at_once() {
    let months = ["05", "06"].map(|month| {
        let name = format!("enterprise-audit-log-acme-corp-2018{month}.json.gz");
        fixture(&name).to_string_lossy().into_owned()
    });
    check(&months);
    for folder in ["shapes", "events", "twice"] {
        let mut files = fixtures(folder);
        check(&files);
        files.reverse();
        check(&files);
    }
}

#[test]
fn python_agrees_on_generated_archives() {
    let options = Options {
        events: 3000,
        months: 3,
        seed: 77,
        actors: 50,
        apps: 70,
        email_only_per_mille: 200,
        actorless_per_mille: 30,
        unsupported_per_mille: 20,
        ..Options::default()
    };
    let (events, _) = generator::events(&options);
    let folder = Folder::new();
    let layout = Layout {
        shape: Shape::Array,
        ..Layout::default()
    };
    check(&[folder.write("a.json", generator::document(&events, layout))]);
}

#[test]
fn jq_counts_the_same() {
    let plain = [
        "shapes/array.json",
        "shapes/lines.ndjson",
        "twice/may-whole.json",
        "events/decoys.json",
    ];
    for name in plain.map(|name| fixture(name).to_string_lossy().into_owned()) {
        let counted = run("jq", &["-s", "-f", &beside("report.jq"), &name]);
        let counted: Value = serde_json::from_slice(&counted).expect("JSON from jq");
        let have = report(&[&name]);
        let busy = have["by_day"].as_array().expect("days");
        let busy: Vec<_> = busy.iter().filter(|day| day["count"] != 0).collect();
        let said = json!({
            "events": have["totals"]["events"],
            "by_event": columns(&have["by_event"], &["event", "count"]),
            "by_day": busy,
        });
        assert_eq!(said, counted, "{name}");
    }
}
