//! Each filter, alternatives and narrowing; a value without a meaning is refused unread.

use crate::runner::trailproof;
use crate::samples::{Folder, event, ledger, with};
use serde_json::{Value, json};

/// A report; a value that met nothing may be told.
#[track_caller]
fn report(words: &[&str]) -> Value {
    let ran = trailproof(["report", "-f", "json"]).args(words).run();
    ran.code(0).json()
}

const MAY: &str = "fixtures/shapes/entries.json";

/// How many of the six events of `shapes/` pass.
fn passing(words: &[&str]) -> u64 {
    let report = report(&[&[MAY], words].concat());
    let [read, accepted, filtered, duplicate, rejected] = ledger(&report);
    assert_eq!((read, duplicate, rejected), (6, 0, 0));
    assert_eq!(accepted + filtered, 6);
    assert_eq!(report["totals"]["events"], accepted);
    accepted
}

#[test]
fn each_filter_takes_what_it_names() {
    for (words, want) in [
        (&["--month", "2018-05"][..], 6),
        (&["--account", "acme-corp"], 6),
        (&["-e", "ac000000-0000-4000-8000-000000000001"], 6),
        (&["-e", "acme"], 0),
        (&["--actor", "ben@example.com"], 3),
        (&["--actor", "BEN@Example.com"], 3),
        (&["--actor", "aa000000-0000-4000-8000-000000000001"], 3),
        (&["--actor", "ben"], 0),
        (&["--app", "blog"], 3),
        (&["--app", "bb000000-0000-4000-8000-000000000001"], 2),
        (&["--team", "platform"], 4),
        (&["--event", "addon.attach"], 2),
        (&["--event", "app.*"], 2),
        (&["--event", "*.create"], 3),
        (&["--event", "{app,domain}.create"], 2),
        (&["--ip", "203.0.113.9"], 1),
        (&["--ip", "198.51.100.0/24"], 4),
        (&["--ip", "0.0.0.0/0"], 5),
    ] {
        assert_eq!(passing(words), want, "{words:?}");
    }
}

#[test]
fn one_flag_repeated_widens_and_another_narrows() {
    for (words, want) in [
        (&["--app", "blog", "--app", "shop"][..], 5),
        (&["--actor", "ben@example.com", "--app", "blog"], 2),
        (
            &[
                "--actor",
                "ben@example.com",
                "--app",
                "blog",
                "--event",
                "app.*",
            ],
            1,
        ),
        (
            &[
                "--event",
                "app.*",
                "--event",
                "domain.*",
                "--ip",
                "203.0.113.9",
            ],
            1,
        ),
        (&["--month", "2018-05", "--month", "2018-05"], 6),
        (
            &[
                "--from",
                "2018-05-02",
                "--to",
                "2018-05-04",
                "--team",
                "platform",
            ],
            2,
        ),
    ] {
        assert_eq!(passing(words), want, "{words:?}");
    }
}

#[test]
fn names_are_patterns_in_any_case() {
    for (words, want) in [
        (&["--actor", "B?N@*"][..], 3),
        (&["--actor", "*@EXAMPLE.com"], 6),
        (&["--actor", "AA00*-*1"], 3),
        (&["--app", "{blog,sho?}"], 5),
        (&["--app", "[!b]*"], 2),
        (&["--team", "plat*"], 4),
        (&["--team", "*"], 4),
        (&["-e", "ACME-*"], 6),
        (&["--event", "APP.*"], 2),
    ] {
        assert_eq!(passing(words), want, "{words:?}");
    }
}

#[test]
fn a_sign_before_a_value_leaves_out_what_it_names() {
    for (words, want) in [
        (&["--actor", "!ben@example.com"][..], 3),
        (&["--actor", "!*@example.com"], 0),
        (&["--actor", "*@example.com", "--actor", "!B*"], 3),
        (&["--app", "!blog"], 3),
        (&["--app", "!bb000000-0000-4000-8000-000000000001"], 4),
        (&["--team", "!platform"], 2),
        (&["--team", "!*"], 2),
        (&["-e", "!acme-*"], 0),
        (&["--event", "!app.*"], 4),
        (&["--event", "*.create", "--event", "!app.*"], 2),
        (&["--ip", "!198.51.100.0/24"], 2),
        (&["--ip", "!0.0.0.0/0"], 1),
    ] {
        assert_eq!(passing(words), want, "{words:?}");
    }
}

#[test]
fn the_start_is_included_and_the_end_is_not() {
    for (words, want) in [
        (&["--from", "2018-05-04"][..], 2),
        (&["--to", "2018-05-04"], 4),
        (
            &[
                "--from",
                "2018-05-03T12:00:00.123Z",
                "--to",
                "2018-05-03T12:30:00Z",
            ],
            1,
        ),
        (
            &[
                "--from",
                "2018-05-03T14:00:00.124+02:00",
                "--to",
                "2018-05-03T12:30:00.000000001Z",
            ],
            1,
        ),
        (&["--from", "2018-05", "--to", "2018-06"], 6),
        (&["--to", "2018-05"], 0),
        (&["--from", "2018-05-06T23:59:59.999Z"], 1),
        (&["--from", "2018-05-07"], 0),
    ] {
        assert_eq!(passing(words), want, "{words:?}");
    }
}

#[test]
fn addresses_are_understood_and_not_compared_as_text() {
    let taken = |words: &[&str]| {
        let words = [&["fixtures/events/addresses.json"], words].concat();
        ledger(&report(&words))[1]
    };
    for (words, want) in [
        (&["--ip", "198.51.100.7"][..], 2),
        (&["--ip", "198.51.100.0/25"], 2),
        (&["--ip", "10.0.0.0/8", "--ip", "192.168.0.0/16"], 2),
        (&["--ip", "2001:db8::1"], 2),
        (&["--ip", "2001:0DB8::/32"], 2),
        (&["--ip", "2000::/3"], 2),
        (&["--ip", "fe80::/10"], 1),
    ] {
        assert_eq!(taken(words), want, "{words:?}");
    }
}

#[test]
fn an_event_without_the_member_is_taken_by_no_value() {
    let archive = "fixtures/events/absent.json";
    for words in [
        ["--actor", "none@example.com"],
        ["--team", "7"],
        ["--ip", "7.7.7.7"],
        ["--app", "null"],
    ] {
        let report = report(&[&[archive][..], &words].concat());
        assert_eq!(ledger(&report)[1], 0, "{words:?}");
    }
}

#[test]
fn values_without_a_meaning_are_refused_before_anything_is_read() {
    for words in [
        &["--from", "2018-13"][..],
        &["--from", "yesterday"],
        &["--from", "2018-02-30"],
        &["--to", "2018-05-03T12:00:00"],
        &["--from", "2018-06", "--to", "2018-05"],
        &["--from", "2018-05", "--to", "2018-05"],
        &["--month", "2018-5"],
        &["--month", "2018-05-01"],
        &["--month", "2018-05", "--from", "2018-06"],
        &["--ip", "198.51.100.0/33"],
        &["--ip", "198.51.100"],
        &["--ip", "acme"],
        &["--actor", ""],
        &["--actor", "!"],
        &["--app", "a[b"],
        &["--team", "{a"],
        &["-e", "a\\"],
        &["--ip", "!"],
        &["--ip", "10.*"],
        &["--event", "!addon"],
        &["--event", "addon"],
        &["--event", "addon.[a"],
        &["--tz", "Mars/Olympus"],
        &["--by", "colour"],
        &["--top", "0"],
        &["--top", "few"],
        &["-j", "0"],
        &["-f", "pdf"],
        &["-o", "report.pdf"],
        &["--generated-at", "now"],
        &["--catalog", "2031-01"],
        &["--no-such-flag"],
    ] {
        // The archive does not exist: had it been looked for, the code were 4.
        let ran = trailproof(["report", "no-such-archive.json"])
            .args(words)
            .run();
        let ran = ran.code(2).prints_nothing();
        assert!(ran.stderr().contains("error: "), "{words:?}");
    }
    trailproof(["report"]).run().code(2).prints_nothing();
}

#[test]
fn filters_are_told_as_they_were_understood() {
    let report = report(&[
        MAY, "--app", "Shop", "--app", "blog", "--app", "blog", "--from", "2018-05",
    ]);
    assert_eq!(
        report["filters"],
        json!({"app": ["blog", "shop"], "from": ["2018-05-01T00:00:00.000Z"]})
    );
}

#[test]
fn a_rejected_record_is_rejected_whatever_the_filter() {
    let folder = Folder::new();
    let records = json!([
        event(1),
        with(event(2), "created_at", json!("2018")),
        with(event(3), "type", json!("addon"))
    ]);
    let path = folder.write("a.json", records.to_string());
    let report = report(&[&path, "--event", "app.*"]);
    assert_eq!(ledger(&report), [3, 1, 1, 0, 1]);
}

#[test]
fn a_value_that_met_no_name_is_told_with_the_nearest_names() {
    let words = [
        MAY,
        "--actor",
        "bne@example.com",
        "--actor",
        "AA0000*",
        "--app",
        "!sohp",
        "--event",
        "addon.*",
        "--ip",
        "203.0.113.8",
        "--team",
        "zzz",
    ];
    let unmatched = json!([
        {"filter": "actor", "value": "bne@example.com", "nearest": ["ben@example.com", "ana@example.com"]},
        {"filter": "app", "value": "!sohp", "nearest": ["shop"]},
        {"filter": "ip", "value": "203.0.113.8", "nearest": ["203.0.113.9"]},
        {"filter": "team", "value": "zzz", "nearest": []},
    ]);
    let told = report(&words)["filters_unmatched"].clone();
    assert_eq!(told.as_array().expect("values").len(), 4, "{told}");
    for (told, want) in told
        .as_array()
        .expect("values")
        .iter()
        .zip(unmatched.as_array().expect("values"))
    {
        assert_eq!(
            (&told["filter"], &told["value"]),
            (&want["filter"], &want["value"])
        );
        assert_eq!(told["nearest"][0], want["nearest"][0], "{told}");
    }
    let sentence = "--app !sohp matches no app in the archives read; nearest: shop";
    for command in ["report", "export"] {
        let ran = trailproof([command]).args(words).run();
        ran.code(0)
            .says(sentence)
            .says("--team zzz matches no team in the archives read\n");
    }
    let ran = trailproof(["diff"])
        .args(words)
        .arg("fixtures/shapes/array.json")
        .run();
    let ran = ran.code(0).says(sentence);
    ran.prints("! --app !sohp matches no app in the archives read; nearest: shop.");
    for format in ["table", "markdown", "html"] {
        let ran = trailproof(["report", "-f", format]).args(words).run();
        let page = ran.code(0);
        let text = page.stdout();
        let told = text
            .find("matches no app in the archives read")
            .expect(format);
        let counts = ["Events per day", "## Events per day", "id=\"days\""];
        let first = counts.iter().filter_map(|head| text.find(head)).min();
        assert!(first.is_none_or(|first| told < first), "{format}");
    }
    // What the filter leaves out was read as well.
    let met = report(&[
        MAY,
        "--month",
        "2018-05",
        "--actor",
        "ben@example.com",
        "--app",
        "shop",
    ]);
    assert_eq!(met["filters_unmatched"], Value::Null);
}

#[test]
fn a_name_that_no_event_bears_is_not_met() {
    let folder = Folder::new();
    let inside = json!([with(event(9), "app", json!({"id": null, "name": "inside"}))]);
    let records = json!([
        with(event(1), "data", json!({"entries": inside})),
        with(
            with(event(2), "id", json!("none")),
            "app",
            json!({"name": "rejected"})
        ),
    ]);
    let path = folder.write("a.json", records.to_string());
    for name in ["inside", "rejected"] {
        let report = report(&[&path, "--app", name]);
        assert_eq!(report["filters_unmatched"][0]["value"], name);
    }
}

#[test]
fn several_accounts_in_one_report_are_told_and_counted_apart() {
    let folder = Folder::new();
    let of = |n: u32, id: Value, name: Value| {
        with(
            event(n),
            "enterprise_account",
            json!({"id": id, "name": name}),
        )
    };
    let id = "AC000000-0000-4000-8000-00000000000A";
    let records = json!([
        of(1, json!(id), json!("acme")),
        of(2, json!(id.to_lowercase()), json!("acme-corp")),
        of(3, json!(null), json!("acme")),
        of(4, json!(""), json!("")),
        of(5, json!(id), json!("")),
    ]);
    let path = folder.write("a.json", records.to_string());
    let rows = report(&[&path])["by_account"].clone();
    let row = |label: Value, id: Value, others: Value, count: u64| json!({"account": label, "id": id, "also_known_as": others, "count": count});
    let have = crate::samples::columns(&rows, &["account", "id", "also_known_as", "count"]);
    assert_eq!(
        have,
        json!([
            row(
                json!("acme-corp"),
                json!(id.to_lowercase()),
                json!(["acme"]),
                3
            ),
            row(json!(null), json!(null), json!([]), 1),
            row(json!("acme"), json!(null), json!([]), 1),
        ])
    );
    let said = "events of 2 enterprise accounts are counted together: acme-corp, acme";
    for words in [&["-f", "table"][..], &["-f", "csv"], &["--by", "actor"]] {
        let ran = trailproof(["report", &path])
            .args(words)
            .run()
            .code(0)
            .says(said);
        let notice = "! Events of 2 enterprise accounts are counted together: acme-corp, acme; --account picks one.";
        assert_eq!(
            ran.stdout().replace("\n  ", " ").contains(notice),
            !words.contains(&"csv")
        );
    }
    let ran = trailproof(["report", &path, "-f", "csv"]).run().code(0);
    ran.prints("\naccount,ac000000-0000-4000-8000-00000000000a,acme-corp,3,");
    trailproof(["export", &path])
        .run()
        .code(0)
        .says(&format!("{said}; select one with --account"));
    trailproof(["list", &path])
        .run()
        .code(0)
        .says(&format!("a.json: {said}\n"));
    for command in ["report", "export"] {
        // A filter that leaves one of them leaves nothing to tell.
        for words in [["--account", id], ["--to", "2018-01-01"]] {
            let one = trailproof([command, &path]).args(words).run();
            assert!(!one.code(0).stderr().contains("accounts"));
        }
    }
}

#[test]
fn a_value_that_events_bear_matches_in_every_command() {
    let archive = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
    let values = [
        ("--account", "acme-corp"),
        ("--actor", "mei.adler@example.com"),
        ("--app", "events-admin-production"),
        ("--event", "app.create"),
        ("--team", "platform"),
        ("--ip", "0.0.0.0/0"),
    ];
    for command in ["report", "export", "sample"] {
        for (flag, value) in values {
            let run = trailproof([command, flag, value, archive]).run().code(0);
            let said = run.stderr();
            assert!(!said.contains("matches no"), "{command} {flag}: {said}");
        }
        // Beside one that no event bears.
        let words = [command, "--app", "events-admin-production", "--app", "zzz"];
        let run = trailproof(words).arg(archive).run().code(0);
        let said = run.says("--app zzz matches no app").stderr();
        assert_eq!(said.matches("matches no").count(), 1, "{command}: {said}");
    }
}
