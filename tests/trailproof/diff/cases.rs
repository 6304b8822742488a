//! Each case that has a meaning of its own.

use super::{Files, event, rows};
use serde_json::{Value, json};

const OTHER: &str = "a0000000-0000-4000-8000-000000000002";

fn app(id: &str, name: &str) -> Value {
    json!({"app": {"id": id, "name": name}})
}

#[test]
fn a_renamed_actor_is_one_row_with_both_names() {
    let files = Files::new();
    let renamed = json!({"actor": {"id": "a0000000-0000-4000-8000-000000000001", "email": "anna@example.com"}});
    files.archive("a.json", &[event(1, "2018-01-10T00:00:00Z", json!({}))]);
    files.archive("b.json", &[event(2, "2018-02-10T00:00:00Z", renamed)]);
    let diff = files.json(&["a.json", "b.json"]);
    let [row] = &rows(&diff, "by_actor")[..] else {
        panic!("one actor: {diff}");
    };
    assert_eq!(row["renamed"], true);
    assert_eq!(row["status"], "same");
    assert_eq!(row["actor"], "anna@example.com");
    assert_eq!(row["before_label"], "ann@example.com");
    assert_eq!(row["after_label"], "anna@example.com");
    assert_eq!(diff["new_pairs"], json!([]));
    assert_eq!(diff["differs"], true);
    let table = files.diff(&["a.json", "b.json"]).run().ok();
    assert!(table.stdout().contains("was ann@example.com"));
}

#[test]
fn a_name_taken_over_is_two_rows_and_is_pointed_out() {
    let files = Files::new();
    let of = |number, month: &str, id: &str, name: &str| {
        event(number, &format!("2018-{month}-10T00:00:00Z"), app(id, name))
    };
    files.archive(
        "a.json",
        &[of(1, "01", "app-1", "shop"), of(2, "01", "app-3", "blog")],
    );
    files.archive(
        "b.json",
        &[of(3, "02", "app-2", "shop"), of(4, "02", "app-3", "blog")],
    );
    let diff = files.json(&["a.json", "b.json"]);
    let mut statuses: Vec<_> = rows(&diff, "by_app")
        .iter()
        .map(|row| {
            (
                row["id"].as_str(),
                row["app"].as_str(),
                row["status"].as_str(),
            )
        })
        .collect();
    statuses.sort_unstable();
    assert_eq!(
        statuses,
        [
            (Some("app-1"), Some("shop"), Some("removed")),
            (Some("app-2"), Some("shop"), Some("added")),
            (Some("app-3"), Some("blog"), Some("same")),
        ]
    );
    assert_eq!(
        diff["names_taken_over"],
        json!([{"subject": "app", "name": "shop", "before_ids": ["app-1"], "after_ids": ["app-2"]}])
    );
    let table = files.diff(&["a.json", "b.json"]).run().ok();
    assert!(table.stdout().contains("a different id"));
}

#[test]
fn what_an_actor_does_for_the_first_time_is_listed() {
    let files = Files::new();
    let of = |number, month: &str, action: &str, actor: &str| {
        let actor = json!({"id": actor, "email": format!("{}@x", &actor[34..])});
        let over = json!({"action": action, "actor": actor});
        event(number, &format!("2018-{month}-10T00:00:00Z"), over)
    };
    let ann = "a0000000-0000-4000-8000-000000000001";
    files.archive(
        "a.json",
        &[of(1, "01", "create", ann), of(2, "01", "destroy", OTHER)],
    );
    files.archive(
        "b.json",
        &[
            of(3, "02", "create", ann),
            of(4, "02", "destroy", ann),
            of(5, "02", "destroy", ann),
            of(6, "02", "scale", "a0000000-0000-4000-8000-000000000003"),
        ],
    );
    let diff = files.json(&["a.json", "b.json"]);
    assert_eq!(
        diff["new_pairs"],
        json!([
            {"actor": "01@x", "actor_id": ann, "event": "app.destroy", "count": 2, "new_actor": false, "new_event": false},
            {"actor": "03@x", "actor_id": "a0000000-0000-4000-8000-000000000003", "event": "app.scale", "count": 1,
             "new_actor": true, "new_event": true},
        ])
    );
}

#[test]
fn a_doubling_of_many_comes_before_a_tripling_of_few() {
    let files = Files::new();
    let many = |month: &str, actions: &[(&str, u32)]| {
        let mut events = Vec::new();
        for (action, count) in actions {
            for _ in 0..*count {
                let number = events.len() as u32 + if month == "01" { 0 } else { 5000 };
                let days = if month == "01" { 31 } else { 28 };
                let at = format!("2018-{month}-{:02}T00:00:00Z", events.len() % days + 1);
                events.push(event(number, &at, json!({"action": action})));
            }
        }
        events
    };
    files.archive(
        "a.json",
        &many("01", &[("few", 1), ("lots", 100), ("even", 31)]),
    );
    files.archive(
        "b.json",
        &many("02", &[("few", 3), ("lots", 200), ("even", 28)]),
    );
    let diff = files.json(&["a.json", "b.json"]);
    let order: Vec<_> = rows(&diff, "by_event")
        .iter()
        .map(|row| {
            (
                row["event"].as_str().expect("a name"),
                row["surprise"].as_f64(),
            )
        })
        .collect();
    assert_eq!(order[0].0, "app.lots");
    assert_eq!(order[1].0, "app.few");
    // As many a day as before, in a shorter month, is no surprise.
    assert_eq!(order[2], ("app.even", Some(0.0)));
}

#[test]
fn the_same_file_on_both_sides_is_pointed_out() {
    let files = Files::new();
    let events = [event(1, "2018-01-10T00:00:00Z", json!({}))];
    files.archive("a/1.json", &events);
    files.archive("b/2.json", &events);
    files.archive("b/3.json", &[event(2, "2018-02-10T00:00:00Z", json!({}))]);
    let diff = files.json(&["a", "b"]);
    let shared = rows(&diff["overlap"], "archives");
    assert_eq!(shared[0]["before"], "a/1.json");
    assert_eq!(shared[0]["after"], "b/2.json");
    assert_eq!(shared[0]["sha256"], diff["before"]["archives"][0]["sha256"]);
    assert_eq!(
        diff["overlap"]["period"]["from"],
        "2018-01-10T00:00:00.000Z"
    );
}

#[test]
fn a_side_without_events_is_legal_and_said() {
    let files = Files::new();
    files.write("enterprise-audit-log-acme-201801.json", "[]");
    files.archive("b.json", &[event(1, "2018-02-10T00:00:00Z", json!({}))]);
    let words = ["enterprise-audit-log-acme-201801.json", "b.json"];
    let diff = files.json(&words);
    assert_eq!(diff["before"]["days"], 31);
    assert_eq!(diff["before"]["period"], json!({"from": null, "to": null}));
    assert_eq!(diff["by_actor"][0]["status"], "added");
    assert_eq!(diff["by_actor"][0]["rate_before"], 0.0);
    files.diff(&words).run().ok().prints("BEFORE has no event");
    // Nothing says how many days: no rate, and no surprise.
    files.write("empty.json", "[]");
    let diff = files.json(&["empty.json", "b.json"]);
    assert_eq!(diff["before"]["days"], 0);
    assert_eq!(diff["by_actor"][0]["rate_before"], Value::Null);
    assert_eq!(diff["by_actor"][0]["surprise"], Value::Null);
    files.diff(&["empty.json", "empty.json"]).run().ok();
}

#[test]
fn several_accounts_on_one_side_are_told() {
    let files = Files::new();
    let of = |number, month: &str, name: &str| {
        let account = json!({"enterprise_account": {"id": format!("id-{name}"), "name": name}});
        event(number, &format!("2018-{month}-10T00:00:00Z"), account)
    };
    files.archive("a.json", &[of(1, "01", "acme"), of(2, "01", "umbrella")]);
    files.archive("b.json", &[of(3, "02", "umbrella"), of(4, "02", "acme")]);
    let together = "events of 2 enterprise accounts are counted together: acme, umbrella";
    for words in [&[][..], &["--account", "*"], &["-f", "json"]] {
        let ran = files.diff(&["a.json", "b.json"]).args(words).run().code(0);
        let ran = ran.says(&format!(
            "BEFORE: {together}; select one with --account\nwarning: AFTER: {together}; select one with --account"
        ));
        let notice = ran
            .stdout()
            .replace("\n  ", " ")
            .contains(&format!("! BEFORE: {together}; --account picks one."));
        assert_eq!(notice, !words.contains(&"json"));
    }
    files
        .diff(&["a.json", "b.json", "--account", "acme"])
        .run()
        .ok();
}

#[test]
fn two_accounts_are_refused_unless_wanted() {
    let files = Files::new();
    let of = |number, name: &str| {
        let account = json!({"enterprise_account": {"id": format!("id-{name}"), "name": name}});
        event(number, "2018-01-10T00:00:00Z", account)
    };
    files.archive("a.json", &[of(1, "acme")]);
    files.archive("b.json", &[of(2, "umbrella")]);
    files
        .diff(&["a.json", "b.json"])
        .run()
        .code(2)
        .says("acme")
        .says("umbrella")
        .says("--across-accounts")
        .prints_nothing();
    files
        .diff(&["a.json", "b.json", "--across-accounts"])
        .run()
        .ok();
    files.diff(&["a.json", "a.json"]).run().ok();
    // A pattern that picks both is no choice of one.
    for pick in ["*", "!none"] {
        files
            .diff(&["a.json", "b.json", "--account", pick])
            .run()
            .code(2)
            .says("BEFORE belongs to account acme, AFTER to account umbrella");
    }
    files
        .diff(&["a.json", "b.json", "--account", "acme"])
        .run()
        .ok();
    files
        .diff(&["a.json", "b.json", "--account", "*", "--across-accounts"])
        .run()
        .ok();
    // Without events the name of the file tells.
    files.write("enterprise-audit-log-acme-201802.json", "[]");
    files.write("enterprise-audit-log-umbrella-201802.json", "[]");
    let acme = "enterprise-audit-log-acme-201802.json";
    files.diff(&["a.json", acme]).run().ok();
    files
        .diff(&[acme, "enterprise-audit-log-umbrella-201802.json"])
        .run()
        .code(2);
}

#[test]
fn the_exit_code_tells_a_difference_only_when_asked() {
    let files = Files::new();
    files.archive("a.json", &[event(1, "2018-01-10T00:00:00Z", json!({}))]);
    files.archive(
        "b.json",
        &[event(
            2,
            "2018-02-10T00:00:00Z",
            json!({"action": "destroy"}),
        )],
    );
    files.diff(&["a.json", "b.json"]).run().code(0);
    files
        .diff(&["a.json", "b.json", "--exit-code"])
        .run()
        .code(1);
    files
        .diff(&["a.json", "a.json", "--exit-code"])
        .run()
        .code(0);
    let words = ["a.json", "b.json", "--exit-code", "--min-change", "2"];
    files.diff(&words).run().code(0);
}

#[test]
fn lists_for_people_leave_out_what_did_not_change() {
    let files = Files::new();
    let of =
        |number, action: &str| event(number, "2018-01-10T00:00:00Z", json!({"action": action}));
    files.archive("a.json", &[of(1, "stay"), of(2, "grow")]);
    files.archive("b.json", &[of(1, "stay"), of(2, "grow"), of(3, "grow")]);
    let shows = |words: &[&str]| {
        let ran = files.diff(&["a.json", "b.json"]).args(words).run().ok();
        ran.stdout().contains("app.stay")
    };
    for format in ["table", "markdown", "html"] {
        assert!(
            !shows(&["-f", format]) && shows(&["-f", format, "--all"]),
            "{format}"
        );
    }
    assert!(shows(&["-f", "json"]) && shows(&["-f", "csv"]));
    assert!(!shows(&["-f", "json", "--min-change", "1"]));
    let diff = files.json(&["a.json", "b.json", "--top", "1"]);
    assert_eq!(rows(&diff, "by_event").len(), 1);
    assert_eq!(diff["cut"]["by_event"], 2);
}

#[test]
fn filters_hold_on_both_sides() {
    let files = Files::new();
    let of =
        |number, action: &str| event(number, "2018-01-10T00:00:00Z", json!({"action": action}));
    files.archive("a.json", &[of(1, "create"), of(2, "destroy")]);
    files.archive(
        "b.json",
        &[of(3, "create"), of(4, "create"), of(5, "destroy")],
    );
    let diff = files.json(&["a.json", "b.json", "--event", "*.create"]);
    assert_eq!(rows(&diff, "by_event").len(), 1);
    assert_eq!(diff["filters"], json!({"event": ["*.create"]}));
    assert_eq!(diff["after"]["ledger"]["filtered"], 1);
    // A given period is compared as it is given.
    let diff = files.json(&[
        "a.json",
        "b.json",
        "--from",
        "2018-01-05",
        "--to",
        "2018-01-15",
    ]);
    assert_eq!(diff["before"]["days"], 10);
    assert_eq!(diff["aligned"], false);
}

#[test]
fn what_makes_no_sense_is_a_usage_error() {
    let files = Files::new();
    files.write("a.json", "[]");
    for words in [
        &["a.json"][..],
        &["a.json", "a.json", "a.json"],
        &["--months", "2018-01", "a.json"],
        &["--months", "2018-01..2018-13", "a.json"],
        &[
            "--months",
            "2018-01..2018-02",
            "--month",
            "2018-01",
            "a.json",
        ],
        &["--months", "2018-01..2018-02", "-"],
        &["-", "-"],
        &["a.json", "a.json", "--min-change", "x"],
        &["a.json", "a.json", "-o", "a.json", "--force"],
    ] {
        files.diff(words).run().code(2).prints_nothing();
    }
    files.diff(&["nothing/", "a.json"]).run().code(4);
    files.diff(&["nothing/*.json", "a.json"]).run().code(3);
}

#[test]
fn what_cannot_be_read_ends_the_comparison_unless_it_may_be_incomplete() {
    let files = Files::new();
    let events = [event(1, "2018-01-10T00:00:00Z", json!({}))];
    files.archive("a.json", &events);
    let whole = std::fs::read(files.archive("b.json", &events)).expect("a file");
    files.write("b.json", &whole[..whole.len() - 1]);
    files
        .diff(&["a.json", "b.json"])
        .run()
        .code(4)
        .says("b.json")
        .prints_nothing();
    for format in ["table", "markdown", "html", "csv", "json"] {
        let words = ["a.json", "b.json", "--allow-incomplete", "-f", format];
        let ran = files.diff(&words).run().code(4).prints("b.json");
        assert!(
            ran.stdout().to_lowercase().contains("incomplete"),
            "{format}"
        );
    }
}

#[test]
fn a_stray_event_of_another_month_is_told_and_changes_no_days() {
    let files = Files::new();
    let month = |number: u32, month: &str, days: u32| -> Vec<Vec<u8>> {
        let hours = (0..days * 24).map(|hour| (hour / 24 + 1, hour % 24, number + hour));
        hours
            .map(|(day, hour, number)| {
                event(
                    number,
                    &format!("2018-{month}-{day:02}T{hour:02}:00:00Z"),
                    json!({}),
                )
            })
            .collect()
    };
    let mut early = month(1, "05", 15);
    files.archive("may.json", &early);
    files.archive("june.json", &month(5000, "06", 30));
    let clean = files.json(&["may.json", "june.json"]);
    early.push(event(9999, "2018-08-03T00:00:00Z", json!({})));
    files.archive("stray.json", &early);
    let diff = files.json(&["stray.json", "june.json"]);
    for side in ["before", "after"] {
        assert_eq!(diff[side]["days"], 15, "{side}");
        assert_eq!(diff[side]["month"], clean[side]["month"]);
        assert_eq!(diff[side]["ends_early"], clean[side]["ends_early"]);
    }
    assert_eq!(
        (&diff["aligned"], &clean["aligned"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(diff["before"]["stray_events"], 1);
    assert_eq!(diff["overlap"]["period"], Value::Null);
    let table = files.diff(&["stray.json", "june.json"]).run().ok();
    let text = table.stdout().split_whitespace().collect::<Vec<_>>();
    assert!(text.join(" ").contains("361 events, 1 of other months"));
}
