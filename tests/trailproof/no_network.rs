//! The program opens no connection, whatever it is asked to do: the system itself is asked.
//!
//! A test fails, and is not skipped, where strace is missing or may not trace.
#![cfg(target_os = "linux")]

use crate::samples::{Folder, fixture};
use std::process::{Command, Stdio};

/// The calls by which a process could reach a network, made by a program and all its threads.
fn network_calls(folder: &Folder, program: &str, words: &[&str]) -> Vec<String> {
    let trace = folder.at("trace");
    let output = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-e",
            "trace=network",
            "-e",
            "signal=none",
            "-o",
            &trace,
            "--",
        ])
        .arg(program)
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .expect("strace, which .ci/setup installs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("strace: "), "{said}");
    let calls = folder.read("trace");
    std::fs::remove_file(trace).expect("a trace");
    calls
        .lines()
        .filter(|line| !line.contains("+++ exited"))
        // A thread that waits for work when the process ends is in no call that strace names: threads are kept for the
        // whole run. A call of the network would have its name.
        .filter(|line| !line.ends_with("???( <detached ...>"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_command_opens_a_socket() {
    let folder = Folder::new();
    // The way of looking is itself looked at: it does see one.
    let opened = network_calls(
        &folder,
        "python3",
        &["-c", "import socket; socket.socket()"],
    );
    assert!(
        opened.iter().any(|call| call.contains("socket(")),
        "{opened:?}"
    );

    let may = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
    let june = "fixtures/enterprise-audit-log-acme-corp-201806.json.gz";
    let listing = "fixtures/validate/F05.listing";
    assert!(fixture("validate/F05.listing").exists());
    let hostile = "fixtures/events/hostile.json";
    let mut runs: Vec<Vec<String>> = Vec::new();
    let mut plan = |words: &[&str]| runs.push(words.iter().map(|&word| word.to_owned()).collect());
    for format in ["table", "html", "csv", "json", "markdown"] {
        plan(&["report", may, hostile, "-f", format, "-j", "2"]);
        plan(&["diff", may, june, "-f", format]);
        plan(&[
            "report",
            may,
            "-f",
            format,
            "--by",
            "actor,hour",
            "--tz",
            "Europe/Berlin",
        ]);
    }
    for format in ["table", "json", "sarif", "csv", "markdown"] {
        plan(&["validate", may, hostile, "-f", format, "--listing", listing]);
    }
    for format in ["table", "csv", "json"] {
        plan(&["list", may, june, "-f", format, "--listing", listing]);
        plan(&["catalog", "list", "-f", format]);
        plan(&["catalog", "diff", "2019-09", "2024-04", "-f", format]);
    }
    for format in ["json", "ndjson", "csv"] {
        plan(&["export", may, june, "-f", format]);
    }
    let page = folder.at("page.html");
    plan(&[
        "report",
        may,
        "-o",
        &page,
        "--rejects",
        &folder.at("rejects"),
    ]);
    plan(&[
        "report",
        "fixtures/folder",
        "fixtures/**/*.zst",
        "--allow-incomplete",
    ]);
    plan(&["report", "https://example.com/archive.json"]);
    plan(&[
        "report",
        may,
        "--catalog",
        "https://example.com/catalog.json",
    ]);
    let pack = folder.at("pack");
    plan(&[
        "seal",
        may,
        "-o",
        &pack,
        "--listing",
        listing,
        "--allow-findings",
    ]);
    plan(&["verify", &pack]);
    plan(&["explain", "S03"]);
    plan(&["completions", "bash"]);
    plan(&["man"]);
    plan(&["config", "show"]);
    plan(&["report", "--help"]);
    plan(&["--version"]);
    plan(&["nonsense"]);
    for words in runs {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let calls = network_calls(&folder, env!("CARGO_BIN_EXE_trailproof"), &words);
        assert_eq!(calls, [""; 0], "{words:?}");
    }
    assert!(
        folder.read("page.html").contains("</html>"),
        "the runs did their work"
    );
    assert!(
        folder.read("pack/bagit.txt").contains("BagIt"),
        "a pack as well"
    );
}
