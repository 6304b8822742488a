//! Which rules of `trailproof validate` run, and which are set aside.

use super::value::Value;
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::nearest::did_you_mean;
use crate::validate::{Ignore, Rules};
use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

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
}

impl Value for Selection {
    fn parse(text: &str) -> Result<Self> {
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

    fn to_json(&self) -> Json {
        self.words.iter().map(String::as_str).collect()
    }
}

fn rules_of(word: &str) -> Result<Rules> {
    Rules::named(word).ok_or_else(|| {
        Error::Usage(format!("there is no rule `{word}`")).hint(
            "give codes or their beginnings, such as S, T0 or S03; `trailproof explain` lists them",
        )
    })
}

/// Reads one code.
///
/// # Errors
/// [`Error::Usage`] with the nearest code.
pub fn code(text: &str) -> Result<Code> {
    Code::from_name(text).ok_or_else(|| {
        let known = Code::ALL.iter().map(|code| code.as_str());
        let meant = did_you_mean(text, known);
        Error::Usage(format!("there is no code `{text}`"))
            .hint(format!("{meant}`trailproof explain` lists all codes"))
    })
}

/// Table `[validate.ignore]`: rules with the reason why each is set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside(Vec<Ignore>);

impl SetAside {
    /// The entries, by rule.
    #[must_use]
    pub fn entries(&self) -> &[Ignore] {
        &self.0
    }
}

impl Value for SetAside {
    fn parse(_: &str) -> Result<Self> {
        Err(shape("ignore"))
    }

    fn from_json(json: &Json) -> Result<Self> {
        let table = json.as_object().ok_or_else(|| shape("ignore"))?;
        table.iter().map(entry).collect::<Result<_>>().map(Self)
    }

    fn to_json(&self) -> Json {
        let entry = |ignore: &Ignore| {
            let mut entry = Map::new();
            entry.insert("reason".to_owned(), ignore.reason.as_str().into());
            if let Some(owner) = &ignore.owner {
                entry.insert("owner".to_owned(), owner.as_str().into());
            }
            if let Some(until) = ignore.until {
                entry.insert("until".to_owned(), until.to_string().into());
            }
            (ignore.word.clone(), entry.into())
        };
        Json::Object(self.0.iter().map(entry).collect())
    }
}

fn entry((word, entry): (&String, &Json)) -> Result<Ignore> {
    let rules = rules_of(word)?;
    let key = format!("ignore.{word}");
    let fields = entry.as_object().ok_or_else(|| shape(&key))?;
    let unknown = |name: &&String| !matches!(name.as_str(), "reason" | "owner" | "until");
    if let Some(name) = fields.keys().find(unknown) {
        return Err(Error::Usage(format!("{key}: unknown key `{name}`"))
            .hint("the keys are `reason`, `owner` and `until`"));
    }
    let reason = fields.get("reason").and_then(Json::as_str);
    let reason = reason.ok_or_else(|| shape(&key))?;
    if reason.trim().is_empty() {
        return Err(Error::Usage(format!("{key}: `reason` is empty"))
            .hint("state why the rule is set aside"));
    }
    let owner = fields.get("owner").map(|json| {
        let owner = json.as_str().filter(|owner| !owner.trim().is_empty());
        owner.map(str::to_owned).ok_or_else(|| {
            Error::Usage(format!("{key}: `owner` is {json}")).hint("name the person responsible")
        })
    });
    let day = |json: &Json| {
        let day = NaiveDate::parse_from_str(json.as_str()?, "%Y-%m-%d");
        day.ok()
    };
    let until = fields.get("until").map(|json| {
        day(json).ok_or_else(|| {
            Error::Usage(format!("{key}: `until` is {json}")).hint("write a day such as 2019-12-31")
        })
    });
    Ok(Ignore {
        word: word.to_ascii_uppercase(),
        rules,
        reason: reason.to_owned(),
        owner: owner.transpose()?,
        until: until.transpose()?,
    })
}

fn shape(key: &str) -> Error {
    Error::Usage(format!(
        "{key}: every rule that is set aside needs a reason"
    ))
    .hint("write, for example, S10 = { reason = \"reviewed\", until = 2026-12-31 }")
}
