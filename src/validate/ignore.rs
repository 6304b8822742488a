//! Findings that the configuration sets aside: found and listed, but not counted.

use super::set::Rules;
use crate::finding::Finding;
use crate::view::validation::{IgnoreView, SuppressedView};
use chrono::NaiveDate;

/// A rule that is set aside, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// A code or what codes begin with, as given.
    pub word: String,
    /// What it means.
    pub rules: Rules,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Day from which it holds no longer.
    pub until: Option<NaiveDate>,
}

/// All of them, with what each came to.
pub(super) struct Ignores<'a> {
    entries: Vec<(&'a Ignore, u64)>,
    today: Option<NaiveDate>,
}

impl<'a> Ignores<'a> {
    pub(super) fn new(entries: &'a [Ignore], today: Option<NaiveDate>) -> Self {
        Self {
            entries: entries.iter().map(|entry| (entry, 0)).collect(),
            today,
        }
    }

    fn expired(entry: &Ignore, today: Option<NaiveDate>) -> bool {
        matches!((entry.until, today), (Some(until), Some(today)) if today >= until)
    }

    /// Why a finding does not count, if it does not. The first entry that fits has it.
    pub(super) fn over(&mut self, finding: &Finding) -> Option<SuppressedView> {
        let today = self.today;
        let fits = |entry: &Ignore| entry.rules.has(finding.code) && !Self::expired(entry, today);
        let (entry, used) = self.entries.iter_mut().find(|(entry, _)| fits(entry))?;
        *used += finding.count;
        Some(SuppressedView {
            reason: entry.reason.clone(),
            owner: entry.owner.clone(),
            until: entry.until.map(|until| until.to_string()),
        })
    }

    pub(super) fn views(self) -> Vec<IgnoreView> {
        let today = self.today;
        let view = |(entry, findings): (&Ignore, u64)| IgnoreView {
            rules: entry.word.clone(),
            reason: entry.reason.clone(),
            owner: entry.owner.clone(),
            until: entry.until.map(|until| until.to_string()),
            state: match findings {
                _ if Self::expired(entry, today) => "expired",
                0 => "unused",
                _ => "in force",
            },
            findings,
        };
        self.entries.into_iter().map(view).collect()
    }
}
