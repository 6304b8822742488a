//! `trailproof validate` from outside: exit codes, the forms of the verdict, damage.

use crate::generator::{self, Compression, Layout, Options, Shape};
use crate::runner::trailproof;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

const SOUND: &str = "fixtures/validate/J01-good.json";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

/// Events of actors, all of them attributed.
fn sound(events: u64) -> Options {
    Options {
        events,
        actorless_per_mille: 0,
        ..Options::default()
    }
}

fn event(n: u64, members: &str) -> String {
    format!(
        r#"{{"id":"01234567-89ab-4def-8123-{n:012x}","created_at":"2018-05-03T12:00:00Z","type":"app","action":"create","actor":{{"email":"ann@acme.example"}}{members}}}"#
    )
}

/// Codes with their counts.
fn codes(json: &Value) -> BTreeMap<String, u64> {
    let mut codes = BTreeMap::new();
    for finding in json["findings"].as_array().expect("findings") {
        let code = finding["code"].as_str().expect("a code").to_owned();
        *codes.entry(code).or_default() += finding["count"].as_u64().expect("a count");
    }
    codes
}

#[test]
fn exit_codes_follow_the_findings_and_the_threshold() {
    let good = || trailproof(["validate", SOUND]);
    good().run().ok();
    let bad = |more: &[&str]| trailproof(["validate", "fixtures/validate/S09-bad.json"]).args(more);
    bad(&[]).run().code(0);
    bad(&["--fail-on", "warning"]).run().code(1);
    bad(&["--fail-on", "warning", "--ignore", "S"])
        .run()
        .code(0);
    bad(&["--fail-on", "warning", "--select", "J,T0"])
        .run()
        .code(0);
    let error =
        |more: &[&str]| trailproof(["validate", "fixtures/validate/S03-bad.json"]).args(more);
    error(&[]).run().code(1);
    error(&["--fail-on", "never"]).run().code(0);
    error(&["--select", "X9"])
        .run()
        .code(2)
        .says("there is no rule `X9`");
    trailproof(["validate", "fixtures/none/"]).run().code(4);
    let empty = folder();
    trailproof(["validate"])
        .arg(empty.path())
        .run()
        .code(3)
        .says("no archive found");
}

#[test]
fn what_cannot_be_opened_is_said_after_the_rest_was_checked() {
    let ran = trailproof([
        "validate",
        "-f",
        "json",
        "nowhere.json",
        "fixtures/validate/S03-bad.json",
    ])
    .run()
    .code(4)
    .says("nowhere.json: no such file");
    let json = ran.json();
    assert_eq!(json["archives"][0]["status"], "unreadable");
    assert!(json["archives"][0]["error"].is_string());
    assert_eq!(json["archives"][1]["status"], "invalid");
    assert_eq!(codes(&json), [("S03".to_owned(), 1)].into());
    trailproof(["validate", "nowhere.json"])
        .run()
        .code(4)
        .prints("✗ Incomplete: not every archive could be opened");
}

#[test]
fn an_unreadable_archive_is_a_finding_and_the_others_are_checked() {
    let ran = trailproof([
        "validate",
        "-f",
        "json",
        "fixtures/validate/F01-bad.json.gz",
        "fixtures/validate/S08-bad.json",
    ])
    .run()
    .code(1);
    let json = ran.json();
    let statuses: Vec<_> = json["archives"]
        .as_array()
        .expect("archives")
        .iter()
        .map(|a| &a["status"])
        .collect();
    assert_eq!(statuses, ["unreadable", "valid"]);
    let found = codes(&json);
    assert!(
        found.contains_key("F01") && found.contains_key("S08"),
        "{found:?}"
    );
    // What kept an archive from being read is told even where its rule was not selected.
    let ran = trailproof([
        "validate",
        "-f",
        "json",
        "--select",
        "S",
        "fixtures/validate/F01-bad.json.gz",
    ]);
    assert_eq!(
        codes(&ran.run().code(1).json()),
        [("F01".to_owned(), 1)].into()
    );
}

#[test]
fn an_empty_archive_is_valid() {
    let ran = trailproof(["validate", "-f", "json", "-"])
        .stdin("[]")
        .run()
        .ok();
    let json = ran.json();
    assert_eq!(json["archives"][0]["path"], "-");
    assert_eq!(json["archives"][0]["status"], "valid");
    assert_eq!(codes(&json), [("T08".to_owned(), 1)].into());
}

#[test]
fn reading_goes_on_behind_every_fault_and_says_how_much_was_lost() {
    let good: Vec<String> = (0..6).map(|n| event(n, "")).collect();
    let broken = [
        good[1].replace("\"action\"", "action"),
        good[3].replace("create\"", "create"),
        good[4].replace("\"ann@", "\"\\x@"),
    ];
    let parts = [
        &good[0], &broken[0], &good[2], &broken[1], &broken[2], &good[5],
    ]
    .map(String::as_str);
    for (document, name) in [
        (format!("[{}]", parts.join(",")), "array"),
        (
            format!("{{\"entries\":[\n{}\n]}}\n", parts.join(",\n")),
            "entries",
        ),
        (format!("{}\n", parts.join("\n")), "ndjson"),
    ] {
        let ran = trailproof(["validate", "-f", "json", "--select", "J,S", "-"])
            .stdin(document.clone())
            .run()
            .code(1);
        let json = ran.json();
        assert_eq!(json["archives"][0]["status"], "invalid", "{name}");
        let ledger = &json["ledger"];
        assert_eq!(
            ledger["accepted"], 3,
            "{name}: {ledger} {}",
            json["findings"]
        );
        let lost = ledger["rejected"].as_u64().expect("a number");
        assert!((2..=3).contains(&lost), "{name}: {ledger}");
        let findings = json["findings"].as_array().expect("findings");
        let first = &findings[0];
        assert_eq!(
            (&first["code"], &first["index"]),
            (&json!("J03"), &json!(1)),
            "{name}"
        );
        let at = first["offset"].as_u64().expect("an offset") as usize;
        assert!(document[at..].starts_with("action"), "{name}");
        assert!(
            first["message"]
                .as_str()
                .expect("words")
                .contains("could not be read")
        );
    }
}

#[test]
fn a_record_inside_a_record_that_was_cut_off_does_not_count() {
    let path = "fixtures/broken/ghost.json";
    let json = trailproof(["validate", "-f", "json", path])
        .run()
        .code(1)
        .json();
    let ledger = &json["ledger"];
    let of = |name: &str| ledger[name].as_u64().expect("a number");
    assert_eq!([of("read"), of("accepted"), of("rejected")], [2, 1, 1]);
    assert_eq!(json["findings"].as_array().expect("findings").len(), 1);
    let list = trailproof(["list", "-f", "json", path])
        .run()
        .code(4)
        .json();
    assert_eq!(list["archives"][0]["events"], 1);
    let words = ["report", "--allow-incomplete", "-f", "json", path];
    assert_eq!(
        trailproof(words).run().code(4).json()["ledger"]["accepted"],
        1
    );
}

#[test]
fn a_list_inside_a_broken_record_is_not_taken_for_records() {
    let inner = [event(7, ""), event(8, ""), event(9, "")].join(",");
    let broken = event(
        1,
        &format!(",\"x\":nope,\"data\":{{\"entries\":[{inner}]}}"),
    );
    let document = format!(
        "[{},{broken},{},{}]",
        event(0, ""),
        event(2, ""),
        event(3, "")
    );
    let ran = trailproof(["validate", "-f", "json", "--select", "J", "-"])
        .stdin(document)
        .run()
        .code(1);
    let json = ran.json();
    assert_eq!(json["ledger"]["accepted"], 3, "{json}");
    assert_eq!(json["ledger"]["rejected"], 1);
}

/// Where the end of a file is missing or cannot be had, a record may be cut off or broken: once, a
/// search for the next record found the broken one again and again.
#[test]
fn a_search_behind_a_fault_ends_at_whatever_it_meets() {
    let mut records: Vec<Vec<u8>> = (0..8).map(|n| event(n, "").into_bytes()).collect();
    records[1] = event(1, "").replace("\"action\"", "action").into_bytes();
    let at = records[2].iter().position(|&byte| byte == b'@');
    records[2][at.expect("an address")] = 0xff;
    let document = [&b"["[..], &records.join(&b','), b"]"].concat();
    let mut cut = generator::compress(&document, Compression::Gzip).expect("compressed");
    cut.truncate(cut.len() - 6);
    for (bytes, accepted) in [(cut, 6), (document, 6)] {
        let ran = trailproof(["validate", "-f", "json", "-"])
            .stdin(bytes)
            .run();
        let json = ran.code(1).json();
        assert_eq!(json["ledger"]["accepted"], accepted, "{json}");
        assert_eq!(json["ledger"]["rejected"], 1, "{json}");
    }
}

/// A fault every few bytes, and something like a record behind each.
#[test]
fn faults_without_end_are_read_in_one_go() {
    let hostile = "{\"id\":1} x },".repeat(600_000);
    let document = format!("[{}{hostile}{}]", event(0, ",\"x\":nope},"), event(1, ""));
    let ran = trailproof(["validate", "-f", "json", "--select", "J", "-"])
        .stdin(document)
        .run();
    let json = ran.code(1).json();
    assert_eq!(json["ledger"]["accepted"], 1, "{}", json["ledger"]);
}

#[test]
fn lists_are_cut_and_counts_are_not() {
    let records: Vec<String> = (0..50).map(|n| event(n, ",\"odd\":1")).collect();
    let ran = trailproof([
        "validate",
        "-f",
        "json",
        "--select",
        "S05",
        "--max-findings",
        "3",
        "-",
    ])
    .stdin(format!("[{}]", records.join(",")))
    .run()
    .ok();
    let json = ran.json();
    let counts: Vec<_> = json["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["code"] == "S05")
        .map(|finding| finding["count"].as_u64().expect("a count"))
        .collect();
    assert_eq!(counts, [1, 1, 48]);
    assert_eq!(json["summary"]["note"], 50);
}

#[test]
fn threads_change_no_byte_of_the_verdict() {
    let place = folder();
    let options = Options {
        months: 3,
        ..sound(3000)
    };
    let (events, _) = generator::events(&options);
    for (name, part) in (0..).zip(events.chunks(1000)) {
        let mut document = generator::document(part, Layout::default());
        let middle = document.len() / 2;
        document[middle] = b'\x01';
        put(place.path(), &format!("{name}.json"), document);
    }
    let verdict = |threads: &str| {
        let ran = trailproof(["validate", "-f", "json", "-j", threads])
            .arg(place.path())
            .run()
            .code(1);
        ran.bytes().to_vec()
    };
    assert_eq!(verdict("1"), verdict("4"));
}

#[test]
fn a_sound_month_passes_with_its_listing_and_one_flipped_byte_does_not() {
    let place = folder();
    let options = sound(100_000);
    let (events, _) = generator::events(&options);
    let document = generator::document(&events, options.layout);
    let file = generator::compress(&document, Compression::Gzip).expect("memory takes it");
    let name = options.file_name(options.start);
    let path = put(place.path(), &name, &file);
    let json = trailproof(["validate", "-f", "json"])
        .arg(&path)
        .run()
        .ok()
        .json();
    assert_eq!(json["summary"]["error"], 0, "{}", json["findings"]);
    assert_eq!(json["ledger"]["accepted"], 100_000);
    let sha256 = json["archives"][0]["sha256"].clone();
    let row = json!([{"year": 2018, "month": "05", "created_at": "2018-06-01T00:02:24.870Z",
                      "checksum": sha256, "size": file.len(), "url": "https://example.com"}]);
    let listing = put(place.path(), "listing", row.to_string());
    let held = || {
        trailproof(["validate", "--final", "-f", "json", "--listing"])
            .arg(&listing)
            .arg(&path)
    };
    let json = held().run().ok().json();
    let evaluated = |code: &str| {
        json["rules"]["run"]
            .as_array()
            .expect("rules")
            .contains(&json!(code))
    };
    assert!(
        ["F05", "F06", "F07", "F08", "T02", "T03"]
            .iter()
            .all(|code| evaluated(code))
    );
    let mut flipped = file;
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    put(place.path(), &name, flipped);
    let found = codes(&held().run().code(1).json());
    assert_eq!(found.get("F05"), Some(&1), "{found:?}");
}

#[test]
fn credentials_are_told_of_and_never_told() {
    let secret = "HRKU-01234567-89ab-cdef-0123-456789abcdef";
    let hidden = "\\u0048RKU-01234567-89ab-cdef-0123-456789abcdef";
    let tail = "01234567-89ab-cdef-0123-456789abcdef";
    let documents = [
        event(1, &format!(",\"data\":{{\"a/b\":\"x {secret} y\"}}")),
        event(1, &format!(",\"data\":{{\"a\":[\"{hidden}\"]}}")),
        event(1, &format!(",\"data\":{{\"{secret}\":1}}")),
        event(
            1,
            &format!(",\"data\":{{\"{secret}\":{{\"{secret}\":\"{secret}\"}}}},\"{secret}\":2"),
        ),
        event(1, "").replace("\"app\"", &format!("\"{secret}\"")),
        event(1, "").replace("ann@acme.example", secret),
        event(
            1,
            &format!(
                ",\"app\":{{\"id\":\"{secret}\",\"name\":\"{hidden}\"}},\"enterprise_account\":{{\"id\":\"{secret}\"}}"
            ),
        ),
    ];
    let unreadable = event(2, &format!(",\"x\":nope \"{hidden}\""));
    let place = folder();
    for document in documents {
        for format in ["table", "html", "json", "sarif", "csv", "markdown"] {
            let rejects = place.path().join("rejects");
            let ran = trailproof(["validate", "-f", format, "-", "--force", "--rejects"])
                .arg(&rejects)
                .stdin(format!(
                    "[{document},{{\"note\":\"{hidden}\"}},{unreadable}]"
                ))
                .run()
                .code(1);
            let kept = fs::read_to_string(rejects).expect("a file");
            for text in [ran.stdout(), &ran.stderr(), &kept] {
                assert!(!text.contains(tail), "{format} of {document}:\n{text}");
            }
            assert!(ran.stdout().contains("P01"), "{format} of {document}");
        }
    }
}

/// A credential in the name of the file, of the account, of the listing, in a reason for setting a rule
/// aside: found in the name of the file, and repeated nowhere, whatever rules are selected.
#[test]
fn no_part_of_any_output_repeats_a_credential() {
    let key = "AKIAIOSFODNN7EXAMPLE";
    let tail = "OSFODNN7";
    let place = folder();
    let account = |name: &str| {
        format!(
            ",\"enterprise_account\":{{\"id\":\"ac000000-0000-4000-8000-00000000000{}\",\"name\":\"{key} {name}\"}}",
            name.len()
        )
    };
    let document = format!(
        "{{\"{key}\":1,\"entries\":[{},{},{{\"{key}\":1}}]}}",
        event(1, &account("a")),
        event(2, &account("bb")).replace("ann@acme.example", &format!("{key}@acme.example"))
    );
    let folder = place.path().join(format!("in {key}"));
    fs::create_dir(&folder).expect("a folder");
    for name in ["201805", "201806"] {
        let name = format!("enterprise-audit-log-{key}-{name}.json");
        fs::write(folder.join(name), &document).expect("an archive");
    }
    let listing = place.path().join(format!("{key}.txt"));
    fs::write(&listing, r#"[{"year":2018,"month":"09"}]"#).expect("a listing");
    let config = format!("[validate.ignore]\nS03 = {{ reason = \"see {key}\" }}\n");
    let config = put(place.path(), "trailproof.toml", config);
    for select in ["all", "P01", "S", "F,I,U,T"] {
        for format in ["table", "json", "sarif", "csv", "markdown"] {
            let rejects = place.path().join("rejects");
            let mut run = trailproof(["validate", "-f", format, "--force", "--config"])
                .arg(&config)
                .arg(&folder)
                .arg("--listing")
                .arg(&listing)
                .arg("--rejects")
                .arg(&rejects);
            if select != "all" {
                run = run.args(["--select", select]);
            }
            let ran = run.run();
            let kept = fs::read_to_string(rejects).expect("a file");
            for text in [ran.stdout(), &ran.stderr(), &kept] {
                assert!(!text.contains(tail), "{format} {select}:\n{text}");
            }
        }
    }
    let json = trailproof(["validate", "-f", "json", "--select", "P01"])
        .arg(&folder)
        .run()
        .code(1)
        .json();
    let of_names = json["findings"].as_array().expect("findings").iter();
    let of_names = of_names
        .filter(|finding| finding["pointer"].is_null())
        .count();
    assert_eq!(of_names, 2, "{json}");
    let paths: BTreeSet<_> = json["archives"]
        .as_array()
        .expect("archives")
        .iter()
        .map(|a| a["path"].as_str())
        .collect();
    assert_eq!(paths.len(), 2, "{paths:?}");
}

#[test]
fn an_actor_without_id_and_email_is_a_warning() {
    for actor in [
        "null",
        "{}",
        "{\"id\":null}",
        "{\"id\":\"\",\"email\":\"\"}",
    ] {
        let text = event(1, "").replace("{\"email\":\"ann@acme.example\"}", actor);
        assert!(text.contains(&format!("\"actor\":{actor}")), "{text}");
        let ran = trailproof(["validate", "-f", "json", "--select", "S", "-"])
            .stdin(format!("[{text}]"))
            .run();
        let json = ran.code(0).json();
        let found = json["findings"].as_array().expect("findings");
        assert_eq!(found.len(), 1, "{actor}: {found:?}");
        assert_eq!(
            (&found[0]["code"], &found[0]["severity"]),
            (&json!("S04"), &json!("warning"))
        );
    }
}

#[test]
fn rules_are_set_aside_with_a_reason_and_until_a_day() {
    let place = folder();
    let bad = fs::canonicalize("fixtures/validate/S03-bad.json").expect("a fixture");
    let run = |ignore: &str, more: &[&str]| {
        let text = format!("[validate.ignore]\n{ignore}\n");
        put(place.path(), "trailproof.toml", text);
        trailproof(["validate", "-f", "json"])
            .arg(&bad)
            .args(more)
            .in_folder(place.path())
            .run()
    };
    let ran = run(
        "S03 = { reason = \"known since May\", until = 2018-07-01 }",
        &["--as-of", "2018-06-30"],
    );
    let json = ran.code(0).json();
    assert_eq!(
        json["findings"][0]["suppressed"]["reason"],
        "known since May"
    );
    assert_eq!(
        json["summary"],
        json!({"error": 0, "warning": 0, "note": 0, "suppressed": 1})
    );
    assert_eq!(json["archives"][0]["status"], "valid");
    run(
        "S03 = { reason = \"x\", until = \"2018-07-01\" }",
        &["--as-of", "2018-07-01"],
    )
    .code(1)
    .says("S03 was set aside until 2018-07-01, which has passed");
    run("S03 = { reason = \"x\" }\nT01 = { reason = \"y\" }", &[])
        .code(0)
        .says("T01 is set aside but has no findings");
    run("S03 = { until = 2018-07-01 }", &[])
        .code(2)
        .says("reason");
    run("S03 = { reason = \" \" }", &[])
        .code(2)
        .says("state why the rule is set aside");
    run("X = { reason = \"x\" }", &[])
        .code(2)
        .says("there is no rule `X`");
}

#[test]
fn rejected_records_are_written_with_what_could_not_be_read() {
    let place = folder();
    let rejects = place.path().join("rejects.ndjson");
    let broken = event(1, "").replace("\"action\"", "action");
    trailproof(["validate", "-", "--rejects"])
        .arg(&rejects)
        .stdin(format!(
            "[{},{broken},{{\"id\":1}},{}]",
            event(0, ""),
            event(2, "")
        ))
        .run()
        .code(1);
    let text = fs::read_to_string(rejects).expect("a file");
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let codes: Vec<_> = lines
        .iter()
        .map(|line| (&line["code"], &line["index"]))
        .collect();
    assert_eq!(
        codes,
        [(&json!("J03"), &json!(1)), (&json!("S03"), &json!(2))]
    );
    assert!(lines[0]["raw"].as_str().expect("text").starts_with(&broken));
}

#[test]
fn sarif_is_valid_by_its_published_schema() {
    // As published, a pattern has a bracket too many, which strict readers of patterns refuse.
    let schema = include_str!("sarif-schema-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("a schema");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let place = folder();
    put(
        place.path(),
        "trailproof.toml",
        "[validate.ignore]\nS = { reason = \"x\" }",
    );
    let fixtures = fs::canonicalize("fixtures/validate").expect("fixtures");
    let config = place.path().join("trailproof.toml");
    for words in [
        vec![fixtures.as_os_str()],
        vec![
            fixtures.as_os_str(),
            "--config".as_ref(),
            config.as_os_str(),
        ],
    ] {
        let ran = trailproof(["validate", "-f", "sarif"])
            .args(words)
            .run()
            .code(1);
        let log = ran.json();
        let errors: Vec<String> = schema
            .iter_errors(&log)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for result in run["results"].as_array().expect("results") {
            let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert!(result["partialFingerprints"]["trailproof/v1"].is_string());
        }
        let texts = rules
            .iter()
            .map(|rule| rule["help"]["text"].as_str().expect("help").len());
        assert!(texts.min() > Some(60));
    }
}

#[test]
fn ids_are_held_to_the_schema_and_not_inside_what_it_does_not_describe() {
    let bad: Vec<String> = ["actor", "app", "owner", "enterprise_account", "team"]
        .map(|party| event(1, &format!(r#","{party}":{{"id":"42"}}"#)))
        .into();
    let mut pointers = Vec::new();
    for event in &bad {
        let ran = trailproof(["validate", "-", "-f", "json", "--select", "S06"])
            .stdin(format!("[{event}]"))
            .run();
        for finding in ran.json()["findings"].as_array().expect("findings") {
            assert_eq!(finding["severity"], "error", "{finding}");
            pointers.push(finding["pointer"].as_str().expect("a pointer").to_owned());
        }
    }
    assert_eq!(
        pointers,
        [
            "/actor/id",
            "/app/id",
            "/owner/id",
            "/enterprise_account/id",
            "/team/id"
        ]
    );
    let own = event(1, "").replace("01234567", "0123456");
    let ran = trailproof(["validate", "-", "-f", "json", "--select", "S06"])
        .stdin(format!("[{own}]"))
        .run();
    assert_eq!(ran.json()["findings"][0]["pointer"], "/id");
    for free in [
        r#","data":{"id":5}"#,
        r#","data":{"id":"abc"}"#,
        r#","data":{"x":{"id":"abc"},"y":[{"id":"abc"}],"actor":{"id":"abc"}}"#,
        r#","x":{"id":"abc"}"#,
        r#","request":{"id":"abc"}"#,
    ] {
        trailproof(["validate", "-", "--select", "S06", "--fail-on", "note"])
            .stdin(format!("[{}]", event(1, free)))
            .run()
            .code(0);
    }
}

#[test]
fn every_code_is_explained() {
    let list = trailproof(["explain"]).run().ok();
    for code in trailproof::internals::finding::Code::ALL {
        assert!(list.stdout().contains(code.title()), "{code}");
        let page = trailproof(["explain", &code.as_str().to_lowercase()])
            .run()
            .ok();
        for heading in ["Meaning", "Why it matters", "Example", "What to do"] {
            assert!(page.stdout().contains(heading), "{code}");
        }
    }
    trailproof(["explain", "S99"])
        .run()
        .code(2)
        .says("there is no code `S99`");
}

/// The accepted events of an archive, by id.
fn accepted(document: &[u8]) -> Option<BTreeMap<String, Value>> {
    let text = std::str::from_utf8(document).ok()?;
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let entries = value.get("entries").unwrap_or(&value).as_array()?.clone();
    Some(
        entries
            .into_iter()
            .map(|e| (e["id"].to_string(), e))
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Random damage to a sound archive is found, or the events are the same as before.
    #[test]
    fn damage_is_found_or_harmless(
        seed in 0u64..20,
        array in any::<bool>(),
        at in any::<prop::sample::Index>(),
        damage in prop::collection::vec(any::<u8>(), 0..3),
        removed in 0usize..4,
    ) {
        let options = Options { seed, actors: 5, apps: 5, ..sound(12) };
        let (events, _) = generator::events(&options);
        let shape = if array { Shape::Array } else { Shape::Entries };
        let document = generator::document(&events, Layout { shape, ..Layout::default() });
        let clean = trailproof(["validate", "-f", "json", "-"]).stdin(document.clone()).run().ok().json();
        let mut damaged = document.clone();
        let at = at.index(damaged.len());
        let end = (at + removed).min(damaged.len());
        damaged.splice(at..end, damage);
        let ran = trailproof(["validate", "-f", "json", "-"]).stdin(damaged.clone()).run().json();
        let ledger = &ran["ledger"];
        let parts = ["accepted", "filtered", "duplicate", "rejected"].map(|part| ledger[part].as_u64().expect("a number"));
        prop_assert_eq!(ledger["read"].as_u64(), Some(parts.iter().sum()));
        // Values may change to others that are as sound as they were: no rule about one archive can
        // know. What may not happen is that anything is lost in silence.
        if ran["summary"]["error"] == 0 && parts[0] != 12 {
            prop_assert_eq!(codes(&ran), codes(&clean), "an event was lost in silence");
        }
        if ran["summary"]["error"] == 0 {
            let events = accepted(&damaged);
            prop_assert!(events.is_some(), "what is not JSON passed");
            prop_assert_eq!(events.map(|events| events.len()), Some(12));
        }
    }

    /// A compressed archive carries its own checksum: there damage is found, or the parsed events
    /// are equal, member by member.
    #[test]
    fn damage_to_a_compressed_archive_is_found_or_provably_harmless(
        seed in 0u64..20,
        at in any::<prop::sample::Index>(),
        damage in prop::collection::vec(any::<u8>(), 0..3),
        removed in 0usize..4,
    ) {
        let options = Options { seed, actors: 5, apps: 5, ..sound(12) };
        let (events, _) = generator::events(&options);
        let document = generator::document(&events, Layout::default());
        let mut damaged = generator::compress(&document, Compression::Gzip).expect("compressed");
        let at = at.index(damaged.len());
        let end = (at + removed).min(damaged.len());
        damaged.splice(at..end, damage);
        let ran = trailproof(["validate", "-f", "json", "-"]).stdin(damaged.clone()).run().json();
        if ran["summary"]["error"] == 0 {
            let mut text = Vec::new();
            // What follows the last member ends this reader with an error; the text is whole by then.
            let _ = flate2::read::MultiGzDecoder::new(&damaged[..]).read_to_end(&mut text);
            prop_assert_eq!(accepted(&text), accepted(&document));
        }
    }
}
