//! Events without an actor, app, team or address are counted in one way, whatever the format: totals leave out
//! "none", and a list that is cut says how many there are besides it.

use crate::runner::trailproof;
use crate::samples::Folder;
use serde_json::Value;

/// Events of which most name nobody and nothing.
const ABSENT: &str = "fixtures/events/absent.json";
const OTHER: &str = "fixtures/shapes/entries.json";

/// What is listed: the total, the list, the name of its row, what is said of the row without it.
const LISTS: [(&str, &str, &str, &str); 4] = [
    ("actors", "by_actor", "actor", "no actor"),
    ("apps", "by_app", "app", "no app"),
    ("teams", "by_team", "team", "no team"),
    ("ip_addresses", "by_ip", "ip", "no address"),
];
/// What people read.
const SHOWN: [&str; 3] = ["table", "markdown", "html"];

fn text(words: &[&str], format: &str) -> String {
    let ran = trailproof(words).args(["-f", format]).run().ok();
    String::from_utf8(ran.bytes().to_vec()).expect("text")
}

fn json(words: &[&str]) -> Value {
    serde_json::from_str(&text(words, "json")).expect("JSON")
}

fn rows(document: &Value, list: &str) -> u64 {
    document[list].as_array().expect("rows").len() as u64
}

#[test]
fn a_report_counts_none_apart_in_every_format() {
    let whole = json(&["report", ABSENT]);
    let cut = json(&["report", ABSENT, "--top", "1"]);
    let csv = text(&["report", ABSENT], "csv");
    for (total, list, by, none) in LISTS {
        let named = whole["totals"][total].as_u64().expect("a total");
        assert!(named > 0, "{total}");
        assert_eq!(rows(&whole, list), named + 1, "{list}");
        // What `cut` counts are rows, of which none is one.
        assert_eq!(cut["cut"][list], named + 1, "{list}");
        assert_eq!(cut["totals"][total], named, "{total}");
        let section = csv
            .lines()
            .filter(|line| line.starts_with(&format!("{by},")));
        assert_eq!(section.count() as u64, named + 1, "{by} in CSV");
        let alone = json(&["report", ABSENT, "--by", by]);
        assert_eq!(rows(&alone, "rows"), named + 1, "--by {by}");
        let words = format!("top 1 of {named} and {none}");
        for format in SHOWN {
            let shown = text(&["report", ABSENT, "--top", "1"], format);
            assert!(shown.contains(&words), "{format}: {words}\n{shown}");
            let shown = text(&["report", ABSENT, "--by", by, "--top", "1"], format);
            assert!(
                shown.contains(&words),
                "--by {by} {format}: {words}\n{shown}"
            );
        }
    }
}

#[test]
fn a_comparison_counts_none_apart_in_every_format() {
    let folder = Folder::new();
    let empty = folder.write("empty.json", "[]");
    for sides in [[ABSENT, OTHER], [OTHER, ABSENT], [&empty, ABSENT]] {
        let words = ["diff", sides[0], sides[1], "--across-accounts", "--all"];
        let whole = json(&words);
        let cut: Vec<&str> = words.iter().copied().chain(["--top", "1"]).collect();
        let [before, after] = sides.map(|side| json(&["report", side]));
        let shown = SHOWN.map(|format| text(&cut, format));
        for (total, list, _, none) in LISTS {
            assert_eq!(whole["totals"][total]["before"], before["totals"][total]);
            assert_eq!(whole["totals"][total]["after"], after["totals"][total]);
            let named = rows(&whole, list) - 1;
            assert_eq!(json(&cut)["cut"][list], named + 1, "{list}");
            let words = format!("top 1 of {named} and {none}");
            for shown in &shown {
                assert!(shown.contains(&words), "{sides:?}: {words}\n{shown}");
            }
        }
    }
    // Nobody is neither new nor gone, and what did not change is counted without it, too.
    let same = text(&["diff", ABSENT, ABSENT, "--exit-code"], "table");
    let actors = json(&["report", ABSENT])["totals"]["actors"].clone();
    assert!(!same.contains("no actor"), "{actors} actors:\n{same}");
}
