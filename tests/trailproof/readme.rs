//! The README says what is so: its commands are literal and its outputs are real.
//!
//! `README_UPDATE=1 cargo test readme` writes the outputs anew; read them before you commit.

use crate::runner::trailproof;
use crate::samples::Folder;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    fs::read_to_string(path()).expect("README.md")
}

/// What the shell prints for one line: standard output, what was said, and an exit code that is
/// not 0. A line `[…]` in the README stands for any lines between what it shows.
fn transcript(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words[0], "trailproof", "{line}");
    let words = words[1..].iter().map(|word| word.trim_matches('\''));
    let ran = trailproof(words).run();
    let mut text = ran.stdout().to_owned();
    text.push_str(&ran.stderr());
    if ran.exit_code() != 0 {
        text.push_str(&format!("exit code {}\n", ran.exit_code()));
    }
    text
}

/// Console blocks: their text between the fences, with where it stands.
fn consoles(text: &str) -> Vec<(usize, &str)> {
    let fence = "```console\n";
    text.match_indices(fence)
        .map(|(at, _)| {
            let start = at + fence.len();
            let len = text[start..].find("```").expect("the end of a block");
            (start, &text[start..start + len])
        })
        .collect()
}

/// A command line, which goes on behind `\\` at the end of a line, and what follows it.
fn command(text: &str) -> (&str, &str) {
    let ends = text.match_indices('\n').map(|(at, _)| at);
    let mut ends = ends.filter(|at| !text[..*at].ends_with('\\'));
    let end = ends.next().unwrap_or(text.len());
    (
        &text[..end],
        text[end..].strip_prefix('\n').unwrap_or_default(),
    )
}

fn matches(shown: &str, real: &str) -> bool {
    let mut rest = real;
    for (i, part) in shown.split("[…]\n").enumerate() {
        match rest.find(part) {
            Some(at) if i > 0 || at == 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || shown.ends_with("[…]\n")
}

#[test]
fn outputs_are_those_of_the_program() {
    let mut text = readme();
    let blocks: Vec<(usize, String)> = consoles(&text)
        .into_iter()
        .map(|(at, block)| (at, block.to_owned()))
        .collect();
    assert!(!blocks.is_empty());
    for (at, block) in blocks.into_iter().rev() {
        let mut parts = block.split("$ ").skip(1);
        let (line, shown) = command(parts.next().expect("a command line"));
        assert!(parts.next().is_none(), "one command a block: {line}");
        let real = transcript(&line.replace("\\\n", " "));
        if std::env::var_os("README_UPDATE").is_some() && !shown.contains("[…]") {
            text.replace_range(at..at + block.len(), &format!("$ {line}\n{real}"));
        } else {
            assert!(
                matches(shown, &real),
                "README.md shows of `{line}`:\n{shown}\nbut it prints:\n{real}"
            );
        }
    }
    if std::env::var_os("README_UPDATE").is_some() {
        fs::write(path(), text).expect("README.md");
    }
}

#[test]
fn the_two_commands_are_those_that_are_run() {
    let text = readme();
    let first =
        "cargo run --release -- report fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
    let second = "bash .ci/setup && cargo test";
    for command in [first, second] {
        assert!(
            text.contains(&format!("\n{command}\n")),
            "README.md has lost: {command}"
        );
    }
    let (program, words) = first.split_once(" -- ").expect("words");
    assert_eq!(program, "cargo run --release");
    trailproof(words.split(' '))
        .run()
        .ok()
        .prints("Audit trail of acme-corp");
    let run = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".ci/run"))
        .expect(".ci/run");
    assert!(
        run.lines().any(|line| line.trim() == "bash .ci/setup"),
        ".ci/run installs what is missing"
    );
    assert!(
        run.trim_end().ends_with("cargo test"),
        ".ci/run ends with the tests"
    );
}

#[test]
fn files_that_are_named_exist() {
    let text = readme();
    for (at, _) in text.match_indices("](") {
        let target = text[at + 2..].split(')').next().expect("a link");
        if !target.starts_with('#') {
            let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(target);
            assert!(path.exists(), "README.md links to {target}");
        }
    }
}

/// What is to be pasted works in a clone as it stands: on folders that are there, and writing where nothing is yet.
#[test]
fn commands_to_be_pasted_work() {
    let text = readme();
    let fence = "```sh\n";
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let own = PathBuf::from(env!("CARGO_BIN_EXE_trailproof"));
    let path = std::env::var("PATH").expect("a path");
    let path = format!("{}:{path}", own.parent().expect("a folder").display());
    let (mut ran, mut fired) = (0, 0);
    for (at, _) in text.match_indices(fence) {
        let start = at + fence.len();
        let block = text[start..].split("```").next().expect("a block");
        // What builds the program and runs its tests is run elsewhere.
        if block.contains("cargo") {
            continue;
        }
        // Each block by itself, where nothing is yet.
        let folder = Folder::new();
        for name in ["examples", "fixtures", "rules"] {
            std::os::unix::fs::symlink(root.join(name), folder.path().join(name)).expect("a link");
        }
        // An answer may be no: a sample is not filled in yet.
        let script = format!("set -u\ntrap '[ $? -le 1 ] || exit 9' ERR\n{block}\nexit 0");
        let run = Command::new("bash")
            .args(["-c", &script])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("HOME", folder.path())
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{block}: {said}");
        ran += block
            .lines()
            .filter(|line| line.starts_with("trailproof "))
            .count();
        if block.contains("--rules ours/") {
            let printed = String::from_utf8_lossy(&run.stdout);
            assert!(printed.contains("1 rule fired"), "{printed}{said}");
            fired += 1;
        }
    }
    assert_eq!((ran > 4, fired), (true, 1), "{ran}");
}
