//! What a row is about: a name, and what tells it from others.

use super::{Given, Phrase};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A thing by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Label {
    pub(crate) name: Phrase,
    /// Whether it stands for the events that have no such thing.
    pub(crate) absent: bool,
    /// Start of the id, where another row of the table has the same name.
    pub(crate) told_apart_by: Option<Given>,
    /// The id, where there is one.
    pub(crate) id: Option<Given>,
    /// Earlier names of the same id.
    pub(crate) also: Vec<Given>,
    /// Its name before, in a comparison, where that was another one.
    pub(crate) was: Option<Given>,
    /// Whether the catalog does not have it.
    pub(crate) unknown: bool,
}

impl Label {
    /// A name as it was seen, the id in its place where there is no name, or the words that say what is missing.
    pub(crate) fn of(name: Option<&str>, id: Option<&str>, absent: &'static str) -> Self {
        Self {
            name: match name.or(id) {
                Some(text) if text.trim().is_empty() => Phrase::ours("“").quote(text).say("”"),
                Some(text) => Phrase::given(text),
                None => Phrase::ours(absent),
            },
            absent: name.or(id).is_none(),
            id: id.map(Given::from),
            ..Self::default()
        }
    }

    /// The program's own words.
    pub(crate) fn ours(words: impl Into<Phrase>) -> Self {
        Self {
            name: words.into(),
            ..Self::default()
        }
    }

    /// With the earlier names of the same id.
    pub(crate) fn also(self, names: &[String]) -> Self {
        Self {
            also: names.iter().map(Given::from).collect(),
            ..self
        }
    }

    fn start_of_id(&self, length: usize) -> Option<Given> {
        let start = |id: &str| Given::from(id.chars().take(length).collect::<String>());
        self.id.as_ref().map(|id| id.safe(start))
    }
}

/// Characters of an id to show: its first group, or as many more as it takes.
const STARTS: [usize; 5] = [8, 13, 18, 23, usize::MAX];

/// Adds the start of the id wherever two rows would look the same.
pub(crate) fn tell_apart(rows: &mut [Vec<&mut Label>]) {
    let mut alike: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (place, labels) in rows.iter().enumerate() {
        let names = labels.iter().map(|label| label.name.render(|text| text));
        alike.entry(names.collect()).or_default().push(place);
    }
    for places in alike.values().filter(|places| places.len() > 1) {
        let distinct = |length: usize| {
            let ids = |&place: &usize| -> Vec<_> {
                let labels = rows[place].iter();
                labels.map(|label| label.start_of_id(length)).collect()
            };
            places.iter().map(ids).collect::<BTreeSet<_>>().len()
        };
        // Rows about one thing, such as two events by one actor, are alike because they are of the same.
        let things = distinct(usize::MAX);
        if things < 2 {
            continue;
        }
        let enough = |&length: &usize| distinct(length) == things;
        let length = STARTS.into_iter().find(enough).unwrap_or(STARTS[0]);
        let varies = |column: usize| {
            let ids = places.iter().map(|&place| &rows[place][column].id);
            ids.collect::<BTreeSet<_>>().len() > 1
        };
        let columns = 0..rows[places[0]].len();
        let varying: Vec<usize> = columns.filter(|column| varies(*column)).collect();
        for &place in places {
            for &column in &varying {
                let label = &mut rows[place][column];
                label.told_apart_by = label.start_of_id(length);
            }
        }
    }
}
