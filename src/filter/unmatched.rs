//! Filter values that met no name in what was read: most are misspelt.

use super::Filter;
use super::names::{Pattern, in_lower_case};
use super::network::Network;
use crate::identity::{Dimension, Name, Names};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Names that are offered in place of one that is not there.
const OFFERED: usize = 3;
/// Out of a thousand: what is less alike is no help.
const ALIKE: u32 = 700;
/// The same for ids, of which any two are half alike.
const ALIKE_IDS: u32 = 900;
/// Letters of a name that are compared.
const COMPARED: usize = 128;

/// A value of a filter that met no name in what was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    /// The filter: `account`, `actor`, `app`, `event`, `ip` or `team`.
    pub filter: &'static str,
    /// The value as given, normalised.
    pub value: String,
    /// The names that are most like it, the likeliest first, at most three.
    pub nearest: Vec<String>,
}

impl Unmatched {
    /// What it met nothing of.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match self.filter {
            "account" => "enterprise account",
            "ip" => "address",
            other => other,
        }
    }

    /// The same in a sentence, its words as they came.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { filter, value, .. } = self;
        let nearest = match self.nearest.as_slice() {
            [] => String::new(),
            names => format!("; nearest: {}", names.join(", ")),
        };
        let what = self.what();
        format!("--{filter} {value} matches no {what} in the archives read{nearest}")
    }
}

/// Something that a filter asks for.
enum Value<'f> {
    Pattern(&'f Pattern),
    Network(&'f Network),
}

impl Filter {
    /// The values that none of the names meets which events bear, those that the filter left out
    /// included; by filter and value.
    #[must_use]
    pub fn unmatched(&self, names: &[&Names]) -> Vec<Unmatched> {
        let patterns = [
            ("account", Dimension::Account, &self.account),
            ("actor", Dimension::Actor, &self.actor),
            ("app", Dimension::App, &self.app),
            ("event", Dimension::Event, &self.event),
            ("team", Dimension::Team, &self.team),
        ];
        let patterns = patterns.into_iter().map(|(filter, dimension, patterns)| {
            let values = patterns.iter().map(Value::Pattern).collect();
            (filter, dimension, values)
        });
        let networks = self.networks.iter().map(Value::Network).collect();
        let all = patterns.chain([("ip", Dimension::Ip, networks)]);
        let mut unmatched: Vec<_> = all
            .flat_map(|(filter, dimension, values)| of_one(filter, dimension, values, names))
            .collect();
        unmatched.sort_by_key(|one| one.filter);
        unmatched
    }
}

fn of_one(
    filter: &'static str,
    dimension: Dimension,
    mut values: Vec<Value<'_>>,
    names: &[&Names],
) -> Vec<Unmatched> {
    if values.is_empty() {
        return Vec::new();
    }
    // The first name stands for "none".
    let of_dimension = names.iter().map(|names| names.of_dimension(dimension));
    let variants = of_dimension.flat_map(|names| names.used().iter().skip(1));
    let met: Vec<Met> = variants
        .map(|variant| Met::new(dimension, &variant.name))
        .collect();
    values.retain(|value| !met.iter().any(|name| value.meets(name)));
    let unmatched = |value: Value<'_>| {
        let mut nearest = Nearest::new(&value.literal());
        for name in &met {
            nearest.weigh(name.label.as_deref(), ALIKE);
            nearest.weigh(name.id.as_deref(), ALIKE_IDS);
        }
        Unmatched {
            filter,
            value: value.shown(),
            nearest: nearest.finish(),
        }
    };
    values.into_iter().map(unmatched).collect()
}

/// A name as values are held against it.
struct Met {
    id: Option<String>,
    label: Option<String>,
    in_lower_case: Vec<String>,
    address: Option<IpAddr>,
}

impl Met {
    fn new(dimension: Dimension, name: &Name) -> Self {
        let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().map(str::to_owned);
        let (id, label) = match dimension {
            Dimension::Event if name.label.is_some() => (None, Some(name.event())),
            _ => (text(&name.id), text(&name.label)),
        };
        Self {
            in_lower_case: in_lower_case(&[id.as_deref(), label.as_deref()]),
            address: label.as_deref().and_then(|label| label.parse().ok()),
            id,
            label,
        }
    }
}

impl Value<'_> {
    fn meets(&self, name: &Met) -> bool {
        match self {
            Self::Pattern(pattern) => pattern.meets(&name.in_lower_case),
            Self::Network(network) => name.address.is_some_and(|address| network.meets(address)),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Pattern(pattern) => pattern.shown(),
            Self::Network(network) => network.shown(),
        }
    }

    /// What a name is compared with.
    fn literal(&self) -> String {
        match self {
            Self::Pattern(pattern) => pattern.literal(),
            Self::Network(network) => network.shown().trim_start_matches('!').to_owned(),
        }
    }
}

/// The names that are most like a text, as far as they were shown.
struct Nearest {
    text: String,
    names: BTreeSet<(Reverse<u32>, String)>,
}

impl Nearest {
    fn new(text: &str) -> Self {
        Self {
            text: text.chars().take(COMPARED).collect(),
            names: BTreeSet::new(),
        }
    }

    fn weigh(&mut self, name: Option<&str>, least: u32) {
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return;
        };
        let likeness = likeness(&self.text, name);
        if likeness >= least {
            self.names.insert((Reverse(likeness), name.to_owned()));
            if self.names.len() > OFFERED {
                self.names.pop_last();
            }
        }
    }

    fn finish(self) -> Vec<String> {
        self.names.into_iter().map(|(_, name)| name).collect()
    }
}

/// Likeness of a text in lower case and a name, out of a thousand. A name that has the text in it is as
/// like as a name can be that is not the same.
fn likeness(text: &str, name: &str) -> u32 {
    let name: String = name.to_lowercase().chars().take(COMPARED).collect();
    if text.len() > 1 && name.contains(text) {
        return 1000;
    }
    (strsim::jaro_winkler(text, &name) * 1000.0) as u32
}
