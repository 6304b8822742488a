//! What an event costs, in instructions and allocations, beside what it cost when that was last
//! looked at. A loss of speed shows here on any machine, idle or busy.
//!
//! The binary is that of the tests, hardly optimised, so the figures tell about change only.
//! Counted is the difference between a long archive and a short one: what happens once a run (start,
//! tables, output) cancels out. SHA-256 is left out, because callgrind knows no processor with
//! instructions for it, and in software it would be two thirds of everything.

use crate::callgrind::Profile;
use crate::generator::{self, Compression, Options};
use crate::samples::Folder;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

/// What to run on what.
const CASES: [(&str, &[&str], Compression); 4] = [
    ("report", &["report", "-f", "json"], Compression::None),
    ("report gzip", &["report", "-f", "json"], Compression::Gzip),
    ("validate", &["validate", "-f", "json"], Compression::None),
    ("export", &["export"], Compression::None),
];
const SHORT: u32 = 2_000;
const LONG: u32 = 6_000;

/// Two runs of one binary differ by less than 0.1 %, because tables are keyed at random.
const TOLERANCE: f64 = 0.05;
/// More of these in a thousand events are not by chance.
const ALLOCATIONS: f64 = 30.0;

const UPDATE: &str = "COST_UPDATE=1 cargo test --test trailproof cost::";

/// What one event costs.
struct Cost {
    instructions: f64,
    allocations_in_a_thousand: f64,
    /// The dearest functions, one a line.
    dearest: String,
}

/// An archive of few people and apps, all of whom appear before the short one ends.
fn archive(folder: &Folder, events: u32, compression: Compression) -> String {
    let options = Options {
        events: events.into(),
        actors: 20,
        apps: 50,
        compression,
        ..Options::default()
    };
    let month = options.each_month().next().expect("a month");
    // Content tells the compression; a name that is not usual would be a finding.
    let path = folder.write(&format!("{events}/{}", options.file_name(month)), []);
    generator::generate(&options, &mut |_| {
        Ok(Box::new(std::fs::File::create(&path)?))
    })
    .expect("an archive");
    path
}

fn measure(words: &[&str], compression: Compression) -> Cost {
    let folder = Folder::new();
    let [short, long] = [SHORT, LONG].map(|events| {
        let path = archive(&folder, events, compression);
        Profile::of(&[words, &[&path]].concat(), folder.path())
    });
    let is_digest = |name: &str| name.contains("sha2::");
    let is_allocation =
        |name: &str| name.contains("::__rust_alloc") || name.contains("::__rust_realloc");
    assert!(
        short.instructions_of(is_digest) > 0 && short.calls_of(is_allocation) > 0,
        "the functions that digest and allocate have other names now: say so in tests/trailproof/cost.rs"
    );
    let an_event = |long: u64, short: u64| (long as f64 - short as f64) / f64::from(LONG - SHORT);
    let mut dearest: Vec<_> = (long.instructions.iter())
        .map(|(name, &count)| {
            (
                an_event(count, short.instructions_of(|other| other == name)),
                name,
            )
        })
        .filter(|(_, name)| !is_digest(name))
        .collect();
    dearest.sort_by(|a, b| b.0.total_cmp(&a.0));
    Cost {
        instructions: an_event(
            long.instructions_of(|name| !is_digest(name)),
            short.instructions_of(|name| !is_digest(name)),
        ),
        allocations_in_a_thousand: 1000.0
            * an_event(long.calls_of(is_allocation), short.calls_of(is_allocation)),
        dearest: dearest
            .iter()
            .take(12)
            .fold(String::new(), |mut text, (count, name)| {
                let _ = writeln!(text, "{count:>9.0}  {name}");
                text
            }),
    }
}

fn record() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/trailproof/cost.txt")
}

fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let out = Command::new(rustc)
        .arg("--version")
        .output()
        .expect("rustc");
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}

/// Instructions and allocations that the record has for a case.
fn recorded(text: &str, case: &str) -> Option<(f64, f64)> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(&format!("{case}: ")))?;
    let mut numbers = line.split_whitespace().filter_map(|word| word.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// What is wrong with a cost beside the recorded one.
fn complaint(cost: &Cost, recorded: Option<(f64, f64)>) -> Option<&'static str> {
    let Some((instructions, allocations)) = recorded else {
        return Some("has no record");
    };
    if cost.allocations_in_a_thousand > allocations + ALLOCATIONS {
        return Some("allocates more");
    }
    match cost.instructions / instructions - 1.0 {
        change if change > TOLERANCE => Some("has become dearer"),
        change if change < -TOLERANCE => Some("has become cheaper, which the record does not know"),
        _ => None,
    }
}

/// The figures are those of one kind of processor and of the tests' own profile.
#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64", debug_assertions))]
fn an_event_costs_what_it_did() {
    let text = std::fs::read_to_string(record()).unwrap_or_default();
    let mut now = format!(
        "# An event's cost, without SHA-256. Written by {UPDATE}\n{}\n",
        compiler()
    );
    let mut wrong = String::new();
    for (case, words, compression) in CASES {
        let cost = measure(words, compression);
        let (instructions, allocations) = (cost.instructions, cost.allocations_in_a_thousand);
        let line = format!(
            "{case}: {instructions:.0} instructions, {allocations:.0} allocations in a thousand"
        );
        let _ = writeln!(now, "{line}");
        let before = recorded(&text, case);
        if let Some(complaint) = complaint(&cost, before) {
            let (instructions, allocations) = before.unwrap_or_default();
            let _ = writeln!(
                wrong,
                "{case} {complaint}:\n  now {line}\n  was {instructions} and {allocations}; \
                 dearest now, instructions an event:\n{}",
                cost.dearest
            );
        }
    }
    if std::env::var_os("COST_UPDATE").is_some() {
        std::fs::write(record(), now).expect("cost.txt");
        return;
    }
    let hint = if text.lines().nth(1) == Some(&compiler()) {
        ""
    } else {
        "The record is of another compiler, which alone may explain it. "
    };
    assert!(
        wrong.is_empty(),
        "\n{wrong}\n{hint}If the change is worth it, record it: {UPDATE}\n"
    );
}
