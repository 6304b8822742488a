//! Before and after of a few things, a line between the two. Each stands below its name, which has the whole width, so
//! that none is cut.

use crate::render::document::Given;
use crate::render::figures::{rate, thousands};
use crate::render::safe::terminal::visible;
use serde::Serialize;

/// Rows of a picture; the list itself goes on.
const MOST: usize = 12;
/// Rows that the sentence about it tells.
const TOLD: usize = 3;
/// How long the scale is, in units of the drawing.
const LENGTH: f64 = 1000.0;

/// A thing with its events a day on both sides.
#[derive(Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) name: &'a str,
    pub(crate) before: f64,
    pub(crate) after: f64,
    /// Whether the change is more than chance explains.
    pub(crate) unusual: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Dumbbells {
    title: &'static str,
    /// How many are drawn, where there are more.
    extent: Option<String>,
    /// What the picture says, in a sentence.
    words: String,
    /// Where its numbers are.
    table: &'static str,
    length: u64,
    rows: Vec<Dumbbell>,
}

#[derive(Debug, Clone, Serialize)]
struct Dumbbell {
    name: Given,
    unusual: bool,
    before: u64,
    after: u64,
    /// `1.2 → 3.4`.
    change: String,
}

impl Dumbbells {
    /// The first of so many, whose table has that name. `None` where there is nothing to compare.
    pub(crate) fn of(
        (title, table): (&'static str, &'static str),
        pairs: &[Pair<'_>],
        whole: u64,
    ) -> Option<Self> {
        let drawn = &pairs[..pairs.len().min(MOST)];
        let most = drawn.iter().map(|pair| pair.before.max(pair.after));
        let most = most.fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let at = |rate: f64| (rate / most * LENGTH).round() as u64;
        let both = |pair: &Pair<'_>| [pair.before, pair.after].map(|each| rate(Some(each)));
        let said = |pair: &Pair<'_>| {
            let [before, after] = both(pair);
            let unusual = if pair.unusual { ", unusual" } else { "" };
            format!("{}: {before} to {after}{unusual}", visible(pair.name))
        };
        let row = |pair: &Pair<'_>| Dumbbell {
            name: pair.name.into(),
            unusual: pair.unusual,
            before: at(pair.before),
            after: at(pair.after),
            change: both(pair).join(" → "),
        };
        let first: Vec<String> = drawn.iter().take(TOLD).map(said).collect();
        let shown = drawn.len() as u64;
        Some(Self {
            title,
            extent: (whole > shown).then(|| format!("{shown} of {} shown", thousands(whole))),
            words: format!("Events per day, before to after: {}.", first.join("; ")),
            table,
            length: LENGTH as u64,
            rows: drawn.iter().map(row).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_rate_is_the_whole_length() {
        let pair = |name, before, after| Pair {
            name,
            before,
            after,
            unusual: after > before,
        };
        let pairs = [pair("a", 0.0, 0.5), pair("b", 0.25, 0.125)];
        let picture = Dumbbells::of(("Event types", "event-types"), &pairs, 2).unwrap();
        let drawn: Vec<_> = picture
            .rows
            .iter()
            .map(|row| (row.before, row.after))
            .collect();
        assert_eq!(drawn, [(0, 1000), (500, 250)]);
        assert_eq!(
            picture.words,
            "Events per day, before to after: a: 0 to 0.5, unusual; b: 0.3 to 0.1."
        );
        assert!(Dumbbells::of(("", ""), &[pair("a", 0.0, 0.0)], 1).is_none());
    }
}
