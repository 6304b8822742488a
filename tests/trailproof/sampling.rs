//! An auditor's sample: by `sha256sum` and SciPy, and what an evaluation refuses.

use crate::runner::{Ran, trailproof};
use crate::samples::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use trailproof::internals::sample::{Plan, sample_size, upper_limit};

const MAY: &str = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
const SEED: &str = "lot 17, 2018-06-04";

/// What a shell prints.
fn shell(script: &str, words: &[&str]) -> String {
    let mut command = Command::new("bash");
    let command = command
        .args(["-euo", "pipefail", "-c", script, "bash"])
        .args(words);
    let ran = command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("bash");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    String::from_utf8(ran.stdout)
        .expect("UTF-8")
        .trim()
        .to_owned()
}

/// What `sampling.py` answers.
fn python(what: &str, asked: &Value) -> Value {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/trailproof");
    let program = root.join("python/venv/bin/python");
    let child = Command::new(&program)
        .arg(root.join("sampling.py"))
        .arg(what)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child =
        child.unwrap_or_else(|error| panic!("{}: {error}; run .ci/setup", program.display()));
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(asked.to_string().as_bytes())
        .expect("it reads");
    drop(input);
    let ran = child.wait_with_output().expect("it ends");
    assert!(ran.status.success(), "{what}");
    serde_json::from_slice(&ran.stdout).expect("JSON")
}

fn sample(words: &[&str]) -> Value {
    let ran = trailproof(["sample", MAY, "--seed", SEED, "-f", "json"])
        .args(words)
        .run();
    ran.ok().json()
}

fn ids(view: &Value) -> Vec<String> {
    let items = view["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn the_sample_is_what_sha256sum_and_sort_draw() {
    let view = sample(&["--size", "7"]);
    let drawn = "zcat \"$1\" | jq -r '.entries[].id' | tr A-F a-f | while read -r id; do \
        echo \"$(printf '%s\\n%s' \"$2\" \"$id\" | sha256sum | cut -c1-64) $id\"; done | LC_ALL=C sort | head -7 || true";
    let want = shell(drawn, &[MAY, SEED]);
    let items = view["items"].as_array().expect("items");
    let got = items.iter().map(|item| {
        let text = |name: &str| item[name].as_str().expect("a text").to_owned();
        format!("{} {}", text("rank"), text("id"))
    });
    assert_eq!(got.collect::<Vec<_>>().join("\n"), want);
    let digest =
        "zcat \"$1\" | jq -r '.entries[].id' | tr A-F a-f | LC_ALL=C sort | sha256sum | cut -c1-64";
    assert_eq!(view["population"]["sha256"], shell(digest, &[MAY]));
    assert_eq!(view["population"]["count"], 400);
    assert_eq!((&view["size"], &view["seed"]), (&json!(7), &json!(SEED)));
    let order: Vec<u64> = items
        .iter()
        .filter_map(|item| item["order"].as_u64())
        .collect();
    assert_eq!(order, [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn the_digest_of_a_sample_can_be_made_again() {
    let view = sample(&["--size", "12", "--stratify", "category"]);
    let lines = view["items"].as_array().expect("items").iter().map(|item| {
        format!(
            "{},{},{}",
            item["order"],
            item["stratum_number"],
            item["id"].as_str().expect("an id")
        )
    });
    let text: Vec<String> = lines.collect();
    let script = "printf '%s\\n' \"$@\" | sha256sum | cut -c1-64";
    let population = view["population"]["sha256"].as_str().expect("a digest");
    let mut words = vec![population];
    words.extend(text.iter().map(String::as_str));
    assert_eq!(view["sha256"], shell(script, &words));
}

/// The population can be frozen before anyone has chosen a seed.
#[test]
fn the_population_is_shown_without_a_seed() {
    let words = ["sample", MAY, "--event", "addon.*", "--stratify", "event"];
    let view = trailproof(words).args(["-f", "json"]).run().ok().json();
    let later = sample(&["--event", "addon.*", "--stratify", "event", "--size", "5"]);
    assert_eq!(view["population"], later["population"]);
    assert_eq!(
        (&view["seed"], &view["sha256"], &view["items"]),
        (&Value::Null, &Value::Null, &json!([]))
    );
    for (before, after) in view["strata"]
        .as_array()
        .expect("strata")
        .iter()
        .zip(later["strata"].as_array().expect("strata"))
    {
        assert_eq!(
            (&before["stratum"], &before["events"], &before["size"]),
            (&after["stratum"], &after["events"], &json!(0))
        );
    }
    insta::assert_snapshot!(
        "sampling_population",
        trailproof(words).run().ok().scrubbed()
    );
}

#[test]
fn an_item_is_the_event_that_it_names() {
    let view = sample(&["--size", "20"]);
    for item in view["items"].as_array().expect("items") {
        let script = "zcat \"$1\" | jq -c \".entries[$2] | [.id, .created_at, .type + \\\".\\\" + .action, .actor.email, .actor.id, .app.name]\"";
        let event: Value =
            serde_json::from_str(&shell(script, &[MAY, &item["index"].to_string()])).expect("JSON");
        let names = ["id", "created_at", "event", "actor", "actor_id", "app"];
        for (name, want) in names.iter().zip(event.as_array().expect("a list")) {
            assert_eq!(&item[name], want, "{name} of {item}");
        }
    }
}

#[test]
fn an_extension_changes_nothing_of_what_it_extends() {
    let first = ids(&sample(&["--size", "10"]));
    let view = sample(&["--size", "10", "--extend", "5"]);
    assert_eq!(ids(&view)[..10], first);
    assert_eq!(ids(&view), ids(&sample(&["--size", "15"])));
    let extension = view["items"].as_array().expect("items").iter();
    let extension: Vec<bool> = extension
        .filter_map(|item| item["extension"].as_bool())
        .collect();
    assert_eq!(extension, [vec![false; 10], vec![true; 5]].concat());
    assert_eq!((&view["size"], &view["extend"]), (&json!(10), &json!(5)));
    // With strata the first stay in their places, too.
    for amount in [["--size", "31"], ["--per", "4"]] {
        let divided = |more: &[&str]| {
            let words = [&["--stratify", "event"][..], &amount, more].concat();
            sample(&words)["items"].as_array().expect("items").clone()
        };
        let first = divided(&[]);
        assert_eq!(
            divided(&["--extend", "9"])[..first.len()],
            first,
            "{amount:?}"
        );
    }
}

#[test]
fn strata_add_up_and_give_their_lowest_ranks() {
    for by in ["event", "category", "actor", "app", "day"] {
        let view = sample(&["--size", "40", "--stratify", by]);
        let strata = view["strata"].as_array().expect("strata");
        let sum = |name: &str| -> u64 {
            strata
                .iter()
                .filter_map(|stratum| stratum[name].as_u64())
                .sum()
        };
        assert_eq!(
            (sum("events"), sum("size"), ids(&view).len()),
            (400, 40, 40),
            "{by}"
        );
        for stratum in strata {
            let quota = stratum["events"].as_f64().expect("a number") / 10.0;
            let size = stratum["size"].as_f64().expect("a number");
            assert!((size - quota).abs() < 1.0, "{by}: {stratum}");
        }
        let each = sample(&["--per", "2", "--stratify", by]);
        for stratum in each["strata"].as_array().expect("strata") {
            let events = stratum["events"].as_u64().expect("a number");
            assert_eq!(stratum["size"], events.min(2), "{by}");
        }
    }
    // One stratum by itself is drawn from as if it were all there is.
    let view = sample(&["--per", "3", "--stratify", "event"]);
    let of = |event: &str| {
        let items = view["items"].as_array().expect("items").iter();
        let own = items.filter(|item| item["event"] == event && item["stratum"] == event);
        own.map(|item| item["id"].as_str().expect("an id").to_owned())
            .collect::<Vec<_>>()
    };
    let alone = sample(&["--size", "3", "--event", "config_change.set"]);
    assert_eq!(of("config_change.set"), ids(&alone));
    assert_eq!(
        alone["population"]["filters"],
        json!({"event": ["config_change.set"]})
    );
    assert!(alone["ledger"]["filtered"].as_u64() > Some(0));
}

#[test]
fn parts_of_a_population_have_what_the_whole_has() {
    let both = [
        "fixtures/enterprise-audit-log-acme-corp-201806.json.gz",
        MAY,
    ];
    let draw = |archives: &[&str]| {
        let words = ["sample", "--seed", SEED, "--size", "25", "-f", "json"];
        trailproof(words).args(archives).run().ok().json()
    };
    let ranked = |view: &Value| -> Vec<(String, String)> {
        let items = view["items"].as_array().expect("items").iter();
        let text = |item: &Value, name: &str| item[name].as_str().expect("a text").to_owned();
        items
            .map(|item| (text(item, "rank"), text(item, "id")))
            .collect()
    };
    let whole = ranked(&draw(&both));
    let mut parts = [ranked(&draw(&both[..1])), ranked(&draw(&both[1..]))].concat();
    parts.sort();
    assert_eq!(parts[..25], whole);
    assert_eq!(whole, ranked(&draw(&[both[1], both[0], both[0]])));
}

/// Limits and sizes by SciPy.
#[test]
fn limits_are_those_of_scipy() {
    let mut asked = Vec::new();
    for items in [1, 2, 5, 25, 59, 60, 93, 1000, 250_000] {
        for deviations in [0, 1, 2, 3, 7, 24, 58, 400, items / 2, items - 1, items] {
            for confidence in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
                if deviations <= items {
                    asked.push((deviations, items, confidence));
                }
            }
        }
    }
    let want = python("limits", &json!(asked));
    for ((deviations, items, confidence), want) in
        asked.into_iter().zip(want.as_array().expect("a list"))
    {
        let got = upper_limit(deviations, items, confidence);
        let want = want.as_f64().expect("a number");
        assert!(
            (got - want).abs() < if items > 1000 { 1e-8 } else { 1e-12 },
            "{deviations} of {items} at {confidence}: {got}, {want}"
        );
    }
}

#[test]
fn sizes_are_the_smallest_that_scipy_finds_enough() {
    let mut asked = Vec::new();
    for confidence in [0.8, 0.9, 0.95, 0.99] {
        for tolerable in [0.01, 0.03, 0.05, 0.1, 0.25] {
            for expected in [0, 1, 2, 5] {
                for population in [None, Some(150), Some(1000), Some(54_321), Some(1_000_000)] {
                    let plan = Plan {
                        confidence,
                        tolerable,
                        expected,
                        population,
                    };
                    match sample_size(&plan) {
                        Some(size) => asked.push((plan, size)),
                        None => assert_eq!(population, Some(150), "{plan:?}"),
                    }
                }
            }
        }
    }
    let words = asked
        .iter()
        .map(|(plan, size)| json!([size, plan.expected, plan.tolerable, plan.population]));
    let risks = python("risks", &Value::Array(words.collect()));
    for ((plan, size), risks) in asked.iter().zip(risks.as_array().expect("a list")) {
        let [risk, one_less] = [&risks[0], &risks[1]].map(|risk| risk.as_f64().expect("a number"));
        let allowed = 1.0 - plan.confidence + 1e-9;
        assert!(
            risk <= allowed && one_less > allowed - 2e-9,
            "{plan:?}: {size}, {risks}"
        );
        assert!((plan.risk(*size) - risk).abs() < 1e-7, "{plan:?}");
    }
}

#[test]
fn published_sizes_come_out() {
    for (confidence, tolerable, sizes) in [
        ("95", "5", [59, 93]),
        ("95%", "10", [29, 46]),
        ("90", "5", [45, 77]),
        ("90", "10", [22, 38]),
    ] {
        for (expected, want) in ["0", "1"].into_iter().zip(sizes) {
            let words = [
                "sample",
                "plan",
                "--confidence",
                confidence,
                "--tolerable",
                tolerable,
            ];
            let ran = trailproof(words)
                .args(["--expected", expected, "-f", "json"])
                .run()
                .ok();
            assert_eq!(ran.json()["size"], want);
        }
    }
    let plan = |words: &[&str]| {
        trailproof(["sample", "plan", "--confidence", "95"])
            .args(words)
            .run()
    };
    plan(&["--tolerable", "5", "--population", "100", "-f", "csv"])
        .ok()
        .prints("95,5,0,100,hypergeometric,45,");
    plan(&["--tolerable", "5", "--population", "20", "--expected", "1"])
        .code(2)
        .says("no sample can show that the rate is lower");
    for wrong in ["0", "100", "five", "-1", "NaN", "inf"] {
        plan(&[&format!("--tolerable={wrong}")])
            .code(2)
            .says("is not a percentage");
    }
    insta::assert_snapshot!(plan(&["--tolerable", "5"]).ok().scrubbed());
}

#[test]
fn documents_of_samples() {
    let small = "fixtures/twice/may-whole.json";
    let run = |words: &[&str]| {
        let ran = trailproof(["sample", small, "--seed", "7"])
            .args(words)
            .run();
        ran.code(0).scrubbed()
    };
    insta::assert_snapshot!("sampling_table", run(&["--size", "3", "--extend", "1"]));
    insta::assert_snapshot!(
        "sampling_strata",
        run(&["--size", "3", "--stratify", "actor"])
    );
    insta::assert_snapshot!(
        "sampling_json",
        run(&["--per", "1", "--stratify", "event", "-f", "json"])
    );
    insta::assert_snapshot!(
        "sampling_csv",
        run(&["--size", "2", "--stratify", "day", "-f", "csv"])
    );
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let draw = |words: &[&str]| trailproof(["sample", MAY]).args(words).run();
    draw(&["--size", "5"]).code(2).says("--seed");
    draw(&["--seed", "x"]).code(2).says("--size");
    draw(&["--seed", "", "--size", "5"])
        .code(2)
        .says("is not a seed");
    draw(&["--seed", "a\nb", "--size", "5"])
        .code(2)
        .says("is not a seed");
    draw(&["--seed", "x", "--size", "0"]).code(2);
    draw(&["--seed", "x", "--per", "5"])
        .code(2)
        .says("--stratify");
    draw(&[
        "--seed",
        "x",
        "--size",
        "5",
        "--per",
        "5",
        "--stratify",
        "app",
    ])
    .code(2);
    draw(&["--seed", "x", "--size", "5", "--stratify", "hour"])
        .code(2)
        .says("hour");
    draw(&["--seed", "x", "--size", "5", "--month", "2017-01"])
        .code(3)
        .says("2017-01");
    draw(&["--seed", "x", "--size", "1000"])
        .warns("fewer than the 1000 requested")
        .prints("400 events");
    trailproof(["sample"]).run().code(2);
    trailproof(["sample", "plan"])
        .run()
        .code(2)
        .says("--confidence");
}

#[test]
fn a_sample_of_a_broken_archive_is_told_and_drawn_only_if_allowed() {
    let folder = Folder::new();
    let out = folder.at("sample.csv");
    let broken = "fixtures/broken/truncated.json.gz";
    let words = ["sample", broken, "--seed", "x", "--size", "2", "-o", &out];
    trailproof(words).run().code(4).says("nothing was written");
    assert!(!Path::new(&out).exists());
    trailproof(words).arg("--allow-incomplete").run().code(4);
    assert!(Path::new(&out).exists());
    let words = [
        "sample",
        broken,
        "--seed",
        "x",
        "--size",
        "2",
        "--allow-incomplete",
    ];
    trailproof(words).run().code(4).prints("INCOMPLETE");
    let words = [
        "sample",
        broken,
        "--seed",
        "x",
        "--size",
        "2",
        "--allow-incomplete",
        "-f",
        "json",
    ];
    assert_eq!(
        trailproof(words).run().code(4).json()["incomplete"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

/// A table as it was written, to be filled in.
#[derive(Clone)]
struct Sheet {
    heads: Vec<String>,
    rows: Vec<BTreeMap<String, String>>,
}

impl Sheet {
    fn drawn(words: &[&str]) -> Self {
        let ran = trailproof(["sample", MAY, "--seed", SEED, "-f", "csv"])
            .args(words)
            .run()
            .code(0);
        let mut reader = csv::Reader::from_reader(ran.bytes());
        let heads: Vec<String> = reader
            .headers()
            .expect("heads")
            .iter()
            .map(str::to_owned)
            .collect();
        let row = |record: csv::StringRecord| {
            let cells = heads.iter().cloned().zip(record.iter().map(str::to_owned));
            cells.collect::<BTreeMap<_, _>>()
        };
        let rows = reader
            .records()
            .map(|record| row(record.expect("a row")))
            .collect();
        Self { heads, rows }
    }

    /// With these results, in order, the last of which stands for the rest.
    fn filled(mut self, results: &[&str]) -> Self {
        for (place, row) in self.rows.iter_mut().enumerate() {
            let result = results
                .get(place)
                .or(results.last())
                .copied()
                .unwrap_or_default();
            row.insert("result".to_owned(), result.to_owned());
            row.insert("reviewer".to_owned(), "R. Ouvière".to_owned());
        }
        self
    }

    fn with(mut self, row: usize, column: &str, value: &str) -> Self {
        self.rows[row].insert(column.to_owned(), value.to_owned());
        self
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let row = |row: &BTreeMap<String, String>| {
            self.heads.iter().map(|head| row[head].clone()).collect()
        };
        std::iter::once(self.heads.clone())
            .chain(self.rows.iter().map(row))
            .collect()
    }

    fn csv(&self, delimiter: u8) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .from_writer(Vec::new());
        self.cells()
            .iter()
            .for_each(|row| writer.write_record(row).expect("a row"));
        writer.into_inner().expect("rows")
    }

    fn evaluate(&self) -> Ran {
        evaluate(&self.csv(b','), &[])
    }
}

fn evaluate(bytes: &[u8], words: &[&str]) -> Ran {
    let command = [
        "sample",
        "evaluate",
        "-",
        "--confidence",
        "95",
        "-f",
        "json",
    ];
    trailproof(command).args(words).stdin(bytes).run()
}

#[test]
fn results_come_to_what_they_say() {
    let sheet = Sheet::drawn(&["--size", "60"]).filled(&[
        "Deviation",
        "ok",
        " PASS ",
        "exception",
        "effective",
    ]);
    let view = sheet.evaluate().ok().json();
    assert_eq!(
        (&view["items"], &view["deviations"], &view["void"]),
        (&json!(60), &json!(2), &json!(0))
    );
    let limits = python("limits", &json!([[2, 60, 0.95]]));
    let [got, want] =
        [&view["upper_limit"], &limits[0]].map(|limit| limit.as_f64().expect("a number"));
    assert!(
        (got - want).abs() < 1e-9 && view["rate"] == json!(2.0 / 60.0),
        "{view}"
    );
    let deviating = view["deviating"].as_array().expect("a list");
    assert_eq!(
        (&deviating[1]["order"], &deviating[1]["line"]),
        (&json!(4), &json!(5))
    );
    assert_eq!(deviating[1]["reviewer"], "R. Ouvière");
    assert_eq!(view["strata"], json!([]));
    // 0 of 59 is what a plan of 95 and 5 per cent asks for.
    let none = Sheet::drawn(&["--size", "59"]).filled(&["ok"]);
    for (tolerable, within) in [("5", true), ("4.9", false)] {
        let view = evaluate(&none.csv(b','), &["--tolerable", tolerable])
            .ok()
            .json();
        assert_eq!(view["within_tolerable"], within);
    }
}

#[test]
fn strata_are_evaluated_by_themselves() {
    let words = ["--per", "6", "--stratify", "category", "--extend", "2"];
    let sheet = Sheet::drawn(&words);
    let all = sheet.rows.len();
    let size: usize = sheet.rows[0]["size"].parse().expect("a number");
    let mut sheet = sheet.filled(&["ok"]);
    // One is void, and its stratum's first replacement deviates; the other rows of the extension are not needed.
    for row in &mut sheet.rows[size..] {
        row.insert("result".to_owned(), String::new());
    }
    let stratum = sheet.rows[0]["stratum"].clone();
    let sheet = sheet.with(0, "result", "void").with(size, "result", "fail");
    assert_eq!(sheet.rows[size]["stratum"], stratum);
    let view = sheet.evaluate().ok().json();
    assert_eq!(
        (&view["void"], &view["spare"]),
        (&json!(1), &json!(all - size - 1))
    );
    let of_first = &view["strata"][0];
    assert_eq!(
        (
            &of_first["stratum"],
            &of_first["items"],
            &of_first["deviations"]
        ),
        (&json!(stratum), &json!(6), &json!(1))
    );
    let limits = python("limits", &json!([[1, 6, 0.95], [0, 6, 0.95]]));
    for (place, limit) in limits.as_array().expect("a list").iter().enumerate() {
        let got = view["strata"][place]["upper_limit"]
            .as_f64()
            .expect("a number");
        assert!(
            (got - limit.as_f64().expect("a number")).abs() < 1e-9,
            "{view}"
        );
    }
    assert_eq!(view["proportional"], false);
    let drawn = Sheet::drawn(&["--size", "40", "--stratify", "event"]).filled(&["ok"]);
    assert_eq!(drawn.evaluate().ok().json()["proportional"], true);
    // Replacements are taken in their order.
    let skipped = sheet
        .with(size, "result", "")
        .with(size + 1, "result", "ok");
    skipped
        .evaluate()
        .code(1)
        .says("replacements must be used in order")
        .prints_nothing();
}

#[test]
fn a_table_is_read_as_spreadsheets_save_it() {
    let sheet =
        Sheet::drawn(&["--size", "9", "--stratify", "app"]).filled(&["ok", "deviation", "ok"]);
    let want = sheet.evaluate().ok().json();
    let same = |bytes: &[u8]| {
        let mut view = evaluate(bytes, &[]).ok().json();
        view["file_sha256"] = want["file_sha256"].clone();
        view["file"] = want["file"].clone();
        for row in view["deviating"].as_array_mut().expect("a list") {
            row["line"] = want["deviating"][0]["line"].clone();
        }
        assert_eq!(view, want);
    };
    let latin = |text: Vec<u8>| -> Vec<u8> {
        let text = String::from_utf8(text).expect("UTF-8");
        text.chars()
            .map(|c| u8::try_from(c).expect("Latin 1"))
            .collect()
    };
    same(&[b"\xef\xbb\xbf", &sheet.csv(b';')[..]].concat());
    same(&latin(sheet.csv(b';')));
    same(&sheet.csv(b'\t'));
    let windows = String::from_utf8(sheet.csv(b','))
        .expect("UTF-8")
        .replace('\n', "\r\n");
    same(windows.as_bytes());
    // Rows and columns may be moved, and columns added and left out.
    let mut moved = sheet.clone();
    moved.rows.reverse();
    moved.heads.reverse();
    moved
        .heads
        .retain(|head| !["created_at", "archive"].contains(&&**head));
    same(&moved.csv(b','));
    let folder = Folder::new();
    let path = folder.at("filled.xlsx");
    python("workbook", &json!({"path": path, "rows": sheet.cells()}));
    same(&std::fs::read(path).expect("a workbook"));
}

/// The workbook that we write is the table that we write, and can be filled in by another program.
#[test]
fn a_workbook_can_be_filled_in() {
    let folder = Folder::new();
    for seed in ["2018-06-04", "=1+1", "_x0041_", "a & <b>"] {
        let words = [
            "sample",
            MAY,
            "--seed",
            seed,
            "--size",
            "6",
            "--stratify",
            "day",
        ];
        let drawn = folder.at("drawn.xlsx");
        let ran = trailproof(words).args(["-o", &drawn, "--force"]).run();
        ran.code(0).says("wrote");
        evaluate(&std::fs::read(&drawn).expect("a workbook"), &[])
            .code(1)
            .says("line 2: `result` is empty");
        let filled = folder.at("filled.xlsx");
        python(
            "fill",
            &json!({"path": drawn, "to": filled, "results": ["ok", "deviation"]}),
        );
        let view = evaluate(&std::fs::read(&filled).expect("a workbook"), &[])
            .ok()
            .json();
        assert_eq!(
            (&view["items"], &view["deviations"]),
            (&json!(6), &json!(5))
        );
        assert_eq!(view["sample"]["seed"], seed);
    }
}

#[test]
fn nothing_that_was_filled_in_acts_where_it_is_shown() {
    let words = ["--size", "2", "--stratify", "app"];
    let sheet = Sheet::drawn(&words).filled(&["deviation"]);
    let hostile = "=1+1 \u{1b}[31m<b>\u{202e}x";
    let columns = ["note", "reviewer", "event", "stratum"];
    let sheet = columns
        .iter()
        .fold(sheet, |sheet, column| sheet.with(0, column, hostile));
    for format in ["table", "json", "csv"] {
        let words = [
            "sample",
            "evaluate",
            "-",
            "--confidence",
            "95",
            "-f",
            format,
        ];
        let ran = trailproof(words).stdin(sheet.csv(b',')).run().code(0);
        let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        let raw = format == "csv" && ran.stdout().contains("'=1+1");
        assert!(
            raw || !ran.stdout().contains(acts),
            "{format}: {}",
            ran.stdout()
        );
    }
}

#[test]
fn a_seed_that_looks_like_a_formula_or_a_date_comes_back() {
    for seed in [
        "=1+1",
        "'=1",
        "2018-06-04",
        "007",
        "+49",
        "a'b",
        "ein Straßenname",
    ] {
        let words = ["sample", MAY, "--seed", seed, "--size", "3", "-f", "csv"];
        let ran = trailproof(words).run().code(0);
        let filled = ran.stdout().replacen(",,,", ",ok,,", usize::MAX);
        evaluate(filled.as_bytes(), &[]).ok();
    }
    let sheet = Sheet::drawn(&["--size", "3"]).filled(&["ok"]);
    let mut changed = sheet.clone();
    for row in &mut changed.rows {
        row.insert("seed".to_owned(), "17".to_owned());
    }
    changed
        .evaluate()
        .code(1)
        .says("give the original with --seed");
    evaluate(&changed.csv(b','), &["--seed", SEED]).ok();
}

#[test]
fn rows_that_are_not_of_the_sample_are_refused() {
    let sheet =
        Sheet::drawn(&["--size", "8", "--extend", "2", "--stratify", "category"]).filled(&["ok"]);
    let other = Sheet::drawn(&["--size", "40", "--extend", "2", "--stratify", "category"])
        .rows
        .pop()
        .expect("a row");
    sheet.evaluate().ok();
    let refuse = |sheet: Sheet, why: &str| {
        sheet
            .evaluate()
            .code(1)
            .says(why)
            .says("the sample was not evaluated")
            .prints_nothing();
    };
    let changed = |column: &str, value: &str| sheet.clone().with(4, column, value);
    let twice = |row: BTreeMap<String, String>| {
        let mut twice = sheet.clone();
        twice.rows.push(row);
        twice
    };
    refuse(
        changed("rank", &"0".repeat(64)),
        "line 6: the rank does not match the id",
    );
    refuse(
        changed("id", &other["id"]),
        "line 6: the rank does not match the id",
    );
    refuse(changed("id", "none"), "line 6: `id` is \"none\"");
    refuse(
        changed("order", "99"),
        "line 6: `order` is \"99\", but must be 1 to 10",
    );
    refuse(changed("order", "five"), "line 6: `order` is \"five\"");
    refuse(
        changed("order", "1"),
        "line 6: `order` 1 occurs twice, first in line 2",
    );
    refuse(
        changed("seed", "other"),
        "line 6: `seed` differs from line 2",
    );
    refuse(changed("size", "9"), "line 6: `size` differs from");
    refuse(
        changed("population_sha256", "x"),
        "line 6: `population_sha256` differs from",
    );
    refuse(changed("stratum_number", "1"), "digest differs from");
    refuse(
        changed("result", "perhaps"),
        "line 6: `result` is \"perhaps\", which is not one of ok, deviation, void",
    );
    refuse(changed("result", ""), "line 6: `result` is empty");
    refuse(changed("result", "yes"), "line 6: `result` is \"yes\"");
    refuse(
        twice(sheet.rows[2].clone()),
        "line 12: `order` 3 occurs twice, first in line 4",
    );
    // A row of another sample of the same population in the place of one of this.
    let swapped = ["id", "rank"]
        .into_iter()
        .fold(sheet.clone(), |sheet, column| {
            sheet.with(4, column, &other[column])
        });
    let refused = swapped.evaluate().code(1);
    assert!(
        ["ranks must increase", "digest differs from"]
            .iter()
            .any(|why| refused.stderr().contains(why))
    );
    let mut missing = sheet.clone();
    missing.rows.remove(7);
    refuse(missing.clone(), "1 of 10 rows is missing: order 8");
    // Numbers that are changed everywhere do not hide it.
    for row in &mut missing.rows {
        row.insert("extension".to_owned(), "1".to_owned());
    }
    refuse(missing, "`order` is \"10\", but must be 1 to 9");
    let mut last = sheet.clone();
    last.rows.pop();
    for row in &mut last.rows {
        row.insert("extension".to_owned(), "1".to_owned());
    }
    refuse(last, "digest differs from");
    let mut none = sheet.clone();
    none.rows.clear();
    refuse(none, "no rows below the column headings");
}

#[test]
fn a_file_that_is_no_sample_is_refused_with_a_sentence() {
    let folder = Folder::new();
    let refuse = |name: &str, bytes: &[u8], why: &str| {
        let path = folder.write(name, bytes);
        let ran = trailproof(["sample", "evaluate", &path, "--confidence", "95"]).run();
        ran.code(4).says(why).prints_nothing();
    };
    let missing = folder.at("missing.csv");
    trailproof(["sample", "evaluate", &missing, "--confidence", "95"])
        .run()
        .code(4)
        .says("no such file");
    refuse("empty.csv", b"", "it is not a sample from trailproof");
    refuse(
        "other.csv",
        b"a,b\n1,2\n",
        "it is not a sample from trailproof",
    );
    refuse("wide.csv", &b"\xff\xfea\0"[..], "UTF-16");
    refuse("image.csv", b"\x89PNG\0\0", "neither CSV nor XLSX");
    refuse("cut.xlsx", b"PK\x03\x04 and no more", "XLSX workbook");
    let heads = Sheet::drawn(&["--size", "1"]).heads.join(",");
    refuse(
        "twice.csv",
        format!("{heads},rank\n").as_bytes(),
        "two columns have the heading `rank`",
    );
    let bomb = folder.at("bomb.xlsx");
    python("bomb", &json!({"path": bomb, "megabytes": 200}));
    trailproof(["sample", "evaluate", &bomb, "--confidence", "95"])
        .run()
        .code(4)
        .says("too large");
    let sheet = Sheet::drawn(&["--size", "5"]).filled(&["ok"]);
    let path = folder.at("sound.xlsx");
    python("workbook", &json!({"path": path, "rows": sheet.cells()}));
    let sound = std::fs::read(&path).expect("a workbook");
    for cut in [30, sound.len() / 2, sound.len() - 1] {
        refuse("part.xlsx", &sound[..cut], "XLSX workbook");
    }
}
