//! What a rule says of itself.
//!
//! A reviewer's head stands in `rules/reviewers/tp_dNN_name.yml`:
//!
//! ```yaml
//! title: Access that was granted and is still open after 90 days
//! level: medium
//! description: >-
//!     A sentence or two for an auditor.
//! falsepositives:
//!     - Members of the team that runs the platform.
//! trailproof:
//!     id: TP-D03
//!     controls: [soc2 CC6.2, cis-v8 6.2]
//!     parameters: {days: 90}
//!     needs:
//!         events: [collaborator.*, team_membership.*]   # noted one by one; patterns over type.action
//!         policy: [subject]                             # keys of the policy
//!         history: 90                                   # days before the period
//! tests:
//!     - name: one sentence
//!       …                                                 # see `cases.rs`
//! ```
//!
//! A Sigma rule has the same members; its events follow from its selections.

use super::cases::Case;
use super::level::Level;
use crate::pattern::Pattern;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// What a rule says of itself.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its id, such as `TP-D03`.
    pub id: String,
    /// What it finds, in a few words.
    pub title: String,
    /// How much a match matters, unless the match says otherwise.
    pub level: Level,
    /// What it looks for, and why that matters.
    pub description: String,
    /// Controls that it helps with: a framework's id, a space, the control's id. Frameworks name rules that are built in.
    pub controls: Vec<String>,
    /// Numbers that it goes by, by name.
    pub parameters: BTreeMap<String, i64>,
    /// Possible false positives.
    pub false_positives: Vec<String>,
    /// What it has to be given.
    pub needs: Needs,
}

/// What a rule has to be given, for its verdict to be [clear](super::Verdict::Clear).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Needs {
    /// Names of events that are noted one by one for it. A bulk event, such as a release, belongs to
    /// [`watch`](super::watch) instead.
    #[serde(deserialize_with = "patterns")]
    pub events: Vec<Pattern>,
    /// Keys of the policy.
    pub policy: Vec<String>,
    /// Days before the period.
    pub history: u32,
}

/// A reviewer's file.
#[derive(Deserialize)]
struct File {
    title: String,
    level: Level,
    description: String,
    #[serde(default)]
    falsepositives: Vec<String>,
    trailproof: Own,
    #[serde(default)]
    tests: Vec<Case>,
}

/// What Sigma has no member for.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Own {
    pub(super) id: Option<String>,
    pub(super) controls: Vec<String>,
    pub(super) parameters: BTreeMap<String, i64>,
    pub(super) needs: Needs,
}

impl Head {
    /// Reads a reviewer's file: the head, and the tests beside it.
    ///
    /// # Errors
    /// A sentence with the line of what is wrong.
    pub fn from_yaml(text: &str) -> Result<(Self, Vec<Case>), String> {
        let file: File = yaml_serde::from_str(text).map_err(|error| error.to_string())?;
        let own = file.trailproof;
        let head = Self {
            id: own.id.ok_or("trailproof.id is missing")?,
            title: file.title,
            level: file.level,
            description: file.description.trim().to_owned(),
            controls: own.controls,
            parameters: own.parameters,
            false_positives: file.falsepositives,
            needs: own.needs,
        };
        Ok((head, file.tests))
    }
}

fn patterns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Pattern>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let pattern = |text: String| {
        Pattern::new(&text)
            .map_err(|what| serde::de::Error::custom(format!("`{text}` is not a pattern: {what}")))
    };
    texts.into_iter().map(pattern).collect()
}
