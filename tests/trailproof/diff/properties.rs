//! What holds for any two archives.

use super::{Files, event, rows, two_months};
use crate::generator::{self, Compression, Layout, Shape};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// No section of the comparison has a change.
fn assert_same(diff: &Value) {
    for section in [
        "by_event",
        "by_category",
        "by_actor",
        "by_app",
        "by_team",
        "by_ip",
    ] {
        for row in rows(diff, section) {
            assert_eq!(row["status"], "same", "{section}: {row}");
            // Null where two empty sides have no days to have a rate over.
            assert_eq!(row["surprise"].as_f64().unwrap_or_default(), 0.0);
            assert_ne!(row["renamed"], true);
        }
    }
    assert_eq!(diff["new_pairs"], json!([]));
    assert_eq!(diff["names_taken_over"], json!([]));
    assert_eq!(diff["differs"], false);
    for (name, total) in diff["totals"].as_object().expect("totals") {
        assert_eq!(total["change"], 0, "{name}");
    }
}

/// Events of a few actors and apps, whose names may change, on any day of two months.
fn drawn() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let one = (0u32..40, 1u32..=28, 0u32..4, 0u32..3, 0u32..4, 0u32..4);
    prop::collection::vec(one, 0..30).prop_map(|drawn| {
        let events = drawn.into_iter().enumerate();
        let event = |(number, (minute, day, actor, label, app, kind)): (usize, _)| {
            let actor = match actor {
                0 => Value::Null,
                1 => json!({"email": format!("mail{label}@x")}),
                _ => json!({"id": format!("id{actor}"), "email": format!("mail{label}@x")}),
            };
            let app = match app {
                0 => Value::Null,
                _ => json!({"id": format!("app{app}"), "name": format!("name{}", app % 2)}),
            };
            let over = json!({
                "actor": actor, "app": app, "action": format!("do{kind}"),
                "request": {"ip_address": format!("10.0.0.{kind}")},
            });
            event(
                u32::try_from(number).expect("a number"),
                &format!("2018-02-{day:02}T10:{minute:02}:00Z"),
                over,
            )
        };
        events.map(event).collect()
    })
}

/// What swapping the sides turns a row into.
fn mirrored(row: &Value) -> Value {
    let mut row = row.clone();
    let swap = |row: &mut Value, one: &str, other: &str| {
        let (a, b) = (row[one].clone(), row[other].clone());
        if row.get(one).is_some() {
            row[one] = b;
            row[other] = a;
        }
    };
    swap(&mut row, "before", "after");
    swap(&mut row, "rate_before", "rate_after");
    swap(&mut row, "before_label", "after_label");
    row["change"] = json!(-row["change"].as_i64().expect("a change"));
    let surprise = row["surprise"].as_f64();
    row["surprise"] = json!(surprise.map(|s| if s == 0.0 { s } else { -s }));
    row["status"] = match row["status"].as_str().expect("a status") {
        "added" => "removed",
        "removed" => "added",
        "increased" => "decreased",
        "decreased" => "increased",
        same => same,
    }
    .into();
    row
}

/// Rows without the label, which is that of the later side, by order.
fn unlabelled(diff: &Value, section: &str, label: &str, mirror: bool) -> Vec<Value> {
    let rows = rows(diff, section).iter().map(|row| {
        let mut row = if mirror { mirrored(row) } else { row.clone() };
        if row.get("after_label").is_some() {
            row[label] = Value::Null;
        }
        row
    });
    rows.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_shuffled_recompressed_split_and_reshaped_copy_is_the_same(
        seed in 0u64..1000, events in 1u64..400, from in 1usize..28, parts in 1usize..4,
        shape in 0usize..3, compression in 0usize..3, pretty in any::<bool>(),
    ) {
        // Whole months, and months that end early.
        let [may, _] = two_months(events * 2, seed);
        let until = format!("2018-05-{from:02}");
        let events: Vec<_> = may
            .into_iter()
            .filter(|event| seed % 2 == 0 || super::recount::created_at(event) < until)
            .collect();
        let files = Files::new();
        files.archive("before.json", &events);
        let mut shuffled = events;
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        let layout = Layout {
            shape: [Shape::Entries, Shape::Array, Shape::Ndjson][shape],
            pretty,
            bom: false,
        };
        let compression = [Compression::None, Compression::Gzip, Compression::Zstd][compression];
        files.write("after/empty.json", "[]");
        for (i, part) in shuffled.chunks(shuffled.len().div_ceil(parts).max(1)).enumerate() {
            let document = generator::document(part, layout);
            let bytes = generator::compress(&document, compression).expect("compressed");
            files.write(&format!("after/{i}.json"), bytes);
        }
        let diff = files.json(&["before.json", "after", "-j2"]);
        assert_same(&diff);
        assert_same(&files.json(&["before.json", "before.json"]));
        let alone = files.diff(&["before.json", "after", "-f", "json", "-j1"]).run().ok();
        let together = files.diff(&["before.json", "after", "-f", "json", "-j3"]).run().ok();
        prop_assert_eq!(alone.stdout(), together.stdout());
        let code = files.diff(&["before.json", "after", "--exit-code"]).run().code(0);
        prop_assert!(code.stdout().contains("No difference"));
    }

    #[test]
    fn swapping_the_sides_mirrors_the_comparison(before in drawn(), after in drawn()) {
        let files = Files::new();
        files.archive("a.json", &before);
        files.archive("b.json", &after);
        let there = files.json(&["a.json", "b.json"]);
        let back = files.json(&["b.json", "a.json"]);
        prop_assert_eq!(&there["before"]["ledger"], &back["after"]["ledger"]);
        prop_assert_eq!(&there["aligned"], &back["aligned"]);
        for section in ["event", "category", "actor", "app", "team", "ip"] {
            let name = format!("by_{section}");
            prop_assert_eq!(
                unlabelled(&there, &name, section, false),
                unlabelled(&back, &name, section, true)
            );
        }
        let totals = |diff: &Value, mirror: bool| -> BTreeMap<String, (i64, Value, Value)> {
            let (one, other) = if mirror { ("after", "before") } else { ("before", "after") };
            let all = diff["totals"].as_object().expect("totals").iter();
            all.map(|(name, total)| {
                let change = total["change"].as_i64().expect("a change");
                let change = if mirror { -change } else { change };
                (name.clone(), (change, total[one].clone(), total[other].clone()))
            }).collect()
        };
        prop_assert_eq!(totals(&there, false), totals(&back, true));
    }
}
