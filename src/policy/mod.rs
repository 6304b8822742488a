//! What the user's organisation holds to be its own, ordinary and agreed: table `[policy]` of `trailproof.toml`, or a
//! file of its own with that table.
//!
//! Nothing here has a silent default. What is not given is [`None`], so that a question that needs it has the answer
//! "cannot be told" and never "no".

mod domain;
mod exceptions;
mod hours;
mod lately;
mod pointer;
mod read;

pub use exceptions::{Concern, Disposition, Match, Suppression, Verdict};
pub use hours::WorkingHours;
pub use lately::LastHour;
pub use pointer::Pointer;

use crate::event::time::Timestamp;
use crate::pattern::Pattern;
use ipnet::IpNet;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// A policy that is understood. The default gives nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Domains of the organisation's own people, as the domain name system has them. Exact: a domain below one of
    /// them is another domain.
    pub internal_domains: Option<BTreeSet<String>>,
    /// Patterns over the e-mails of accounts that are no person's.
    pub service_accounts: Option<Vec<Pattern>>,
    /// Patterns over names of apps whose changes matter most.
    pub protected_apps: Option<Vec<Pattern>>,
    /// Networks that people work from.
    pub known_networks: Option<Vec<IpNet>>,
    /// When people work.
    pub working_hours: Option<WorkingHours>,
    /// Where in `data` the person concerned stands, tried in order.
    pub subject: Option<Vec<Pointer>>,
    /// Where in `data` the role stands, tried in order.
    pub role: Option<Vec<Pointer>>,
    /// Where in `data` the thing created or destroyed stands, tried in order.
    pub target: Option<Vec<Pointer>>,
    /// Detections that are known and agreed, in the order of the file.
    pub suppress: Vec<Suppression>,
    /// What was decided about detections, in the order of the file.
    pub disposition: Vec<Disposition>,
    /// What is said twice, a sentence each: it does no harm, and may be a slip.
    pub remarks: Vec<String>,
}

/// What kind of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A member of the organisation, or not known to be anything else.
    Person,
    /// An account that is no person's.
    Service,
    /// A person of another domain.
    External,
}

impl Kind {
    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Service => "service",
            Self::External => "external",
        }
    }
}

impl Policy {
    /// Whether it says where something stands in `data`.
    #[must_use]
    pub fn reads_data(&self) -> bool {
        [&self.subject, &self.role, &self.target]
            .into_iter()
            .any(Option::is_some)
    }

    /// The kind of an actor by its e-mail. Service accounts go first, whatever their domain.
    #[must_use]
    pub fn kind_of(&self, email: Option<&str>) -> Kind {
        let Some(email) = email else {
            return Kind::Person;
        };
        if any(self.service_accounts.as_deref(), email) == Some(true) {
            Kind::Service
        } else if self.is_external(email) == Some(true) {
            Kind::External
        } else {
            Kind::Person
        }
    }

    /// Whether an e-mail's domain is none of the organisation's. `None` without `internal_domains`, and for what has
    /// no domain.
    #[must_use]
    pub fn is_external(&self, email: &str) -> Option<bool> {
        let internal = self.internal_domains.as_ref()?;
        let domain = domain::of_email(email)?;
        Some(!internal.contains(&domain))
    }

    /// Whether an app is protected. `None` without `protected_apps`.
    #[must_use]
    pub fn is_protected(&self, app: &str) -> Option<bool> {
        any(self.protected_apps.as_deref(), app)
    }

    /// Whether an instant lies outside working hours. `None` without `working_hours`.
    #[must_use]
    pub fn outside_hours(&self, at: Timestamp) -> Option<bool> {
        self.working_hours.as_ref().map(|hours| hours.outside(at))
    }

    /// Whether an address belongs to a known network. `None` without `known_networks`.
    #[must_use]
    pub fn network_known(&self, address: IpAddr) -> Option<bool> {
        let networks = self.known_networks.as_ref()?;
        let canonical = address.to_canonical();
        let has = |network: &IpNet| network.contains(&canonical) || network.contains(&address);
        Some(networks.iter().any(has))
    }
}

fn any(patterns: Option<&[Pattern]>, name: &str) -> Option<bool> {
    patterns.map(|patterns| patterns.iter().any(|pattern| pattern.has(name)))
}

#[cfg(test)]
mod tests;
