//! What the arguments may name, and what is read then.

use crate::generator::{Compression, compress};
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
    .says("1 of 2 archives could not be read, so nothing was written\nhint: correct the path");
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
fn account_and_month_come_from_the_events_and_the_name() {
    let report = report(&["fixtures/enterprise-audit-log-acme-corp-201805.json.gz"]);
    let archive = &report["archives"][0];
    assert_eq!(
        (archive["account"].as_str(), archive["month"].as_str()),
        (Some("acme-corp"), Some("2018-05"))
    );
}

/// What stands behind the last member or frame is told, and so is how many there are.
#[test]
fn what_a_file_is_packed_in_is_looked_at_to_its_last_byte() {
    let folder = Folder::new();
    let document = format!("[{}]", event(1));
    let gzip = compress(document.as_bytes(), Compression::Gzip).expect("gzip");
    let zstd = compress(document.as_bytes(), Compression::Zstd).expect("zstd");
    let [first, second] = ["[", &document[1..]].map(|part| {
        [Compression::Gzip, Compression::Zstd]
            .map(|packing| compress(part.as_bytes(), packing).expect("packed"))
    });
    // A frame that the format has for notes; it is no data.
    let note = [&b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"[..]].concat();
    let cases: [(&str, Vec<u8>, &[&str]); 10] = [
        ("one.gz", gzip.clone(), &[]),
        ("one.zst", zstd.clone(), &[]),
        ("zeros.gz", [&gzip[..], &[0; 9]].concat(), &["F02"]),
        ("zeros.zst", [&zstd[..], &[0; 9]].concat(), &["F02"]),
        ("text.zst", [&zstd[..], b"text"].concat(), &["F02"]),
        ("mixed.zst", [&zstd[..], &gzip[..]].concat(), &["F02"]),
        ("notes.zst", [&note[..], &zstd, &note].concat(), &[]),
        ("two.gz", [&first[0][..], &second[0]].concat(), &["F03"]),
        ("two.zst", [&first[1][..], &second[1]].concat(), &["F03"]),
        ("cut.zst", [&zstd[..], &zstd[..2]].concat(), &["F01"]),
    ];
    for (name, file, codes) in cases {
        let path = folder.write(&format!("{name}.json"), file);
        let words = ["validate", "-f", "json", "--select", "F", &path];
        let json = trailproof(words).run().json();
        let found: Vec<&str> = json["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter_map(|finding| finding["code"].as_str())
            .collect();
        assert_eq!(found, codes, "{name}");
        assert_eq!(json["ledger"]["accepted"], 1, "{name}");
    }
}

/// How many members were read is said, and that it were all of them only where it is so.
#[test]
fn joined_archives_are_not_said_to_be_read_to_their_end() {
    let folder = Folder::new();
    let packed = |text: String| compress(text.as_bytes(), Compression::Gzip).expect("gzip");
    let joined = [
        packed(format!("[{}]", event(1))),
        packed(format!("[{}]", event(2))),
    ];
    let path = folder.write("joined.json.gz", joined.concat());
    let ran = trailproof(["validate", "--select", "F03", "-f", "json", &path]);
    let json = ran.run().code(1).json();
    let message = json["findings"][0]["message"].as_str().expect("a sentence");
    assert!(
        message.starts_with("2 gzip members; read up to"),
        "{message}"
    );
    assert!(!message.contains("all"), "{message}");
}

/// What lies beside archives and is none is passed over with a note, and refused by its name.
#[test]
fn a_listing_and_our_own_outputs_are_no_archives() {
    let folder = Folder::new();
    let archive = folder.write("in/a.json", format!("[{}]", event(1)));
    let row =
        r#"[{"year":2018,"month":"05","checksum":"00","size":1,"url":"https://example.com"}]"#;
    let utf16: Vec<u8> = row.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let listing = folder.write("in/listing.json", row);
    let wide = folder.write("in/wide.json", [&b"\xff\xfe"[..], &utf16].concat());
    let mut others = vec![(listing, "listing"), (wide, "listing")];
    for (command, name) in [("report", "r"), ("validate", "v"), ("list", "l")] {
        let path = folder.at(&format!("in/{name}.json"));
        let words = [command, &archive, "-o", &path, "-q"];
        trailproof(words).run().code(0);
        others.push((path, "output of trailproof"));
    }
    let place = folder.at("in");
    for command in ["report", "validate", "list", "export"] {
        let mut ran = trailproof([command, &place, "-f", "json"]).run().code(0);
        for (path, what) in &others {
            ran = ran.says(&format!("skipped {path}: ")).says(what);
        }
        if command != "export" {
            assert_eq!(paths(&ran.json()).len(), 1, "{command}");
        }
        for (path, what) in &others {
            trailproof([command, path])
                .run()
                .code(2)
                .says(what)
                .prints_nothing();
        }
    }
    std::fs::remove_file(archive).expect("it is there");
    trailproof(["report", &place]).run().code(3).says(&place);
    trailproof(["report", "-"])
        .stdin(row)
        .run()
        .code(4)
        .says("listing of archives");
}

#[test]
fn folders_with_a_listing_or_a_report_hold_one_archive() {
    for (folder, file) in [
        ("listing-beside", "listing.json"),
        ("output-beside", "may.json"),
    ] {
        let folder = format!("fixtures/{folder}");
        for command in ["report", "validate", "list"] {
            let ran = trailproof([command, &folder, "-f", "json"]).run().code(0);
            let ran = ran.says(&format!("skipped {folder}/{file}: "));
            assert_eq!(paths(&ran.json()).len(), 1, "{command} {folder}");
        }
    }
}

/// Files that are no archives for another reason are called by their names, with what to do.
#[test]
fn what_is_wrong_with_a_whole_file_is_called_by_its_name() {
    let folder = Folder::new();
    let document = format!("{{\"entries\":[{}]}}", event(1));
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let big = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let packed = |bytes: &[u8]| compress(bytes, Compression::Gzip).expect("gzip");
    let joined = format!("at byte {}: archives were joined", document.len() + 1);
    let error =
        br#"{"id":"forbidden","message":"You are not allowed","url":"https://example.com"}"#;
    let cases: [(Vec<u8>, &str, &str); 10] = [
        (utf16(&document), "J03", "save it as UTF-8"),
        (big(&document), "J03", "save it as UTF-8"),
        (
            [&b"\xff\xfe"[..], &utf16(&document)].concat(),
            "J03",
            "save it as UTF-8",
        ),
        (
            packed(&packed(document.as_bytes())),
            "J03",
            "unpack it once",
        ),
        (
            format!("{document}\n{document}").into_bytes(),
            "J03",
            &joined,
        ),
        (
            packed(format!("{document} {document}").as_bytes()),
            "J03",
            &joined,
        ),
        (
            format!("[{}]\n[]", event(1)).into_bytes(),
            "J03",
            "a second document begins at byte",
        ),
        (
            [packed(document.as_bytes()), packed(document.as_bytes())].concat(),
            "J03",
            "separate files",
        ),
        (
            format!("{document}{{}}").into_bytes(),
            "J03",
            "a second document begins at byte",
        ),
        (error.to_vec(), "S01", "an error message of the service"),
    ];
    for (file, code, part) in cases {
        let path = folder.write("a.json", file);
        let words = ["validate", "--select", code, "-f", "json", &path];
        let json = trailproof(words).run().code(1).json();
        let message = json["findings"][0]["message"].as_str().expect("a sentence");
        assert!(message.contains(part), "{part}: {message}");
        trailproof(["report", &path])
            .run()
            .code(4)
            .says(part)
            .says(code);
    }
    // One event a line is no joined document.
    let lines = format!("{}\n{}\n", event(1), event(2));
    trailproof(["report", "-"]).stdin(lines).run().ok();
}
