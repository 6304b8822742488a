//! Planted cases are found by the rules that they were planted for, and nothing else is.

use crate::generator::{self, Compression, Layout, Month, Options, Shape};
use crate::oracle::run;
use crate::planted::{words, write};
use crate::runner::trailproof;
use crate::samples::Folder;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn options(seed: u64, start: &str) -> Options {
    Options {
        seed,
        start: start.parse::<Month>().expect("a month"),
        months: 1,
        layout: Layout {
            shape: Shape::Ndjson,
            ..Layout::default()
        },
        compression: Compression::None,
        ..Options::default()
    }
}

/// The rows of the section, by rule.
fn detections(folder: &Folder, paths: &[String], reading: &Value) -> Vec<Value> {
    let run = trailproof([
        "report",
        "-f",
        "json",
        "--isolated",
        "--sections",
        "detections",
        "--policy",
    ]);
    let run = run
        .arg(folder.at("policy.toml"))
        .args(words(reading, paths))
        .run();
    let report = run.code(0).json();
    let rows = report["detections"].as_array().expect("rows");
    assert_eq!(rows.len(), 23, "every rule has its row");
    rows.clone()
}

/// The ids in a list, as a set.
fn ids(list: &Value) -> BTreeSet<String> {
    let ids = list.as_array().expect("ids").iter();
    ids.map(|id| id.as_str().expect("an id").to_owned())
        .collect()
}

/// What Python says, in the form of the section.
fn python(folder: &Folder, paths: &[String], [from, to]: [&str; 2]) -> Vec<Value> {
    let script = format!(
        "{}/tests/trailproof/detections.py",
        env!("CARGO_MANIFEST_DIR")
    );
    let policy = folder.at("policy.toml");
    let mut words = vec!["-B", &script, &policy, from, to];
    words.extend(paths.iter().map(String::as_str));
    let said = run("python3", &words);
    let said: Value = serde_json::from_slice(&said).expect("JSON of detections.py");
    let row = |(rule, matches): (&String, &Value)| {
        let matches = matches.as_array().expect("matches").iter();
        let matches: Vec<Value> = matches.map(|events| json!({"events": events})).collect();
        let verdict = if matches.is_empty() { "clear" } else { "fired" };
        json!({"rule": rule, "verdict": verdict, "matches": matches})
    };
    said.as_object().expect("rules").iter().map(row).collect()
}

/// Planted, found and false; what is amiss goes into the list.
fn compare(rule: &Value, row: &Value, amiss: &mut Vec<String>) -> [usize; 3] {
    let name = rule["rule"].as_str().expect("a rule");
    let wanted = rule["matches"].as_array().expect("matches");
    let mut have: Vec<BTreeSet<String>> = row["matches"]
        .as_array()
        .expect("matches")
        .iter()
        .map(|one| ids(&one["events"]))
        .collect();
    let mut found = 0;
    for one in wanted {
        let (must, may) = (ids(&one["must"]), ids(&one["may"]));
        let fits = |events: &BTreeSet<String>| {
            must.is_subset(events)
                && events
                    .iter()
                    .all(|id| must.contains(id) || may.contains(id))
        };
        match have.iter().position(fits) {
            Some(place) => {
                have.swap_remove(place);
                found += 1;
            }
            None => amiss.push(format!("{name}: not found: {one}")),
        }
    }
    amiss.extend(
        have.iter()
            .map(|events| format!("{name}: false: {events:?}")),
    );
    let verdict = if row["matches"] == json!([]) {
        "clear"
    } else {
        "fired"
    };
    if row["verdict"] != verdict {
        amiss.push(format!(
            "{name}: {} for {verdict}: {}",
            row["verdict"], row["reason"]
        ));
    }
    [wanted.len(), found, have.len()]
}

/// The truth is no invention: a program that shares nothing with it finds the same.
#[test]
fn python_finds_what_is_planted_and_nothing_else() {
    for (seed, start, period) in [
        (
            1,
            "2018-06",
            ["2018-10-01T00:00:00Z", "2018-11-01T00:00:00Z"],
        ),
        (
            2,
            "2018-11",
            ["2019-03-01T00:00:00Z", "2019-04-01T00:00:00Z"],
        ),
    ] {
        let options = options(seed, start);
        let planted = generator::planted_detections(&options);
        let folder = Folder::new();
        let paths = write(&folder, &options, &planted);
        let rows = python(&folder, &paths, period);
        let mut amiss = Vec::new();
        let rules = planted.truth["readings"][0]["detections"].clone();
        let mut planted = 0;
        for (rule, row) in rules.as_array().expect("rules").iter().zip(&rows) {
            assert_eq!(rule["rule"], row["rule"]);
            assert_ne!(rule["matches"], json!([]), "{} has a case", rule["rule"]);
            planted += compare(rule, row, &mut amiss)[0];
        }
        assert!(amiss.is_empty(), "{}", amiss.join("\n"));
        assert!(planted > 40, "{planted}");
    }
}

#[test]
fn python_finds_nothing_of_weight_in_a_calm_year() {
    let options = options(1, "2018-01");
    let planted = generator::calm_year(&options);
    let folder = Folder::new();
    let paths = write(&folder, &options, &planted);
    let year = ["2018-01-01T00:00:00Z", "2019-01-01T00:00:00Z"];
    let weighty = [1, 2, 4, 5, 6, 7, 9, 10, 15, 17, 19].map(|rule| format!("TP-D{rule:02}"));
    for row in python(&folder, &paths, year) {
        let weighty = weighty.iter().any(|rule| row["rule"] == **rule);
        assert!(!weighty || row["verdict"] == "clear", "{row}");
    }
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let mut amiss = Vec::new();
    let mut sum = [0; 3];
    // The last months have the ends of summer and of winter time.
    for (seed, start) in [(1, "2018-06"), (2, "2018-11")] {
        let options = options(seed, start);
        let planted = generator::planted_detections(&options);
        let folder = Folder::new();
        let paths = write(&folder, &options, &planted);
        for reading in planted.truth["readings"].as_array().expect("readings") {
            let rows = detections(&folder, &paths, reading);
            let rules = reading["detections"].as_array().expect("rules");
            for (rule, row) in rules.iter().zip(&rows) {
                assert_eq!(rule["rule"], row["rule"]);
                let figures = compare(rule, row, &mut amiss);
                for (sum, figure) in sum.iter_mut().zip(figures) {
                    *sum += figure;
                }
            }
        }
    }
    let [planted, found, wrong] = sum;
    assert!(
        amiss.is_empty(),
        "planted {planted}, found {found}, false {wrong}:\n{}",
        amiss.join("\n")
    );
}

#[test]
fn in_a_calm_year_nothing_of_weight_fires() {
    for seed in [1, 2] {
        let options = options(seed, "2018-01");
        let planted = generator::calm_year(&options);
        let folder = Folder::new();
        let paths = write(&folder, &options, &planted);
        for row in detections(&folder, &paths, &planted.truth["readings"][0]) {
            let weighty = matches!(row["level"].as_str(), Some("high" | "critical"));
            assert!(
                !weighty || row["verdict"] != "fired",
                "{}: {}",
                row["rule"],
                row["matches"]
            );
        }
    }
}

/// What is counted may be narrowed, never what rules see; and how events came to be read is nothing to them.
#[test]
fn neither_filters_nor_threads_nor_cuts_change_what_is_found() {
    let options = options(3, "2018-06");
    let planted = generator::planted_detections(&options);
    let folder = Folder::new();
    let paths = write(&folder, &options, &planted);
    let reading = &planted.truth["readings"][0];
    let whole = detections(&folder, &paths, reading);
    for more in [
        &["--actor", "dev-3@*"][..],
        &["--app", "*-production"],
        &["--event", "space.*"],
        &["-j", "1"],
        &["-j", "3"],
    ] {
        let mut narrowed = reading.clone();
        let flags = narrowed["flags"].as_array_mut().expect("flags");
        flags.extend(more.iter().map(|flag| json!(flag)));
        let same = detections(&folder, &paths, &narrowed) == whole;
        assert!(same, "{more:?} changed what was found");
    }
    let mut random = fastrand::Rng::with_seed(3);
    let events = planted.archives.iter().flat_map(|archive| &archive.events);
    let mut parts = vec![Vec::new(); 4];
    for event in events {
        let text = String::from_utf8(event.clone()).expect("text");
        parts[random.usize(0..4)].push(text.clone());
        if random.u32(0..9) == 0 {
            parts[random.usize(0..4)].push(text);
        }
    }
    let mut files = Vec::new();
    for (n, part) in parts.iter_mut().enumerate() {
        random.shuffle(part);
        files.push(folder.write(&format!("part-{n}.ndjson"), part.join("\n")));
    }
    let cut = json!({"archives": [3, 1, 0, 2], "history": [], "flags": reading["flags"]});
    let rows = detections(&folder, &files, &cut);
    for (cut, whole) in rows.iter().zip(&whole) {
        assert_eq!(cut["matches"], whole["matches"], "{}", whole["rule"]);
    }
}

/// What is agreed to is counted apart and fails no run, until the agreement ends.
#[test]
fn what_is_suppressed_fails_no_run_until_the_suppression_ends() {
    let options = options(4, "2018-06");
    let planted = generator::planted_detections(&options);
    let folder = Folder::new();
    let paths = write(&folder, &options, &planted);
    let reading = &planted.truth["readings"][0];
    let run = |until: &str, level: &str| {
        let mut text = planted.policy.clone();
        for rule in 1..=23 {
            text += &format!(
                "[[policy.suppress]]\nrule = \"TP-D{rule:02}\"\nreason = \"CHG-1\"\nowner = \"o@acme.com\"\nuntil = {until}\n"
            );
        }
        let policy = folder.write("suppressing.toml", text);
        let flags = [
            "report",
            "-f",
            "json",
            "--isolated",
            "--fail-on",
            level,
            "--policy",
        ];
        trailproof(flags)
            .arg(policy)
            .args(words(reading, &paths))
            .run()
    };
    for row in run("2018-10-31", "informational").code(0).json()["detections"]
        .as_array()
        .expect("rows")
    {
        assert_eq!(row["count"], row["suppressed"], "{}", row["rule"]);
        assert_ne!(row["count"], 0, "{}", row["rule"]);
    }
    for row in run("2018-10-30", "critical").code(1).json()["detections"]
        .as_array()
        .expect("rows")
    {
        assert_eq!(row["suppressed"], 0, "{}", row["rule"]);
    }
}
