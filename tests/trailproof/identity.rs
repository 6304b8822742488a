//! Who is who: letter case, empty strings and missing ids make nobody twice.

use crate::runner::trailproof;
use crate::samples::report;
use serde_json::{Value, json};

fn diff(before: &str, after: &str) -> Value {
    trailproof(["diff", before, after, "-f", "json"])
        .run()
        .ok()
        .json()
}

/// Every row of the comparison is of something that both sides have.
fn assert_none_new_none_gone(diff: &Value) {
    for section in ["by_actor", "by_app", "by_team"] {
        for row in diff[section].as_array().expect("rows") {
            assert_eq!(row["status"], "same", "{section}: {row}");
            assert_eq!(row["renamed"], false, "{section}: {row}");
        }
    }
    assert_eq!(diff["new_pairs"], json!([]));
    assert_eq!(diff["names_taken_over"], json!([]));
}

#[test]
fn a_uuid_is_one_id_in_any_letter_case() {
    const FILE: &str = "fixtures/identity/uuid-case.json";
    let said = report(&[FILE]);
    assert_eq!(said["totals"]["actors"], 1);
    let [actor] = &said["by_actor"].as_array().expect("rows")[..] else {
        panic!("{}", said["by_actor"]);
    };
    assert_eq!(actor["id"], "aaaaaaaa-0000-4000-8000-00000000000a");
    assert_eq!(actor["also_known_as"], json!([]));
    let rows = &report(&[FILE, "--by", "actor"])["rows"];
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{rows}");
    let verdict = trailproof(["validate", FILE, "-f", "json"]).run().json();
    let codes = verdict["findings"].as_array().expect("findings").iter();
    assert!(codes.into_iter().all(|finding| finding["code"] != "I02"));
}

#[test]
fn ids_and_e_mails_in_another_case_are_neither_new_nor_gone() {
    let months = |name: &str| {
        ["may", "jun"].map(|month| format!("fixtures/identity/{name}-case-{month}.json"))
    };
    for name in ["uuid", "email"] {
        let [may, jun] = months(name);
        assert_none_new_none_gone(&diff(&may, &jun));
        assert_none_new_none_gone(&diff(&jun, &may));
    }
    let [may, jun] = months("email");
    let both = report(&[&may, &jun]);
    assert_eq!(both["totals"]["actors"], 1);
    assert_eq!(both["by_actor"][0]["actor"], "ann@example.com");
    assert_eq!(both["by_actor"][0]["also_known_as"], json!([]));
}

#[test]
fn an_empty_string_is_absence() {
    let said = report(&["fixtures/identity/empty-actor.json"]);
    assert_eq!(said["totals"]["actors"], 0);
    let rows = said["by_actor"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{rows:?}");
    let row = &rows[0];
    assert_eq!(
        (&row["actor"], &row["id"], &row["count"]),
        (&Value::Null, &Value::Null, &json!(3))
    );
    let accounts = "fixtures/identity/empty-account.json";
    let verdict = trailproof(["validate", accounts, "-f", "json"])
        .run()
        .json();
    let findings = verdict["findings"].as_array().expect("findings");
    assert!(findings.iter().all(|finding| finding["code"] != "I01"));
}
