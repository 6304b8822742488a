//! What happened to the access of one person to one thing, in order of time.

/// What access is to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Position of the app.
    App(usize),
    /// Position of the team.
    Team(usize),
    /// Position of the enterprise account.
    Account(usize),
}

impl Scope {
    /// The name that the report has for it.
    pub fn kind(self) -> &'static str {
        ["app", "team", "enterprise account"][self.number()]
    }

    /// Its place among names of events.
    pub fn number(self) -> usize {
        match self {
            Self::App(_) => 0,
            Self::Team(_) => 1,
            Self::Account(_) => 2,
        }
    }
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Access began.
    Grant,
    /// The role changed.
    Update,
    /// Access ended.
    Revoke,
}

/// One event of a thread.
pub struct Step {
    /// Position of the deed.
    pub deed: usize,
    /// What was done.
    pub act: Act,
    /// Whom `data` names, in its words.
    pub text: Option<String>,
    /// The role that it gives.
    pub role: Option<String>,
}

/// All events that are about one person and one thing; of those whose subject cannot be read, each is alone.
pub struct Thread {
    /// What access is to.
    pub scope: Scope,
    /// Position of the guest.
    pub guest: Option<usize>,
    /// The events, in order of time, then id.
    pub steps: Vec<Step>,
}
