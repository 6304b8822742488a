//! What a population can be divided by.

use crate::catalog::Category;
use crate::event::time::date_of_day;
use crate::identity::{Dimension, Names, Remap, Used};
use crate::record::Record;
use std::cmp::Ordering;

/// By what a population is divided into strata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stratify {
    /// Name of the event.
    Event,
    /// Category of its name.
    Category,
    /// Actor, by identity.
    Actor,
    /// App, by identity.
    App,
    /// Day in UTC.
    Day,
}

/// A stratum while events are read: an identity or a day.
pub(super) type Key = i64;

/// A stratum by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) label: Option<String>,
    pub(super) id: Option<String>,
    /// Where it stands among all: by place first, where places differ.
    place: i64,
}

impl Stratify {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Event,
        Self::Category,
        Self::Actor,
        Self::App,
        Self::Day,
    ];

    /// The name by which it is asked for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Category => "category",
            Self::Actor => "actor",
            Self::App => "app",
            Self::Day => "day",
        }
    }

    /// What has labels that change over time.
    pub(super) const fn party(self) -> Option<Dimension> {
        match self {
            Self::Actor => Some(Dimension::Actor),
            Self::App => Some(Dimension::App),
            _ => None,
        }
    }

    const fn dimension(self) -> Option<Dimension> {
        match self {
            Self::Event | Self::Category => Some(Dimension::Event),
            _ => self.party(),
        }
    }

    /// The stratum of an event. One of a category is known by its name until names are.
    pub(super) fn key(self, record: &Record) -> Key {
        match self {
            Self::Event | Self::Category => record.event.into(),
            Self::Actor => record.actor.identity.into(),
            Self::App => record.app.identity.into(),
            Self::Day => record.at.day(),
        }
    }

    pub(super) fn mark(self, key: Key, used: &mut Used) {
        if let Some((dimension, symbol)) = self.dimension().zip(u32::try_from(key).ok()) {
            used.identity(dimension, symbol);
        }
    }

    pub(super) fn remapped(self, key: Key, remap: &Remap) -> Key {
        match self.dimension().zip(u32::try_from(key).ok()) {
            Some((dimension, symbol)) => remap.identity(dimension, symbol).into(),
            None => key,
        }
    }

    /// The stratum that a key comes to, now that names are known: its number, which is that of other keys of it, too.
    pub(super) fn settled(self, key: Key, events: &[String]) -> Key {
        match self {
            Self::Category => Category::of(name_of(events, key)).place() as Key,
            _ => key,
        }
    }

    /// A stratum that has no label of its own but what its key says.
    pub(super) fn named(self, key: Key, events: &[String]) -> Named {
        let label = match self {
            Self::Event => name_of(events, key).to_owned(),
            Self::Category => {
                let category = usize::try_from(key)
                    .ok()
                    .and_then(|place| Category::ALL.get(place));
                category.map_or("", |category| category.as_str()).to_owned()
            }
            _ => date_of_day(key).to_string(),
        };
        let place = match self {
            Self::Event => 0,
            _ => key,
        };
        Named {
            label: Some(label),
            id: None,
            place,
        }
    }
}

impl Named {
    /// An actor or an app.
    pub(super) fn party(label: Option<&str>, id: Option<&str>) -> Self {
        Self {
            label: label.map(str::to_owned),
            id: id.map(str::to_owned),
            place: 0,
        }
    }

    /// The order of strata: categories as everywhere, days by time, else by events descending, label and id.
    pub(super) fn order(&self, events: u64, other: &Self, its: u64) -> Ordering {
        let by_weight = || (its, &self.label, &self.id).cmp(&(events, &other.label, &other.id));
        self.place.cmp(&other.place).then_with(by_weight)
    }
}

/// `type.action` of every identity.
pub(super) fn event_names(names: &Names) -> Vec<String> {
    let firsts = names.of_dimension(Dimension::Event).firsts();
    firsts.into_iter().map(|name| name.event()).collect()
}

fn name_of(events: &[String], key: Key) -> &str {
    let place = usize::try_from(key).ok();
    place
        .and_then(|place| events.get(place))
        .map_or("", String::as_str)
}
