//! What a page says beyond the report's data: held against data, and against another period.

use super::browser::look;
use super::{JUNE, MAY, page_of};
use crate::generator::Options;
use crate::runner::trailproof;
use crate::samples::{Folder, event, report, with};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const READ: &str = r"
document.addEventListener('DOMContentLoaded', () => {
  const text = (cells) => Array.from(cells, (cell) => (cell.querySelector('bdi') || cell).textContent);
  for (const id of ['days', 'who-did-what']) {
    const table = document.querySelector('#' + id + ' table');
    seen[id] = table && [table.tHead, ...table.tBodies, table.tFoot].filter(Boolean)
      .map((part) => Array.from(part.rows, (row) => text(row.cells)));
  }
  seen.figures = text(document.querySelectorAll('.figures strong'));
  seen.changes = text(document.querySelectorAll('.change'));
  seen.pictures = Array.from(document.querySelectorAll('figure h3'), (title) => title.textContent);
  seen.numbers = Array.from(document.querySelectorAll('figcaption a'), (link) =>
    Boolean(document.querySelector(link.hash + ' table')));
  seen.beside = Array.from(document.querySelectorAll('figure.wide, figure.week'), (figure) =>
    Boolean(figure.parentNode.querySelector('table')));
  seen.alternatives = Array.from(document.querySelectorAll('[role=img]'), (svg) => svg.getAttribute('aria-label'));
  seen.columns = Array.from(document.querySelectorAll('figure.wide g'), (g) => g.textContent.trim());
  tell();
});
";

fn read(words: &[&str]) -> Value {
    let ran = trailproof(words).args(["-f", "html"]).run().code(0);
    look(ran.stdout(), &[READ])
}

fn rows(seen: &Value, table: &str, part: usize) -> Vec<Vec<String>> {
    serde_json::from_value(seen[table][part].clone()).expect("rows of text")
}

fn counts(cells: &[String]) -> Vec<u64> {
    let count = |cell: &String| cell.replace(',', "").parse().expect("a figure");
    cells.iter().map(count).collect()
}

/// Counts of a cross-table by its two labels.
fn crossed(words: &[&str]) -> BTreeMap<(String, String), u64> {
    let data = report(words);
    let by: Vec<String> = serde_json::from_value(data["by"].clone()).expect("names");
    let label = |row: &Value, name: &str| row[name].as_str().unwrap_or("no actor").to_owned();
    let rows = data["rows"].as_array().expect("rows").iter();
    let mut counts = BTreeMap::new();
    for row in rows {
        let key = (label(row, &by[0]), label(row, &by[1]));
        *counts.entry(key).or_default() += row["count"].as_u64().expect("a count");
    }
    counts
}

#[test]
fn days_are_made_up_of_their_categories() {
    let seen = read(&["report", MAY, JUNE]);
    let known = crossed(&[MAY, JUNE, "--by", "day,category"]);
    let heads: Vec<String> = rows(&seen, "days", 0).remove(0);
    let mut found = 0;
    for line in rows(&seen, "days", 1) {
        let counts = counts(&line[1..]);
        let (sum, parts) = counts.split_last().expect("figures");
        assert_eq!(parts.iter().sum::<u64>(), *sum, "{line:?}");
        for (head, count) in heads[1..].iter().zip(parts) {
            let category = match head.as_str() {
                "Network and TLS" => "network".to_owned(),
                other => other.to_lowercase(),
            };
            let expected = known.get(&(line[0].clone(), category)).copied();
            assert_eq!(*count, expected.unwrap_or_default(), "{} {head}", line[0]);
            found += count;
        }
    }
    assert_eq!(found, known.values().sum::<u64>());
    assert_eq!(seen["columns"].as_array().expect("columns").len(), 61);
}

#[test]
fn who_did_what_adds_up_both_ways_however_it_is_cut() {
    let known = crossed(&[MAY, "--by", "actor,event"]);
    for top in ["all", "3"] {
        let seen = read(&["report", MAY, "--top", top]);
        let heads = rows(&seen, "who-did-what", 0).remove(0);
        let body = rows(&seen, "who-did-what", 1);
        let others = if top == "3" {
            rows(&seen, "who-did-what", 2)
        } else {
            Vec::new()
        };
        let mut columns = vec![0; heads.len() - 1];
        for (place, line) in body.iter().chain(&others).enumerate() {
            let counts = counts(&line[1..]);
            let (sum, parts) = counts.split_last().expect("figures");
            assert_eq!(parts.iter().sum::<u64>(), *sum, "{line:?}");
            columns
                .iter_mut()
                .zip(&counts)
                .for_each(|(all, n)| *all += n);
            for (head, count) in heads[1..=20]
                .iter()
                .zip(&counts)
                .filter(|_| place < body.len())
            {
                let expected = known.get(&(line[0].clone(), head.clone())).copied();
                assert_eq!(*count, expected.unwrap_or_default(), "{} {head}", line[0]);
            }
        }
        assert_eq!(columns.last(), Some(&400), "{top}");
        for (head, sum) in heads[1..=20].iter().zip(&columns) {
            let event = known.iter().filter(|((_, event), _)| event == head);
            assert_eq!(*sum, event.map(|(_, n)| n).sum::<u64>(), "{top} {head}");
        }
    }
}

#[test]
fn headline_figures_tell_their_change_against_another_period() {
    let words = ["report", JUNE, "--previous", MAY];
    let seen = read(&words);
    let now = report(&[JUNE, "--previous", MAY]);
    let before = report(&[MAY]);
    assert_eq!(now["previous"]["totals"], before["totals"]);
    assert_eq!(now["previous"]["ledger"], before["ledger"]);
    let members = [
        "events",
        "event_types",
        "actors",
        "apps",
        "teams",
        "ip_addresses",
    ];
    let total = |data: &Value, name: &str| data["totals"][name].as_i64().expect("a count");
    for (place, name) in members.iter().enumerate() {
        assert_eq!(seen["figures"][place], json!(total(&now, name).to_string()));
        let change = seen["changes"][place]
            .as_str()
            .expect("text")
            .replace('−', "-");
        let figure = change.split(' ').next().expect("a figure");
        let expected = total(&now, name) - total(&before, name);
        assert_eq!(
            figure
                .trim_start_matches('±')
                .parse::<i64>()
                .expect("a figure"),
            expected,
            "{name}: {change}"
        );
    }
    trailproof(["report", JUNE, "--previous", MAY])
        .run()
        .ok()
        .prints("Change")
        .prints("against 2018-05-01");
    let plain = report(&[JUNE]);
    assert!(
        plain.get("previous").is_none(),
        "no member that nobody asked for"
    );
}

#[test]
fn the_other_period_is_filtered_alike_but_for_time() {
    let both = report(&[
        MAY,
        JUNE,
        "--month",
        "2018-06",
        "--event",
        "app.*",
        "--previous",
        MAY,
    ]);
    let alone = report(&[MAY, "--event", "app.*"]);
    assert_eq!(both["previous"]["totals"], alone["totals"]);
    assert!(alone["totals"]["events"].as_u64().expect("a count") > 0);
}

#[test]
fn another_period_that_cannot_be_held_against_it_is_refused_or_pointed_out() {
    trailproof(["report", MAY, "--previous", "-"])
        .run()
        .code(2)
        .says("--previous -");
    trailproof(["report", MAY, "--previous", "fixtures/nothing-here*"])
        .run()
        .code(3);
    trailproof([
        "report",
        MAY,
        "--previous",
        "fixtures/broken/truncated.json.gz",
        "-f",
        "html",
    ])
    .run()
    .code(4)
    .prints_nothing()
    .says("1 of 2 archives");
    let folder = Folder::new();
    let other = json!({"id": "01234567-89ab-4def-8123-456789abcdef", "name": "other-corp"});
    let other = folder.write(
        "other.json",
        json!([with(event(1), "enterprise_account", other)]).to_string(),
    );
    trailproof(["report", MAY, "--previous", &other])
        .run()
        .code(0)
        .says("belong to account other-corp, but those of the report to acme-corp");
}

#[test]
fn a_month_that_ends_early_is_called_partial_unless_another_archive_has_the_rest() {
    let folder = Folder::new();
    let month = |last: u32| -> String {
        let events = (0..last * 40).map(|n| {
            let at = format!("2018-05-{:02}T{:02}:30:00Z", n / 40 + 1, n % 24);
            with(event(n), "created_at", json!(at))
        });
        json!(events.collect::<Vec<_>>()).to_string()
    };
    let part = folder.write("part.json", month(12));
    let whole = folder.write("whole.json", month(31));
    let page = |archives: &[&String]| {
        let ran = trailproof(["report", "-f", "html"])
            .args(archives)
            .run()
            .ok();
        ran.stdout().to_owned()
    };
    let partial = page(&[&part]);
    assert!(partial.contains("chip warning\">Partial<"));
    assert!(partial.contains(
        "appears to end before its month does: it covers up to <bdi>2018-05-12</bdi> only."
    ));
    for archives in [&[&whole][..], &[&part, &whole]] {
        let complete = page(archives);
        assert!(
            complete.contains("chip good\">Complete<") && !complete.contains("appears to end"),
            "{archives:?}"
        );
    }
    let ran = trailproof([
        "report",
        "fixtures/broken/truncated.json.gz",
        "--allow-incomplete",
        "-f",
        "html",
    ])
    .run();
    ran.code(4).prints("chip alarm\">Incomplete<");
}

#[test]
fn no_picture_is_drawn_that_says_nothing() {
    let all = read(&["report", MAY]);
    assert_eq!(
        all["pictures"],
        json!([
            "Events by category",
            "Most active actors",
            "Most active apps",
            "Events per day",
            "Events by hour of the week"
        ])
    );
    assert_eq!(
        all["numbers"],
        json!([true; 3].to_vec()),
        "the numbers behind each are a table"
    );
    assert_eq!(
        all["beside"],
        json!([true; 2].to_vec()),
        "days and hours stand with theirs"
    );
    for words in all["alternatives"].as_array().expect("texts") {
        assert!(words.as_str().expect("text").len() > 60, "{words}");
    }
    let day = read(&[
        "report",
        MAY,
        "--from",
        "2018-05-03",
        "--to",
        "2018-05-04",
        "--actor",
        "anna.adler@example.com",
    ]);
    let left = day["pictures"].as_array().expect("titles");
    for absent in [
        "Events per day",
        "Events by hour of the week",
        "Most active actors",
    ] {
        assert!(
            !left.contains(&json!(absent)),
            "{absent} of one day and one actor"
        );
    }
    assert_eq!(day["who-did-what"], Value::Null);
}

#[test]
fn a_page_tells_how_to_make_it_again() {
    let folder = Folder::new();
    let words = [
        "report",
        MAY,
        "--event",
        "app.*",
        "--tz",
        "Europe/Berlin",
        "--top",
        "2",
    ];
    let one = trailproof(words).args(["-f", "html", "-j", "1"]).run().ok();
    let ran = trailproof(words)
        .args([
            "-j",
            "2",
            "--color",
            "always",
            "-v",
            "-o",
            &folder.at("page.html"),
        ])
        .run();
    ran.code(0);
    assert!(
        folder.read("page.html") == one.stdout(),
        "where it goes is no part of it"
    );
    let command = super::between(
        one.stdout(),
        "<pre tabindex=\"0\" aria-label=\"Command line\"><code>",
        "</code>",
    );
    assert!(again(command).stdout() == one.stdout(), "{command}");
    let rest = super::between(one.stdout(), "All rows: <code>", "</code>");
    assert!(
        rest.ends_with("--format csv") && rest.contains("--by event"),
        "{rest}"
    );
}

/// What a page says that it is made by, run.
fn again(command: &str) -> crate::runner::Ran {
    let words = command
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("trailproof ", "");
    let words: Vec<String> = shlex::split(&words).expect("words of a shell");
    trailproof(&words).run().ok()
}

#[test]
fn a_page_with_sections_tells_what_they_are_held_against() {
    let folder = Folder::new();
    let table = "[policy]\nservice_accounts = [\"*@example.com\"]\n";
    let policy = folder.write("policy.toml", table);
    let settings = folder.write("settings.toml", format!("tz = \"Asia/Tokyo\"\n{table}"));
    let june = "fixtures/enterprise-audit-log-acme-corp-201806.json.gz";
    for words in [
        ["--policy", &policy, "--framework", "soc2"],
        ["--config", &settings, "--framework", "hipaa"],
    ] {
        let page = trailproof([
            "report",
            june,
            "--sections",
            "access,controls",
            "-f",
            "html",
        ])
        .args(words)
        .args(["--history", MAY])
        .run()
        .ok();
        let command = super::between(
            page.stdout(),
            "<pre tabindex=\"0\" aria-label=\"Command line\"><code>",
            "</code>",
        );
        assert!(again(command).stdout() == page.stdout(), "{command}");
    }
}

/// Two thousand actors and five thousand apps; what a page holds does not depend on how many events they had.
#[test]
fn a_page_of_many_actors_and_apps_stays_small() {
    let page = page_of(&Options {
        events: 40_000,
        ..Options::default()
    });
    assert!(
        page.contains("top 100 of 3,"),
        "more apps than a page lists"
    );
    assert!(page.len() < 850_000, "{} bytes", page.len());
}
