//! The structure that ARCHITECTURE.md describes, held against the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use, besides itself. Data flows one way: nothing below knows what is above.
const MAY_USE: &[(&str, &[&str])] = &[
    ("sync", &[]),
    ("nearest", &[]),
    ("finding", &[]),
    ("error", &[]),
    ("json", &["finding"]),
    ("event", &["finding", "json"]),
    ("catalog", &["event"]),
    ("record", &["event", "identity"]),
    ("identity", &["json", "sync"]),
    ("filter", &["error", "event", "identity"]),
    ("ingest", &["error", "event", "finding", "json", "sync"]),
    ("aggregate", &["catalog", "event", "identity", "record"]),
    (
        "pipeline",
        &[
            "aggregate",
            "event",
            "filter",
            "finding",
            "identity",
            "ingest",
            "json",
            "record",
            "sync",
        ],
    ),
    (
        "reading",
        &[
            "aggregate",
            "filter",
            "finding",
            "identity",
            "ingest",
            "pipeline",
            "record",
        ],
    ),
    ("view", &["catalog"]),
    ("toml_text", &[]),
    ("pattern", &["filter"]),
    ("framework", &["catalog", "pattern", "toml_text", "view"]),
    ("policy", &["event", "filter", "pattern", "toml_text"]),
    (
        "compliance",
        &[
            "aggregate",
            "coverage",
            "event",
            "framework",
            "identity",
            "pipeline",
            "policy",
            "record",
            "view",
        ],
    ),
    ("render", &["catalog", "finding", "view"]),
    (
        "archive",
        &[
            "coverage", "event", "finding", "ingest", "listing", "pipeline", "reading", "record",
            "view",
        ],
    ),
    ("coverage", &["event"]),
    ("listing", &["event", "ingest"]),
    (
        "inventory",
        &[
            "archive", "coverage", "event", "listing", "pipeline", "reading", "view",
        ],
    ),
    (
        "export",
        &[
            "error", "event", "identity", "json", "output", "pipeline", "record", "render", "view",
            "sync",
        ],
    ),
    (
        "validate",
        &[
            "archive", "catalog", "coverage", "event", "finding", "identity", "listing",
            "pipeline", "reading", "view",
        ],
    ),
    (
        "report",
        &[
            "aggregate",
            "archive",
            "catalog",
            "coverage",
            "event",
            "filter",
            "finding",
            "identity",
            "pipeline",
            "reading",
            "view",
        ],
    ),
    (
        "diff",
        &[
            "aggregate",
            "archive",
            "catalog",
            "coverage",
            "event",
            "filter",
            "identity",
            "pipeline",
            "reading",
            "record",
            "view",
            "report",
        ],
    ),
];

/// Where alone a crate or a part of the standard library may be used.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("clap_complete::", &["cli"]),
    ("clap_mangen::", &["cli"]),
    ("clap::", &["cli", "main", "commands"]),
    ("tera::", &["render"]),
    ("rayon::", &["pipeline"]),
    ("thread::spawn", &[]),
    ("thread::scope", &[]),
    ("thread::Builder", &["output"]),
    ("signal_hook::", &["output"]),
    ("std::fs", &["ingest", "config", "output", "cli"]),
    ("indicatif::", &["progress"]),
    ("std::net::TcpStream", &[]),
    // Today, by which a rule that was set aside until a day expires.
    ("SystemTime", &["config"]),
    ("Utc::now", &[]),
    ("Instant::now", &[]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Module of the crate that a file belongs to, and the file's text without its tests and comments.
fn modules() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    assert!(files.len() > 30, "the sources were found");
    files
        .into_iter()
        .filter(|path| {
            !path
                .file_stem()
                .is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
        })
        .map(|path| {
            let inside = path.strip_prefix(&root).expect("below src").to_owned();
            let first = inside
                .components()
                .next()
                .expect("a name")
                .as_os_str()
                .to_string_lossy();
            let text = fs::read_to_string(&path).expect("a source");
            let code = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default();
            let code: String = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (first.trim_end_matches(".rs").to_owned(), inside, code)
        })
        .collect()
}

/// Modules of the crate that a text names: `crate::x`, and `crate::{x::…, y::…}`.
fn used(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        assert!(
            !name.is_empty(),
            "write `use crate::module` so that the layers can be read: {rest:.40}"
        );
        names.insert(name);
    }
    names
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let rules: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    for (module, path, code) in modules() {
        let Some(allowed) = rules.get(module.as_str()) else {
            continue;
        };
        for name in used(&code) {
            assert!(
                name == module || allowed.contains(&name.as_str()),
                "{}: `{module}` must not use `{name}`",
                path.display()
            );
        }
    }
}

#[test]
fn powerful_things_are_used_in_one_place() {
    for (module, path, code) in modules() {
        for (thing, places) in ONLY_IN {
            assert!(
                !code.contains(thing) || places.contains(&module.as_str()),
                "{}: `{thing}` belongs to {places:?}",
                path.display()
            );
        }
    }
}

#[test]
fn files_stay_small() {
    let mut lengths: Vec<(usize, PathBuf)> = modules()
        .into_iter()
        .map(|(_, path, code)| (code.lines().count(), path))
        .collect();
    lengths.sort();
    let (longest, path) = lengths.last().expect("files");
    assert!(*longest <= 500, "{} has {longest} lines", path.display());
    assert!(
        lengths[lengths.len() / 2].0 <= 150,
        "the median file is too long"
    );
}

/// What reads archives says which limit was exceeded, not which flag of which command sets it.
#[test]
fn what_reads_names_no_flags() {
    for (module, path, code) in modules() {
        if ["json", "event", "finding", "ingest", "pipeline", "reading"].contains(&module.as_str())
        {
            let of_flag = |at: usize| code[at + 2..].starts_with(|c: char| c.is_ascii_lowercase());
            let named = code.match_indices("--").any(|(at, _)| of_flag(at));
            assert!(!named, "{} names a flag", path.display());
        }
    }
}
