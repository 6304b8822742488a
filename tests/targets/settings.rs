//! What a user gives besides archives: filter values, a configuration file, variables, a
//! catalog. Each is understood or refused with a sentence, and what was understood means the same when
//! it is written down and read again.

use std::path::Path;
use trailproof::internals::catalog::Catalog;
use trailproof::internals::config::{Environment, FileChoice, Layer, load, to_json, to_toml};
use trailproof::internals::event::Timestamp;
use trailproof::internals::filter::{Criteria, Filter};

/// Names, networks and patterns that a filter is asked about.
const PROBES: [&str; 12] = [
    "addon.attach",
    "app.create",
    "",
    ".",
    "a.b.c",
    "ann@acme.example",
    "203.0.113.7",
    "::ffff:203.0.113.7",
    "2001:db8::1",
    "01234567-89ab-cdef-0123-456789abcdef",
    "\u{fc}n\u{ef}.c\u{f6}de",
    "[x]",
];

/// The first byte says what the rest is.
pub fn check(data: &[u8]) {
    let Some((&what, rest)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    match what % 4 {
        0 => filter(text),
        1 => configuration(text),
        2 => variables(text),
        _ => catalog(text),
    }
}

/// One value a line, its first letter naming the flag.
fn filter(text: &str) {
    let mut criteria = Criteria::default();
    for line in text.lines() {
        let mut letters = line.chars();
        let values = match letters.next() {
            Some('f') => &mut criteria.from,
            Some('t') => &mut criteria.to,
            Some('m') => &mut criteria.month,
            Some('a') => &mut criteria.actor,
            Some('c') => &mut criteria.account,
            Some('p') => &mut criteria.app,
            Some('g') => &mut criteria.team,
            Some('i') => &mut criteria.ip,
            _ => &mut criteria.event,
        };
        values.push(letters.as_str().to_owned());
    }
    match Filter::new(&criteria) {
        Ok(filter) => read_again(&filter, &criteria),
        Err(refused) => assert!(refused.to_string().starts_with("--"), "{refused}"),
    }
}

fn read_again(filter: &Filter, criteria: &Criteria) {
    let view = filter.view();
    let of = |name: &str| view.get(name).cloned().unwrap_or_default();
    let normal = Criteria {
        from: of("from"),
        to: of("to"),
        month: of("month"),
        account: of("account"),
        actor: of("actor"),
        app: of("app"),
        team: of("team"),
        event: of("event"),
        ip: of("ip"),
    };
    let again = Filter::new(&normal).unwrap_or_else(|error| panic!("{error}, in {normal:?}"));
    assert_eq!(again.view(), view);
    assert_eq!(again.is_empty(), filter.is_empty());
    assert_eq!(filter.is_empty(), view.is_empty());
    for probe in PROBES {
        assert_eq!(
            accepted(&again, probe),
            accepted(filter, probe),
            "{probe} in {normal:?}"
        );
    }
    // Each name that was asked for passes, whatever its case, unless another value leaves it out.
    if !criteria.actor.iter().any(|name| name.starts_with('!')) {
        for name in &criteria.actor {
            assert!(filter.accepts_actor(None, Some(name)));
            assert!(filter.accepts_actor(Some(&name.to_ascii_uppercase()), None));
        }
    }
    for second in [-62_167_219_200, -1, 0, 1_525_348_800, 253_402_300_799] {
        let at = Timestamp {
            secs: second,
            nanos: 999_000_000,
        };
        assert_eq!(
            again.accepts_time(at),
            filter.accepts_time(at),
            "{at} in {normal:?}"
        );
    }
}

fn accepted(filter: &Filter, probe: &str) -> [bool; 6] {
    [
        filter.accepts_event(probe),
        filter.accepts_ip(Some(probe)),
        filter.accepts_account(Some(probe), None),
        filter.accepts_actor(None, Some(probe)),
        filter.accepts_app(Some(probe), Some(probe)),
        filter.accepts_team(None, None),
    ]
}

fn values(path: &Path) -> Option<(Vec<serde_json::Value>, String)> {
    let nothing = Environment::new(&[], Path::new("/"));
    let choice = FileChoice::Given(path.to_path_buf());
    match load(&choice, &Layer::default(), &nothing) {
        Ok(settings) => {
            let values = settings
                .values()
                .into_iter()
                .map(|(value, _)| value)
                .collect();
            serde_json::from_str::<serde_json::Value>(&to_json(&settings)).expect("JSON");
            Some((values, to_toml(&settings)))
        }
        Err(refused) => {
            assert!(!refused.to_string().is_empty());
            None
        }
    }
}

/// A `trailproof.toml`. What is shown of it can be read as one, and says the same.
fn configuration(text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trailproof.toml");
    std::fs::write(&path, text).expect("a file");
    let Some((before, shown)) = values(&path) else {
        return;
    };
    std::fs::write(&path, &shown).expect("a file");
    let again = values(&path).unwrap_or_else(|| panic!("what is shown cannot be read:\n{shown}"));
    assert_eq!(again.0, before, "{shown}");
}

/// Variables `NAME=value`, one a line.
fn variables(text: &str) {
    let pairs: Vec<(String, &str)> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (format!("TRAILPROOF_{}", name.to_ascii_uppercase()), value))
        .collect();
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .filter(|(name, _)| name != trailproof::internals::config::FILE_VARIABLE)
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let environment = Environment::new(&pairs, Path::new("/nowhere"));
    match load(&FileChoice::Nearest, &Layer::default(), &environment) {
        Ok(settings) => assert!(settings.values().len() >= 22),
        Err(refused) => assert!(refused.to_string().contains("TRAILPROOF_"), "{refused}"),
    }
}

fn catalog(text: &str) {
    if let Ok(catalog) = Catalog::from_json(text) {
        assert!(catalog.events.iter().all(|event| catalog.supports(event)));
    }
}
