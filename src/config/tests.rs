use super::*;
use crate::aggregate::By;
use crate::catalog::Era;
use crate::error::ExitStatus;
use crate::render::Format;
use std::fs;
use std::path::Path;

/// Key and origin of every setting.
fn rows(settings: &Settings) -> Vec<(&'static str, String)> {
    let rows = ROWS.iter().zip(settings.values());
    rows.map(|(row, (_, origin))| (row.key, origin.to_string()))
        .collect()
}

/// Those that are not the default.
fn said(settings: &Settings) -> Vec<(&'static str, String)> {
    let rows = rows(settings).into_iter();
    rows.filter(|(_, origin)| origin != "default").collect()
}

/// What a flag says.
fn flag(key: &str, value: &str) -> Layer {
    let mut flags = Layer::default();
    let row = ROWS.iter().find(|row| row.key == key).expect("a setting");
    flags.set(row, value, Origin::Flag).expect("a value");
    flags
}

/// Settings in `folder` with these variables.
fn load_in(folder: &Path, flags: Layer, variables: &[(&str, &str)]) -> Result<Settings> {
    load(
        &FileChoice::Nearest,
        &flags,
        &Environment::new(variables, folder),
    )
}

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(FILE_NAME), text).expect("a file");
    folder
}

/// The sentence about a configuration file of that text.
fn refused(text: &str) -> String {
    let folder = folder_with(text);
    let error = load_in(folder.path(), Layer::default(), &[]).expect_err("a refusal");
    assert_eq!(error.exit_status(), ExitStatus::Usage);
    let sentence = error.to_string();
    let file = folder.path().join(FILE_NAME).display().to_string();
    sentence
        .strip_prefix(&format!("{file}: "))
        .unwrap_or_else(|| panic!("does not name the file: {sentence}"))
        .to_owned()
}

const EVERYTHING: &str = r#"
catalog = "lists/own.json"
threads = 3
color = "never"
progress = false
tz = "Europe/Berlin"

[report]
format = "csv"
top = 7
by = ["actor", "app"]
strict = true
allow_incomplete = true

[limits]
max_decompressed = "2GiB"
max_ratio = 200
max_members = 12
max_event = "2MiB"
max_string = "4KiB"
max_depth = 32
max_rejects = 99

[validate]
format = "sarif"
select = ["S", "T01"]
fail_on = "warning"
max_findings = 5

[validate.ignore]
S10 = { reason = "reviewed", until = 2026-12-31 }
U01 = { reason = "overlapping exports" }
"#;

#[test]
fn without_anything_the_defaults_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = load_in(folder.path(), Layer::default(), &[]).expect("settings");
    assert_eq!(said(&settings), []);
    assert_eq!(settings.catalog.value, CatalogRef::Auto);
    assert_eq!(
        settings.report.format.value,
        crate::render::VerdictFormat::Table
    );
    assert_eq!(settings.file, None);
}

#[test]
fn every_key_is_read_and_shown_with_the_file() {
    let folder = folder_with(EVERYTHING);
    let below = folder.path().join("a/b");
    fs::create_dir_all(&below).expect("folders");
    let settings = load_in(&below, Layer::default(), &[]).expect("settings");
    let file = folder.path().join(FILE_NAME);
    let origin = format!("file {}", file.display());
    assert!(rows(&settings).iter().all(|(_, from)| *from == origin));
    let catalog = folder.path().join("lists/own.json");
    assert_eq!(settings.catalog.value, CatalogRef::File(catalog));
    assert_eq!(settings.tz.value.name(), "Europe/Berlin");
    // What is shown can be a configuration file again.
    fs::write(&file, to_toml(&settings)).expect("a file");
    assert_eq!(
        load_in(&below, Layer::default(), &[]).expect("settings"),
        settings
    );
}

#[test]
fn flags_go_before_environment_before_file() {
    let folder = folder_with(EVERYTHING);
    let flags = flag("threads", "1");
    let variables = [
        ("TRAILPROOF_THREADS", "2"),
        ("TRAILPROOF_COLOR", "always"),
        ("TRAILPROOF_PROGRESS", "1"),
        ("TRAILPROOF_BY", "day"),
        ("TRAILPROOF_STRICT", "false"),
        ("TRAILPROOF_TZ", ""),
    ];
    let settings = load_in(folder.path(), flags, &variables).expect("settings");
    assert_eq!(settings.threads.value.get(), 1);
    assert_eq!(settings.threads.origin, Origin::Flag);
    assert_eq!(settings.color.value, ColorChoice::Always);
    assert_eq!(
        settings.color.origin,
        Origin::Environment("TRAILPROOF_COLOR")
    );
    assert!(settings.progress.value && !settings.report.strict.value);
    let by = settings.report.by.value.expect("dimensions");
    assert_eq!(by.as_slice(), [By::Day]);
    assert_eq!(settings.tz.value.name(), "Europe/Berlin");
}

#[test]
fn every_setting_has_its_variable() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("CATALOG", "2024-04"),
        ("THREADS", "2"),
        ("COLOR", "never"),
        ("PROGRESS", "false"),
        ("TZ", "Asia/Tokyo"),
        ("FORMAT", "html"),
        ("TOP", "all"),
        ("BY", "event,hour"),
        ("STRICT", "true"),
        ("ALLOW_INCOMPLETE", "1"),
        ("VALIDATE_FORMAT", "sarif"),
        ("VALIDATE_SELECT", "S,T0"),
        ("VALIDATE_FAIL_ON", "never"),
        ("VALIDATE_MAX_FINDINGS", "all"),
        ("MAX_DECOMPRESSED", "1m"),
        ("MAX_RATIO", "7"),
        ("MAX_MEMBERS", "7"),
        ("MAX_EVENT", "1m"),
        ("MAX_STRING", "1k"),
        ("MAX_DEPTH", "9"),
        ("MAX_REJECTS", "9"),
    ] {
        let name = format!("TRAILPROOF_{name}");
        let settings =
            load_in(folder.path(), Layer::default(), &[(&name, text)]).expect("settings");
        let origins: Vec<_> = said(&settings)
            .into_iter()
            .map(|(_, origin)| origin)
            .collect();
        assert_eq!(origins, [format!("environment {name}")]);
        if name != "TRAILPROOF_CATALOG" {
            let bad = load_in(folder.path(), Layer::default(), &[(&name, "0x")]);
            assert!(
                matches!(bad, Err(e) if e.to_string().contains(&name) && e.to_string().contains("`0x`")),
                "{name}"
            );
        }
    }
}

#[test]
fn the_file_is_the_given_one_or_the_named_one_or_the_nearest_one() {
    let folder = folder_with("threads = 1");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("two.toml"), "\u{feff}threads = 2\r\n").expect("a file");
    fs::write(at("three.toml"), "threads = 3").expect("a file");
    let two = at("two.toml").display().to_string();
    let environment = Environment::new(&[(FILE_VARIABLE, &two)], folder.path());
    let threads = |choice| {
        let settings = load(&choice, &Layer::default(), &environment);
        settings.map(|s| s.threads.value.get())
    };
    assert_eq!(threads(FileChoice::Given(at("three.toml"))).ok(), Some(3));
    assert_eq!(threads(FileChoice::Nearest).ok(), Some(2));
    let missing = threads(FileChoice::Given(at("none.toml"))).expect_err("a refusal");
    assert_eq!(missing.exit_status(), ExitStatus::Usage);
    assert!(missing.to_string().contains("none.toml"), "{missing}");
}

#[test]
fn isolated_is_flags_and_defaults_alone() {
    let folder = folder_with("nonsense = 1");
    let variables = [("TRAILPROOF_COLOR", "purple"), (FILE_VARIABLE, "/none")];
    let flags = flag("tz", "Asia/Tokyo");
    let environment = Environment::new(&variables, folder.path());
    let settings = load(&FileChoice::Isolated, &flags, &environment).expect("settings");
    assert_eq!(said(&settings), [("tz", "flag".to_owned())]);
}

#[test]
fn a_wrong_file_is_refused_with_line_and_key() {
    for (text, parts) in [
        (
            "\nthread = 4\n",
            ["line 2", "unknown key `thread`", "`threads`"],
        ),
        ("[report]\n\ntops = 1", ["line 3", "`tops`", "`top`"]),
        ("[reports]\n", ["line 1", "`reports`", "`report`"]),
        ("threads = 0", ["line 1", "`0`", "1 to 1024"]),
        ("a = 1\nthreads = ", ["line 2", "", ""]),
        (
            "color = \"blue\"",
            ["line 1", "`blue`", "auto, always or never"],
        ),
        ("tz = \"Mars\"", ["line 1", "`Mars`", "Europe/Berlin"]),
        (
            "[report]\nby = [\"day\", \"day\"]",
            ["line 2", "`day`", "twice"],
        ),
        (
            "[report]\nby = \"day,hour,ip,app\"",
            ["line 2", "4 dimensions", "at most 3"],
        ),
        ("[report]\nby = [1]", ["line 2", "", ""]),
        ("[report]\ntop = -1", ["line 2", "`-1`", "from 1"]),
        (
            "[report]\nstrict = \"maybe\"",
            ["line 2", "`maybe`", "true"],
        ),
        ("threads = 1.5", ["line 1", "", ""]),
    ] {
        let sentence = refused(text);
        for part in parts {
            assert!(sentence.contains(part), "{text}: {sentence}");
        }
    }
}

#[test]
fn what_machines_read_is_cut_by_the_flag_alone() {
    let folder = folder_with("[report]\ntop = 5");
    let settings = load_in(folder.path(), Layer::default(), &[]).expect("settings");
    let five = std::num::NonZeroUsize::new(5).map(Top::Rows);
    assert_eq!(settings.report.top_for(Format::Table), five);
    assert_eq!(settings.report.top_for(Format::Json), None);
    let flags = flag("report.top", "5");
    let settings = load_in(folder.path(), flags, &[]).expect("settings");
    assert_eq!(settings.report.top_for(Format::Csv), five);
}

#[test]
fn the_extension_tells_the_format_unless_a_flag_does() {
    let of = |origin| Setting {
        value: Format::Markdown,
        origin,
    };
    let infer = |origin, path: &str| infer_format(&of(origin), Some(Path::new(path)));
    for (path, format) in [
        ("a.HTML", Format::Html),
        ("a.b.json", Format::Json),
        ("a.txt", Format::Table),
        ("/dev/null", Format::Markdown),
    ] {
        assert_eq!(infer(Origin::Default, path).ok(), Some(format), "{path}");
    }
    assert_eq!(infer(Origin::Flag, "a.json").ok(), Some(Format::Markdown));
    assert_eq!(infer(Origin::Flag, "a.pdf").ok(), Some(Format::Markdown));
    for name in ["a.pdf", "a.d/plain", "may", ".json"] {
        let refusal = infer(Origin::Default, name).expect_err("a refusal");
        assert_eq!(refusal.exit_status(), ExitStatus::Usage);
        assert!(refusal.to_string().contains(".html"), "{refusal}");
    }
}

#[test]
fn catalogs_are_built_in_or_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own.json");
    let load = |text: &str| load_catalogs(&CatalogRef::parse(text).expect("a catalog"));
    assert_eq!(load("2024-04").expect("a catalog").name(), "2024-04");
    let own = path.display().to_string();
    assert!(
        load(&own)
            .expect_err("missing")
            .to_string()
            .contains("2026-02")
    );
    fs::write(&path, r#"{"name": "own", "events": ["a.b"]}"#).expect("a file");
    let catalogs = load(&own).expect("a catalog");
    assert!(Era::all().all(|era| catalogs.supports(era, "a.b")));
    assert!(load("auto").expect("catalogs").is_auto());
    fs::write(&path, "[]").expect("a file");
    let error = load(&own).expect_err("no catalog");
    assert_eq!(error.exit_status(), ExitStatus::Usage);
}

#[test]
fn an_instant_is_supplied_or_absent() {
    let folder = Path::new("/");
    let of = |value| {
        generated_at(
            None,
            &Environment::new(&[("SOURCE_DATE_EPOCH", value)], folder),
        )
    };
    let shown = |value| of(value).expect("an instant").map(|at| at.to_string());
    assert_eq!(
        shown("1525348800").as_deref(),
        Some("2018-05-03T12:00:00.000Z")
    );
    assert_eq!(shown(""), None);
    for bad in [
        "-1",
        "1.5",
        "now",
        "+1",
        "253402300800",
        "99999999999999999999",
    ] {
        assert_eq!(of(bad).expect_err(bad).exit_status(), ExitStatus::Usage);
    }
    let flag = crate::event::time::Timestamp { secs: 1, nanos: 0 };
    let environment = Environment::new(&[("SOURCE_DATE_EPOCH", "bad")], folder);
    assert_eq!(
        generated_at(Some(flag), &environment).ok(),
        Some(Some(flag))
    );
}

#[test]
fn amounts_have_units() {
    for (text, bytes) in [
        ("512MB", Some(512_000_000)),
        ("512", Some(512_000_000)),
        ("64 mib", Some(64 << 20)),
        ("2GiB", Some(2 << 30)),
        ("3g", Some(3_000_000_000)),
        ("15MB", None),
        ("512kB", None),
        ("MB", None),
        ("", None),
        ("-512MB", None),
        ("99999999999999999999GB", None),
    ] {
        assert_eq!(Memory::parse(text).ok().map(|m| m.0), bytes, "{text}");
    }
    for (text, shown) in [
        ("64GiB", Some("\"64 GiB\"")),
        ("65536m", Some("\"64 GiB\"")),
        ("1 KiB", Some("\"1 KiB\"")),
        ("1500", Some("1500")),
        ("7b", Some("7")),
        ("0", None),
        ("1.5g", None),
        ("9q", None),
        ("99999999t", None),
    ] {
        let size = <ByteCount>::parse(text).ok();
        assert_eq!(
            size.map(|s| s.to_json().to_string()).as_deref(),
            shown,
            "{text}"
        );
        if let Some(size) = size {
            assert_eq!(<ByteCount>::from_json(&size.to_json()).ok(), Some(size));
        }
    }
}

#[test]
fn a_row_has_what_every_place_needs() {
    let mut variables: Vec<_> = ROWS
        .iter()
        .map(|row| row.variable)
        .filter(|name| !name.is_empty())
        .collect();
    variables.sort_unstable();
    let all = variables.len();
    variables.dedup();
    assert_eq!(variables.len(), all, "a variable for each");
    for row in ROWS {
        let default = (row.default)();
        assert!(
            default.is_null() || (row.check)(&default).is_ok(),
            "{}",
            row.key
        );
        assert!(!row.help[0].trim().is_empty(), "{}", row.key);
    }
}

#[test]
fn each_limit_that_a_fault_names_has_a_setting() {
    for limit in crate::finding::Limit::ALL {
        let flag = format!("--{} ", limit.setting());
        let rows = ROWS.iter().map(|row| row.flag);
        assert_eq!(
            rows.filter(|row| row.starts_with(&flag)).count(),
            1,
            "{flag}"
        );
    }
}
