//! Filter values that met no name in what was read: most are misspelt.

use super::Filter;
use super::names::{Pattern, in_lower_case};
use super::network::Network;
use crate::identity::{Dimension, Name};
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

/// A filter value that met no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// The filter: `account`, `actor`, `app`, `team`, `event` or `ip`.
    pub filter: &'static str,
    /// The value as given, normalised.
    pub value: String,
    /// The names that are most like it, the likeliest first.
    pub nearest: Vec<String>,
}

impl Unmatched {
    /// The same in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self {
            filter,
            value,
            nearest,
        } = self;
        let what = match *filter {
            "account" => "enterprise account",
            "ip" => "address",
            other => other,
        };
        let nearest = match nearest.as_slice() {
            [] => String::new(),
            names => format!("; nearest: {}", names.join(", ")),
        };
        format!("--{filter} {value}: no {what} of that name in what was read{nearest}")
    }
}

/// Shows each name of a dimension to a function.
pub type Visit<'n> = dyn Fn(Dimension, &mut dyn FnMut(&Name)) + 'n;

/// Something that a filter asks for.
enum Value<'f> {
    Pattern(&'f Pattern),
    Network(&'f Network),
}

impl Filter {
    /// The values that no name meets, by filter. `visit` shows every name of a dimension that the archives
    /// have, of events that the filter left out as well.
    #[must_use]
    pub fn unmatched(&self, visit: &Visit<'_>) -> Vec<Unmatched> {
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
            .flat_map(|(filter, dimension, values)| of_one(filter, dimension, values, visit))
            .collect();
        unmatched.sort_by_key(|one| one.filter);
        unmatched
    }
}

fn of_one(
    filter: &'static str,
    dimension: Dimension,
    mut values: Vec<Value<'_>>,
    visit: &Visit<'_>,
) -> Vec<Unmatched> {
    if values.is_empty() {
        return Vec::new();
    }
    visit(dimension, &mut |name| {
        if !values.is_empty() {
            let met = Met::new(dimension, name);
            values.retain(|value| !value.meets(&met));
        }
    });
    let mut nearest: Vec<Nearest> = values
        .iter()
        .map(|value| Nearest::new(&value.literal()))
        .collect();
    if !nearest.is_empty() {
        visit(dimension, &mut |name| {
            let Met { id, label, .. } = Met::new(dimension, name);
            for nearest in &mut nearest {
                nearest.weigh(label.as_deref(), ALIKE);
                nearest.weigh(id.as_deref(), ALIKE_IDS);
            }
        });
    }
    let unmatched = values.iter().zip(nearest);
    unmatched
        .map(|(value, nearest)| Unmatched {
            filter,
            value: value.shown(),
            nearest: nearest.finish(),
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Criteria;

    fn unmatched(criteria: Criteria, names: &[(Dimension, Option<&str>, &str)]) -> Vec<Unmatched> {
        let filter = Filter::new(&criteria).expect("a filter");
        filter.unmatched(&|dimension, look| {
            for (_, id, label) in names.iter().filter(|(of, ..)| *of == dimension) {
                look(&Name {
                    id: id.map(Into::into),
                    label: Some((*label).into()),
                });
            }
        })
    }

    #[test]
    fn a_value_that_met_no_name_is_told_with_what_is_like_it() {
        let names = [
            (
                Dimension::App,
                Some("AA000000-0000-4000-8000-000000000001"),
                "shop",
            ),
            (Dimension::App, None, "shop-staging"),
            (Dimension::App, None, "blog"),
            (Dimension::Event, Some("app"), "create"),
            (Dimension::Ip, None, "10.0.0.1"),
        ];
        let values = |values: &[&str]| values.iter().map(ToString::to_string).collect();
        let criteria = Criteria {
            app: values(&[
                "SHOP",
                "sohp",
                "!*-production",
                "!bl?g",
                "shop-stagng",
                "aa000000-*",
                "aa000000-0000-4000-8000-000000000002",
                "zzz",
            ]),
            event: values(&["app.*", "app.craete"]),
            ip: values(&["10.0.0.0/8", "!10.0.0.2"]),
            team: values(&["any"]),
            ..Criteria::default()
        };
        let told: Vec<String> = unmatched(criteria, &names)
            .iter()
            .map(Unmatched::sentence)
            .collect();
        assert_eq!(
            told,
            [
                "--app !*-production: no app of that name in what was read",
                "--app aa000000-0000-4000-8000-000000000002: no app of that name in what was read; nearest: \
             AA000000-0000-4000-8000-000000000001",
                "--app shop-stagng: no app of that name in what was read; nearest: shop-staging, shop",
                "--app sohp: no app of that name in what was read; nearest: shop",
                "--app zzz: no app of that name in what was read",
                "--event app.craete: no event of that name in what was read; nearest: app.create",
                "--ip !10.0.0.2: no address of that name in what was read; nearest: 10.0.0.1",
                "--team any: no team of that name in what was read",
            ]
        );
    }
}
