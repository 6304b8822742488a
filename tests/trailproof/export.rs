//! `trailproof export`: chronological, each event once, in its own words.

use crate::generator::{self, Compression, Layout, Options, Shape, compress, document};
use crate::runner::{Ran, trailproof};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(&path, bytes).expect("a file");
    path
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// An export of everything in a folder.
fn export(folder: &Path, more: &[&str]) -> Ran {
    trailproof(["export", "in", "-q"])
        .args(more)
        .in_folder(folder)
        .run()
        .ok()
}

fn some(n: u64, seed: u64) -> Vec<Vec<u8>> {
    let options = Options {
        events: n,
        months: 2,
        seed,
        ..Options::default()
    };
    generator::events(&options).0
}

fn event(n: u32, at: &str) -> String {
    format!(
        r#"{{"id":"00000000-0000-4000-8000-{n:012}","created_at":"{at}","type":"app","action":"create"}}"#
    )
}

const ENTRIES: Layout = Layout {
    shape: Shape::Entries,
    pretty: false,
    bom: false,
};

#[test]
fn it_is_what_jq_makes_of_it() {
    let events = some(3000, 7);
    let here = folder();
    put(here.path(), "in/a.json", document(&events, ENTRIES));
    let exported = export(here.path(), &[]);
    let mut want: Vec<Value> = events
        .iter()
        .map(|event| serde_json::from_slice(event).expect("an event"))
        .collect();
    let key = |event: &Value| {
        let text = |name| event[name].as_str().map(str::to_owned);
        (text("created_at"), text("id"))
    };
    assert!(!want.is_sorted_by_key(key), "there is something to sort");
    want.sort_by_key(key);
    assert!(exported.json() == json!({ "entries": want }));
    put(here.path(), "out.json", exported.bytes());
    // Rounding numbers as it does, jq has to read both.
    let jq = |program: &str, file: &str| {
        let ran = std::process::Command::new("jq")
            .args([program, file])
            .current_dir(here.path())
            .output();
        ran.ok().map(|ran| ran.stdout)
    };
    // Where there is no jq, the same order by other means has to do.
    if let Some(sorted) = jq(".entries |= sort_by(.created_at, .id)", "in/a.json") {
        assert!(!sorted.is_empty() && Some(sorted) == jq(".", "out.json"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// However the same events are cut, ordered, repeated, laid out and compressed.
    #[test]
    fn the_same_events_are_the_same_bytes(
        seed in 0u64..1000,
        parts in 1usize..5,
        order in any::<u64>(),
        threads in 1u8..4,
        packed in prop::collection::vec((0usize..3, 0usize..3, any::<bool>(), any::<bool>()), 5),
    ) {
        let mut events = some(200, seed);
        let here = folder();
        put(here.path(), "in/all.json", document(&events, ENTRIES));
        let want = export(here.path(), &["-j1"]);
        put(here.path(), "in/all.json", want.bytes());
        let again = export(here.path(), &[]);
        prop_assert!(again.bytes() == want.bytes(), "exported again");

        let mut rng = fastrand::Rng::with_seed(order);
        let twice: Vec<_> = events.iter().filter(|_| rng.u8(..8) == 0).cloned().collect();
        events.extend(twice);
        rng.shuffle(&mut events);
        let there = folder();
        for (i, part) in events.chunks(events.len().div_ceil(parts)).enumerate() {
            let (shape, compression, bom, pretty) = packed[i];
            let layout = Layout {
                shape: [Shape::Entries, Shape::Array, Shape::Ndjson][shape],
                pretty,
                bom,
            };
            let compression = [Compression::None, Compression::Gzip, Compression::Zstd][compression];
            let bytes = compress(&document(part, layout), compression).expect("bytes");
            put(there.path(), &format!("in/{i}.json"), bytes);
        }
        let threads = format!("-j{threads}");
        let got = export(there.path(), &[&threads]);
        prop_assert!(got.bytes() == want.bytes(), "other files");
    }
}

#[test]
fn a_month_that_was_exported_twice_is_there_once() {
    let events = some(600, 3);
    let here = folder();
    put(
        here.path(),
        "in/early.json",
        document(&events[..200], ENTRIES),
    );
    put(here.path(), "in/late.json", document(&events, ENTRIES));
    let ran = trailproof(["export", "in", "-f", "ndjson"])
        .in_folder(here.path())
        .run()
        .code(0)
        .says("read 800 = accepted 600 + filtered 0 + duplicate 200 + rejected 0");
    assert_eq!(ran.stdout().lines().count(), 600);
}

#[test]
fn an_event_keeps_its_own_text() {
    let own = r#"{ "created_at":"2018-05-03T12:00:00+02:00",  "id":"B0000000-0000-4000-8000-000000000001","type":"\u0061pp","action":"create","data":{"n":1.10000000000000000001e+02,"big":123456789012345678901234567890,"é":"\u00e9 \/ {  }"},"odd":[ ] }"#;
    let ran = trailproof(["export", "-", "-f", "ndjson", "-q"])
        .stdin(format!("[{own}]"))
        .run()
        .ok();
    assert_eq!(ran.stdout(), format!("{own}\n"));
}

#[test]
fn only_line_breaks_cost_blanks_and_none_in_strings() {
    let pretty = "[\r\n  {\n\t\"id\" : \"b0000000-0000-4000-8000-000000000001\",\n \"created_at\": \"2018-05-03T12:00:00Z\",\n  \"type\": \"app\", \"action\": \"create\", \"data\": {\"a  b\": \"say \\\" { x }\\\\\", \"n\": [ 1.0 , 2e0 ]}\n}\n]";
    let ran = trailproof(["export", "-", "-q"]).stdin(pretty).run().ok();
    assert_eq!(
        ran.stdout(),
        concat!(
            "{\"entries\":[\n",
            r#"{"id":"b0000000-0000-4000-8000-000000000001","created_at":"2018-05-03T12:00:00Z","type":"app","action":"create","data":{"a  b":"say \" { x }\\","n":[1.0,2e0]}}"#,
            "\n]}\n"
        )
    );
}

#[test]
fn instants_decide_not_their_text() {
    let lines = [
        event(1, "2018-05-03T12:00:00.000000002Z"),
        event(2, "2018-05-03T14:00:00.000000001+02:00"),
        event(4, "2018-05-03T11:59:60.5+00:00").replace("11:59", "23:59"),
        event(5, "2018-05-04T00:00:00Z"),
        event(3, "2018-05-03T12:00:00Z"),
        event(0, "2018-05-03T12:00:00Z"),
    ];
    let ran = trailproof(["export", "-", "-f", "ndjson", "-q"])
        .stdin(lines.join("\n"))
        .run()
        .ok();
    let order: Vec<_> = [5, 4, 1, 0, 2, 3].map(|i| lines[i].as_str()).into();
    assert_eq!(ran.stdout().lines().collect::<Vec<_>>(), order);
}

#[test]
fn an_empty_export_is_an_archive() {
    let ran = trailproof(["export", "-", "-q"]).stdin("[]").run().ok();
    assert_eq!(ran.stdout(), "{\"entries\":[]}\n");
    let csv = trailproof(["export", "-", "-q", "-f", "csv"])
        .stdin("[]")
        .run();
    assert_eq!(csv.ok().stdout().lines().count(), 1);
    let lines = trailproof(["export", "-", "-q", "-f", "ndjson"])
        .stdin("[]")
        .run();
    lines.ok().prints_nothing();
}

#[test]
fn filters_narrow_and_the_ledger_foots() {
    let lines = [
        event(1, "2018-05-31T23:59:59Z"),
        event(2, "2018-06-01T00:00:00Z"),
    ];
    trailproof(["export", "-", "-f", "ndjson", "--month", "2018-06"])
        .stdin(lines.join("\n"))
        .run()
        .code(0)
        .prints("000000000002")
        .says("read 2 = accepted 1 + filtered 1 + duplicate 0 + rejected 0");
}

#[test]
fn little_memory_gives_the_same_bytes_and_leaves_nothing_behind() {
    let events = some(40_000, 5);
    let here = folder();
    let bytes = compress(&document(&events, ENTRIES), Compression::Gzip).expect("bytes");
    put(here.path(), "in/a.json.gz", bytes);
    let want = export(here.path(), &[]);
    assert!(want.bytes().len() > 24_000_000, "more than the memory");
    export(here.path(), &["--memory", "16MB", "-o", "out.json"]);
    let got = std::fs::read(here.path().join("out.json")).expect("an export");
    assert!(got == want.bytes());
    assert_eq!(names(here.path()), ["in", "out.json"]);
}

#[test]
fn rows_are_flattened_and_no_formula() {
    let lines = [
        r#"{"id":"b0000000-0000-4000-8000-000000000001","created_at":"2018-05-03T12:00:00Z","type":"addon","action":"attach","actor":{"id":"a","email":"=cmd()"},"app":{"id":"p","name":"web"},"owner":{"id":"o","email":"o@x"},"enterprise_account":{"id":"e","name":"acme"},"team":{"id":"t","name":"ops"},"request":{"ip_address":"203.0.113.1"},"data":{"n": 1.50, "t": "a\"b"}}"#,
        r#"{"id":"b0000000-0000-4000-8000-000000000002","created_at":"2018-05-03T13:00:00Z","type":"addon","action":"attach","actor":null,"app":"odd","extra":1}"#,
    ];
    let run = |more: &[&str]| {
        trailproof(["export", "-", "-f", "csv"])
            .args(more)
            .stdin(lines.join("\n"))
            .run()
            .code(0)
    };
    let ran = run(&[])
        .says("1 cell begins like a formula")
        .says("1 event has fields for which CSV has no column");
    insta::assert_snapshot!(ran.stdout(), @r#"
    id,created_at,type,action,event,actor_id,actor_email,app_id,app_name,owner_id,owner_email,enterprise_account_id,enterprise_account_name,team_id,team_name,ip_address,data
    b0000000-0000-4000-8000-000000000001,2018-05-03T12:00:00Z,addon,attach,addon.attach,a,'=cmd(),p,web,o,o@x,e,acme,t,ops,203.0.113.1,"{""n"": 1.50, ""t"": ""a\""b""}"
    b0000000-0000-4000-8000-000000000002,2018-05-03T13:00:00Z,addon,attach,addon.attach,,,,,,,,,,,,
    "#);
    let raw = run(&["--csv-raw"]).prints(",a,=cmd(),p,");
    assert!(!raw.stderr().contains("formula"));
}

#[test]
fn names_tell_format_and_compression() {
    let here = folder();
    put(
        here.path(),
        "in/a.json",
        format!("[{}]", event(1, "2018-05-03T12:00:00Z")),
    );
    for (name, start) in [
        ("a.json", &b"{\"entries\""[..]),
        ("a.jsonl", b"{\"id\""),
        ("a.csv", b"id,"),
        ("a.json.gz", b"\x1f\x8b"),
        ("a.NDJSON.GZ", b"\x1f\x8b"),
        ("a.csv.gz", b"\x1f\x8b"),
    ] {
        export(here.path(), &["-o", name]);
        let bytes = std::fs::read(here.path().join(name)).expect("an export");
        assert!(bytes.starts_with(start), "{name}");
        if start == b"\x1f\x8b" {
            assert_eq!(bytes[4..8], [0; 4], "{name}: no time");
        }
    }
    let packed = export(here.path(), &["--compress"]);
    assert!(packed.bytes().starts_with(b"\x1f\x8b"));
    for name in ["a.zip", "a.json.zst", "a.ods", "missing/a.json"] {
        let ran = trailproof(["export", "in", "-o", name])
            .in_folder(here.path())
            .run();
        let code = if name.starts_with("missing") { 4 } else { 2 };
        ran.code(code).prints_nothing();
        assert!(!here.path().join(name).exists());
    }
}

#[test]
fn a_folder_gets_the_name_of_the_service() {
    let here = folder();
    let of = |account: &str, n, at| {
        let account = format!(r#","enterprise_account":{{"id":"e{n}","name":"{account}"}}}}"#);
        event(n, at).replace(r#""create"}"#, &format!(r#""create"{account}"#))
    };
    put(
        here.path(),
        "in/a.json",
        of("acme-1", 1, "2018-05-03T12:00:00Z"),
    );
    std::fs::create_dir(here.path().join("out")).expect("a folder");
    export(here.path(), &["-o", "out/"]);
    export(
        here.path(),
        &[
            "-o", "out", "-e", "acme-1", "--month", "2018-05", "-f", "csv",
        ],
    );
    assert_eq!(
        names(&here.path().join("out")),
        [
            "enterprise-audit-log-acme-1-201805.csv",
            "enterprise-audit-log-acme-1-201805.json.gz"
        ]
    );
    let again = |more: &[&str]| {
        let ran = trailproof(["export", "in", "-o", "out/"]).args(more);
        ran.in_folder(here.path()).run()
    };
    again(&[]).code(2).says("exists");
    again(&["--force"]).code(0);
    put(
        here.path(),
        "in/b.json",
        of("../../evil", 2, "2018-05-04T12:00:00Z"),
    );
    again(&[]).code(2).says("2 accounts");
    std::fs::remove_file(here.path().join("in/a.json")).expect("removed");
    again(&[]).code(2).says("cannot be part of a file name");
    assert_eq!(names(here.path()), ["in", "out"]);
}

#[test]
fn what_is_broken_writes_nothing_unless_that_is_allowed() {
    let here = folder();
    put(
        here.path(),
        "in/a.json",
        format!("[{},", event(1, "2018-05-03T12:00:00Z")),
    );
    let run = |more: &[&str]| {
        let ran = trailproof(["export", "in", "-o", "out.json"]).args(more);
        ran.in_folder(here.path()).run().code(4)
    };
    run(&[]).says("J03").says("--allow-incomplete");
    assert_eq!(names(here.path()), ["in"]);
    run(&["--allow-incomplete"]).says("INCOMPLETE: 1 of 1 archive ");
    assert_eq!(names(here.path()), ["in", "out.json"]);
}

#[test]
fn rejected_records_are_told_and_written_on_demand() {
    let here = folder();
    let other = event(1, "2018-05-03T12:00:00Z").replace("\"create\"", "\"destroy\"");
    let lines = [event(1, "2018-05-03T12:00:00Z"), other, "{}".to_owned()];
    put(here.path(), "in/a.ndjson", lines.join("\n"));
    let ran = trailproof(["export", "in", "-f", "ndjson", "--rejects", "r.ndjson"]);
    let ran = ran.in_folder(here.path()).run().code(0);
    assert_eq!(ran.stdout(), format!("{}\n", lines[0]));
    let ran = ran
        .says("2 records were rejected")
        .says("different content (U02)");
    drop(ran);
    let rejects = std::fs::read_to_string(here.path().join("r.ndjson")).expect("rejects");
    assert_eq!(rejects.lines().count(), 2);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    trailproof(["export", "-", "-f", "ndjson", "-o", "/dev/full"])
        .stdin(event(1, "2018-05-03T12:00:00Z"))
        .run()
        .code(4)
        .says("cannot write /dev/full");
    let here = folder();
    let bytes = document(&some(40_000, 5), ENTRIES);
    put(here.path(), "in/a.json", bytes);
    trailproof(["export", "in", "--memory", "16MB"])
        .in_folder(here.path())
        .env("TMPDIR", "/proc")
        .run()
        .code(4)
        .prints_nothing()
        .says("a temporary file in /proc");
}

#[test]
#[cfg(unix)]
fn a_signal_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt as _;
    for (name, number) in [("INT", 2), ("TERM", 15)] {
        let here = folder();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_trailproof"))
            .args([
                "export",
                "-",
                "-o",
                "out.json",
                "--rejects",
                "rejects.ndjson",
            ])
            .current_dir(here.path())
            .stdin(std::process::Stdio::piped())
            .spawn()
            .expect("the program starts");
        // Waiting for the end would close standard input, and the end of it ends the program too.
        let stdin = child.stdin.take();
        // It waits for standard input with the file of rejected records begun.
        while names(here.path()).is_empty() {
            std::thread::yield_now();
        }
        let kill = std::process::Command::new("kill")
            .args(["-s", name, &child.id().to_string()])
            .status();
        assert!(kill.expect("a signal").success());
        let ended = child.wait().expect("an end");
        drop(stdin);
        assert_eq!(ended.signal(), Some(number));
        assert_eq!(names(here.path()), [""; 0]);
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    for words in [
        &["--memory", "1MB"][..],
        &["--memory", "lots"],
        &["--month", "May"],
        &["-f", "html"],
        &["-o", "in/a.json", "--force"],
        &["-o", "x.json", "--rejects", "x.json"],
    ] {
        let here = folder();
        put(here.path(), "in/a.json", "[]");
        let ran = trailproof(["export", "in"]).args(words);
        ran.in_folder(here.path()).run().code(2).prints_nothing();
    }
    trailproof(["export", "nowhere/"]).run().code(4);
    let here = folder();
    trailproof(["export", "."])
        .in_folder(here.path())
        .run()
        .code(3);
}
