//! `trailproof catalog`: what is supported, and what that was at another time.

use crate::runner::trailproof;
use crate::samples::{Folder, event, report, with};
use serde_json::{Value, json};

#[test]
fn piped_it_is_one_name_a_line() {
    let names = trailproof(["catalog", "2019-09"]).run().ok();
    let names: Vec<&str> = names.stdout().lines().collect();
    assert_eq!(names.len(), 29);
    assert!(names.is_sorted() && names.contains(&"app_transfer.create"));
    let later = trailproof(["catalog", "2024-04"]).run().ok();
    assert!(later.stdout().lines().count() > 29);
}

#[test]
fn a_table_has_categories() {
    trailproof(["catalog", "2019-09", "-f", "table"])
        .run()
        .ok()
        .prints("Catalog 2019-09 · 29 events · published 2019-09")
        .prints(
            "\n  Access           app_transfer.create\n                   app_transfer.update\n",
        );
}

#[test]
fn data_has_events_with_categories() {
    let json = trailproof(["catalog", "2019-09", "-f", "json"])
        .run()
        .ok()
        .json();
    assert_eq!(json["schema"], "trailproof.catalog/v1");
    assert_eq!(json["count"], 29);
    assert_eq!(
        json["events"][0],
        json!({"event": "addon.attach", "category": "infrastructure"})
    );
    trailproof(["catalog", "2019-09", "-f", "csv"])
        .run()
        .ok()
        .prints("event,category\naddon.attach,infrastructure\n");
}

#[test]
fn unless_one_is_named_it_tells_which_catalogs_have_each_event() {
    let json = trailproof(["catalog", "-f", "json"]).run().ok().json();
    let of = |name: &str| {
        let events = json["events"].as_array().expect("events");
        let row = events.iter().find(|row| row["event"] == name);
        row.expect(name)["catalogs"].clone()
    };
    assert_eq!(json["name"], "auto");
    assert_eq!(of("ssl_endpoint.create"), json!(["2019-09"]));
    assert_eq!(of("trusted_ip.update"), json!(["2024-04", "2026-02"]));
    trailproof(["catalog", "auto", "-f", "csv"])
        .run()
        .ok()
        .prints("event,category,catalogs\n")
        .prints("\nssl_endpoint.create,network,2019-09\n");
    trailproof(["catalog", "-f", "table"])
        .run()
        .ok()
        .prints("only 2024-04, 2026-02");
}

#[test]
fn list_tells_which_there_are_and_which_are_incomplete() {
    let list = trailproof(["catalog", "list"]).run().ok();
    assert_eq!(list.stdout(), "2019-09\n2024-04\n2026-02\n");
    let json = trailproof(["catalog", "list", "-f", "json"]).run().ok();
    assert_eq!(json.json()["catalogs"][2]["complete"], false);
    trailproof(["catalog", "list", "-f", "table"])
        .run()
        .ok()
        .prints("2026-02: Documentation as updated");
}

#[test]
fn diff_tells_what_was_added_and_what_was_removed() {
    let diff = |more: &[&str]| {
        trailproof(["catalog", "diff", "2019-09", "2024-04"])
            .args(more)
            .run()
            .ok()
    };
    let json = diff(&["-f", "json"]).json();
    let added = json["added"].as_array().expect("a list").len();
    let removed = json["removed"].as_array().expect("a list").len();
    let (before, after) = (
        json["before"]["count"].as_u64(),
        json["after"]["count"].as_u64(),
    );
    assert_eq!(
        before.map(|n| n + added as u64),
        after.map(|n| n + removed as u64)
    );
    let names = diff(&[]);
    assert_eq!(names.stdout().lines().count(), added + removed);
    assert_eq!(names.stdout().matches('+').count(), added);
    diff(&["-f", "csv"]).prints("status,event,category\nadded,");
    let backwards = trailproof(["catalog", "diff", "2024-04", "2019-09", "-f", "json"]).run();
    assert_eq!(backwards.json()["added"], json["removed"]);
}

#[test]
fn an_incomplete_catalog_is_no_proof_of_removal() {
    trailproof(["catalog", "diff", "2024-04", "2026-02"])
        .run()
        .code(0)
        .says("2026-02 is known to be incomplete");
    trailproof(["catalog", "diff", "2024-04", "2026-02", "-f", "table"])
        .run()
        .ok()
        .prints("! 2026-02 is known to be incomplete.");
}

#[test]
fn a_catalog_of_ones_own_cannot_write_to_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = r#"{"name": "\u001b[31mours", "events": ["a.b\u001b]0;x\u0007", "=c.d"]}"#;
    std::fs::write(folder.path().join("ours.json"), own).expect("a file");
    for form in ["table", "csv"] {
        let ran = trailproof(["catalog", "ours.json", "-f", form])
            .in_folder(folder.path())
            .run()
            .code(0);
        assert_eq!(ran.stdout().contains("'=c.d"), form == "csv");
        assert_eq!(ran.stderr().contains("formula"), form == "csv");
        assert_eq!(ran.stdout().contains('\u{1b}'), form == "csv");
    }
}

#[test]
fn what_is_no_catalog_is_refused() {
    trailproof(["catalog", "1999-01"])
        .run()
        .code(2)
        .prints_nothing()
        .says("auto, or a built-in name: 2019-09, 2024-04 or 2026-02");
    trailproof(["catalog", "Cargo.toml"]).run().code(2);
    trailproof(["catalog", "diff", "2019-09"]).run().code(2);
    trailproof(["catalog", "2019-09", "list"]).run().code(2);
}

/// An event of that name at that time.
fn dated(n: u32, name: &str, at: &str) -> Value {
    let (kind, action) = name.split_once('.').expect("a name");
    let event = with(event(n), "type", json!(kind));
    with(
        with(event, "action", json!(action)),
        "created_at",
        json!(at),
    )
}

/// Events of four times, of which each catalog knows others.
fn of_all_times(folder: &Folder) -> String {
    let mut events = Vec::new();
    for at in [
        "2018-05-03T12:00:00Z",
        "2024-03-31T23:59:60Z",
        "2024-04-01T00:00:00+00:00",
        "2025-05-03T12:00:00Z",
        "2026-02-01T01:00:00+02:00",
        "2026-02-01T00:00:00Z",
    ] {
        for name in [
            "ssl_endpoint.create",
            "trusted_ip.update",
            "applink_app.publish",
            "app.create",
        ] {
            events.push(dated(events.len() as u32 + 1, name, at));
        }
    }
    folder.write("a.json", json!(events).to_string())
}

#[test]
fn an_event_is_held_against_the_catalog_of_its_month() {
    let folder = Folder::new();
    let path = of_all_times(&folder);
    for (words, name, unsupported) in [
        // Of each time in turn: 2019-09 twice, 2024-04 three times, 2026-02 with those before it.
        (&[][..], "auto", 2 + 2 + 2 + 2 + 2),
        (&["--catalog", "auto"], "auto", 10),
        (&["--catalog", "2019-09"], "2019-09", 12),
        (&["--catalog", "2024-04"], "2024-04", 12),
        (&["--catalog", "2026-02"], "2026-02", 6),
        (&["--from", "2024-04", "--to", "2026-02"], "auto", 6),
        (&["--from", "2026-02"], "auto", 0),
    ] {
        let report = report(&[&[&*path], words].concat());
        assert_eq!(report["catalog"], name, "{words:?}");
        let [said, found] = [
            &report["totals"]["unsupported_events"],
            &report["findings"]["S10"],
        ];
        assert_eq!(said, unsupported, "{words:?}");
        assert_eq!(found.as_u64().unwrap_or(0), unsupported, "{words:?}");
    }
    let supported = |words: &[&str], name: &str| {
        let report = report(&[&[&*path], words].concat());
        let rows = report["by_event"].as_array().expect("rows").clone();
        let row = rows.iter().find(|row| row["event"] == name);
        row.expect(name)["supported"].as_bool().expect("a verdict")
    };
    // A row is supported if all of its events are.
    assert!(!supported(&[], "ssl_endpoint.create") && supported(&[], "app.create"));
    assert!(supported(&["--to", "2024-04"], "ssl_endpoint.create"));
    assert!(supported(&["--from", "2024-04"], "trusted_ip.update"));
    assert!(!supported(&["--from", "2024-03"], "trusted_ip.update"));
}

#[test]
fn validate_names_the_catalog_of_the_month_and_a_later_one_that_has_the_event() {
    let folder = Folder::new();
    let path = of_all_times(&folder);
    let told = |words: &[&str]| -> Vec<(String, String)> {
        let ran = trailproof(["validate", &path, "-f", "json", "--select", "S10"])
            .args(words)
            .run();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let json = ran.json();
        let findings = json["findings"].as_array().expect("findings");
        let told = findings
            .iter()
            .map(|f| (text(&f["severity"]), text(&f["message"])));
        told.collect()
    };
    let all = told(&[]);
    assert_eq!(all.len(), 10);
    for (place, severity, message) in [
        (
            0,
            "note",
            "trusted_ip.update is not in catalog 2019-09; catalog 2024-04 lists it",
        ),
        (
            1,
            "note",
            "applink_app.publish is not in catalog 2019-09; catalog 2026-02 lists it",
        ),
        (
            4,
            "warning",
            "ssl_endpoint.create is not in catalog 2024-04, nor in a later one; catalog 2019-09 listed it",
        ),
        (
            5,
            "note",
            "applink_app.publish is not in catalog 2024-04; catalog 2026-02 lists it",
        ),
    ] {
        assert_eq!(all[place], (severity.to_owned(), message.to_owned()));
    }
    assert_eq!(told(&["--catalog", "2019-09"]).len(), 12);
}
