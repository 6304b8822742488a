//! Names with wildcards, as people write them in files: `svc-*`, `*-production`, `addon.*`.

use crate::filter::glob;
use regex_automata::meta::Regex;

/// A glob over whole names, without regard to case; a name without wildcards is itself.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    /// In lower case, as names are compared with it.
    lower: String,
    glob: Option<Regex>,
}

impl Pattern {
    /// Understands a pattern.
    ///
    /// # Errors
    /// What is wrong with it, to complete "not a pattern: …".
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let lower = text.to_lowercase();
        let glob = glob::is_glob(&lower).then(|| glob::compile(&lower));
        Ok(Self {
            text: text.to_owned(),
            glob: glob.transpose()?,
            lower,
        })
    }

    /// Whether the pattern has the name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        name == self.lower || self.glob.as_ref().is_some_and(|glob| glob.is_match(&name))
    }

    /// The pattern as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it has every name that the other one has, as far as that can be seen from their texts: patterns
    /// with classes or braces are not looked into.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let (text, plain) = (&other.lower, |text: &str| !text.contains(['[', '{', '\\']));
        if !plain(text) || !plain(&self.lower) {
            return false;
        }
        // What stands for "any text" is nothing once, and long once.
        let any = ["", "\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}"];
        any.iter()
            .all(|any| self.has(&text.replace('?', "\u{1}").replace('*', any)))
    }
}

/// Patterns are equal when they are written alike.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.lower == other.lower
    }
}

impl Eq for Pattern {}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(wide: &str, narrow: &str) -> bool {
        let pattern = |text| Pattern::new(text).expect("a pattern");
        pattern(wide).covers(&pattern(narrow))
    }

    #[test]
    fn a_wide_pattern_covers_a_narrow_one() {
        assert!(covers("svc-*", "svc-a*"));
        assert!(covers("svc-*", "SVC-deploy@acme.com"));
        assert!(covers("*", "*-production"));
        assert!(!covers("svc-a*", "svc-*"));
        assert!(!covers("*-production", "payments-*"));
        assert!(!covers("?", "*"));
        assert!(!covers("[ab]", "a*"));
    }

    #[test]
    fn case_does_not_matter_and_malformed_patterns_are_told() {
        assert!(
            Pattern::new("*-Production")
                .expect("a pattern")
                .has("web-PRODUCTION")
        );
        assert!(Pattern::new("a[").is_err());
    }
}
