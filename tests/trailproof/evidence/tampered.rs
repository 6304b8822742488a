//! Property: any one change of any file of a pack is found, and by which code.

use super::{MANIFEST, Pack, TAG_MANIFEST};
use crate::runner::trailproof;
use std::fs;
use trailproof::internals::pack::checked;
use trailproof::internals::view::verification::BagFindingView;

/// The codes that a change of a file must be found by.
fn code_of(name: &str) -> &'static str {
    match name.starts_with("data/") {
        true => "V02",
        false => "V04",
    }
}

fn flipped(pack: &Pack, name: &str, at: usize, bit: u8) {
    let whole = pack.bytes(name);
    let mut bytes = whole.clone();
    bytes[at] ^= 1 << bit;
    pack.put(name, &bytes);
    let found = pack.found();
    let about = |code: &str| {
        found
            .iter()
            .any(|(own, file)| own == code && (file == name || name == TAG_MANIFEST))
    };
    // The tag manifest is the one file that none other lists: what it lists is wrong, or it is not the one that
    // comes out again.
    let told = match name == TAG_MANIFEST {
        true => ["V01", "V04", "V05", "V06", "V09"].into_iter().any(about),
        false => about(code_of(name)),
    };
    assert!(told, "{name} byte {at} bit {bit}: {found:?}");
    pack.put(name, &whole);
}

#[test]
fn any_byte_of_any_file_that_is_flipped_is_found() {
    let pack = Pack::six();
    let mut random = fastrand::Rng::with_seed(20);
    for name in pack.files() {
        let len = pack.bytes(&name).len();
        let places = [
            0,
            len - 1,
            random.usize(..len),
            random.usize(..len),
            random.usize(..len),
        ];
        for at in places {
            flipped(&pack, &name, at, random.u8(..8));
        }
    }
    assert!(pack.found().is_empty(), "nothing is left of the changes");
}

/// Flips bytes, of each file one in so many; gives how many. What digests tell is asked of the library, and the program
/// where that says nothing.
fn flipped_all(pack: &Pack, one_in: impl Fn(&str, usize) -> usize) -> u64 {
    let mut flips = 0;
    for name in pack.files() {
        let whole = pack.bytes(&name);
        for at in (0..whole.len()).step_by(one_in(&name, whole.len()).max(1)) {
            let bit = (at % 8) as u8;
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            pack.put(&name, &bytes);
            let found = checked(&pack.root(), 1).expect("it can be read").findings;
            let (found, _) = found.finish();
            flips += 1;
            if name == TAG_MANIFEST && found.is_empty() {
                pack.put(&name, &whole);
                flipped(pack, &name, at, bit);
                continue;
            }
            let about = |one: &BagFindingView| match name == TAG_MANIFEST {
                true => ["V01", "V04", "V05", "V09"].contains(&one.code),
                false => one.code == code_of(&name) && one.file.as_deref() == Some(&name),
            };
            assert!(found.iter().any(about), "{name} byte {at}: {found:?}");
        }
        pack.put(&name, &whole);
    }
    let left = pack.found();
    assert!(left.is_empty(), "nothing is left of the changes: {left:?}");
    flips
}

#[test]
fn any_byte_of_any_tag_file_that_is_flipped_is_found() {
    let of_payload = |name: &str| name.starts_with("data/");
    let flips = flipped_all(&Pack::six(), |name, len| match of_payload(name) {
        true => len / 20,
        false => 1,
    });
    assert!(flips > 2000, "{flips}");
}

#[test]
#[ignore = "takes a quarter of an hour"]
fn every_byte_of_every_file_that_is_flipped_is_found() {
    let flips = flipped_all(&Pack::six(), |_, _| 1);
    assert!(flips > 100_000, "{flips}");
}

#[test]
fn any_file_that_is_removed_is_found() {
    let pack = Pack::six();
    for name in pack.files() {
        let bytes = pack.bytes(&name);
        fs::remove_file(pack.at(&name)).expect("it was there");
        pack.has("V01", &name);
        pack.put(&name, bytes);
    }
}

#[test]
fn any_file_that_is_added_is_found() {
    let pack = Pack::six();
    for name in [
        "notes.txt",
        "data/notes.txt",
        "data/archives/other.json",
        "data/settings/policy.toml",
        "data/population.ods",
        "data/é.txt",
        "data/.hidden",
        "manifest-md5.txt",
        "tagmanifest-sha256.txt.bak",
        "data/tagmanifest-sha256.txt.sig",
    ] {
        pack.put(name, "new");
        pack.has("V03", name);
        fs::remove_file(pack.at(name)).expect("it was there");
    }
    let _ = fs::remove_dir(pack.at("data/settings"));
    fs::create_dir(pack.at("data/empty")).expect("a folder");
    pack.has("V03", "data/empty");
    fs::remove_dir(pack.at("data/empty")).expect("it was there");
    // A signature and a time stamp are what others make of a pack.
    pack.put("tagmanifest-sha256.txt.sig", "signed");
    pack.put("tagmanifest-sha256.txt.tsr", "stamped");
    assert!(pack.found().is_empty());
}

#[test]
fn any_file_that_is_renamed_is_found() {
    let pack = Pack::six();
    for name in pack.files() {
        let other = format!("{name}.old");
        fs::rename(pack.at(&name), pack.at(&other)).expect("renamed");
        pack.has("V01", &name);
        pack.has("V03", &other);
        fs::rename(pack.at(&other), pack.at(&name)).expect("renamed");
    }
}

#[test]
fn any_two_files_that_are_swapped_are_found() {
    let pack = Pack::six();
    let names = pack.files();
    for pair in names.windows(2) {
        let [one, other] = pair else { continue };
        let (a, b) = (pack.bytes(one), pack.bytes(other));
        pack.put(one, &b);
        pack.put(other, &a);
        let found = pack.found();
        let told = |name: &String| {
            let codes = if name == TAG_MANIFEST {
                &["V09", "V05"][..]
            } else {
                &["V02", "V04", "V09"]
            };
            found
                .iter()
                .any(|(code, file)| file == name && codes.contains(&code.as_str()))
        };
        assert!(told(one) || told(other), "{one} and {other}: {found:?}");
        pack.put(one, &a);
        pack.put(other, &b);
    }
    assert!(pack.found().is_empty());
}

/// All digests are right again; only making everything again tells.
#[test]
fn a_document_that_was_edited_and_listed_again_is_found() {
    for (name, from, to) in [
        ("data/report.json", "\"accepted\": 6", "\"accepted\": 5"),
        ("data/report.html", "acme-corp", "acme-corq"),
        ("data/validation.json", "\"error\": 0", "\"error\": 1"),
        ("data/validation.txt", "valid", "VALID"),
        ("data/validation.sarif", "2.1.0", "2.1.1"),
        ("data/population.csv", "id,", "ID,"),
        ("data/manifest.json", "\"accepted\": 6", "\"accepted\": 7"),
        ("VERIFY.txt", "sha256sum", "true sha256sum"),
        ("bag-info.txt", "acme-corp", "other-corp"),
    ] {
        let pack = Pack::six();
        let text = pack.text(name);
        assert!(text.contains(from), "{name} has {from}");
        pack.put(name, text.replacen(from, to, 1));
        pack.list_again();
        pack.has("V06", name);
    }
    let pack = Pack::six();
    pack.put("data/extra.txt", "listed");
    pack.list_again();
    pack.has("V06", "data/extra.txt");
    let pack = Pack::six();
    fs::remove_file(pack.at("data/validation.sarif")).expect("it was there");
    pack.list_again();
    pack.has("V06", "data/validation.sarif");
    // Nor does the table say that what differs is the same.
    let run = trailproof(["verify"]).arg(pack.root()).run().code(1);
    let table = run.stdout();
    let words: Vec<&str> = table.split_whitespace().collect();
    let said = words.join(" ").contains("those with V06 differ");
    assert!(said, "{table}");
    assert!(!table.contains("identical"), "{table}");
}

/// Without an event the archive is another one: everything that was made of it tells.
#[test]
fn an_archive_that_was_edited_and_listed_again_is_found() {
    let pack = Pack::six();
    let name = "data/archives/entries.json";
    let text = pack.text(name);
    let edited = text.replacen("anna", "otto", 1);
    assert_ne!(text, edited);
    pack.put(name, edited);
    pack.list_again();
    pack.has("V06", "data/manifest.json");
    pack.has("V06", "data/report.json");
    pack.has("V06", "data/population.csv");
}

#[test]
fn another_version_is_said_and_its_values_are_compared() {
    let pack = Pack::six();
    let version = env!("CARGO_PKG_VERSION");
    let old = |name: &str| {
        let text = pack.text(name);
        pack.put(
            name,
            text.replace(
                &format!("\"version\": \"{version}\""),
                "\"version\": \"0.0.9\"",
            ),
        );
    };
    for name in [
        "data/manifest.json",
        "data/report.json",
        "data/validation.json",
    ] {
        old(name);
    }
    pack.put("data/report.html", "another layout");
    pack.list_again();
    let ran = trailproof(["verify"]).arg(pack.root()).run();
    ran.code(0).prints("0.0.9").prints("values");
    let text = pack.text("data/report.json");
    pack.put(
        "data/report.json",
        text.replacen("\"accepted\": 6", "\"accepted\": 5", 1),
    );
    pack.list_again();
    pack.has("V06", "data/report.json");
}

#[test]
fn a_manifest_that_disagrees_is_found() {
    let pack = Pack::six();
    let listed = pack.text(MANIFEST);
    let twice = format!(
        "{listed}{}",
        listed
            .lines()
            .next()
            .expect("a line")
            .replacen(|c: char| c.is_ascii_hexdigit(), "0", 5)
    ) + "\n";
    pack.put(MANIFEST, twice);
    pack.list_tags_again(Pack::our_tags());
    pack.has("V09", MANIFEST);
    let pack = Pack::six();
    let info = pack.text("bag-info.txt");
    let line = info
        .lines()
        .find(|line| line.starts_with("Payload-Oxum"))
        .expect("a line");
    pack.put("bag-info.txt", info.replace(line, "Payload-Oxum: 1.1"));
    pack.list_tags_again(Pack::our_tags());
    pack.has("V10", "bag-info.txt");
}
