//! A report like those of real months, for the tests of every format.

use crate::view::report::*;
use crate::view::validated::ValidatedView;
use crate::view::*;
use std::collections::BTreeMap;

/// A month of a small company, read from two overlapping archives.
pub(crate) fn sample() -> ReportView {
    ReportView {
        head: head(),
        body: BodyView::Sections(Box::new(sections())),
        page: None,
    }
}

/// The same month by category and hour.
pub(crate) fn crossed() -> ReportView {
    let row = |actor: Option<&str>, hour, count| CrossRow {
        cells: vec![
            CellView::Text(actor.map(str::to_owned)),
            CellView::Number(hour),
        ],
        ids: vec![actor.map(|_| "01234567-89ab-cdef-0123-456789abcdef".to_owned())],
        count,
        first_at: FIRST.into(),
        last_at: LAST.into(),
    };
    ReportView {
        head: head(),
        body: BodyView::Cross(CrossView {
            by: vec!["actor", "hour"],
            rows: vec![
                row(Some("ann@acme.example"), 9, 120),
                row(Some("ben@acme.example"), 14, 80),
                row(None, 0, 3),
            ],
        }),
        page: None,
    }
}

/// The month with a banner, a rejected record, a filter, another time zone and lists cut to the top.
pub(crate) fn troubled() -> ReportView {
    let mut view = sample();
    view.head.ledger = LedgerView {
        read: 1483,
        accepted: 1210,
        filtered: 200,
        duplicate: 70,
        rejected: 3,
    };
    view.head.incomplete = vec![IncompleteView {
        archive: "enterprise-audit-log-acme-corp-201806.json.gz".into(),
        code: Some("F01"),
        message: "gzip stream truncated after 1,048,576 bytes; events from there on are missing"
            .into(),
    }];
    view.head.tz = "Europe/Berlin".into();
    view.head.generated_at = Some("2018-06-02T08:00:00.000Z".into());
    view.head.filters =
        BTreeMap::from([("app", vec!["shop-web".to_owned(), "shop-api".to_owned()])]);
    view.head.cut = BTreeMap::from([("by_actor", 41), ("by_app", 87)]);
    (view.head.totals.actors, view.head.totals.apps) = (40, 86);
    if let BodyView::Sections(sections) = &mut view.body {
        sections
            .findings
            .extend([("F01", 1), ("S03", 1), ("U02", 2)]);
    }
    view
}

const FIRST: &str = "2018-05-01T00:12:08.123Z";
const LAST: &str = "2018-05-31T23:48:51.007Z";

fn head() -> HeadView {
    HeadView {
        schema: REPORT_SCHEMA,
        pseudonyms: None,
        tool: ToolView {
            name: "trailproof",
            version: "0.1.0",
        },
        generated_at: None,
        catalog: HeldAgainstView {
            name: "auto".into(),
            catalogs: vec!["2019-09".into()],
        },
        filters: BTreeMap::new(),
        filters_unmatched: vec![],
        accounts: vec!["acme-corp".into()],
        ends_early: Vec::new(),
        top: None,
        tz: "UTC".into(),
        period: PeriodView {
            from: Some(FIRST.into()),
            to: Some(LAST.into()),
        },
        archives: vec![
            archive(
                "archives/enterprise-audit-log-acme-corp-201805.json.gz",
                '3',
                1210,
            ),
            archive(
                "archives/enterprise-audit-log-acme-corp-201805-partial.json.gz",
                'a',
                70,
            ),
        ],
        ledger: LedgerView {
            read: 1280,
            accepted: 1210,
            filtered: 0,
            duplicate: 70,
            rejected: 0,
        },
        validation: ValidatedView::default(),
        totals: TotalsView {
            events: 1210,
            event_types: 8,
            actors: 5,
            apps: 5,
            teams: 2,
            ip_addresses: 4,
            unsupported_events: 4,
        },
        previous: None,
        incomplete: Vec::new(),
        cut: BTreeMap::new(),
    }
}

fn archive(path: &str, digit: char, events: u64) -> ArchiveView {
    ArchiveView {
        path: path.into(),
        sha256: digit.to_string().repeat(64),
        bytes: events * 137,
        compression: "gzip",
        shape: Some("entries"),
        account: Some("acme-corp".into()),
        month: Some("2018-05".into()),
        records: events,
        events,
        first_at: Some(FIRST.into()),
        last_at: Some(LAST.into()),
    }
}

fn sections() -> SectionsView {
    SectionsView {
        by_event: [
            ("code_release.create", "change", 611, true),
            ("config_change.update", "configuration", 290, true),
            ("addon.attach", "infrastructure", 100, true),
            ("collaborator.add", "access", 96, true),
            ("domain.add", "network", 56, true),
            ("enterprise_account_membership.update", "access", 41, true),
            ("app.create", "change", 12, true),
            ("dyno.run", "change", 4, false),
        ]
        .map(|(event, category, count, supported)| EventRow {
            event: event.into(),
            supported,
            category,
            count,
            first_at: FIRST.into(),
            last_at: LAST.into(),
        })
        .into(),
        by_category: [
            ("access", 137),
            ("change", 627),
            ("configuration", 290),
            ("network", 56),
            ("infrastructure", 100),
            ("organisation", 0),
        ]
        .map(|(category, count)| CategoryRow { category, count })
        .into(),
        by_actor: [
            (Some("release-bot@acme.example"), 640),
            (Some("ann.lindqvist@acme.example"), 301),
            (Some("ben@acme.example"), 202),
            (Some("deploy@contractor.example"), 60),
            (None, 7),
        ]
        .map(actor)
        .into(),
        by_app: apps(),
        by_team: [
            (Some("storefront"), 700),
            (Some("platform"), 400),
            (None, 110),
        ]
        .map(team)
        .into(),
        by_account: vec![AccountRow {
            account: Some("acme-corp".into()),
            id: Some("ac000000-0000-4000-8000-000000000001".into()),
            also_known_as: vec![],
            count: 1210,
            first_at: FIRST.into(),
            last_at: LAST.into(),
        }],
        by_day: (1..=31)
            .map(|day| DayRow {
                day: format!("2018-05-{day:02}"),
                count: match day {
                    9 => 48,
                    _ if day % 7 > 4 => 0,
                    _ => day * 37 % 97 + 9,
                },
            })
            .collect(),
        by_hour: hours(),
        by_ip: [
            (Some("203.0.113.7"), 640, 1),
            (Some("198.51.100.23"), 402, 3),
            (Some("2001:db8::1"), 160, 2),
            (None, 8, 0),
        ]
        .map(|(ip, count, actors)| IpRow {
            ip: ip.map(str::to_owned),
            count,
            actors,
            first_at: FIRST.into(),
            last_at: LAST.into(),
        })
        .into(),
        findings: BTreeMap::from([("S10", 4), ("U01", 70)]),
        ..SectionsView::default()
    }
}

fn actor((name, count): (Option<&str>, u64)) -> ActorRow {
    ActorRow {
        actor: name.map(str::to_owned),
        id: name.map(|name| format!("{:08x}-89ab-cdef-0123-456789abcdef", name.len())),
        also_known_as: name
            .filter(|name| name.starts_with("ann"))
            .map(|_| "ann@acme.example".into())
            .into_iter()
            .collect(),
        count,
        apps: 3,
        event_types: 5,
        ip_addresses: 2,
        first_at: FIRST.into(),
        last_at: LAST.into(),
    }
}

/// Two apps have the same name, one of them after the other.
fn apps() -> Vec<AppRow> {
    [
        (
            Some("shop-web"),
            Some("0a1b2c3d-89ab-cdef-0123-456789abcdef"),
            700,
        ),
        (
            Some("shop-api"),
            Some("1a1b2c3d-89ab-cdef-0123-456789abcdef"),
            300,
        ),
        (None, None, 137),
        (
            Some("shop-web"),
            Some("2a1b2c3d-89ab-cdef-0123-456789abcdef"),
            60,
        ),
        (Some("a-quite-long-name-of-an-app"), None, 13),
    ]
    .map(|(name, id, count)| AppRow {
        app: name.map(str::to_owned),
        id: id.map(str::to_owned),
        also_known_as: Vec::new(),
        count,
        actors: 4,
        event_types: 6,
        first_at: FIRST.into(),
        last_at: LAST.into(),
    })
    .into()
}

fn team((name, count): (Option<&str>, u64)) -> TeamRow {
    TeamRow {
        team: name.map(str::to_owned),
        id: name.map(|_| "3a1b2c3d-89ab-cdef-0123-456789abcdef".into()),
        count,
        first_at: FIRST.into(),
        last_at: LAST.into(),
    }
}

/// Busy in office hours, with a job every night.
fn hours() -> Vec<HourRow> {
    let busy = |weekday: u32, hour: u32| match (weekday, hour) {
        (1, 20) => 9,
        (_, 2) => 6,
        (6..=7, _) => 0,
        (_, 9..=17) => u64::from((weekday * 7 + hour * 5) % 23 + 14),
        (_, 7 | 8 | 18 | 19) => u64::from((weekday + hour) % 5),
        _ => 0,
    };
    let hours = (1..=7).flat_map(|weekday| {
        (0..24).map(move |hour| HourRow {
            weekday,
            hour,
            count: busy(weekday, hour),
        })
    });
    hours.filter(|row| row.count > 0).collect()
}
