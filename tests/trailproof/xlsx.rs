//! Workbooks, opened as others open them: openpyxl reads every cell, and holds it against JSON and CSV.

use crate::generator;
use crate::planted;
use crate::runner::trailproof;
use crate::samples::Folder;
use std::path::{Path, PathBuf};
use std::process::Command;

const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
const JUNE: &str = "fixtures/enterprise-audit-log-acme-corp-201806.json.gz";

/// Has `xlsx.py` compare files of one reading; gives how many cells it compared.
fn same(kind: &str, files: &[PathBuf]) -> u64 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trailproof");
    let python = root.join("python/venv/bin/python");
    let ran = Command::new(&python)
        .arg(root.join("xlsx.py"))
        .arg(kind)
        .args(files)
        .output();
    let ran = ran.unwrap_or_else(|error| panic!("{}: {error}; run .ci/setup", python.display()));
    let said = String::from_utf8_lossy(&ran.stdout);
    let wrong = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{kind} {files:?}: {said}{wrong}");
    let cells = said.split(' ').next().and_then(|n| n.parse().ok());
    cells.unwrap_or_else(|| panic!("no figure: {said}"))
}

/// Writes a workbook, JSON and CSV of one reading, and has them compared.
fn compared(words: &[&str]) -> u64 {
    let folder = Folder::new();
    let files = ["xlsx", "json", "csv"].map(|end| folder.path().join(format!("out.{end}")));
    let mut run = trailproof(words);
    for file in &files {
        run = run.arg("-o").arg(file);
    }
    let ran = run.run();
    assert!([0, 1, 4].contains(&ran.exit_code()), "{}", ran.stderr());
    same(words[0], &files)
}

#[test]
fn a_month_is_the_same_cell_by_cell() {
    assert!(compared(&["report", MAY, "--validate", "--previous", JUNE]) > 4000);
    assert!(compared(&["report", MAY, "--by", "actor,event,hour"]) > 1000);
    assert!(compared(&["report", MAY, "--by", "day,app", "--top", "7"]) > 50);
    assert!(compared(&["report", MAY, "--sections", "access,register", "--top", "5"]) > 100);
    assert!(compared(&["diff", MAY, JUNE]) > 1000);
}

#[test]
fn hostile_strings_stay_text() {
    let hostile = "fixtures/events/hostile.json";
    assert!(compared(&["report", hostile]) > 2000);
    assert!(compared(&["report", hostile, "--by", "actor,app,team"]) > 100);
    assert!(compared(&["diff", MAY, hostile, "--across-accounts"]) > 1000);
    assert!(compared(&["validate", hostile]) > 100);
    assert!(compared(&["list", hostile]) > 20);
}

#[test]
fn nothing_is_a_workbook_with_heads() {
    let empty = "fixtures/shapes/empty-array.json";
    assert!(compared(&["report", empty]) > 500);
    assert!(compared(&["diff", empty, empty]) > 20);
    assert!(compared(&["validate", empty]) > 20);
    assert!(compared(&["list", empty]) > 10);
    assert_eq!(exported(&[empty]), 0);
}

#[test]
fn broken_and_odd_archives_are_the_same_cell_by_cell() {
    assert!(compared(&["report", "fixtures", "--allow-incomplete"]) > 5000);
    assert!(compared(&["validate", "fixtures"]) > 5000);
    assert!(compared(&["list", "fixtures"]) > 2000);
    let listing = "fixtures/listing-beside/listing.json";
    assert!(compared(&["list", "fixtures/listing-beside", "--listing", listing]) > 20);
}

#[test]
fn planted_sections_are_the_same_cell_by_cell() {
    let folder = Folder::new();
    let options = planted::options(7, "2018-03", 3);
    let truth = generator::planted(&options);
    let paths = planted::write(&folder, &options, &truth);
    let policy = folder.path().join("policy.toml");
    let mut words = vec!["report", "--policy", policy.to_str().expect("a path")];
    words.extend(paths.iter().map(String::as_str));
    assert!(compared(&words) > 4000);
}

/// Exports archives as a workbook and as CSV, and has them compared.
fn exported(archives: &[&str]) -> u64 {
    let folder = Folder::new();
    let files = ["xlsx", "csv"].map(|end| folder.path().join(format!("out.{end}")));
    for file in &files {
        trailproof(["export", "--csv-raw", "--allow-incomplete", "-o"])
            .arg(file)
            .args(archives)
            .run();
    }
    same("export", &files)
}

#[test]
fn exported_events_are_the_same_cell_by_cell() {
    assert!(exported(&[MAY]) > 5000);
    assert!(exported(&["fixtures"]) > 10_000);
    // More than fits into a cell.
    let folder = Folder::new();
    let long = "=x🚀".repeat(20_000);
    let event = format!(
        r#"[{{"id":"01234567-89ab-cdef-0123-456789abcdef","created_at":"2018-05-03T14:00:00.123456+02:00",
        "type":"app","action":"create","actor":{{"email":"{long}"}}}}]"#
    );
    let path = folder.write("long.json", event);
    assert!(exported(&[&path]) > 5);
    let ran = trailproof(["export", &path, "-o"])
        .arg(folder.path().join("again.xlsx"))
        .run();
    ran.code(0).says("1 cell is longer than a workbook allows");
}

#[test]
fn the_same_reading_gives_the_same_bytes() {
    let commands: [&[&str]; 5] = [
        &["report", "--validate"],
        &["diff", "--months", "2018-05..2018-06"],
        &["validate"],
        &["list"],
        &["export"],
    ];
    for command in commands {
        let bytes = |threads: &str| {
            let folder = Folder::new();
            let file = folder.path().join("out.xlsx");
            let run = trailproof(command).args([MAY, JUNE, "-j", threads, "-o"]);
            run.arg(&file).run().code(0);
            std::fs::read(&file).expect("a workbook")
        };
        let one = bytes("1");
        assert!(one == bytes("2"), "{command:?} -j 2");
        assert!(one == bytes("1"), "{command:?} again");
    }
}

#[test]
fn a_workbook_needs_a_file() {
    for command in ["report", "diff", "validate", "list", "export"] {
        let way_out = "name a file with -o FILE.xlsx";
        for words in [&["-f", "xlsx"][..], &["-f", "xlsx", "-o", "-"]] {
            let ran = trailproof([command, MAY, JUNE]).args(words).run();
            ran.code(2).says(way_out);
        }
    }
    let ran = trailproof(["report", MAY])
        .env("TRAILPROOF_FORMAT", "xlsx")
        .run();
    ran.code(2).says("xlsx is a binary format");
    let twice = "a workbook is already compressed";
    for words in [
        &["-o", "may.xlsx.gz"][..],
        &["-o", "may.xlsx", "--compress"],
    ] {
        trailproof(["export", MAY])
            .args(words)
            .run()
            .code(2)
            .says(twice);
    }
}
