//! `trailproof catalog`: what is supported, and what that was at another time.

use crate::runner::trailproof;

#[test]
fn piped_it_is_one_name_a_line() {
    let names = trailproof(["catalog"]).run().ok();
    let names: Vec<&str> = names.stdout().lines().collect();
    assert_eq!(names.len(), 29);
    assert!(names.is_sorted() && names.contains(&"app_transfer.create"));
    let later = trailproof(["catalog", "2024-04"]).run().ok();
    assert!(later.stdout().lines().count() > 29);
}

#[test]
fn a_table_has_categories() {
    trailproof(["catalog", "-f", "table"])
        .run()
        .ok()
        .prints("Catalog 2019-09 · 29 events · published 2019-09")
        .prints(
            "\n  Access           app_transfer.create\n                   app_transfer.update\n",
        );
}

#[test]
fn data_has_events_with_categories() {
    let json = trailproof(["catalog", "-f", "json"]).run().ok().json();
    assert_eq!(json["schema"], "trailproof.catalog/v1");
    assert_eq!(json["count"], 29);
    assert_eq!(
        json["events"][0],
        serde_json::json!({"event": "addon.attach", "category": "infrastructure"})
    );
    trailproof(["catalog", "-f", "csv"])
        .run()
        .ok()
        .prints("event,category\naddon.attach,infrastructure\n");
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
        .says("built-in name: 2019-09, 2024-04 or 2026-02");
    trailproof(["catalog", "Cargo.toml"]).run().code(2);
    trailproof(["catalog", "diff", "2019-09"]).run().code(2);
    trailproof(["catalog", "2019-09", "list"]).run().code(2);
}
