//! The pages in a browser: their tables sort, hostile strings stay text, and nothing else is allowed to happen.
//!
//! A copy of the page is opened whose policy lets one more script through, by its hash as the page's own. It clicks
//! and writes what it sees into the document, which the browser then prints.

mod accessible;
mod browser;
mod crowded;
mod devtools;
mod figures;
mod filter;
mod opens;
mod palette;
mod paper;
mod spoken;
mod template;

use crate::generator::{self, Options};
use crate::runner::trailproof;
use crate::samples::Folder;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use browser::{look, open};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
const JUNE: &str = "fixtures/enterprise-audit-log-acme-corp-201806.json.gz";
const HOSTILE: &str = "fixtures/events/hostile.json";

/// Says what the page holds, then sorts the
/// table of that title by each head named, three times, and says which rows stood where.
const WATCH: &str = r#"
seen.tables = {};
const names = (table) => Array.from(table.tBodies[0].rows, (row) => {
  const cell = row.cells[0].querySelector('bdi') || row.cells[0];
  return cell.textContent;
});
const column = (table, head) => Array.from(table.tBodies[0].rows, (row) => row.cells[head.cellIndex].textContent);
document.addEventListener('DOMContentLoaded', () => {
  seen.elements = Array.from(
    document.querySelectorAll(`script, img, iframe, object, form, input:not(#filter *), a:not([href^='#']), link, b`),
    (element) => element.nodeName);
  seen.attributes = Array.from(document.querySelectorAll('*'), (element) => element.getAttributeNames()).flat()
    .filter((name) => name.startsWith('on') || ['src', 'style', 'srcset', 'xlink:href'].includes(name));
  seen.requests = performance.getEntriesByType('resource').length;
  seen.buttons = document.querySelectorAll('thead th button[type=button]').length;
  seen.styled = getComputedStyle(document.querySelector('thead button')).borderTopWidth === '0px';
  for (const section of document.querySelectorAll('section')) {
    const table = section.querySelector('table:not(.hours)');
    if (!table) continue;
    const title = section.querySelector('h2').firstChild.textContent.trim();
    const sorts = seen.tables[title] = {};
    for (const button of table.querySelectorAll('thead button')) {
      const head = button.parentNode;
      const before = names(table);
      button.focus();
      const steps = [1, 2, 3].map(() => {
        button.click();
        return {way: head.getAttribute('aria-sort'), cells: column(table, head), names: names(table),
          marked: table.querySelectorAll('[aria-sort]').length};
      });
      sorts[button.textContent] = {before, steps, focused: document.activeElement === button};
    }
  }
  tell();
});
"#;

/// What a browser finds on a page, sorting every table by every head.
fn sort(words: &[&str]) -> Value {
    let ran = trailproof(words).args(["-f", "html"]).run().code(0);
    look(ran.stdout(), &[WATCH])
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = page.split_once(start).expect("the start");
    rest.split_once(end).expect("the end").0
}

/// As the policy names a style or a script.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Three clicks on a head, checked against the order that the figures or the names should have.
#[track_caller]
fn sorts<K: PartialOrd>(seen: &Value, title: &str, head: &str, key: impl Fn(&str) -> K) {
    let sort = &seen["tables"][title][head];
    let step = |n: usize| &sort["steps"][n];
    let keys = |n: usize| -> Vec<K> {
        let cells = step(n)["cells"].as_array().expect("cells").iter();
        cells
            .map(|cell| key(cell.as_str().expect("text")))
            .collect()
    };
    let ways = [0, 1, 2].map(|n| step(n)["way"].clone());
    assert_eq!(
        json!(ways),
        json!(["ascending", "descending", null]),
        "{title}, {head}"
    );
    assert_eq!(step(0)["marked"], 1, "only the sorted column is marked");
    assert_eq!(sort["focused"], true, "the keyboard reaches {head}");
    let (up, mut down) = (keys(0), keys(1));
    assert!(
        up.len() > 2 && up.is_sorted(),
        "{title}, {head}: {}",
        step(0)["cells"]
    );
    down.reverse();
    assert!(down.is_sorted(), "{title}, {head}: {}", step(1)["cells"]);
    assert_eq!(
        step(2)["names"],
        sort["before"],
        "{title}, {head}: the third click"
    );
}

/// Nothing went wrong, was fetched, or is there that the page does not need: three scripts, two of them the test's.
#[track_caller]
fn quiet(seen: &Value) {
    assert_eq!(seen["faults"], json!([]));
    assert_eq!(seen["requests"], 0);
    assert_eq!(seen["elements"], json!(["SCRIPT", "SCRIPT", "SCRIPT"]));
    assert_eq!(seen["attributes"], json!([]));
    assert_eq!(seen["styled"], true, "the style is let through");
}

fn number(text: &str) -> f64 {
    // A change has a word before its figure.
    let figure = text.rsplit(' ').next().unwrap_or_default();
    let plain = figure.replace([',', '+', '%', '<'], "").replace('−', "-");
    plain.parse().expect("a figure")
}

/// By the alphabet, in which an underscore comes before a full stop.
fn name(text: &str) -> String {
    text.to_lowercase().replace('_', " ")
}

#[test]
fn tables_of_a_report_sort_by_figures_and_by_names() {
    let seen = sort(&["report", MAY, JUNE]);
    quiet(&seen);
    sorts(&seen, "Actors", "Events", number);
    sorts(&seen, "Apps", "Actors", number);
    sorts(&seen, "Event types", "Event", name);
    sorts(&seen, "Event types", "First", str::to_owned);
    // Equal rows stay in the order of the report, whichever way the others are turned.
    let sort = &seen["tables"]["Apps"]["Actors"];
    let before: Vec<_> = sort["before"].as_array().expect("names").iter().collect();
    for step in sort["steps"].as_array().expect("steps") {
        let list = |name: &str| step[name].as_array().expect("a list").clone();
        let (cells, names) = (list("cells"), list("names"));
        for (cells, names) in cells.windows(2).zip(names.windows(2)) {
            let [first, second] = [0, 1].map(|i| before.iter().position(|&name| *name == names[i]));
            assert!(cells[0] != cells[1] || first < second, "{names:?}");
        }
    }
}

#[test]
fn tables_of_a_comparison_sort_by_figures_and_by_names() {
    let seen = sort(&["diff", MAY, JUNE]);
    quiet(&seen);
    sorts(&seen, "Event types", "Change", number);
    sorts(&seen, "Event types", "Unusual?", number);
    sorts(&seen, "Apps", "After, per day", number);
    sorts(&seen, "Event types", "Event", name);
}

#[test]
fn hostile_strings_stay_text_while_tables_are_sorted() {
    let seen = sort(&["report", HOSTILE, "--top", "all"]);
    quiet(&seen);
    let names = seen["tables"]["Actors"]["Actor"]["steps"][0]["names"].to_string();
    assert!(names.contains("<script>alert('x')</script>"), "{names}");
    assert!(names.contains("onerror=alert(1)"), "{names}");
    let seen = sort(&["diff", HOSTILE, MAY, "--across-accounts", "--all"]);
    quiet(&seen);
}

#[test]
fn names_of_files_and_values_of_filters_stay_text() {
    let folder = Folder::new();
    let events = std::fs::read(HOSTILE).expect("a fixture");
    let earlier = std::fs::read_to_string(HOSTILE).expect("a fixture");
    let earlier = earlier.replace("\"created_at\": \"2018-", "\"created_at\": \"2017-");
    let hostile = [
        "<img src=x onerror=alert(1)>",
        "'\"><svg onload=alert(1)>",
        "--><!--{{ 7*7 }}",
    ];
    for name in hostile {
        let path = folder.write(&format!("{name}.json"), &events);
        let before = folder.write(&format!("{name}-before.json"), &earlier);
        let seen = sort(&["report", &path, "--previous", &before, "--top", "3"]);
        quiet(&seen);
        let seen = sort(&[
            "report",
            MAY,
            &format!("--app={name}"),
            "--app",
            "identity-admin-staging",
        ]);
        quiet(&seen);
    }
}

#[test]
fn a_page_asks_for_nothing() {
    for words in [
        ["report", MAY, JUNE],
        ["diff", MAY, JUNE],
        ["validate", MAY, JUNE],
    ] {
        let ran = trailproof(words).args(["-f", "html"]).run().code(0);
        let page = ran.stdout();
        for part in [
            "src=", "http:", "https:", "url(", "@import", "unsafe-", " style=",
        ] {
            assert!(!page.contains(part), "{words:?}: {part}");
        }
        let links = page.matches("href=").count();
        assert!(
            links > 1 && links == page.matches(" href=\"#").count(),
            "within the page"
        );
        // With the policy as it is the script runs all the same.
        let heads = page.matches("<button type=\"button\">").count();
        let least = if words[0] == "validate" { 4 } else { 20 };
        assert!(heads == 0 && open(page).matches("<button type=\"button\">").count() > least);
    }
}

/// The page of a report of generated events.
fn page_of(options: &Options) -> String {
    let (events, _) = generator::events(options);
    let document = generator::document(&events, options.layout);
    let ran = trailproof(["report", "-", "-f", "html"]).stdin(document);
    ran.run().ok().stdout().to_owned()
}
