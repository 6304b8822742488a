//! What cannot be sealed ends with a sentence, and nothing is left behind.

use super::{Pack, SIX};
use crate::runner::trailproof;
use crate::samples::Folder;
use std::fs;
use std::path::Path;

#[test]
fn archives_that_do_not_validate_are_refused() {
    let folder = Folder::new();
    let ran = trailproof([
        "seal",
        "fixtures/events/rejected.json",
        "-o",
        &folder.at("pack"),
    ]);
    ran.run()
        .code(1)
        .says("invalid")
        .says("nothing was written")
        .says("--allow-findings");
    assert!(folder.names().is_empty());
}

#[test]
fn a_broken_archive_is_sealed_only_where_that_is_allowed_and_told() {
    let folder = Folder::new();
    let broken = "fixtures/broken/truncated.json.gz";
    trailproof(["seal", broken, "-o", &folder.at("pack")])
        .run()
        .code(1);
    assert!(folder.names().is_empty());
    let words = ["seal", broken, "-o", &folder.at("pack"), "--allow-findings"];
    trailproof(words)
        .run()
        .code(4)
        .says("truncated")
        .says("sealed");
    let copy = fs::read(folder.path().join("pack/data/archives/truncated.json.gz"));
    assert!(copy.expect("a file") == fs::read(broken).expect("a fixture"));
    trailproof(["verify", &folder.at("pack")]).run().ok();
}

#[test]
fn places_that_cannot_become_a_pack_are_refused_before_anything_is_read() {
    let folder = Folder::new();
    folder.write("there/mine.txt", "mine");
    folder.write("file", "mine");
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    for (place, code, what) in [
        ("there", 2, "exists"),
        ("empty", 2, "exists"),
        ("file", 2, "exists"),
        ("none/pack", 4, "no folder"),
        ("file/pack", 4, "no folder"),
    ] {
        let ran = trailproof(["seal", SIX, "-o", &folder.at(place)]).run();
        ran.code(code).says(what);
    }
    trailproof(["seal", SIX, "-o", "-"]).run().code(2);
    trailproof(["seal", SIX]).run().code(2).says("--output");
    assert_eq!(folder.names(), ["empty", "file", "there"]);
    assert_eq!(folder.read("there/mine.txt"), "mine");
}

#[test]
fn a_pack_does_not_go_into_a_folder_of_archives() {
    let folder = Folder::new();
    folder.write("in/six.json", fs::read(SIX).expect("a fixture"));
    for (what, place) in [
        ("in", "in/pack"),
        ("in/**/*.json", "in/pack"),
        (".", "pack"),
    ] {
        let ran = trailproof(["seal", what, "-o", place]);
        ran.in_folder(folder.path())
            .run()
            .code(2)
            .says("which is searched");
    }
    assert_eq!(folder.names(), ["in"]);
    let pack = Pack::six();
    let inside = pack.at("data/archives/pack").to_string_lossy().into_owned();
    trailproof(["seal", SIX, "-o", &inside])
        .run()
        .code(2)
        .says("evidence pack");
    assert!(pack.found().is_empty());
}

#[test]
fn what_is_not_there_or_not_understood_leaves_nothing() {
    let folder = Folder::new();
    let pack = folder.at("pack");
    for (words, code) in [
        (vec!["seal", "none.json"], 4),
        (vec!["seal", "fixtures/none"], 4),
        (vec!["seal", SIX, "--month", "2019-01"], 3),
        (vec!["seal", SIX, "--policy", "none.toml"], 4),
        (vec!["seal", SIX, "--framework", "none"], 4),
        (
            vec![
                "seal",
                SIX,
                "--listing",
                "fixtures/listing-beside/none.json",
            ],
            2,
        ),
        (vec!["seal", SIX, "--rules", "fixtures"], 2),
        (vec!["seal", SIX, "--from", "yesterday"], 2),
        (vec!["seal", SIX, "--history", "none.json"], 4),
        (vec!["seal", SIX, "--previous", "fixtures"], 2),
        (vec!["seal", SIX, "--previous", "none"], 4),
    ] {
        trailproof(&words).args(["-o", &pack]).run().code(code);
        assert!(
            folder.names().is_empty(),
            "{words:?} left {:?}",
            folder.names()
        );
    }
}

#[test]
fn a_rule_that_is_set_aside_until_a_day_needs_a_day() {
    let folder = Folder::new();
    let until = "[validate.ignore]\nS10 = { reason = \"known\", until = 2030-01-01 }\n";
    folder.write("trailproof.toml", until);
    folder.write("six.json", fs::read(SIX).expect("a fixture"));
    let here = |words: &[&str]| trailproof(words).in_folder(folder.path()).run();
    here(&["seal", "six.json", "-o", "pack"])
        .code(2)
        .says("--as-of");
    assert_eq!(folder.names(), ["six.json", "trailproof.toml"]);
    here(&["seal", "six.json", "-o", "pack", "--as-of", "2018-06-02"]).code(0);
    here(&["verify", "pack"]).code(0);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_and_a_full_disk_leave_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    fs::create_dir(folder.path().join("shut")).expect("a folder");
    let shut = folder.path().join("shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o555)).expect("permissions");
    let ran = trailproof(["seal", SIX, "-o", &folder.at("shut/pack")]).run();
    // Root may write everywhere.
    if ran.exit_code() != 0 {
        ran.code(4).says("cannot write");
        assert_eq!(fs::read_dir(&shut).expect("a folder").count(), 0);
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).expect("permissions");
    // A limit on the size of files is met as a full disk is: by a write that fails, in each file in turn.
    for blocks in [1, 40, 250, 500] {
        let room = Folder::new();
        let line = format!(
            "ulimit -f {blocks}; exec {} seal fixtures/enterprise-audit-log-acme-corp-201805.json.gz -o {}",
            env!("CARGO_BIN_EXE_trailproof"),
            room.at("pack")
        );
        let ran = std::process::Command::new("sh")
            .args(["-c", &line])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        if ran.status.code() == Some(0) {
            continue;
        }
        assert_eq!(ran.status.code(), Some(4), "{said}");
        assert!(said.contains("cannot write"), "{said}");
        assert!(room.names().is_empty(), "{blocks}: {:?}", room.names());
    }
}

#[cfg(unix)]
#[test]
fn a_signal_in_the_middle_leaves_nothing() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let folder = Folder::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_trailproof"))
        .args(["seal", "-", "-o", &folder.at("pack")])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    // It waits for the rest of its input.
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(b"{\"entries\": [").expect("it reads");
    let begun = || {
        folder
            .names()
            .iter()
            .any(|name| files_in(&folder.path().join(name)))
    };
    for _ in 0..500 {
        if begun() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(begun(), "nothing was begun: {:?}", folder.names());
    let mut kill = Command::new("kill");
    kill.args(["-TERM", &child.id().to_string()])
        .status()
        .expect("kill");
    let ended = child.wait().expect("it ends");
    assert!(!ended.success());
    drop(input);
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}

fn files_in(folder: &Path) -> bool {
    folder.join("data/archives").is_dir()
}

#[test]
fn an_archive_that_grows_while_it_is_read_is_refused() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let folder = Folder::new();
    let six = folder.write("six.json", fs::read(SIX).expect("a fixture"));
    // Standard input is read last of all, so that the file is read when it comes to an end.
    let mut child = Command::new(env!("CARGO_BIN_EXE_trailproof"))
        .args([
            "seal",
            &six,
            "-",
            "-o",
            &folder.at("pack"),
            "-j1",
            "--isolated",
        ])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(b"[").expect("it reads");
    let copy = |name: &str| {
        let names = folder.names().into_iter();
        let temporary = names.filter(|name| name.starts_with(".trailproof-"));
        temporary.into_iter().any(|folder_name| {
            let path = folder
                .path()
                .join(folder_name)
                .join("data/archives")
                .join(name);
            fs::metadata(path).is_ok_and(|there| there.len() > 0)
        })
    };
    for _ in 0..500 {
        if copy("six.json") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(copy("six.json"), "it was not read");
    let mut text = fs::read(&six).expect("a file");
    text.push(b'\n');
    fs::write(&six, text).expect("it grows");
    input.write_all(b"]").expect("it reads");
    drop(input);
    let ended = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(4), "{said}");
    assert!(said.contains("changed while it was read"), "{said}");
    assert_eq!(folder.names(), ["six.json"]);
}

#[test]
fn a_pack_of_another_account_or_of_a_later_month_is_no_previous_one() {
    let may = Pack::of(&["fixtures/enterprise-audit-log-acme-corp-201805.json.gz"]);
    let june = Pack::of(&["fixtures/enterprise-audit-log-acme-corp-201806.json.gz"]);
    let folder = Folder::new();
    let pack = folder.at("pack");
    let previous = june.root().to_string_lossy().into_owned();
    let words = [
        "seal",
        "fixtures/enterprise-audit-log-acme-corp-201805.json.gz",
        "-o",
        &pack,
        "--previous",
        &previous,
    ];
    trailproof(words).run().code(2).says("2018-06");
    may.put("data/report.json", "{}");
    let previous = may.root().to_string_lossy().into_owned();
    let words = [
        "seal",
        "fixtures/enterprise-audit-log-acme-corp-201806.json.gz",
        "-o",
        &pack,
        "--previous",
        &previous,
    ];
    trailproof(words).run().code(2).says("V02");
    assert!(folder.names().is_empty());
}
