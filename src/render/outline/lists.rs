//! What a ranking is.

use super::Phrase;
use crate::render::cell::Cell;
use crate::render::figures::thousands;
use std::collections::{BTreeMap, BTreeSet};

/// A ranking.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) title: &'static str,
    /// What `--by` groups by to get the same rows.
    pub(crate) by: String,
    /// How many rows there were before the list was cut to the top.
    pub(crate) cut_from: Option<u64>,
    /// Heads of the labels, one for each label of a row.
    pub(crate) heads: Vec<String>,
    /// Whether the counts are worth a bar.
    pub(crate) bars: bool,
    /// The columns after count and share.
    pub(crate) details: Vec<Detail>,
    pub(crate) rows: Vec<Row>,
}

/// A column after count and share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Detail {
    pub(crate) head: &'static str,
    pub(crate) numeric: bool,
    pub(crate) place: Place,
}

/// Which media show a detail: those with little room (text), those with much (pages), or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Narrow,
    Wide,
    Both,
}

impl Detail {
    pub(super) const fn number(head: &'static str) -> Self {
        Self {
            head,
            numeric: true,
            place: Place::Wide,
        }
    }

    pub(super) const fn text(head: &'static str, place: Place) -> Self {
        Self {
            head,
            numeric: false,
            place,
        }
    }
}

impl List {
    /// Positions and heads of the details for a medium with much room, or with little.
    pub(crate) fn details_for(&self, wide: bool) -> impl Iterator<Item = (usize, &Detail)> {
        let unwanted = if wide { Place::Narrow } else { Place::Wide };
        self.details
            .iter()
            .enumerate()
            .filter(move |(_, detail)| detail.place != unwanted)
    }

    /// What the title goes on with: how much of the list is shown.
    pub(crate) fn extent(&self) -> Option<String> {
        let whole = self.cut_from?;
        Some(format!(
            "top {} of {}",
            thousands(self.rows.len() as u64),
            thousands(whole)
        ))
    }

    /// The greatest count, by which bars are drawn.
    pub(crate) fn peak(&self) -> u64 {
        self.rows
            .iter()
            .map(|row| row.count)
            .max()
            .unwrap_or_default()
    }
}

/// A row of a ranking.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) labels: Vec<Label>,
    pub(crate) count: u64,
    pub(crate) share: String,
    /// One for each detail.
    pub(crate) details: Vec<Cell>,
}

/// What a row is about.
#[derive(Debug, Default)]
pub(crate) struct Label {
    pub(crate) name: Phrase,
    /// Whether the row is that of the events which have no such thing.
    pub(crate) absent: bool,
    /// Start of the id, where another row of the list has the same name.
    pub(crate) told_apart_by: Option<String>,
    /// The id, where there is one.
    pub(crate) id: Option<String>,
    /// Earlier names of the same id.
    pub(crate) also: Vec<String>,
    /// Whether the catalog does not know it.
    pub(crate) unknown: bool,
}

impl Label {
    /// A name as it was seen, the id in its place where there is no name, or the words that say what is missing.
    pub(super) fn of(name: Option<&str>, id: Option<&str>, absent: &'static str) -> Self {
        Self {
            name: match name.or(id) {
                Some(text) if text.trim().is_empty() => Phrase::ours("“").quote(text).say("”"),
                Some(text) => Phrase::given(text),
                None => Phrase::ours(absent),
            },
            absent: name.or(id).is_none(),
            id: id.map(str::to_owned),
            ..Self::default()
        }
    }

    fn start_of_id(&self, length: usize) -> Option<String> {
        let id = self.id.as_ref()?;
        Some(id.chars().take(length).collect())
    }
}

/// Characters of an id to show: its first group, or as many more as it takes.
const STARTS: [usize; 5] = [8, 13, 18, 23, usize::MAX];

/// Adds the start of the id wherever two rows would look the same.
pub(super) fn tell_apart(rows: &mut [Row]) {
    let mut rows: Vec<&mut [Label]> = rows.iter_mut().map(|row| &mut row.labels[..]).collect();
    tell_labels_apart(&mut rows);
}

/// The same for the labels of rows of any kind.
pub(super) fn tell_labels_apart(rows: &mut [&mut [Label]]) {
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
        let enough = |&length: &usize| distinct(length) == places.len();
        let length = STARTS.into_iter().find(enough).unwrap_or(STARTS[0]);
        for &place in places {
            for label in rows[place].iter_mut() {
                label.told_apart_by = label.start_of_id(length);
            }
        }
    }
}
