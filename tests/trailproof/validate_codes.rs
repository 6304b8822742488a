//! Every code has a fixture that raises it and nothing else, and a sound neighbour that raises nothing.

use crate::runner::trailproof;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use trailproof::internals::finding::Code;

fn fixture(code: Code, kind: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/validate");
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    let prefix = format!("{code}-{kind}");
    entries.into_iter().find(|path| {
        let name = path.file_name().expect("a name").to_string_lossy();
        name.split('.').next() == Some(&prefix)
    })
}

/// What some rules need besides archives.
fn arguments(code: Code) -> Vec<String> {
    let listing = format!("fixtures/validate/{code}.listing");
    let words: &[&str] = match code {
        Code::F05 | Code::F06 | Code::F08 => &["--listing", &listing],
        // An event of a month that is later than its export is always in a partial month, too.
        Code::T02 => &["--as-of", "2018-05-20", "--select", "T02"],
        Code::T03 => &["--as-of", "2018-05-20"],
        _ => &[],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The codes that validating a fixture raises.
fn raised(code: Code, path: &Path) -> BTreeSet<String> {
    let ran = trailproof(["validate", "-f", "json"])
        .arg(path)
        .args(arguments(code))
        .run();
    let json = ran.json();
    let ledger = &json["ledger"];
    let parts = ["accepted", "filtered", "duplicate", "rejected"];
    let sum: u64 = parts.iter().filter_map(|part| ledger[part].as_u64()).sum();
    assert_eq!(ledger["read"].as_u64(), Some(sum), "{code}: {ledger}");
    json["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| finding["code"].as_str().expect("a code").to_owned())
        .collect()
}

#[test]
fn every_code_has_both_fixtures() {
    let lacking: Vec<String> = Code::ALL
        .iter()
        .flat_map(|code| ["bad", "good"].map(|kind| (*code, kind)))
        .filter(|(code, kind)| fixture(*code, kind).is_none())
        .map(|(code, kind)| format!("{code}-{kind}"))
        .collect();
    assert_eq!(lacking, Vec::<String>::new());
}

#[test]
fn a_bad_fixture_raises_its_code_and_nothing_else() {
    for code in Code::ALL {
        let path = fixture(*code, "bad").expect("a fixture");
        assert_eq!(raised(*code, &path), [code.to_string()].into(), "{code}");
    }
}

#[test]
fn a_good_fixture_raises_nothing() {
    for code in Code::ALL {
        let path = fixture(*code, "good").expect("a fixture");
        assert_eq!(raised(*code, &path), BTreeSet::new(), "{code}");
    }
}
