//! Every format against every hostile string, and what each promises to whoever reads it.

use super::safe::{concealed, hostile};
use super::view::*;
use super::*;
use std::collections::BTreeMap;

const TABLES: [TableOptions; 4] = [
    TableOptions {
        width: None,
        color: false,
    },
    TableOptions {
        width: Some(80),
        color: true,
    },
    TableOptions {
        width: Some(60),
        color: false,
    },
    TableOptions {
        width: Some(0),
        color: false,
    },
];

fn text(view: &ReportView, format: Format, options: &TableOptions) -> String {
    String::from_utf8(render(view, format, options).unwrap().bytes).unwrap()
}

/// The samples with every string in them replaced.
fn poisoned(poison: &'static str) -> [ReportView; 2] {
    let mut standard = sample::troubled();
    let mut crossed = sample::crossed();
    for head in [&mut standard.head, &mut crossed.head] {
        poison_head(head, poison);
    }
    if let BodyView::Sections(sections) = &mut standard.body {
        poison_sections(sections, poison);
    }
    if let BodyView::Cross(cross) = &mut crossed.body {
        for row in &mut cross.rows {
            row.cells[0] = CellView::Text(Some(poison.into()));
            row.ids = vec![Some(poison.into())];
            (row.first_at, row.last_at) = (poison.into(), poison.into());
        }
    }
    [standard, crossed]
}

fn poison_head(head: &mut HeadView, poison: &'static str) {
    let text = || Some(poison.to_owned());
    head.generated_at = text();
    head.catalog = poison.into();
    head.filters = BTreeMap::from([("app", vec![poison.into(), poison.into()])]);
    head.tz = poison.into();
    head.period = PeriodView {
        from: text(),
        to: text(),
    };
    for archive in &mut head.archives {
        (archive.path, archive.sha256) = (poison.into(), poison.into());
        (archive.compression, archive.shape) = (poison, Some(poison));
        (
            archive.account,
            archive.month,
            archive.first_at,
            archive.last_at,
        ) = (text(), text(), text(), text());
    }
    head.incomplete = vec![IncompleteView {
        archive: poison.into(),
        code: Some(poison),
        message: poison.into(),
    }];
}

fn poison_sections(sections: &mut SectionsView, poison: &'static str) {
    let text = || Some(poison.to_owned());
    let times = || (poison.to_owned(), poison.to_owned());
    for row in &mut sections.by_event {
        (row.event, row.category) = (poison.into(), poison);
        (row.first_at, row.last_at) = times();
    }
    for row in &mut sections.by_category {
        row.category = poison;
    }
    for row in &mut sections.by_actor {
        (row.actor, row.id, row.also_known_as) = (text(), text(), vec![poison.into(); 2]);
        (row.first_at, row.last_at) = times();
    }
    for row in &mut sections.by_app {
        (row.app, row.id, row.also_known_as) = (text(), text(), vec![poison.into(); 2]);
        (row.first_at, row.last_at) = times();
    }
    for row in &mut sections.by_team {
        (row.team, row.id) = (text(), text());
        (row.first_at, row.last_at) = times();
    }
    for row in &mut sections.by_ip {
        row.ip = text();
        (row.first_at, row.last_at) = times();
    }
    sections.by_day[0].day = poison.into();
    sections.findings = BTreeMap::from([(poison, 1)]);
}

#[test]
fn a_table_holds_no_control_but_line_ends_and_its_own_colours() {
    for poison in hostile::CORPUS {
        for (view, options) in poisoned(poison)
            .iter()
            .flat_map(|view| TABLES.iter().map(move |options| (view, options)))
        {
            let mut table = text(view, Format::Table, options);
            if options.color {
                for code in ["0", "1", "2", "36", "1;31", "33", "32"] {
                    table = table.replace(&format!("\u{1b}[{code}m"), "");
                }
            }
            let stray = table.chars().find(|c| *c != '\n' && concealed(*c));
            assert_eq!(stray, None, "{poison:?} in\n{table}");
        }
    }
}

#[test]
fn a_table_fits_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    let views = hostile::CORPUS.iter().flat_map(|poison| poisoned(poison));
    for view in views.chain([sample::sample(), sample::troubled(), sample::crossed()]) {
        for width in [60, 70, 80, 120] {
            let table = text(
                &view,
                Format::Table,
                &TableOptions {
                    width: Some(width),
                    color: false,
                },
            );
            for line in table.lines() {
                assert!(line.width() <= usize::from(width), "{width}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
}

#[test]
fn an_ordinary_table_needs_80_columns_and_cuts_nothing() {
    use unicode_width::UnicodeWidthStr;
    for view in [sample::sample(), sample::troubled(), sample::crossed()] {
        let table = text(&view, Format::Table, &TableOptions::default());
        assert!(table.lines().all(|line| line.width() <= 80), "{table}");
    }
    let [view, _] = poisoned(hostile::CORPUS.last().unwrap());
    let table = text(&view, Format::Table, &TableOptions::default());
    assert!(
        table
            .lines()
            .filter(|line| line.contains(hostile::CORPUS.last().unwrap()))
            .count()
            > 20
    );
}

#[test]
fn csv_parses_back() {
    for poison in hostile::CORPUS {
        let altered = if safe::csv_cell::cell(poison).1 {
            format!("'{poison}")
        } else {
            (*poison).to_owned()
        };
        for view in poisoned(poison) {
            let out = render(&view, Format::Csv, &TableOptions::default()).unwrap();
            let mut reader = ::csv::Reader::from_reader(out.bytes.as_slice());
            let records: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let column = if matches!(view.body, BodyView::Cross(_)) {
                0
            } else {
                2
            };
            assert!(
                records.iter().any(|record| record[column] == altered),
                "{poison:?}"
            );
            assert_eq!(out.altered_cells > 0, altered != *poison, "{poison:?}");
        }
    }
}

#[test]
fn json_parses_back() {
    for poison in hostile::CORPUS {
        let [standard, crossed] =
            poisoned(poison).map(|view| text(&view, Format::Json, &TableOptions::default()));
        for json in [&standard, &crossed] {
            assert!(
                !json.contains(|c| c == '<' || (c != '\n' && concealed(c))),
                "{json}"
            );
            assert!(json.ends_with("}\n"));
        }
        let standard: serde_json::Value = serde_json::from_str(&standard).unwrap();
        for pointer in [
            "/archives/0/path",
            "/by_actor/0/actor",
            "/by_app/0/also_known_as/1",
            "/by_event/0/event",
            "/by_ip/0/ip",
        ] {
            assert_eq!(standard.pointer(pointer).unwrap(), poison);
        }
        let crossed: serde_json::Value = serde_json::from_str(&crossed).unwrap();
        assert_eq!(crossed.pointer("/rows/0/actor").unwrap(), poison);
        assert_eq!(crossed.pointer("/rows/0/actor_id").unwrap(), poison);
    }
}

#[test]
fn json_has_its_members_in_their_order() {
    let members = |view: &ReportView| -> Vec<String> {
        let json = text(view, Format::Json, &TableOptions::default());
        let lines = json.lines().filter_map(|line| line.strip_prefix("  \""));
        lines
            .map(|line| line.split('"').next().unwrap().to_owned())
            .collect()
    };
    let head = "schema tool catalog filters tz period archives ledger totals";
    let sections = "by_event by_category by_actor by_app by_team by_day by_hour by_ip findings";
    assert_eq!(
        members(&sample::sample()).join(" "),
        format!("{head} {sections}")
    );
    assert_eq!(
        members(&sample::crossed()).join(" "),
        format!("{head} by rows")
    );
    let head =
        "schema tool generated_at catalog filters tz period archives ledger totals incomplete cut";
    assert_eq!(
        members(&sample::troubled()).join(" "),
        format!("{head} {sections}")
    );
}

/// A tag without the machine value of its cell and without the words for a picture, which text may choose as far as
/// their quotes.
fn without_value(tag: String) -> String {
    [" data-v=\"", " aria-label=\""]
        .into_iter()
        .fold(tag, |tag, name| match tag.split_once(name) {
            Some((start, rest)) => {
                start.to_owned() + rest.split_once('"').map_or("", |(_, end)| end)
            }
            None => tag,
        })
}

#[test]
fn html_has_the_tags_of_its_template_only() {
    let tags = |html: &str| -> Vec<String> {
        let tags = html
            .split('<')
            .skip(1)
            .map(|tag| tag.split_inclusive('>').next().unwrap().to_owned());
        // What text can choose: the length of a bar, and whether a word is the program's own.
        tags.filter(|tag| !tag.starts_with("rect") && !tag.contains("bdi"))
            .map(without_value)
            .collect()
    };
    let harmless =
        poisoned("harmless").map(|view| tags(&text(&view, Format::Html, &TableOptions::default())));
    // An id that is empty is not shown.
    for poison in hostile::CORPUS.iter().filter(|poison| !poison.is_empty()) {
        for (view, harmless) in poisoned(poison).iter().zip(&harmless) {
            let html = text(view, Format::Html, &TableOptions::default());
            assert_eq!(&tags(&html), harmless, "{poison:?}");
            assert!(!html.contains(|c| c != '\n' && concealed(c)), "{poison:?}");
        }
    }
}

#[test]
fn markdown_has_no_tag_no_link_and_the_lines_of_its_own() {
    let shape = |markdown: &str| {
        (
            markdown.lines().count(),
            markdown.matches('|').count(),
            markdown.matches('#').count(),
        )
    };
    let harmless = poisoned("harmless")
        .map(|view| shape(&text(&view, Format::Markdown, &TableOptions::default())));
    for poison in hostile::CORPUS {
        for (view, harmless) in poisoned(poison).iter().zip(harmless) {
            let markdown = text(view, Format::Markdown, &TableOptions::default());
            assert!(
                !markdown.contains('<') && !markdown.contains("]("),
                "{markdown}"
            );
            let own = markdown.replace("&#", "");
            let found = shape(&own);
            assert_eq!(
                (found.0, found.1),
                (harmless.0, harmless.1),
                "{poison:?} in\n{markdown}"
            );
        }
    }
}

#[test]
fn an_incomplete_report_says_so_first() {
    let view = sample::troubled();
    let table = text(&view, Format::Table, &TableOptions::default());
    assert!(table.starts_with("▌ INCOMPLETE: 1 input"));
    assert!(
        text(&view, Format::Markdown, &TableOptions::default())
            .contains("> [!CAUTION]\n> **Incomplete: 1 input")
    );
    let html = text(&view, Format::Html, &TableOptions::default());
    let banner = html.find("class=\"banner\"").unwrap();
    assert!(
        banner < html.find("<h1>").unwrap()
            && html.contains("<bdi>enterprise-audit-log-acme-corp-201806.json.gz</bdi>")
    );
    let csv = text(&view, Format::Csv, &TableOptions::default());
    assert!(csv.lines().nth(1).unwrap().starts_with("incomplete,F01,"));
    for format in Format::ALL {
        assert!(
            !text(&sample::sample(), format, &TableOptions::default())
                .to_lowercase()
                .contains("incomplete")
        );
    }
}

#[test]
fn a_report_of_nothing_is_still_a_report() {
    let mut view = sample::sample();
    view.head.period = PeriodView::default();
    view.head.ledger = LedgerView::default();
    view.head.totals = TotalsView::default();
    view.head.archives.clear();
    view.body = BodyView::Sections(Box::default());
    for format in Format::ALL {
        assert!(text(&view, format, &TableOptions::default()).ends_with('\n'));
    }
    insta::assert_snapshot!(text(&view, Format::Table, &TableOptions::default()), @r#"
    Audit trail

    Period    no event
    Found     0 events · 0 types · 0 actors · 0 apps · 0 teams · 0 IPs
    Ledger    0 read = 0 accepted + 0 filtered + 0 duplicate + 0 rejected
    Catalog   2019-09

    ! No event was accepted, so there is nothing to count.

    trailproof 0.1.0
    "#);
}

#[test]
fn the_table_of_a_month() {
    insta::assert_snapshot!(text(&sample::troubled(), Format::Table, &TableOptions { width: Some(80), color: false }), @r#"
    ▌ INCOMPLETE: 1 input could not be read to the end
    ▌ Every figure below may be too low.
    ▌ enterprise-audit-log-acme-corp-201806.json.gz: gzip stream truncated after
    ▌ 1,048,576 bytes; events from there on are missing (F01)

    Audit trail of acme-corp

    Period    2018-05-01 00:12 – 2018-05-31 23:48 UTC (31 days)
    Found     1,210 events · 8 types · 5 actors · 5 apps · 2 teams · 4 IPs
    Ledger    1,483 read = 1,210 accepted + 200 filtered + 70 duplicate + 3 rejected
    Catalog   2019-09
    Filter    app shop-web or shop-api
    Hours in  Europe/Berlin

    ✗ 3 of 1,483 records were rejected as evidence and were not counted.
    ✗ 2 ids came again with different content (U02): the first was counted, the
      later rejected.
    ! 4 events have names that catalog 2019-09 does not know (S10), marked * below.

    Events per day · most on 2018-05-18: 93
               1      8      15     22     29     Events
      2018-05  ▃▇▁▅··▆▁▄▇▂··▃▆▁▄█··▁▄▇▂▅··▆▁▄▇     1,210

    Categories                              Events  Share
      Access                                   137  11.3%  ██▌
      Change                                   627  51.8%  ████████████
      Configuration                            290  24.0%  █████▌
      Network and TLS                           56   4.6%  █
      Infrastructure                           100   8.3%  █▉
      Organisation                               0   0.0%

    Event types                             Events  Share                Last seen
      code_release.create                      611  50.5%  ████████████  2018-05-31
      config_change.update                     290  24.0%  █████▋        2018-05-31
      addon.attach                             100   8.3%  █▉            2018-05-31
      collaborator.add                          96   7.9%  █▉            2018-05-31
      domain.add                                56   4.6%  █             2018-05-31
      enterprise_account_membership.update      41   3.4%  ▊             2018-05-31
      app.create                                12   1.0%  ▏             2018-05-31
      dyno.run *                                 4   0.3%  ▏             2018-05-31

    Actors · top 5 of 41                    Events  Share                Last seen
      release-bot@acme.example                 640  52.9%  ████████████  2018-05-31
      ann.lindqvist@acme.example               301  24.9%  █████▋        2018-05-31
      ben@acme.example                         202  16.7%  ███▊          2018-05-31
      deploy@contractor.example                 60   5.0%  █▏            2018-05-31
      no actor                                   7   0.6%  ▏             2018-05-31

    Apps · top 5 of 87                      Events  Share                Last seen
      shop-web (0a1b2c3d)                      700  57.9%  ████████████  2018-05-31
      shop-api                                 300  24.8%  █████▏        2018-05-31
      no app                                   137  11.3%  ██▎           2018-05-31
      shop-web (2a1b2c3d)                       60   5.0%  █             2018-05-31
      a-quite-long-name-of-an-app               13   1.1%  ▏             2018-05-31

    Teams                                   Events  Share                Last seen
      storefront                               700  57.9%  ████████████  2018-05-31
      platform                                 400  33.1%  ██████▊       2018-05-31
      no team                                  110   9.1%  █▉            2018-05-31

    Addresses                               Events  Share                Last seen
      203.0.113.7                              640  52.9%  ████████████  2018-05-31
      198.51.100.23                            402  33.2%  ███████▌      2018-05-31
      2001:db8::1                              160  13.2%  ███           2018-05-31
      no address                                 8   0.7%  ▏             2018-05-31

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

    Findings
      F01          1  compressed stream truncated or damaged
      S03          1  id, created_at, type or action missing or of the wrong type
      S10          4  event is not in the catalog
      U01         70  same id again with the same content
      U02          2  same id again with different content

    Archives · 2 files
      archives/enterprise-audit-log-acme-corp-201805.json.gz
        2018-05 · 1,210 records · 165.8 kB · SHA-256 3333333333333333…
      archives/enterprise-audit-log-acme-corp-201805-partial.json.gz
        2018-05 · 70 records · 9.6 kB · SHA-256 aaaaaaaaaaaaaaaa…

    trailproof 0.1.0, 2018-06-02T08:00:00.000Z
    "#);
}

#[test]
fn the_table_of_a_grouping() {
    insta::assert_snapshot!(text(&sample::crossed(), Format::Table, &TableOptions::default()), @r#"
    Audit trail of acme-corp

    Period    2018-05-01 00:12 – 2018-05-31 23:48 UTC (31 days)
    Found     1,210 events · 8 types · 5 actors · 5 apps · 2 teams · 4 IPs
    Ledger    1,280 read = 1,210 accepted + 0 filtered + 70 duplicate + 0 rejected
    Catalog   2019-09

    ! 4 events have names that catalog 2019-09 does not know (S10).

    Actor             Hour   Events  Share  First             Last
    ann@acme.example  09:00     120   9.9%  2018-05-01 00:12  2018-05-31 23:48
    ben@acme.example  14:00      80   6.6%  2018-05-01 00:12  2018-05-31 23:48
    no actor          00:00       3   0.2%  2018-05-01 00:12  2018-05-31 23:48

    Archives · 2 files
      archives/enterprise-audit-log-acme-corp-201805.json.gz
        2018-05 · 1,210 records · 165.8 kB · SHA-256 3333333333333333…
      archives/enterprise-audit-log-acme-corp-201805-partial.json.gz
        2018-05 · 70 records · 9.6 kB · SHA-256 aaaaaaaaaaaaaaaa…

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
    day,,2018-05-01,46,,
    hour,,1T02,6,,
    ip,,203.0.113.7,640,2018-05-01T00:12:08.123Z,2018-05-31T23:48:51.007Z
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
        let table = text(
            &view,
            Format::Table,
            &TableOptions {
                width: Some(width),
                color: false,
            },
        );
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

#[test]
fn an_id_belongs_to_its_dimension_however_the_ids_are_given() {
    let ids = |by: &[&'static str], ids: &[&str]| -> Vec<Option<String>> {
        let ids = ids
            .iter()
            .map(|id| (!id.is_empty()).then(|| (*id).to_owned()));
        let row = CrossRow {
            cells: Vec::new(),
            ids: ids.collect(),
            count: 1,
            first_at: String::new(),
            last_at: String::new(),
        };
        let cross = CrossView {
            by: by.to_vec(),
            rows: Vec::new(),
        };
        (0..by.len())
            .map(|i| cross.id(&row, i).map(str::to_owned))
            .collect()
    };
    let expected = [None, Some("a".to_owned()), None, Some("b".to_owned())];
    let by = ["event", "actor", "day", "app"];
    assert_eq!(ids(&by, &["a", "b"]), expected);
    assert_eq!(ids(&by, &["", "a", "", "b"]), expected);
    assert_eq!(ids(&["event"], &[]), [None]);
}
