//! Packs that were made to do harm: each is refused by its code, nothing outside is opened, memory stays bounded.

use super::{MANIFEST, Pack, TAG_MANIFEST, sha256};
use crate::runner::trailproof;
use crate::samples::Folder;
use std::fs;
use std::io::Write as _;

/// A pack whose payload manifest has another line, listed again by the tag manifest.
fn with_line(line: &str) -> Pack {
    let pack = Pack::six();
    pack.put(MANIFEST, format!("{}{line}\n", pack.text(MANIFEST)));
    pack.list_tags_again(Pack::our_tags());
    pack
}

#[test]
fn paths_that_lead_out_or_are_written_otherwise_are_unsafe() {
    let digest = sha256(b"");
    for path in [
        "../outside",
        "data/../../outside",
        "/etc/passwd",
        "data//x",
        "data/./x",
        "data\\x",
        "C:/x",
        "~/x",
        "%2e%2e/outside",
        "data/%2e%2e/%2e%2e/outside",
        "data/cafe\u{301}.json",
        "data/café.json",
        "data/a b",
        "data/\u{202e}nosj.a",
        "bagit.txt",
    ] {
        with_line(&format!("{digest}  {path}")).has("V05", MANIFEST);
    }
}

#[test]
fn nothing_outside_of_a_pack_is_opened() {
    let pack = Pack::six();
    // It would be waited for without an end.
    let pipe = pack.folder.at("pipe");
    if !std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .is_ok_and(|made| made.success())
    {
        return;
    }
    pack.put(
        MANIFEST,
        format!("{}{}  ../pipe\n", pack.text(MANIFEST), sha256(b"")),
    );
    pack.put(
        TAG_MANIFEST,
        format!("{}{}  {pipe}\n", pack.text(TAG_MANIFEST), sha256(b"")),
    );
    pack.has("V05", MANIFEST);
    pack.has("V05", TAG_MANIFEST);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_sockets_are_unsafe() {
    use std::os::unix::fs::symlink;
    let pack = Pack::six();
    let report = pack.at("data/report.json");
    let moved = pack.folder.path().join("report.json");
    fs::rename(&report, &moved).expect("moved");
    symlink(&moved, &report).expect("a link");
    pack.has("V05", "data/report.json");
    pack.has("V01", "data/report.json");
    fs::remove_file(&report).expect("it was there");
    fs::rename(&moved, &report).expect("moved back");
    // A folder that is a link, to itself even.
    symlink("..", pack.at("data/up")).expect("a link");
    pack.has("V05", "data/up");
    fs::remove_file(pack.at("data/up")).expect("it was there");
    let archives = pack.at("data/archives");
    let moved = pack.folder.path().join("archives");
    fs::rename(&archives, &moved).expect("moved");
    symlink(&moved, &archives).expect("a link");
    pack.has("V05", "data/archives");
    fs::remove_file(&archives).expect("it was there");
    fs::rename(&moved, &archives).expect("moved back");
    let listener = std::os::unix::net::UnixListener::bind(pack.at("data/socket"));
    if listener.is_ok() {
        pack.has("V05", "data/socket");
        fs::remove_file(pack.at("data/socket")).expect("it was there");
    }
    let pipe = pack.at("data/pipe");
    if std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .is_ok_and(|made| made.success())
    {
        pack.has("V05", "data/pipe");
        fs::remove_file(pipe).expect("it was there");
    }
    assert!(pack.found().is_empty());
}

#[test]
fn a_pack_that_fetches_is_unsafe() {
    let pack = Pack::six();
    pack.put("fetch.txt", "https://example.com/x - data/x\n");
    pack.has("V05", "fetch.txt");
    pack.has("V03", "fetch.txt");
}

#[test]
fn what_is_no_pack_is_told_as_such() {
    let folder = Folder::new();
    let empty = folder.at("empty");
    fs::create_dir(&empty).expect("a folder");
    let file = folder.write("file", "text");
    let bagged = folder.at("other");
    folder.write("other/bagit.txt", super::BAGIT);
    folder.write("other/data/x", "");
    for (what, code) in [(&empty, "V09"), (&file, "V09"), (&bagged, "V09")] {
        let ran = trailproof(["verify", "-f", "json", what]).run().code(1);
        assert!(ran.stdout().contains(code), "{what}: {}", ran.stdout());
    }
    let none = trailproof(["verify", &folder.at("none")]).run().code(4);
    none.says("No such file");
    trailproof(["verify"]).run().code(2);
}

#[test]
fn a_folder_that_is_no_pack_is_told_in_one_sentence() {
    let folder = Folder::new();
    folder.write("photos/a b.jpg", "");
    folder.write("photos/2018/bagit.txt", super::BAGIT);
    std::os::unix::fs::symlink("/", folder.at("photos/link")).expect("a link");
    let found = |what: &str| {
        let ran = trailproof(["verify", "-f", "json", what]).run().code(1);
        let findings = ran.json()["bags"][0]["findings"].clone();
        let findings = findings.as_array().expect("findings").clone();
        assert_eq!(
            (findings.len(), &findings[0]["code"]),
            (1, &"V09".into()),
            "{findings:?}"
        );
        findings[0]["message"]
            .as_str()
            .expect("a message")
            .to_owned()
    };
    assert!(found(&folder.at("photos")).contains("give the folder that trailproof seal wrote"));
    let pack = Pack::six();
    assert!(found(&pack.folder.at("")).contains("its subfolder pack may be one"));
    // A pack is known by any of the files that only a pack has.
    let of_pack = [MANIFEST, TAG_MANIFEST, "data/manifest.json"];
    for kept in of_pack {
        let pack = Pack::six();
        for gone in of_pack.into_iter().chain(["bagit.txt"]) {
            if gone != kept {
                fs::remove_file(pack.at(gone)).expect("removed");
            }
        }
        assert!(pack.found().len() > 1, "{kept}");
    }
    let pack = Pack::six();
    fs::remove_file(pack.at("bagit.txt")).expect("removed");
    pack.has("V01", "bagit.txt");
}

#[test]
fn packs_behind_one_that_cannot_be_read_are_verified_all_the_same() {
    let pack = Pack::six();
    let (one, none) = (pack.root(), pack.folder.at("none"));
    let changed = Pack::six();
    changed.put("VERIFY.txt", "");
    let run = trailproof(["verify", "-f", "json", &none]).arg(&one);
    let ran = run.arg(changed.root()).run().code(4).says("No such file");
    let json = ran.json();
    let bags = json["bags"].as_array().expect("packs");
    let valid: Vec<_> = bags.iter().map(|bag| bag["valid"].as_bool()).collect();
    assert_eq!(valid, [Some(false), Some(true), Some(false)]);
    assert_eq!(bags[0]["path"], none.as_str());
    assert_eq!(bags[0]["findings"][0]["code"], "V09");
    assert_eq!(bags[2]["findings"][0]["code"], "V04");
}

#[test]
fn a_manifest_with_other_ends_of_lines_is_told() {
    for name in [MANIFEST, TAG_MANIFEST] {
        let pack = Pack::six();
        pack.put(name, pack.text(name).replace('\n', "\r\n"));
        if name == MANIFEST {
            pack.list_tags_again(Pack::our_tags());
        }
        pack.has("V09", name);
    }
}

#[test]
fn a_manifest_without_an_end_takes_no_memory() {
    for name in [MANIFEST, TAG_MANIFEST] {
        let pack = Pack::six();
        let mut file = std::io::BufWriter::new(fs::File::create(pack.at(name)).expect("a file"));
        let digest = sha256(b"");
        for line in 0..1_000_000 {
            writeln!(file, "{digest}  data/{line}").expect("a line");
        }
        file.flush().expect("lines");
        drop(file);
        pack.has("V09", name);
        let line = format!(
            "ulimit -v 400000; exec {} verify {} -j1",
            env!("CARGO_BIN_EXE_trailproof"),
            pack.root().display()
        );
        let ran = std::process::Command::new("sh")
            .args(["-c", &line])
            .output()
            .expect("a shell");
        assert_eq!(
            ran.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
    }
    // One line without an end.
    let pack = Pack::six();
    pack.put(MANIFEST, vec![b'a'; 64 << 20]);
    pack.has("V09", MANIFEST);
}

/// Puts another command line into a pack, and lists it again.
fn with_words(change: impl Fn(&mut Vec<serde_json::Value>)) -> Pack {
    let pack = Pack::six();
    let mut manifest = pack.json("data/manifest.json");
    change(manifest["command"].as_array_mut().expect("words"));
    pack.put("data/manifest.json", format!("{manifest:#}\n"));
    pack.list_again();
    pack
}

#[test]
fn a_command_line_that_names_what_is_not_in_the_pack_is_not_run() {
    for word in [
        "--policy=/etc/passwd",
        "--policy=../settings/../../../x.toml",
        "--policy=../settings/none.toml",
        "--listing=-",
        "--history=/dev/zero",
        "--history=../archives/entries.json",
        "--rules=/",
        "--framework=/dev/zero",
        "--catalog=/dev/zero",
        "--config=/etc/passwd",
        "/dev/zero",
        "-",
        "../../../pack/data/archives/entries.json",
        "*.json",
        "--max-decompressed=90000 GiB",
        "--max-ratio=1000000",
        "--help",
        "--no-such-flag",
    ] {
        let pack = with_words(|words| words.insert(3, word.into()));
        pack.has("V09", "data/manifest.json");
    }
    for words in [
        &["trailproof", "report", "entries.json"][..],
        &["trailproof"],
        &[],
    ] {
        let pack = with_words(|own| *own = words.iter().map(|word| (*word).into()).collect());
        pack.has("V09", "data/manifest.json");
    }
    // Without `--isolated` the configuration of whoever verifies would hold.
    let pack = with_words(|words| words.retain(|word| word != "--isolated"));
    pack.has("V09", "data/manifest.json");
}

#[test]
fn an_archive_that_unpacks_without_an_end_is_not_unpacked() {
    let pack = Pack::six();
    let bomb = pack.folder.at("bomb");
    let line = format!(
        "(printf '['; head -c 200000000 /dev/zero | tr '\\0' ' '; printf ']') | gzip -9 > {bomb}"
    );
    let made = std::process::Command::new("sh")
        .args(["-c", &line])
        .status()
        .expect("a shell");
    assert!(made.success());
    fs::copy(bomb, pack.at("data/archives/entries.json")).expect("copied");
    pack.list_again();
    let found = pack.found();
    assert!(found.iter().any(|(code, _)| code == "V06"), "{found:?}");
}

#[test]
fn deep_and_many_folders_are_told() {
    let pack = Pack::six();
    let deep = "d/".repeat(200);
    fs::create_dir_all(pack.at(&format!("data/{deep}"))).expect("folders");
    pack.put(&format!("data/{deep}x"), "deep");
    let found = pack.found();
    assert!(found.iter().any(|(code, _)| code == "V03"), "{found:?}");
    let pack = Pack::six();
    for nth in 0..3000 {
        pack.put(&format!("data/{nth}.txt"), "");
    }
    let ran = trailproof(["verify", "-f", "json"])
        .arg(pack.root())
        .run()
        .code(1);
    let bag = &ran.json()["bags"][0];
    assert_eq!(bag["findings"].as_array().map(Vec::len), Some(101));
    assert!(bag["more"].as_u64().is_some_and(|more| more >= 2900));
}

/// Names of accounts stand in a text that people open as it is.
#[test]
fn names_of_accounts_end_no_line_and_turn_no_text() {
    let pack = Pack::of(&["fixtures/events/hostile.json", "--allow-findings"]);
    let info = pack.text("bag-info.txt");
    let concealed = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{200b}\u{feff}".contains(c);
    assert!(!info.contains(concealed), "{info:?}");
    assert_eq!(info.lines().count(), 4, "{info}");
    assert!(pack.found().is_empty());
}

#[test]
fn what_a_pack_says_reaches_no_terminal() {
    let pack = with_words(|words| words.insert(3, "--policy=\u{1b}[31mred".into()));
    pack.put("data/\u{1b}[2J", "");
    let ran = trailproof(["verify"]).arg(pack.root()).run().code(1);
    assert!(!ran.stdout().contains('\u{1b}') && !ran.stderr().contains('\u{1b}'));
}
