//! The sections of a report beside activity, from outside.

use crate::runner::{Ran, trailproof};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
const POLICY: &str = r#"
[policy]
internal_domains = ["acme.com"]
service_accounts = ["svc-*"]
protected_apps = ["*-production"]
working_hours = { tz = "Europe/Berlin", days = ["mon", "tue", "wed", "thu", "fri"], from = "08:00", to = "18:00" }
subject = ["/collaborator/email", "/user/email"]
role = ["/role"]
target = ["/hostname"]
"#;

/// A folder with a policy in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("policy.toml"), POLICY).expect("a policy");
        Self(folder)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes an archive of these events.
    fn archive(&self, name: &str, events: &[Value]) -> PathBuf {
        let path = self.at(name);
        std::fs::write(&path, json!({ "entries": events }).to_string()).expect("an archive");
        path
    }

    fn report(&self, archive: &PathBuf, words: &[&str]) -> Ran {
        let policy = self.at("policy.toml");
        trailproof(["report", "-f", "json", "--isolated", "--policy"])
            .arg(policy)
            .args(words)
            .arg(archive)
            .run()
            .ok()
    }
}

/// An event: number, time, name, actor, `data`.
fn event(n: u32, at: &str, name: &str, actor: &str, data: Value) -> Value {
    let (kind, action) = name.split_once('.').expect("a name");
    json!({
        "id": format!("00000000-0000-4000-8000-{n:012}"),
        "created_at": at,
        "type": kind,
        "action": action,
        "actor": {"id": format!("a{}", actor.len()), "email": actor},
        "app": {"id": "app-1", "name": "web-production"},
        "team": {"id": "team-1", "name": "payments"},
        "enterprise_account": {"id": "acc-1", "name": "acme"},
        "data": data,
    })
}

fn id(n: u32) -> String {
    format!("00000000-0000-4000-8000-{n:012}")
}

fn person(email: &str) -> Value {
    json!({"role": "member", "user": {"email": email}})
}

const ANN: &str = "ann@acme.com";

#[test]
fn every_control_counts_what_a_report_of_its_events_counts() {
    every_control_counts(&[MAY.to_owned()]);
}

#[test]
fn every_control_counts_what_a_report_of_its_planted_events_counts() {
    let options = crate::planted::options(31, "2018-05", 1);
    let folder = crate::samples::Folder::new();
    let planted = crate::generator::planted(&options);
    every_control_counts(&crate::planted::write(&folder, &options, &planted));
}

fn every_control_counts(archives: &[String]) {
    let report = |words: &[&str]| {
        let run = trailproof(["report", "-f", "json", "--isolated"]).args(archives);
        run.args(words).run().code(0).json()
    };
    let whole = report(&["--sections", "controls"]);
    assert!(whole.get("by_event").is_none() && whole.get("access").is_none());
    let rows = whole["controls"].as_array().expect("rows");
    assert_eq!(rows.len(), 89);
    let mut known: BTreeMap<Vec<String>, u64> = BTreeMap::new();
    for framework in trailproof::internals::framework::built_in() {
        for control in &framework.controls {
            let mut patterns: Vec<_> = control
                .events()
                .iter()
                .map(|pattern| pattern.text().to_owned())
                .collect();
            patterns.sort();
            let want = *known.entry(patterns.clone()).or_insert_with(|| {
                let mut words = vec!["--sections", "activity"];
                words.extend(
                    patterns
                        .iter()
                        .flat_map(|pattern| ["--event", pattern.as_str()]),
                );
                report(&words)["totals"]["events"]
                    .as_u64()
                    .expect("a figure")
            });
            let same = |row: &&Value| row["framework"] == *framework.id && row["id"] == *control.id;
            let row = rows.iter().find(same).expect("a row");
            assert_eq!(row["events"], want, "{} {}", framework.id, control.id);
            let parts = row["evidence"].as_array().expect("evidence").iter();
            let sum: u64 = parts
                .map(|part| part["count"].as_u64().expect("a count"))
                .sum();
            assert_eq!(sum, want);
        }
    }
}

#[test]
fn the_ledger_of_grants_tells_who_got_and_lost_access_and_what_is_open() {
    let folder = Folder::new();
    let april = folder.archive(
        "april.json",
        &[
            event(
                1,
                "2018-04-02T10:00:00Z",
                "collaborator.create",
                ANN,
                person("old@acme.com"),
            ),
            event(
                2,
                "2018-04-03T10:00:00Z",
                "collaborator.create",
                ANN,
                person("gone@acme.com"),
            ),
            event(
                3,
                "2018-04-04T10:00:00Z",
                "collaborator.destroy",
                ANN,
                person("gone@acme.com"),
            ),
        ],
    );
    let may = [
        event(
            10,
            "2018-05-02T10:00:00Z",
            "collaborator.destroy",
            "bo@acme.com",
            person("OLD@acme.com"),
        ),
        event(
            11,
            "2018-05-03T10:00:00Z",
            "collaborator.create",
            ANN,
            person("eve@evil.example"),
        ),
        event(
            12,
            "2018-05-04T10:00:00Z",
            "team_membership.create",
            ANN,
            person(ANN),
        ),
        event(
            13,
            "2018-05-05T10:00:00Z",
            "team_membership.update",
            ANN,
            json!({"role": "admin", "user": {"email": ANN}}),
        ),
        event(
            14,
            "2018-05-06T10:00:00Z",
            "enterprise_account_membership.create",
            ANN,
            json!({"user": 7}),
        ),
        event(
            15,
            "2018-05-07T10:00:00Z",
            "team_membership.destroy",
            ANN,
            person("nobody@acme.com"),
        ),
        event(
            16,
            "2018-06-07T10:00:00Z",
            "collaborator.destroy",
            ANN,
            person("eve@evil.example"),
        ),
    ];
    let archive = folder.archive("may.json", &may);
    let history = april.to_string_lossy().into_owned();
    let words = [
        "--sections",
        "access",
        "--month",
        "2018-05",
        "--actor",
        "!bo@*",
    ];
    let report = folder
        .report(
            &archive,
            &[&words[..], &["--history", &history, "--no-progress"]].concat(),
        )
        .json();
    let access = &report["access"];
    let figures = [
        "opening",
        "granted",
        "revoked",
        "closing",
        "unmatched_revocations",
        "unreadable_subjects",
    ];
    assert_eq!(
        figures.map(|name| access[name].as_u64().expect("a figure")),
        [1, 3, 1, 3, 1, 1],
        "{access:#}"
    );
    let grants = access["grants"].as_array().expect("rows");
    let column = |name: &str| {
        grants
            .iter()
            .map(|row| row[name].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        column("granted_event"),
        [
            json!(id(1)),
            json!(id(11)),
            json!(id(12)),
            json!(id(14)),
            Value::Null
        ]
    );
    assert_eq!(
        column("revoked_event"),
        [
            json!(id(10)),
            Value::Null,
            Value::Null,
            Value::Null,
            json!(id(15))
        ]
    );
    assert_eq!(column("open"), [false, true, true, true, false]);
    assert_eq!(
        column("scope_kind"),
        ["app", "app", "team", "enterprise account", "team"]
    );
    assert_eq!(
        column("scope"),
        [
            "web-production",
            "web-production",
            "payments",
            "acme",
            "payments"
        ]
    );
    assert_eq!(
        column("external"),
        [
            json!(false),
            json!(true),
            json!(false),
            Value::Null,
            json!(false)
        ]
    );
    assert_eq!(
        column("self_granted"),
        [
            json!(false),
            json!(false),
            json!(true),
            Value::Null,
            Value::Null
        ]
    );
    assert_eq!(
        column("role"),
        [
            json!("member"),
            json!("member"),
            json!("admin"),
            Value::Null,
            json!("member")
        ]
    );
    // Without what was before, the revocation has no grant.
    let alone = folder
        .report(&archive, &["--sections", "access", "--month", "2018-05"])
        .json();
    assert_eq!(
        figures.map(|name| alone["access"][name].as_u64().expect("a figure")),
        [0, 3, 0, 3, 2, 1]
    );
    // The report's own archives are history, too.
    let june = folder
        .report(&archive, &["--sections", "access", "--month", "2018-06"])
        .json();
    assert_eq!(
        figures.map(|name| june["access"][name].as_u64().expect("a figure")),
        [3, 0, 1, 2, 0, 0]
    );
}

#[test]
fn a_renamed_person_is_one_subject() {
    let folder = Folder::new();
    let archive = folder.archive(
        "may.json",
        &[
            json!({"id": id(1), "created_at": "2018-05-01T10:00:00Z", "type": "app", "action": "create", "actor": {"id": "x", "email": "zoe.old@acme.com"}}),
            json!({"id": id(2), "created_at": "2018-05-02T10:00:00Z", "type": "app", "action": "create", "actor": {"id": "x", "email": "zoe.new@acme.com"}}),
            event(3, "2018-05-03T10:00:00Z", "collaborator.create", ANN, person("Zoe.Old@acme.com")),
            event(4, "2018-05-04T10:00:00Z", "collaborator.destroy", ANN, person("zoe.new@acme.com")),
        ],
    );
    let access = folder.report(&archive, &["--sections", "access"]).json()["access"].clone();
    assert_eq!(
        (&access["revoked"], &access["unmatched_revocations"]),
        (&json!(1), &json!(0))
    );
}

#[test]
fn changes_are_counted_by_app_and_actor_and_by_the_clock_of_the_organisation() {
    let folder = Folder::new();
    let none = || json!({});
    let archive = folder.archive(
        "may.json",
        &[
            // Eight in the morning in Berlin, on a Wednesday; then one minute before; then a Saturday.
            event(
                1,
                "2018-05-02T06:00:00Z",
                "code_release.create",
                ANN,
                none(),
            ),
            event(2, "2018-05-02T05:59:00Z", "config_change.set", ANN, none()),
            event(
                3,
                "2018-05-05T10:00:00Z",
                "code_release.create",
                "svc-deploy@acme.com",
                none(),
            ),
            event(
                4,
                "2018-05-02T10:00:00Z",
                "addon.create",
                "eve@evil.example",
                none(),
            ),
            event(
                5,
                "2018-05-02T10:00:00Z",
                "collaborator.create",
                ANN,
                none(),
            ),
        ],
    );
    let changes = folder.report(&archive, &["--sections", "changes"]).json()["changes"].clone();
    assert_eq!(
        (&changes["population"], &changes["outside_hours"]),
        (&json!(4), &json!(2))
    );
    let app = &changes["by_app"][0];
    assert_eq!(
        app,
        &json!({"app": "web-production", "id": "app-1", "protected": true, "count": 4, "people": 2, "services": 1, "external": 1, "outside_hours": 2})
    );
    let kinds: Vec<_> = changes["by_actor"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["kind"].clone())
        .collect();
    assert_eq!(kinds, ["person", "external", "service"]);
    // Without a policy nothing is taken for no.
    let bare = trailproof([
        "report",
        "-f",
        "json",
        "--isolated",
        "--sections",
        "changes",
    ])
    .arg(&archive)
    .run()
    .ok()
    .json();
    assert_eq!(bare["changes"]["outside_hours"], Value::Null);
    assert_eq!(bare["changes"]["by_app"][0]["protected"], Value::Null);
}

#[test]
fn the_register_has_a_row_an_event_in_order_of_time() {
    let folder = Folder::new();
    let archive = folder.archive(
        "may.json",
        &[
            event(
                3,
                "2018-05-04T10:00:00Z",
                "domain.create",
                ANN,
                json!({"hostname": "\u{1b}[31mwww.acme.com"}),
            ),
            event(2, "2018-05-03T10:00:00Z", "app.destroy", ANN, json!({})),
            event(1, "2018-05-03T10:00:00Z", "space.update", ANN, json!([1])),
            event(4, "2018-05-05T10:00:00Z", "app.create", ANN, json!({})),
            event(
                5,
                "2018-05-06T10:00:00Z",
                "team_membership.destroy",
                "bo@acme.com",
                json!({}),
            ),
        ],
    );
    let rows = |words: &[&str]| {
        folder
            .report(&archive, &[&["--sections", "register"], words].concat())
            .json()["register"]
            .clone()
    };
    let all = rows(&[]);
    let ids: Vec<_> = all
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["event_id"].clone())
        .collect();
    assert_eq!(ids, [id(1), id(2), id(3), id(5)]);
    assert_eq!(all[2]["target"], "\u{1b}[31mwww.acme.com");
    assert_eq!(all[0]["target"], Value::Null);
    // A filter narrows it.
    assert_eq!(
        rows(&["--actor", "bo@*"]).as_array().expect("rows").len(),
        1
    );
}

#[test]
fn coverage_tells_what_never_happened_and_which_month_is_missing() {
    let folder = Folder::new();
    let [march, may] = ["03", "05"].map(|month| {
        let n = month.parse().expect("a number");
        let name = format!("enterprise-audit-log-acme-2018{month}.json");
        folder.archive(
            &name,
            &[event(
                n,
                &format!("2018-{month}-02T10:00:00Z"),
                "app.create",
                ANN,
                json!({}),
            )],
        )
    });
    let other = march.to_string_lossy().into_owned();
    let coverage = folder
        .report(&may, &["--sections", "coverage", &other])
        .json()["coverage"]
        .clone();
    assert_eq!(coverage["months"], json!(["2018-03", "2018-05"]));
    assert_eq!(coverage["missing"], json!(["2018-04"]));
    let recorded = coverage["recorded"].as_array().expect("rows");
    let count = |name: &str| {
        recorded
            .iter()
            .find(|row| row["event"] == name)
            .map(|row| row["count"].clone())
    };
    assert_eq!(
        (count("app.create"), count("app.destroy")),
        (Some(json!(2)), Some(json!(0)))
    );
    assert!(coverage["not_recorded"].as_array().expect("rows").len() > 5);
    assert_eq!(coverage["retention"].as_array().expect("rows").len(), 3);
}

#[test]
fn sections_do_not_depend_on_threads() {
    let of = |threads: &str| {
        let policy = Folder::new();
        let run = trailproof([
            "report",
            "-f",
            "json",
            "--isolated",
            "-j",
            threads,
            "--policy",
        ]);
        let run = run.arg(policy.at("policy.toml")).args([
            MAY,
            "fixtures/enterprise-audit-log-acme-corp-201806.json.gz",
        ]);
        run.run().ok().bytes().to_vec()
    };
    assert_eq!(of("1"), of("4"));
}

#[test]
fn a_section_that_is_none_and_a_policy_that_is_wrong_are_refused() {
    trailproof(["report", MAY, "--sections", "acces"])
        .run()
        .code(2)
        .says("there is no section `acces`");
    let folder = Folder::new();
    std::fs::write(folder.at("policy.toml"), "[policy]\nsubject = []\n").expect("a file");
    trailproof(["report", MAY, "--isolated", "--policy"])
        .arg(folder.at("policy.toml"))
        .run()
        .code(2)
        .says("policy.toml: line 2: policy.subject: is empty");
    trailproof(["report", MAY, "--isolated", "--framework", "soc3"])
        .run()
        .code(2)
        .says("no such framework, and no such file");
}

#[test]
fn csv_has_rows_of_every_section() {
    let table = trailproof(["report", "-f", "csv", "--isolated", MAY])
        .run()
        .ok();
    for dimension in [
        "control",
        "not_evidenced",
        "access",
        "changes",
        "app_changes",
        "register",
        "recorded",
        "month",
    ] {
        let start = format!("\n{dimension},");
        assert!(table.stdout().contains(&start), "{dimension}");
    }
    let one = trailproof([
        "report",
        "-f",
        "csv",
        "--isolated",
        "--sections",
        "register",
        MAY,
    ])
    .run()
    .ok();
    for line in one.stdout().lines().skip(1) {
        assert!(
            ["register,", "validation,", "ledger,"]
                .iter()
                .any(|name| line.starts_with(name)),
            "{line}"
        );
    }
}

#[test]
fn documents_show_all_sections_unless_some_are_named() {
    let folder = Folder::new();
    let archive = folder.archive(
        "may.json",
        &[
            event(
                1,
                "2018-05-03T10:00:00Z",
                "collaborator.create",
                ANN,
                person("eve@evil.example"),
            ),
            event(
                2,
                "2018-05-04T10:00:00Z",
                "domain.destroy",
                ANN,
                json!({"hostname": "www.acme.com"}),
            ),
        ],
    );
    let policy = folder.at("policy.toml").to_string_lossy().into_owned();
    for format in ["table", "markdown", "html"] {
        let words = ["report", "--isolated", "-f", format, "--policy", &policy];
        let run = trailproof(words).arg(&archive).run().ok();
        for part in [
            "Summary",
            "eve@evil.example",
            "external",
            "Open at the end",
            "0 open before + 1 granted − 0 revoked = 1 open at the end.",
            "Destroyed or removed: 1 domain, by 1 actor.",
            "domain.destroy",
            "CC6.2",
            "IA-2",
            "logins, and failed logins",
        ] {
            assert!(
                run.stdout().contains(part),
                "{format}: {part}\n{}",
                run.stdout()
            );
        }
        let named = trailproof(words)
            .args(["--sections", "register"])
            .arg(&archive)
            .run()
            .ok();
        for part in ["Summary", "Open at the end", "Event types", "CC6.2"] {
            assert!(!named.stdout().contains(part), "{format}: {part}");
        }
        named.prints("Destroyed or removed: 1 domain, by 1 actor.");
    }
}

/// Renamed by an event that neither the ledger nor the register looks at.
#[test]
fn every_section_has_the_label_that_was_seen_last() {
    let folder = Folder::new();
    let mut renamed = event(9, "2018-05-20T10:00:00Z", "team.update", ANN, json!({}));
    renamed["app"]["name"] = json!("shop-production");
    renamed["team"]["name"] = json!("money");
    renamed["enterprise_account"]["name"] = json!("acme 2");
    renamed["actor"]["email"] = json!("ann.married@acme.com");
    let mut june = renamed.clone();
    june["id"] = json!(id(10));
    june["created_at"] = json!("2018-06-01T00:00:00Z");
    june["type"] = json!("collaborator");
    june["action"] = json!("create");
    june["app"]["name"] = json!("later");
    let scopes = [
        "collaborator",
        "team_membership",
        "enterprise_account_membership",
    ];
    let mut events: Vec<Value> = (1..)
        .zip(scopes)
        .map(|(n, kind)| {
            let name = format!("{kind}.create");
            event(n, "2018-05-02T10:00:00Z", &name, ANN, person("x@acme.com"))
        })
        .collect();
    events.push(event(
        5,
        "2018-05-03T10:00:00Z",
        "app.destroy",
        ANN,
        json!({}),
    ));
    events.extend([renamed, june]);
    let archive = folder.archive("all.json", &events);
    let report = folder.report(&archive, &["--month", "2018-05"]).json();
    let rows = |member: &Value, name: &str| -> Vec<String> {
        let rows = member.as_array().expect("rows").iter();
        rows.map(|row| row[name].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let grants = &report["access"]["grants"];
    assert_eq!(
        rows(grants, "scope"),
        ["shop-production", "money", "acme 2"]
    );
    assert_eq!(rows(grants, "granted_by"), ["ann.married@acme.com"; 3]);
    assert_eq!(rows(&report["register"], "app"), ["shop-production"]);
    assert_eq!(rows(&report["register"], "actor"), ["ann.married@acme.com"]);
    assert_eq!(rows(&report["by_app"], "app"), ["shop-production"]);
}

/// Patterns such as `app.*` have them, so the sections that are made of these patterns do.
#[test]
fn a_name_with_several_dots_belongs_where_the_patterns_have_it() {
    let folder = Folder::new();
    let names = [
        ("app", "build.cancel"),
        ("space.network", "update"),
        ("quota", "soft.destroy"),
        ("collaborator.app", "create"),
        ("collaborator", "app.create"),
    ];
    let events: Vec<Value> = (1..)
        .zip(names)
        .map(|(n, (kind, action))| {
            let mut event = event(n, "2018-05-02T10:00:00Z", "a.b", ANN, person("x@acme.com"));
            event["type"] = json!(kind);
            event["action"] = json!(action);
            event
        })
        .collect();
    let archive = folder.archive("may.json", &events);
    let report = folder.report(&archive, &[]).json();
    assert_eq!(report["changes"]["population"], 2);
    let registered = report["register"].as_array().expect("rows").iter();
    let registered: Vec<_> = registered.map(|row| row["event"].clone()).collect();
    assert_eq!(registered, ["space.network.update", "quota.soft.destroy"]);
    assert_eq!(report["access"]["granted"], 0);
}

#[test]
fn exceptions_are_told_with_who_answers_for_them_and_what_they_are_about() {
    let folder = Folder::new();
    let archive = folder.archive(
        "may.json",
        &[
            event(1, "2018-05-03T10:00:00Z", "app.destroy", ANN, json!({})),
            event(
                2,
                "2018-05-04T10:00:00Z",
                "collaborator.create",
                ANN,
                person("eve@evil.example"),
            ),
        ],
    );
    let own = r#"
[[policy.suppress]]
rule = "TP-D08"
actor = "svc-*"
reason = "nightly <deployment>"
owner = "ops@acme.com"
until = 2018-05-03
[[policy.disposition]]
event_id = "00000000-0000-4000-8000-000000000001"
disposition = "remediated"
owner = "ann@acme.com"
reviewer = "bo@acme.com"
note = "put back the same day"
[[policy.disposition]]
event_id = "00000000-0000-4000-8000-000000000002"
disposition = "open"
owner = "ann@acme.com"
[[policy.disposition]]
event_id = "00000000-0000-4000-8000-000000000009"
disposition = "open"
owner = "ann@acme.com"
"#;
    std::fs::write(folder.at("policy.toml"), format!("{POLICY}{own}")).expect("a policy");
    let json = folder.report(&archive, &["-q"]).json();
    let exceptions = &json["exceptions"];
    let suppression = &exceptions["suppressions"][0];
    assert_eq!(suppression["state"], "expired", "its last day was the 3rd");
    assert_eq!(suppression["until"], "2018-05-03");
    let about = |n: usize| exceptions["dispositions"][n]["about"].clone();
    assert_eq!(
        about(0),
        json!({"event": "app.destroy", "at": "2018-05-03T10:00:00.000Z", "actor": ANN, "scope": "web-production"})
    );
    assert_eq!(about(1)["event"], "collaborator.create");
    assert_eq!(about(2), Value::Null);
    let held = folder
        .report(&archive, &["--to", "2018-05-04", "-q"])
        .json();
    let state = &held["exceptions"]["suppressions"][0]["state"];
    assert_ne!(state, "expired", "the period ends with the 3rd");
    let policy = folder.at("policy.toml");
    for format in ["table", "markdown", "html", "csv"] {
        let run = trailproof(["report", "-q", "--isolated", "-f", format, "--policy"]);
        let run = run.arg(&policy).arg(&archive).run().ok();
        // A line may end within a sentence.
        let text = run
            .stdout()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        for part in [
            "expired",
            "ops@acme.com",
            "2018-05-03",
            "remediated",
            "bo@acme.com",
            "put back the same day",
        ] {
            assert!(text.contains(part), "{format}: {part}\n{}", run.stdout());
        }
    }
    let bare = folder.report(&archive, &["--sections", "activity"]).json();
    assert!(bare.get("exceptions").is_none());
}

#[test]
fn lists_that_are_cut_say_of_how_many_in_every_format() {
    let folder = Folder::new();
    let grants = (1..=9).map(|n| {
        let at = format!("2018-05-0{n}T10:00:00Z");
        let whom = if n == 9 {
            "eve@evil.example".to_owned()
        } else {
            format!("p{n}@acme.com")
        };
        event(n, &at, "collaborator.create", ANN, person(&whom))
    });
    let destroyed = (1..=9).map(|n| {
        let name = if n == 9 {
            "app.destroy"
        } else {
            "collaborator.destroy"
        };
        event(
            n + 20,
            &format!("2018-05-0{n}T11:00:00Z"),
            name,
            ANN,
            json!({}),
        )
    });
    let events: Vec<Value> = grants.chain(destroyed).collect();
    let archive = folder.archive("may.json", &events);
    let json = folder.report(&archive, &["--top", "3"]).json();
    assert_eq!(json["access"]["grants"].as_array().expect("rows").len(), 3);
    assert_eq!(json["register"].as_array().expect("rows").len(), 3);
    // Nine grants, eight revocations of whom nobody knows.
    assert_eq!(
        (&json["cut"]["grants"], &json["cut"]["register"]),
        (&json!(17), &json!(9))
    );
    let whole = folder.report(&archive, &[]).json();
    assert_eq!(
        whole["access"]["grants"].as_array().expect("rows").len(),
        17
    );
    assert_eq!(whole["access"]["granted"], json["access"]["granted"]);
    let policy = folder.at("policy.toml");
    for format in ["table", "markdown", "html"] {
        let run = trailproof([
            "report",
            "--isolated",
            "--top",
            "3",
            "-f",
            format,
            "--policy",
        ]);
        let run = run.arg(&policy).arg(&archive).run().ok();
        let run = run
            .prints("top 3 of 9")
            .prints("eve@evil.example")
            .prints("app.destroy");
        assert!(
            !run.stdout().contains("p8@acme.com"),
            "{format}: those that weigh most"
        );
    }
}

#[test]
fn a_month_without_events_is_told_in_sentences() {
    let folder = Folder::new();
    let archive = folder.archive("enterprise-audit-log-acme-201805.json", &[]);
    let policy = folder.at("policy.toml");
    for format in ["table", "markdown", "html"] {
        let run = trailproof(["report", "--isolated", "-f", format, "--policy"]);
        let run = run.arg(&policy).arg(&archive).run().ok();
        let text = run
            .stdout()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        for part in [
            "No grants or revocations recorded in the period.",
            "No destruction recorded. No changes to network or TLS recorded.",
            "The population is empty: no changes recorded in the period.",
            ", none missing.",
        ] {
            assert!(text.contains(part), "{format}: {part}\n{text}");
        }
    }
}

#[test]
fn rows_of_several_accounts_name_theirs() {
    let folder = Folder::new();
    let of = |n: u32, account: &str| {
        let mut event = event(
            n,
            &format!("2018-05-0{n}T10:00:00Z"),
            "collaborator.create",
            ANN,
            person("eve@acme.com"),
        );
        event["enterprise_account"] =
            json!({"id": if account == "acme" { "acc-1" } else { "acc-2" }, "name": account});
        event
    };
    let destroyed = event(3, "2018-05-03T10:00:00Z", "app.destroy", ANN, json!({}));
    let one = folder.archive("one.json", &[of(1, "acme"), destroyed.clone()]);
    let json = folder.report(&one, &[]).json();
    assert!(json["access"]["grants"][0].get("account").is_none());
    assert!(json["register"][0].get("account").is_none());
    assert!(json["changes"]["by_app"][0].get("accounts").is_none());
    let two = folder.archive("two.json", &[of(1, "acme"), of(2, "globex"), destroyed]);
    let run = trailproof(["report", "-f", "json", "--isolated", "--policy"]);
    let json = run
        .arg(folder.at("policy.toml"))
        .arg(&two)
        .run()
        .code(0)
        .json();
    let account = |n: usize| json["access"]["grants"][n]["account"].clone();
    assert_eq!([account(0), account(1)], [json!("acme"), json!("globex")]);
    assert_eq!(json["register"][0]["account"], "acme");
    assert_eq!(json["changes"]["by_app"][0]["accounts"], json!(["acme"]));
    assert_eq!(json["changes"]["by_actor"][0]["accounts"], json!(["acme"]));
    let changes = ["report", "--isolated", "--sections", "changes"];
    let run = trailproof(changes).arg(&two).run().code(0);
    let table = run
        .stdout()
        .split("Changes by app")
        .nth(1)
        .expect("a table");
    assert!(
        table.contains("Account") && table.contains("acme"),
        "{table}"
    );
    for format in ["table", "markdown", "html"] {
        let run = trailproof([
            "report",
            "-f",
            format,
            "--isolated",
            "--sections",
            "access,register",
            "--policy",
        ]);
        let run = run.arg(folder.at("policy.toml")).arg(&two).run().code(0);
        assert!(
            run.stdout().contains("Account"),
            "{format}: {}",
            run.stdout()
        );
        assert!(run.stdout().matches("globex").count() >= 2, "{format}");
    }
}
