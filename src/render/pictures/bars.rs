//! A few lengths below each other: who or what had most, with its share.

use crate::catalog::Category;
use crate::render::document::Given;
use crate::render::figures::{counted, share, thousands};
use crate::render::safe::terminal::visible;
use serde::Serialize;

/// Bars of a picture; the list itself goes on.
const MOST: usize = 10;
/// Bars that the sentence about it tells.
const TOLD: usize = 3;

/// A length with its name.
#[derive(Debug)]
pub(crate) struct Measure<'a> {
    pub(crate) name: &'a str,
    pub(crate) count: u64,
    /// The category by whose colour it is drawn, where it has one.
    pub(crate) category: Option<Category>,
}

/// Each bar stands below its name, which has the whole width, so that none is cut.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bars {
    title: &'static str,
    /// How many are drawn, where there are more.
    extent: Option<String>,
    /// What the picture says, in a sentence.
    words: String,
    /// Where its numbers are.
    table: &'static str,
    /// The longest of them.
    whole: u64,
    rows: Vec<Bar>,
}

#[derive(Debug, Clone, Serialize)]
struct Bar {
    name: Given,
    category: Option<usize>,
    part: u64,
    count: String,
    share: String,
}

impl Bars {
    /// The first of so many, which stand in the table of that name, with their shares of all events. `None` where
    /// there is only one: a length by itself says nothing.
    pub(crate) fn of(
        (title, table): (&'static str, &'static str),
        measures: &[Measure<'_>],
        whole: u64,
        events: u64,
    ) -> Option<Self> {
        if measures.len() < 2 {
            return None;
        }
        let drawn = &measures[..measures.len().min(MOST)];
        let peak = drawn.iter().map(|measure| measure.count).max()?;
        let words = |measure: &Measure<'_>| {
            let count = counted(measure.count, "event", "events");
            let share = share(measure.count, events);
            format!("{}: {count}, {share}", visible(measure.name))
        };
        let bar = |measure: &Measure<'_>| Bar {
            name: measure.name.into(),
            category: measure.category.map(Category::place),
            part: measure.count,
            count: thousands(measure.count),
            share: share(measure.count, events),
        };
        let mut order: Vec<&Measure<'_>> = drawn.iter().collect();
        order.sort_by_key(|measure| std::cmp::Reverse(measure.count));
        let longest: Vec<String> = order.iter().take(TOLD).map(|each| words(each)).collect();
        let shown = drawn.len() as u64;
        Some(Self {
            title,
            extent: (whole > shown).then(|| format!("{shown} of {}", thousands(whole))),
            words: format!("Most events: {}.", longest.join("; ")),
            table,
            whole: peak,
            rows: drawn.iter().map(bar).collect(),
        })
    }
}
