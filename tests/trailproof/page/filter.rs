//! The page's filter: by text, by days, and together with the order of the rows.

use super::browser::look;
use super::{JUNE, MAY};
use crate::runner::trailproof;
use serde_json::{Value, json};

/// Types into the fields and says which rows of each table are left.
const TYPE: &str = r"
document.addEventListener('DOMContentLoaded', () => {
  const field = (name) => document.getElementById('filter-' + name);
  const left = () => Object.fromEntries(Array.from(document.querySelectorAll('table.rows'), (table) => {
    const rows = Array.from(table.tBodies[0].rows).filter((row) => row.getClientRects().length > 0);
    const id = table.parentNode.getAttribute('aria-labelledby').replace('-title', '');
    return [id, rows.map((row) => row.cells[0].firstChild.textContent)];
  }));
  const type = (text, from, to) => {
    for (const [name, value] of [['text', text], ['from', from], ['to', to]]) {
      const input = field(name);
      if (input) input.value = value;
    }
    field('text').dispatchEvent(new Event('input', {bubbles: true}));
    return {left: left(), status: field('status').textContent,
      titles: Array.from(document.querySelectorAll('.hits'), (hits) => hits.textContent)};
  };
  seen.shown = !document.getElementById('filter').hidden;
  seen.whole = left();
  seen.text = type('  Config_Change  ', '', '');
  seen.both = type('adler anna', '', '');
  document.querySelector('#actors thead button').click();
  seen.sorted = type('adler', '', '');
  seen.days = type('', '2018-06-10', '2018-06-12');
  seen.nothing = type('nobody at all', '', '');
  field('clear').click();
  seen.cleared = {left: left(), status: field('status').textContent};
  tell();
});
";

fn names(seen: &Value, step: &str, table: &str) -> Vec<String> {
    let rows = seen[step]["left"][table].as_array().expect("a table");
    rows.iter()
        .map(|row| row.as_str().expect("text").to_owned())
        .collect()
}

#[test]
fn tables_are_filtered_by_text_and_by_days_in_whatever_order_they_are() {
    let words = ["report", MAY, JUNE];
    let page = trailproof(words).args(["-f", "html"]).run().ok();
    let data = trailproof(words).args(["-f", "json"]).run().ok().json();
    let seen = look(page.stdout(), &[TYPE]);
    assert_eq!(seen["faults"], json!([]));
    assert_eq!(seen["shown"], true);

    let events = names(&seen, "text", "event-types");
    assert!(
        !events.is_empty() && events.iter().all(|name| name.contains("config_change")),
        "{events:?}"
    );
    assert!(names(&seen, "text", "actors").is_empty() && names(&seen, "text", "days").is_empty());
    let status = seen["text"]["status"].as_str().expect("text");
    let left = seen["text"]["left"].as_object().expect("tables").values();
    let left = left.map(|rows| rows.as_array().expect("rows").len());
    let left = left.sum::<usize>();
    assert!(left > events.len(), "evidence for controls, too");
    assert!(status.starts_with(&format!("{left} of ")), "{status}");

    let anna = names(&seen, "both", "actors");
    assert!(
        anna.len() == 1 && anna[0].starts_with("anna.adler@"),
        "every word counts: {anna:?}"
    );

    let sorted = names(&seen, "sorted", "actors");
    assert!(sorted.len() > 10 && sorted.is_sorted(), "{sorted:?}");

    assert_eq!(
        names(&seen, "days", "days"),
        ["2018-06-10", "2018-06-11", "2018-06-12"]
    );
    let mut expected: Vec<String> = data["by_actor"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| {
            let day = |name: &str| row[name].as_str().expect("a time")[..10].to_owned();
            day("first_at").as_str() <= "2018-06-12" && day("last_at").as_str() >= "2018-06-10"
        })
        .map(|row| row["actor"].as_str().unwrap_or("no actor").to_owned())
        .collect();
    let mut found = names(&seen, "days", "actors");
    expected.sort();
    found.sort();
    assert!(
        expected.len() > 3 && expected.len() <= data["by_actor"].as_array().expect("rows").len()
    );
    assert_eq!(found, expected);
    let mut matrix = names(&seen, "days", "who-did-what");
    matrix.sort();
    assert_eq!(
        matrix, expected,
        "the cross-table keeps to the days of its actors"
    );
    let status = seen["days"]["status"].as_str().expect("text");
    assert!(
        status.contains("--from 2018-06-10 --to 2018-06-13"),
        "{status}"
    );

    let rows = seen["nothing"]["left"]
        .as_object()
        .expect("tables")
        .values();
    assert!(
        rows.map(|rows| rows.as_array().expect("rows").len())
            .sum::<usize>()
            == 0
    );
    assert_eq!(seen["cleared"]["status"], "");
    let count = |step: &Value| -> usize {
        let tables = step.as_object().expect("tables").values();
        tables
            .map(|rows| rows.as_array().expect("rows").len())
            .sum()
    };
    assert_eq!(count(&seen["cleared"]["left"]), count(&seen["whole"]));
}

#[test]
fn a_comparison_is_filtered_by_text() {
    let page = trailproof(["diff", MAY, JUNE, "-f", "html"]).run().ok();
    let script = TYPE.replace(
        "document.querySelector('#actors thead button').click();",
        "",
    );
    let seen = look(page.stdout(), &[&script]);
    assert_eq!(seen["faults"], json!([]));
    let events = names(&seen, "text", "event-types");
    assert!(
        !events.is_empty() && events.iter().all(|name| name.contains("config_change")),
        "{events:?}"
    );
}
