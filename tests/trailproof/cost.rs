//! What an event costs, in instructions and allocations, beside what it cost when that was last
//! looked at. A loss of speed shows here on any machine, idle or busy.
//!
//! The binary is that of the tests, hardly optimised, so the figures tell about change only.
//! Counted is the difference between a long archive and a short one: what happens once a run (start,
//! tables, output) cancels out. SHA-256 is left out, because callgrind knows no processor with
//! instructions for it, and in software it would be two thirds of everything.

use crate::callgrind::Profile;
use crate::generator::{self, Compression, Layout, Options, Shape};
use crate::samples::Folder;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

const REPORT: &[&str] = &["report", "-f", "json", "--sections", "activity"];
const WHOLE: &[&str] = &["report", "-f", "json"];
const VALIDATE: &[&str] = &["validate", "-f", "json"];

/// What to run on what.
const CASES: [(&str, &[&str], Shape, Compression); 6] = [
    ("report", REPORT, Shape::Entries, Compression::None),
    (
        "report, all sections",
        WHOLE,
        Shape::Entries,
        Compression::None,
    ),
    ("report gzip", REPORT, Shape::Entries, Compression::Gzip),
    ("report lines", REPORT, Shape::Ndjson, Compression::None),
    ("validate", VALIDATE, Shape::Entries, Compression::None),
    ("export", &["export"], Shape::Entries, Compression::None),
];
const SHORT: u32 = 2_000;
const LONG: u32 = 6_000;

/// Two runs of one binary differ by less than 0.1 %, because tables are keyed at random.
const TOLERANCE: f64 = 0.05;
/// More of these in a thousand events are not by chance.
const ALLOCATIONS: i64 = 30;
/// How many functions the record names.
const DEAREST: usize = 10;

const UPDATE: &str = "COST_UPDATE=1 cargo test --test trailproof cost::";

/// What is compared with, in `cost.json`.
#[derive(Default, Serialize, Deserialize)]
struct Record {
    /// On which the figures depend besides the code.
    counted_with: String,
    cases: BTreeMap<String, Cost>,
}

/// What an event costs.
#[derive(Serialize, Deserialize)]
struct Cost {
    instructions: i64,
    allocations_in_a_thousand_events: i64,
    /// Instructions in the functions that take most, without what they call.
    dearest: BTreeMap<String, i64>,
}

/// An archive of few people and apps, all of whom appear before the short one ends.
fn archive(folder: &Folder, events: u32, shape: Shape, compression: Compression) -> String {
    let options = Options {
        events: events.into(),
        actors: 20,
        apps: 50,
        layout: Layout {
            shape,
            ..Layout::default()
        },
        compression,
        ..Options::default()
    };
    let month = options.each_month().next().expect("a month");
    let path = folder.write(&format!("{events}/{}", options.file_name(month)), []);
    generator::generate(&options, &mut |_| {
        Ok(Box::new(std::fs::File::create(&path)?))
    })
    .expect("an archive");
    path
}

fn measure(words: &[&str], shape: Shape, compression: Compression) -> Cost {
    let folder = Folder::new();
    let [short, long] = [SHORT, LONG].map(|events| {
        let path = archive(&folder, events, shape, compression);
        Profile::of(&[words, &[&path]].concat(), folder.path())
    });
    let is_digest = |name: &str| name.contains("sha2::");
    let is_allocation =
        |name: &str| name.contains("::__rust_alloc") || name.contains("::__rust_realloc");
    assert!(
        short.instructions_of(is_digest) > 0 && short.calls_of(is_allocation) > 0,
        "the functions that digest and allocate have other names now: say so in tests/trailproof/cost.rs"
    );
    let in_a_thousand = |count: &dyn Fn(&Profile) -> u64| {
        (count(&long) as i64 - count(&short) as i64) * 1000 / i64::from(LONG - SHORT)
    };
    let of_function = |name: &String| {
        let instructions = in_a_thousand(&|profile| profile.instructions_of(|other| other == name));
        (name.clone(), instructions / 1000)
    };
    let functions = long.instructions.keys().filter(|name| !is_digest(name));
    let mut dearest: Vec<_> = functions.map(of_function).collect();
    dearest.sort_by_key(|&(_, instructions)| Reverse(instructions));
    dearest.truncate(DEAREST);
    let undigested = |profile: &Profile| profile.instructions_of(|name| !is_digest(name));
    Cost {
        instructions: in_a_thousand(&undigested) / 1000,
        allocations_in_a_thousand_events: in_a_thousand(&|profile| profile.calls_of(is_allocation)),
        dearest: dearest.into_iter().collect(),
    }
}

/// What is wrong with a cost beside the recorded one.
fn complaint(now: &Cost, was: &Cost) -> Option<&'static str> {
    let change = now.instructions as f64 / was.instructions as f64 - 1.0;
    let allocations = now.allocations_in_a_thousand_events - was.allocations_in_a_thousand_events;
    if change > TOLERANCE {
        Some("takes more instructions")
    } else if allocations > ALLOCATIONS {
        Some("allocates more often")
    } else if change < -TOLERANCE {
        Some("takes fewer instructions, which the record must know to notice their return")
    } else {
        None
    }
}

/// Both costs side by side, the functions that changed most first.
fn beside(now: &Cost, was: &Cost) -> String {
    let mut rows = vec![
        ("instructions", now.instructions, Some(was.instructions)),
        (
            "allocations in a thousand events",
            now.allocations_in_a_thousand_events,
            Some(was.allocations_in_a_thousand_events),
        ),
    ];
    let mut functions: Vec<_> = (now.dearest.iter())
        .map(|(name, &cost)| (name.as_str(), cost, was.dearest.get(name).copied()))
        .collect();
    functions.sort_by_key(|&(_, now, was)| Reverse((now - was.unwrap_or(0)).abs()));
    rows.extend(functions);
    let mut text = format!("{:>9}{:>9}\n", "was", "is");
    for (what, now, was) in rows {
        let was = was.map_or("?".to_owned(), |was| was.to_string());
        let _ = writeln!(text, "{was:>9}{now:>9}  {what}");
    }
    text
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/trailproof/cost.json")
}

/// The compiler, and whether the processor has what libraries look for.
fn counted_with() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = version.expect("rustc tells its version").stdout;
    let version = String::from_utf8_lossy(&version).trim().to_owned();
    let processor = std::fs::read_to_string("/proc/cpuinfo").expect("a processor");
    let avx2 = processor.split_whitespace().any(|flag| flag == "avx2");
    format!("{version}, {} AVX2", if avx2 { "with" } else { "without" })
}

/// The figures are those of one kind of processor and of the tests' own profile.
#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64", debug_assertions))]
fn an_event_costs_what_it_did() {
    let mut now = Record {
        counted_with: counted_with(),
        ..Record::default()
    };
    for (case, words, shape, compression) in CASES {
        let cost = measure(words, shape, compression);
        now.cases.insert(case.to_owned(), cost);
    }
    if std::env::var_os("COST_UPDATE").is_some() {
        let text = serde_json::to_string_pretty(&now).expect("JSON");
        std::fs::write(path(), text + "\n").expect("cost.json");
        return;
    }
    let was = std::fs::read_to_string(path()).expect("cost.json");
    let was: Record = serde_json::from_str(&was).expect("a record");
    let mut said = String::new();
    for (case, now) in &now.cases {
        let was = was.cases.get(case).expect("a record of each case");
        if let Some(complaint) = complaint(now, was) {
            let _ = writeln!(
                said,
                "An event of `{case}` {complaint}:\n{}",
                beside(now, was)
            );
        }
    }
    if !said.is_empty() && was.counted_with != now.counted_with {
        let _ = writeln!(
            said,
            "The record was made with {}; this is {}, which alone may explain the difference.",
            was.counted_with, now.counted_with
        );
    }
    assert!(
        said.is_empty(),
        "\n{said}If the change is worth it, record it and commit cost.json:\n    {UPDATE}\n"
    );
}
