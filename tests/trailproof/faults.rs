//! Archives that cannot be read to their end, and records that are no events.

use crate::runner::trailproof;
use crate::samples::{Folder, fixture, ledger, report};
use serde_json::{Value, json};

/// Each broken fixture, the byte at which reading ends, the code, the records before it, and
/// how many begin there and are cut off.
const BROKEN: &[(&str, u64, &str, u64, u64)] = &[
    ("comma-missing.json", 555, "J03", 1, 0),
    ("crc.json.gz", 3147, "F01", 6, 0),
    ("entries-null.json", 0, "S01", 0, 0),
    ("garbage-after-frame.json.zst", 3147, "F02", 6, 0),
    ("garbage-after-member.json.gz", 3147, "F02", 6, 0),
    ("ghost.json", 309, "J03", 1, 1),
    ("gzip-of-nothing.json.gz", 0, "S01", 0, 0),
    ("invalid-between-lines.ndjson", 1105, "J02", 2, 1),
    ("invalid-utf8.json", 2659, "J02", 4, 1),
    ("lone-surrogate.json", 260, "J03", 0, 1),
    ("no-entries.json", 0, "S01", 0, 0),
    ("not-json.json", 0, "S01", 0, 0),
    ("raw-control.json", 262, "J03", 0, 1),
    ("scalar.json", 0, "S01", 0, 0),
    ("text-after.json", 3135, "J03", 6, 0),
    ("too-deep.json", 675, "J05", 0, 1),
    ("truncated.json", 1500, "J03", 2, 1),
    ("truncated.json.gz", 2756, "F01", 5, 1),
    ("truncated.json.zst", 0, "F01", 0, 0),
    ("two-entries.json", 569, "J04", 1, 0),
    ("zero-bytes.json", 0, "S01", 0, 0),
    ("zeros-after-member.json.gz", 3147, "F02", 6, 0),
];

const FORMATS: [&str; 5] = ["table", "html", "csv", "json", "markdown"];

#[test]
fn every_broken_fixture_is_in_the_list() {
    let files = std::fs::read_dir(fixture("broken")).expect("fixtures");
    let mut names: Vec<_> = files
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        BROKEN.iter().map(|broken| broken.0).collect::<Vec<_>>()
    );
}

#[test]
fn a_broken_archive_is_named_with_its_byte_and_nothing_is_written() {
    for (name, byte, code, ..) in BROKEN {
        let path = format!("fixtures/broken/{name}");
        for threads in ["1", "3"] {
            let folder = Folder::new();
            let out = folder.at("report.json");
            let ran = trailproof([
                "report",
                "fixtures/shapes",
                &path,
                "-j",
                threads,
                "-o",
                &out,
            ])
            .run();
            ran.code(4)
                .prints_nothing()
                .says(&format!("{path}: at byte {byte}: "))
                .says(&format!("({code})"))
                .says("nothing was written");
            assert!(folder.names().is_empty(), "{name}");
        }
    }
}

#[test]
fn what_was_read_before_the_fault_counts_when_that_is_asked_for() {
    for (name, byte, code, records, cut_off) in BROKEN {
        let path = format!("fixtures/broken/{name}");
        let run = |threads| {
            trailproof([
                "report",
                &path,
                "--allow-incomplete",
                "-f",
                "json",
                "-j",
                threads,
            ])
            .run()
            .code(4)
        };
        let report = run("1").json();
        assert_eq!(report, run("3").json());
        assert_eq!(
            ledger(&report),
            [records + cut_off, *records, 0, 0, *cut_off],
            "{name}"
        );
        assert_eq!(report["findings"][code], 1, "{name}");
        let missing = &report["incomplete"][0];
        assert_eq!(
            (&missing["archive"], &missing["code"]),
            (&json!(path), &json!(code))
        );
        assert!(
            missing["message"]
                .as_str()
                .expect("text")
                .starts_with(&format!("at byte {byte}: "))
        );
        let digest = report["archives"][0]["sha256"].as_str().expect("a digest");
        assert_eq!(digest.len(), 64, "{name}: digested to its end all the same");
    }
}

#[test]
fn the_banner_is_in_every_format() {
    for format in FORMATS {
        for by in [&[][..], &["--by", "actor,day"]] {
            let words = [
                "report",
                "fixtures/shapes/array.json",
                "fixtures/broken/crc.json.gz",
                "fixtures/missing.json",
            ];
            let ran = trailproof(words)
                .args(["--allow-incomplete", "-f", format])
                .args(by)
                .run()
                .code(4);
            let head: String = ran
                .stdout()
                .chars()
                .take(if format == "html" { 40_000 } else { 2500 })
                .collect();
            let head = head.to_lowercase();
            for part in [
                "incomplete",
                "crc.json.gz",
                "fixtures/missing.json",
                "no such file",
                "checksum",
            ] {
                assert!(
                    head.replace("\n▌ ", " ").contains(part),
                    "{format} {by:?}: {part} in {head}"
                );
            }
        }
    }
}

#[test]
fn an_incomplete_report_is_written_to_its_file_and_still_fails() {
    let folder = Folder::new();
    let out = folder.at("report.csv");
    let ran = trailproof([
        "report",
        "fixtures/broken/truncated.json.gz",
        "--allow-incomplete",
        "-o",
        &out,
    ])
    .run();
    ran.code(4)
        .prints_nothing()
        .says("fixtures/broken/truncated.json.gz: at byte 2756");
    assert!(folder.read("report.csv").contains("incomplete,F01,"));
    // Incomplete outweighs rejected.
    let words = [
        "report",
        "fixtures/broken/crc.json.gz",
        "fixtures/events/rejected.json",
        "--allow-incomplete",
        "--strict",
    ];
    trailproof(words).run().code(4);
}

#[test]
fn an_invalid_byte_between_two_lines_hides_nothing() {
    // Seen: whatever followed it was left out without a word.
    let lines = std::fs::read(fixture("broken/invalid-between-lines.ndjson")).expect("a fixture");
    trailproof(["report", "-"])
        .stdin(lines)
        .run()
        .code(4)
        .says("-: at byte 1105: invalid UTF-8 (J02)");
    let mut last = std::fs::read(fixture("shapes/lines.ndjson")).expect("a fixture");
    last.push(0xe2);
    trailproof(["report", "-"])
        .stdin(last)
        .run()
        .code(4)
        .says("invalid UTF-8 (J02)");
}

#[test]
fn a_number_may_end_a_document_of_lines() {
    let report = report(&["fixtures/events/rejected-last-line.ndjson"]);
    assert_eq!(ledger(&report), [2, 1, 0, 0, 1]);
    for (end, code) in [
        ("17e", "J03"),
        ("-", "J03"),
        ("tru", "J03"),
        ("\"x", "J03"),
        ("{", "J03"),
    ] {
        let text = format!("{{\"id\":1}}\n{end}");
        trailproof(["report", "-"])
            .stdin(text)
            .run()
            .code(4)
            .says(&format!("({code})"));
    }
    for end in [
        "17",
        "-0.5e3",
        "true",
        "\"x\"",
        "[]",
        "null",
        "{}",
        " 17 \r\n\n",
    ] {
        let text = format!("{{\"id\":1}}\r\n\n{end}");
        let ran = trailproof(["report", "-", "-f", "json"])
            .stdin(text)
            .run()
            .ok();
        assert_eq!(ledger(&ran.json()), [2, 0, 0, 0, 2], "{end}");
    }
}

#[test]
fn rejected_records_are_kept_as_they_stand_with_their_place() {
    let folder = Folder::new();
    let path = "fixtures/events/rejected.json";
    let document = std::fs::read_to_string(fixture("events/rejected.json")).expect("a fixture");
    let mut texts = Vec::new();
    for threads in ["1", "3"] {
        let out = folder.at(threads);
        trailproof(["report", path, "--rejects", &out, "-j", threads])
            .run()
            .ok();
        texts.push(folder.read(threads));
    }
    assert_eq!(texts[0], texts[1]);
    let lines: Vec<Value> = texts[0]
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let codes: Vec<_> = lines
        .iter()
        .map(|line| line["code"].as_str().expect("a code"))
        .collect();
    let want = "S02 S02 S02 S02 S02 S02 S03 S03 S03 S06 S06 S03 S03 S03 S07 S07 S07 S03 S03 S03";
    assert_eq!(codes.join(" "), want);
    for (line, index) in lines.iter().zip(1..) {
        let members: Vec<_> = line.as_object().expect("an object").keys().collect();
        assert_eq!(members.len(), 6, "{members:?}");
        assert_eq!(
            (&line["archive"], &line["index"]),
            (&json!(path), &json!(index))
        );
        let offset = usize::try_from(line["offset"].as_u64().expect("bytes")).expect("small");
        let raw = line["raw"].as_str().expect("text");
        assert!(document[offset..].starts_with(raw), "{line}");
        assert_ne!(line["message"], "");
    }
    assert_eq!(lines[0].as_object().expect("an object").len(), 6);
    assert!(texts[0].starts_with(r#"{"archive":"fixtures/events/rejected.json","index":1,"offset":550,"code":"S02","message":"#));
}

#[test]
fn offsets_count_from_the_mark_on_and_in_the_decompressed_document() {
    let folder = Folder::new();
    let line = |n: &str| format!("{{\"id\":{n}}}");
    let text = format!("\u{feff}{}\n{}\n", line("1"), line("22"));
    let packed = crate::generator::compress(text.as_bytes(), crate::generator::Compression::Gzip)
        .expect("gzip");
    for (name, bytes) in [("a.ndjson", text.into_bytes()), ("a.ndjson.gz", packed)] {
        let path = folder.write(name, bytes);
        let out = folder.at("r");
        trailproof(["report", &path, "--rejects", &out, "--force"])
            .run()
            .ok();
        let lines = folder.read("r");
        let offsets: Vec<_> = lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["offset"].clone())
            .collect();
        assert_eq!(offsets, [3, 12], "{name}");
    }
}

#[test]
fn strict_is_about_rejected_records_alone() {
    trailproof(["report", "fixtures/events/rejected.json", "--strict"])
        .run()
        .code(1)
        .prints("Ledger");
    trailproof(["report", "fixtures/events/rejected.json"])
        .run()
        .ok();
    trailproof(["report", "fixtures/events/unsupported.json", "--strict"])
        .run()
        .ok();
    let folder = Folder::new();
    let out = folder.at("none.ndjson");
    trailproof([
        "report",
        "fixtures/shapes/array.json",
        "--strict",
        "--rejects",
        &out,
    ])
    .run()
    .ok();
    assert_eq!(folder.read("none.ndjson"), "");
}
