//! Which month and account an archive is of, and what is missing: `list` and `validate` say the same.

use crate::generator::{self, Layout, Options, document};
use crate::runner::trailproof;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tempfile::TempDir;

fn run(command: &str, folder: impl AsRef<Path>, more: &[&str], code: i32) -> Value {
    let ran = trailproof([command, "-f", "json"]).arg(folder.as_ref());
    ran.args(more).run().code(code).json()
}

/// Months that `validate` misses, by T07.
fn missing(verdict: &Value) -> BTreeSet<String> {
    let findings = verdict["findings"].as_array().expect("findings").iter();
    let own = findings.filter(|finding| finding["code"] == "T07");
    own.map(|finding| {
        let message = finding["message"].as_str().expect("a message");
        let (months, _) = message
            .split_once(" is missing")
            .or(message.split_once(" are missing"))
            .expect("months");
        months.to_owned()
    })
    .collect()
}

/// Months that both commands miss.
fn missing_in(folder: impl AsRef<Path>) -> Vec<String> {
    let list = run("list", &folder, &[], 0);
    let rows = list["missing_months"].as_array().expect("months").iter();
    let listed: Vec<String> = rows
        .map(|row| {
            let month = row["month"].as_str().expect("a month");
            match row["through"].as_str() {
                Some(last) => format!("{month} to {last}"),
                None => month.to_owned(),
            }
        })
        .collect();
    let verdict = run("validate", &folder, &["--fail-on", "never"], 0);
    assert_eq!(missing(&verdict), listed.iter().cloned().collect());
    listed
}

/// Archives of months with so many events each, as unnamed files.
fn archives(files: &[&[(&str, u32)]]) -> TempDir {
    let here = tempfile::tempdir().expect("a folder");
    for (nth, months) in files.iter().enumerate() {
        let events = months.iter().flat_map(|(month, events)| {
            (0..*events).map(move |n| {
                let id = format!("{nth:08x}-{}-4000-8000-{n:012x}", &month.replace('-', "")[2..]);
                let day = 1 + n % 28;
                json!({
                    "id": id, "created_at": format!("{month}-{day:02}T12:00:00Z"), "type": "app", "action": "create",
                    "actor": {"email": "ann@acme.example"}, "enterprise_account": {"name": "acme"}
                })
            })
        });
        let events: Vec<Value> = events.collect();
        let path = here.path().join(format!("{nth}.json"));
        std::fs::write(path, Value::from(events).to_string()).expect("a file");
    }
    here
}

#[test]
fn an_account_is_its_id_whatever_its_name() {
    for (folder, want) in [
        ("renamed", &[][..]),
        ("one-id-renamed", &["2018-02"]),
        ("two-ids-one-name", &[]),
        ("two-ids", &[]),
    ] {
        assert_eq!(
            missing_in(format!("fixtures/months/{folder}")),
            want,
            "{folder}"
        );
    }
    let list = run("list", "fixtures/months/renamed", &[], 0);
    let rows = list["archives"].as_array().expect("archives").iter();
    let rows: Vec<Value> = rows
        .map(|row| json!([row["account"], row["month"]]))
        .collect();
    let want = json!([
        ["acme", "2018-03"],
        ["acme-new", "2018-01"],
        ["acme-new", "2018-02"]
    ]);
    assert_eq!(Value::from(rows), want);
}

#[test]
fn a_list_is_the_same_bytes_for_any_order_and_any_number_of_threads() {
    let files = [1, 2, 3].map(|n| format!("fixtures/months/renamed/{n}.json"));
    let more = [
        "fixtures/twice/may-whole.json",
        "fixtures/twice/may-altered.json",
    ]
    .map(str::to_owned);
    let mut files: Vec<String> = files.into_iter().chain(more).collect();
    let mut seen = BTreeSet::new();
    for turn in 0..files.len() {
        files.rotate_left(1);
        if turn % 2 == 1 {
            files.swap(0, 2);
        }
        for threads in ["1", "3"] {
            let ran = trailproof(["list", "-f", "json", "-j", threads])
                .args(&files)
                .run();
            seen.insert(ran.ok().stdout().to_owned());
        }
    }
    assert_eq!(seen.len(), 1);
}

#[test]
fn a_file_of_two_months_is_both_and_a_stray_event_is_none() {
    let two = archives(&[
        &[("2018-01", 30)],
        &[("2018-02", 30), ("2018-03", 20)],
        &[("2018-04", 30)],
    ]);
    assert_eq!(missing_in(two.path()), [""; 0]);
    let stray = archives(&[
        &[("2018-01", 30)],
        &[("2018-02", 30), ("2018-03", 1)],
        &[("2018-06", 30)],
    ]);
    assert_eq!(missing_in(stray.path()), ["2018-03", "2018-04", "2018-05"]);
    let hole = archives(&[&[("2018-01", 30), ("2018-03", 30)]]);
    assert_eq!(missing_in(hole.path()), ["2018-02"]);
}

#[test]
fn a_hole_of_thousands_of_months_is_named_in_a_line() {
    assert_eq!(missing_in("fixtures/months/two-far-years"), [""; 0]);
    let far = archives(&[&[("2018-01", 3), ("9999-01", 3)]]);
    assert_eq!(missing_in(far.path()), ["2018-02 to 9998-12"]);
    let ran = trailproof(["list"]).arg(far.path()).run().ok();
    let line = ran.stdout().lines().find(|line| line.contains("missing"));
    assert_eq!(
        line,
        Some("! 2018-02 to 9998-12 of acme are missing: no archive.")
    );
    let ran = trailproof(["list", "-f", "csv"]).arg(far.path()).run();
    assert!(ran.stdout().contains("\nacme,2018-02,missing,9998-12,"));
}

#[test]
fn the_same_bytes_under_two_months_are_told() {
    let folder = "fixtures/months/wrong-name";
    let name = |digits: u32| format!("{folder}/enterprise-audit-log-acme-corp-{digits}.json.gz");
    let list = run("list", folder, &[], 0);
    assert_eq!(list["same_files"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        list["same_files"][0]["archives"],
        json!([name(201805), name(201806)])
    );
    let ran = trailproof(["list", folder]).run().ok();
    let text = ran
        .stdout()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(text.contains("are the same file under the names of different months."));
    assert!(text.contains("201806.json.gz is of 2018-06, but most of its events are of 2018-05."));
    assert!(!text.contains("No month is missing"), "{text}");
    let verdict = run("validate", folder, &["--fail-on", "never"], 0);
    let findings = verdict["findings"].as_array().expect("findings").iter();
    let told: Vec<&Value> = findings
        .filter(|finding| finding["code"] == "F07")
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["archive"], name(201806));
    let message = told[0]["message"].as_str().expect("a message");
    assert!(message.contains(&name(201805)), "{message}");
    // Two months without an event may well be the same bytes.
    let here = tempfile::tempdir().expect("a folder");
    for month in ["201805", "201806"] {
        let path = here
            .path()
            .join(format!("enterprise-audit-log-acme-{month}.json"));
        std::fs::write(path, "[]").expect("a file");
    }
    assert_eq!(run("list", here.path(), &[], 0)["same_files"], json!([]));
}

#[test]
fn a_listing_tells_the_month_by_digest_and_is_contradicted_with_exit_code_1() {
    let folder = "fixtures/months/wrong-name";
    let listing = format!("{folder}/listing");
    let list = run("list", folder, &["--listing", &listing], 1);
    let rows = list["archives"].as_array().expect("archives").iter();
    let rows: Vec<Value> = rows
        .map(|row| json!([row["month"], row["listing"]]))
        .collect();
    assert_eq!(
        Value::from(rows),
        json!([
            ["2018-05", "match"],
            ["2018-05", "match"],
            ["2018-07", "differs"]
        ])
    );
    assert_eq!(list["listing"]["not_here"], json!(["2018-06"]));
    assert_eq!(list["missing_months"][0]["month"], "2018-06");
    assert_eq!(list["repeated_months"][0]["relation"], "same");
    let verdict = run(
        "validate",
        folder,
        &["--listing", &listing, "--fail-on", "never"],
        0,
    );
    let findings = verdict["findings"].as_array().expect("findings").iter();
    let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
    for finding in findings {
        *codes
            .entry(finding["code"].as_str().expect("a code"))
            .or_default() += 1;
    }
    assert_eq!((codes["F05"], codes["F08"], codes["T07"]), (1, 1, 1));
    // What is here and as listed: no contradiction.
    let text = std::fs::read_to_string(&listing).expect("a listing");
    let rows: Vec<Value> = serde_json::from_str(&text).expect("rows");
    let here = tempfile::tempdir().expect("a folder");
    let may = here.path().join("may.lst");
    std::fs::write(&may, json!([rows[0]]).to_string()).expect("a listing");
    let may = may.to_str().expect("a path");
    let name = format!("{folder}/enterprise-audit-log-acme-corp-201805.json.gz");
    run("list", name, &["--listing", may], 0);
}

#[test]
fn both_commands_read_a_listing_from_standard_input_in_any_encoding() {
    let folder = "fixtures/months/wrong-name";
    let text = std::fs::read_to_string(format!("{folder}/listing")).expect("a listing");
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [text.into_bytes(), wide] {
        for (command, code) in [("list", 1), ("validate", 1)] {
            let ran = trailproof([command, folder, "--listing", "-"])
                .stdin(&*bytes)
                .run();
            ran.code(code).prints("2018-06");
        }
    }
}

#[test]
fn months_are_exported_whole_or_end_at_midnight_of_the_day_of_the_export() {
    let here = archives(&[&[("2018-05", 28)]]);
    let told = |more: &[&str]| {
        let fail_on = [
            "--select",
            "T03",
            "--fail-on",
            "never",
            "--as-of",
            "2018-05-29T17:00:00Z",
        ];
        let more: Vec<&str> = fail_on.iter().chain(more).copied().collect();
        let verdict = run("validate", here.path(), &more, 0);
        let finding = &verdict["findings"][0];
        (
            finding["severity"].clone(),
            finding["message"].as_str().expect("a message").to_owned(),
        )
    };
    let (severity, message) = told(&[]);
    assert_eq!(severity, "warning");
    assert!(
        message.contains("it ends at midnight UTC of 2018-05-29"),
        "{message}"
    );
    assert_eq!(told(&["--final"]).0, "error");
}

#[test]
fn an_event_is_later_than_an_export_by_a_nanosecond() {
    let event = |n: u32, fraction: &str| {
        format!(
            r#"{{"id":"00000000-0000-4000-8000-{n:012}","created_at":"2018-05-03T12:00:00.{fraction}Z","type":"app","action":"create","actor":{{"email":"ann@acme.example"}}}}"#
        )
    };
    let lines = [
        event(1, "870"),
        event(2, "870000001"),
        event(3, "8700005"),
        event(4, "871"),
        event(5, "8699999"),
    ];
    let verdict = |as_of: &str| {
        let ran = trailproof([
            "validate",
            "-",
            "-f",
            "json",
            "--select",
            "T02",
            "--fail-on",
            "never",
            "--as-of",
            as_of,
        ]);
        let json = ran.stdin(lines.join("\n")).run().ok().json();
        json["findings"][0]["count"].as_u64().unwrap_or_default()
    };
    assert_eq!(verdict("2018-05-03T12:00:00.870Z"), 3);
    assert_eq!(verdict("2018-05-03T12:00:00.870000001Z"), 2);
    assert_eq!(verdict("2018-05-03T12:00:00.8705Z"), 1);
    assert_eq!(verdict("2018-05-03T12:00:00.871Z"), 0);
}

#[test]
fn ids_and_e_mails_are_the_same_in_any_letter_case() {
    let codes = |file: &str| {
        let verdict = run(
            "validate",
            format!("fixtures/accounts/{file}.json"),
            &["--fail-on", "never"],
            0,
        );
        let findings = verdict["findings"].as_array().expect("findings").iter();
        let own = findings.filter(|finding| {
            finding["code"]
                .as_str()
                .is_some_and(|code| code.starts_with('I'))
        });
        let own: Vec<Value> = own
            .map(|finding| json!([finding["code"], finding["severity"]]))
            .collect();
        Value::from(own)
    };
    assert_eq!(codes("name-only"), json!([]));
    assert_eq!(codes("id-in-two-cases"), json!([]));
    assert_eq!(codes("e-mail-of-two-ids"), json!([["I02", "warning"]]));
    assert_eq!(codes("e-mail-in-two-cases"), json!([["I02", "note"]]));
}

#[test]
fn generated_months_have_no_unlikely_gap() {
    let here = tempfile::tempdir().expect("a folder");
    let mut warned = BTreeSet::new();
    for seed in 0..10 {
        let options = Options {
            events: 3000,
            months: 2,
            seed,
            ..Options::default()
        };
        let (events, _) = generator::events(&options);
        for (nth, month) in events
            .chunk_by(|a, b| month_of(a) == month_of(b))
            .enumerate()
        {
            let path = here.path().join(format!("{seed:02}-{nth}.json"));
            std::fs::write(path, document(month, Layout::default())).expect("a file");
        }
    }
    let verdict = run(
        "validate",
        here.path(),
        &["--select", "T05,T06", "--fail-on", "never"],
        0,
    );
    assert_eq!(verdict["archives"].as_array().map(Vec::len), Some(20));
    for finding in verdict["findings"].as_array().expect("findings") {
        warned.insert(finding["archive"].to_string());
    }
    assert!(warned.len() <= 2, "{warned:?}");
}

fn month_of(event: &[u8]) -> String {
    let event: Value = serde_json::from_slice(event).expect("an event");
    event["created_at"].as_str().expect("a time")[..7].to_owned()
}

#[test]
fn an_answer_of_the_interface_is_no_event() {
    let error =
        r#"{"id":"unauthorized","message":"Invalid credentials provided.","url":"https://x"}"#;
    let here = tempfile::tempdir().expect("a folder");
    std::fs::write(here.path().join("may.json"), error).expect("a file");
    let ran = trailproof(["list", "-f", "json", "may.json"])
        .in_folder(here.path())
        .run();
    let json = ran.json();
    assert_eq!(json["archives"][0]["events"], 0, "{json}");
    let verdict = trailproof(["validate", "-f", "json", "may.json"])
        .in_folder(here.path())
        .run();
    assert!(verdict.exit_code() != 0);
}
