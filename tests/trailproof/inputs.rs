//! What the arguments may name, and what is read then.

use crate::oracle::run;
use crate::runner::trailproof;
use crate::samples::{Folder, event, fixture, ledger, report};
use serde_json::Value;

fn paths(report: &Value) -> Vec<String> {
    let archives = report["archives"].as_array().expect("archives");
    let path = |archive: &Value| archive["path"].as_str().expect("a path").to_owned();
    archives.iter().map(path).collect()
}

/// Paths relative to the project, as a person would give them.
fn read(words: &[&str]) -> Vec<String> {
    paths(&report(words))
}

#[test]
fn a_folder_is_searched_to_its_depths_in_a_stable_order() {
    let want = [
        "fixtures/folder/2018/a.ndjson",
        "fixtures/folder/2018/b.json",
        "fixtures/folder/2019/deeper/c.json.zst",
        "fixtures/folder/z.jsonl.gz",
    ];
    assert_eq!(read(&["fixtures/folder"]), want);
    assert_eq!(read(&["fixtures/folder", "-j", "3"]), want);
}

#[test]
fn a_pattern_stops_at_a_slash_and_two_stars_do_not() {
    assert_eq!(
        read(&["fixtures/folder/*.gz"]),
        ["fixtures/folder/z.jsonl.gz"]
    );
    let deep = [
        "fixtures/folder/2018/b.json",
        "fixtures/folder/2019/deeper/c.json.zst",
    ];
    assert_eq!(read(&["fixtures/folder/**/*.{json,zst}"]), deep);
    assert_eq!(read(&["fixtures/folder/20??"]).len(), 3);
}

#[test]
fn arguments_are_read_in_the_order_given_and_each_file_once() {
    let (a, b) = (
        "fixtures/folder/2018/a.ndjson",
        "fixtures/folder/2018/b.json",
    );
    assert_eq!(read(&[b, a]), [b, a]);
    assert_eq!(
        read(&[
            b,
            a,
            b,
            "fixtures/folder/2018",
            "fixtures/../fixtures/folder/2018/b.json"
        ]),
        [b, a]
    );
    let report = report(&[b, b]);
    assert_eq!(ledger(&report), [1, 1, 0, 0, 0]);
}

#[cfg(unix)]
#[test]
fn links_count_inside_a_folder_and_are_not_followed_out_of_it() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("in/real.json", format!("[{}]", event(1)));
    folder.write("elsewhere/other.json", format!("[{}]", event(2)));
    symlink("real.json", folder.at("in/again.json")).expect("a link");
    symlink(folder.at("elsewhere/other.json"), folder.at("in/out.json")).expect("a link");
    symlink(folder.at("elsewhere"), folder.at("in/out")).expect("a link");
    symlink(folder.at("in"), folder.at("in/loop")).expect("a link");
    symlink("nowhere.json", folder.at("in/dangling.json")).expect("a link");
    let found = report(&[&folder.at("in")]);
    assert_eq!(paths(&found), [folder.at("in/real.json")]);
    // Named by itself a link is what it leads to, and a hard link is the same file.
    let named = report(&[
        &folder.at("in/out.json"),
        &folder.at("elsewhere/other.json"),
    ]);
    assert_eq!(paths(&named), [folder.at("in/out.json")]);
}

#[test]
fn shapes_and_compressions_mix_in_one_call() {
    let report = report(&["fixtures/shapes", "fixtures/containers"]);
    assert_eq!(report["totals"]["events"], 6);
    let [read, accepted, filtered, duplicate, rejected] = ledger(&report);
    assert_eq!((accepted, filtered, rejected), (6, 0, 0));
    assert_eq!(read, 6 + duplicate);
    let seen = |member: &str| {
        let archives = report["archives"].as_array().expect("archives");
        let mut seen: Vec<_> = archives
            .iter()
            .map(|archive| archive[member].as_str().expect("a name"))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        seen
    };
    assert_eq!(seen("shape"), ["array", "entries", "ndjson"]);
    assert_eq!(seen("compression"), ["gzip", "none", "zstd"]);
}

#[test]
fn standard_input_is_read_whatever_it_is() {
    for name in [
        "shapes/entries.json",
        "shapes/lines.ndjson",
        "containers/three-members.json.gz",
        "containers/two-frames.ndjson.zst",
    ] {
        let bytes = std::fs::read(fixture(name)).expect("a fixture");
        let size = bytes.len();
        // Given twice it is read once.
        let ran = trailproof(["report", "-", "-", "-f", "json"])
            .stdin(bytes)
            .run()
            .ok();
        let report = ran.json();
        assert_eq!(ledger(&report), [6, 6, 0, 0, 0], "{name}");
        assert_eq!(paths(&report), ["-"]);
        assert_eq!(report["archives"][0]["bytes"], size);
    }
    trailproof(["report", "-"])
        .stdin("")
        .run()
        .code(4)
        .prints_nothing()
        .says("-: at byte 0: the document is empty");
}

#[test]
fn digest_and_size_are_those_of_the_file_as_received() {
    for name in [
        "enterprise-audit-log-acme-corp-201805.json.gz",
        "containers/two-frames.ndjson.zst",
        "shapes/bom.json",
    ] {
        let path = fixture(name).to_string_lossy().into_owned();
        let report = report(&[&path]);
        let counted = run(
            "python3",
            &[
                "-c",
                "import hashlib,sys;print(hashlib.sha256(open(sys.argv[1],'rb').read()).hexdigest(),end='')",
                &path,
            ],
        );
        let archive = &report["archives"][0];
        assert_eq!(
            archive["sha256"].as_str().expect("a digest").as_bytes(),
            counted
        );
        assert_eq!(
            archive["bytes"],
            std::fs::metadata(&path).expect("a file").len()
        );
    }
}

#[test]
fn where_nothing_is_found_the_path_is_named() {
    let folder = Folder::new();
    folder.write("notes.txt", "[]");
    for word in [folder.at(""), folder.at("*.json")] {
        trailproof(["report", "fixtures/shapes/array.json", &word])
            .run()
            .code(3)
            .prints_nothing()
            .says(&format!("{word}: no archive found"));
    }
}

#[test]
fn what_cannot_be_read_is_named_and_nothing_is_written() {
    trailproof([
        "report",
        "fixtures/shapes/array.json",
        "fixtures/missing.json",
    ])
    .run()
    .code(4)
    .prints_nothing()
    .says("fixtures/missing.json: no such file\n")
    .says("1 of 2 archives could not be read, so nothing was written\nhint: mend the paths");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_the_system_will_not_let_be_read_is_named() {
    // Its first page belongs to nobody: reading it fails for root as well.
    trailproof(["report", "/proc/self/mem"])
        .run()
        .code(4)
        .prints_nothing()
        .says("/proc/self/mem: cannot be read");
}

#[test]
fn a_listing_beside_the_archives_is_no_event_and_shows() {
    let folder = Folder::new();
    folder.write("may.json", format!("[{}]", event(1)));
    folder.write("listing.json", r#"[{"year":2018,"month":"05","created_at":"2018-06-01T00:02:24.870Z","checksum":"00","size":1,"url":"x"}]"#);
    let report = report(&[&folder.at("")]);
    assert_eq!(ledger(&report), [2, 1, 0, 0, 1]);
    assert_eq!(report["findings"]["S03"], 1);
}

#[test]
fn account_and_month_come_from_the_events_and_the_name() {
    let report = report(&["fixtures/enterprise-audit-log-acme-corp-201805.json.gz"]);
    let archive = &report["archives"][0];
    assert_eq!(
        (archive["account"].as_str(), archive["month"].as_str()),
        (Some("acme-corp"), Some("2018-05"))
    );
}
