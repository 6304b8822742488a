//! What is in a pack, and that nothing but inputs and flags decides it.

use super::{Pack, contents, files, sha256};
use crate::runner::trailproof;
use crate::samples::Folder;
use std::fs;

const MAY: &str = "enterprise-audit-log-acme-corp-201805.json.gz";

fn may() -> Vec<u8> {
    fs::read(crate::samples::fixture(MAY)).expect("a fixture")
}

#[test]
fn a_pack_holds_what_the_commands_say_of_its_archives() {
    let folder = Folder::new();
    folder.write(MAY, may());
    let here = |words: &[&str]| trailproof(words).in_folder(folder.path()).run();
    here(&["seal", MAY, "-o", "pack"]).code(0);
    let root = folder.path().join("pack");
    assert_eq!(
        files(&root),
        [
            "VERIFY.txt",
            "bag-info.txt",
            "bagit.txt",
            &format!("data/archives/{MAY}"),
            "data/manifest.json",
            "data/population.csv",
            "data/population.xlsx",
            "data/report.html",
            "data/report.json",
            "data/validation.json",
            "data/validation.sarif",
            "data/validation.txt",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt",
        ]
    );
    let file = |name: &str| fs::read(root.join(name)).expect("a file");
    assert!(
        file(&format!("data/archives/{MAY}")) == may(),
        "the archive as received"
    );
    for (name, words) in [
        ("report.json", &["report", "-f", "json"][..]),
        ("report.html", &["report", "--validate", "-f", "html"]),
        ("validation.json", &["validate", "-f", "json"]),
        ("validation.sarif", &["validate", "-f", "sarif"]),
        ("validation.txt", &["validate", "-f", "table"]),
        ("population.csv", &["export", "-f", "csv"]),
    ] {
        let ran = here(&[words, &[MAY]].concat()).code(0);
        assert!(ran.bytes() == file(&format!("data/{name}")), "{name}");
    }
    here(&["export", MAY, "-o", "may.xlsx"]).code(0);
    let workbook = fs::read(folder.path().join("may.xlsx")).expect("a workbook");
    assert!(workbook == file("data/population.xlsx"));
}

#[test]
fn the_manifest_says_what_the_pack_was_made_from() {
    let pack = Pack::of(&[&format!("fixtures/{MAY}")]);
    let manifest = pack.json("data/manifest.json");
    assert_eq!(manifest["schema"], "trailproof.pack/v1");
    assert_eq!(manifest["months"], serde_json::json!(["2018-05"]));
    assert_eq!(manifest["accounts"], serde_json::json!(["acme-corp"]));
    let input = &manifest["inputs"][0];
    assert_eq!(input["sha256"], sha256(&may()).as_str());
    assert_eq!(input["bytes"], may().len());
    assert_eq!(input["file"], format!("data/archives/{MAY}"));
    let unpacked = std::process::Command::new("gzip")
        .args(["-dc", &format!("fixtures/{MAY}")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("gzip runs");
    assert_eq!(input["document_sha256"], sha256(&unpacked.stdout).as_str());
    assert_eq!(manifest["ledger"]["accepted"], 400);
    assert_eq!(manifest["population"]["events"], 400);
    assert_eq!(manifest["validation"]["verdict"], "valid");
    let info = pack.text("bag-info.txt");
    assert!(
        info.contains("External-Identifier: acme-corp 2018-05\n"),
        "{info}"
    );
    assert!(info.contains("Bag-Group-Identifier: acme-corp\n"), "{info}");
    assert!(!info.contains("Bagging-Date"), "{info}");
}

#[test]
fn the_same_bytes_come_from_any_folder_by_any_threads_and_by_any_path() {
    let one = Folder::new();
    let other = Folder::new();
    one.write(&format!("in/{MAY}"), may());
    other.write(&format!("deep/er/{MAY}"), may());
    one.write(
        "policy.toml",
        "[policy]\ninternal_domains = [\"example.com\"]\n",
    );
    other.write(
        "a/p.toml",
        "[policy]\ninternal_domains = [\"example.com\"]\n",
    );
    let seal = |folder: &Folder, words: &[&str]| {
        let ran = trailproof(["seal", "-o", "pack"]).args(words);
        ran.in_folder(folder.path()).run().code(0);
        contents(&folder.path().join("pack"))
    };
    let absolute = other.at(&format!("deep/er/{MAY}"));
    let first = seal(
        &one,
        &[&format!("in/{MAY}"), "--policy", "policy.toml", "-j1"],
    );
    let second = seal(&other, &[&absolute, "--policy", "a/p.toml", "-j2"]);
    assert!(first == second);
    for (name, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        for folder in [&one, &other] {
            assert!(!text.contains(&folder.at("")), "{name} names a folder");
        }
    }
    let third = Folder::new();
    third.write(MAY, may());
    third.write(
        "policy.toml",
        "[policy]\ninternal_domains = [\"example.com\"]\n",
    );
    let ran = trailproof(["seal", MAY, "--policy", "policy.toml", "-o", "pack"]);
    let ran = ran
        .env("SOURCE_DATE_EPOCH", "1500000000")
        .env("TRAILPROOF_THREADS", "3");
    ran.in_folder(third.path()).run().code(0);
    assert!(contents(&third.path().join("pack")) == first);
}

#[test]
fn everything_that_a_second_run_needs_is_in_the_pack() {
    let folder = Folder::new();
    folder.write(MAY, may());
    let june = crate::samples::fixture("enterprise-audit-log-acme-corp-201806.json.gz");
    folder.write("history/june.json.gz", fs::read(june).expect("a fixture"));
    folder.write(
        "trailproof.toml",
        "tz = \"Europe/Berlin\"\ncatalog = \"ours.json\"\n[validate.ignore]\nS10 = { reason = \"known\" }\n[policy]\nservice_accounts = [\"svc-*\"]\n",
    );
    folder.write(
        "ours.json",
        "{\"name\": \"ours\", \"events\": [\"addon.create\", \"app.create\"]}",
    );
    folder.write(
        "own.toml",
        fs::read_to_string("frameworks/hipaa.toml")
            .expect("a framework")
            .replace("\"hipaa\"", "\"own\""),
    );
    folder.write("listing.json", format!(
        "[{{\"year\": 2018, \"month\": \"05\", \"checksum\": \"{}\", \"size\": {}, \"url\": \"https://example.com/secret-token\"}}]",
        sha256(&may()), may().len()
    ));
    folder.write("rules/one/a.yml", OWN_RULE);
    let words = [
        "seal",
        MAY,
        "-o",
        "pack",
        "--framework",
        "soc2",
        "--framework",
        "own.toml",
        "--listing",
        "listing.json",
        "--rules",
        "rules",
        "--event",
        "!space.*",
        "--month",
        "2018-05",
        "--select",
        "S,T,F",
        "--history=history",
    ];
    trailproof(words)
        .env("TRAILPROOF_MAX_EVENT", "2 MiB")
        .in_folder(folder.path())
        .run()
        .code(0);
    for name in [
        MAY,
        "history/june.json.gz",
        "trailproof.toml",
        "ours.json",
        "own.toml",
        "listing.json",
        "rules/one/a.yml",
    ] {
        fs::remove_file(folder.path().join(name)).expect("it was there");
    }
    let settings = files(&folder.path().join("pack/data/settings"));
    assert_eq!(
        settings,
        [
            "catalog.json",
            "frameworks/own.toml",
            "history/june.json.gz",
            "listing.json",
            "rules/1/one/a.yml",
            "trailproof.toml"
        ]
    );
    let all = contents(&folder.path().join("pack"));
    let secret =
        |(_, bytes): &(String, Vec<u8>)| String::from_utf8_lossy(bytes).contains("secret-token");
    assert!(
        !all.iter().any(secret),
        "the address of a download is in the pack"
    );
    let ran = trailproof(["verify", "pack"])
        .in_folder(folder.path())
        .run();
    ran.code(0).prints("identical byte for byte");
    // The command line that stands there makes the same pack, but for its own name.
    let manifest: serde_json::Value = serde_json::from_slice(
        &fs::read(folder.path().join("pack/data/manifest.json")).expect("a file"),
    )
    .expect("JSON");
    let words: Vec<&str> = manifest["command"]
        .as_array()
        .expect("words")
        .iter()
        .map(|word| word.as_str().expect("a word"))
        .collect();
    assert_eq!(words[0], "trailproof");
    trailproof(&words[1..])
        .in_folder(&folder.path().join("pack/data/archives"))
        .run()
        .code(0);
    assert!(contents(&folder.path().join("again")) == all);
    assert_eq!(manifest["listing"]["matched"], 1);
}

/// A rule of a user's own.
const OWN_RULE: &str = "title: An app was created
id: 7c1d2f1e-0000-4000-8000-000000000001
status: test
logsource:
  product: heroku
  service: audit_trail
detection:
  selection:
    event: app.create
  condition: selection
level: low
";

/// More events than a sheet has rows: the workbook is left out, and the manifest says so.
#[test]
#[ignore = "reads more than a million events"]
fn a_population_beyond_a_sheet_has_no_workbook() {
    use std::io::Write as _;
    let folder = Folder::new();
    let path = folder.at("enterprise-audit-log-acme-201805.ndjson");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).expect("a file"));
    for nth in 0..1_048_576 {
        let line = format!(
            "{{\"id\":\"e0000000-0000-4000-8000-{nth:012}\",\"created_at\":\"2018-05-03T12:00:00Z\",\"type\":\"app\",\"action\":\"update\"}}"
        );
        writeln!(file, "{line}").expect("a line");
    }
    file.flush().expect("lines");
    let words = ["seal", &path, "-o", &folder.at("pack"), "--allow-findings"];
    trailproof(words).run().code(0);
    assert!(!folder.path().join("pack/data/population.xlsx").exists());
    let manifest: serde_json::Value =
        serde_json::from_str(&folder.read("pack/data/manifest.json")).expect("JSON");
    assert_eq!(manifest["population"]["xlsx"], serde_json::Value::Null);
    assert_eq!(
        manifest["population"]["xlsx_left_out"],
        "a sheet has room for 1048575 events"
    );
    trailproof(["verify", &folder.at("pack")]).run().code(0);
}

#[test]
fn hostile_names_become_plain_and_stay_apart() {
    let folder = Folder::new();
    let six = fs::read(crate::samples::fixture("shapes/entries.json")).expect("a fixture");
    let names = [
        "in/a b.json",
        "in/a%20b.json",
        "in/é.json",
        "in/-rf.json",
        "in/line\nbreak.json",
        "in/x/may.json",
        "in/x/MAY.json",
        "other/x/may.json",
    ];
    for name in names {
        folder.write(name, &six);
    }
    let ran = trailproof([
        "seal",
        "in",
        "other/x/may.json",
        "-o",
        "pack",
        "--allow-findings",
    ]);
    ran.in_folder(folder.path()).run().code(0);
    let root = folder.path().join("pack");
    let archives = files(&root.join("data/archives"));
    assert_eq!(archives.len(), names.len());
    for name in files(&root) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
        assert!(name.chars().all(plain), "{name}");
    }
    let lower: std::collections::BTreeSet<_> =
        archives.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), names.len(), "{archives:?}");
    trailproof(["verify", "pack"])
        .in_folder(folder.path())
        .run()
        .code(0);
}

/// Neither copies nor archives are all open at a time.
#[cfg(unix)]
#[test]
fn more_archives_are_sealed_than_files_may_be_open() {
    let folder = Folder::new();
    for nth in 0..200 {
        let event = crate::samples::event(nth);
        folder.write(
            &format!("in/{nth:03}.json"),
            serde_json::json!({"entries": [event]}).to_string(),
        );
    }
    let line = format!(
        "ulimit -n 60; {0} seal in -o pack/ --allow-findings && {0} verify pack/",
        env!("CARGO_BIN_EXE_trailproof")
    );
    let ran = std::process::Command::new("sh")
        .args(["-c", &line])
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    assert_eq!(files(&folder.path().join("pack/data/archives")).len(), 200);
}

#[test]
fn settings_of_reports_take_nothing_out_of_a_pack() {
    let folder = Folder::new();
    folder.write(MAY, may());
    let here = |words: &[&str]| trailproof(words).in_folder(folder.path()).run();
    let whole = here(&["report", MAY, "-f", "json"])
        .code(0)
        .bytes()
        .to_vec();
    let page = here(&["report", MAY, "--validate", "--top", "3", "-f", "html"]);
    let page = page.code(0).bytes().to_vec();
    let settings = "[report]\nby = \"actor\"\ntop = 3\nallow_incomplete = true\nformat = \"csv\"\n";
    folder.write("trailproof.toml", settings);
    here(&["seal", MAY, "-o", "pack"]).code(0);
    let report = fs::read(folder.path().join("pack/data/report.json")).expect("a report");
    assert!(report == whole);
    assert!(
        folder.read("pack/data/report.html").as_bytes() == page,
        "the page"
    );
    here(&["verify", "pack"]).code(0);
}

#[test]
fn a_listing_leaves_the_addresses_of_its_downloads_behind() {
    let folder = Folder::new();
    folder.write(MAY, may());
    let row = format!(
        "[{{\"year\": 2018, \"month\": \"05\", \"checksum\": \"{}\", \"url\": \"https://example.com/secret-token\"}}]",
        sha256(&may())
    );
    let wide: Vec<u8> = row.encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("plain.json", &row);
    folder.write("marked.json", format!("\u{feff}{row}"));
    folder.write("wide.json", [&b"\xff\xfe"[..], &wide].concat());
    let bare = format!(
        "[{{\"year\": 2018, \"month\": 5, \"checksum\": \"{}\"}}]",
        sha256(&may())
    );
    folder.write("bare.json", &bare);
    for listing in ["plain", "marked", "wide", "bare"] {
        let words = [
            "seal",
            MAY,
            "-o",
            listing,
            "--listing",
            &format!("{listing}.json"),
        ];
        trailproof(words).in_folder(folder.path()).run().code(0);
        let copy = folder.read(&format!("{listing}/data/settings/listing.json"));
        assert!(
            !copy.contains("secret-token") && copy.contains(&sha256(&may())),
            "{copy}"
        );
    }
    assert_eq!(
        folder.read("bare/data/settings/listing.json"),
        bare,
        "as it was given"
    );
}

#[test]
fn standard_input_is_sealed_as_a_file() {
    let folder = Folder::new();
    let six = fs::read(crate::samples::fixture("shapes/entries.json")).expect("a fixture");
    let ran = trailproof(["seal", "-", "-o", "pack", "--event", "app.*"]).stdin(six.clone());
    ran.in_folder(folder.path()).run().code(0);
    let copy = fs::read(folder.path().join("pack/data/archives/standard-input.json"));
    assert!(copy.expect("a file") == six);
    trailproof(["verify", "pack"])
        .in_folder(folder.path())
        .run()
        .code(0);
}

#[test]
fn findings_that_are_allowed_are_stated_on_every_document() {
    let pack = Pack::of(&["fixtures/events/rejected.json", "--allow-findings"]);
    assert_eq!(
        pack.json("data/report.json")["validation"]["verdict"],
        "invalid"
    );
    assert_eq!(
        pack.json("data/manifest.json")["validation"]["verdict"],
        "invalid"
    );
    assert_eq!(
        pack.json("data/manifest.json")["validation"]["findings_allowed"],
        true
    );
    assert!(pack.text("data/report.html").contains("Failed validation"));
    assert!(pack.text("data/validation.txt").contains("invalid"));
    assert!(pack.found().is_empty());
}

#[test]
fn a_pack_in_a_folder_of_archives_is_passed_over_and_counts_nothing_twice() {
    let folder = Folder::new();
    folder.write(MAY, may());
    let here = |words: &[&str]| trailproof(words).in_folder(folder.path()).run();
    here(&["seal", MAY, "-o", "pack"]).code(0);
    let ran = here(&["report", ".", "-f", "json"])
        .code(0)
        .says("evidence pack");
    assert_eq!(ran.json()["ledger"]["duplicate"], 0);
    here(&["report", "pack"])
        .code(2)
        .says("evidence pack")
        .says("pack/data/archives");
    let ran = here(&["report", "pack/data/archives", "-f", "json"]).code(0);
    assert_eq!(ran.json()["ledger"]["accepted"], 400);
}
