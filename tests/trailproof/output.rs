//! Where a report goes, and what is left when it cannot.

use crate::runner::{trailproof, unread};
use crate::samples::{Folder, fixture};
use std::process::Command;

const MAY: &str = "enterprise-audit-log-acme-corp-201805.json.gz";

fn may() -> String {
    fixture(MAY).to_string_lossy().into_owned()
}

#[test]
fn the_extension_tells_the_format_and_the_flag_wins() {
    let folder = Folder::new();
    for (name, flags, begins) in [
        ("a.json", &[][..], "{\n  \"schema\""),
        ("a.csv", &[], "dimension,id,label"),
        ("a.md", &[], "# Audit trail of"),
        ("a.markdown", &[], "# Audit trail of"),
        ("a.html", &[], "<!DOCTYPE html>"),
        ("a.txt", &[], "Audit trail of"),
        ("b.html", &["-f", "csv"], "dimension,id,label"),
        ("c.pdf", &["--format", "json"], "{\n  \"schema\""),
    ] {
        let path = folder.at(name);
        trailproof(["report", &may(), "-o", &path])
            .args(flags)
            .run()
            .code(0)
            .prints_nothing()
            .says("wrote ");
        let text = folder.read(name);
        assert!(
            text.to_lowercase().starts_with(&begins.to_lowercase()),
            "{name}: {text:.60}"
        );
        assert!(text.ends_with('\n'), "{name}");
        let piped = trailproof(["report", &may()]).args(flags).run();
        assert!(
            flags.is_empty() || piped.stdout() == text,
            "{name}: file and pipe differ"
        );
    }
    trailproof(["report", &may(), "-o", &folder.at("quiet.json"), "-q"])
        .run()
        .ok();
}

#[test]
fn a_file_that_is_there_stays_unless_forced() {
    let folder = Folder::new();
    let path = folder.write("may.json", "precious");
    trailproof(["report", &may(), "-o", &path])
        .run()
        .code(2)
        .says("may.json exists")
        .says("--force");
    assert_eq!(folder.read("may.json"), "precious");
    trailproof(["report", &may(), "-o", &path, "--force"])
        .run()
        .code(0);
    assert!(folder.read("may.json").starts_with('{'));
    assert_eq!(folder.names(), ["may.json"]);
}

#[test]
fn an_input_is_never_written_over() {
    let folder = Folder::new();
    let path = folder.write("may.json", "[]");
    folder.write("sub/x", "");
    let same = folder.at("sub/../may.json");
    for words in [["-o", &path], ["-o", &same], ["--rejects", &path]] {
        trailproof(["report", &path, "--force"])
            .args(words)
            .run()
            .code(2)
            .prints_nothing()
            .says("one of the inputs");
    }
    let hard = folder.at("hard.json");
    std::fs::hard_link(&path, &hard).expect("a hard link");
    trailproof(["report", &path, "--force", "-o", &hard])
        .run()
        .code(2)
        .says("one of the inputs");
    assert_eq!(folder.read("may.json"), "[]");
}

/// Whatever a run reads beside archives, under any name and with any flag that writes.
#[test]
fn no_file_that_is_read_is_written_over() {
    let folder = Folder::new();
    let archive = folder.write("may.json", "[]");
    let listing = folder.write("listing.json", "[]");
    let events = r#"{"name":"ours","events":["app.create"]}"#;
    let catalog = folder.write("catalog.json", events);
    let other = folder.write("other.json", events);
    let config = folder.write("trailproof.toml", "tz = \"UTC\"\n");
    let named = folder.write("named.toml", "catalog = \"other.json\"\n");
    let page = folder.write("templates/report.html", "<!doctype html><p>{{ x }}</p>");
    let templates = folder.at("templates");
    for (words, read) in [
        (vec!["report", &archive], &archive),
        (vec!["report", &archive], &config),
        (vec!["report", &archive, "--config", &named], &named),
        (vec!["report", &archive, "--config", &named], &other),
        (vec!["report", &archive, "--catalog", &catalog], &catalog),
        (vec!["report", &archive, "--template", &templates], &page),
        (vec!["report", &other, "--previous", &archive], &archive),
        (vec!["diff", &archive, &other], &other),
        (
            vec!["diff", &archive, &other, "--catalog", &catalog],
            &catalog,
        ),
        (
            vec!["diff", &archive, &other, "--template", &templates],
            &page,
        ),
        (vec!["validate", &archive, "--listing", &listing], &listing),
        (vec!["validate", &archive, "--catalog", &catalog], &catalog),
        (vec!["list", &archive, "--listing", &listing], &listing),
        (vec!["list", &archive], &config),
        (vec!["export", &archive], &archive),
        (vec!["export", &archive], &config),
        (vec!["catalog", &catalog], &catalog),
        (vec!["catalog", "diff", "2019-09", &catalog], &catalog),
    ] {
        let before = std::fs::read(read).expect("a file");
        let hard = folder.at("hard.json");
        let soft = folder.at("soft.json");
        for link in [&hard, &soft] {
            let _ = std::fs::remove_file(link);
        }
        std::fs::hard_link(read, &hard).expect("a link");
        #[cfg(unix)]
        std::os::unix::fs::symlink(read, &soft).expect("a link");
        let around = read.replace(&*folder.at(""), &folder.at("templates/../"));
        for target in [read, &hard, &soft, &around] {
            let mut flags = vec![["-f", "json", "-o"]];
            if matches!(words[0], "report" | "validate" | "export") {
                flags.push(["-f", "json", "--rejects"]);
            }
            for flags in flags {
                let ran = trailproof(&words).args(flags).arg(target).arg("--force");
                ran.in_folder(folder.path())
                    .run()
                    .code(2)
                    .prints_nothing()
                    .says("is one of the inputs");
            }
        }
        assert_eq!(std::fs::read(read).expect("a file"), before, "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_can_be_a_file_that_is_read() {
    let folder = Folder::new();
    let archive = folder.write("may.json", "[]");
    let appended = std::fs::OpenOptions::new().append(true).open(&archive);
    let output = Command::new(env!("CARGO_BIN_EXE_trailproof"))
        .args(["report", &archive, "--isolated"])
        .stdout(appended.expect("a file"))
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(folder.read("may.json"), "[]");
}

#[test]
fn report_and_rejects_need_two_places() {
    let folder = Folder::new();
    let path = folder.at("both.json");
    trailproof(["report", &may(), "-o", &path, "--rejects", &path])
        .run()
        .code(2)
        .says("--output and --rejects");
    trailproof(["report", &may(), "--rejects", "-"])
        .run()
        .code(2)
        .prints_nothing();
    assert!(folder.names().is_empty());
}

#[test]
fn a_failure_leaves_nothing_behind() {
    let folder = Folder::new();
    let broken = fixture("broken/crc.json.gz");
    trailproof([
        "report",
        "-o",
        &folder.at("r.html"),
        "--rejects",
        &folder.at("r.ndjson"),
    ])
    .arg(&broken)
    .run()
    .code(4);
    assert!(folder.names().is_empty(), "{:?}", folder.names());
    let kept = folder.write("kept.json", "old");
    trailproof(["report", "-o", &kept, "--force"])
        .arg(&broken)
        .run()
        .code(4);
    assert_eq!(folder.read("kept.json"), "old");
    trailproof(["report", &may(), "-o", &folder.at("no/such/folder.json")])
        .run()
        .code(4)
        .says("no folder");
    trailproof(["report", &may(), "-f", "json", "-o", &folder.at("")])
        .run()
        .code(4)
        .says("it is a folder");
    assert_eq!(folder.names(), ["kept.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = || {
        std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("/dev/full")
    };
    for format in ["table", "json", "html", "csv", "markdown"] {
        let output = Command::new(env!("CARGO_BIN_EXE_trailproof"))
            .args(["report", &may(), "--isolated", "-f", format])
            .stdout(full())
            .output()
            .expect("it starts");
        assert_eq!(output.status.code(), Some(4), "{format}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("cannot write standard output: No space left"),
            "{said}"
        );
    }
    trailproof(["report", &may(), "-f", "json", "-o", "/dev/full"])
        .run()
        .code(4)
        .says("cannot write /dev/full");
}

#[test]
fn a_reader_who_leaves_ends_it_quietly() {
    // More than a pipe holds, so the program is still writing when its reader leaves.
    for format in ["json", "csv"] {
        let output = unread(["report", &may(), "-f", format, "--by", "actor,app,event"]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}

#[test]
fn data_goes_to_standard_output_and_nothing_else_does() {
    for format in ["table", "json", "csv", "markdown", "html"] {
        trailproof(["report", &may(), "-f", format]).run().ok();
        let ran = trailproof(["report", &may(), "-f", format, "-v"])
            .run()
            .code(0);
        let plain = trailproof(["report", &may(), "-f", format]).run();
        assert_eq!(ran.stdout(), plain.stdout());
        assert_ne!(ran.stderr(), "");
    }
}

#[test]
fn colour_is_for_those_who_want_it() {
    let colour = |words: &[&str], env: &[(&str, &str)]| {
        let mut run = trailproof(["report", &may()]).args(words);
        for (name, value) in env {
            run = run.env(name, value);
        }
        run.run().ok().stdout().contains('\u{1b}')
    };
    assert!(!colour(&[], &[]));
    assert!(colour(&["--color", "always"], &[]));
    assert!(!colour(&["--color", "never"], &[]));
    assert!(!colour(&[], &[("NO_COLOR", "1")]));
    for format in ["json", "csv", "markdown", "html"] {
        assert!(
            !colour(&["--color", "always", "-f", format], &[]),
            "{format}"
        );
    }
}
