//! What people see, to the letter.

use super::*;

#[test]
fn the_table_of_a_month() {
    insta::assert_snapshot!(text(&sample::troubled(), Format::Table, &laid_out(Some(80), false)), @r#"
    ▌ INCOMPLETE: 1 input could not be read to the end
    ▌ Every figure below may be too low.
    ▌ enterprise-audit-log-acme-corp-201806.json.gz: gzip stream truncated after
    ▌ 1,048,576 bytes; events from there on are missing (F01)

    Audit trail of acme-corp

    Period    2018-05-01 00:12 – 2018-05-31 23:48 UTC (31 days)
    Found     1,210 events · 8 types · 40 actors · 86 apps · 2 teams · 4 addresses
    Ledger    1,483 read = 1,210 accepted + 200 filtered + 70 duplicate + 3 rejected
    Verdict    none: the archives were not validated; --validate gives one
    Catalog    auto (2019-09)
    Filter     app shop-web or shop-api
    Time zone  Europe/Berlin
    Omitted    sections controls, access, changes, register, detections and coverage
               (--sections)

    ✗ 3 of 1,483 records were rejected as evidence and were not counted.
    ✗ 2 ids occurred again with different content (U02): the first was counted,
      later ones were rejected.
    ! 4 events have names that catalog 2019-09 does not list (S10), marked * below.

    Findings  Times  Meaning
      F01         1  compressed stream truncated or damaged
      S03         1  id, created_at, type or action missing or of the wrong type
      S10         4  event is not in the catalog
      U01        70  same id again with the same content
      U02         2  same id again with different content

    Events per day · most on 2018-05-18: 93
               1      8      15     22     29     Events
      2018-05  ▃▇▁▅··▆▁▄▇▂··▃▆▁▄█··▁▄▇▂▅··▆▁▄▇     1,210

    Hours of the week · Europe/Berlin
           00    03    06    09    12    15    18    21        Events
      Mon  · · ░░· · · · ░░░░▓▓▓▓████▒▒▓▓▓▓██▒▒░░· ░░· · ·        248
      Tue  · · ░░· · · · ░░· ▓▓██▒▒▓▓▓▓████▒▒▓▓· ░░· · · ·        227
      Wed  · · ░░· · · · · ░░██▒▒▓▓▓▓████▒▒▓▓██░░░░· · · ·        243
      Thu  · · ░░· · · · ░░░░▒▒▓▓████▒▒▓▓▓▓████░░░░· · · ·        241
      Fri  · · ░░· · · · ░░░░▓▓████▒▒▓▓▓▓██▒▒▓▓░░░░· · · ·        239
      Sat  · · ░░· · · · · · · · · · · · · · · · · · · · ·          6
      Sun  · · ░░· · · · · · · · · · · · · · · · · · · · ·          6
           ░ up to 9  ▒ up to 18  ▓ up to 27  █ up to 36

    Categories                              Events  Share
      Access                                   137  11.3%  ██▌
      Change                                   627  51.8%  ████████████
      Configuration                            290  24.0%  █████▌
      Network and TLS                           56   4.6%  █
      Infrastructure                           100   8.3%  █▉
      Organisation                               0   0.0%

    Teams                                   Events  Share                Last seen
      storefront                               700  57.9%  ████████████  2018-05-31
      platform                                 400  33.1%  ██████▊       2018-05-31
      no team                                  110   9.1%  █▉            2018-05-31

    Event types                             Events  Share                Last seen
      code_release.create                      611  50.5%  ████████████  2018-05-31
      config_change.update                     290  24.0%  █████▋        2018-05-31
      addon.attach                             100   8.3%  █▉            2018-05-31
      collaborator.add                          96   7.9%  █▉            2018-05-31
      domain.add                                56   4.6%  █             2018-05-31
      enterprise_account_membership.update      41   3.4%  ▊             2018-05-31
      app.create                                12   1.0%  ▏             2018-05-31
      dyno.run *                                 4   0.3%  ▏             2018-05-31

    Actors · top 5 of 40 and no actor       Events  Share                Last seen
      release-bot@acme.example                 640  52.9%  ████████████  2018-05-31
      ann.lindqvist@acme.example               301  24.9%  █████▋        2018-05-31
      ben@acme.example                         202  16.7%  ███▊          2018-05-31
      deploy@contractor.example                 60   5.0%  █▏            2018-05-31
      no actor                                   7   0.6%  ▏             2018-05-31

    Apps · top 5 of 86 and no app           Events  Share                Last seen
      shop-web (0a1b2c3d)                      700  57.9%  ████████████  2018-05-31
      shop-api                                 300  24.8%  █████▏        2018-05-31
      no app                                   137  11.3%  ██▎           2018-05-31
      shop-web (2a1b2c3d)                       60   5.0%  █             2018-05-31
      a-quite-long-name-of-an-app               13   1.1%  ▏             2018-05-31

    Addresses                               Events  Share                Last seen
      203.0.113.7                              640  52.9%  ████████████  2018-05-31
      198.51.100.23                            402  33.2%  ███████▌      2018-05-31
      2001:db8::1                              160  13.2%  ███           2018-05-31
      no address                                 8   0.7%  ▏             2018-05-31

    Archives · 2 files
      archives/enterprise-audit-log-acme-corp-201805.json.gz
        2018-05 · 1,210 events · 165.8 kB · SHA-256 3333333333333333…
      archives/enterprise-audit-log-acme-corp-201805-partial.json.gz
        2018-05 · 70 events · 9.6 kB · SHA-256 aaaaaaaaaaaaaaaa…

    trailproof 0.1.0, 2018-06-02T08:00:00.000Z
    "#);
}

#[test]
fn the_table_of_a_grouping() {
    insta::assert_snapshot!(text(&sample::crossed(), Format::Table, &TableOptions::default()), @r#"
    Audit trail of acme-corp

    Period    2018-05-01 00:12 – 2018-05-31 23:48 UTC (31 days)
    Found     1,210 events · 8 types · 5 actors · 5 apps · 2 teams · 4 addresses
    Ledger    1,280 read = 1,210 accepted + 0 filtered + 70 duplicate + 0 rejected
    Verdict   none: the archives were not validated; --validate gives one
    Catalog   auto (2019-09)

    ! 4 events have names that catalog 2019-09 does not list (S10).

    Events
      Actor             Hour   Events  Share  First             Last
      ann@acme.example  09:00     120   9.9%  2018-05-01 00:12  2018-05-31 23:48
      ben@acme.example  14:00      80   6.6%  2018-05-01 00:12  2018-05-31 23:48
      no actor          00:00       3   0.2%  2018-05-01 00:12  2018-05-31 23:48

    Archives · 2 files
      archives/enterprise-audit-log-acme-corp-201805.json.gz
        2018-05 · 1,210 events · 165.8 kB · SHA-256 3333333333333333…
      archives/enterprise-audit-log-acme-corp-201805-partial.json.gz
        2018-05 · 70 events · 9.6 kB · SHA-256 aaaaaaaaaaaaaaaa…

    trailproof 0.1.0
    "#);
}

#[test]
fn the_csv_of_a_grouping() {
    insta::assert_snapshot!(text(&sample::crossed(), Format::Csv, &TableOptions::default()), @r#"
    actor,hour,count,first_at,last_at
    ann@acme.example,9,120,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    ben@acme.example,14,80,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    ,0,3,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    "#);
}

#[test]
fn the_csv_of_a_month() {
    let csv = text(&sample::troubled(), Format::Csv, &TableOptions::default());
    let mut firsts: Vec<&str> = Vec::new();
    for line in csv.lines() {
        let dimension = |line: &str| line.split(',').next().unwrap().to_owned();
        if firsts
            .last()
            .is_none_or(|last| dimension(last) != dimension(line))
        {
            firsts.push(line);
        }
    }
    insta::assert_snapshot!(firsts.join("\n"), @r#"
    dimension,id,label,count,first_at,last_at
    incomplete,F01,"enterprise-audit-log-acme-corp-201806.json.gz: gzip stream truncated after 1,048,576 bytes; events from there on are missing",1,,
    event,,code_release.create,611,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    category,,access,137,,
    actor,00000018-89ab-cdef-0123-456789abcdef,release-bot@acme.example,640,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    app,0a1b2c3d-89ab-cdef-0123-456789abcdef,shop-web,700,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    team,3a1b2c3d-89ab-cdef-0123-456789abcdef,storefront,700,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    account,ac000000-0000-4000-8000-000000000001,acme-corp,1210,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    day,,2018-05-01,46,,
    hour,,1T02,6,,
    ip,,203.0.113.7,640,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
    validation,,not validated: trailproof report --validate validates the archives in the same pass,0,,
    ledger,,read,1483,,
    "#);
}

#[test]
fn years_fit_a_terminal_too() {
    use unicode_width::UnicodeWidthStr;
    let mut view = sample::sample();
    if let BodyView::Sections(sections) = &mut view.body {
        let days = chrono::NaiveDate::from_ymd_opt(2017, 11, 3)
            .unwrap()
            .iter_days()
            .take(800);
        sections.by_day = days
            .enumerate()
            .map(|(i, day)| DayRow {
                day: day.to_string(),
                count: (i as u64 * 37) % 97 * 1000,
            })
            .collect();
    }
    let chart = |width| {
        let table = text(&view, Format::Table, &laid_out(Some(width), false));
        assert!(
            table.lines().all(|line| line.width() <= usize::from(width)),
            "{table}"
        );
        let lines = table
            .lines()
            .skip_while(|line| !line.starts_with("Events per"))
            .take_while(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(chart(80), @r#"
    Events per seven days · most from 2018-07-30: 414,000
               J    F   M    A   M    J   J    A   S    O    N   D      Events
      2017                                                ▁▆▇▅▆▇▅▆▇▁  2,779,000
      2018     ▆▆▇▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▇▅▆▇▅▆▇▅▆▇▅▆█▅▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▅▆▆▅▇▁  17,524,000
      2019     ▅▇▆▆▇▆▆▇▄▆▇▅▆▇▅▆▇▅▆▇▅▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▇▅▆▁  17,503,000
      2020     ▆▃                                                      536,000
    "#);
    insta::assert_snapshot!(chart(60), @r#"
    Events per seven days · most from 2018-07-30: 414,000
          J    F   M    A   M    J   J    A   S    O    N   D
    2017                                             ▁▆▇▅▆▇▅▆▇▁
    2018  ▆▆▇▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▇▅▆▇▅▆▇▅▆▇▅▆█▅▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▅▆▆▅▇▁
    2019  ▅▇▆▆▇▆▆▇▄▆▇▅▆▇▅▆▇▅▆▇▅▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▅▆▆▅▇▆▅▇▆▆▇▆▆▇▅▆▁
    2020  ▆▃
    "#);
}
