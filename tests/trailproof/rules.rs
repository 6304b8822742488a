//! Rules of detection: those that are built in, and what becomes of files that are none.

use crate::runner::trailproof;
use crate::samples::Folder;
use std::collections::BTreeSet;
use std::fmt::Write as _;

#[test]
fn every_rule_that_is_built_in_can_be_read_and_passes_its_tests() {
    let faults = trailproof::internals::detection::Rules::faults();
    assert!(faults.is_empty(), "{faults:#?}");
    let run = trailproof(["rules", "test", "-f", "json"]).run();
    let tests = run.json();
    let failed: Vec<_> = tests["tests"]
        .as_array()
        .expect("tests")
        .iter()
        .filter(|test| test["passed"] == false)
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(tests["untested"], serde_json::json!([]));
    run.code(0);
}

#[test]
fn the_projects_own_folder_of_rules_passes_its_tests_reviewers_included() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let tests = trailproof(["rules", "test", own, "-f", "json"])
        .run()
        .code(0)
        .json();
    let built_in = trailproof(["rules", "test", "-f", "json"]).run().json();
    let of_rules = |tests: &serde_json::Value| {
        let tests = tests["tests"].as_array().expect("tests").iter();
        let built_in =
            tests.filter(|test| test["rule"].as_str().expect("an id").starts_with("TP-"));
        built_in
            .map(|test| format!("{} {} {}", test["rule"], test["test"], test["passed"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(of_rules(&tests), of_rules(&built_in));
    assert!(of_rules(&tests).len() > 150, "{tests}");
}

#[test]
fn the_head_of_a_reviewer_that_there_is_not_is_refused() {
    let folder = Folder::new();
    let head = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/rules/reviewers/tp_d18_no_identity.yml"
    );
    let head = std::fs::read_to_string(head).expect("a head");
    folder.write("own/head.yml", head.replace("TP-D18", "TP-D98").as_bytes());
    trailproof(["rules", "test", "own"])
        .in_folder(folder.path())
        .run()
        .code(2)
        .says("`TP-D98` is not the id of a reviewer; a rule of your own needs detection: or correlation:");
}

#[test]
fn every_rule_has_a_test_for_each_verdict_that_it_can_have() {
    let rules = trailproof::internals::detection::Rules::built_in();
    for rule in rules.list() {
        let text = rule.text.expect("the text of the file");
        let id = &rule.head.id;
        let has = |verdict: &str| {
            text.contains(&format!("expect: {verdict}"))
                || text.contains(&format!("verdict: {verdict}"))
        };
        assert!(has("fired"), "{id} fires in no test");
        assert!(has("clear"), "{id} is clear in no test");
        if !rule.head.needs.policy.is_empty() || rule.head.needs.history > 0 {
            assert!(has("indeterminate"), "{id} is indeterminate in no test");
        }
    }
}

#[test]
fn rules_without_their_tests_are_the_same_rules() {
    use trailproof::internals::detection::Rules;
    let heads = |rules: &Rules| {
        let heads = rules
            .list()
            .iter()
            .map(|rule| format!("{:?} {}", rule.head, rule.file));
        heads.collect::<Vec<_>>()
    };
    let (with, without) = (Rules::built_in(), Rules::built_in_to_judge());
    assert_eq!(heads(&with), heads(&without));
    assert!(without.list().iter().all(|rule| rule.tests.is_empty()));
    assert_eq!(with.keeps(), without.keeps());
}

#[test]
fn every_rule_that_a_framework_names_is_there() {
    let rules = trailproof::internals::detection::Rules::built_in();
    let frameworks = trailproof::internals::framework::built_in();
    let controls = frameworks.iter().flat_map(|framework| &framework.controls);
    for control in controls {
        for id in control.detections() {
            assert!(rules.get(id).is_some(), "{}: {id}", control.id);
        }
    }
}

#[test]
fn each_control_is_named_once_with_a_rule_and_stands_in_a_framework() {
    let rules = trailproof(["rules", "list", "-f", "json"]).run().json();
    for rule in rules["rules"].as_array().expect("rules") {
        let controls = rule["controls"].as_array().expect("controls");
        let once: BTreeSet<_> = controls.iter().filter_map(|it| it.as_str()).collect();
        assert!(!once.is_empty(), "{rule}");
        assert_eq!(once.len(), controls.len(), "{rule}");
    }
    // Frameworks name the rules; a list beside it would come to differ.
    let rules = trailproof::internals::detection::Rules::built_in();
    let own = rules
        .list()
        .iter()
        .filter(|rule| !rule.head.controls.is_empty());
    assert_eq!(
        own.map(|rule| &rule.head.id).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

#[test]
fn what_history_has_behind_the_period_is_no_history() {
    let folder = Folder::new();
    let [may, june] = months(&folder);
    let policy = folder.write(
        "policy.toml",
        "[policy]\ninternal_domains = [\"acme.com\"]\nsubject = [\"/email\"]\n",
    );
    let report = |history: &[&str]| {
        let words = ["report", &may, "-f", "json", "--policy", &policy];
        trailproof(words).args(history).run().ok().json()
    };
    let (alone, behind) = (report(&[]), report(&["--history", &june]));
    assert_eq!(behind["access"]["opening"], 0);
    assert_eq!(behind["access"], alone["access"]);
    assert_eq!(behind["detections"], alone["detections"]);
}

#[test]
fn a_month_without_an_event_has_what_was_open_before_it() {
    let folder = Folder::new();
    let [may, june] = months(&folder);
    let empty = |name: &str| folder.write(name, "[]");
    let policy = folder.write("policy.toml", "[policy]\nsubject = [\"/email\"]\n");
    let report = |archive: &str| {
        let words = [
            "report",
            archive,
            "-f",
            "json",
            "--policy",
            &policy,
            "--history",
            &may,
            &june,
        ];
        trailproof(words).run().ok().json()
    };
    let reason = |report: &serde_json::Value| report["detections"][12]["reason"].clone();
    // By the name of the archive: what comes behind its month is not known yet.
    let before = report(&empty("enterprise-audit-log-acme-201804.json"));
    assert_eq!(before["access"]["opening"], 0);
    let july = report(&empty("enterprise-audit-log-acme-201807.json"));
    assert_eq!(july["access"]["opening"], 2);
    assert_eq!(reason(&july), "needs 90 days before 2018-07-01, has 59");
    let nameless = report(&empty("export.json"));
    assert_eq!(nameless["access"]["opening"], 2);
    let unknown = "needs 90 days before the period, but without events the period is unknown";
    assert_eq!(reason(&nameless), unknown);
}

#[test]
fn history_that_is_not_there_is_told_whatever_the_sections_are() {
    let folder = Folder::new();
    let [may, _] = months(&folder);
    for sections in [
        "activity",
        "controls",
        "access",
        "detections",
        "activity,coverage",
    ] {
        let words = [
            "report",
            &may,
            "--sections",
            sections,
            "--history",
            "nowhere.json",
        ];
        let run = trailproof(words).run().code(4);
        assert!(run.stderr().contains("no such file"), "{sections}");
    }
}

/// Two months of a small account: a grant to somebody outside in each, and a team destroyed.
fn months(folder: &Folder) -> [String; 2] {
    let event = |n: u32, at: &str, name: &str, data: serde_json::Value| {
        let (kind, action) = name.split_once('.').expect("a name");
        serde_json::json!({
            "id": format!("00000000-0000-4000-8000-{n:012}"), "created_at": at, "type": kind, "action": action,
            "actor": {"email": "ann@acme.com"}, "app": {"name": "shop"}, "data": data,
        })
    };
    let eve = || serde_json::json!({"email": "eve@other.com"});
    let may = [
        event(1, "2018-05-03T10:00:00Z", "collaborator.create", eve()),
        event(
            2,
            "2018-05-04T10:00:00Z",
            "team.destroy",
            serde_json::json!({}),
        ),
    ];
    let june = [event(
        3,
        "2018-06-03T10:00:00Z",
        "collaborator.create",
        eve(),
    )];
    [("may.json", &may[..]), ("june.json", &june[..])]
        .map(|(name, events)| folder.write(name, serde_json::json!(events).to_string()))
}

const POLICY: &str = r#"
[policy]
internal_domains = ["acme.com"]
subject = ["/email"]
[[policy.suppress]]
rule = "tp-d06"
reason = "given up"
owner = "ops@acme.com"
until = 2018-05-31
"#;

fn detection(report: &serde_json::Value, rule: &str) -> serde_json::Value {
    let rows = report["detections"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["rule"] == rule);
    row.expect("the rule").clone()
}

#[test]
fn a_match_has_the_same_fingerprint_every_month_and_suppressed_ones_fail_no_run() {
    let folder = Folder::new();
    let [may, june] = months(&folder);
    let policy = folder.write("policy.toml", POLICY);
    let report = |archives: &[&String], words: &[&str]| {
        trailproof([
            "report",
            "-f",
            "json",
            "--sections",
            "detections",
            "-q",
            "--policy",
        ])
        .arg(&policy)
        .args(words)
        .args(archives)
        .run()
    };
    let first = report(&[&may], &[]).code(0).json();
    let second = report(&[&june], &[]).code(0).json();
    let print = |report: &serde_json::Value| {
        detection(report, "TP-D01")["matches"][0]["fingerprint"].clone()
    };
    assert_eq!(print(&first), print(&second));
    assert_eq!(print(&first).as_str().map(str::len), Some(32));
    let team = detection(&first, "TP-D06");
    assert_eq!(team["count"], 1);
    assert_eq!(team["suppressed"], 1);
    assert_eq!(team["verdict"], "fired");
    assert_eq!(
        team["matches"][0]["suppressed"],
        serde_json::json!({"reason": "given up", "owner": "ops@acme.com", "until": "2018-05-31"})
    );
    // TP-D06 alone would fail, and is suppressed; TP-D01 is of level high.
    report(&[&may], &["--fail-on", "high"]).code(1);
    report(&[&may], &["--fail-on", "critical"]).code(0);
    let team = ["--fail-on", "high", "--event", "team.*"];
    report(&[&may], &team).code(1);
    // Whatever the order of archives, and whether the earlier one is history.
    let both = report(&[&may, &june], &["--month", "2018-06"]).json();
    let turned = report(&[&june, &may], &["--month", "2018-06", "-j", "1"]).json();
    assert_eq!(both["detections"], turned["detections"]);
    let found = |report: &serde_json::Value| detection(report, "TP-D01")["matches"].clone();
    assert_eq!(found(&both), found(&second));
    let history = report(&[&june], &[&format!("--history={may}")]).json();
    assert_eq!(found(&history), found(&second));
    let few = report(&[&may], &["--max-events", "0"]).json();
    let found = &detection(&few, "TP-D01")["matches"][0];
    assert_eq!(
        (&found["events"], &found["event_count"]),
        (&serde_json::json!([]), &serde_json::json!(1))
    );
}

#[test]
fn sarif_holds_every_match_with_its_fingerprint() {
    let folder = Folder::new();
    let [may, _] = months(&folder);
    let policy = folder.write("policy.toml", POLICY);
    let run = trailproof(["report", "-f", "sarif", "-q", "--policy", &policy, &may]).run();
    let log = run.code(0).json();
    let schema = include_str!("sarif-schema-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("a schema");
    let valid = jsonschema::validator_for(&schema).expect("a schema");
    assert!(valid.is_valid(&log), "{log:#}");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let of = |rule: &str| {
        results
            .iter()
            .find(|one| one["ruleId"] == rule)
            .expect("a result")
    };
    assert_eq!(of("TP-D01")["level"], "error");
    assert!(
        of("TP-D06")["suppressions"][0]["justification"]
            .as_str()
            .expect("why")
            .contains("given up")
    );
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), 23);
    for result in results {
        assert!(result["partialFingerprints"]["trailproof/v1"].is_string());
        let place = result["ruleIndex"].as_u64().expect("a place") as usize;
        assert_eq!(rules[place]["id"], result["ruleId"]);
    }
}

#[test]
fn sarif_shows_a_match_in_the_archive_of_its_time() {
    let months = ["05", "06"].map(|month| {
        let name = format!("enterprise-audit-log-acme-corp-2018{month}.json.gz");
        crate::samples::fixture(&name).display().to_string()
    });
    let run = trailproof(["report", "-f", "sarif", "-q"])
        .args(&months)
        .run();
    let log = run.code(0).json();
    let results = log["runs"][0]["results"].as_array().expect("results");
    let mut seen = BTreeSet::new();
    for result in results {
        let at = result["properties"]["at"].as_str().expect("an instant");
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let (uri, index) = (place["uri"].as_str().expect("a path"), &place["index"]);
        assert!(uri.contains(&at[..7].replace('-', "")), "{uri} {at}");
        let artifacts = &log["runs"][0]["artifacts"];
        let artifact = &artifacts[index.as_u64().expect("a place") as usize];
        assert_eq!(artifact["location"]["uri"], uri);
        seen.insert(index.as_u64());
    }
    assert_eq!(seen.len(), 2, "matches of both months");
}

/// A rule of the user's own over `app.create`, with more members behind its head.
fn rule(detection: &str, more: &str) -> String {
    format!(
        "title: Ours\nid: 8932905d-7679-5d05-898d-e28f92e093aa\nlogsource:\n    product: heroku\n    service: audit_trail\n\
         detection:\n{detection}\nlevel: low\n{more}"
    )
}

const APPS: &str = "    apps:\n        event: app.create\n    condition: apps";

#[test]
fn a_rule_that_is_clear_is_named_by_its_title_where_its_id_is_a_uuid() {
    let folder = Folder::new();
    let [may, _] = months(&folder);
    let never = "    never:\n        event: never.seen\n    condition: never";
    folder.write("own/ours.yml", rule(never, ""));
    trailproof(["report", "-q", "--sections", "detections", "--rules"])
        .args([&folder.at("own"), "--no-builtin-rules", &may])
        .run()
        .code(0)
        .prints("Clear: Ours.");
}

#[test]
fn a_rule_of_the_users_own_is_listed_and_tested() {
    let folder = Folder::new();
    let tests = "tests:\n    - name: it fires\n      events: [{at: 2024-05-03, event: app.create}]\n      expect: fired\n    \
                 - name: it does not\n      events: [{at: 2024-05-03, event: app.create}]\n      expect: clear\n";
    folder.write("ours/one.yml", rule(APPS, tests));
    let ours = folder.at("ours");
    let listed = trailproof([
        "rules",
        "list",
        "-f",
        "csv",
        "--no-builtin-rules",
        "--rules",
        &ours,
    ])
    .run();
    insta::with_settings!({filters => vec![(r"/\S+/ours", "OURS")]}, {
        insta::assert_snapshot!(listed.ok().stdout(), @"
        rule,title,level,kind,needs,controls,tests,file
        8932905d-7679-5d05-898d-e28f92e093aa,Ours,low,sigma,,,2,OURS/one.yml
        ");
        insta::assert_snapshot!(trailproof(["rules", "test", &ours]).run().code(1).stdout(), @"
        Tests of rules
          ✗ 8932905d-7679-5d05-898d-e28f92e093aa: it does not
            · expected clear, got fired (no reason)
            → OURS/one.yml

          ✗ 1 test passed, 1 failed, of 1 rule.
        ");
    });
    let all = trailproof(["rules", "list", "-f", "json", "--rules", &ours]).run();
    let all = all.json();
    let ids: Vec<&str> = all["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter_map(|rule| rule["rule"].as_str())
        .collect();
    assert!(ids.len() > 9 && ids.contains(&"TP-D01"));
    assert!(ids.is_sorted());
}

#[test]
fn a_rule_may_name_the_owner_of_an_event() {
    let folder = Folder::new();
    let of_teams = "    teams: {owner.email|endswith: '@herokumanager.com', data.note: x}\n    condition: teams";
    let case = |name: &str, event: &str, expect: &str| {
        format!(
            "    - name: {name}\n      events: [{{at: 2024-05-03, {event}}}]\n      expect: {expect}\n"
        )
    };
    let team = "owner: team-1@herokumanager.com";
    let cases = [
        case("a team", &format!("{team}, data: {{note: x}}"), "fired"),
        case("a person", "owner: ann@acme.com, data: {note: x}", "clear"),
        case("no owner", "data: {note: x}", "clear"),
        case("in data", &format!("data: {{note: x, {team}}}"), "clear"),
        case(
            "another note",
            &format!("{team}, data: {{note: y}}"),
            "clear",
        ),
    ];
    let tests = format!("tests:\n{}", cases.concat());
    folder.write("one.yml", rule(of_teams, &tests));
    trailproof(["rules", "test", &folder.at("one.yml")])
        .run()
        .code(0)
        .prints("5 tests passed");
}

#[test]
fn a_rule_that_names_no_event_has_all_three_verdicts_on_its_own() {
    let folder = Folder::new();
    let of_data = "    both: {data.kind: a, data.note: x}\n    condition: both";
    let tests = "tests:
    - name: the second has both
      events: [{at: 2024-05-03, data: {kind: b, note: x}}, {at: 2024-05-04, data: {kind: a, note: x}}]
      expect: {verdict: fired, matches: [[2]]}
    - name: none has both
      events: [{at: 2024-05-03, data: {kind: b, note: x}}, {at: 2024-05-04, data: {kind: a, note: y}}]
      expect: clear
";
    folder.write("data.yml", rule(of_data, tests));
    let of_subject = "    outside: {subject.domain: other.com}\n    condition: outside";
    let tests = "tests:
    - name: the policy does not say where the subject stands
      events: [{at: 2024-05-03, event: collaborator.create, data: {who: eve@other.com}}]
      expect: {verdict: indeterminate, reason: needs subject of the policy}
    - name: it does
      policy: subject = ['/who']
      events: [{at: 2024-05-03, event: collaborator.create, data: {who: eve@other.com}}]
      expect: fired
    - name: another domain
      policy: subject = ['/who']
      events: [{at: 2024-05-03, event: collaborator.create, data: {who: eve@acme.com}}]
      expect: clear
";
    folder.write("subject.yml", rule(of_subject, tests));
    for name in ["data.yml", "subject.yml"] {
        trailproof(["rules", "test", &folder.at(name)])
            .run()
            .code(0);
    }
}

#[test]
fn what_has_no_value_is_counted_by_no_correlation() {
    let folder = Folder::new();
    let count = |field: &str, tests: &str| {
        format!(
            "title: Base\nname: base\nid: 8932905d-7679-5d05-898d-e28f92e093ab\nlogsource: {{product: heroku, service: audit_trail}}\n\
             detection: {{s: {{event: app.update}}, condition: s}}\nlevel: low\n---\ntitle: Two values\n\
             id: 8932905d-7679-5d05-898d-e28f92e093aa\ncorrelation:\n    type: value_count\n    rules: [base]\n    group-by: [actor.id]\n    \
             timespan: 10m\n    condition: {{gte: 2, field: {field}}}\nlevel: low\n{tests}"
        )
    };
    let actor = "actor: 6c2d2f36-44e8-5d55-9a55-8d4ef7a9c0f4";
    let of_apps = format!(
        "tests:
    - name: one app, and none
      events: [{{at: 2024-05-03 10:00, {actor}, app: shop}}, {{at: 2024-05-03 10:01, {actor}}}]
      expect: clear
    - name: two apps
      events: [{{at: 2024-05-03 10:00, {actor}, app: shop}}, {{at: 2024-05-03 10:01, {actor}, app: pay}}]
      expect: fired
"
    );
    folder.write("apps.yml", count("app.name", &of_apps));
    let of_data = format!(
        "tests:
    - name: it could be another one
      events: [{{at: 2024-05-03 10:00, {actor}, data: {{kind: a}}}}, {{at: 2024-05-03 10:01, {actor}}}]
      expect: indeterminate
    - name: too late to matter
      events: [{{at: 2024-05-03 10:00, {actor}, data: {{kind: a}}}}, {{at: 2024-05-03 10:11, {actor}}}]
      expect: clear
"
    );
    folder.write("data.yml", count("data.kind", &of_data));
    for name in ["apps.yml", "data.yml"] {
        let run = trailproof(["rules", "test", &folder.at(name)]).run();
        run.code(0).prints("2 tests passed");
    }
}

#[test]
fn a_group_that_could_not_be_read_may_be_any_group() {
    let folder = Folder::new();
    let text = "title: Base
name: base
id: 8932905d-7679-5d05-898d-e28f92e093ab
logsource: {product: heroku, service: audit_trail}
detection: {s: {event: app.update}, condition: s}
level: low
---
title: Two of a kind
id: 8932905d-7679-5d05-898d-e28f92e093aa
correlation:
    type: event_count
    rules: [base]
    group-by: [data.kind]
    timespan: 10m
    condition: {gte: 2}
level: low
tests:
    - name: it could be the second
      events: [{at: 2024-05-03 10:00, data: {kind: a}}, {at: 2024-05-03 10:01}]
      expect: indeterminate
    - name: others are of other kinds, and it is too late
      events: [{at: 2024-05-03 10:00, data: {kind: a}}, {at: 2024-05-03 10:01, data: {kind: b}}, {at: 2024-05-03 10:12}]
      expect: clear
    - name: there are two without it
      events: [{at: 2024-05-03 10:00, data: {kind: a}}, {at: 2024-05-03 10:01, data: {kind: a}}, {at: 2024-05-03 10:20}]
      expect: {verdict: fired, matches: [[1, 2]]}
";
    folder.write("kinds.yml", text);
    let run = trailproof(["rules", "test", &folder.at("kinds.yml")]).run();
    run.code(0).prints("3 tests passed");
}

#[test]
fn a_selection_that_no_condition_names_needs_nothing() {
    let folder = Folder::new();
    let detection =
        "    apps: {event: app.create}\n    who: {subject.domain: other.com}\n    condition: apps";
    let tests = "tests:\n    - name: no app is created\n      events: [{at: 2024-05-03, event: collaborator.create}]\n      expect: clear\n";
    folder.write("one.yml", rule(detection, tests));
    trailproof(["rules", "test", &folder.at("one.yml")])
        .run()
        .code(0);
}

#[test]
fn a_file_that_is_no_rule_ends_in_a_sentence_with_its_line() {
    let deep = format!("a: {}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = level - 1;
        let all = format!("*a{below}, ").repeat(10);
        let _ = writeln!(bomb, "a{level}: &a{level} [{all}]");
    }
    let many = format!("        event: [{}]", "a.b, ".repeat(30_000));
    let parens = format!(
        "    apps:\n        event: app.create\n    condition: {}apps{}",
        "(".repeat(20_000),
        ")".repeat(20_000)
    );
    let cases = [
        ("", "it contains no rules"),
        ("just words", "not a YAML mapping"),
        ("a: [1", "line 2"),
        (&deep, "recursion limit"),
        (&bomb, "repetition limit"),
        (
            &rule(&format!("    apps:\n{many}\n    condition: apps"), ""),
            "values",
        ),
        (&rule(&parens, ""), "Condition parse error"),
        (
            &rule(
                "    apps:\n        event|startwith: app\n    condition: apps",
                "",
            ),
            "line 8: ",
        ),
        (
            &rule("    apps:\n        actor.mail: x\n    condition: apps", ""),
            "line 8: there is no field `actor.mail`; the fields are actor.id, actor.email",
        ),
        (
            &rule(
                "    apps:\n        event|re: '(((a{1000}){1000}){1000})'\n    condition: apps",
                "",
            ),
            "regex",
        ),
        (
            &rule("    apps:\n        event|re: '('\n    condition: apps", ""),
            "regex",
        ),
        (
            &rule(
                "    apps:\n        event: app.create\n    condition: others",
                "",
            ),
            "others",
        ),
        (
            &rule(
                APPS,
                "tests: [{name: x, events: [{when: 2024-05-03}], expect: fired}]\n",
            ),
            "tests: ",
        ),
        (
            &rule(APPS, "trailproof: {id: X, colour: red}\n"),
            "line 11: trailproof: unknown field `colour`",
        ),
        (
            &rule(APPS, "").replace("heroku", "windows"),
            "line 3: the rule is for another log",
        ),
        (
            "title: Ours\nlogsource: {product: heroku}\ndetection:\n    apps: {event: app.create}\n    condition: apps\n",
            "has no id",
        ),
    ];
    let mut wrong = Vec::new();
    for (text, says) in cases {
        let folder = Folder::new();
        let path = folder.write("bad.yml", text);
        let run = trailproof(["rules", "list", "--rules", &path])
            .run()
            .code(2);
        let said = run.stderr();
        let short = said.chars().take(400).collect::<String>();
        if !said.contains(says) || !said.contains("bad.yml") || said.len() > 1_500 {
            wrong.push(format!("{says}: {short}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_help_lists_every_field_that_a_rule_can_use() {
    let help = trailproof(["rules", "list", "--help"]).run().code(0);
    let help = help.stdout();
    let (_, fields) = help
        .split_once("Fields that a rule can use:")
        .expect("fields");
    let (fields, _) = fields.split_once("Examples:").expect("examples");
    let fields: Vec<&str> = fields
        .split(|c: char| c.is_whitespace() || ",()".contains(c))
        .collect();
    let listing = |field: &str| {
        let folder = Folder::new();
        let detection = format!("    one:\n        {field}: x\n    condition: one");
        let path = folder.write("ours.yml", rule(&detection, ""));
        let run = trailproof(["rules", "list", "--no-builtin-rules", "--rules", &path]).run();
        run.stderr()
    };
    for group in [
        "event",
        "actor",
        "app",
        "owner",
        "team",
        "enterprise_account",
        "request",
        "local",
        "subject",
    ] {
        let said = listing(&format!("{group}.unknown"));
        let (_, known) = said.split_once("the fields are ").expect("the fields");
        for field in known.split(", ").map(str::trim) {
            assert!(
                fields.contains(&field),
                "the help lacks {field}: {fields:?}"
            );
        }
    }
    for field in [
        "event",
        "id",
        "created_at",
        "network",
        "role",
        "target",
        "object",
        "range",
        "keys",
        "data.region",
    ] {
        assert_eq!(listing(field), "", "{field}");
    }
    assert!(listing("unknown").contains("`trailproof rules list --help`"));
}

#[test]
fn a_pipeline_beside_rules_is_no_rule() {
    let folder = Folder::new();
    folder.write("rules/a.yml", rule(APPS, ""));
    let pipeline = "name: siem\npriority: 10\ntransformations:\n  - {type: drop_detection_item}\n";
    folder.write("rules/siem.yml", pipeline);
    let listed = |path: &str| {
        trailproof([
            "rules",
            "list",
            "--no-builtin-rules",
            "--rules",
            &folder.at(path),
        ])
        .run()
    };
    listed("rules").code(0).prints("8932905d");
    listed("rules/siem.yml").code(2).says("siem.yml");
}

#[test]
fn what_is_no_folder_of_rules_ends_in_a_sentence() {
    let folder = Folder::new();
    folder.write("empty/notes.txt", "");
    folder.write("long/long.yml", " ".repeat(300_000));
    folder.write("twice/a.yml", rule(APPS, ""));
    folder.write("twice/b.yml", rule(APPS, ""));
    let cases = [
        ("none", "cannot be read"),
        ("empty", "it contains no rules"),
        ("long", "longer than 256 KiB"),
        ("twice", "the id `8932905d"),
    ];
    for (name, says) in cases {
        trailproof(["rules", "list", "--rules", &folder.at(name)])
            .run()
            .code(2)
            .says(says);
    }
}
