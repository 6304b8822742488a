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
            "sync",
        ],
    ),
    ("view", &["catalog", "event", "filter", "record"]),
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
            "sync",
            "view",
        ],
    ),
    (
        "detection",
        &[
            "aggregate",
            "compliance",
            "event",
            "identity",
            "pattern",
            "pipeline",
            "policy",
            "reading",
            "record",
            "view",
            "sync",
        ],
    ),
    ("render", &["catalog", "event", "finding", "view"]),
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
            "error",
            "event",
            "identity",
            "json",
            "output",
            "pipeline",
            "record",
            "render",
            "view",
            "sync",
            "pseudonym",
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
    (
        "pseudonym",
        &["event", "identity", "json", "pipeline", "sync", "view"],
    ),
    ("redact", &["pseudonym", "view"]),
    ("sheet", &[]),
    (
        "sample",
        &[
            "aggregate",
            "archive",
            "catalog",
            "event",
            "identity",
            "pipeline",
            "pseudonym",
            "reading",
            "record",
            "sheet",
            "view",
        ],
    ),
    (
        "pack",
        &["error", "event", "ingest", "output", "sync", "view"],
    ),
    ("progress", &[]),
    ("diagnostics", &["error", "render"]),
    ("output", &["config", "error", "ingest", "sync"]),
    (
        "config",
        &[
            "aggregate",
            "catalog",
            "detection",
            "error",
            "event",
            "finding",
            "framework",
            "ingest",
            "json",
            "nearest",
            "policy",
            "pseudonym",
            "render",
            "sample",
            "validate",
        ],
    ),
    (
        "cli",
        &[
            "detection",
            "view",
            "config",
            "diagnostics",
            "error",
            "event",
            "filter",
            "finding",
            "framework",
            "nearest",
            "output",
            "pack",
            "render",
            "sample",
        ],
    ),
];

/// What may use everything: it wires commands.
const TOP: &str = "commands";

/// Where alone a crate or a part of the standard library may be used.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("clap_complete::", &["cli"]),
    ("clap_mangen::", &["cli"]),
    ("clap::", &["cli", "main", "commands"]),
    ("tera::", &["render"]),
    ("rawzip::", &["render"]),
    ("zip::write::", &[]),
    ("rayon::", &["pipeline", "sync"]),
    ("quick_xml::", &["sheet"]),
    ("statrs::", &["sample"]),
    ("hmac::", &["pseudonym"]),
    ("getrandom::", &["pseudonym"]),
    ("thread::spawn", &[]),
    ("thread::scope", &[]),
    ("thread::Builder", &["output"]),
    ("signal_hook::", &["output"]),
    ("std::fs", &["ingest", "config", "output", "cli", "pack"]),
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

/// The statements `use …;` of a text, each with whether it is `pub`, and what is left of the text without them.
fn statements(code: &str) -> (Vec<(bool, String)>, String) {
    let (mut found, mut rest) = (Vec::new(), String::new());
    let mut lines = code.lines();
    let mut skipped = false;
    while let Some(line) = lines.next() {
        let text = line.trim_start();
        let public = text.starts_with("pub use ")
            || text
                .strip_prefix("pub(")
                .and_then(|rest| rest.split_once(") "))
                .is_some_and(|(_, rest)| rest.starts_with("use "));
        if !public && !text.starts_with("use ") {
            skipped = matches!(text, "#[cfg(test)]" | "#[cfg(doc)]");
            rest.push_str(line);
            rest.push('\n');
            continue;
        }
        let mut whole = text.to_owned();
        while !whole.contains(';') {
            whole.push_str(lines.next().expect("the end of a `use`").trim());
        }
        let (_, tree) = whole.split_once("use ").expect("a `use`");
        if !skipped {
            found.push((public, tree.replace(';', "")));
        }
        skipped = false;
    }
    (found, rest)
}

/// The paths of a `use` tree.
fn paths(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, inside)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.replace(' ', "")];
    };
    let inside = inside.strip_suffix('}').expect("a closed brace");
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts
        .flat_map(paths)
        .map(|path| format!("{before}{path}"))
        .collect()
}

/// A file as a path of modules, without `crate`.
type Module = Vec<String>;

/// What uses what. Re-exports are followed to the file that has the item.
#[derive(Default)]
struct Uses {
    files: BTreeSet<Module>,
    /// What a file uses, as absolute paths.
    used: Vec<(Module, Vec<String>)>,
    /// What is re-exported, under its public path.
    again: BTreeMap<Vec<String>, Vec<String>>,
}

impl Uses {
    fn of_crate() -> Self {
        let mut sources = Vec::new();
        for (_, path, code) in modules() {
            let module = path.with_extension("");
            let mut module: Module = module
                .components()
                .map(|part| part.as_os_str().to_string_lossy().into_owned())
                .collect();
            module.pop_if(|last| last == "mod");
            if !matches!(module.join("::").as_str(), "lib" | "main") {
                sources.push((module, code));
            }
        }
        let mut uses = Self {
            files: sources.iter().map(|(module, _)| module.clone()).collect(),
            ..Self::default()
        };
        for (module, code) in sources {
            uses.read(&module, &code);
        }
        uses
    }

    fn read(&mut self, module: &Module, code: &str) {
        let (statements, rest) = statements(code);
        for (public, tree) in statements {
            for path in paths(&tree) {
                let Some(path) = self.absolute(module, &path) else {
                    continue;
                };
                if public {
                    let mut name = module.clone();
                    name.extend(path.last().cloned());
                    self.again.insert(name, path);
                } else {
                    self.used.push((module.clone(), path));
                }
            }
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let named = rest.split(|c: char| !is_word(c) && c != ':');
        for path in named.filter(|path| path.contains("::")) {
            if let Some(path) = self.absolute(module, path) {
                self.used.push((module.clone(), path));
            }
        }
    }

    /// A path from the root of the crate; `None` for what is of another crate or of the file itself.
    fn absolute(&self, module: &Module, path: &str) -> Option<Vec<String>> {
        let mut parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
        let mut base = module.clone();
        match *parts.first()? {
            "crate" => base.clear(),
            "super" => {
                base.pop();
                while parts.get(1) == Some(&"super") {
                    base.pop();
                    parts.remove(0);
                }
            }
            "self" => {}
            child => {
                base.push(child.to_owned());
                if !self.files.contains(&base) {
                    return None;
                }
            }
        }
        base.extend(parts.into_iter().skip(1).map(str::to_owned));
        Some(base)
    }

    /// The file that has what a path names.
    fn file(&self, path: &[String]) -> Option<Module> {
        let mut path = path.to_vec();
        for _ in 0..6 {
            let len = (1..=path.len())
                .rev()
                .find(|len| self.files.contains(&path[..*len]))?;
            let again = (len < path.len()).then(|| self.again.get(&path[..=len]))?;
            match again {
                Some(target) => {
                    let behind = path.split_off(len + 1);
                    path = target.iter().cloned().chain(behind).collect();
                }
                None => return Some(path[..len].to_vec()),
            }
        }
        None
    }

    /// Edges between files.
    fn edges(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let mut edges: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (user, path) in &self.used {
            let file = self.file(path).or_else(|| {
                let whole = self.files.contains(path);
                whole.then(|| path.clone())
            });
            if let Some(file) = file.filter(|file| file != user) {
                edges.entry(user.clone()).or_default().insert(file);
            }
        }
        edges
    }
}

/// One cycle, if there is any.
fn cycle<T: Ord + Clone>(edges: &BTreeMap<T, BTreeSet<T>>) -> Option<Vec<T>> {
    fn visit<T: Ord + Clone>(
        node: &T,
        edges: &BTreeMap<T, BTreeSet<T>>,
        way: &mut Vec<T>,
        done: &mut BTreeSet<T>,
    ) -> bool {
        if done.contains(node) {
            return false;
        }
        if let Some(from) = way.iter().position(|one| one == node) {
            way.drain(..from);
            return true;
        }
        way.push(node.clone());
        for next in edges.get(node).into_iter().flatten() {
            if visit(next, edges, way, done) {
                return true;
            }
        }
        way.pop();
        done.insert(node.clone());
        false
    }
    let (mut way, mut done) = (Vec::new(), BTreeSet::new());
    let found = edges
        .keys()
        .any(|node| visit(node, edges, &mut way, &mut done));
    found.then_some(way)
}

#[test]
fn use_trees_are_read() {
    let code =
        "use crate::{a::{B, c::D as E}, f};\npub(crate) use super::g::H;\nlet x = crate::i::J;\n";
    let (found, rest) = statements(code);
    assert_eq!(
        found.iter().map(|(public, _)| *public).collect::<Vec<_>>(),
        [false, true]
    );
    assert_eq!(
        paths(&found[0].1),
        ["crate::a::B", "crate::a::c::D", "crate::f"]
    );
    assert_eq!(rest, "let x = crate::i::J;\n");
}

#[test]
fn cycles_are_found() {
    let edges = |pairs: &[(u8, u8)]| {
        let mut edges: BTreeMap<u8, BTreeSet<u8>> = BTreeMap::new();
        for (from, to) in pairs {
            edges.entry(*from).or_default().insert(*to);
        }
        edges
    };
    assert_eq!(cycle(&edges(&[(1, 2), (1, 3), (2, 3)])), None);
    assert_eq!(
        cycle(&edges(&[(1, 2), (2, 3), (3, 4), (4, 2)])),
        Some(vec![2, 3, 4])
    );
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let rules: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let uses = Uses::of_crate();
    let modules: BTreeSet<&String> = uses.files.iter().map(|file| &file[0]).collect();
    for module in &modules {
        assert!(
            rules.contains_key(module.as_str()) || *module == TOP,
            "the table has no `{module}`"
        );
    }
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (user, path) in &uses.used {
        let (module, used) = (&user[0], &path[0]);
        if module == used || !modules.contains(used) {
            continue;
        }
        let allowed = rules.get(module.as_str());
        assert!(
            module == TOP || allowed.is_some_and(|allowed| allowed.contains(&used.as_str())),
            "{}: `{module}` must not use `{used}`",
            user.join("::")
        );
        edges
            .entry(module.clone())
            .or_default()
            .insert(used.clone());
    }
    assert!(edges.len() > 25, "the uses were found");
    assert_eq!(cycle(&edges), None);
}

/// Files of one module use each other in one direction. What does not count is that a file uses its own parent
/// (`mod.rs`), where Rust has what the files of a folder share.
#[test]
fn files_use_each_other_in_one_direction() {
    let mut edges = Uses::of_crate().edges();
    for (user, used) in &mut edges {
        used.retain(|file| file[0] == user[0] && !user.starts_with(file));
    }
    let count: usize = edges.values().map(BTreeSet::len).sum();
    assert!(count > 150, "the uses were found");
    assert_eq!(cycle(&edges), None);
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
