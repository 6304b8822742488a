//! Who acts and what is acted upon: identity is the id, the label may change with time.

/// An id, if known, and the label at some time.
#[derive(Clone, Copy)]
pub struct Party<'a> {
    /// UUID.
    pub id: Option<&'a str>,
    /// E-mail of an actor; name of an app, a team or an account.
    pub label: &'a str,
}

/// One actor or app under one id. Its label depends on its id and the time alone, so that the
/// latest label is never in doubt, even among events of the same millisecond.
pub struct Subject {
    /// UUID; an actor may lack it.
    pub id: Option<String>,
    /// Labels in order, each with the time, in milliseconds since 1970, from which it holds.
    pub labels: Vec<(i64, String)>,
}

impl Subject {
    /// A subject that has one label until it gets others.
    pub fn new(id: Option<String>, label: String) -> Self {
        Self {
            id,
            labels: vec![(i64::MIN, label)],
        }
    }

    /// Position in `labels` of the one that holds at `at`.
    pub fn label_at(&self, at: i64) -> usize {
        self.labels
            .iter()
            .rposition(|&(from, _)| from <= at)
            .unwrap_or(0)
    }

    /// The subject as an event of time `at` shows it.
    pub fn party(&self, at: i64) -> Party<'_> {
        Party {
            id: self.id.as_deref(),
            label: &self.labels[self.label_at(at)].1,
        }
    }
}
