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

/// What a terminal of so many columns shows of both streams, escape sequences and all.
fn on_a_terminal(words: &[&str], columns: &str, no_color: bool) -> String {
    let quoted = |word: &str| format!("'{word}'");
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let line = format!(
        "stty cols {columns} rows 50; exec '{}' {}",
        env!("CARGO_BIN_EXE_trailproof"),
        words.join(" ")
    );
    let mut terminal = std::process::Command::new("script");
    terminal
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(std::process::Stdio::null())
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .env("TERM", "xterm-256color");
    if no_color {
        terminal.env("NO_COLOR", "1");
    }
    let ran = terminal.output().expect("this test needs `script`");
    String::from_utf8(ran.stdout).expect("UTF-8")
}

#[test]
fn a_terminal_is_never_overrun_and_hides_no_name() {
    const EXPORTS: &str = "examples/exports";
    let policy = "examples/exports/policy.toml";
    let commands: [&[&str]; 9] = [
        &["report", EXPORTS, "--policy", policy, "--history", EXPORTS],
        &["validate", EXPORTS],
        &["diff", "--months", "2018-05..2018-06", EXPORTS],
        &["list", "fixtures/months"],
        &["sample", EXPORTS, "--seed", "4711", "--size", "5"],
        &["rules", "list"],
        &["catalog"],
        &["explain", "T06", "TP-D19", "CC6.1"],
        &["report", "--help"],
    ];
    for words in commands {
        let help = words.contains(&"--help");
        let words = match help {
            true => words.to_vec(),
            false => [words, &["--isolated", "-q"]].concat(),
        };
        for columns in ["60", "80", "120", "200"] {
            let most: usize = columns.parse().expect("a number");
            let colored = on_a_terminal(&words, columns, false);
            assert!(colored.contains('\u{1b}'), "{words:?} in {columns}");
            let plain = on_a_terminal(&words, columns, true);
            assert!(!plain.contains('\u{1b}'), "{words:?} in {columns}");
            for text in [without_escapes(&colored), plain] {
                let shown = text.split("For the ticket").next().expect("text");
                for line in shown.lines() {
                    let line = line.trim_end_matches('\r');
                    assert!(line.width() <= most, "{words:?} in {columns}: {line}");
                    // A digest is begun, and nothing else is left out.
                    let cut = line.contains('…') && !line.contains("SHA-256");
                    let said = line.contains("usr_…")
                        || line.contains("9f86d0…")
                        || line.contains("AAAA…");
                    assert!(!cut || said, "{words:?} in {columns}: {line}");
                }
            }
        }
    }
}

/// The bar of a run is one line, however narrow the terminal is.
#[test]
fn a_bar_of_progress_fits_the_terminal() {
    for columns in ["60", "120"] {
        let shown = on_a_terminal(
            &["validate", "fixtures/validate", "-f", "csv"],
            columns,
            true,
        );
        let most: usize = columns.parse().expect("a number");
        let bars = shown
            .split(['\r', '\n'])
            .filter(|line| line.contains("left"));
        for bar in bars.filter(|line| line.contains('░') || line.contains('█')) {
            let bar = without_escapes(bar);
            assert!(
                bar.trim_end().width() <= most && bar.width() <= most,
                "{columns}: {bar}"
            );
        }
    }
}
