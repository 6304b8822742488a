//! The rules of a run: those that are built in, and those of the user's own.

use super::cases::Case;
use super::head::Head;
use super::reviewers;
use super::sigma::{self, Asks, Sigma};
use super::verdict::Judged;
use super::{Evidence, watch};
use crate::compliance::{DATA, DETECTION, Kept};
use crate::record::Marks;
use crate::sync::{both, each};
use std::borrow::Cow;
use std::collections::BTreeSet;

macro_rules! embed {
    ($name:literal) => {
        ($name, include_str!(concat!("../../rules/sigma/", $name)))
    };
}

/// Rules in Sigma that are built in.
const EMBEDDED: &[(&str, &str)] = &[
    embed!("tp_d01_access_granted_to_outsider.yml"),
    embed!("tp_d02_access_granted_to_oneself.yml"),
    embed!("tp_d05_many_things_destroyed.yml"),
    embed!("tp_d06_space_or_team_destroyed.yml"),
    embed!("tp_d07_protected_app_destroyed.yml"),
    embed!("tp_d10_app_transferred.yml"),
    embed!("tp_d15_service_account_beyond_its_task.yml"),
    embed!("tp_d17_trusted_range_open_to_all.yml"),
    embed!("tp_d20_secret_configuration_changed.yml"),
    embed!("tp_d23_new_platform_connection.yml"),
];

/// A rule with its tests.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What it says of itself.
    pub head: Head,
    /// Its tests.
    pub tests: Vec<Case>,
    /// The file that it stands in; for one that is built in, within this project.
    pub file: String,
    /// What the file says, of one that is built in.
    pub text: Option<&'static str>,
    how: How,
}

#[derive(Debug, Clone)]
enum How {
    Sigma(Box<Sigma>),
    Reviewer(fn(&Evidence<'_>) -> Judged),
}

impl Rule {
    /// `sigma`, or `reviewer` for what is written in Rust.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.how {
            How::Sigma(_) => "sigma",
            How::Reviewer(_) => "reviewer",
        }
    }

    fn asks_for(&self, name: &str) -> Asks {
        match &self.how {
            How::Sigma(sigma) => sigma.asks_for(name),
            How::Reviewer(_) if self.head.needs.events.iter().any(|one| one.has(name)) => Asks::All,
            How::Reviewer(_) => Asks::Nothing,
        }
    }
}

/// See the module. In order of id.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    list: Vec<Rule>,
}

impl Rules {
    /// The rules that are built in, with their tests.
    #[must_use]
    pub fn built_in() -> Self {
        Self::embedded(|text| text.into())
    }

    /// The same without their tests, which are most of their text.
    #[must_use]
    pub fn built_in_to_judge() -> Self {
        Self::embedded(|text| without_tests(text).into())
    }

    fn embedded(read: impl Fn(&'static str) -> Cow<'static, str>) -> Self {
        let mut rules = Self::default();
        for &(file, text) in EMBEDDED {
            // A test reads each of them.
            let own = sigma::read_own(&read(text)).unwrap_or_default();
            let path = format!("rules/sigma/{file}");
            let own = own.into_iter();
            rules
                .list
                .extend(own.map(|rule| of_sigma(rule, &path, Some(text))));
        }
        for reviewer in reviewers::ALL {
            if let Ok((head, tests)) = Head::from_yaml(&read(reviewer.file)) {
                rules.list.push(Rule {
                    file: format!("rules/reviewers/{}", reviewer.name),
                    text: Some(reviewer.file),
                    how: How::Reviewer(reviewer.judge),
                    head,
                    tests,
                });
            }
        }
        rules.sort();
        rules
    }

    /// What is wrong with files that are built in, for a test of them.
    #[must_use]
    pub fn faults() -> Vec<String> {
        let sigma = EMBEDDED.iter().filter_map(|(file, text)| {
            let error = sigma::read(text).err()?;
            Some(format!("{file}: {error}"))
        });
        let reviewers = reviewers::ALL.iter().filter_map(|reviewer| {
            let error = Head::from_yaml(reviewer.file).err()?;
            let title = reviewer.file.lines().next().unwrap_or_default();
            Some(format!("{title}: {error}"))
        });
        sigma.chain(reviewers).collect()
    }

    /// Adds the rules of a file: rules in Sigma, or the head of a reviewer that the program has.
    ///
    /// # Errors
    /// A sentence, with the line where that can be told.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), String> {
        sigma::bounded(text)?;
        let added = if reviewers::is_head(text) {
            let (reviewer, head, tests) = reviewers::of_head(text)?;
            vec![Rule {
                head,
                tests,
                file: file.to_owned(),
                text: None,
                how: How::Reviewer(reviewer.judge),
            }]
        } else {
            let read = sigma::read_own(text)?.into_iter();
            read.map(|rule| of_sigma(rule, file, None)).collect()
        };
        for rule in added {
            let id = &rule.head.id;
            if let Some(other) = self.get(id) {
                return Err(format!(
                    "the id `{id}` is already that of a rule in {}; give each rule its own id, or leave the built-in rules out with --no-builtin-rules",
                    other.file
                ));
            }
            self.list.push(rule);
        }
        self.sort();
        Ok(())
    }

    fn sort(&mut self) {
        self.list.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    }

    /// The rules, in order of id.
    #[must_use]
    pub fn list(&self) -> &[Rule] {
        &self.list
    }

    /// The rule of an id, in any case.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.list
            .iter()
            .find(|rule| rule.head.id.eq_ignore_ascii_case(id))
    }

    /// This rule alone.
    #[must_use]
    pub fn only(rule: &Rule) -> Self {
        Self {
            list: vec![rule.clone()],
        }
    }

    /// What an event's name is to the rules.
    #[must_use]
    pub fn marks(&self, name: &str) -> Marks {
        let mut marks = watch::marks(name);
        for rule in &self.list {
            let noted = match rule.asks_for(name) {
                Asks::Nothing => continue,
                Asks::OfServices => Marks::NOTED_BY_ACTOR,
                Asks::OfProtected => Marks::NOTED_BY_APP,
                Asks::All => Marks::NOTED,
            };
            marks = marks.and(noted).and(DETECTION);
            if let How::Sigma(sigma) = &rule.how {
                if sigma.keeps() != Kept::Nothing {
                    marks = marks.and(DATA);
                }
                if sigma.asks_for_owner() {
                    marks = marks.and(Marks::OWNER);
                }
            }
        }
        marks
    }

    /// What of `data` is to be kept for the rules.
    #[must_use]
    pub fn keeps(&self) -> Kept {
        let mut members = BTreeSet::new();
        for rule in &self.list {
            if let How::Sigma(sigma) = &rule.how {
                match sigma.keeps() {
                    Kept::Whole => return Kept::Whole,
                    Kept::Members(names) => members.extend(names),
                    Kept::Nothing => {}
                }
            }
        }
        if members.is_empty() {
            Kept::Nothing
        } else {
            Kept::Members(members)
        }
    }

    /// What every rule comes to, in order of id.
    #[must_use]
    pub fn judge(&self, evidence: &Evidence<'_>) -> Vec<Judged> {
        let of_sigma = self.list.iter().filter_map(|rule| match &rule.how {
            How::Sigma(sigma) => Some((&rule.head, &**sigma)),
            How::Reviewer(_) => None,
        });
        let of_sigma: Vec<_> = of_sigma.collect();
        let review = |rule: &Rule| match &rule.how {
            How::Sigma(_) => None,
            How::Reviewer(judge) => Some(judge(evidence)),
        };
        let (judged, reviewed) = both(
            || sigma::judge(&of_sigma, evidence),
            || each(&self.list, &review),
        );
        let mut judged = judged.into_iter();
        let reviewed = reviewed.into_iter();
        reviewed
            .map(|reviewed| reviewed.or_else(|| judged.next()))
            .map(|judged| judged.unwrap_or_else(|| Judged::of(Vec::new(), [])))
            .collect()
    }
}

/// The text of a rule without what stands under `tests`.
fn without_tests(text: &str) -> String {
    let mut out = String::with_capacity(text.len() / 2);
    let mut in_tests = false;
    for line in text.lines() {
        if !line.starts_with([' ', '#']) && !line.is_empty() {
            in_tests = line.starts_with("tests:");
        }
        if !in_tests {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn of_sigma((mut head, sigma, tests): sigma::Read, file: &str, text: Option<&'static str>) -> Rule {
    for key in sigma.policy() {
        if !head.needs.policy.contains(&key) {
            head.needs.policy.push(key);
        }
    }
    Rule {
        head,
        tests,
        file: file.to_owned(),
        text,
        how: How::Sigma(Box::new(sigma)),
    }
}
