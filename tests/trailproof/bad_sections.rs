//! Sections of a report over input that is wrong, hostile or large: each ends in a sentence or a figure, and nothing
//! is lost.

use crate::generator;
use crate::limits::measured;
use crate::oracle::run;
use crate::planted;
use crate::runner::{Ran, trailproof};
use crate::samples::Folder;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

const POLICY: &str = "[policy]\ninternal_domains = [\"acme.com\"]\nsubject = [\"/user/email\", \"/0\"]\nrole = [\"/role\"]\ntarget = [\"/target\"]\n";
const ALL: &str = "controls,access,changes,register,detections,coverage";

/// An event as text, with the text of its `data`, if it has one.
fn event(n: usize, name: &str, data: Option<&str>) -> String {
    let (kind, action) = name.split_once('.').expect("a name");
    let data = data.map(|data| format!(",\"data\":{data}"));
    format!(
        "{{\"id\":\"00000000-0000-4000-8000-{n:012}\",\"created_at\":\"2018-05-03T{:02}:{:02}:{:02}Z\",\"type\":\"{kind}\",\"action\":\"{action}\",\"actor\":{{\"id\":\"a1\",\"email\":\"ann@acme.com\"}},\"app\":{{\"id\":\"p1\",\"name\":\"shop\"}}{}}}",
        n / 3600 % 24,
        n / 60 % 60,
        n % 60,
        data.unwrap_or_default()
    )
}

fn report(folder: &Folder, format: &str, archive: &str, words: &[&str]) -> Ran {
    folder.write("policy.toml", POLICY);
    trailproof(["report", "--isolated", "-f", format, "--policy"])
        .arg(folder.at("policy.toml"))
        .args(["--sections", ALL, archive])
        .args(words)
        .run()
}

/// Opening, granted, revoked, closing, unmatched, unreadable.
fn balance(report: &Value) -> [i64; 6] {
    let access = &report["access"];
    let figures = [
        "opening",
        "granted",
        "revoked",
        "closing",
        "unmatched_revocations",
        "unreadable_subjects",
    ];
    let figures = figures.map(|name| access[name].as_i64().expect("a figure"));
    let rows = access["grants"].as_array().expect("rows");
    let open = rows.iter().filter(|row| row["open"] == true).count();
    assert_eq!(figures[0] + figures[1] - figures[2], figures[3], "it foots");
    assert_eq!(i64::try_from(open), Ok(figures[3]), "what is open is shown");
    assert_eq!(
        i64::try_from(rows.len()),
        Ok(figures[0] + figures[1] + figures[4]),
        "nothing is lost"
    );
    figures
}

#[test]
fn data_of_any_type_and_shape_loses_no_event() {
    let deep = |depth: usize| {
        format!("{}{}", "{\"user\":".repeat(depth), "}".repeat(depth)).replace(":}", ":7}")
    };
    let huge = format!(
        "{{\"pad\":\"{}\",\"user\":{{\"email\":7}}}}",
        "x".repeat(3 << 20)
    );
    let wide = format!(
        "{{{}\"user\":{{}}}}",
        (0..20_000).fold(String::new(), |mut text, n| {
            let _ = write!(text, "\"k{n}\":{n},");
            text
        })
    );
    let unreadable = [
        "null",
        "true",
        "0",
        "-1.5e300",
        "123456789012345678901234567890",
        "\"ann@acme.com\"",
        "\"\"",
        "[]",
        "[null]",
        "[[\"a\"]]",
        "{}",
        "{\"user\":null}",
        "{\"user\":[]}",
        "{\"user\":\"a\"}",
        "{\"user\":{\"email\":\"\"}}",
        "{\"user\":{\"email\":\"a\"},\"user\":{}}",
        "{\"user\":{\"Email\":\"a\"}}",
        "{\"\":{\"email\":\"a\"}}",
    ];
    let mut datas: Vec<Option<String>> =
        vec![None, Some(deep(2)), Some(deep(100)), Some(huge), Some(wide)];
    datas.extend(unreadable.map(|text| Some(text.to_owned())));
    let readable = [
        "[\"a@acme.com\"]",
        "{\"0\":\"b@acme.com\"}",
        "{\"user\":{\"email\":\"c@acme.com\"}}",
        "{\"user\":7,\"user\":{\"email\":\"d@acme.com\"}}",
        "{\"us\\u0065r\":{\"email\":\"\\u0065@acme.com\"}}",
        "{\"user\":{\"email\":\"\\u0000\"}}",
        "{\"user\":{\"email\":\" \"}}",
    ];
    let lost = datas.len();
    datas.extend(readable.map(|text| Some(text.to_owned())));
    let names = [
        "collaborator.create",
        "collaborator.destroy",
        "app.destroy",
        "collaborator.update",
    ];
    let mut events = Vec::new();
    for name in names {
        for data in &datas {
            events.push(event(events.len(), name, data.as_deref()));
        }
    }
    let folder = Folder::new();
    let archive = folder.write("may.json", format!("[{}]", events.join(",")));
    let said = report(&folder, "json", &archive, &[]).code(0).json();
    assert_eq!(said["ledger"]["accepted"], events.len());
    let (all, lost) = (datas.len() as i64, lost as i64);
    assert_eq!(balance(&said), [0, all, all - lost, lost, lost, lost]);
    let register = said["register"].as_array().expect("rows");
    assert_eq!(register.len(), 2 * datas.len());
    for format in ["table", "markdown", "html", "csv"] {
        report(&folder, format, &archive, &["--top", "all"]).code(0);
    }
}

/// Strings that would be alive in a terminal, a page, a sheet, or in what reads from right to left.
const HOSTILE: [&str; 14] = [
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\u{202e}moc.emca",
    "a\u{0}b\r\nc",
    "a|b`c`[d](javascript:e)<!--",
    "{{ 7*7 }}{% raw %}",
];

#[test]
fn no_subject_role_or_target_is_alive_in_any_format() {
    let folder = Folder::new();
    let mut events = Vec::new();
    for text in HOSTILE {
        let subject = json!({"user": {"email": text}, "role": text}).to_string();
        let target = json!({"target": text}).to_string();
        for (name, data) in [
            ("collaborator.create", &subject),
            ("domain.create", &target),
            ("team_membership.destroy", &subject),
        ] {
            let mut event: Value =
                serde_json::from_str(&event(events.len(), name, Some(data))).expect("JSON");
            event["team"] = json!({"id": text, "name": text});
            event["actor"]["email"] = text.into();
            event["app"]["name"] = text.into();
            events.push(event);
        }
    }
    let archive = folder.write("may.json", json!(events).to_string());
    let said = report(&folder, "json", &archive, &[]).code(0).json();
    let column = |member: &Value, name: &str| -> Vec<String> {
        let rows = member.as_array().expect("rows").iter();
        rows.filter_map(|row| row[name].as_str().map(str::to_owned))
            .collect()
    };
    for text in HOSTILE {
        let has = |texts: Vec<String>| texts.iter().any(|one| one == text);
        for name in ["subject", "role"] {
            assert!(
                has(column(&said["access"]["grants"], name)),
                "{name} {text:?}"
            );
        }
        assert!(has(column(&said["register"], "target")), "{text:?}");
    }
    let alive = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    for format in ["table", "markdown", "html"] {
        let ran = report(&folder, format, &archive, &["--top", "all"]).code(0);
        let found: String = ran.stdout().chars().filter(|c| alive(*c)).collect();
        assert_eq!(found, "", "{format}");
        let parts: &[&str] = match format {
            "markdown" => &["<script>", "<img", "<svg", "](javascript:", "<!--"],
            "html" => &["<script>alert", "<img", "<svg/"],
            _ => &[],
        };
        for part in parts {
            assert!(!ran.stdout().contains(part), "{format}: {part}");
        }
    }
    let csv = report(&folder, "csv", &archive, &[]).code(0);
    for row in csv::Reader::from_reader(csv.bytes()).records() {
        for cell in &row.expect("a row") {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell:?}"
            );
        }
    }
}

/// Policies and frameworks that are wrong end any report before an archive is looked for.
#[test]
fn what_is_wrong_with_a_policy_is_told_with_line_and_key() {
    let folder = Folder::new();
    let hours = |text: &str| format!("[policy]\nworking_hours = {{ {text} }}\n");
    let suppress = |text: &str| {
        format!(
            "[policy]\n[[policy.suppress]]\nrule = \"TP-D08\"\nreason = \"r\"\nowner = \"o@acme.com\"\nuntil = 2024-12-31\n{text}"
        )
    };
    for (text, part) in [
        ("".to_owned(), "missing key `policy`"),
        ("[policy]\nsubjcet = [\"/a\"]\n".to_owned(), "line 2: policy: unknown key `subjcet`"),
        ("[policy]\n[other]\n".to_owned(), "line 2: unknown key `other`"),
        ("[policy\n".to_owned(), "line 1: "),
        ("[policy]\ninternal_domains = [\"ann@acme.com\"]\n".to_owned(), "line 2: policy.internal_domains: `ann@acme.com` is not a domain"),
        ("[policy]\ninternal_domains = [\"acme.com\", \"ACME.com\"]\n".to_owned(), "line 2: policy.internal_domains: repeats line 2"),
        ("[policy]\nknown_networks = [\"10.0.0.0/33\"]\n".to_owned(), "line 2: policy.known_networks: `10.0.0.0/33`"),
        ("[policy]\nprotected_apps = [\"[\"]\n".to_owned(), "line 2: policy.protected_apps: `[` is not a pattern"),
        ("[policy]\nsubject = [\"a/b\"]\n".to_owned(), "line 2: policy.subject: `a/b` is not a JSON pointer"),
        (hours("tz = \"Europe/Berlim\", days = [\"mon\"], from = \"08:00\", to = \"18:00\""), "line 2: policy.working_hours.tz: `Europe/Berlim` is not a time zone"),
        (hours("tz = \"UTC\", days = [\"mon\"], from = \"25:00\", to = \"26:00\""), "line 2: policy.working_hours.from: `25:00` is not a time of day"),
        (hours("tz = \"UTC\", days = [\"mon\"], from = \"18:00\", to = \"08:00\""), "line 2: policy.working_hours.from: 18:00 is not before 08:00"),
        (hours("tz = \"UTC\", days = [\"mon\"], from = \"08:00\", to = \"08:00\""), "line 2: policy.working_hours.from: 08:00 is not before 08:00"),
        (hours("tz = \"UTC\", days = [], from = \"08:00\", to = \"18:00\""), "line 2: policy.working_hours.days: is empty"),
        (hours("tz = \"UTC\", days = [\"mon\", \"MON\"], from = \"08:00\", to = \"18:00\""), "repeats line"),
        (hours("tz = \"UTC\", days = [\"mon\"], from = \"08:00\", to = \"18:00\", holidays = [\"2024-02-30\"]"), "line 2: policy.working_hours.holidays: `2024-02-30` is not a calendar day"),
        (hours("tz = \"UTC\", days = [\"mon\"], from = \"08:00\""), "missing key `to`"),
        (suppress("until = 2025-12-31\n"), "line 7: "),
        (suppress("[[policy.suppress]]\nrule = \"tp-d08\"\nreason = \"other\"\nowner = \"p@acme.com\"\nuntil = 2024-06-30\n"), "line 8: policy.suppress: repeats line 3"),
        ("[policy]\n[[policy.suppress]]\nrule = \"TP-D08\"\nowner = \"o\"\nuntil = 2024-12-31\n".to_owned(), "missing key `reason`"),
        ("[policy]\n[[policy.disposition]]\nrule = \"TP-D08\"\nactor = \"ann*\"\ndisposition = \"accepted\"\nowner = \"ann@acme.com\"\nreviewer = \"ANN@acme.com\"\n".to_owned(), "reviewer"),
    ] {
        let path = folder.write("policy.toml", &text);
        let run = trailproof(["report", "/nowhere/at/all.json", "--isolated", "--policy", &path]).run();
        run.code(2).prints_nothing().says("policy.toml: ").says(part);
    }
    // What overlaps does no harm, and is told.
    let path = folder.write(
        "policy.toml",
        "[policy]\nservice_accounts = [\"svc-*\", \"svc-ci*\"]\n",
    );
    let archive = folder.write("may.json", format!("[{}]", event(1, "app.create", None)));
    trailproof(["report", &archive, "--isolated", "--policy", &path])
        .run()
        .warns("line 2: policy.service_accounts: `svc-ci*` is part of `svc-*` already");
}

#[test]
fn what_is_wrong_with_a_framework_is_told_with_line_and_key_before_anything_is_read() {
    let folder = Folder::new();
    let head = "schema = \"trailproof.framework/v1\"\nid = \"ours\"\n";
    let control = |evidence: &str| {
        format!("{head}[[control]]\nid = \"A\"\ntitle = \"T\"\nevidence = {evidence}\n")
    };
    let good = control("[{events = [\"app.*\"], strength = \"partial\", note = \"N.\"}]");
    for (text, part) in [
        (String::new(), "missing key `schema`"),
        (good.replace("/v1", "/v2"), "line 1: schema: "),
        (
            good.replace("id = \"ours\"", "name = \"ours\""),
            "line 2: unknown key `name`",
        ),
        (good.replace("\"ours\"", "\"\""), "line 2: id: is empty"),
        (good.replace("\"ours\"", "[]"), "line 2: id: invalid type"),
        (
            good.replace("title", "titel"),
            "line 5: control: unknown key `titel`",
        ),
        (
            good.replace("\"T\"", "\" \""),
            "line 5: control.title: is empty",
        ),
        (
            good.replace("id = \"A\"\n", ""),
            "line 3: control: missing key `id`",
        ),
        (control("[]"), "line 6: control.evidence: it is empty"),
        (control("7"), "line 6: control.evidence: invalid type"),
        (
            control("[{strength = \"partial\"}]"),
            "line 6: control.evidence: it is empty",
        ),
        (
            control("[{events = [\"app.*\"]}]"),
            "line 6: control.evidence: missing key `strength`",
        ),
        (
            control("[{events = [\"app.*\"], strength = \"satisfies\"}]"),
            "line 6: control.evidence.strength: unknown variant `satisfies`",
        ),
        (
            control("[{events = \"app.*\", strength = \"partial\"}]"),
            "line 6: control.evidence.events: invalid type",
        ),
        (
            control("[{events = [\"app.*\",\n\"nothing.*\"], strength = \"partial\"}]"),
            "line 7: control.evidence.events: `nothing.*` matches no event",
        ),
        (
            control("[{events = [\"app.[\"], strength = \"partial\"}]"),
            "line 6: control.evidence.events: `app.[`: not a pattern",
        ),
        (
            control("[{events = [\"\"], strength = \"partial\"}]"),
            "line 6: control.evidence.events: ",
        ),
        (
            control("[{sections = [\"acces\"], strength = \"partial\"}]"),
            "line 6: control.evidence.sections: `acces` is not a section",
        ),
        (
            control("[{events = [\"app.*\"], strength = \"partial\", score = 3}]"),
            "line 6: control.evidence: unknown key `score`",
        ),
        (
            control("[{events = [\"app.*\"], detections = [\"\"], strength = \"partial\"}]"),
            "line 6: control.evidence.detections: is empty",
        ),
        (
            format!(
                "{good}[[control]]\nid = \"a\"\ntitle = \"T\"\nevidence = [{{events = [\"app.*\"], strength = \"partial\"}}]\n"
            ),
            "line 8: control.id: `a` is listed in line 4 already",
        ),
        (
            format!("{good}[[not_evidenced]]\nid = \"B\"\n"),
            "line 7: not_evidenced: missing key `why`",
        ),
        (
            format!("{good}[[not_evidenced]]\nid = \"B\"\nwhy = \"\"\n"),
            "line 9: not_evidenced.why: is empty",
        ),
        (head.to_owned(), "no controls; write"),
        (format!("{good}[["), "line 7: "),
        (good.replace("ours", "ou\u{0}rs"), "line 2: "),
    ] {
        let path = folder.write("ours.toml", &text);
        let ran = trailproof([
            "report",
            "/nowhere/at/all.json",
            "--isolated",
            "--framework",
            &path,
        ])
        .run();
        ran.code(2).prints_nothing().says("ours.toml: ").says(part);
    }
    let path = folder.write("ours.toml", b"schema = \"\xff\"\n");
    let run = trailproof([
        "report",
        "/nowhere/at/all.json",
        "--isolated",
        "--framework",
        &path,
    ])
    .run();
    run.code(2).prints_nothing().says("ours.toml");
}

/// Text of so many grants; every third one is taken back.
fn grants(count: usize) -> String {
    let mut text = String::from("[");
    for n in 0..count {
        let data = format!("{{\"user\":{{\"email\":\"user-{n}@acme.com\"}},\"role\":\"member\"}}");
        text += &event(n, "collaborator.create", Some(&data));
        text.push(',');
        if n % 3 == 0 {
            text += &event(count + n, "collaborator.destroy", Some(&data));
            text.push(',');
        }
    }
    text.pop();
    text + "]"
}

#[test]
fn a_hundred_thousand_grants_foot() {
    large(100_000, 250);
}

#[test]
#[ignore = "long: 400 MB of events"]
fn a_million_grants_foot() {
    large(1_000_000, 2_000);
}

/// Time goes round after a day, so grants and revocations come in no order.
fn large(count: usize, most: u64) {
    let folder = Folder::new();
    let policy = folder.write("policy.toml", POLICY);
    let archive = folder.write("may.json", grants(count));
    let out = folder.at("report.json");
    let words = ["report", "--policy", &policy, &archive, "-o", &out].map(str::to_owned);
    let (code, peak, _) = measured(&words, |_| ());
    assert_eq!(code, Some(0));
    assert!(peak < most, "{count} grants: {peak} MB");
    let count_with = "import json,sys; a=json.load(open(sys.argv[1]))['access']; print(a['granted'],len(a['grants']),a['opening']+a['granted']-a['revoked']==a['closing'],sum(g['open'] for g in a['grants'])==a['closing'])";
    let said = run("python3", &["-c", count_with, &out]);
    let said = String::from_utf8(said).expect("text");
    let words: Vec<&str> = said.split_whitespace().collect();
    assert_eq!(
        (words[0], words[2], words[3]),
        (&*count.to_string(), "True", "True"),
        "{said}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any grants, revocations and changes of role, with history before and with what comes after.
    #[test]
    fn the_ledger_foots_whatever_happens(steps in prop::collection::vec((0usize..3, 0usize..4, 1u32..9), 0..40), month in 4u32..7) {
        let folder = Folder::new();
        let events: Vec<String> = steps.iter().enumerate().map(|(n, (action, who, month))| {
            let name = ["collaborator.create", "collaborator.destroy", "collaborator.update"][*action];
            let data = format!("{{\"role\":\"r{n}\",\"user\":{{\"email\":\"{}\"}}}}", ["", "x@acme.com", "y@evil.example", "ann@acme.com"][*who]);
            event(n, name, Some(&data)).replace("2018-05", &format!("2018-{month:02}"))
        }).collect();
        let archive = folder.write("all.json", format!("[{}]", events.join(",")));
        let month = format!("2018-{month:02}");
        let inside = events.iter().filter(|event| event.contains(&format!("\"created_at\":\"{month}"))).count();
        let ran = report(&folder, "json", &archive, &["--month", &month]);
        if ran.exit_code() == 3 {
            prop_assert_eq!(inside, 0, "no event of the month");
        } else {
            let [_, granted, _, _, unmatched, unreadable] = balance(&ran.code(0).json());
            let count = |name: &str| events.iter().filter(|event| event.contains(&month) && event.contains(name)).count() as i64;
            prop_assert_eq!(granted, count("\"action\":\"create\""));
            prop_assert!(unreadable <= granted && unmatched <= count("\"action\":\"destroy\""));
        }
    }

    /// However events are spread over archives, with copies in several, sections say the same.
    #[test]
    fn the_order_of_archives_and_where_they_are_cut_change_nothing(seed in 0u64..1000) {
        let mut random = fastrand::Rng::with_seed(seed);
        let options = planted::options(1 + seed % 5, "2018-05", 2);
        let made = generator::planted(&options);
        let mut events: Vec<String> = made.archives.iter().flat_map(|archive| &archive.events)
            .map(|event| String::from_utf8(event.clone()).expect("text")).collect();
        let folder = Folder::new();
        folder.write("policy.toml", &made.policy);
        let sections = |paths: &[String]| {
            let run = trailproof(["report", "-f", "json", "--isolated", "--sections", "access,changes,register,controls", "--policy"]);
            run.arg(folder.at("policy.toml")).args(paths).run().code(0).json()
        };
        let whole = sections(&[folder.write("whole.json", format!("[{}]", events.join(",")))]);
        random.shuffle(&mut events);
        let files = random.usize(1..6);
        let mut parts = vec![Vec::new(); files];
        for event in &events {
            parts[random.usize(0..files)].push(event.clone());
            if random.usize(0..10) == 0 {
                parts[random.usize(0..files)].push(event.clone());
            }
        }
        let paths: Vec<String> = parts.iter().enumerate().map(|(n, part)| {
            folder.write(&format!("part-{n}.ndjson"), part.join("\n"))
        }).collect();
        let cut = sections(&paths);
        for section in ["access", "changes", "register", "controls"] {
            prop_assert!(cut[section] == whole[section], "{}: {:?}", section, planted::difference(&cut[section], &whole[section], section));
        }
    }
}
