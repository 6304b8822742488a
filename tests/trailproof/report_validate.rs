//! `report --validate` says what `validate` says, of every fixture, in every format.

use crate::runner::trailproof;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
const REFUSED: &str = "fixtures/validate/S03-bad.json";

/// Every file of the fixtures that is read as an archive.
fn archives() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("fixtures")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.to_string_lossy().into_owned();
            let ends = |end: &str| name.ends_with(end);
            if path.is_dir() {
                folders.push(path);
            } else if [".json", ".jsonl", ".ndjson", ".gz", ".zst"]
                .iter()
                .any(|end| ends(end))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 100, "{} fixtures", found.len());
    found
}

/// The listing beside an archive, if there is one.
fn listing(archive: &Path) -> Option<PathBuf> {
    let name = archive.file_name()?.to_string_lossy().into_owned();
    let (code, _) = name.split_once('-')?;
    let listing = archive.with_file_name(format!("{code}.listing"));
    listing.exists().then_some(listing)
}

fn run(command: &str, archive: &Path, words: &[&str]) -> (i32, Value) {
    let mut run = trailproof([command, "-f", "json", "--isolated"]);
    run = run.args(words);
    if let Some(listing) = listing(archive) {
        run = run.arg("--listing").arg(listing);
    }
    let ran = run.arg(archive).run();
    (
        ran.exit_code(),
        serde_json::from_str(ran.stdout()).unwrap_or_default(),
    )
}

/// What `validate` counts, as a report states it.
fn stated(verdict: &Value) -> Value {
    let mut codes: BTreeMap<(String, String), [u64; 2]> = BTreeMap::new();
    for finding in verdict["findings"].as_array().expect("findings") {
        let text = |name: &str| finding[name].as_str().expect("text").to_owned();
        let sums = codes.entry((text("code"), text("severity"))).or_default();
        let aside = usize::from(!finding["suppressed"].is_null());
        sums[aside] += finding["count"].as_u64().expect("a count");
    }
    let rows = codes.into_iter().map(|((code, severity), [count, suppressed])| {
        json!({"code": code, "severity": severity, "count": count, "suppressed": suppressed})
    });
    json!({"summary": verdict["summary"], "by_code": rows.collect::<Vec<_>>()})
}

#[track_caller]
fn same(archive: &Path, words: &[&str], of_report: &[&str]) {
    let (code, verdict) = run("validate", archive, words);
    let mut all = vec!["--validate", "--allow-incomplete", "--sections", "activity"];
    all.extend(words.iter().chain(of_report));
    let (own, report) = run("report", archive, &all);
    let what = archive.display();
    if verdict.is_null() || report.is_null() {
        // A file that is known to be no archive is refused by both.
        assert_eq!((code, report.is_null()), (own, verdict.is_null()), "{what}");
        return;
    }
    let have = &report["validation"];
    assert_eq!(
        json!({"summary": have["summary"], "by_code": have["by_code"]}),
        stated(&verdict),
        "{what}"
    );
    let archives = verdict["archives"].as_array().expect("archives").iter();
    let expected = if archives.clone().any(|one| one["status"] == "unreadable") {
        "unreadable"
    } else if code == 0 {
        "valid"
    } else {
        "invalid"
    };
    assert_eq!(have["verdict"], expected, "{what}");
    let sum: u64 = ["error", "warning", "note"]
        .iter()
        .map(|severity| have["summary"][severity].as_u64().expect("a figure"))
        .sum();
    let rows = have["by_code"].as_array().expect("rows").iter();
    let counts = rows.map(|row| row["count"].as_u64().expect("a count"));
    assert_eq!(sum, counts.sum::<u64>(), "{what}");
    if of_report.is_empty() && !words.contains(&"--max-event") {
        assert_eq!(report["ledger"], verdict["ledger"], "{what}");
    }
}

#[test]
fn the_verdict_is_that_of_validate_on_every_fixture() {
    for archive in archives() {
        same(&archive, &[], &[]);
    }
}

#[test]
fn filters_and_limits_change_no_verdict() {
    let folder = Path::new("fixtures/validate");
    same(folder, &[], &["--event", "app.*"]);
    same(folder, &["--max-event", "512B"], &[]);
    same(Path::new(MAY), &[], &["--from", "2018-05-10"]);
    let stdin = std::fs::read(REFUSED).expect("a fixture");
    let words = ["report", "--isolated", "-", "--validate"];
    let ran = trailproof(words).stdin(stdin.clone()).run();
    ran.code(0).prints("not ready to hand over");
    let ran = trailproof(words)
        .args(["--event", "app.*"])
        .stdin(stdin)
        .run();
    ran.code(2).says("standard input can only be read once");
}

#[test]
fn rules_that_are_set_aside_and_expectations_count_as_in_validate() {
    let folder = Path::new("fixtures/validate");
    same(folder, &["--ignore", "S03,T"], &[]);
    same(folder, &["--as-of", "2018-05-02"], &[]);
    same(folder, &["--final", "--as-of", "2018-05-02"], &[]);
    let listing = [
        "report",
        "--isolated",
        MAY,
        "--listing",
        "fixtures/validate/F05.listing",
    ];
    trailproof(listing).run().code(2).says("--validate");
}

#[test]
fn every_format_says_whether_the_archives_were_validated_and_how_to_do_it() {
    let report = |words: &[&str], format: &str| {
        let ran = trailproof(["report", "--isolated", "-f", format]).args(words);
        ran.run().ok().stdout().to_owned()
    };
    for format in ["table", "markdown", "html", "json", "csv"] {
        for words in [&[REFUSED][..], &[REFUSED, "--sections", "access"]] {
            let text = report(words, format);
            assert!(text.contains("--validate"), "{format}: {text}");
            assert!(text.to_lowercase().contains("not validated"), "{format}");
        }
        let text = report(&[REFUSED, "--validate"], format);
        let said = match format {
            "json" => "\"verdict\": \"invalid\"",
            "csv" => "validation,,invalid,",
            _ => "The archives failed validation (",
        };
        assert!(text.contains(said), "{format}: {text}");
        assert!(!text.contains("Complete"), "{format}: no chip beside it");
        let text = report(&[MAY, "--validate"], format);
        assert!(!text.contains("refuses"), "{format}");
    }
    let html = report(&[MAY, "--validate"], "html");
    assert!(html.contains(">Complete<") && html.contains(">Validated<"));
    let csv = trailproof(["report", "--isolated", "-f", "csv", "--by", "event", MAY]);
    csv.run().code(0).says("not validated");
}
