use super::*;

fn values(values: &[&str]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text.as_bytes()).expect("an instant")
}

fn period(from: &[&str], to: &[&str], month: &[&str]) -> Result<Filter> {
    Filter::new(&Criteria {
        from: values(from),
        to: values(to),
        month: values(month),
        ..Criteria::default()
    })
}

fn of_ip(ip: &[&str]) -> Filter {
    let ip = values(ip);
    Filter::new(&Criteria {
        ip,
        ..Criteria::default()
    })
    .expect("networks")
}

fn of_event(event: &[&str]) -> Result<Filter> {
    Filter::new(&Criteria {
        event: values(event),
        ..Criteria::default()
    })
}

/// The sentence of a usage error.
fn refused(filter: Result<Filter>) -> String {
    let error = filter.expect_err("not refused");
    assert_eq!(error.exit_status(), crate::error::ExitStatus::Usage);
    error.to_string()
}

#[test]
fn without_values_everything_passes() {
    let filter = Filter::new(&Criteria::default()).expect("no filter");
    assert!(filter.is_empty() && filter.view().is_empty());
    assert!(filter.accepts_time(at("0000-01-01T00:00:00Z")));
    assert!(filter.accepts_event("") && filter.accepts_ip(None));
    assert!(filter.accepts_actor(None, None));
}

#[test]
fn the_period_is_half_open() {
    for (from, to) in [
        ("2018-05-01", "2018-06-01"),
        ("2018-05", "2018-06"),
        ("2018-05-01T02:00:00+02:00", "2018-05-31T23:00:00-01:00"),
    ] {
        let filter = period(&[from], &[to], &[]).expect("a period");
        assert!(!filter.is_empty());
        for (instant, passes) in [
            ("2018-04-30T23:59:59.999999999Z", false),
            ("2018-05-01T00:00:00Z", true),
            ("2018-05-31T23:59:59.999999999Z", true),
            ("2018-06-01T00:00:00Z", false),
        ] {
            assert_eq!(filter.accepts_time(at(instant)), passes, "{from} {instant}");
        }
        assert_eq!(filter.view()["from"], ["2018-05-01T00:00:00.000Z"]);
        assert_eq!(filter.view()["to"], ["2018-06-01T00:00:00.000Z"]);
    }
}

#[test]
fn months_are_alternatives_and_the_period_narrows_them() {
    let filter = period(
        &["2018-11-15"],
        &["2019-01-10"],
        &["2019-01", "2018-11", "2018-11", "2018-12", "2018-03"],
    )
    .expect("a period");
    for (instant, passes) in [
        ("2018-03-05T00:00:00Z", false),
        ("2018-11-14T23:59:59Z", false),
        ("2018-11-15T00:00:00Z", true),
        ("2018-12-31T23:59:60.5Z", true),
        ("2019-01-09T23:59:59Z", true),
        ("2019-01-10T00:00:00Z", false),
    ] {
        assert_eq!(filter.accepts_time(at(instant)), passes, "{instant}");
    }
    assert_eq!(
        filter.view()["month"],
        ["2018-03", "2018-11", "2018-12", "2019-01"]
    );
    let apart = period(&[], &[], &["2018-01", "2018-03"]).expect("a period");
    assert!(!apart.accepts_time(at("2018-02-10T00:00:00Z")));
    let leap = period(&[], &[], &["2016-12"]).expect("a period");
    assert!(leap.accepts_time(at("2016-12-31T23:59:60.9Z")));
    assert!(!leap.accepts_time(at("2017-01-01T00:00:00Z")));
}

#[test]
fn repeated_bounds_are_alternatives() {
    let filter = period(&["2018-05", "2018-03"], &["2018-06", "2018-04"], &[]).expect("a period");
    assert!(filter.accepts_time(at("2018-03-01T00:00:00Z")));
    assert!(filter.accepts_time(at("2018-05-31T00:00:00Z")));
    assert!(!filter.accepts_time(at("2018-06-01T00:00:00Z")));
}

#[test]
fn a_time_that_cannot_mean_anything_is_refused() {
    for bad in [
        "2018",
        "2018-13",
        "2018-02-30",
        "yesterday",
        "",
        "2018-05-03T12:00:00",
        "03/05/2018",
        "2018-05-é",
    ] {
        let sentence = refused(period(&[bad], &[], &[]));
        assert!(sentence.contains(bad) && sentence.contains("YYYY-MM-DD"));
        assert!(refused(period(&[], &[bad], &[])).starts_with("--to"));
        assert!(refused(period(&[], &[], &[bad])).starts_with("--month"));
    }
    refused(period(&[], &[], &["2018-05-01"]));
    refused(period(&["2018-05"], &["2018-05-01"], &[]));
    refused(period(&["2018-06"], &["2018-05"], &[]));
    refused(period(&["2018-06"], &[], &["2018-05", "2018-04"]));
}

#[test]
fn a_name_without_special_characters_matches_id_or_label_whole_and_without_case() {
    let filter = Filter::new(&Criteria {
        actor: values(&["Ann@Example.com", "ann@example.com", "01234567-ABCD"]),
        app: values(&["api"]),
        ..Criteria::default()
    })
    .expect("names");
    assert!(filter.accepts_actor(None, Some("ann@EXAMPLE.com")));
    assert!(filter.accepts_actor(Some("01234567-abcd"), Some("bob@example.com")));
    assert!(!filter.accepts_actor(Some("x"), Some("joann@example.com")));
    assert!(!filter.accepts_actor(None, None));
    assert!(filter.accepts_app(None, Some("API")) && !filter.accepts_app(None, Some("api-2")));
    assert!(filter.accepts_team(None, None) && filter.accepts_account(None, None));
    assert_eq!(filter.view()["actor"], ["01234567-abcd", "ann@example.com"]);
    assert_eq!(filter.view().keys().collect::<Vec<_>>(), [&"actor", &"app"]);
    let empty = Criteria {
        team: values(&[" "]),
        ..Criteria::default()
    };
    assert!(refused(Filter::new(&empty)).starts_with("--team"));
}

#[test]
fn event_patterns_are_globs_over_the_whole_name() {
    let filter =
        of_event(&["addon.*", "*.create", "app.{destroy,transfer}", "addon.*"]).expect("globs");
    for (name, passes) in [
        ("addon.attach", true),
        ("addon.", true),
        ("my-addon.attach", false),
        ("domain.create", true),
        ("a.b/c.create", true),
        ("domain.created", false),
        ("app.transfer", true),
        ("app.update", false),
        ("Addon.attach", true),
    ] {
        assert_eq!(filter.accepts_event(name), passes, "{name}");
    }
    assert_eq!(
        filter.view()["event"],
        ["*.create", "addon.*", "app.{destroy,transfer}"]
    );
    assert!(of_event(&["*"]).expect("a glob").accepts_event("a.b"));
    for bad in ["addon", "", "addon.[", "addon.{a"] {
        assert!(refused(of_event(&[bad])).contains(bad));
    }
}

#[test]
fn a_sign_before_a_value_leaves_out_what_it_names() {
    let of = |values_: &[&str]| {
        Filter::new(&Criteria {
            actor: values(values_),
            ..Criteria::default()
        })
        .expect("patterns")
    };
    let id = Some("AB000000-0000-4000-8000-000000000001");
    for (given, name, passes) in [
        (&["svc-*"][..], (id, Some("SVC-deploy")), true),
        (&["svc-*"], (id, Some("ann")), false),
        (&["ab00*"], (id, Some("ann")), true),
        (&["!svc-*"], (id, Some("svc-deploy")), false),
        (&["!svc-*"], (id, Some("ann")), true),
        (&["!svc-*"], (None, None), true),
        (&["!ab00*"], (id, Some("ann")), false),
        (
            &["svc-*", "!*-test", "ann"],
            (None, Some("svc-test")),
            false,
        ),
        (&["svc-*", "!*-test", "ann"], (None, Some("svc-live")), true),
        (&["svc-*", "!*-test", "ann"], (None, Some("ben")), false),
        (&["svc-*", "!*-test"], (None, None), false),
        (&["*"], (None, None), false),
        (&["*"], (None, Some("")), false),
        (&["!*"], (None, None), true),
        (&["!*"], (None, Some("ann")), false),
        (&["[x]"], (None, Some("[X]")), true),
        (&["[x]"], (None, Some("x")), true),
        (&["\\!x"], (None, Some("!x")), true),
        (&["!!x"], (None, Some("!x")), false),
        (&["Été-?"], (None, Some("éTÉ-Ø")), true),
    ] {
        let filter = of(given);
        assert_eq!(
            filter.accepts_actor(name.0, name.1),
            passes,
            "{given:?} {name:?}"
        );
        let again = of(&filter.view()["actor"]
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>());
        assert_eq!(again.view(), filter.view());
    }
    for bad in ["", " ", "!", "! ", "a[b", "!{a", "a\\"] {
        let actor = values(&[bad]);
        let criteria = Criteria {
            actor,
            ..Criteria::default()
        };
        assert!(
            refused(Filter::new(&criteria)).starts_with("--actor"),
            "{bad}"
        );
    }
    let left_out = of_event(&["*.create", "!app.*"]).expect("globs");
    assert!(left_out.accepts_event("addon.create") && !left_out.accepts_event("app.create"));
    assert!(refused(of_event(&["!addon"])).contains("*.addon"));
}

#[test]
fn addresses_are_matched_by_network_in_both_families() {
    let filter = of_ip(&[
        "203.0.113.77/24",
        "10.0.0.1",
        "2001:db8::1/32",
        "::ffff:192.0.2.0/120",
    ]);
    for (address, passes) in [
        ("203.0.113.255", true),
        ("203.0.114.0", false),
        ("10.0.0.1", true),
        ("10.0.0.2", false),
        ("::ffff:10.0.0.1", true),
        ("192.0.2.9", true),
        ("2001:DB8:ffff::1", true),
        ("2001:db9::1", false),
        ("not an address", false),
    ] {
        assert_eq!(filter.accepts_ip(Some(address)), passes, "{address}");
    }
    assert!(!filter.accepts_ip(None));
    assert_eq!(
        filter.view()["ip"],
        [
            "10.0.0.1",
            "192.0.2.0/24",
            "2001:db8::/32",
            "203.0.113.0/24"
        ]
    );
    let all_six = of_ip(&["::/0"]);
    assert!(all_six.accepts_ip(Some("::ffff:10.0.0.1")) && !all_six.accepts_ip(Some("10.0.0.1")));
    assert_eq!(
        of_ip(&["10.0.0.1/32", "10.0.0.1"]).view()["ip"],
        ["10.0.0.1"]
    );
    let apart = of_ip(&["10.0.0.0/8", "!10.1.0.0/16"]);
    assert!(apart.accepts_ip(Some("10.2.0.1")) && !apart.accepts_ip(Some("10.1.0.1")));
    assert!(!apart.accepts_ip(None) && !apart.accepts_ip(Some("no address")));
    let outside = of_ip(&["!10.0.0.0/8"]);
    assert!(outside.accepts_ip(None) && outside.accepts_ip(Some("no address")));
    assert!(!outside.accepts_ip(Some("::ffff:10.0.0.1")));
    assert_eq!(outside.view()["ip"], ["!10.0.0.0/8"]);
    for bad in [
        "!",
        "10.*",
        "10.0.0",
        "10.0.0.0/33",
        "010.0.0.1",
        "localhost",
        "10.0.0.0/",
        "",
    ] {
        let ip = values(&[bad]);
        let criteria = Criteria {
            ip,
            ..Criteria::default()
        };
        assert!(refused(Filter::new(&criteria)).starts_with("--ip"), "{bad}");
    }
}
