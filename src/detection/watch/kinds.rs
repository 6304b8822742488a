//! When which actor did something of a kind that not everybody does every day.

use super::moment::Moment;
use super::stretches::{Break, Stretches};
use crate::record::Marks;
use hashbrown::HashMap;

/// A kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Access granted, changed, withdrawn, or an app handed over.
    Access,
    /// Domains, certificates, trusted addresses.
    Network,
    /// Whatever was destroyed.
    Destruction,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Access, Self::Network, Self::Destruction];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Network => "network",
            Self::Destruction => "destruction",
        }
    }

    /// What marks an event of it.
    pub(super) const fn mark(self) -> Marks {
        match self {
            Self::Access => Marks(1 << 18),
            Self::Network => Marks(1 << 19),
            Self::Destruction => Marks(1 << 20),
        }
    }

    /// Whether an event of that name is of it.
    pub(super) fn has(self, kind: &str, action: &str) -> bool {
        match self {
            Self::Access => matches!(
                kind,
                "collaborator"
                    | "team_membership"
                    | "enterprise_account_membership"
                    | "app_transfer"
            ),
            Self::Network => matches!(
                kind,
                "domain" | "sni_endpoint" | "ssl_endpoint" | "trusted_ip"
            ),
            Self::Destruction => action == "destroy",
        }
    }
}

/// It is a first time where it did not happen for longer.
pub(super) const FIRST: Break = Break::Above(90);

/// By identity of the actor.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds(HashMap<(u32, Kind), Stretches>);

impl Kinds {
    pub(super) fn observe(&mut self, actor: u32, marks: Marks, moment: Moment) {
        for kind in Kind::ALL {
            if marks.any(kind.mark()) {
                let stretches = self.0.entry((actor, kind)).or_default();
                stretches.add(moment, false, FIRST);
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (key, theirs) in other.0 {
            self.0.entry(key).or_default().merge(&theirs, FIRST);
        }
    }

    pub(super) fn remap(&mut self, actor: impl Fn(u32) -> u32) {
        let old = std::mem::take(&mut self.0).into_iter();
        self.0 = old
            .map(|((of, kind), seen)| ((actor(of), kind), seen))
            .collect();
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Kind, &Stretches)> {
        self.0
            .iter()
            .map(|((actor, kind), seen)| (*actor, *kind, seen))
    }
}
