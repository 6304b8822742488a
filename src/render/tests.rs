//! Every format against every hostile string, and what each format promises to its reader.

mod documents;
mod looks;

use super::safe::{concealed, hostile};
use super::sample;
use super::*;
use crate::view::report::*;
use crate::view::*;
use std::collections::BTreeMap;

const TABLES: [TableOptions; 4] = [
    laid_out(None, false),
    laid_out(Some(80), true),
    laid_out(Some(60), false),
    laid_out(Some(0), false),
];

/// For a terminal of that width, or for a file.
const fn laid_out(width: Option<u16>, color: bool) -> TableOptions {
    TableOptions {
        terminal: width.is_some(),
        width,
        color,
    }
}

/// The formats that are text.
fn texts() -> impl Iterator<Item = Format> {
    let all = Format::ALL.into_iter();
    all.filter(|format| *format != Format::Xlsx)
}

fn text(view: &ReportView, format: Format, options: &TableOptions) -> String {
    String::from_utf8(render(view, format, options).unwrap()).unwrap()
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
    head.filters_unmatched = vec![UnmatchedView {
        filter: "app",
        value: poison.into(),
        nearest: vec![poison.into(); 2],
    }];
    head.accounts = vec![poison.into(); 2];
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
    for row in &mut sections.by_account {
        (row.account, row.id, row.also_known_as) = (text(), text(), vec![poison.into(); 2]);
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
            let table = text(&view, Format::Table, &laid_out(Some(width), false));
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
            let mut out = Vec::new();
            let options = TableOptions::default();
            let templates = Templates::default();
            let altered_cells =
                write_report(&view, Format::Csv, &options, &templates, &mut out).unwrap();
            let mut reader = ::csv::Reader::from_reader(out.as_slice());
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
            assert_eq!(altered_cells.formulas > 0, altered != *poison, "{poison:?}");
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
    let head = "schema tool catalog filters tz period archives ledger validation totals";
    let sections =
        "by_event by_category by_actor by_app by_team by_account by_day by_hour by_ip findings";
    assert_eq!(
        members(&sample::sample()).join(" "),
        format!("{head} {sections}")
    );
    assert_eq!(
        members(&sample::crossed()).join(" "),
        format!("{head} by rows")
    );
    let head = "schema tool generated_at catalog filters tz period archives ledger validation totals incomplete cut";
    assert_eq!(
        members(&sample::troubled()).join(" "),
        format!("{head} {sections}")
    );
}

/// A tag without the machine value of its cell, its id and the words for a picture, which text may choose as far as
/// their quotes.
fn without_value(tag: String) -> String {
    [" data-v=\"", " aria-label=\"", " title=\""]
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
        // What text can choose: the length of a bar, whether a word is the program's own, and where it may break.
        tags.filter(|tag| !tag.starts_with("rect") && !tag.contains("bdi") && tag != "wbr>")
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
            && html
                .replace("<wbr>", "")
                .contains("<bdi>enterprise-audit-log-acme-corp-201806.json.gz</bdi>")
    );
    let csv = text(&view, Format::Csv, &TableOptions::default());
    assert!(csv.lines().nth(1).unwrap().starts_with("incomplete,F01,"));
    for format in texts() {
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
    for format in texts() {
        assert!(text(&view, format, &TableOptions::default()).ends_with('\n'));
    }
    insta::assert_snapshot!(text(&view, Format::Table, &TableOptions::default()), @r#"
    Audit trail · No events

    Period    no event
    Found     0 events · 0 types · 0 actors · 0 apps · 0 teams · 0 addresses
    Ledger    0 read = 0 accepted + 0 filtered + 0 duplicate + 0 rejected
    Verdict   none: the archives were not validated; --validate gives one
    Catalog   auto (2019-09)
    Omitted   sections controls, access, changes, register, detections and coverage
              (--sections)

    ! No event was accepted, so there is nothing to report.

    trailproof 0.1.0
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
