//! Several outputs of one reading: all are written or none, and each is what it would be alone.

use crate::runner::trailproof;
use crate::samples::Folder;

const SIX: &str = "fixtures/shapes/entries.json";
const DOCUMENTS: [&str; 5] = ["html", "json", "csv", "md", "txt"];

/// The words of a command up to its outputs, and the extensions that tell its formats.
const COMMANDS: [(&[&str], &[&str]); 4] = [
    (&["report", SIX], &DOCUMENTS),
    (&["diff", SIX, SIX], &DOCUMENTS),
    (&["validate", SIX, "--fail-on", "never"], &DOCUMENTS),
    (&["list", SIX], &["json", "csv", "txt"]),
];

fn outputs<'f>(folder: &Folder, names: impl IntoIterator<Item = &'f str>) -> Vec<String> {
    let names = names.into_iter();
    names
        .flat_map(|name| ["-o".to_owned(), folder.at(name)])
        .collect()
}

#[test]
fn each_of_several_outputs_is_what_it_would_be_alone() {
    for (command, extensions) in COMMANDS {
        let (together, alone) = (Folder::new(), Folder::new());
        let names = extensions.iter().map(|extension| format!("it.{extension}"));
        let names: Vec<String> = names.collect();
        let words = outputs(&together, names.iter().map(String::as_str));
        trailproof(command).args(&words).run().code(0);
        assert_eq!(together.names().len(), names.len());
        for name in &names {
            let words = outputs(&alone, [&**name]);
            trailproof(command).args(&words).run().code(0);
            assert_eq!(together.read(name), alone.read(name), "{command:?} {name}");
        }
    }
}

#[test]
fn where_one_output_cannot_be_written_none_is() {
    for (command, _) in COMMANDS {
        let folder = Folder::new();
        folder.write("there.json", "mine");
        let words = outputs(&folder, ["a.csv", "there.json"]);
        trailproof(command)
            .args(&words)
            .run()
            .code(2)
            .says("exists");
        let words = outputs(&folder, ["a.csv", "none/b.json"]);
        trailproof(command).args(&words).run().code(4);
        assert_eq!(folder.names(), ["there.json"]);
        assert_eq!(folder.read("there.json"), "mine");
    }
}

#[test]
fn outputs_that_cannot_be_meant_are_refused() {
    for (command, _) in COMMANDS {
        let folder = Folder::new();
        for same in [["a.json", "a.json"], ["a.json", "./a.json"]] {
            let words = outputs(&folder, same);
            let twice = trailproof(command).args(&words).run();
            twice.code(2).says("name a different output for each");
        }
        let words = outputs(&folder, ["a.json", "b.csv"]);
        let ran = trailproof(command).args(&words).args(["-f", "json"]).run();
        ran.code(2).says("--format");
        assert!(folder.names().is_empty());
    }
}

#[test]
fn rejected_records_go_beside_several_outputs() {
    let folder = Folder::new();
    let words = outputs(&folder, ["a.json", "a.html"]);
    trailproof(["report", "fixtures/events/rejected.json"])
        .args(&words)
        .args(["--rejects", &folder.at("rejects.ndjson")])
        .run()
        .code(0);
    assert_eq!(folder.names(), ["a.html", "a.json", "rejects.ndjson"]);
    assert_eq!(folder.read("rejects.ndjson").lines().count(), 20);
}
