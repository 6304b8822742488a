//! Tables in the columns that there are: nothing is wider, and off a terminal nothing is lost.

use crate::runner::trailproof;
use unicode_width::UnicodeWidthStr as _;

const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
const JUNE: &str = "fixtures/enterprise-audit-log-acme-corp-201806.json.gz";

/// What is written as a table in so many columns.
fn table(words: &[&str], columns: Option<&str>, color: &str) -> String {
    let run = trailproof(words).args(["--color", color]);
    let run = match columns {
        Some(columns) => run.env("COLUMNS", columns),
        None => run,
    };
    let ran = run.run();
    assert!([0, 1].contains(&ran.exit_code()), "{}", ran.stderr());
    ran.stdout().to_owned()
}

/// The letters and figures of a text, in whatever order tables put them.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

fn without_escapes(text: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in text.chars() {
        match (within, c) {
            (false, '\u{1b}') => within = true,
            (false, c) => out.push(c),
            (true, c) => within = c != 'm',
        }
    }
    out
}

#[test]
fn a_width_that_is_asked_for_breaks_lines_and_loses_nothing() {
    let commands: [&[&str]; 6] = [
        &["report", MAY, "--isolated"],
        &["report", MAY, "--by", "actor,app,event", "--isolated"],
        &["diff", MAY, JUNE, "--isolated"],
        &["validate", "fixtures/events/absent.json", MAY, "--isolated"],
        &["list", "fixtures/months", "--isolated"],
        &["rules", "list", "--isolated"],
    ];
    for words in commands {
        let whole = table(words, None, "never");
        for columns in ["60", "80", "120", "200"] {
            let most: usize = columns.parse().expect("a number");
            let text = table(words, Some(columns), "never");
            // A line that is there to be copied stays one line.
            let shown = text.split("For the ticket").next().expect("text");
            for line in shown.lines() {
                assert!(line.width() <= most, "{words:?} in {columns}: {line}");
            }
            // Heads may be repeated beside what stands below; whatever else there is, is there.
            let (have, want) = (letters(&text), letters(&whole));
            let lost = want.iter().filter(|c| {
                let count = |all: &[char]| all.iter().filter(|one| one == c).count();
                count(&have) < count(&want)
            });
            // Drawings follow the width, and with them the labels of their axes.
            let lost: String = lost.filter(|c| !c.is_ascii_digit()).collect();
            assert!(lost.is_empty(), "{words:?} in {columns} lost {lost}");
            let colored = table(words, Some(columns), "always");
            assert_eq!(
                without_escapes(&colored).replace(' ', ""),
                text.replace(' ', "")
            );
        }
    }
}

#[test]
fn a_width_that_makes_no_sense_is_passed_over() {
    let plain = table(&["report", MAY, "--isolated"], None, "never");
    for columns in ["", "0x50", "-3", "wide"] {
        let text = table(&["report", MAY, "--isolated"], Some(columns), "never");
        assert!(text == plain, "COLUMNS={columns}");
    }
}
