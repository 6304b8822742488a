//! Settings of `trailproof validate`.

use super::choice::{Choice, Value, choice, chosen};
use crate::render::VerdictFormat;
use crate::validate::{Ignore, Rules};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a layer says about `trailproof validate`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidateLayer {
    /// Form of the verdict.
    #[serde(default, deserialize_with = "super::scalar::value")]
    pub format: Option<VerdictFormat>,
    /// Rules that run.
    #[serde(default, deserialize_with = "super::scalar::value")]
    pub select: Option<Selection>,
    /// What makes the answer no.
    #[serde(default, deserialize_with = "super::scalar::value")]
    pub fail_on: Option<FailOn>,
    /// Findings of one code that are listed.
    #[serde(default, deserialize_with = "super::scalar::value")]
    pub max_findings: Option<super::Top>,
    /// Rules that are set aside; the file alone can say so, because each needs a reason.
    #[serde(default)]
    pub ignore: Option<SetAside>,
}

choice! {
    /// What makes the answer no.
    FailOn, "severity":
    /// Errors.
    Error "error" [];
    /// Warnings as well.
    Warning "warning" [];
    /// Notes as well.
    Note "note" [];
    /// Nothing.
    Never "never" [];
}

impl Choice for VerdictFormat {
    const WHAT: &'static str = "format";
    const ALL: &'static [Self] = &[
        Self::Table,
        Self::Json,
        Self::Sarif,
        Self::Csv,
        Self::Markdown,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
        }
    }

    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["txt", "text"],
            Self::Json => &["json"],
            Self::Sarif => &["sarif"],
            Self::Csv => &["csv"],
            Self::Markdown => &["md", "markdown"],
        }
    }
}

impl Value for VerdictFormat {
    fn parse(text: &str) -> Result<Self, String> {
        chosen(text)
    }

    fn to_json(&self) -> serde_json::Value {
        self.name().into()
    }
}

/// Codes and families, as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    words: Vec<String>,
    rules: Rules,
}

impl Selection {
    /// The rules that are meant.
    #[must_use]
    pub fn rules(&self) -> Rules {
        self.rules
    }

    /// The words as given.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// All of several selections.
    #[must_use]
    pub fn union(all: &[Self]) -> Option<Self> {
        let words = all.iter().flat_map(|s| s.words.clone()).collect();
        let rules = all.iter().fold(Rules::NONE, |set, s| set.union(s.rules));
        (!all.is_empty()).then_some(Self { words, rules })
    }
}

impl Value for Selection {
    fn parse(text: &str) -> Result<Self, String> {
        let mut selection = Self {
            words: Vec::new(),
            rules: Rules::NONE,
        };
        for word in text.split(',').map(str::trim) {
            selection.rules = selection.rules.union(rules_of(word)?);
            selection.words.push(word.to_ascii_uppercase());
        }
        Ok(selection)
    }

    fn to_json(&self) -> serde_json::Value {
        self.words.iter().map(String::as_str).collect()
    }
}

fn rules_of(word: &str) -> Result<Rules, String> {
    Rules::named(word).ok_or_else(|| {
        format!(
            "`{word}` is no rule; give codes or what codes begin with, such as S, T0 or S03; trailproof explain lists them"
        )
    })
}

/// A number of bytes, with a unit or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteCount(pub u64);

impl Value for ByteCount {
    fn parse(text: &str) -> Result<Self, String> {
        let split = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        let (digits, unit) = text.split_at(split);
        let shift = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "b" => Some(0),
            "k" | "kib" => Some(10),
            "m" | "mib" => Some(20),
            "g" | "gib" => Some(30),
            "t" | "tib" => Some(40),
            _ => None,
        };
        let bytes = shift.and_then(|shift| digits.parse::<u64>().ok()?.checked_mul(1 << shift));
        bytes.filter(|bytes| *bytes > 0).map(Self).ok_or_else(|| {
            format!("`{text}` is not a size; give bytes, or a number with KiB, MiB, GiB or TiB")
        })
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.into()
    }
}

/// Table `[validate.ignore]`: rules with the reason why each is set aside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<String, Entry>")]
pub struct SetAside(Vec<Ignore>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    reason: String,
    until: Option<Day>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
}

impl SetAside {
    /// The entries, by rule.
    #[must_use]
    pub fn entries(&self) -> &[Ignore] {
        &self.0
    }
}

impl TryFrom<BTreeMap<String, Entry>> for SetAside {
    type Error = String;

    fn try_from(entries: BTreeMap<String, Entry>) -> Result<Self, String> {
        let entry = |(word, entry): (String, Entry)| {
            let rules = rules_of(&word)?;
            if entry.reason.trim().is_empty() {
                return Err(format!("ignore.{word}: `reason` is empty; say why"));
            }
            let day = entry.until.map(|day| match day {
                Day::Date(date) => date.to_string(),
                Day::Text(text) => text,
            });
            let until = day.map(|text| {
                NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_| {
                    format!("ignore.{word}: `until` is {text}; write a day such as 2019-12-31")
                })
            });
            Ok(Ignore {
                word: word.to_ascii_uppercase(),
                rules,
                reason: entry.reason,
                until: until.transpose()?,
            })
        };
        entries
            .into_iter()
            .map(entry)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl Value for SetAside {
    fn parse(_: &str) -> Result<Self, String> {
        Err("rules are set aside in the configuration file, each with its reason".to_owned())
    }

    fn to_json(&self) -> serde_json::Value {
        let entry = |ignore: &Ignore| {
            let mut entry = serde_json::Map::new();
            entry.insert("reason".to_owned(), ignore.reason.as_str().into());
            if let Some(until) = ignore.until {
                entry.insert("until".to_owned(), until.to_string().into());
            }
            (ignore.word.clone(), entry.into())
        };
        serde_json::Value::Object(self.0.iter().map(entry).collect())
    }
}
