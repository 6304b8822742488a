//! The command line that stands in a pack.
//!
//! It is put together from what holds, not copied from what was typed: what a variable of the environment or a flag
//! says of a setting is said as a flag, paths are those of the pack, and what has no influence on the documents
//! (memory, threads, colour, progress) is left out.

use super::CONFIGURATION;
use super::settings::Copied;
use crate::cli::SealArgs;
use crate::config::{Origin, ROWS, Selection, Settings};
use serde_json::Value as Json;

/// The words, the name of the program first.
pub(in crate::commands) fn words(
    args: &SealArgs,
    names: &[&str],
    copied: &Copied,
    settings: &Settings,
) -> Vec<String> {
    let mut words = Words(vec!["trailproof".to_owned(), "seal".to_owned()]);
    words.0.extend(names.iter().map(|name| (*name).to_owned()));
    match copied.configuration {
        true => words.flag("config", CONFIGURATION),
        false => words.switch("isolated", true),
    }
    words.settings(settings, copied);
    words.filters(args);
    let each = |words: &mut Words, name, values: &[String]| {
        values.iter().for_each(|value| words.flag(name, value));
    };
    each(&mut words, "framework", &copied.frameworks);
    each(&mut words, "policy", copied.policy.as_slice());
    each(&mut words, "history", &copied.history);
    each(&mut words, "rules", &copied.rules);
    words.switch("no-builtin-rules", args.rules.no_builtin_rules);
    each(&mut words, "listing", copied.listing.as_slice());
    if let Some(at) = args.as_of {
        words.flag("as-of", &at.to_string());
    }
    words.switch("final", args.is_final);
    for word in args.ignore.iter().flat_map(Selection::words) {
        words.flag("ignore", word);
    }
    words.switch("allow-findings", args.allow_findings);
    words.flag("output", "../../../again");
    words.0
}

struct Words(Vec<String>);

impl Words {
    /// A flag is one word, so that a value may begin with a dash.
    fn flag(&mut self, name: &str, value: &str) {
        self.0.push(format!("--{name}={value}"));
    }

    fn switch(&mut self, name: &str, on: bool) {
        if on {
            self.0.push(format!("--{name}"));
        }
    }

    /// What flags and variables say; what the configuration says stands in its copy.
    fn settings(&mut self, settings: &Settings, copied: &Copied) {
        for (row, (value, origin)) in ROWS.iter().zip(settings.values()) {
            let name = row.flag.split(' ').find_map(|word| word.strip_prefix("--"));
            let Some(name) = name.filter(|_| row.of.contains(&"seal")) else {
                continue;
            };
            let value = match (&copied.catalog, row.key) {
                (Some(catalog), "catalog") => catalog.clone(),
                _ if matches!(origin, Origin::Default | Origin::File(_)) => continue,
                _ => text(&value),
            };
            self.flag(name, &value);
        }
    }

    fn filters(&mut self, args: &SealArgs) {
        let filters = &args.filters;
        for (name, values) in [
            ("from", &filters.from),
            ("to", &filters.to),
            ("month", &filters.month),
            ("account", &filters.account),
            ("actor", &filters.actor),
            ("app", &filters.app),
            ("team", &filters.team),
            ("event", &filters.event),
            ("ip", &filters.ip),
        ] {
            values.iter().for_each(|value| self.flag(name, value));
        }
    }
}

/// The value of a setting as a flag has it.
fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
