//! What a rule comes to.

use super::level::Level;
use crate::compliance::Who;
use crate::event::Timestamp;

/// What a rule says of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Something was found, whatever else was lacking.
    Fired,
    /// All that the rule needs was there, and nothing was found.
    Clear,
    /// Nothing was found, and something that the rule needs was lacking.
    Indeterminate,
}

impl Verdict {
    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fired => "fired",
            Self::Clear => "clear",
            Self::Indeterminate => "indeterminate",
        }
    }
}

/// One time that a rule fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// When: the instant of its last event, which lies in the period.
    pub at: Timestamp,
    /// Whose doing it is; the default where no one actor's.
    pub actor: Who,
    /// The app it is about; the default where no one app.
    pub app: Who,
    /// What else tells this match from others of the rule by the same actor, such as a subject, a team, a domain or a
    /// local day's kind of change; empty where actor and app do. It goes into the fingerprint, so it must say nothing
    /// that is new next month: no day, no event id, no count.
    pub scope: String,
    /// All events that make it up, in order of time, then id; one at least.
    pub events: Vec<[u8; 16]>,
    /// How many more there are whose ids are not kept, of bulk events.
    pub unlisted: u64,
    /// A level that is not the rule's own, where the rule says that it escalates.
    pub level: Option<Level>,
}

/// What a rule came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Its verdict.
    pub verdict: Verdict,
    /// What was lacking, a part of a sentence: `needs 90 days before 2018-05-01, has 31`. Always there for
    /// [`Verdict::Indeterminate`]; for [`Verdict::Fired`] where more might have been found.
    pub reason: Option<String>,
    /// Every match, in order of `at`, then of the events.
    pub matches: Vec<Match>,
}

impl Judged {
    /// The verdict that follows: fired if there is a match, else indeterminate if anything was lacking, else clear.
    /// Several things that were lacking are told one behind the other.
    #[must_use]
    pub fn of(mut matches: Vec<Match>, lacking: impl IntoIterator<Item = String>) -> Self {
        let lacking: Vec<String> = lacking.into_iter().collect();
        matches.sort_by(|a, b| (a.at, &a.events).cmp(&(b.at, &b.events)));
        let verdict = match (matches.is_empty(), lacking.is_empty()) {
            (false, _) => Verdict::Fired,
            (true, true) => Verdict::Clear,
            (true, false) => Verdict::Indeterminate,
        };
        Self {
            verdict,
            reason: (!lacking.is_empty()).then(|| lacking.join("; ")),
            matches,
        }
    }
}
