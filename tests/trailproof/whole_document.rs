//! The rules about text hold for every byte of a document: members before and behind the records as for
//! the records, names as for values, at any depth.

use crate::runner::trailproof;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// What can be planted, with the code that must tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plant {
    Credential,
    Override,
    Duplicate,
}

impl Plant {
    const ALL: [Self; 3] = [Self::Credential, Self::Override, Self::Duplicate];

    fn code(self) -> &'static str {
        match self {
            Self::Credential => "P01",
            Self::Override => "J07",
            Self::Duplicate => "J04",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Credential => "AKIAIOSFODNN7EXAMPLE",
            Self::Override => "ann\u{202e}moc",
            Self::Duplicate => "",
        }
    }
}

/// Writes a random document, with something planted at one of its places.
struct Writer {
    random: fastrand::Rng,
    out: String,
    places: usize,
    plant: Option<(usize, Plant)>,
}

impl Writer {
    /// The document, and how many places it has.
    fn document(seed: u64, shape: &str, plant: Option<(usize, Plant)>) -> (String, usize) {
        let mut writer = Self {
            random: fastrand::Rng::with_seed(seed),
            out: String::new(),
            places: 0,
            plant,
        };
        match shape {
            "entries" => {
                writer.out.push('{');
                writer.members("before", 3, 3);
                writer.out.push_str(",\"entries\":[");
                writer.records(",");
                writer.out.push_str("],");
                writer.members("behind", 3, 3);
                writer.duplicate("behind0");
                writer.duplicate("before1");
                writer.out.push('}');
            }
            "null" => {
                writer.out.push_str("{\"entries\":null,");
                writer.members("beside", 4, 3);
                writer.out.push('}');
            }
            "array" => {
                writer.out.push('[');
                writer.records(",");
                writer.out.push(']');
            }
            _ => writer.records("\n"),
        }
        (writer.out, writer.places)
    }

    /// Whether something of this kind is to stand at the next place.
    fn planted(&mut self, kind: impl Fn(Plant) -> bool) -> Option<Plant> {
        let place = self.places;
        self.places += 1;
        let (at, plant) = self.plant?;
        (at == place && kind(plant)).then_some(plant)
    }

    fn string(&mut self, plain: &str) {
        let text = match self.planted(|plant| plant != Plant::Duplicate) {
            Some(plant) => plant.text(),
            None => plain,
        };
        if self.random.bool() {
            write!(self.out, "\"{text}\"").expect("room");
            return;
        }
        // The same, escaped as far as it can be.
        self.out.push('"');
        for unit in text.encode_utf16() {
            write!(self.out, "\\u{unit:04x}").expect("room");
        }
        self.out.push('"');
    }

    fn value(&mut self, depth: usize) {
        match self.random.u32(..if depth == 0 { 3 } else { 6 }) {
            0 => self.out.push_str("1.5e3"),
            1 | 2 => self.string("plain text"),
            3 => {
                self.out.push('[');
                self.value(depth - 1);
                self.out.push_str(" , ");
                self.value(depth - 1);
                self.out.push(']');
            }
            _ => {
                self.out.push('{');
                self.members("m", 2, depth - 1);
                self.out.push_str(" }");
            }
        }
    }

    fn members(&mut self, name: &str, count: usize, depth: usize) {
        for nth in 0..count {
            if nth > 0 {
                self.out.push(',');
            }
            self.string(&format!("{name}{nth}"));
            self.out.push(':');
            self.value(depth);
        }
        self.duplicate(&format!("{name}0"));
    }

    /// A place for a member whose name is taken, unless that name was planted away.
    fn duplicate(&mut self, name: &str) {
        if self.planted(|plant| plant == Plant::Duplicate).is_some() {
            write!(self.out, ",\"{name}\":null").expect("room");
        }
    }

    fn records(&mut self, separator: &str) {
        for nth in 0..3 {
            if nth > 0 {
                self.out.push_str(separator);
            }
            write!(
                self.out,
                "{{\"id\":\"0000000{nth}-0000-4000-8000-000000000000\",\"created_at\":\"2018-05-0{}T00:00:00Z\",\
                 \"type\":\"app\",\"action\":\"create\",\"actor\":{{\"email\":",
                nth + 1
            )
            .expect("room");
            self.string("ann@acme.example");
            self.out.push_str("},\"data\":{");
            self.members("d", 2, 3);
            self.out.push_str("}}");
            if nth == 1 {
                self.out.push_str(separator);
                // Rejected records are looked at as well.
                self.out.push_str("{\"note\":");
                self.value(2);
                self.out.push('}');
            }
        }
    }
}

fn verdict(folder: &Path) -> Value {
    let ran = trailproof(["validate", "-f", "json", "--select", "J,P"])
        .arg(folder)
        .run();
    ran.json()
}

#[test]
fn what_is_planted_anywhere_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planted = Vec::new();
    for seed in 0..3 {
        for shape in ["entries", "null", "array", "lines"] {
            let (_, places) = Writer::document(seed, shape, None);
            for place in 0..places {
                for plant in Plant::ALL {
                    let (text, _) = Writer::document(seed, shape, Some((place, plant)));
                    let (clean, _) = Writer::document(seed, shape, None);
                    if text == clean {
                        continue;
                    }
                    let name = format!("{shape}-{seed}-{place}-{}.json", plant.code());
                    std::fs::write(folder.path().join(&name), &text).expect("a file");
                    planted.push((name, plant, text));
                }
            }
        }
    }
    assert!(planted.len() > 500, "{}", planted.len());
    let json = verdict(folder.path());
    let findings = json["findings"].as_array().expect("findings");
    for (name, plant, text) in planted {
        let own = findings.iter().find(|finding| {
            finding["code"] == plant.code()
                && finding["archive"]
                    .as_str()
                    .is_some_and(|at| at.ends_with(&name))
        });
        let own = own.unwrap_or_else(|| panic!("{plant:?} is not found in {name}:\n{text}"));
        assert!(own["pointer"].is_string(), "{own}");
        let offset = own["offset"].as_u64().expect("an offset") as usize;
        assert!(
            text.as_bytes()
                .get(offset)
                .is_some_and(|byte| b"\"{".contains(byte)),
            "{own}\n{text}"
        );
    }
}

#[test]
fn what_is_clean_raises_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for seed in 0..20 {
        for shape in ["entries", "array", "lines"] {
            let (text, _) = Writer::document(seed, shape, None);
            std::fs::write(folder.path().join(format!("{shape}-{seed}.json")), text)
                .expect("a file");
        }
    }
    let json = verdict(folder.path());
    assert_eq!(json["findings"], serde_json::json!([]));
    assert_eq!(json["rules"]["not_evaluated"], serde_json::json!([]));
}

/// Members beside the records have offsets of the document and pointers from its root.
#[test]
fn members_beside_the_records_are_told_where_they_stand() {
    let event = r#"{"id":"00000001-0000-4000-8000-000000000000","created_at":"2018-05-01T00:00:00Z","type":"app","action":"create","actor":{"email":"a@x.com"}}"#;
    let key = "AKIAIOSFODNN7EXAMPLE";
    for (text, code, pointer, at) in [
        (
            format!(r#"{{"m":1,"m":2,"entries":[{event}]}}"#),
            "J04",
            "/m",
            r#""m":2"#,
        ),
        (
            format!(r#"{{"entries":null,"entries":[{event}]}}"#),
            "J04",
            "/entries",
            r#""entries":["#,
        ),
        (
            format!(r#"{{"entries":[{event}],"entries":[]}}"#),
            "J04",
            "/entries",
            r#""entries":[]"#,
        ),
        (
            format!(r#"{{"note":1,"entries":[{event}],"note":2}}"#),
            "J04",
            "/note",
            r#""note":2"#,
        ),
        (
            format!(r#"{{"entries":[{event}],"a":{{"k":[0,"{key}"]}}}}"#),
            "P01",
            "/a/k/1",
            r#""AKIA"#,
        ),
        (
            format!("\u{feff}{{\"é\":\"{key}\",\"entries\":[{event}]}}"),
            "P01",
            "/é",
            r#""AKIA"#,
        ),
        (
            format!(r#"{{"entries":null,"a/b":"{key}"}}"#),
            "P01",
            "/a~1b",
            r#""AKIA"#,
        ),
        (
            format!(
                r#"{{"a":{},"entries":[{event}]}}"#,
                "[".repeat(70) + &"]".repeat(70)
            ),
            "J05",
            "",
            &"[".repeat(7),
        ),
        (
            format!(r#"{{"a":"{}","entries":[{event}]}}"#, "x".repeat(70_000)),
            "J06",
            "/a",
            r#""xx"#,
        ),
        (
            format!(r#"{{"entries":[{event}],"a":"{}"}}"#, "x".repeat(70_000)),
            "J06",
            "/a",
            r#""xx"#,
        ),
    ] {
        let json = trailproof([
            "validate",
            "-f",
            "json",
            "--select",
            "J04,J05,J06,J07,P01",
            "-",
        ])
        .stdin(text.clone())
        .run()
        .json();
        let findings = json["findings"].as_array().expect("findings");
        let own: Vec<_> = findings
            .iter()
            .filter(|finding| finding["code"] == code)
            .collect();
        assert_eq!(own.len(), 1, "{findings:?}");
        let place = own[0]["offset"].as_u64().expect("an offset") as usize;
        if code == "J05" {
            assert!(
                own[0]["pointer"]
                    .as_str()
                    .is_some_and(|pointer| pointer.starts_with("/a/0/0"))
            );
            continue;
        }
        assert_eq!(own[0]["pointer"], pointer, "{code}");
        assert_eq!(Some(place), text.find(at), "{}", own[0]);
        assert!(own[0]["index"].is_null() && own[0]["event_id"].is_null());
    }
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text).expect("memory");
    packed.finish().expect("memory")
}

/// A rule that could be decided for some of the archives is neither evaluated nor not evaluated.
#[test]
fn a_rule_that_was_decided_for_some_archives_is_told_as_that() {
    let folder = tempfile::tempdir().expect("a folder");
    let put =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    put("a.json", "{\"entries\":[]}");
    put("b.json", "<html>");
    let run = |format: &str| {
        trailproof(["validate", "--select", "J04,S02,F05,J01", "-f", format])
            .arg(folder.path())
            .run()
            .code(1)
    };
    let rules = run("json").json()["rules"].clone();
    assert_eq!(rules["run"], serde_json::json!(["J01"]));
    let partly = rules["not_evaluated"].as_array().expect("rules").iter();
    let partly: Vec<Value> = partly
        .map(|rule| serde_json::json!([rule["code"], rule["partly"]]))
        .collect();
    assert_eq!(
        Value::from(partly),
        serde_json::json!([["F05", false], ["J04", true], ["S02", true]])
    );
    let header =
        "1 evaluated, 2 evaluated for some of the archives only, 1 not evaluated, 38 not selected";
    for format in ["table", "markdown", "html"] {
        let shown = run(format)
            .stdout()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(shown.contains(header), "{shown}");
        assert!(shown.contains("1 of 2 archives: the text"), "{shown}");
    }
    let ran = run("csv");
    let rows = ran.stdout();
    assert!(
        rows.contains("partly evaluated,J04,") && rows.contains("not evaluated,F05,"),
        "{rows}"
    );
}

/// Members beside the records that once passed, each with the code that its name begins with.
#[test]
fn what_stands_beside_the_records_is_found_in_any_compression() {
    for file in std::fs::read_dir("fixtures/beside").expect("fixtures") {
        let path = file.expect("a fixture").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = std::fs::read(&path).expect("a fixture");
        let gzip = gzip(&text);
        let zstd = zstd::encode_all(&text[..], 0).expect("zstd");
        for document in [text, gzip, zstd] {
            let found = trailproof(["validate", "-f", "json", "-"])
                .stdin(document)
                .run()
                .json();
            let findings = found["findings"].as_array().expect("findings");
            let [finding] = &findings[..] else {
                panic!("{name}: {findings:?}");
            };
            assert_eq!(finding["code"], name[..3], "{name}");
            assert!(finding["offset"].is_u64(), "{name}: {finding}");
            assert!(finding["pointer"].is_string(), "{name}: {finding}");
            assert!(finding["index"].is_null(), "{name}: {finding}");
        }
    }
}

/// Text that was not looked at does not pass as checked.
#[test]
fn what_was_not_looked_at_is_told() {
    let unread = |text: &str| {
        let json = trailproof(["validate", "-f", "json", "--select", "J04,P01", "-"])
            .stdin(text.to_owned())
            .run()
            .json();
        let rules = json["rules"]["not_evaluated"]
            .as_array()
            .expect("rules")
            .clone();
        rules
            .iter()
            .filter(|rule| ["J04", "P01"].contains(&rule["code"].as_str().expect("a code")))
            .count()
    };
    for text in [
        "<html>",
        "{\"a\":1,\"entries\":[",
        "{\"entries\":[]} x",
        "[{\"id\":",
        "{\"a\":1,,}",
    ] {
        assert_eq!(unread(text), 2, "{text}");
    }
    for text in [
        "{\"entries\":[]}",
        "[]",
        "{\"entries\":null}",
        "{\"entries\":[1,2]}",
    ] {
        assert_eq!(unread(text), 0, "{text}");
    }
}

/// A document that is cut off is looked at as far as it goes, wherever that is.
#[test]
fn a_document_that_ends_anywhere_is_looked_at_up_to_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = r#"{"k":"AKIAIOSFODNN7EXAMPLE","a\u0062":[{"x":[1,true,{}]},"y\n"],"entries":[{"id":1}],"z":{"k":[null]}}"#;
    for end in 0..text.len() {
        let path = folder.path().join(format!("{end:03}.json"));
        std::fs::write(path, &text[..end]).expect("a file");
    }
    let json = verdict(folder.path());
    let findings = json["findings"].as_array().expect("findings");
    let of = |code: &str| {
        findings
            .iter()
            .filter(|finding| finding["code"] == code)
            .count()
    };
    // From the key's own end on, where it is told from a longer word.
    assert!(of("P01") >= text.len() - 26, "{}", of("P01"));
    assert_eq!(of("J04") + of("J07"), 0);
}
