//! What each format promises.

use crate::runner::trailproof;
use crate::samples::{Folder, event, report, with};
use serde_json::{Value, json};

const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
const SIX: &str = "fixtures/shapes/entries.json";
const FORMATS: [&str; 5] = ["table", "html", "csv", "json", "markdown"];

/// Names of the members of an object as they stand in the text, in order.
fn members(text: &str, indent: usize) -> Vec<String> {
    let start = format!("{:indent$}\"", "");
    let lines = text.lines().filter_map(|line| line.strip_prefix(&start));
    lines
        .map(|line| line.split('"').next().expect("a name").to_owned())
        .collect()
}

#[test]
fn json_has_the_promised_members_in_the_promised_order() {
    let ran = trailproof(["report", SIX, "-f", "json"]).run().ok();
    let have = members(ran.stdout(), 2);
    let promised = [
        "schema",
        "tool",
        "catalog",
        "filters",
        "period",
        "archives",
        "ledger",
        "totals",
        "by_event",
        "by_actor",
        "by_app",
        "by_team",
        "by_account",
        "by_day",
        "by_hour",
        "by_ip",
        "findings",
    ];
    // What else there is stands between them.
    let kept: Vec<_> = have
        .iter()
        .filter(|name| promised.contains(&name.as_str()))
        .collect();
    assert_eq!(kept, promised);
    let extra: Vec<_> = have
        .iter()
        .filter(|name| !promised.contains(&name.as_str()))
        .collect();
    assert_eq!(
        extra,
        [
            "tz",
            "validation",
            "by_category",
            "controls",
            "not_evidenced",
            "access",
            "changes",
            "register",
            "detections",
            "coverage"
        ]
    );
    let report = ran.json();
    assert_eq!(report["schema"], "trailproof.report/v1");
    assert_eq!(
        report["tool"],
        json!({"name": "trailproof", "version": env!("CARGO_PKG_VERSION")})
    );
    let archive = &ran.stdout()[ran.stdout().find("\"archives\"").expect("archives")..];
    let archive = members(&archive[..archive.find(']').expect("an end")], 6);
    let want = [
        "path",
        "sha256",
        "bytes",
        "compression",
        "shape",
        "account",
        "month",
        "records",
        "events",
        "first_at",
        "last_at",
    ];
    assert_eq!(archive, want);

    let ran = trailproof(["report", SIX, "-f", "json", "--by", "month,category"])
        .run()
        .ok();
    for name in ["schema", "archives", "ledger", "by", "rows"] {
        assert!(
            members(ran.stdout(), 2).contains(&name.to_owned()),
            "{name}"
        );
    }
    assert_eq!(ran.json()["by"], json!(["month", "category"]));
    assert_eq!(
        ran.json()["rows"][0],
        json!({"month": "2018-05", "category": "change", "count": 2, "first_at": "2018-05-01T08:15:00.500Z", "last_at": "2018-05-04T00:00:00.000Z"})
    );
}

#[test]
fn a_piped_table_fits_eighty_columns_unless_a_name_is_longer() {
    let ran = trailproof(["report", MAY, "--sections", "activity"])
        .run()
        .ok();
    for line in ran.stdout().lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let folder = Folder::new();
    let name = format!("{}@example.com", "long".repeat(40));
    let actor = json!({"id": "aa000000-0000-4000-8000-000000000001", "email": name});
    let path = folder.write(
        "long.json",
        json!([with(event(1), "actor", actor)]).to_string(),
    );
    trailproof(["report", &path]).run().ok().prints(&name);
}

#[test]
fn a_cut_list_says_of_how_many() {
    let whole = report(&[MAY]);
    let actors = whole["by_actor"].as_array().expect("rows").len();
    let apps = whole["by_app"].as_array().expect("rows").len();
    assert!(actors > 20 && apps > 20, "{actors} {apps}");
    // The row of events without an app is no app: a list has as many as the headline says.
    let named = ["actors", "apps"].map(|what| whole["totals"][what].as_u64().expect("a total"));
    assert_eq!(named[1], apps as u64 - 1);
    for format in ["table", "markdown", "html"] {
        let ran = trailproof(["report", MAY, "-f", format, "--top", "3"])
            .run()
            .ok();
        for part in [
            format!("top 3 of {}", named[0]),
            format!("top 3 of {} and no app", named[1]),
        ] {
            assert!(
                ran.stdout().to_lowercase().contains(&part),
                "{format}: {part}"
            );
        }
        let all = trailproof(["report", MAY, "-f", format, "--top", "all"])
            .run()
            .ok();
        assert!(!all.stdout().to_lowercase().contains("top "), "{format}");
    }
    // Data is cut only when that is asked for.
    let cut = report(&[MAY, "--top", "3"]);
    assert_eq!(cut["by_actor"].as_array().expect("rows").len(), 3);
    assert_eq!(cut["cut"]["by_actor"], actors);
    assert_eq!(
        (&cut["by_day"], &cut["totals"]),
        (&whole["by_day"], &whole["totals"])
    );
    trailproof(["report", MAY, "-f", "csv", "--top", "3"])
        .run()
        .code(0)
        .says("by_actor");
    let ran = trailproof(["report", MAY, "-f", "json"])
        .env("TRAILPROOF_TOP", "3")
        .run()
        .ok();
    assert_eq!(ran.json(), whole, "a variable cuts no data");
}

#[test]
fn a_time_zone_changes_hours_and_nothing_else() {
    let utc = report(&[SIX]);
    let mut kolkata = report(&[SIX, "--tz", "Asia/Kolkata"]);
    assert_eq!(kolkata["tz"], "Asia/Kolkata");
    let hours = [(1, 5), (2, 13), (3, 23), (4, 17), (4, 18), (5, 5)];
    let hours: Value = hours
        .iter()
        .map(|(w, h)| json!({"weekday": w, "hour": h, "count": 1}))
        .collect();
    assert_eq!(kolkata["by_hour"], hours);
    kolkata["tz"] = utc["tz"].clone();
    kolkata["by_hour"] = utc["by_hour"].clone();
    assert_eq!(kolkata, utc);
    // Two in the morning was an hour that came twice there.
    let folder = Folder::new();
    let times = ["2018-10-28T00:30:00Z", "2018-10-28T01:30:00Z"]
        .into_iter()
        .zip(1..);
    let events: Value = times
        .map(|(at, n)| with(event(n), "created_at", json!(at)))
        .collect();
    let path = folder.write("autumn.json", events.to_string());
    let autumn = report(&[&path, "--tz", "Europe/Berlin"]);
    assert_eq!(
        autumn["by_hour"],
        json!([{"weekday": 7, "hour": 2, "count": 2}])
    );
}

#[test]
fn only_the_caller_tells_the_time() {
    for format in FORMATS {
        let run = |words: &[&str], epoch: &str| {
            let ran = trailproof(["report", MAY, "-f", format])
                .args(words)
                .env("SOURCE_DATE_EPOCH", epoch);
            ran.run().ok().stdout().to_owned()
        };
        let without = trailproof(["report", MAY, "-f", format])
            .run()
            .ok()
            .stdout()
            .to_owned();
        assert_eq!(
            without,
            trailproof(["report", MAY, "-f", format])
                .run()
                .ok()
                .stdout()
        );
        let by_flag = run(&["--generated-at", "2018-06-01T11:00:00+02:00"], "0");
        assert_eq!(by_flag, run(&[], "1527843600"), "{format}");
        if format != "csv" {
            assert!(!without.contains("2018-06-01"), "{format}");
            assert!(by_flag.contains("2018-06-01"), "{format}");
        }
    }
    let stated = report(&[SIX, "--generated-at", "2018-06-01T11:00:00+02:00"]);
    assert_eq!(stated["generated_at"], "2018-06-01T09:00:00.000Z");
    assert!(report(&[SIX]).get("generated_at").is_none());
    trailproof(["report", SIX])
        .env("SOURCE_DATE_EPOCH", "soon")
        .run()
        .code(2)
        .says("SOURCE_DATE_EPOCH");
}

#[test]
fn the_ledger_is_in_every_format() {
    for (format, want) in [
        (
            "table",
            "22 read = 2 accepted + 0 filtered + 0 duplicate + 20 rejected",
        ),
        (
            "markdown",
            "22 read = 2 accepted + 0 filtered + 0 duplicate + 20 rejected",
        ),
        (
            "csv",
            "ledger,,read,22,,\nledger,,accepted,2,,\nledger,,filtered,0,,\nledger,,duplicate,0,,\nledger,,rejected,20,,\n",
        ),
        ("json", "\"read\": 22"),
        ("html", "22"),
    ] {
        trailproof(["report", "fixtures/events/rejected.json", "-f", format])
            .run()
            .ok()
            .prints(want);
    }
}

#[test]
fn rows_of_equal_weight_are_ordered_byte_by_byte() {
    let said = report(&["fixtures/events/ties.json"]);
    let labels = |section: &str, member: &str| -> Vec<String> {
        let rows = said[section].as_array().expect("rows");
        rows.iter()
            .map(|row| row[member].as_str().expect("a label").to_owned())
            .collect()
    };
    assert_eq!(labels("by_event", "event"), ["B.a", "a.b", "a.c", "b.b"]);
    assert_eq!(labels("by_actor", "actor"), ["b", "a", "á"]);
    assert_eq!(labels("by_app", "app"), ["Z", "a", "z", "é"]);
    assert_eq!(
        labels("by_ip", "ip"),
        ["10.0.0.10", "10.0.0.2", "9.0.0.1", "::1"]
    );
}

#[test]
fn nothing_is_a_report_too() {
    for format in FORMATS {
        trailproof(["report", "fixtures/shapes/empty-array.json", "-f", format])
            .run()
            .ok();
        trailproof(["report", SIX, "--from", "2030-01", "-f", format])
            .run()
            .ok();
        trailproof([
            "report",
            "fixtures/shapes/empty-entries.json",
            "--by",
            "day,actor",
            "-f",
            format,
        ])
        .run()
        .code(0);
    }
    let said = report(&["fixtures/shapes/empty-array.json"]);
    assert_eq!(said["period"], json!({"from": null, "to": null}));
    assert_eq!(said["by_day"], json!([]));
}

#[test]
fn two_of_one_name_are_told_apart_by_as_much_of_their_ids_as_it_takes() {
    // Seen: the first eight characters, which these two share.
    for format in ["table", "markdown", "html"] {
        let words = ["report", "fixtures/events/labels.json", "-f", format];
        let ran = trailproof(words).run().ok();
        for id in ["000000000001", "000000000003"] {
            let whole = format!("bb000000-0000-4000-8000-{id}");
            assert!(ran.stdout().contains(&whole), "{format}: {whole}");
        }
    }
}

/// A record that is no event is told as a record, in every medium.
#[test]
fn records_that_are_no_events_are_not_told_as_events() {
    let folder = Folder::new();
    let body = r#"[{"id":"unauthorized","reason":"Invalid credentials provided."}]"#;
    let path = folder.write("enterprise-audit-log-acme-201805.json", body);
    let list = trailproof(["list", &path]).run();
    let list = list
        .code(0)
        .prints("empty")
        .prints("0 events")
        .prints("1 record");
    assert!(!list.stdout().contains("1 event"), "{}", list.stdout());
    trailproof(["report", &path])
        .run()
        .prints("1 record · 0 events");
    let ran = trailproof(["report", &path, "-f", "markdown"]).run();
    ran.prints("| Records | Events |").prints("| 1 | 0 |");
    let ran = trailproof(["report", &path, "-f", "html"]).run();
    ran.prints("<td class=\"number\">1</td><td class=\"number\">0</td>");
}

/// Words of a text that are a date in any other form than `YYYY-MM-DD`: a day without its year, a month by its name,
/// days with strokes.
fn other_dates(text: &str) -> Vec<&str> {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ];
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "-/.@_:".contains(c)));
    let is_day = |word: &str| {
        let shape: String = word
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        [
            "00-00",
            "0/0/0000",
            "00/00/0000",
            "00.00.0000",
            "00.00.",
            "00/00",
        ]
        .contains(&&*shape)
    };
    words
        .filter(|word| is_day(word) || months.contains(word))
        .collect()
}

#[test]
fn every_date_of_every_document_has_its_year_month_and_day() {
    assert_eq!(
        other_dates("2018-05-31 05-31 1/2/2018 4 May"),
        ["05-31", "1/2/2018"]
    );
    let folder = "examples/exports";
    let months = [
        "fixtures/months",
        "fixtures/enterprise-audit-log-acme-corp-201806.json.gz",
    ];
    let commands: [(&[&str], &[&str]); 6] = [
        (
            &["report", MAY, "--validate"],
            &["table", "html", "csv", "json", "markdown"],
        ),
        (
            &["validate", folder],
            &["table", "html", "csv", "json", "markdown", "sarif"],
        ),
        (
            &["diff", "--months", "2018-05..2018-06", folder],
            &["table", "html", "csv", "json", "markdown"],
        ),
        (
            &["list", MAY, months[0], months[1]],
            &["table", "csv", "json"],
        ),
        (
            &["sample", MAY, "--seed", "4711", "--size", "20"],
            &["table", "csv", "json"],
        ),
        (&["export", MAY], &["csv"]),
    ];
    for (command, formats) in commands {
        for format in formats {
            let run = trailproof(command).args(["-f", format, "--isolated"]).run();
            let text = run.stdout();
            // Styles and scripts are no part of what is read.
            let read: String = text
                .split("<style")
                .map(|part| part.split_once("</style>").map_or(part, |(_, after)| after))
                .collect();
            let found = other_dates(read.split("<script").next().unwrap_or(&read));
            assert!(!text.is_empty(), "{command:?} {format}");
            assert!(found.is_empty(), "{command:?} {format}: {found:?}");
        }
    }
}
