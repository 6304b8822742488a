//! Detections that are known and agreed, and what was decided about others.

use crate::pattern::Pattern;
use chrono::NaiveDate;
use uuid::Uuid;

/// A detection that is known and agreed: it is counted and listed apart, and does not fail a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Id of the rule, compared without regard to case.
    pub rule: String,
    /// Only matches by these actors, where given: e-mails or ids.
    pub actor: Option<Pattern>,
    /// Only matches on these apps, where given: names or ids.
    pub app: Option<Pattern>,
    /// Only matches that this event is part of, where given.
    pub event_id: Option<Uuid>,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day of a period for which it holds.
    pub until: NaiveDate,
    /// Its line in the file.
    pub line: usize,
}

/// What was decided about detections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposition {
    /// Which ones.
    pub concern: Concern,
    /// What was decided.
    pub verdict: Verdict,
    /// Who answers for it.
    pub owner: String,
    /// Who has looked at it beside the owner; only what is open may still lack one.
    pub reviewer: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// Its line in the file.
    pub line: usize,
}

/// Which detections a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// Those that an event is part of.
    Event(Uuid),
    /// Those of a rule by some actors: e-mails or ids.
    Rule(String, Pattern),
}

/// What was decided about a detection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The risk is taken.
    Accepted,
    /// What was wrong is mended.
    Remediated,
    /// Nothing was wrong.
    FalsePositive,
    /// It is being looked into.
    Open,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Accepted,
        Self::Remediated,
        Self::FalsePositive,
        Self::Open,
    ];

    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Remediated => "remediated",
            Self::FalsePositive => "false positive",
            Self::Open => "open",
        }
    }
}

/// A match of a rule, as far as exceptions have to do with it.
#[derive(Debug, Clone, Copy)]
pub struct Match<'a> {
    /// Id of the rule.
    pub rule: &'a str,
    /// Id and e-mail of the actor.
    pub actor: [Option<&'a str>; 2],
    /// Id and name of the app.
    pub app: [Option<&'a str>; 2],
    /// Ids of all events that make it up.
    pub events: &'a [Uuid],
}

impl Suppression {
    /// Whether it holds for a period that ends with this day: a period is judged, never a clock.
    #[must_use]
    pub fn holds(&self, last_day: NaiveDate) -> bool {
        last_day <= self.until
    }

    /// Whether a match is one of those that it is about.
    #[must_use]
    pub fn has(&self, found: &Match<'_>) -> bool {
        self.rule.eq_ignore_ascii_case(found.rule)
            && self
                .actor
                .as_ref()
                .is_none_or(|actor| any(actor, found.actor))
            && self.app.as_ref().is_none_or(|app| any(app, found.app))
            && self.event_id.is_none_or(|id| found.events.contains(&id))
    }

    /// Whether it is about every match that the other one is about.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let covers = |wide: &Option<Pattern>, narrow: &Option<Pattern>| match (wide, narrow) {
            (None, _) => true,
            (Some(wide), Some(narrow)) => wide == narrow || wide.covers(narrow),
            (Some(_), None) => false,
        };
        self.rule.eq_ignore_ascii_case(&other.rule)
            && covers(&self.actor, &other.actor)
            && covers(&self.app, &other.app)
            && (self.event_id.is_none() || self.event_id == other.event_id)
    }
}

impl Disposition {
    fn has(&self, found: &Match<'_>) -> bool {
        match &self.concern {
            Concern::Event(id) => found.events.contains(id),
            Concern::Rule(rule, actor) => {
                rule.eq_ignore_ascii_case(found.rule) && any(actor, found.actor)
            }
        }
    }
}

impl super::Policy {
    /// The events that suppressions and dispositions name.
    pub fn named_events(&self) -> impl Iterator<Item = Uuid> {
        let suppressed = self.suppress.iter().filter_map(|entry| entry.event_id);
        let decided = self
            .disposition
            .iter()
            .filter_map(|entry| match entry.concern {
                Concern::Event(id) => Some(id),
                Concern::Rule(..) => None,
            });
        suppressed.chain(decided)
    }

    /// The place in `suppress` of the first entry that holds for a period ending with this day and has the match.
    #[must_use]
    pub fn suppression(&self, found: &Match<'_>, last_day: NaiveDate) -> Option<usize> {
        let entries = self.suppress.iter();
        let fits = |entry: &Suppression| entry.holds(last_day) && entry.has(found);
        entries
            .enumerate()
            .find_map(|(place, entry)| fits(entry).then_some(place))
    }

    /// The place in `disposition` of what was decided about a match: about one of its events, else about its rule and
    /// actor.
    #[must_use]
    pub fn disposition(&self, found: &Match<'_>) -> Option<usize> {
        let entries = || {
            self.disposition
                .iter()
                .enumerate()
                .filter(|(_, entry)| entry.has(found))
        };
        let of_event = |entry: &Disposition| matches!(entry.concern, Concern::Event(_));
        let first = entries()
            .find(|(_, entry)| of_event(entry))
            .or_else(|| entries().next());
        first.map(|(place, _)| place)
    }
}

fn any(pattern: &Pattern, names: [Option<&str>; 2]) -> bool {
    names.into_iter().flatten().any(|name| pattern.has(name))
}
