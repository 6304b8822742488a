//! What people see.

use super::{Files, event};
use crate::runner::trailproof;
use crate::samples::Folder;
use serde_json::{Value, json};

const ANN: &str = "a0000000-0000-4000-8000-000000000001";
const BOB: &str = "a0000000-0000-4000-8000-000000000002";
const EVE: &str = "a0000000-0000-4000-8000-000000000003";

/// January and February: Ann is renamed, Bob is gone, Eve is new; the app shop is another one.
fn months() -> Files {
    let files = Files::new();
    let mut number = 0;
    let mut of = |month: &str, day: usize, actor: (&str, &str), over: Value| {
        number += 1;
        let mut members = json!({
            "actor": {"id": actor.0, "email": actor.1},
            "enterprise_account": {"id": "acc", "name": "acme"},
            "request": {"ip_address": "203.0.113.7"},
        });
        let over = over.as_object().expect("members").clone();
        members.as_object_mut().expect("an object").extend(over);
        event(number, &format!("2018-{month}-{day:02}T12:00:00Z"), members)
    };
    let release = || json!({"type": "code_release", "action": "create", "app": {"id": "app-1", "name": "shop"}});
    let rebuilt = || json!({"type": "code_release", "action": "create", "app": {"id": "app-2", "name": "shop"}});
    let mut january = Vec::new();
    for day in 1..=31 {
        january.push(of("01", day, (ANN, "ann@example.com"), release()));
    }
    january.push(of(
        "01",
        9,
        (BOB, "bob@example.com"),
        json!({"app": {"id": "app-1", "name": "shop"}}),
    ));
    let mut february = Vec::new();
    for day in 1..=28 {
        february.push(of("02", day, (ANN, "ann@example.org"), rebuilt()));
        if day % 2 == 0 {
            let access = json!({"type": "collaborator", "action": "create", "app": {"id": "app-2", "name": "shop"}});
            february.push(of("02", day, (EVE, "eve@example.com"), access));
        }
    }
    files.archive("january.json", &january);
    files.archive("february.json", &february);
    files
}

#[test]
fn a_table_answers_first_and_then_lists() {
    let ran = months().diff(&["january.json", "february.json"]).run().ok();
    insta::assert_snapshot!(ran.scrubbed(), @r#"
    Changes in the audit trail of acme

    Before    2018-01-01 12:00 – 2018-01-31 12:00 UTC (31 days, 32 events)
    After     2018-02-01 12:00 – 2018-02-28 12:00 UTC (28 days, 42 events)
    Compared  everything, 31 days against 28: compare the daily rates
    Catalog   auto (2019-09)

    • Events rose from 1.0 to 1.5 per day (+45%).
    • 1 new event type, 1 gone; 1 new actor, 1 gone, 1 renamed; 1 new app, 1 gone.
    • Most unusual: collaborator.create from 0 to 0.5 per day (+4.6).
    • Access: 14 grants, 14 more than before (0); all of them are still open at the
      end of the period.
    • 1 pair of an actor and an event type is new: the actor did not do this before.

    ! App name shop now belongs to a different id: formerly app-1, now app-2. These
      are two apps.

    Totals         Before  After  Change
      Events           32     42     +10
      Event types       2      2       0
      Actors            2      2       0
      Apps              1      1       0
      Teams             0      0       0
      Addresses         1      1       0

    New, gone and renamed
      Name                 What        Events
    + collaborator.create  event type      14
    − app.create           event type       1
    + eve@example.com      actor           14
    − bob@example.com      actor            1
    ~ ann@example.org      actor           28
        was ann@example.com
    + shop (app-2)         app             42
    − shop (app-1)         app             32

    Access
                                     Before  After  Change
      Open at the start                   0      0       0
      Granted                             0     14     +14
      of which open at the end            0     14     +14
      Revoked                             0      0       0
      Open at the end                     0     14     +14
      Revoked, no matching grant          0      0       0
      Granted, subject not readable       0     14     +14

    Granted in the later period and still open · top 10 of 14
      Subject       Scope  Granted by       Granted (UTC)
      not readable  shop   eve@example.com  2018-02-02 12:00
      not readable  shop   eve@example.com  2018-02-04 12:00
      not readable  shop   eve@example.com  2018-02-06 12:00
      not readable  shop   eve@example.com  2018-02-08 12:00
      not readable  shop   eve@example.com  2018-02-10 12:00
      not readable  shop   eve@example.com  2018-02-12 12:00
      not readable  shop   eve@example.com  2018-02-14 12:00
      not readable  shop   eve@example.com  2018-02-16 12:00
      not readable  shop   eve@example.com  2018-02-18 12:00
      not readable  shop   eve@example.com  2018-02-20 12:00

    Detections
      10 rules are clear in both periods; 13 could not be evaluated in either,
      mostly because a policy or earlier months are missing.

    Categories  Before  After  Change            Unusual?    Per day
    + Access         0     14     +14        unusual +4.6    0 → 0.5
    ▼ Change        32     28      −4  within chance −0.1  1.0 → 1.0

    The number shows how far a change is from an unchanged daily rate, in standard
    deviations. Below 2 it is within chance, from 2 on it is notable, and from 3 on
    it is unusual: rarely due to chance. It is the signed square root of a Poisson
    deviance and assumes independent events, so a burst caused by one script looks
    more unusual than it is.

    Teams                  Before  After  Change            Unusual?    Per day
    ▲ no team                  32     42     +10  within chance +1.6  1.0 → 1.5

    Event types            Before  After  Change            Unusual?    Per day
    + collaborator.create       0     14     +14        unusual +4.6    0 → 0.5
    − app.create                1      0      −1  within chance −1.1   <0.1 → 0
    = code_release.create      31     28      −3   within chance 0.0  1.0 → 1.0

    Actors                 Before  After  Change            Unusual?    Per day
    + eve@example.com           0     14     +14        unusual +4.6    0 → 0.5
    − bob@example.com           1      0      −1  within chance −1.1   <0.1 → 0
    = ann@example.org          31     28      −3   within chance 0.0  1.0 → 1.0
        was ann@example.com

    Apps                   Before  After  Change            Unusual?    Per day
    + shop (app-2)              0     42     +42        unusual +7.9    0 → 1.5
    − shop (app-1)             32      0     −32        unusual −6.4    1.0 → 0

    Addresses              Before  After  Change            Unusual?    Per day
    ▲ 203.0.113.7              32     42     +10  within chance +1.6  1.0 → 1.5

    First time
      Actor                  Event types  Events  For the first time
      eve@example.com (new)            1      14  collaborator.create × 14 (new to
                                                  all)

    Before · what was read, and how every record was counted
    Ledger    32 read = 32 accepted + 0 filtered + 0 duplicate + 0 rejected

      january.json
        2018-01 · 32 events · 10.4 kB · SHA-256 9bee0ef788fd74b4…

    After · what was read, and how every record was counted
    Ledger    42 read = 42 accepted + 0 filtered + 0 duplicate + 0 rejected

      february.json
        2018-02 · 42 events · 13.6 kB · SHA-256 cb27cef78c9109f1…

    trailproof [VERSION]
    "#);
}

#[test]
fn a_partial_month_is_said_in_every_format_for_people() {
    let files = months();
    let february = std::fs::read_to_string(files.0.path().join("february.json")).expect("a file");
    let whole: Value = serde_json::from_str(&february).expect("JSON");
    let early: Vec<Vec<u8>> = whole["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter(|event| event["created_at"].as_str() < Some("2018-02-15"))
        .map(|event| serde_json::to_vec(event).expect("JSON"))
        .collect();
    files.archive("early.json", &early);
    for format in ["table", "markdown", "html"] {
        let ran = files
            .diff(&["january.json", "early.json", "-f", format])
            .run()
            .ok();
        let text = ran.stdout().replace('\n', " ").replace("  ", " ");
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("first 14 days of both months"), "{text}");
    }
    let ran = files
        .diff(&["january.json", "early.json", "--whole"])
        .run()
        .ok();
    ran.prints("compare the daily rates");
}

#[test]
fn names_from_an_archive_cannot_act() {
    let files = Files::new();
    let nasty = "<script>alert(1)</script>\u{1b}[31m\u{202e}|`=cmd";
    let of = |number, month: &str, email: &str, app: &str| {
        let over = json!({
            "actor": {"id": ANN, "email": email}, "app": {"id": app, "name": nasty}, "type": "=1+1", "action": nasty,
        });
        event(number, &format!("2018-{month}-10T00:00:00Z"), over)
    };
    files.archive("a.json", &[of(1, "01", nasty, "<b>1</b>")]);
    files.archive("b.json", &[of(2, "02", "=HYPERLINK(1)", "<b>2</b>")]);
    for format in ["table", "markdown", "html", "csv", "json"] {
        let words = [
            "a.json", "b.json", "-f", format, "--all", "--color", "never",
        ];
        let ran = files.diff(&words).run().code(0);
        let text = ran.stdout();
        // CSV is data: it keeps what it is given, but no formula.
        assert!(
            format == "csv" || !text.contains(['\u{1b}', '\u{202e}']),
            "{format}"
        );
        match format {
            "html" => {
                assert!(text.matches("<script").count() == 1 && !text.contains("<b>"));
                assert!(text.contains("default-src 'none'") && !text.contains(" style="));
            }
            "csv" => assert!(
                text.lines()
                    .all(|line| !line.contains(",=") && !line.starts_with('='))
            ),
            _ => {}
        }
    }
}

#[test]
fn a_csv_has_figures_and_no_formulas() {
    let ran = months()
        .diff(&["january.json", "february.json", "-f", "csv"])
        .run()
        .ok();
    insta::assert_snapshot!(ran.stdout(), @r#"
    dimension,id,label,before,after,change,status,rate_before,rate_after,surprise,before_label,event
    total,,events,32,42,10,,,,,,
    total,,event_types,2,2,0,,,,,,
    total,,actors,2,2,0,,,,,,
    total,,apps,1,1,0,,,,,,
    total,,teams,0,0,0,,,,,,
    total,,ip_addresses,1,1,0,,,,,,
    total,,unsupported_events,0,0,0,,,,,,
    category,,access,0,14,14,added,0,0.5,4.57,,
    category,,change,32,28,-4,decreased,1.032258064516129,1,-0.12,,
    category,,configuration,0,0,0,same,0,0,0,,
    category,,infrastructure,0,0,0,same,0,0,0,,
    category,,network,0,0,0,same,0,0,0,,
    category,,organisation,0,0,0,same,0,0,0,,
    event,,collaborator.create,0,14,14,added,0,0.5,4.57,,
    event,,app.create,1,0,-1,removed,0.03225806451612903,0,-1.13,,
    event,,code_release.create,31,28,-3,decreased,1,1,0,,
    actor,a0000000-0000-4000-8000-000000000003,eve@example.com,0,14,14,added,0,0.5,4.57,,
    actor,a0000000-0000-4000-8000-000000000002,bob@example.com,1,0,-1,removed,0.03225806451612903,0,-1.13,,
    actor,a0000000-0000-4000-8000-000000000001,ann@example.org,31,28,-3,decreased,1,1,0,ann@example.com,
    app,app-2,shop,0,42,42,added,0,1.5,7.91,,
    app,app-1,shop,32,0,-32,removed,1.032258064516129,0,-6.42,,
    team,,,32,42,10,increased,1.032258064516129,1.5,1.6,,
    ip,,203.0.113.7,32,42,10,increased,1.032258064516129,1.5,1.6,,
    new_pair,a0000000-0000-4000-8000-000000000003,eve@example.com,0,14,14,added,,,,,collaborator.create
    access,,opening,0,0,0,,,,,,
    access,,granted,0,14,14,,,,,,
    access,,revoked,0,0,0,,,,,,
    access,,closing,0,14,14,,,,,,
    access,,unmatched_revocations,0,0,0,,,,,,
    access,,unreadable_subjects,0,14,14,,,,,,
    access,,granted_and_open,0,14,14,,,,,,
    detection,TP-D01,Access granted to a person outside the organisation,,,,,,,,,
    detection,TP-D02,Self-granted access,,,,,,,,,
    detection,TP-D03,Access granted long ago and still open,,,,,,,,,
    detection,TP-D04,"Access granted, then something destroyed by the same person within a day",,,,,,,,,
    detection,TP-D05,Many things destroyed by one actor within ten minutes,0,0,0,,,,,,
    detection,TP-D06,Space or team destroyed,0,0,0,,,,,,
    detection,TP-D07,"Protected app, or an add-on or domain of one, destroyed",,,,,,,,,
    detection,TP-D08,Change outside working hours,,,,,,,,,
    detection,TP-D09,TLS endpoint destroyed and not replaced,0,0,0,,,,,,
    detection,TP-D10,App transferred to another owner or team,0,0,0,,,,,,
    detection,TP-D11,Actor on a network not seen before,,,,,,,,,
    detection,TP-D12,One actor on many networks within an hour,0,0,0,,,,,,
    detection,TP-D13,Actor active again after a long absence,,,,,,,,,
    detection,TP-D14,Actor's first event of a sensitive kind in three months,,,,,,,,,
    detection,TP-D15,Service account activity other than releases and configuration,,,,,,,,,
    detection,TP-D16,Created and destroyed within an hour,0,0,0,,,,,,
    detection,TP-D17,Trusted IP range open to every address,0,0,0,,,,,,
    detection,TP-D18,Event by an actor without identity,0,0,0,,,,,,
    detection,TP-D19,Last logging or monitoring add-on removed from an app,,,,,,,,,
    detection,TP-D20,Secret in the configuration of a protected app changed by a person,,,,,,,,,
    detection,TP-D21,Domain left on a destroyed app,0,0,0,,,,,,
    detection,TP-D22,Release by a person on an app normally deployed by a service account,,,,,,,,,
    detection,TP-D23,New connection to another platform,0,0,0,,,,,,
    days,,compared,31,28,-3,,,,,,
    ledger,,read,32,42,10,,,,,,
    ledger,,accepted,32,42,10,,,,,,
    ledger,,filtered,0,0,0,,,,,,
    ledger,,duplicate,0,0,0,,,,,,
    ledger,,rejected,0,0,0,,,,,,
    "#);
}

#[test]
fn markdown_has_the_same_lists() {
    let ran = months()
        .diff(&[
            "january.json",
            "february.json",
            "-f",
            "markdown",
            "--event",
            "collaborator.*",
        ])
        .run()
        .ok();
    insta::assert_snapshot!(ran.scrubbed(), @r#"
    # Changes in the audit trail of `acme`

    - **Before:** no event in `2018-01` (31 days)
    - **After:** `2018-02-02 12:00` – `2018-02-28 12:00` UTC (28 days, 14 events)
    - **Compared:** everything
    - **Catalog:** `auto` (`2019-09`)
    - **Filter:** event `collaborator.*`

    * Events rose from 0 to 0.5 per day.
    * 1 new event type; 1 new actor; 1 new app; 1 new address.
    * Most unusual: `collaborator.create` from 0 to 0.5 per day (+4.6).
    * Access: 14 grants, 14 more than before (0); all of them are still open at the end of the period.
    * 1 pair of an actor and an event type is new: the actor did not do this before.

    * ⚠️ BEFORE has no events to compare.

    ## Totals

    |  | Before | After | Change |
    | --- | ---: | ---: | ---: |
    | Events | 0 | 14 | +14 |
    | Event types | 0 | 1 | +1 |
    | Actors | 0 | 1 | +1 |
    | Apps | 0 | 1 | +1 |
    | Teams | 0 | 0 | 0 |
    | Addresses | 0 | 1 | +1 |

    ## New, gone and renamed

    | Name | What | Status | Events |
    | --- | --- | --- | ---: |
    | `collaborator.create` | event type | new | 14 |
    | `eve@example.com` | actor | new | 14 |
    | `shop` | app | new | 14 |

    ## Access

    |  | Before | After | Change |
    | --- | ---: | ---: | ---: |
    | Open at the start | 0 | 0 | 0 |
    | Granted | 0 | 14 | +14 |
    | of which open at the end | 0 | 14 | +14 |
    | Revoked | 0 | 0 | 0 |
    | Open at the end | 0 | 14 | +14 |
    | Revoked, no matching grant | 0 | 0 | 0 |
    | Granted, subject not readable | 0 | 14 | +14 |

    ### Granted in the later period and still open

    | Subject | Scope | Granted by | Granted (UTC) |
    | --- | --- | --- | --- |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-02 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-04 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-06 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-08 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-10 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-12 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-14 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-16 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-18 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-20 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-22 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-24 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-26 12:00 |
    | _not readable_ | `shop` | `eve@example.com` | 2018-02-28 12:00 |

    ## Detections

    10 rules are clear in both periods; 13 could not be evaluated in either, mostly because a policy or earlier months are missing.

    ## Categories

    | Category | Status | Before | After | Change | Before, per day | After, per day | Unusual? |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | Access | new | 0 | 14 | +14 | 0 | 0.5 | unusual +4.6 |

    The number shows how far a change is from an unchanged daily rate, in standard deviations. Below 2 it is within chance, from 2 on it is notable, and from 3 on it is unusual: rarely due to chance. It is the signed square root of a Poisson deviance and assumes independent events, so a burst caused by one script looks more unusual than it is.

    ## Teams

    | Team | Status | Before | After | Change | Before, per day | After, per day | Unusual? |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | _no team_ | new | 0 | 14 | +14 | 0 | 0.5 | unusual +4.6 |

    ## Event types

    | Event | Status | Before | After | Change | Before, per day | After, per day | Unusual? |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | `collaborator.create` | new | 0 | 14 | +14 | 0 | 0.5 | unusual +4.6 |

    ## Actors

    | Actor | Status | Before | After | Change | Before, per day | After, per day | Unusual? |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | `eve@example.com` | new | 0 | 14 | +14 | 0 | 0.5 | unusual +4.6 |

    ## Apps

    | App | Status | Before | After | Change | Before, per day | After, per day | Unusual? |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | `shop` | new | 0 | 14 | +14 | 0 | 0.5 | unusual +4.6 |

    ## Addresses

    | Address | Status | Before | After | Change | Before, per day | After, per day | Unusual? |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | `203.0.113.7` | new | 0 | 14 | +14 | 0 | 0.5 | unusual +4.6 |

    ## First time

    | Actor | Event types | Events | For the first time |
    | --- | ---: | ---: | --- |
    | `eve@example.com` (new) | 1 | 14 | `collaborator.create` × 14 (new to all) |

    ## Before (what was read, and how every record was counted)

    - **Ledger:** 32 read = 0 accepted + 32 filtered + 0 duplicate + 0 rejected

    | Archive | Account | Month | Records | Events | Size | SHA-256 |
    | --- | --- | --- | ---: | ---: | ---: | --- |
    | `january.json` | `acme` | 2018-01 | 32 | 32 | 10.4 kB | `9bee0ef788fd74b49f87a37235db92ab4680aa70475a9182401fc244ccef75f1` |

    ## After (what was read, and how every record was counted)

    - **Ledger:** 42 read = 14 accepted + 28 filtered + 0 duplicate + 0 rejected

    | Archive | Account | Month | Records | Events | Size | SHA-256 |
    | --- | --- | --- | ---: | ---: | ---: | --- |
    | `february.json` | `acme` | 2018-02 | 42 | 42 | 13.6 kB | `cb27cef78c9109f1dbb5249494e3e6dca205e3ec9b132428aec352f8835482d7` |

    Made by trailproof [VERSION].
    "#);
}

/// What `report` says of access and detections in a period.
fn of_report(words: &[&str]) -> Value {
    let sections = [
        "report",
        "-f",
        "json",
        "--isolated",
        "--sections",
        "access,detections",
    ];
    trailproof(sections).args(words).run().code(0).json()
}

#[test]
fn access_and_detections_are_those_of_the_compared_days() {
    let [may, june] = ["5", "6"]
        .map(|month| format!("fixtures/enterprise-audit-log-acme-corp-20180{month}.json.gz"));
    let folder = Folder::new();
    let half = folder.at("june.json");
    let export = ["export", &june, "--to", "2018-06-13", "-o", &half];
    trailproof(export).run().code(0);
    let diff = |after: &str| {
        let run = trailproof(["diff", "-f", "json", "--isolated", &may, after]).run();
        run.code(0).json()
    };
    for (after, to, whole) in [
        (&june, None, true),
        (&half, Some(["2018-05-13", "2018-06-13"]), false),
    ] {
        let diff = diff(after);
        assert_eq!(diff["aligned"], !whole);
        let sides = [("before", &may, 0), ("after", &june, 1)];
        for (side, archive, place) in sides {
            let mut words = vec![archive.as_str()];
            words.extend(to.iter().flat_map(|to| ["--to", to[place]]));
            let report = of_report(&words);
            for figure in [
                "opening",
                "granted",
                "revoked",
                "closing",
                "unmatched_revocations",
            ] {
                let have = &diff["access"][figure][side];
                assert_eq!(*have, report["access"][figure], "{side} {figure}");
            }
            let rules = report["detections"].as_array().expect("rules");
            let compared = diff["detections"].as_array().expect("rules");
            assert_eq!(rules.len(), compared.len());
            for (rule, compared) in rules.iter().zip(compared) {
                assert_eq!(rule["rule"], compared["rule"]);
                for member in ["verdict", "count", "suppressed"] {
                    assert_eq!(compared[side][member], rule[member], "{side} {rule}");
                }
            }
        }
        let open = diff["access"]["open_grants"].as_array().expect("grants");
        let figure = &diff["access"]["granted_and_open"]["after"];
        assert_eq!(open.len() as u64, figure.as_u64().expect("a count"));
    }
    // What was piped in cannot be read again for the days that are compared.
    let piped = trailproof(["diff", "-f", "json", "--isolated", "-", &half]);
    let piped = piped.stdin(std::fs::read(&may).expect("May")).run();
    let piped = piped.code(0).json();
    assert_eq!(piped["aligned"], true);
    assert!(piped.get("access").is_none() && piped.get("detections").is_none());
}

/// Each side is the history of the other, so the ledger of the later one begins with grants of the earlier one.
#[test]
fn grants_of_the_earlier_period_are_not_among_those_of_the_later_one() {
    let policy = "examples/exports/policy.toml";
    let words = [
        "diff",
        "--months",
        "2018-05..2018-06",
        "examples/exports",
        "--policy",
        policy,
    ];
    let diff = trailproof(words).args(["-f", "json"]).run().json();
    let access = &diff["access"];
    let number = |figure: &str, side: &str| access[figure][side].as_u64().expect("a number");
    assert!(number("opening", "after") > 0, "a case that shows it");
    for side in ["before", "after"] {
        for part in ["granted_and_open", "external"] {
            assert!(
                number(part, side) <= number("granted", side),
                "{part} {side}"
            );
        }
    }
    let open = access["open_grants"].as_array().expect("grants");
    assert_eq!(open.len() as u64, number("granted_and_open", "after"));
    for grant in open {
        let at = grant["granted_at"].as_str().expect("a time");
        assert!(at.starts_with("2018-06"), "{grant}");
    }
    assert_eq!(
        number("granted_and_open", "after"),
        number("granted", "after")
    );
    for format in ["table", "markdown", "html"] {
        let page = trailproof(words).args(["-f", format]).run();
        let text = page
            .stdout()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let said = format!(
            "{} grants, {} more than before ({}); all of them are still open at the end of the period",
            number("granted", "after"),
            access["granted"]["change"],
            number("granted", "before"),
        );
        assert!(text.contains(&said), "{said} in {text}");
    }
}

#[test]
fn days_of_both_months_are_those_of_their_reports() {
    let diff = trailproof([
        "diff",
        "fixtures/enterprise-audit-log-acme-corp-201805.json.gz",
        "fixtures/enterprise-audit-log-acme-corp-201806.json.gz",
        "-f",
        "json",
    ]);
    let diff = diff.run().code(0).json();
    for (side, month) in [("before", "201805"), ("after", "201806")] {
        let path = format!("fixtures/enterprise-audit-log-acme-corp-{month}.json.gz");
        let report = trailproof(["report", &path, "-f", "json"])
            .run()
            .code(0)
            .json();
        assert_eq!(diff[side]["by_day"], report["by_day"], "{side}");
    }
}
