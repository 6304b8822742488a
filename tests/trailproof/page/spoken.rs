//! A page as it is read aloud, and as it is read on a telephone.

use super::devtools::Session;
use super::{JUNE, MAY};
use crate::generator::{self, Options};
use crate::runner::trailproof;
use crate::samples::Folder;
use serde_json::json;
use std::collections::BTreeSet;

fn page(words: &[&str]) -> String {
    let ran = trailproof(words).args(["-f", "html"]).run().ok();
    ran.stdout().to_owned()
}

#[track_caller]
fn unique<'a>(what: &str, names: impl Iterator<Item = &'a String>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(!name.trim().is_empty(), "{what} without a name");
        assert!(seen.insert(name), "two {what} are called {name}");
    }
    assert!(seen.len() > 3, "{what}: {seen:?}");
}

#[test]
fn what_is_read_aloud_is_in_the_order_of_what_is_asked() {
    let mut session = Session::open(&page(&["report", MAY, JUNE, "--top", "5"]), 1280);
    let read = session.read_aloud();
    let of = |role: &'static str| {
        let of = read.iter().filter(move |(is, _)| is == role);
        of.map(|(_, name)| name)
    };
    unique("headings", of("heading"));
    unique("links", of("link"));
    unique("tables", of("table"));
    let headings: Vec<&str> = of("heading").map(String::as_str).collect();
    assert_eq!(headings[0], "Audit trail of acme-corp");
    let order = [
        "Summary",
        "Findings",
        "Controls",
        "Access",
        "Destruction, network and TLS",
        "Changes",
        "Detections",
        "Coverage",
        "At a glance",
        "Days",
        "Hours of the week",
        "Categories",
        "Event types",
        "Actors",
        "Apps",
        "Addresses",
        "Who did what",
        "Archives",
        "Evidence by control",
        "Provenance",
    ];
    // What qualifies a heading stands behind it.
    let place = |name: &str| {
        let found = headings.iter().position(|heading| {
            heading.strip_prefix(name).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(" top ") || rest.starts_with([' '])
            })
        });
        found.unwrap_or_else(|| panic!("no heading {name}: {headings:?}"))
    };
    let places: Vec<usize> = order.iter().map(|name| place(name)).collect();
    assert!(places.is_sorted(), "{headings:?}");
    let pictures: Vec<&String> = read
        .iter()
        .filter(|(role, _)| role == "image" || role == "img")
        .map(|(_, name)| name)
        .collect();
    assert_eq!(pictures.len(), 5, "{pictures:?}");
    for picture in pictures {
        assert!(
            picture.ends_with('.') && picture.len() > 60,
            "a picture is told in a sentence: {picture}"
        );
    }
    let all = read
        .iter()
        .map(|(_, name)| name.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    for paper in ["Prepared by", "Printed lists", "first 10 of"] {
        assert!(!all.contains(paper), "{paper} is for paper alone");
    }
    assert!(
        all.contains("First day, YYYY-MM-DD"),
        "dates are asked for in one form"
    );
    assert!(!all.contains("mm/dd/yyyy") && !all.contains("dd/mm/yyyy"));
}

const NARROW: &str = r"(() => {
  const broken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement.closest('td, th, h1, h2, h3, dt, dd, label, figcaption, .bars, summary, li')) continue;
    if (node.parentElement.closest('code, pre, caption, script, style, .signoff, #archives')) continue;
    if (!node.parentElement.checkVisibility()) continue;
    for (const word of node.data.matchAll(/[^\s-]+/g)) {
      if (word[0].length > 40) continue;
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set(Array.from(range.getClientRects(), (rect) => Math.round(rect.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  const wide = Array.from(document.querySelectorAll('.scroll')).filter((part) => part.scrollWidth > part.clientWidth);
  return {
    broken,
    page: document.documentElement.scrollWidth,
    wide: wide.length,
    cues: wide.filter((part) => getComputedStyle(part).backgroundImage.includes('gradient')).length,
    reached: wide.filter((part) => part.tabIndex === 0).length,
  };
})()";

/// Names as long as they get: an app of thirty letters, an address of forty.
fn long_names(month: &str, days: std::ops::Range<u32>) -> String {
    let lines = days.map(|day| {
        let app = [
            "internationalcustomersettlement",
            "reconciliation-of-customerorders",
        ][day as usize % 2];
        let actor = [
            "maximiliana.featherstone@example.com",
            "bartholomew.quarterdeck@bots.example.net",
        ];
        let event = [
            "enterprise_account_membership.create",
            "heroku_config_change.destroy",
            "app.create",
        ];
        let (kind, action) = event[day as usize % 3].split_once('.').expect("a name");
        json!({
            "id": format!("00000000-0000-4000-8000-{month}{day:010}"),
            "created_at": format!("2018-{month}-{day:02}T12:00:00Z"),
            "type": kind,
            "action": action,
            "actor": {"email": actor[(day as usize + usize::from(month == "05")) % 2]},
            "app": {"name": format!("{app}{}", day % 4)},
            "data": {"user": {"email": actor[day as usize % 2]}, "role": "administrator"},
        })
        .to_string()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_telephone_breaks_no_word_and_shows_where_a_table_goes_on() {
    let options = Options {
        events: 1_500,
        ..Options::default()
    };
    let (events, _) = generator::events(&options);
    let document = generator::document(&events, options.layout);
    let folder = Folder::new();
    let month = folder.write("month.json", &document);
    let may = folder.write("2018-05.json", long_names("05", 1..20));
    let june = folder.write("2018-06.json", long_names("06", 5..30));
    let policy = folder.write("policy.toml", "[policy]\nsubject = [\"/user/email\"]\nrole = [\"/role\"]\ninternal_domains = [\"example.com\"]\n");
    let two = ["--policy", &policy];
    let pages: [(&[&str], u64); 6] = [
        (&["report", &month, "--top", "20"], 6),
        (&["report", &june, "--history", &may, two[0], two[1]], 1),
        (&["diff", &may, &june, two[0], two[1]], 3),
        (
            &["diff", "--months", "2018-05..2018-06", "examples/exports"],
            3,
        ),
        (&["validate", "examples/exports"], 1),
        (
            &[
                "validate",
                "fixtures/validate",
                "--listing",
                "fixtures/validate/F05.listing",
            ],
            1,
        ),
    ];
    for (words, least) in pages {
        let ran = trailproof(words).args(["-f", "html"]).run();
        let seen = Session::open(ran.stdout(), 400).run(NARROW);
        assert_eq!(seen["broken"], json!([]), "{words:?}");
        assert!(
            seen["page"].as_u64() <= Some(400),
            "the page itself does not scroll sideways: {words:?} {seen}"
        );
        let wide = seen["wide"].as_u64().expect("a count");
        assert!(wide >= least, "{words:?} {seen}");
        assert_eq!(seen["cues"], wide);
        assert_eq!(seen["reached"], wide, "by the keyboard as well");
        let seen = Session::open(ran.stdout(), 1280).run(NARROW);
        assert_eq!(seen["broken"], json!([]), "{words:?}");
    }
}

#[test]
fn a_row_leads_to_the_ids_of_its_events() {
    let data = trailproof(["report", MAY, "-f", "json"]).run().ok().json();
    let mut session = Session::open(&page(&["report", MAY, "--top", "all"]), 1280);
    let ids = |session: &mut Session, section: &str| {
        let script = format!(
            "Array.from(document.querySelectorAll('#{section} td.events'), (cell) => {{
              const details = cell.querySelector('details');
              details.querySelector('summary').click();
              const shown = Array.from(details.querySelectorAll('code'))
                .filter((code) => details.open && code.getClientRects().length > 0);
              return shown.map((code) => code.textContent);
            }}).flat()"
        );
        session.run(&script)
    };
    for (section, ids_of) in [
        ("detections", ids(&mut session, "detections")),
        ("access", ids(&mut session, "access")),
        ("register", ids(&mut session, "register")),
    ] {
        let shown: Vec<&str> = ids_of
            .as_array()
            .expect("ids")
            .iter()
            .filter_map(|id| id.as_str())
            .collect();
        let wanted: Vec<&str> = match section {
            "register" => data["register"]
                .as_array()
                .expect("rows")
                .iter()
                .filter_map(|row| row["event_id"].as_str())
                .collect(),
            "access" => data["access"]["grants"]
                .as_array()
                .expect("rows")
                .iter()
                .flat_map(|row| [&row["granted_event"], &row["revoked_event"]])
                .filter_map(|id| id.as_str())
                .collect(),
            _ => data["detections"]
                .as_array()
                .expect("rules")
                .iter()
                .flat_map(|rule| rule["matches"].as_array().into_iter().flatten())
                .flat_map(|found| found["events"].as_array().into_iter().flatten())
                .filter_map(|id| id.as_str())
                .collect(),
        };
        assert!(!wanted.is_empty(), "{section}");
        for id in wanted {
            assert!(shown.contains(&id), "{section}: {id}");
        }
    }
}
