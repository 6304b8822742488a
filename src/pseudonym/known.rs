//! Names that archives have: what is to be found in texts.

use super::token::Kind;
use crate::identity::{Dimension, Names};
use aho_corasick::AhoCorasick;
use hashbrown::HashMap;

/// Letters of the shortest name that is looked for within a text. A shorter one counts where it is all of the text.
const SHORTEST: usize = 3;

/// Names by what they say, without regard to ASCII case.
#[derive(Debug, Default)]
pub struct Known {
    whole: HashMap<String, (Kind, String)>,
    within: Option<AhoCorasick>,
    /// What the patterns of `within` are.
    names: Vec<(Kind, String)>,
}

/// In this order: what is the name of several things is that of the first.
const KINDS: [(Dimension, Kind); 4] = [
    (Dimension::Actor, Kind::User),
    (Dimension::Account, Kind::Account),
    (Dimension::Team, Kind::Team),
    (Dimension::App, Kind::App),
];

impl Known {
    /// The names of these readings, those of events that a filter left out among them.
    #[must_use]
    pub fn of(readings: &[&Names]) -> Self {
        let mut whole = HashMap::new();
        let mut add = |kind: Kind, name: &str| {
            if !name.trim().is_empty() {
                let key = name.to_ascii_lowercase();
                whole.entry(key).or_insert_with(|| (kind, name.to_owned()));
            }
        };
        for (dimension, kind) in KINDS {
            for names in readings {
                for variant in names.of_dimension(dimension).variants() {
                    let name = &variant.name;
                    name.label.iter().for_each(|label| add(kind, label));
                    name.id.iter().for_each(|id| add(Kind::Id, id));
                }
            }
        }
        for names in readings {
            for variant in names.of_dimension(Dimension::Ip).variants() {
                variant
                    .name
                    .label
                    .iter()
                    .for_each(|label| add(Kind::Host, label));
            }
        }
        Self::with(whole)
    }

    fn with(whole: HashMap<String, (Kind, String)>) -> Self {
        let long = whole
            .iter()
            .filter(|(key, _)| key.chars().count() >= SHORTEST);
        let mut patterns: Vec<(&String, &(Kind, String))> = long.collect();
        patterns.sort_unstable();
        let texts = patterns.iter().map(|(key, _)| key.as_bytes());
        let within = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(texts);
        let names = patterns.into_iter().map(|(_, name)| name.clone()).collect();
        Self {
            // It fails beyond what memory can address.
            within: within.ok(),
            names,
            whole,
        }
    }

    /// What a whole text is, if it is a name.
    pub(super) fn whole(&self, text: &str) -> Option<(Kind, &str)> {
        let known = match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => self.whole.get(&text.to_ascii_lowercase()),
            false => self.whole.get(text),
        };
        known.map(|(kind, name)| (*kind, name.as_str()))
    }

    /// Every place in a text where a name stands: start, end, kind and name. Places overlap.
    pub(super) fn within<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize, Kind, &'t str)> {
        let places = self.within.iter();
        let places = places.flat_map(move |within| within.find_overlapping_iter(text));
        places.filter_map(|place| {
            let (kind, name) = self.names.get(place.pattern().as_usize())?;
            Some((place.start(), place.end(), *kind, name.as_str()))
        })
    }
}
