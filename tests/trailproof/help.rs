//! The help, word for word: what it says is a promise.
//!
//! `INSTA_UPDATE=always cargo test help` writes it anew; read it before you commit.

use crate::runner::trailproof;

/// What the words print; empty lines of the parser's have blanks in them.
fn help(words: &[&str]) -> String {
    let ran = trailproof(words).run().ok();
    let lines = ran.stdout().lines().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// Names of the commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let list = help.split("\nCommands:\n").nth(1).unwrap_or_default();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// Checks the help of the words and of the commands below them.
fn walk(words: &[&str]) {
    let long = help(&[words, &["--help"]].concat());
    for line in long.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let name = ["trailproof"]
        .iter()
        .chain(words)
        .copied()
        .collect::<Vec<_>>()
        .join("-");
    insta::assert_snapshot!(name, long);
    for command in commands(&long) {
        walk(&[words, &[&command]].concat());
    }
}

#[test]
fn of_every_command() {
    walk(&[]);
}

#[test]
fn in_short() {
    insta::assert_snapshot!("report-in-short", help(&["report", "-h"]));
    trailproof(["--version"])
        .run()
        .ok()
        .prints(concat!("trailproof ", env!("CARGO_PKG_VERSION")));
}
