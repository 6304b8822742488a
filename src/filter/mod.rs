//! Which events a report is about. Values are understood once, before anything is read; a value
//! that cannot mean anything is refused instead of giving an empty result.
//!
//! Values of one filter are alternatives, different filters narrow. A value with `!` before it leaves
//! out what it names, whatever else takes it. An event that lacks what a filter asks about passes it
//! only where every value leaves something out.

pub(crate) mod glob;
mod names;
pub(crate) mod network;
mod period;
mod unmatched;

pub use unmatched::Unmatched;

use crate::error::{Error, Result};
use crate::event::time::Timestamp;
use names::Patterns;
use network::Networks;
use period::Period;
use std::collections::BTreeMap;

/// Filter values as they were given.
#[derive(Debug, Clone, Default)]
pub struct Criteria {
    /// Starts of the period, included.
    pub from: Vec<String>,
    /// Ends of the period, not included.
    pub to: Vec<String>,
    /// Months, `YYYY-MM`.
    pub month: Vec<String>,
    /// Patterns over names or ids of enterprise accounts.
    pub account: Vec<String>,
    /// Patterns over e-mail addresses or ids of actors.
    pub actor: Vec<String>,
    /// Patterns over names or ids of apps.
    pub app: Vec<String>,
    /// Patterns over names or ids of teams.
    pub team: Vec<String>,
    /// Patterns over `type.action`.
    pub event: Vec<String>,
    /// Addresses and networks. Here as everywhere `!` before a value leaves out what it names.
    pub ip: Vec<String>,
}

/// Which events count: [`Criteria`] that have been understood. The default lets every event pass.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    period: Period,
    account: Patterns,
    actor: Patterns,
    app: Patterns,
    team: Patterns,
    event: Patterns,
    networks: Networks,
}

impl Filter {
    /// Understands the values.
    ///
    /// # Errors
    /// [`Error::Usage`] with a sentence that shows the first bad value and what would be right.
    pub fn new(criteria: &Criteria) -> Result<Self> {
        let Criteria {
            from,
            to,
            month,
            account,
            actor,
            app,
            team,
            event,
            ip,
        } = criteria;
        Ok(Self {
            period: Period::new(from, to, month)?,
            account: Patterns::new("--account", account)?,
            actor: Patterns::new("--actor", actor)?,
            app: Patterns::new("--app", app)?,
            team: Patterns::new("--team", team)?,
            event: event_patterns(event)?,
            networks: Networks::new(ip)?,
        })
    }

    /// Whether every event passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self {
            period,
            account,
            actor,
            app,
            team,
            event,
            networks,
        } = self;
        period.is_empty()
            && [account, actor, app, team, event]
                .iter()
                .all(|patterns| patterns.is_empty())
            && networks.is_empty()
    }

    /// Whether an event of that instant passes.
    #[must_use]
    pub fn accepts_time(&self, at: Timestamp) -> bool {
        self.period.accepts(at)
    }

    /// The start of the first period that passes; `None` where no start was given.
    #[must_use]
    pub fn start(&self) -> Option<Timestamp> {
        self.period.start()
    }

    /// The end of the last period that passes, not included; `None` where no end was given.
    #[must_use]
    pub fn end(&self) -> Option<Timestamp> {
        self.period.end()
    }

    /// Whether an event of that name, `type.action`, passes.
    #[must_use]
    pub fn accepts_event(&self, name: &str) -> bool {
        self.event.accept(&[Some(name)])
    }

    /// Whether an event of the enterprise account passes.
    #[must_use]
    pub fn accepts_account(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.account.accept(&[id, label])
    }

    /// Whether an event of the actor passes.
    #[must_use]
    pub fn accepts_actor(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.actor.accept(&[id, label])
    }

    /// Whether an event of the app passes.
    #[must_use]
    pub fn accepts_app(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.app.accept(&[id, label])
    }

    /// Whether an event of the team passes.
    #[must_use]
    pub fn accepts_team(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.team.accept(&[id, label])
    }

    /// Whether an event from the address passes. IPv4 inside IPv6 counts as IPv4.
    #[must_use]
    pub fn accepts_ip(&self, address: Option<&str>) -> bool {
        self.networks.accept(address)
    }

    /// The filters as given, normalised: each value once and in order, filters without a value
    /// left out.
    #[must_use]
    pub fn view(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut view = BTreeMap::from([
            ("from", self.period.from()),
            ("to", self.period.to()),
            ("month", self.period.months()),
            ("account", self.account.view()),
            ("actor", self.actor.view()),
            ("app", self.app.view()),
            ("team", self.team.view()),
            ("event", self.event.view()),
            ("ip", self.networks.view()),
        ]);
        view.retain(|_, values| !values.is_empty());
        view
    }
}

/// Patterns over event names. One that has neither a dot nor a special character can match no name.
fn event_patterns(values: &[String]) -> Result<Patterns> {
    for value in values {
        if !value.contains('.') && !glob::is_glob(value) {
            let hint = format!(
                "names are type.action, so write {value}.* for every event of that type or *.{} for that \
                 action on everything",
                value.trim_start_matches('!')
            );
            return Err(Error::Usage(format!("--event {value}: not an event name")).hint(hint));
        }
    }
    Patterns::new("--event", values)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
