//! Rules over bulk events from outside: what is history, what a filter narrows, and in which order archives come.

use crate::samples::{Folder, report};
use serde_json::{Value, json};

const POLICY: &str = r#"
[policy]
protected_apps = ["*-production"]
service_accounts = ["svc-*"]
working_hours = { tz = "Europe/Berlin", days = ["mon", "tue", "wed", "thu", "fri"], from = "08:00", to = "18:00" }
"#;

/// Rules over bulk events.
const WATCHED: [&str; 7] = [
    "TP-D08", "TP-D11", "TP-D12", "TP-D13", "TP-D14", "TP-D18", "TP-D22",
];

/// An event: number, time, name, actor, network.
fn event(n: u32, at: &str, name: &str, actor: &str, network: u8) -> Value {
    let (kind, action) = name.split_once('.').expect("a name");
    json!({
        "id": format!("00000000-0000-4000-8000-{n:012}"), "created_at": at, "type": kind, "action": action,
        "actor": if actor.is_empty() { Value::Null } else { json!({"email": actor}) },
        "app": {"name": "shop-production"}, "enterprise_account": {"name": "acme"},
        "request": {"ip_address": format!("192.0.{network}.1")},
    })
}

/// Months from January to May: Ann works all the time, Bo in January and then in May, and Cy came back in April.
fn archives(folder: &Folder) -> Vec<String> {
    let mut months: Vec<Vec<Value>> = Vec::new();
    for month in 1..=5 {
        let at = |day: u32, time: &str| format!("2024-{month:02}-{day:02}T{time}:00Z");
        let ann = |n: u32| {
            let n = month * 100 + n;
            event(n, &at(1 + n % 27, "10:00"), "app.update", "ann@acme.com", 1)
        };
        months.push((0..20).map(ann).collect());
    }
    let mut add = |month: usize, n, at: &str, name: &str, actor: &str, network| {
        months[month - 1].push(event(n, at, name, actor, network));
    };
    add(1, 1, "2024-01-02T10:00:00Z", "app.update", "bo@acme.com", 1);
    add(1, 2, "2024-01-02T11:00:00Z", "app.update", "cy@acme.com", 1);
    add(4, 3, "2024-04-11T11:00:00Z", "app.update", "cy@acme.com", 2);
    add(
        4,
        4,
        "2024-04-12T11:00:00Z",
        "code_release.create",
        "svc-x@acme.com",
        3,
    );
    add(5, 5, "2024-05-02T10:00:00Z", "app.update", "bo@acme.com", 4);
    add(
        5,
        6,
        "2024-05-03T10:00:00Z",
        "addon.destroy",
        "ann@acme.com",
        1,
    );
    add(
        5,
        7,
        "2024-05-04T10:00:00Z",
        "code_release.create",
        "ann@acme.com",
        1,
    );
    add(5, 8, "2024-05-05T10:00:00Z", "app.update", "", 1);
    for (minute, network) in (0..4).zip(10..) {
        let at = format!("2024-05-06T13:{minute:02}:00Z");
        add(5, 10 + minute, &at, "app.update", "ann@acme.com", network);
    }
    let named = months
        .into_iter()
        .enumerate()
        .map(|(month, events)| folder.write(&format!("{month}.json"), json!(events).to_string()));
    named.collect()
}

/// The matches of the rules that a report shows: rule and numbers of the events.
fn matches(folder: &Folder, words: &[&str]) -> Vec<(String, Vec<u64>)> {
    let policy = folder.at("policy.toml");
    let shown = report(&[words, &["--isolated", "--policy", &policy]].concat());
    let mut found = Vec::new();
    let rules = shown["detections"].as_array().expect("detections").iter();
    for rule in rules.filter(|rule| WATCHED.contains(&rule["rule"].as_str().unwrap())) {
        for one in rule["matches"].as_array().expect("matches") {
            let events = one["events"].as_array().expect("events").iter();
            let number = |id: &Value| id.as_str().unwrap()[24..].parse().unwrap();
            found.push((
                rule["rule"].as_str().unwrap().to_owned(),
                events.map(number).collect(),
            ));
        }
    }
    found
}

/// What the rules over bulk events find in May.
fn may() -> Vec<(String, Vec<u64>)> {
    let found: [(&str, &[u64]); 11] = [
        ("TP-D08", &[7]),
        ("TP-D11", &[5]),
        ("TP-D11", &[10]),
        ("TP-D11", &[11]),
        ("TP-D11", &[12]),
        ("TP-D11", &[13]),
        ("TP-D12", &[10, 11, 12, 13]),
        ("TP-D13", &[1, 5]),
        ("TP-D14", &[6]),
        ("TP-D18", &[8]),
        ("TP-D22", &[7]),
    ];
    let owned = |(rule, events): (&str, &[u64])| (rule.to_owned(), events.to_vec());
    found.map(owned).into()
}

fn folder() -> (Folder, Vec<String>) {
    let folder = Folder::new();
    folder.write("policy.toml", POLICY);
    let archives = archives(&folder);
    (folder, archives)
}

#[test]
fn what_earlier_archives_hold_is_never_a_match_of_the_period() {
    let (folder, archives) = folder();
    let (own, earlier) = archives.split_last().expect("archives");
    let history: Vec<&str> = earlier
        .iter()
        .flat_map(|path| ["--history", path])
        .collect();
    let words = |rest: &[&'static str]| [&[own.as_str()], &history[..], rest].concat();
    assert_eq!(matches(&folder, &words(&[])), may());
    assert_eq!(matches(&folder, &words(&["--month", "2024-05"])), may());
}

#[test]
fn what_a_filter_leaves_out_is_history_in_whatever_order_archives_come() {
    let (folder, archives) = folder();
    for threads in ["-j1", "-j2"] {
        for turn in 0..archives.len() {
            let mut words: Vec<&str> = archives.iter().map(String::as_str).collect();
            words.rotate_left(turn);
            words.push(threads);
            words.extend(["--month", "2024-05"]);
            assert_eq!(matches(&folder, &words), may(), "{words:?}");
            words.extend(["--actor", "bo@*"]);
            assert_eq!(
                matches(&folder, &words),
                may(),
                "filters narrow counts alone"
            );
        }
    }
}

#[test]
fn an_archive_that_is_given_twice_counts_once() {
    let (folder, archives) = folder();
    let again = folder.write(
        "again.json",
        std::fs::read(&archives[4]).expect("an archive"),
    );
    let mut words: Vec<&str> = archives.iter().map(String::as_str).collect();
    words.extend([again.as_str(), "--month", "2024-05"]);
    assert_eq!(matches(&folder, &words), may());
}
