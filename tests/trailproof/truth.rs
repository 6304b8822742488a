//! On generated archives every count of every section equals the truth, which was counted while
//! the events were made up and never by reading them.

use crate::generator::{self, Compression, Layout, Options, Shape, Truth};
use crate::runner::trailproof;
use crate::samples::{Folder, assert_same, columns};
use serde_json::Value;
use std::fs::File;

const SHAPES: [Shape; 3] = [Shape::Entries, Shape::Array, Shape::Ndjson];
const COMPRESSIONS: [Compression; 3] = [Compression::None, Compression::Gzip, Compression::Zstd];

/// A small population, so that everybody appears, with more than life's share of odd events.
fn odd(events: u64, seed: u64) -> Options {
    Options {
        events,
        seed,
        months: 1 + u32::try_from(seed % 4).expect("small"),
        actors: 40,
        apps: 60,
        actorless_per_mille: 40,
        email_only_per_mille: 300,
        unsupported_per_mille: 50,
        ..Options::default()
    }
}

fn archives(options: &Options) -> (Folder, Truth) {
    let folder = Folder::new();
    let mut months = options.each_month();
    let truth = generator::generate(options, &mut |_| {
        let name = options.file_name(months.next().expect("a month"));
        Ok(Box::new(File::create(folder.path().join(name))?))
    });
    (folder, truth.expect("archives"))
}

/// What the program writes, which must be the same with one thread and with more.
fn output(folder: &Folder, words: &[&str]) -> Vec<u8> {
    let run = |threads| {
        let ran = trailproof(["report", "-j", threads])
            .args(words)
            .arg(folder.path())
            .run()
            .code(0);
        ran.bytes().to_vec()
    };
    let alone = run("1");
    for threads in ["2", "5"] {
        assert!(
            run(threads) == alone,
            "{words:?}: {threads} threads changed the output"
        );
    }
    alone
}

fn check(options: &Options) {
    let (folder, truth) = archives(options);
    let what = format!("{options:?}");
    let truth: Value = serde_json::from_str(&truth.to_json().expect("JSON")).expect("JSON");
    let json = output(&folder, &["-f", "json"]);
    let report: Value = serde_json::from_slice(&json).expect("JSON");
    assert_same(&report, &truth, &what);
    let unsupported = &truth["totals"]["unsupported_events"];
    let found = report["findings"].get("S10").cloned();
    assert_eq!(found.unwrap_or_else(|| 0.into()), *unsupported, "{what}");

    let pairs = output(&folder, &["-f", "json", "--by", "actor,event"]);
    let pairs: Value = serde_json::from_slice(&pairs).expect("JSON");
    let have = columns(&pairs["rows"], &["actor", "actor_id", "event", "count"]);
    assert_eq!(have, truth["pairs"], "{what}");

    let csv = output(&folder, &["-f", "csv", "--sections", "activity"]);
    assert_eq!(csv_rows(&csv), rows(&report), "{what}");
    for format in ["table", "markdown", "html"] {
        output(&folder, &["-f", format]);
    }
}

/// Rows of a CSV, without header, categories, ledger, and what is said of validation.
fn csv_rows(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv);
    let header = reader.headers().expect("a header");
    let promised = ["dimension", "id", "label", "count", "first_at", "last_at"];
    assert_eq!(header, &csv::StringRecord::from(promised.to_vec()));
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        row.iter().map(str::to_owned).collect::<Vec<_>>()
    });
    rows.filter(|row| !matches!(row[0].as_str(), "category" | "ledger" | "validation"))
        .collect()
}

/// The rows of a report as a CSV has them.
fn rows(report: &Value) -> Vec<Vec<String>> {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut rows = Vec::new();
    for (section, dimension, label) in [
        ("by_event", "event", "event"),
        ("by_actor", "actor", "actor"),
        ("by_app", "app", "app"),
        ("by_team", "team", "team"),
        ("by_account", "account", "account"),
        ("by_day", "day", "day"),
        ("by_hour", "hour", ""),
        ("by_ip", "ip", "ip"),
    ] {
        for row in report[section].as_array().expect("rows") {
            let label = match label {
                "" => format!(
                    "{}T{:02}",
                    row["weekday"],
                    row["hour"].as_u64().expect("an hour")
                ),
                name => text(&row[name]),
            };
            let (first, last) = (text(&row["first_at"]), text(&row["last_at"]));
            let (id, count) = (text(&row["id"]), text(&row["count"]));
            rows.push(vec![dimension.to_owned(), id, label, count, first, last]);
        }
    }
    rows
}

#[test]
fn in_every_shape_and_compression() {
    let mut seed = 0;
    for shape in SHAPES {
        for compression in COMPRESSIONS {
            seed += 1;
            let layout = Layout {
                shape,
                pretty: seed % 2 == 0,
                bom: seed % 3 == 0,
            };
            check(&Options {
                layout,
                compression,
                ..odd(700, seed)
            });
        }
    }
}

#[test]
fn whatever_the_seed() {
    for seed in 100..106 {
        check(&odd(400, seed));
    }
    check(&odd(0, 1));
    check(&odd(1, 1));
    check(&odd(2, 7));
}

#[test]
fn with_everybody_odd() {
    check(&Options {
        actorless_per_mille: 500,
        email_only_per_mille: 1000,
        unsupported_per_mille: 1000,
        ..odd(900, 3)
    });
}

#[test]
fn when_there_are_many_blocks() {
    check(&Options {
        events: 60_000,
        months: 2,
        unsupported_per_mille: 3,
        ..Options::default()
    });
}
