//! The pages on paper, and with scripts switched off.

use super::browser::{Paper, look, print, print_on};
use super::{JUNE, MAY};
use crate::generator::{self, Options};
use crate::runner::trailproof;

/// The page of so many events of few actors and apps.
fn page_of(events: u64) -> String {
    super::page_of(&Options {
        events,
        actors: 60,
        apps: 120,
        ..Options::default()
    })
}

#[test]
fn a_month_is_a_summary_of_ten_sheets_signed_on_the_first() {
    let page = page_of(4_000);
    for paper in [Paper::A4, Paper::Letter] {
        let pages = print_on(&page, paper);
        assert!(pages.len() <= 10, "{paper:?}: {} sheets", pages.len());
        for words in [
            "Prepared by",
            "Reviewed by",
            "Conclusion",
            "Summary",
            "Made by trailproof",
        ] {
            assert!(
                pages[0].contains(words),
                "{paper:?}: {words} on the first sheet"
            );
        }
        let made_of = pages.iter().find(|page| page.contains("SHA-256"));
        let made_of = made_of.expect("the archives");
        assert!(
            made_of.contains("Archives") && made_of.lines().count() > 25,
            "what it was made of stands with the document: {made_of}"
        );
        assert!(
            pages[0].contains("Printed lists end after 10 rows or fewer"),
            "{}",
            pages[0]
        );
        let whole = pages.concat();
        assert!(!whole.contains("top 100 of"), "not what the screen has");
        let mut cut = Vec::new();
        for missing in whole.split("first ").skip(1) {
            let mut words = missing.split_whitespace();
            let mut figure = || words.next()?.replace(',', "").parse::<u64>().ok();
            if let Some(shown) = figure()
                && words.next() == Some("of")
            {
                let mut figure = || words.next()?.replace(',', "").parse::<u64>().ok();
                cut.push((shown, figure().expect("a figure")));
            }
        }
        assert!(cut.len() > 8, "each list says how much it has: {cut:?}");
        for (shown, of) in cut {
            assert!((5..=10).contains(&shown) && of > shown, "{shown} of {of}");
        }
    }
}

#[test]
fn the_matrix_has_its_heads_on_every_sheet_and_what_a_reviewer_fears_among_them() {
    let options = Options {
        events: 6_000,
        actors: 400,
        ..Options::default()
    };
    let (events, _) = generator::events(&options);
    let document = generator::document(&events, options.layout);
    let words = [
        "report",
        "-",
        "-f",
        "html",
        "--top",
        "150",
        "--sections",
        "activity",
    ];
    let ran = trailproof(words).stdin(document).run().ok();
    let pages = print(ran.stdout());
    let from = pages.iter().position(|page| page.contains("Who did what"));
    let sheets = &pages[from.expect("the matrix")..];
    let heads = sheets.iter().filter(|page| page.contains("app.destroy"));
    assert!(heads.count() > 1, "{} sheets", sheets.len());
    let matrix = ran
        .stdout()
        .split("id=\"who-did-what\"")
        .nth(1)
        .expect("the matrix");
    let heads = super::between(matrix, "<thead>", "</thead>");
    let place = |name: &str| heads.find(&format!(">{name}<")).expect(name);
    let ranked = [
        "space.destroy",
        "app.destroy",
        "collaborator.create",
        "domain.create",
        "config_change",
    ];
    let places: Vec<usize> = ranked[..4].iter().map(|name| place(name)).collect();
    assert!(places.is_sorted(), "{heads}");
}

#[test]
fn paper_has_as_many_rows_as_the_caller_asks_for_under_repeated_heads() {
    let ran = trailproof(["report", MAY, JUNE, "-f", "html", "--top", "100"])
        .run()
        .ok();
    let data = trailproof(["report", MAY, JUNE, "-f", "json"])
        .run()
        .ok()
        .json();
    let pages = print(ran.stdout());
    let text = pages.concat();
    assert!(pages.len() > 3, "{} pages", pages.len());
    for words in ["Sign-off", "Prepared by", "Reviewed by", "Conclusion"] {
        assert!(pages[0].contains(words), "{words}");
    }
    assert!(
        !text.contains("Find in all tables") && !text.contains("Skip to"),
        "{text}"
    );
    for day in data["by_day"].as_array().expect("days") {
        assert!(text.contains(day["day"].as_str().expect("text")), "{day}");
    }
    let digest: String = data["archives"][0]["sha256"].as_str().expect("text")[..8].to_owned();
    assert!(text.contains(&digest));
    // The list of addresses goes over several pages, each under its heads.
    let addresses = data["by_ip"].as_array().expect("rows");
    let last = &addresses[addresses.len().min(100) - 1];
    let address = last["ip"].as_str().expect("an address");
    let there = pages
        .iter()
        .find(|page| page.contains(address))
        .expect("a page");
    assert!(
        there.contains("Address") && there.contains("Share"),
        "{there}"
    );
    let heads = pages
        .iter()
        .filter(|page| page.contains("Address ") && page.contains("First"));
    assert!(heads.count() > 1, "the heads are repeated");
    assert!(
        pages[0].contains(&format!("1 / {}", pages.len())),
        "{}",
        pages[0]
    );
}

#[test]
fn everything_is_there_without_a_script() {
    let words = ["report", MAY, "-f", "html", "--top", "all"];
    let ran = trailproof(words).run().ok();
    let script = super::between(ran.stdout(), "<script>", "</script>");
    let without = ran
        .stdout()
        .replace(&format!("<script>{script}</script>"), "");
    assert!(!without.contains("<script"));
    let whole = print(&without).concat();
    let data = trailproof(["report", MAY, "-f", "json"]).run().ok().json();
    for (list, name) in [
        ("by_actor", "actor"),
        ("by_app", "app"),
        ("by_event", "event"),
        ("by_ip", "ip"),
    ] {
        for row in data[list].as_array().expect("rows") {
            let name = row[name].as_str().unwrap_or("no ");
            assert!(whole.contains(name), "{list}: {name}");
        }
    }
    assert!(!whole.contains("Find in all tables"));
}

/// The last line of each sheet but for its number, and the lines with which a part begins.
const BEGINS: &str = r"
document.addEventListener('DOMContentLoaded', () => {
  const plain = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  seen.headings = Array.from(document.querySelectorAll('h2, h3'), (heading) => plain(heading.firstElementChild || heading));
  seen.heads = Array.from(document.querySelectorAll('thead tr'), (row) =>
    Array.from(row.cells, plain).filter(Boolean).join(' '));
  tell();
});
";

#[test]
fn no_sheet_ends_with_a_heading_or_the_heads_of_a_table() {
    let month = page_of(4_000);
    let two = trailproof(["diff", MAY, JUNE, "-f", "html"]).run().ok();
    let verdict = trailproof(["validate", "examples/exports", "-f", "html"]).run();
    for page in [&*month, two.stdout(), verdict.stdout()] {
        let seen = look(page, &[BEGINS]);
        let texts = |name: &str| -> Vec<String> {
            serde_json::from_value(seen[name].clone()).expect("texts")
        };
        let (headings, heads) = (texts("headings"), texts("heads"));
        assert!(headings.len() > 3 && !heads.is_empty());
        for paper in [Paper::A4, Paper::Letter] {
            let sheets = print_on(page, paper);
            for (place, sheet) in sheets.iter().enumerate() {
                let lines = sheet.lines().map(|line| {
                    let words: Vec<&str> = line.split_whitespace().collect();
                    words.join(" ")
                });
                let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
                // The last line is the number of the sheet.
                let last = lines.iter().nth_back(1).expect("a line");
                let heading = headings
                    .iter()
                    .any(|heading| !heading.is_empty() && last == heading);
                assert!(
                    !heading && !heads.contains(last),
                    "{paper:?}, sheet {}: {last}",
                    place + 1
                );
                assert!(
                    lines.len() > 6 || place + 1 == sheets.len(),
                    "{paper:?}: {lines:?}"
                );
            }
        }
    }
}

#[test]
fn paper_says_what_a_screen_unfolds_about_its_words() {
    let two = trailproof(["diff", MAY, JUNE, "-f", "html"]).run().ok();
    let page = two.stdout();
    let meaning = super::between(page, "means</summary><p>", "</p>");
    let start: Vec<&str> = meaning.split_whitespace().take(8).collect();
    let whole = print(page).concat();
    let whole: Vec<&str> = whole.split_whitespace().collect();
    assert!(
        whole.join(" ").contains(&start.join(" ")),
        "{start:?} is not printed"
    );
}
