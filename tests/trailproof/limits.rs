//! Bombs: archives that unpack, nest or grow without bound end in a code, early and in little memory.

use crate::generator::{Compression, compress};
use crate::runner::{Ran, trailproof};
use crate::samples::{Folder, event, with};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::process::{Command, Stdio};

const COMMANDS: [&str; 5] = ["report", "list", "export", "diff", "validate"];

/// A run of a command on one archive; a comparison has it on both sides.
fn words(command: &'static str, path: &str) -> Vec<String> {
    let mut words = vec![command.to_owned(), path.to_owned()];
    if command == "diff" {
        words.push(path.to_owned());
    }
    words
}

/// What every command says of an archive that exceeds a limit: where the limit is a finding, that is
/// the answer of `validate`.
#[track_caller]
fn exceeds(path: &str, flags: &[&str], code: &str, part: &str) {
    for command in COMMANDS {
        let ran = trailproof(words(command, path)).args(flags).run();
        match command {
            "validate" => {
                let ran = ran.code(1);
                assert!(ran.stdout().contains(code), "{}", ran.stdout());
            }
            "list" => {
                let ran = ran.code(4);
                let said = ran.stdout().replace("\n", " ");
                assert!(said.contains("unreadable"), "{said}");
            }
            _ => {
                ran.code(4)
                    .prints_nothing()
                    .says(part)
                    .says(&format!("({code})"));
            }
        }
    }
}

/// The most memory in MB that a process takes, its exit code, and its output's length.
pub fn measured(
    words: &[String],
    feed: impl FnOnce(&mut dyn Write) + Send + 'static,
) -> (Option<i32>, u64, usize) {
    // The shell waits for the program alone, so the most of its children is the program's.
    let script = "import resource,subprocess,sys
p=subprocess.run(sys.argv[1:],stderr=subprocess.DEVNULL)
sys.stderr.write('%d %d'%(p.returncode,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1000))";
    let mut child = Command::new("python3")
        .args(["-c", script, env!("CARGO_BIN_EXE_trailproof")])
        .args(words)
        .args(["--isolated", "-j2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3");
    let mut stdin = child.stdin.take().expect("a pipe");
    let feeder = std::thread::spawn(move || feed(&mut stdin));
    let mut stdout = child.stdout.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        std::io::copy(&mut stdout, &mut std::io::sink()).expect("output is read")
    });
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut said)
        .expect("two numbers");
    child.wait().expect("it ends");
    feeder.join().expect("all was fed");
    let written = usize::try_from(reader.join().expect("all was read")).expect("a length");
    let (code, peak) = said.split_once(' ').expect("two numbers");
    (code.parse().ok(), peak.parse().expect("MB"), written)
}

/// The program reads from standard input what `feed` writes, for as long as it reads.
fn fed(
    words: &[&str],
    feed: impl FnOnce(&mut dyn Write) + Send + 'static,
) -> (Option<i32>, u64, usize) {
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    measured(&words, feed)
}

/// gzip of one piece again and again.
fn bomb(first: &[u8], piece: &[u8], times: usize) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(first).expect("memory");
    for _ in 0..times {
        packed.write_all(piece).expect("memory");
    }
    packed.finish().expect("memory")
}

#[test]
fn three_gigabytes_of_blanks_end_early_in_little_memory() {
    let folder = Folder::new();
    let blanks = vec![b' '; 1 << 20];
    // Blanks are nobody's text; an event that does not end is in memory up to its limit, and once
    // more where it is asked whether it is one.
    for (name, first, most) in [
        ("blank.json.gz", &b""[..], 150),
        ("array.json.gz", b"[", 150),
        ("line.ndjson.gz", b"{\"id\":\"", 250),
    ] {
        // Three members of a gigabyte each: the file is a bomb three times over.
        let part = bomb(first, &blanks, 1024);
        let path = folder.write(name, [&part[..], &part, &part].concat());
        for command in COMMANDS {
            let (code, peak, _) = measured(&words(command, &path), |_| ());
            assert_eq!(
                code,
                Some(if command == "validate" { 1 } else { 4 }),
                "{command} {name}"
            );
            assert!(peak < most, "{command} {name}: {peak} MB");
        }
    }
}

#[test]
fn three_gigabytes_of_records_end_at_a_limit_or_are_counted() {
    // Duplicates of one event are evidence, if odd, and packed no tighter than a bomb is; what is
    // no event ends the reading when there is too much of it.
    let folder = Folder::new();
    let zeros = "0,".repeat(1 << 19);
    let path = folder.write("zeros.json.gz", bomb(b"[", zeros.as_bytes(), 3072));
    for command in COMMANDS {
        for ratio in ["1000", "5000"] {
            let mut words = words(command, &path);
            words.extend(["--max-ratio".to_owned(), ratio.to_owned()]);
            let (code, peak, _) = measured(&words, |_| ());
            assert_eq!(
                code,
                Some(if command == "validate" { 1 } else { 4 }),
                "{command} {ratio}"
            );
            assert!(peak < 300, "{command} {ratio}: {peak} MB");
        }
    }
}

#[test]
fn a_gigabyte_without_a_line_break_and_a_million_brackets_end_in_little_memory() {
    fn endless(first: &'static [u8], piece: &'static [u8]) -> impl FnOnce(&mut dyn Write) + Send {
        move |out: &mut dyn Write| {
            let block = piece.repeat((1 << 20) / piece.len());
            let mut left = if piece == b"x" { 1024 } else { 80 };
            // The program may have ended: then nobody reads on.
            let mut written = out.write_all(first);
            while written.is_ok() && left > 0 {
                written = out.write_all(&block);
                left -= 1;
            }
        }
    }
    for (first, piece) in [
        (&b"{\"id\":\""[..], &b"x"[..]),
        (b"{\"id\":[", b"1,"),
        (b"[{\"id\":\"\",\"data\":{\"", b"\\u0041"),
        (b"[{\"id\":\"\"}", b"\n"),
        (b"{\"entries\":[]", b"\t"),
        (b"", b"["),
        (b"[", b"{\"id\":"),
        (b"", b"\0"),
    ] {
        let commands: &[&str] = if piece.len() == 1 {
            &["report", "validate"]
        } else {
            &["report"]
        };
        for &command in commands {
            let (code, peak, _) = fed(&[command, "-"], endless(first, piece));
            let name = String::from_utf8_lossy(piece);
            assert_eq!(
                code,
                Some(if command == "validate" { 1 } else { 4 }),
                "{command} {name}"
            );
            assert!(peak < 300, "{command} {name}: {peak} MB");
        }
    }
}

#[test]
fn a_string_of_fifty_megabytes_takes_memory_once_or_twice() {
    let long = "a".repeat(50_000_000);
    let inside = with(event(1), "data", json!({ "note": long }));
    let name = with(event(1), "actor", json!({ "email": long }));
    let member = with(event(1), &long, json!(1));
    for (document, fits) in [(inside, true), (member, true), (name, false)] {
        let document: &'static [u8] = Vec::leak(format!("[{document}]").into_bytes());
        for command in ["report", "validate", "export"] {
            let (code, peak, written) = fed(&[command, "-"], |out| drop(out.write_all(document)));
            let want = match (fits, command) {
                (true, _) => 0,
                (false, "validate") => 1,
                (false, _) => 4,
            };
            assert_eq!(code, Some(want), "{command}");
            assert!(peak < 300, "{command}: {peak} MB");
            assert!(
                command == "export" || written < 100_000,
                "{command}: {written} bytes"
            );
        }
    }
}

#[test]
fn a_long_name_in_many_findings_is_not_repeated_in_each() {
    let inner = vec!["\u{202e}"; 200];
    let event = with(event(1), "data", json!({ "a".repeat(1_000_000): inner }));
    let ran = trailproof(["validate", "-", "-f", "json"])
        .stdin(format!("[{event}]"))
        .run()
        .code(0);
    assert!(ran.bytes().len() < 300_000, "{} bytes", ran.bytes().len());
    let said = ran.json();
    let findings = said["findings"].as_array().expect("findings");
    let long = findings
        .iter()
        .find(|one| one["code"] == "J07")
        .expect("J07");
    let pointer = long["pointer"].as_str().expect("a pointer");
    assert!(
        pointer.starts_with("/data/aaaa") && pointer.ends_with('…'),
        "{pointer:.40}"
    );
}

#[test]
fn each_limit_has_a_flag_and_a_code() {
    let folder = Folder::new();
    let long = with(event(1), "data", json!({ "note": "x".repeat(3000) }));
    let deep = with(event(1), "data", json!([[[[[[[[1]]]]]]]]));
    let named = with(event(1), "app", json!({ "name": "x".repeat(2000) }));
    let whole = format!("[{},{}]", event(1), event(2));
    let packed = |text: &str| compress(text.as_bytes(), Compression::Gzip).expect("gzip");
    let plain = folder.write("plain.json", &whole);
    exceeds(
        &plain,
        &["--max-decompressed", "100"],
        "F04",
        "longer than 100 bytes; the rest was not read (--max-decompressed)",
    );
    let members = [packed("["), packed("1"), packed("]")].concat();
    let members = folder.write("members.json.gz", members);
    exceeds(
        &members,
        &["--max-members", "2"],
        "F04",
        "more than 2 gzip members; the rest was not read (--max-members)",
    );
    let tight = format!("[{}{}]", event(1), " ".repeat(17 << 20));
    let tight = folder.write("tight.json.gz", packed(&tight));
    exceeds(
        &tight,
        &["--max-ratio", "400"],
        "F04",
        "more than 400 times its size; the rest was not read (--max-ratio)",
    );
    let numbers = folder.write("numbers.json", "[1,2,3,4]");
    exceeds(
        &numbers,
        &["--max-rejects", "3"],
        "F04",
        "more than 3 records that are not events (--max-rejects)",
    );
    let long = folder.write("long.json", format!("[{long}]"));
    let named = folder.write("named.json", format!("[{named}]"));
    let deep = folder.write("deep.json", format!("[{deep}]"));
    for (path, flag, code, part) in [
        (
            &long,
            ["--max-event", "2k"],
            "F04",
            "at byte 1: a record longer than allowed (--max-event)",
        ),
        (
            &named,
            ["--max-string", "1k"],
            "F04",
            "longer than allowed (--max-string)",
        ),
        (
            &deep,
            ["--max-depth", "8"],
            "J05",
            "nested deeper than allowed (--max-depth)",
        ),
    ] {
        trailproof(["report", path]).run().ok();
        trailproof(["report", path])
            .args(flag)
            .run()
            .code(4)
            .says(part)
            .says(code);
    }
    // `validate` asks about them and reads on.
    for (path, flag, code) in [
        (&long, ["--max-event", "2k"], "J06"),
        (&long, ["--max-string", "2k"], "J06"),
        (&deep, ["--max-depth", "8"], "J05"),
    ] {
        let codes = |flag: &[&str]| {
            let ran = trailproof(["validate", path, "--select", "J,F", "-f", "json"])
                .args(flag)
                .run();
            let findings = ran.json()["findings"].as_array().expect("findings").clone();
            findings
                .iter()
                .map(|one| one["code"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&[]), [] as [Value; 0], "{flag:?}");
        assert_eq!(codes(&flag), [code], "{flag:?}");
    }
}

#[test]
fn a_limit_that_is_not_exceeded_changes_nothing() {
    let folder = Folder::new();
    let record = event(1).to_string();
    let len = record.len().to_string();
    let exact = folder.write("exact.json", format!("[{record}]"));
    for flags in [
        ["--max-event", &len],
        ["--max-string", "36"],
        ["--max-depth", "2"],
        ["--max-rejects", "1"],
        ["--max-decompressed", &(record.len() + 2).to_string()],
    ] {
        let plain = trailproof(["report", &exact]).run().ok();
        let bounded = trailproof(["report", &exact]).args(flags).run().ok();
        assert_eq!(plain.stdout(), bounded.stdout(), "{flags:?}");
    }
    let least = (record.len() - 1).to_string();
    for flags in [
        ["--max-event", &least],
        ["--max-string", "35"],
        ["--max-depth", "1"],
    ] {
        trailproof(["report", &exact]).args(flags).run().code(4);
    }
}

#[test]
fn an_event_as_long_as_is_allowed_is_read_whatever_stands_around_it() {
    // Seen: several events of 50 MB in a row were told to be longer than 64 MiB.
    let folder = Folder::new();
    let long = |n: u32| with(event(n), "data", json!({ "note": "x".repeat(1_500_000) }));
    let events: Vec<String> = (0..6).map(|n| long(n).to_string()).collect();
    let path = folder.write("long.json", format!("[{}]", events.join(",")));
    let ran = trailproof(["report", &path, "-f", "json", "--max-event", "1501k"])
        .run()
        .ok();
    assert_eq!(ran.json()["ledger"]["accepted"], 6);
    let short = trailproof(["report", &path, "--max-event", "1400k"])
        .run()
        .code(4);
    short.says("at byte 1: a record longer than allowed");
    // The first event of an array is an event like any other, however long: located and counted as that.
    for (document, at) in [
        (format!(" [ {}]", long(0)), 3),
        (format!("[ {}, {}]", long(0), long(1)), 2),
        (format!("{{\"entries\":[{}]}}", long(0)), 12),
        (
            format!("[{},{}]", event(9), long(0)),
            event(9).to_string().len() + 2,
        ),
    ] {
        let path = folder.write("first.json", document);
        let ran = trailproof([
            "report",
            &path,
            "--max-event",
            "1400k",
            "--allow-incomplete",
        ])
        .args(["-f", "json"])
        .run()
        .code(4);
        let ran = ran.says(&format!("at byte {at}: a record longer than allowed"));
        assert_eq!(ran.json()["ledger"]["rejected"], 1);
        let ran = trailproof(["validate", &path, "-f", "json"]).run();
        let codes = ran.json()["findings"].to_string();
        assert!(codes.contains("J06"), "{codes}");
    }
}

#[test]
fn wrong_limits_are_usage_errors() {
    let refused = |words: &[&str]| -> Ran {
        let plain = "fixtures/shapes/array.json";
        trailproof(["report", plain])
            .args(words)
            .run()
            .code(2)
            .prints_nothing()
    };
    refused(&["--max-ratio", "0"]).says("`0` is not a limit");
    refused(&["--max-depth", "128"]).says("give 1 to 127");
    refused(&["--max-event", "2GiB"]).says("give at most 1 GiB");
    refused(&["--max-string", "x"]).says("is not a size");
}

#[test]
fn the_limits_of_the_configuration_hold_for_every_command() {
    let folder = Folder::new();
    folder.write("trailproof.toml", "[limits]\nmax_rejects = 2\n");
    let numbers = folder.write("numbers.json", "[1,2,3]");
    for command in COMMANDS {
        let ran = trailproof(words(command, &numbers))
            .in_folder(folder.path())
            .run();
        ran.code(if command == "validate" { 1 } else { 4 });
    }
    trailproof(["report", &numbers, "--max-rejects", "3"])
        .in_folder(folder.path())
        .run()
        .ok();
}

#[test]
fn two_events_ten_thousand_years_apart_make_a_short_report() {
    let first = with(event(1), "created_at", json!("0001-01-01T00:00:00Z"));
    let last = with(event(2), "created_at", json!("9999-12-31T23:59:59Z"));
    for format in ["json", "csv", "html", "table", "markdown"] {
        let ran = trailproof(["report", "-", "-f", format])
            .stdin(format!("[{first},{last}]"))
            .run()
            .ok();
        // A page of a small month with all sections has a little more than a hundred thousand.
        assert!(
            ran.bytes().len() < 150_000,
            "{format}: {} bytes",
            ran.bytes().len()
        );
    }
    let middle = with(event(3), "created_at", json!("0101-01-01T00:00:00Z"));
    let century = trailproof(["report", "-", "-f", "json"])
        .stdin(format!("[{first},{middle}]"))
        .run()
        .ok();
    let days = &century.json()["by_day"];
    assert_eq!(
        days.as_array().map(Vec::len),
        Some(36_525),
        "zeros included"
    );
}

#[test]
fn text_that_is_read_ahead_and_holds_few_events_that_count_is_bounded() {
    let folder = Folder::new();
    let common = format!(
        "{}\n",
        with(event(1), "data", json!({"text": "x".repeat(600)}))
    );
    let rare = format!(
        "{}\n",
        with(event(2), "actor", json!({"email": "rare@example.com"}))
    );
    let piece = format!("{rare}{}", common.repeat(700));
    // While the first is read the second is read ahead.
    let [first, second] = ["1.ndjson.gz", "2.ndjson.gz"]
        .map(|name| folder.write(name, bomb(b"", piece.as_bytes(), 250)));
    for actor in ["rare@example.com", "nobody@example.com"] {
        let words = ["export", &first, &second, "--actor", actor];
        let (ended, peak, _) = fed(&words, |_| ());
        assert_eq!(ended, Some(0), "{actor}");
        assert!(peak < 50, "{actor}: {peak} MB");
    }
}

#[test]
fn memory_of_blocks_that_were_cut_inside_a_record_is_used_again() {
    let folder = Folder::new();
    // Nearly all that looks like the gap between two records is inside one.
    let decoys = vec![json!({"action": 1}); 1200];
    let record = format!("{},", with(event(1), "data", json!(decoys)));
    let piece = record.repeat(40);
    let archive = folder.write("decoys.json.gz", bomb(b"[", piece.as_bytes(), 250));
    // The document never ends, which is told once all of it was read.
    for command in [&["report", "--rejects"][..], &["export", "-o"]] {
        let target = folder.path().join("out.json").display().to_string();
        let words = [command, &[&target, &archive]].concat();
        let (ended, peak, _) = fed(&words, |_| ());
        assert_eq!(ended, Some(4), "{command:?}");
        assert!(peak < 60, "{command:?}: {peak} MB");
    }
}
