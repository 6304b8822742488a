//! What README and docs tell to do is done, line by line.

use crate::samples::{Folder, fixture};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A folder with two archives, a key and who may sign by it.
fn desk() -> Folder {
    let folder = Folder::new();
    for month in ["201805", "201806"] {
        let name = format!("enterprise-audit-log-acme-corp-{month}.json.gz");
        folder.write(&name, fs::read(fixture(&name)).expect("a fixture"));
    }
    run(folder.path(), "ssh-keygen -q -t ed25519 -N '' -C '' -f key");
    run(
        folder.path(),
        "printf 'ann@acme.example %s\n' \"$(cat key.pub)\" > allowed_signers",
    );
    folder
}

/// Runs a line with this program at hand; gives what it printed.
#[track_caller]
fn run(folder: &Path, line: &str) -> String {
    let own = Path::new(env!("CARGO_BIN_EXE_trailproof"))
        .parent()
        .expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    let ran = Command::new("bash")
        .args(["-euo", "pipefail", "-c", line])
        .env("PATH", format!("{}:{path}", own.display()))
        .current_dir(folder)
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    // `head` leaves before everything was said.
    let left = ran.status.code() == Some(141);
    assert!(ran.status.success() || left, "{line}: {said}");
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn text(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join(name)).expect("a text")
}

/// The text of blocks of a language.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    let after = text.split(&*fence).skip(1);
    after
        .map(|block| block.split("```").next().expect("an end"))
        .collect()
}

#[test]
fn the_readme_hands_over_what_can_be_verified() {
    let readme = text("README.md");
    let task = readme
        .split("## Hand over evidence")
        .nth(1)
        .expect("the task");
    let task = task.split("\n## ").next().expect("its end");
    let folder = Folder::new();
    for month in ["201805", "201806"] {
        let name = format!("enterprise-audit-log-acme-corp-{month}.json.gz");
        let archive = fs::read(fixture(&name)).expect("a fixture");
        folder.write(&format!("fixtures/{name}"), archive);
    }
    for command in blocks(task, "shell")[0].split("$ ").skip(1) {
        let (line, shown) = command.split_once('\n').expect("a line");
        let printed = run(folder.path(), line);
        let shown = shown.strip_suffix("[…]\n").unwrap_or(shown);
        assert!(printed.starts_with(shown), "{line} printed {printed}");
    }
}

#[test]
fn an_auditor_can_follow_the_page() {
    let desk = desk();
    let line = "trailproof seal enterprise-audit-log-acme-corp-201805.json.gz -o may-2018
trailproof seal enterprise-audit-log-acme-corp-201806.json.gz --previous may-2018 -o june-2018
ssh-keygen -q -Y sign -n trailproof -f key june-2018/tagmanifest-sha256.txt";
    run(desk.path(), line);
    let page = text("docs/verifying-a-pack.md");
    let blocks = blocks(&page, "sh");
    assert!(blocks.len() >= 8, "{}", blocks.len());
    let june = desk.path().join("june-2018");
    for block in &blocks {
        let lines: Vec<&str> = block.lines().collect();
        let printed: Vec<String> = lines.iter().map(|line| run(&june, line)).collect();
        let silent = block.contains("--quiet") && lines.len() == 1 || block.contains("find .");
        if silent {
            assert!(printed.iter().all(String::is_empty), "{printed:?}");
        }
        // Figures come in pairs, from the archives and from the pack.
        if block.contains("jq .ledger") {
            let bare = |text: &String| {
                let words: Vec<&str> = text
                    .split_whitespace()
                    .filter(|word| *word != "-")
                    .collect();
                words.join(" ")
            };
            for pair in printed.chunks(2) {
                assert_eq!(bare(&pair[0]), bare(&pair[1]));
            }
        }
        if block.contains("grep Previous") {
            let [named, is] = &printed[..] else {
                panic!("two lines: {printed:?}")
            };
            let is = is.split_whitespace().next().expect("a digest");
            assert!(named.contains(is), "{printed:?}");
        }
    }
}
