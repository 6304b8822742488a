//! Whatever the strings of an archive hold, none of them is alive in a report.

use crate::oracle::run;
use crate::runner::trailproof;
use crate::samples::{Folder, fixture, report};
use serde_json::Value;

const HOSTILE: &str = "fixtures/events/hostile.json";
/// What is said of the hostile archive: each of its events names an account of its own.
const ACCOUNTS: &str = "events of 20 enterprise accounts are counted together";
const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";

#[test]
fn json_gives_every_string_back_as_it_was() {
    let said = report(&[HOSTILE]);
    let text = std::fs::read(fixture("events/hostile.json")).expect("a fixture");
    let events: Vec<Value> = serde_json::from_slice(&text).expect("JSON");
    for event in &events {
        let mail = &event["actor"]["email"];
        let rows = said["by_actor"].as_array().expect("rows");
        assert!(rows.iter().any(|row| row["actor"] == *mail), "{mail}");
    }
}

/// Control characters other than line ends, and characters that turn or hide text.
fn alive(c: char) -> bool {
    (c.is_control() && c != '\n')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
        || c == '\u{feff}'
}

#[test]
fn no_hostile_string_is_alive_in_a_format_for_people() {
    for format in ["table", "markdown", "html", "json"] {
        for words in [
            &[][..],
            &["--top", "all"],
            &["--by", "actor,app,event"],
            &["--color", "always"],
        ] {
            let ran = trailproof(["report", HOSTILE, "-f", format])
                .args(words)
                .run()
                .code(0);
            let mut text = ran.stdout().to_owned();
            if words.contains(&"always") && format == "table" {
                for colour in 0..100 {
                    text = text.replace(&format!("\u{1b}[{colour}m"), "");
                }
            }
            let found: String = text.chars().filter(|&c| alive(c)).collect();
            assert_eq!(found, "", "{format} {words:?}");
        }
    }
}

#[test]
fn no_hostile_string_ends_a_tag_a_cell_or_a_link() {
    let html = trailproof(["report", HOSTILE, "-f", "html", "--top", "all"])
        .run()
        .warns(ACCOUNTS);
    let html = html.stdout();
    assert_eq!(html.matches("<script").count(), 1, "the page's own");
    for part in ["<img", "</style><style>", "onerror=alert(1)>", "alert('x')"] {
        assert!(!html.contains(part), "{part}");
    }
    assert!(html.contains("&lt;script&gt;"));
    assert!(html.contains("{{ 7*7 }}{% raw %}"), "no template is run");
    assert_eq!(html.matches("<style>").count(), 1);
    let markdown = trailproof(["report", HOSTILE, "-f", "markdown", "--top", "all"])
        .run()
        .warns(ACCOUNTS);
    for part in ["<script", "<img", "](javascript:", "<!--", "|---|"] {
        assert!(!markdown.stdout().contains(part), "{part}");
    }
    // Every row of a table has as many cells as its header.
    let mut columns = 0;
    for line in markdown.stdout().lines() {
        let cells = line.replace("\\|", "").matches('|').count();
        if cells > 0 && columns > 0 {
            assert_eq!(cells, columns, "{line}");
        }
        columns = cells;
    }
    let csv = trailproof(["report", HOSTILE, "-f", "csv"]).run().code(0);
    let csv = csv.says("begin like a formula");
    for row in csv::Reader::from_reader(csv.bytes()).records() {
        for cell in &row.expect("a row") {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell:?}"
            );
        }
    }
}

#[test]
fn html_is_one_page_that_loads_nothing() {
    let ran = trailproof(["report", MAY, "-f", "html"]).run().ok();
    let html = ran.stdout();
    assert!(html.starts_with("<!doctype html>"), "{html:.60}");
    for part in ["src=", "href=\"http", "url(", "@import", "<link"] {
        assert!(!html.contains(part), "{part}");
    }
    // Python's parser walks it: what is opened is closed, in order.
    let walk = "import sys,html.parser
class P(html.parser.HTMLParser):
    void={'meta','link','br','hr','col','img','input','wbr','rect','path','line','circle','use'}
    open=[]
    def handle_starttag(self,tag,attrs):
        if tag not in self.void: self.open.append(tag)
    def handle_endtag(self,tag):
        if tag not in self.void: assert self.open.pop()==tag,(tag,self.getpos())
p=P(); p.feed(open(sys.argv[1]).read()); p.close(); assert not p.open, p.open; print('whole')";
    let folder = Folder::new();
    for (name, archive) in [("may.html", MAY), ("hostile.html", HOSTILE)] {
        let ran = trailproof(["report", archive, "-f", "html", "--top", "all"]).run();
        let ran = match archive {
            HOSTILE => ran.warns(ACCOUNTS),
            _ => ran.ok(),
        };
        let path = folder.write(name, ran.bytes());
        assert_eq!(run("python3", &["-c", walk, &path]), b"whole\n");
    }
}
