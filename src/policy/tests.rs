use super::*;
use chrono::NaiveDate;
use uuid::Uuid;

const ID: &str = "01234567-89ab-4def-8123-456789abcdef";

const WHOLE: &str = r#"
[policy]
internal_domains = ["acme.com", "bots.acme.com", "bücher.example"]
service_accounts = ["svc-*@bots.acme.com"]
protected_apps   = ["*-production"]
known_networks   = ["198.51.100.0/24", "2001:db8::/32"]
working_hours    = { tz = "Europe/Berlin", days = ["mon", "tue", "wed", "thu", "fri"], from = "08:00", to = "18:00", holidays = ["2024-05-01", 2024-12-25] }
subject          = ["/collaborator/email", "/user/email"]
role             = ["/role"]
target           = ["/addon/name", "/domain/hostname"]
[[policy.suppress]]
rule = "TP-D08"
actor = "svc-*"
reason = "nightly deployment, CHG-17"
owner = "ops@acme.com"
until = 2024-12-31
[[policy.disposition]]
event_id = "01234567-89AB-4DEF-8123-456789ABCDEF"
disposition = "remediated"
owner = "ann@acme.com"
reviewer = "bo@acme.com"
note = "access withdrawn the same day"
[[policy.disposition]]
rule = "TP-D02"
actor = "ann@*"
disposition = "open"
owner = "ann@acme.com"
"#;

fn policy(text: &str) -> Policy {
    Policy::from_toml(text).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

/// A policy of one line.
fn line(line: &str) -> Policy {
    policy(&format!("[policy]\n{line}\n"))
}

#[test]
fn what_is_not_given_has_no_answer() {
    for none in [Policy::default(), policy("[policy]\n")] {
        assert_eq!(none, Policy::default());
        assert_eq!(none.is_external("eve@evil.example"), None);
        assert_eq!(none.kind_of(Some("eve@evil.example")), Kind::Person);
        assert_eq!(none.is_protected("web-production"), None);
        assert_eq!(none.outside_hours(Timestamp::default()), None);
        assert_eq!(none.network_known([192, 0, 2, 1].into()), None);
        assert!(none.subject.is_none() && none.role.is_none() && none.target.is_none());
    }
    assert_eq!(Policy::from_settings("catalog = \"auto\"\n"), Ok(None));
    // An empty list of these is an answer: there are none.
    let none = line("service_accounts = []\nprotected_apps = []\nknown_networks = []");
    assert_eq!(none.is_protected("web-production"), Some(false));
    assert_eq!(none.network_known([192, 0, 2, 1].into()), Some(false));
}

#[test]
fn domains_are_exact_whatever_their_spelling() {
    let policy = policy(WHOLE);
    for (email, external) in [
        ("ann@acme.com", Some(false)),
        ("Ann@ACME.com", Some(false)),
        ("ann@acme.com.", Some(false)),
        ("ann@bots.acme.com", Some(false)),
        ("ann@BÜCHER.example", Some(false)),
        ("ann@xn--bcher-kva.example", Some(false)),
        // Decomposed, and in full width.
        ("ann@bu\u{308}cher.example", Some(false)),
        ("ann@ａｃｍｅ.com", Some(false)),
        ("ann@sub.acme.com", Some(true)),
        ("ann@notacme.com", Some(true)),
        ("ann@acme.com.evil.example", Some(true)),
        // A Cyrillic letter that looks like another one.
        ("ann@\u{430}cme.com", Some(true)),
        ("ann@acme.com@evil.example", Some(true)),
        ("\"ann@evil.example\"@acme.com", Some(false)),
        ("ann@acme.com ", Some(true)),
        ("ann@-", Some(true)),
        ("ann", None),
        ("ann@", None),
        ("", None),
    ] {
        assert_eq!(policy.is_external(email), external, "{email:?}");
    }
}

#[test]
fn a_service_account_is_one_whatever_its_domain() {
    let mut policy = policy(WHOLE);
    assert_eq!(
        policy.kind_of(Some("SVC-deploy@bots.acme.com")),
        Kind::Service
    );
    assert_eq!(policy.kind_of(Some("ann@acme.com")), Kind::Person);
    assert_eq!(policy.kind_of(Some("eve@evil.example")), Kind::External);
    assert_eq!(policy.kind_of(None), Kind::Person);
    policy.internal_domains = Some(["acme.com".to_owned()].into());
    assert_eq!(policy.kind_of(Some("svc-a@bots.acme.com")), Kind::Service);
}

#[test]
fn an_address_is_known_in_both_families() {
    let policy = policy(WHOLE);
    for (address, known) in [
        ("198.51.100.7", true),
        ("::ffff:198.51.100.7", true),
        ("2001:db8::1", true),
        ("198.51.101.7", false),
        ("::1", false),
    ] {
        let address = address.parse().expect(address);
        assert_eq!(policy.network_known(address), Some(known), "{address}");
    }
}

#[test]
fn a_suppression_is_judged_against_the_period_and_not_a_clock() {
    let policy = policy(WHOLE);
    let day = |text| NaiveDate::parse_from_str(text, "%Y-%m-%d").expect(text);
    let found = |rule, email| Match {
        rule,
        actor: [None, Some(email)],
        app: [None, None],
        events: &[],
    };
    let place = |rule, email, last| policy.suppression(&found(rule, email), day(last));
    assert_eq!(
        place("tp-d08", "svc-deploy@bots.acme.com", "2024-12-31"),
        Some(0)
    );
    assert_eq!(
        place("TP-D08", "svc-deploy@bots.acme.com", "2025-01-01"),
        None
    );
    assert_eq!(place("TP-D08", "ann@acme.com", "2024-12-31"), None);
    assert_eq!(
        place("TP-D09", "svc-deploy@bots.acme.com", "2024-12-31"),
        None
    );
}

#[test]
fn what_was_decided_about_an_event_goes_before_what_was_about_a_rule() {
    let policy = policy(WHOLE);
    let id = [Uuid::try_parse(ID).expect("an id")];
    let found = |rule, events| Match {
        rule,
        actor: [None, Some("ann@acme.com")],
        app: [None, None],
        events,
    };
    assert_eq!(policy.disposition(&found("TP-D02", &id)), Some(0));
    assert_eq!(policy.disposition(&found("TP-D02", &[])), Some(1));
    assert_eq!(policy.disposition(&found("TP-D01", &[])), None);
    assert_eq!(policy.disposition[0].verdict.as_str(), "remediated");
    assert_eq!(policy.disposition[1].reviewer, None);
}

#[test]
fn what_is_said_twice_in_other_words_is_remarked() {
    let policy = line(
        "protected_apps = [\"web-*\", \"*-production\",\n\"web-a\"]\nknown_networks = [\"10.1.0.0/16\", \"10.0.0.0/8\"]",
    );
    assert_eq!(
        policy.remarks,
        [
            "line 3: policy.protected_apps: `web-a` is part of `web-*` already",
            "line 4: policy.known_networks: `10.1.0.0/16` is part of `10.0.0.0/8` already",
        ]
    );
    assert_eq!(policy.is_protected("web-a"), Some(true));
    let entry = |more: &str| {
        format!(
            "[[policy.suppress]]\nrule = \"TP-D08\"\n{more}reason = \"r\"\nowner = \"o\"\nuntil = 2024-12-31\n"
        )
    };
    let remarks = Policy::from_toml(
        &[
            entry("actor = \"svc-*\"\n"),
            entry("actor = \"svc-a\"\napp = \"web\"\n"),
        ]
        .concat(),
    );
    assert_eq!(
        remarks.expect("a policy").remarks,
        [
            "line 8: policy.suppress: is already covered by the entry in line 2, whose reason applies"
        ]
    );
}

#[test]
fn what_is_wrong_is_told_with_line_and_key() {
    let hours = |part: &str, other: &str| {
        let whole = r#"working_hours = {tz = "UTC", days = ["mon"], from = "08:00", to = "18:00", holidays = []}"#;
        assert!(whole.contains(part), "{part}");
        whole.replace(part, other)
    };
    let suppress = |part: &str, other: &str| {
        let whole = "[[policy.suppress]]\nrule = \"TP-D08\"\nreason = \"r\"\nowner = \"o\"\nuntil = 2024-12-31\n";
        assert!(whole.contains(part), "{part}");
        whole.replace(part, other)
    };
    let dispose = |part: &str, other: &str| {
        let whole = "[[policy.disposition]]\nrule = \"R\"\nactor = \"a\"\ndisposition = \"accepted\"\nowner = \"o\"\nreviewer = \"r\"\n";
        assert!(whole.contains(part), "{part}");
        whole.replace(part, other)
    };
    policy(&format!(
        "[policy]\n{}\n{}{}",
        hours("UTC", "UTC"),
        suppress("r", "r"),
        dispose("r", "r")
    ));
    for (text, fault) in [
        (
            "internal_domain = []".to_owned(),
            "line 2: policy: unknown key `internal_domain`, expected one of `internal_domains`",
        ),
        (
            "internal_domains = \"acme.com\"".to_owned(),
            "line 2: policy.internal_domains: invalid type: string \"acme.com\", expected a sequence",
        ),
        (
            "internal_domains = []".to_owned(),
            "line 2: policy.internal_domains: is empty; give at least one, or leave the key out",
        ),
        (
            "internal_domains = [\"a.com\",\n\"A.com\"]".to_owned(),
            "line 3: policy.internal_domains: repeats line 2",
        ),
        (
            "internal_domains = [\"*.acme.com\"]".to_owned(),
            "line 2: policy.internal_domains: `*.acme.com` is not a domain; write, for example, acme.com",
        ),
        (
            "internal_domains = [\"acme..com\"]".to_owned(),
            "`acme..com` is not a domain",
        ),
        (
            "internal_domains = [\"ann@acme.com\"]".to_owned(),
            "`ann@acme.com` is not a domain",
        ),
        ("internal_domains = [\"\"]".to_owned(), "`` is not a domain"),
        (
            "service_accounts = [\"svc-[\"]".to_owned(),
            "line 2: policy.service_accounts: `svc-[` is not a pattern: a [ is not closed",
        ),
        (
            "service_accounts = [\" \"]".to_owned(),
            "policy.service_accounts: is empty",
        ),
        (
            "protected_apps = [\"A-*\", \"a-*\"]".to_owned(),
            "policy.protected_apps: repeats line 2",
        ),
        (
            "known_networks = [\"10.0.0.0/33\"]".to_owned(),
            "policy.known_networks: `10.0.0.0/33` is neither an address nor a network",
        ),
        (
            "known_networks = [\"10.0.0.1/8\", \"10.0.0.0/8\"]".to_owned(),
            "policy.known_networks: repeats line 2",
        ),
        (
            "subject = [\"collaborator/email\"]".to_owned(),
            "policy.subject: `collaborator/email` is not a JSON pointer into data; write, for example, /collaborator/email",
        ),
        ("subject = []".to_owned(), "policy.subject: is empty"),
        (
            "role = [\"/~\"]".to_owned(),
            "policy.role: `/~` is not a JSON pointer",
        ),
        (
            "target = [\"/a\", \"/a\"]".to_owned(),
            "policy.target: repeats",
        ),
        (
            hours("UTC", "Berlin"),
            "line 2: policy.working_hours.tz: `Berlin` is not a time zone",
        ),
        (
            hours("\"mon\"", "\"monday\""),
            "policy.working_hours.days: `monday` is not a day; the days are mon, tue",
        ),
        (
            hours("\"mon\"", "\"mon\", \"Mon\""),
            "policy.working_hours.days: repeats",
        ),
        (hours("\"mon\"", ""), "policy.working_hours.days: is empty"),
        (
            hours("08:00", "8"),
            "policy.working_hours.from: `8` is not a time of day; write HH:MM",
        ),
        (
            hours("18:00", "25:00"),
            "policy.working_hours.to: `25:00` is not a time of day",
        ),
        (
            hours("18:00", "08:00"),
            "policy.working_hours.from: 08:00 is not before 08:00, so the hours are empty",
        ),
        (
            hours("[]", "[\"2024-02-30\"]"),
            "policy.working_hours.holidays: `2024-02-30` is not a calendar day",
        ),
        (
            hours("[]", "[2024-02-03, \"2024-02-03\"]"),
            "policy.working_hours.holidays: repeats",
        ),
        (
            hours("[]", "[7]"),
            "policy.working_hours.holidays: `integer` is not a calendar day",
        ),
        (
            hours(", to = \"18:00\"", ""),
            "line 2: policy.working_hours: missing key `to`",
        ),
        (
            suppress("2024-12-31", "2024-12-31T00:00:00Z"),
            "line 6: policy.suppress.until: `2024-12-31T00:00:00Z` is not a calendar day",
        ),
        (
            suppress("reason = \"r\"\n", ""),
            "policy.suppress: missing key `reason`",
        ),
        (
            suppress("\"o\"", "\" \""),
            "line 5: policy.suppress.owner: is empty",
        ),
        (
            suppress("reason", "event_id = \"7\"\nreason"),
            "line 4: policy.suppress.event_id: `7` is not the id of an event; ids are UUIDs",
        ),
        (
            suppress("rule", "who = \"x\"\nrule"),
            "line 3: policy.suppress: unknown key `who`",
        ),
        (
            suppress("", "").repeat(2),
            "line 8: policy.suppress: repeats line 3",
        ),
        (
            dispose("accepted", "ok"),
            "line 5: policy.disposition.disposition: `ok` is not a disposition; the dispositions are accepted, remediated, false positive, open",
        ),
        (
            dispose("\"r\"", "\"O\""),
            "line 7: policy.disposition.reviewer: `O` is the owner; a decision is reviewed by another person",
        ),
        (
            dispose("reviewer = \"r\"\n", ""),
            "policy.disposition: has no reviewer; name one other than the owner, or use the disposition open",
        ),
        (
            dispose("actor = \"a\"\n", ""),
            "policy.disposition: give event_id alone, or rule and actor",
        ),
        (
            dispose(
                "rule",
                "event_id = \"01234567-89ab-4def-8123-456789abcdef\"\nrule",
            ),
            "policy.disposition: give event_id alone, or rule and actor",
        ),
        (
            dispose("", "").repeat(2),
            "policy.disposition: repeats line",
        ),
        ("subject = [\"/a\"".to_owned(), "line 2: "),
    ] {
        let text = format!("[policy]\n{text}\n");
        let told = Policy::from_toml(&text).expect_err(&text);
        assert!(told.contains(fault), "{told}\nexpected {fault}");
        assert_eq!(Policy::from_settings(&text).expect_err(&text), told);
    }
    for (text, fault) in [
        (
            "subject = [\"/a\"]\n",
            "line 1: unknown key `subject`, expected `policy`; a policy file holds the table [policy] and nothing else",
        ),
        (
            "",
            "missing key `policy`; a policy file holds the table [policy] and nothing else",
        ),
        ("policy = 7\n", "line 1: policy: invalid type: integer `7`"),
    ] {
        let told = Policy::from_toml(text).expect_err(text);
        assert!(told.contains(fault), "{told}\nexpected {fault}");
    }
}
