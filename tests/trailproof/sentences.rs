//! Every sentence that a user can meet, in one file to be read: messages, explain pages, labels of documents, help,
//! titles and notes of rules and frameworks. `INSTA_UPDATE=always cargo test sentences` writes it anew.
//!
//! Taken from the text of the program, because no run meets all of them: string literals of two words or more outside
//! of tests, documentation of flags, and the text of templates.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with that extension, in order.
fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|is| is == extension) {
            found.push(path);
        }
    }
}

/// The string literals of a source, as they are written but for line breaks.
fn literals(source: &str) -> Vec<String> {
    let bytes = source.as_bytes();
    let (mut at, mut found) = (0, Vec::new());
    let end_of = |from: usize, end: &str| {
        let rest = source.get(from..).and_then(|rest| rest.find(end));
        rest.map_or(source.len(), |place| from + place)
    };
    while at < bytes.len() {
        let rest = &source[at..];
        let word_before =
            at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        let raw = rest.strip_prefix('r').filter(|_| !word_before).map(|rest| {
            let hashes = rest.len() - rest.trim_start_matches('#').len();
            (hashes, rest[hashes..].starts_with('"'))
        });
        if rest.starts_with("//") {
            at = end_of(at, "\n");
        } else if rest.starts_with("/*") {
            at = end_of(at, "*/") + 2;
        } else if let Some((hashes, true)) = raw {
            let start = at + 2 + hashes;
            let end = format!("\"{}", "#".repeat(hashes));
            let stop = end_of(start, &end);
            found.push(source[start..stop].to_owned());
            at = stop + end.len();
        } else if rest.starts_with('"') {
            let start = at + 1;
            at = start;
            while at < bytes.len() && bytes[at] != b'"' {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            found.push(source[start..at.min(bytes.len())].to_owned());
            at += 1;
        } else if let Some(quoted) = rest.strip_prefix('\'') {
            // A character, or a lifetime.
            let character = quoted.chars().next().unwrap_or_default();
            let length = match character {
                '\\' => quoted[2..].find('\'').map(|end| end + 4),
                other => quoted[other.len_utf8()..]
                    .starts_with('\'')
                    .then_some(2 + other.len_utf8()),
            };
            at += length.unwrap_or(1);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found.iter().map(|text| joined(text)).collect()
}

/// A literal that goes over several lines, on one.
fn joined(text: &str) -> String {
    let mut out = String::new();
    for (place, part) in text.split("\\\n").enumerate() {
        out += if place == 0 { part } else { part.trim_start() };
    }
    out.replace('\n', " ⏎ ")
        .replace("\\n", " ⏎ ")
        .replace("\\\"", "\"")
}

/// Whether it has two words.
fn is_said(text: &str) -> bool {
    let words = text.split_whitespace();
    let words = words.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    words.count() > 1
}

fn is_test(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let name = name
        .strip_prefix(&*root().to_string_lossy())
        .unwrap_or(&name);
    ["/tests", "_tests.rs", "/src/render/sample.rs", "hostile.rs"]
        .iter()
        .any(|part| name.contains(part))
}

/// What a file says.
fn said(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("text");
    let name = path.to_string_lossy();
    if name.ends_with(".rs") {
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(&text);
        let mut said = literals(text);
        if name.contains("/src/cli/") || name.ends_with("/src/config/settings.rs") {
            let help = text
                .lines()
                .filter_map(|line| line.trim().strip_prefix("/// "));
            said.extend(help.map(str::to_owned));
        }
        return said;
    }
    if name.ends_with(".html") {
        // The text between tags, without what the engine puts there.
        let parts = text.split('>').filter_map(|part| part.split('<').next());
        let parts = parts.filter(|part| !part.contains("{%") && !part.contains("{{"));
        return parts.map(|part| part.trim().to_owned()).collect();
    }
    let kept = ["title", "note", "why", "description", "    - "];
    let mut said: Vec<String> = Vec::new();
    // A description goes over several lines.
    let mut described = false;
    for line in text.lines() {
        match said.last_mut() {
            Some(text) if described && line.starts_with("    ") => {
                *text = format!("{text} {}", line.trim());
                continue;
            }
            _ => described = line.starts_with("description"),
        }
        if kept.iter().any(|start| line.starts_with(start)) {
            said.push(line.trim().trim_end_matches(" >-").to_owned());
        }
    }
    said
}

fn all() -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (folder, extension) in [
        ("src", "rs"),
        ("templates", "html"),
        ("frameworks", "toml"),
        ("rules", "yml"),
    ] {
        files(&root().join(folder), extension, &mut found);
    }
    let files = found.into_iter().filter(|path| !is_test(path));
    let said = files.map(|path| {
        let name = path
            .strip_prefix(root())
            .expect("below the root")
            .display()
            .to_string();
        let said = said(&path)
            .into_iter()
            .filter(|text| is_said(text))
            .collect();
        (name, said)
    });
    said.filter(|(_, said): &(_, Vec<String>)| !said.is_empty())
        .collect()
}

#[test]
fn all_sentences_are_listed_for_review() {
    let mut list = String::new();
    for (name, said) in all() {
        let _ = writeln!(list, "{name}");
        for text in said {
            let _ = writeln!(list, "  {text}");
        }
    }
    insta::assert_snapshot!("sentences", list);
}

/// Words that read as translated, or that the glossary has another word for.
#[test]
fn no_sentence_has_words_that_the_glossary_replaces() {
    let words = [
        "cannot be told",
        "could not be told",
        "for want of",
        "leave the house",
        "somebody",
        "nobody",
        "whoever",
        "himself",
        "of yours",
        "outsider",
        "a day stand",
        "events a day",
        "held against",
        "is there twice",
        "out of the way",
        "behind the month",
        "behind the period",
        "seems to end",
        "on file elsewhere",
        "no event of the platform",
        "clear away",
        "clearing away",
        "withdraw",
        "is told",
        "are told",
        "tell whether",
        "does not tell",
        "mend the",
        "nowhere in the trail",
        "these archives have it",
        "made again",
        "make again",
        "exclude each other",
        "belongs into",
        "argument too many",
        "complete trail",
        "are held in memory",
    ];
    let mut found = Vec::new();
    for (name, said) in all().into_iter().chain(documents()) {
        for text in &said {
            let plain = text.to_lowercase();
            found.extend(
                words
                    .iter()
                    .copied()
                    .filter(|word| plain.contains(*word))
                    .chain(is_no(&plain))
                    .map(|word| format!("{name}: {word}: {text}")),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The words of “it is no archive”, for which English has “it is not an archive”. “There is no archive” is English.
fn is_no(text: &str) -> Option<&'static str> {
    ["is no ", "are no ", "was no ", "were no "]
        .into_iter()
        .find(|words| {
            text.match_indices(words).any(|(at, _)| {
                let before = text[..at].split_whitespace().next_back();
                let after = text[at + words.len()..].split_whitespace().next();
                let word_begins = at == 0 || !text.as_bytes()[at - 1].is_ascii_alphabetic();
                word_begins
                    && !before.is_some_and(|word| word.ends_with("there"))
                    && !after.is_some_and(|word| matches!(word, "longer" | "later" | "more"))
            })
        })
}

/// Documents of the project that users read, by paragraphs.
fn documents() -> Vec<(String, Vec<String>)> {
    let names = [
        "README.md",
        "SECURITY.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "templates/README.md",
        "docs/glossary.md",
        "docs/verifying-a-pack.md",
    ];
    let read = |name: &str| {
        let text = fs::read_to_string(root().join(name)).expect("a document");
        let parts = text.split("\n\n").map(|part| part.replace('\n', " "));
        (name.to_owned(), parts.collect())
    };
    names.map(read).into()
}
