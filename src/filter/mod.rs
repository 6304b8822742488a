//! Which events a report is about. Values are understood once, before anything is read; a value
//! that cannot mean anything is refused instead of giving an empty result.
//!
//! Values of one filter are alternatives, different filters narrow. An event that lacks what a
//! filter asks about never passes it.

mod network;
mod period;

use crate::error::{Error, Result};
use crate::event::time::Timestamp;
use globset::{ErrorKind, Glob, GlobBuilder, GlobMatcher, GlobSet};
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
    /// Names or ids of enterprise accounts.
    pub account: Vec<String>,
    /// E-mail addresses or ids of actors.
    pub actor: Vec<String>,
    /// Names or ids of apps.
    pub app: Vec<String>,
    /// Names or ids of teams.
    pub team: Vec<String>,
    /// Patterns over `type.action`.
    pub event: Vec<String>,
    /// Addresses and networks.
    pub ip: Vec<String>,
}

/// Filters that are understood. The default lets everything pass.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    period: Period,
    account: Names,
    actor: Names,
    app: Names,
    team: Names,
    events: Vec<GlobMatcher>,
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
            account: Names::new("--account", account)?,
            actor: Names::new("--actor", actor)?,
            app: Names::new("--app", app)?,
            team: Names::new("--team", team)?,
            events: patterns(event)?,
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
            events,
            networks,
        } = self;
        period.is_empty()
            && [account, actor, app, team]
                .iter()
                .all(|names| names.0.is_empty())
            && events.is_empty()
            && networks.is_empty()
    }

    /// Whether an event of that instant passes.
    #[must_use]
    pub fn accepts_time(&self, at: Timestamp) -> bool {
        self.period.accepts(at)
    }

    /// Whether an event of that name, `type.action`, passes.
    #[must_use]
    pub fn accepts_event(&self, name: &str) -> bool {
        self.events.is_empty() || self.events.iter().any(|glob| glob.is_match(name))
    }

    /// Whether an event of the enterprise account passes.
    #[must_use]
    pub fn accepts_account(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.account.accepts(id, label)
    }

    /// Whether an event of the actor passes.
    #[must_use]
    pub fn accepts_actor(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.actor.accepts(id, label)
    }

    /// Whether an event of the app passes.
    #[must_use]
    pub fn accepts_app(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.app.accepts(id, label)
    }

    /// Whether an event of the team passes.
    #[must_use]
    pub fn accepts_team(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.team.accepts(id, label)
    }

    /// Whether an event from the address passes. IPv4 inside IPv6 counts as IPv4.
    #[must_use]
    pub fn accepts_ip(&self, address: Option<&str>) -> bool {
        self.networks.accepts(address)
    }

    /// The filters as given, normalised: each value once and in order, filters without a value
    /// left out.
    #[must_use]
    pub fn view(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut events: Vec<_> = self.events.iter().map(|g| g.glob().to_string()).collect();
        events.sort_unstable();
        events.dedup();
        let mut view = BTreeMap::from([
            ("from", self.period.from()),
            ("to", self.period.to()),
            ("month", self.period.months()),
            ("account", self.account.0.clone()),
            ("actor", self.actor.0.clone()),
            ("app", self.app.0.clone()),
            ("team", self.team.0.clone()),
            ("event", events),
            ("ip", self.networks.view()),
        ]);
        view.retain(|_, values| !values.is_empty());
        view
    }
}

/// Ids and labels, compared whole and without regard to ASCII case; kept in lower case.
#[derive(Debug, Clone, Default)]
struct Names(Vec<String>);

impl Names {
    fn new(flag: &str, values: &[String]) -> Result<Self> {
        if values.iter().any(|value| value.trim().is_empty()) {
            return Err(Error::Usage(format!(
                "{flag} \"\": an empty value matches nothing; give a name or an id"
            )));
        }
        let mut names: Vec<_> = values.iter().map(|v| v.to_ascii_lowercase()).collect();
        names.sort_unstable();
        names.dedup();
        Ok(Self(names))
    }

    fn accepts(&self, id: Option<&str>, label: Option<&str>) -> bool {
        self.0.is_empty()
            || [id, label]
                .into_iter()
                .flatten()
                .any(|have| self.0.iter().any(|name| name.eq_ignore_ascii_case(have)))
    }
}

/// Patterns over event names. One that has neither a dot nor a wildcard can match no name.
fn patterns(values: &[String]) -> Result<Vec<GlobMatcher>> {
    let compile = |value: &String| {
        if !value.contains(['.', '*', '?', '[', '{']) {
            return Err(Error::Usage(format!(
                "--event {value}: not an event name; names are type.action, so write {value}.* for every \
                 event of that type or *.{value} for that action on everything"
            )));
        }
        let compiled = |glob: Glob| {
            // A set refuses what a matcher alone would end the program over: braces hundreds deep.
            GlobSet::new([glob.clone()])?;
            Ok(glob.compile_matcher())
        };
        GlobBuilder::new(value)
            .backslash_escape(true)
            .build()
            .and_then(compiled)
            .map_err(|error| {
                Error::Usage(format!(
                    "--event {value}: malformed pattern: {}; write for example addon.* or *.create",
                    match error.kind() {
                        ErrorKind::Regex(_) =>
                            "it is too long or its braces are nested too deep".to_owned(),
                        kind => kind.to_string(),
                    }
                ))
            })
    };
    values.iter().map(compile).collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
