//! Patterns over names of one kind.

use super::glob;
use crate::error::{Error, Result};
use regex_automata::meta::Regex;

/// Patterns, each of which takes names or, with `!` before it, leaves names out. A name passes that a
/// pattern takes, or any where none takes, unless one leaves it out. The default lets every name pass.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    patterns: Vec<Pattern>,
}

/// One pattern, in lower case.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    leaves_out: bool,
    text: String,
    /// Where it is more than a name. What it spells letter by letter is matched, too: `[x]` is a name.
    glob: Option<Regex>,
}

impl Patterns {
    /// # Errors
    /// [`Error::Usage`] for the first value that is no pattern.
    pub(super) fn new(flag: &str, values: &[String]) -> Result<Self> {
        let read = |value: &String| Pattern::new(flag, value);
        let mut patterns: Vec<_> = values.iter().map(read).collect::<Result<_>>()?;
        patterns.sort_by_cached_key(Pattern::shown);
        patterns.dedup_by_key(|pattern| pattern.shown());
        Ok(Self { patterns })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether something with these names, its id and its label, passes. The empty string is no name.
    pub(super) fn accept(&self, names: &[Option<&str>]) -> bool {
        if self.is_empty() {
            return true;
        }
        let names = in_lower_case(names);
        let mut accepted = self.patterns.iter().all(|pattern| pattern.leaves_out);
        for pattern in &self.patterns {
            if pattern.meets(&names) {
                if pattern.leaves_out {
                    return false;
                }
                accepted = true;
            }
        }
        accepted
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Pattern> {
        self.patterns.iter()
    }

    pub(super) fn view(&self) -> Vec<String> {
        self.iter().map(Pattern::shown).collect()
    }
}

/// Names as patterns are compared with them.
pub(super) fn in_lower_case(names: &[Option<&str>]) -> Vec<String> {
    let names = names.iter().flatten().filter(|name| !name.is_empty());
    names.map(|name| name.to_lowercase()).collect()
}

impl Pattern {
    fn new(flag: &str, value: &str) -> Result<Self> {
        let (leaves_out, text) = match value.strip_prefix('!') {
            Some(text) => (true, text),
            None => (false, value),
        };
        if text.trim().is_empty() {
            let what = format!("{flag} \"{value}\": an empty value matches nothing");
            return Err(Error::Usage(what).hint("give a name, an id or a pattern"));
        }
        let text = text.to_lowercase();
        let glob = glob::is_glob(&text).then(|| glob::compile(&text));
        let glob = glob.transpose().map_err(|what| {
            Error::Usage(format!("{flag} {value}: not a pattern: {what}")).hint(
                "patterns are such as 'svc-*', '*-production', '{web,api}-?' or, to leave names out, '!svc-*'",
            )
        })?;
        Ok(Self {
            leaves_out,
            text,
            glob,
        })
    }

    /// Whether it is a name or a pattern for one of these, which are in lower case.
    pub(super) fn meets(&self, names: &[String]) -> bool {
        let glob = |name: &String| self.glob.as_ref().is_some_and(|glob| glob.is_match(name));
        names.iter().any(|name| *name == self.text || glob(name))
    }

    /// As it is given, in lower case.
    pub(super) fn shown(&self) -> String {
        let sign = if self.leaves_out { "!" } else { "" };
        format!("{sign}{}", self.text)
    }

    /// Its text without what is special about it.
    pub(super) fn literal(&self) -> String {
        match self.glob {
            Some(_) => glob::literal(&self.text),
            None => self.text.clone(),
        }
    }
}
