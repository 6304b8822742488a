//! `trailproof list`: which archives there are, and which there should be.

use crate::generator::{self, Compression, Layout, Options, compress, document};
use crate::runner::trailproof;
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// Archives of acme-corp by month, each with its own events.
fn months(n: u32) -> Vec<Vec<Vec<u8>>> {
    let options = Options {
        events: 300 * u64::from(n),
        months: n,
        ..Options::default()
    };
    let (events, _) = generator::events(&options);
    events.chunks(300).map(<[Vec<u8>]>::to_vec).collect()
}

fn packed(events: &[Vec<u8>]) -> Vec<u8> {
    compress(&document(events, Layout::default()), Compression::Gzip).expect("bytes")
}

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), bytes).expect("a file");
}

/// A folder of downloads: May twice, June missing, July, an empty August.
fn downloads() -> TempDir {
    let here = tempfile::tempdir().expect("a folder");
    let all = months(3);
    let early: Vec<_> = all[0]
        .iter()
        .filter(|event| {
            let event: Value = serde_json::from_slice(event).expect("an event");
            event["created_at"].as_str() < Some("2018-05-12")
        })
        .cloned()
        .collect();
    put(here.path(), "a-early.json.gz", packed(&early));
    let name = |digits| format!("enterprise-audit-log-acme-corp-{digits}.json.gz");
    put(here.path(), &name("201805"), packed(&all[0]));
    put(here.path(), &name("201807"), packed(&all[2]));
    put(here.path(), &name("201808"), packed(&[]));
    here
}

fn json(folder: &Path, more: &[&str], code: i32) -> Value {
    let ran = trailproof(["list", ".", "-f", "json"]).args(more);
    ran.in_folder(folder).run().code(code).json()
}

#[test]
fn it_tells_what_is_there_and_what_is_missing() {
    let here = downloads();
    let list = json(here.path(), &[], 0);
    assert_eq!(list["schema"], "trailproof.list/v1");
    let archives = list["archives"].as_array().expect("archives");
    let of = |member: &str| -> Vec<Value> { archives.iter().map(|a| a[member].clone()).collect() };
    assert_eq!(of("status"), ["partial", "ok", "ok", "empty"]);
    assert_eq!(
        of("through"),
        [json!("2018-05-11"), Value::Null, Value::Null, Value::Null]
    );
    assert_eq!(of("month"), ["2018-05", "2018-05", "2018-07", "2018-08"]);
    assert_eq!(of("account"), ["acme-corp"; 4]);
    assert_eq!(of("compression"), ["gzip"; 4]);
    assert_eq!(of("shape"), ["entries"; 4]);
    assert_eq!(archives[3]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(
        list["missing_months"],
        json!([{"account": "acme-corp", "month": "2018-06"}])
    );
    assert_eq!(
        list["repeated_months"],
        json!([{
            "account": "acme-corp",
            "month": "2018-05",
            "archives": ["./a-early.json.gz", "./enterprise-audit-log-acme-corp-201805.json.gz"],
            "relation": "superset",
            "superset": "./enterprise-audit-log-acme-corp-201805.json.gz"
        }])
    );
    let ledger = &list["ledger"];
    assert_eq!(ledger["accepted"], 600);
    assert_eq!(ledger["duplicate"], archives[0]["events"]);
}

#[test]
fn silence_at_the_end_tells_a_partial_archive() {
    let here = downloads();
    let name = "enterprise-audit-log-acme-corp-201805.json.gz";
    std::fs::remove_file(here.path().join(name)).expect("removed");
    let early = &json(here.path(), &[], 0)["archives"][0];
    assert_eq!(early["status"], "partial");
    assert_eq!(early["through"], "2018-05-11");
}

#[test]
fn people_read_the_same() {
    let here = downloads();
    let ran = trailproof(["list", "."]).in_folder(here.path()).run().ok();
    assert!(ran.stdout().lines().all(|line| line.chars().count() <= 80));
    insta::with_settings!({filters => vec![(r"[0-9a-f]{64}", "[DIGEST]"), (r"[0-9.]+ k?B", "[SIZE]")]}, {
        insta::assert_snapshot!(ran.stdout(), @r#"
        acme-corp · 4 archives
          2018-05  partial  116 events  2018-05-01 07:24 – 2018-05-11 18:34
            ./a-early.json.gz · [SIZE] · gzip · entries
            SHA-256 [DIGEST]
          2018-05  ok       300 events  2018-05-01 07:24 – 2018-05-31 23:59
            ./enterprise-audit-log-acme-corp-201805.json.gz · [SIZE] · gzip · entries
            SHA-256 [DIGEST]
          2018-07  ok       300 events  2018-07-01 00:00 – 2018-07-31 23:59
            ./enterprise-audit-log-acme-corp-201807.json.gz · [SIZE] · gzip · entries
            SHA-256 [DIGEST]
          2018-08  empty      0 events
            ./enterprise-audit-log-acme-corp-201808.json.gz · [SIZE] · gzip · entries
            SHA-256 [DIGEST]

        ! 2018-06 of acme-corp is missing: no archive.
        ! 2018-05 of acme-corp is here twice:
          ./enterprise-audit-log-acme-corp-201805.json.gz contains every event of the
          other, and more.

        Ledger    716 read = 600 accepted + 0 filtered + 116 duplicate + 0 rejected
        "#);
    });
}

#[test]
fn rows_have_one_line_for_each_missing_month() {
    let here = downloads();
    let ran = trailproof(["list", ".", "-f", "csv"])
        .in_folder(here.path())
        .run();
    let ran = ran.code(0).says("read 7");
    let lines: Vec<_> = ran.stdout().lines().collect();
    assert_eq!(lines.len(), 6);
    assert!(lines[0].starts_with("account,month,status,through,events,"));
    assert_eq!(lines[5], "acme-corp,2018-06,missing,,,,,,,,,,,");
}

#[test]
fn a_broken_archive_is_listed_and_the_others_too() {
    let here = downloads();
    let whole = packed(&months(1)[0]);
    put(here.path(), "b.json.gz", &whole[..whole.len() / 2]);
    put(here.path(), "c.json", "no archive");
    let list = json(here.path(), &[], 4);
    let broken: Vec<&Value> = list["archives"]
        .as_array()
        .expect("archives")
        .iter()
        .filter(|archive| archive["status"] == "unreadable")
        .collect();
    assert_eq!(broken.len(), 2);
    assert!(
        broken
            .iter()
            .any(|a| a["problem"].as_str().is_some_and(|p| p.contains("(F01)")))
    );
    let ran = trailproof(["list", ".", "-o", "list.txt"])
        .in_folder(here.path())
        .run();
    ran.code(4).says("wrote list.txt");
    let text = std::fs::read_to_string(here.path().join("list.txt")).expect("a list");
    assert!(text.contains("unreadable") && text.contains("(F01)"));
}

#[test]
fn copies_hold_the_same_and_halves_hold_neither() {
    let here = tempfile::tempdir().expect("a folder");
    let events = &months(1)[0];
    put(here.path(), "a.json", document(events, Layout::default()));
    put(here.path(), "b.json.gz", packed(events));
    let relation = |list: &Value| list["repeated_months"][0]["relation"].clone();
    assert_eq!(relation(&json(here.path(), &[], 0)), "same");
    put(
        here.path(),
        "a.json",
        document(&events[..200], Layout::default()),
    );
    put(here.path(), "b.json.gz", packed(&events[100..]));
    let list = json(here.path(), &[], 0);
    assert_eq!(relation(&list), "apart");
    assert_eq!(list["repeated_months"][0]["superset"], Value::Null);
}

#[test]
fn a_listing_says_what_a_download_has_to_be() {
    let here = downloads();
    let found = json(here.path(), &[], 0);
    let may = &found["archives"][1];
    let row = |month: &str, sum: &Value, size: &Value| {
        let at = "2018-09-01T00:02:24.870Z";
        json!({"year": 2018, "month": month, "created_at": at, "checksum": sum, "size": size, "url": "https://x"})
    };
    let listing = json!([
        row("07", &json!("ab".repeat(32)), &json!(12)),
        row("06", &json!("cd".repeat(32)), &json!(12)),
        row("05", &may["sha256"], &may["bytes"]),
    ]);
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = compress(listing.to_string().as_bytes(), Compression::Gzip).expect("bytes");
    put(folder.path(), "listing.json", bytes);
    let path = folder.path().join("listing.json");
    let path = path.to_str().expect("a path");
    let list = json(here.path(), &["--listing", path], 1);
    let against: Vec<_> = list["archives"]
        .as_array()
        .expect("archives")
        .iter()
        .map(|archive| archive["listing"].clone())
        .collect();
    // The row of May is that of the file which has its digest.
    assert_eq!(against, ["unlisted", "match", "differs", "unlisted"]);
    assert_eq!(list["listing"]["listed"], 3);
    assert_eq!(list["listing"]["not_here"], json!(["2018-06"]));
    put(folder.path(), "listing.json", "{}");
    trailproof(["list", ".", "--listing", path])
        .in_folder(here.path())
        .run()
        .code(2)
        .prints_nothing()
        .says("not a listing");
}

#[test]
fn the_listing_knows_when_an_archive_was_made() {
    let here = tempfile::tempdir().expect("a folder");
    let line = r#"{"id":"b0000000-0000-4000-8000-000000000001","created_at":"2018-05-03T12:00:00Z","type":"app","action":"create"}"#;
    put(here.path(), "a.json", line);
    let sum = json(here.path(), &[], 0)["archives"][0]["sha256"].clone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("listing.json");
    for (at, status, through) in [
        ("2018-06-01T00:02:24Z", "ok", Value::Null),
        ("2018-05-20T09:00:00Z", "partial", json!("2018-05-19")),
    ] {
        let listing = json!([{"year": 2018, "month": "05", "created_at": at, "checksum": sum}]);
        put(folder.path(), "listing.json", listing.to_string());
        let list = json(
            here.path(),
            &["--listing", path.to_str().expect("a path")],
            0,
        );
        assert_eq!(list["archives"][0]["status"], status);
        assert_eq!(list["archives"][0]["through"], through);
    }
}

#[test]
fn standard_input_is_an_archive_too() {
    let ran = trailproof(["list", "-", "-f", "json"])
        .stdin("[]")
        .run()
        .ok();
    assert_eq!(ran.json()["archives"][0]["path"], "-");
    assert_eq!(ran.json()["archives"][0]["status"], "empty");
}

#[test]
fn records_that_are_no_events_are_counted_apart_from_events() {
    for command in ["list", "report", "validate"] {
        for (file, records, events, duplicate) in
            [("none-in-five", 5, 3, 0), ("three-twice", 6, 6, 3)]
        {
            let path = format!("fixtures/counts/{file}.json");
            let ran = trailproof([command, &path, "-f", "json"]).run();
            let json = ran.json();
            let archive = &json["archives"][0];
            assert_eq!(archive["records"], records, "{command} {file}");
            assert_eq!(archive["events"], events, "{command} {file}");
            assert_eq!(json["ledger"]["read"], records, "{command} {file}");
            assert_eq!(json["ledger"]["duplicate"], duplicate, "{command} {file}");
        }
    }
}
