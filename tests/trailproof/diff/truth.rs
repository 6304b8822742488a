//! Two generated months, every count of every section against a recount.

use super::recount::{self, Recount, SECTIONS};
use super::{Files, two_months};
use serde_json::{Value, json};

/// Holds an output against a recount of what was to be compared.
#[track_caller]
fn check(diff: &Value, before: &[Vec<u8>], after: &[Vec<u8>], days: (u64, u64)) {
    let (before, after) = (Recount::of(before), Recount::of(after));
    assert_eq!(diff["before"]["days"], days.0);
    assert_eq!(diff["after"]["days"], days.1);
    for (section, label, _, _) in SECTIONS {
        let found = recount::found(diff, section, label);
        let expected = recount::expected(&before, &after, section, days);
        for (key, row) in &expected {
            assert_eq!(found.get(key), Some(row), "{section}: {key}");
        }
        assert_eq!(found.len(), expected.len(), "{section}");
    }
    assert_eq!(
        recount::found_pairs(diff),
        recount::new_pairs(&before, &after)
    );
    let mut totals = diff["totals"].clone();
    totals
        .as_object_mut()
        .expect("totals")
        .remove("unsupported_events");
    assert_eq!(totals, recount::totals(&before, &after));
    for side in ["before", "after"] {
        let ledger = &diff[side]["ledger"];
        let n = |member: &str| ledger[member].as_u64().expect("a figure");
        assert_eq!(
            n("read"),
            n("accepted") + n("filtered") + n("duplicate") + n("rejected")
        );
        assert_eq!(ledger["accepted"], diff["totals"]["events"][side]);
    }
    let by_category: u64 = diff["by_category"]
        .as_array()
        .expect("categories")
        .iter()
        .map(|row| row["after"].as_u64().expect("a count"))
        .sum();
    assert_eq!(by_category, after_events(diff));
}

fn after_events(diff: &Value) -> u64 {
    diff["totals"]["events"]["after"].as_u64().expect("a count")
}

#[test]
fn every_count_of_two_months_is_right() {
    let [may, june] = two_months(6000, 11);
    let files = Files::new();
    files.archive("may.json", &may);
    files.archive("june.json", &june);
    let diff = files.json(&["may.json", "june.json"]);
    assert_eq!(diff["schema"], "trailproof.diff/v1");
    assert_eq!(diff["aligned"], false);
    assert_eq!(diff["differs"], true);
    check(&diff, &may, &june, (31, 30));
    let unsupported = &diff["totals"]["unsupported_events"];
    assert!(unsupported["before"].as_u64() > Some(0));
}

#[test]
fn the_months_of_a_folder_are_the_same_comparison() {
    let [may, june] = two_months(3000, 12);
    let files = Files::new();
    files.archive("in/may.json", &may);
    files.archive("in/june.json", &june);
    // A month that is no side, and one archive that holds both.
    files.archive("in/both.json", &[may.clone(), june.clone()].concat());
    let diff = files.json(&["--months", "2018-05..2018-06", "in"]);
    check(&diff, &may, &june, (31, 30));
    assert_eq!(diff["before"]["archives"].as_array().map(Vec::len), Some(3));
    assert_eq!(diff["overlap"], json!({"archives": [], "period": null}));
    assert_eq!(diff["before"]["month"], "2018-05");
}

#[test]
fn a_truncated_month_is_compared_over_its_own_days() {
    let [may, june] = two_months(1500, 13);
    let first = |events: &[Vec<u8>], month: &str| -> Vec<Vec<u8>> {
        let until = format!("2018-{month}-15");
        let events = events.iter();
        let early = events.filter(|event| recount::created_at(event) < until);
        early.cloned().collect()
    };
    let (early_may, early_june) = (first(&may, "05"), first(&june, "06"));
    let files = Files::new();
    files.archive("may.json", &may);
    files.archive("june.json", &june);
    files.archive("early-june.json", &early_june);
    let diff = files.json(&["may.json", "early-june.json"]);
    assert_eq!(diff["aligned"], true);
    assert_eq!(diff["after"]["ends_early"], "2018-06-14");
    check(&diff, &early_may, &early_june, (14, 14));
    // Nobody is gone who was not gone by the 14th.
    let whole = files.json(&["may.json", "early-june.json", "--whole"]);
    assert_eq!(whole["aligned"], false);
    check(&whole, &may, &early_june, (31, 14));
    let gone = |diff: &Value| {
        let sections = ["by_actor", "by_app", "by_ip"].map(|name| diff[name].as_array());
        let rows = sections.into_iter().flatten().flatten();
        rows.filter(|row| row["status"] == "removed").count()
    };
    assert!(gone(&diff) < gone(&whole));
    // Events out of the compared days are in the ledger.
    let ledger = &diff["before"]["ledger"];
    assert_eq!(ledger["read"], may.len());
    assert_eq!(ledger["filtered"], may.len() - early_may.len());
    // In a folder, the same.
    let diff = files.json(&[
        "--months",
        "2018-05..2018-06",
        "may.json",
        "early-june.json",
    ]);
    assert_eq!(diff["aligned"], true);
    check(&diff, &early_may, &early_june, (14, 14));
    // From a pipe, the same.
    let piped = files
        .diff(&["may.json", "-", "-f", "json"])
        .stdin(early_june.join(&b'\n'))
        .run()
        .ok()
        .json();
    check(&piped, &early_may, &early_june, (14, 14));
}
