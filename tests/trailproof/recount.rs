//! A second program counts the sections again, in Python and by the contract alone: on every sound fixture and on
//! generated archives.

use crate::generator::{self, Compression, Layout, Options, Shape};
use crate::oracle::run;
use crate::planted;
use crate::runner::trailproof;
use crate::samples::{Folder, fixture};
use serde_json::{Value, json};
use std::path::Path;

const FRAMEWORKS: [&str; 6] = [
    "soc2",
    "iso27001-2022",
    "nist-800-53r5",
    "pci-dss-4.0.1",
    "hipaa",
    "cis-v8",
];
/// For fixtures and archives of the generator, whose `data` has people at these places.
const POLICY: &str = r#"[policy]
internal_domains = ["example.com", "acme.example"]
service_accounts = ["svc-*"]
protected_apps = ["*-production", "*-production-*"]
working_hours = { tz = "America/St_Johns", days = ["tue", "WED", "sat"], from = "08:07", to = "17:45", holidays = ["2018-05-02"] }
subject = ["/collaborator/user/email", "/user/email"]
role = ["/collaborator/role", "/role"]
target = ["/domain/hostname", "/addon/name", "/space/name", "/endpoint/name"]
"#;

/// What Python says of each request. Its library has no zstd, which is unpacked for it under the archive's name.
fn python(folder: &Folder, requests: &[Value]) -> Vec<Value> {
    let root = |name: String| format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    let frameworks = FRAMEWORKS.map(|name| root(format!("frameworks/{name}.toml")));
    let catalogs = ["2019-09", "2024-04", "2026-02"];
    let catalogs = catalogs.map(|name| root(format!("src/catalog/{name}.json")));
    let mut unpacked = 0;
    let mut plain = |path: &mut Value| {
        let text = path.as_str().expect("a path").to_owned();
        if let Some(name) = text.strip_suffix(".zst") {
            let name = Path::new(name).file_name().expect("a name");
            let packed = std::fs::File::open(&text).expect("an archive");
            let plain = zstd::decode_all(packed).expect("zstd");
            unpacked += 1;
            let name = format!("plain-{unpacked}/{}", name.to_string_lossy());
            *path = folder.write(&name, plain).into();
        }
    };
    let mut requests = requests.to_vec();
    for request in &mut requests {
        for member in ["archives", "history"] {
            let paths = request.get_mut(member).and_then(Value::as_array_mut);
            paths.into_iter().flatten().for_each(&mut plain);
        }
        request["frameworks"] = json!(frameworks);
        request["catalogs"] = json!(catalogs);
    }
    let requests = folder.write("requests.json", json!(requests).to_string());
    let script = root("tests/trailproof/sections.py".to_owned());
    let said = run("python3", &["-B", &script, &requests]);
    serde_json::from_slice(&said).expect("JSON of sections.py")
}

/// A report of each request must say what Python says of it; words that ask for what the request asks for are given
/// with it.
fn check(folder: &Folder, requests: &[(Value, &[&str])]) {
    let alone: Vec<Value> = requests
        .iter()
        .map(|(request, _)| request.clone())
        .collect();
    let truths = python(folder, &alone);
    let mut differ = Vec::new();
    for ((request, words), truth) in requests.iter().zip(truths) {
        let report = report(request, words);
        let mut sections = truth.as_object().expect("sections").iter();
        let what = sections
            .find_map(|(section, want)| planted::difference(&report[section], want, section));
        differ.extend(what.map(|what| format!("{request:#} {words:?}: {what}")));
    }
    assert!(differ.is_empty(), "{}", differ.join("\n\n"));
}

fn report(request: &Value, words: &[&str]) -> Value {
    let paths = |member: &str| -> Vec<&str> {
        let paths = request[member].as_array().into_iter().flatten();
        paths.map(|path| path.as_str().expect("a path")).collect()
    };
    let sections = "access,changes,register,controls,coverage";
    let mut command = trailproof(["report", "-f", "json", "--isolated", "--sections", sections]);
    if let Some(policy) = request["policy"].as_str() {
        command = command.args(["--policy", policy]);
    }
    command = command.args(words).args(paths("archives"));
    for path in paths("history") {
        command = command.args(["--history", path]);
    }
    command.run().code(0).json()
}

/// The files in a folder of fixtures and below it.
fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("fixtures") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found.sort();
}

/// Every fixture that is an archive and read to its end.
fn sound() -> Vec<String> {
    let mut found = Vec::new();
    for folder in [
        "accounts",
        "containers",
        "counts",
        "events",
        "folder",
        "identity",
        "months",
        "numbers",
        "shapes",
        "twice",
    ] {
        files(&fixture(folder), &mut found);
    }
    files(&fixture("validate"), &mut found);
    found.retain(|path| {
        let good = !path.contains("/validate/") || path.contains("-good");
        let archive = [".json", ".jsonl", ".ndjson", ".gz", ".zst"];
        good && archive.iter().any(|end| path.ends_with(end))
            && !path.ends_with("equal-overflow.json")
    });
    for month in ["05", "06"] {
        let name = format!("enterprise-audit-log-acme-corp-2018{month}.json.gz");
        found.push(fixture(&name).to_string_lossy().into_owned());
    }
    found
}

#[test]
fn each_sound_fixture_is_counted_alike() {
    let folder = Folder::new();
    let policy = folder.write("policy.toml", POLICY);
    let fixtures = sound();
    assert!(fixtures.len() > 80, "{}", fixtures.len());
    let requests: Vec<(Value, &[&str])> = fixtures
        .into_iter()
        .map(|path| (json!({"archives": [path], "policy": policy}), &[][..]))
        .collect();
    check(&folder, &requests);
}

#[test]
fn fixtures_without_a_policy_and_together_are_counted_alike() {
    let folder = Folder::new();
    let policy = folder.write("policy.toml", POLICY);
    let month = |month: &str| {
        let name = format!("enterprise-audit-log-acme-corp-2018{month}.json.gz");
        fixture(&name).to_string_lossy().into_owned()
    };
    let (may, june) = (month("05"), month("06"));
    let mut events = Vec::new();
    for part in ["events", "twice", "identity"] {
        files(&fixture(part), &mut events);
    }
    let mut reversed = events.clone();
    reversed.reverse();
    let first = "2018-06-01T00:00:00Z";
    check(
        &folder,
        &[
            (json!({"archives": [may]}), &[]),
            (json!({"archives": [may, june], "policy": policy}), &[]),
            (
                json!({"archives": [june], "history": [may], "policy": policy}),
                &[],
            ),
            (
                json!({"archives": [june, may], "policy": policy, "from": first, "to": "2018-07-01T00:00:00Z"}),
                &["--month", "2018-06"],
            ),
            (json!({"archives": events, "policy": policy}), &[]),
            (json!({"archives": reversed, "policy": policy}), &[]),
        ],
    );
}

#[test]
fn generated_archives_are_counted_alike() {
    for seed in [5, 6] {
        let options = Options {
            events: 1500,
            months: 3,
            seed,
            actors: 40,
            apps: 60,
            email_only_per_mille: 300,
            actorless_per_mille: 30,
            unsupported_per_mille: 100,
            start: if seed == 5 { "2018-09" } else { "2024-03" }
                .parse()
                .expect("a month"),
            layout: Layout {
                shape: Shape::Array,
                ..Layout::default()
            },
            compression: Compression::None,
            ..Options::default()
        };
        let folder = Folder::new();
        let policy = folder.write("policy.toml", POLICY);
        let (events, _) = generator::events(&options);
        let all = folder.write("all.json", generator::document(&events, options.layout));
        let narrow = json!({"archives": [all], "policy": policy, "actor": "*@example.com", "app": "*-production", "event": ["*.create", "*.destroy"]});
        let words = [
            "--actor",
            "*@example.com",
            "--app",
            "*-production",
            "--event",
            "*.create",
            "--event",
            "*.destroy",
        ];
        check(
            &folder,
            &[
                (json!({"archives": [all], "policy": policy}), &[]),
                (narrow, &words),
            ],
        );
    }
}

/// The truth, the program and Python: three that share nothing.
#[test]
fn planted_archives_are_counted_alike() {
    let options = planted::options(21, "2018-03", 3);
    let made = generator::planted(&options);
    let folder = Folder::new();
    let paths = planted::write(&folder, &options, &made);
    let policy = folder.at("policy.toml");
    let month = |number: usize| vec![&paths[number], &paths[number + 3]];
    let before = [month(0), month(1)].concat();
    check(
        &folder,
        &[
            (json!({"archives": paths, "policy": policy}), &[]),
            (
                json!({"archives": month(2), "history": before, "policy": policy}),
                &[],
            ),
            (
                json!({"archives": paths, "policy": policy, "from": "2018-04-01T00:00:00Z", "to": "2018-05-01T00:00:00Z", "actor": "svc-*"}),
                &["--month", "2018-04", "--actor", "svc-*"],
            ),
        ],
    );
}
