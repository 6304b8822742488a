//! A few lengths side by side: who or what had most, with its share.

use super::scale::Scale;
use super::{Length, Tick};
use crate::catalog::Category;
use crate::render::document::Given;
use crate::render::figures::{counted, share, thousands};
use crate::render::safe::terminal::visible;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Bars of a picture; the list itself goes on.
const MOST: usize = 10;
/// Columns of text that a name has room for.
const NAME: usize = 24;
/// Tenths of a unit: where bars begin, how long the longest may be, and how far rows lie apart.
const LEFT: u64 = 2100;
const ROOM: u64 = 2200;
/// Beyond the longest bar, for its figures.
const RIGHT: u64 = 1100;
const STEPS: u64 = 3;
const ROW: u64 = 260;

/// A length with its name.
#[derive(Debug)]
pub(crate) struct Measure<'a> {
    pub(crate) name: &'a str,
    pub(crate) count: u64,
    /// The category by whose colour it is drawn, where it has one.
    pub(crate) category: Option<Category>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bars {
    title: &'static str,
    /// How many are drawn, where there are more.
    extent: Option<String>,
    /// What the picture says, in words.
    words: String,
    /// Where its numbers are.
    table: &'static str,
    width: Length,
    height: Length,
    foot: Length,
    left: Length,
    ticks: Vec<Tick>,
    rows: Vec<Bar>,
}

#[derive(Debug, Clone, Serialize)]
struct Bar {
    /// What stands beside it, cut where there is no room.
    name: Given,
    /// The whole of it, with its figures.
    whole: Given,
    category: Option<usize>,
    y: Length,
    middle: Length,
    length: Length,
    end: Length,
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
        let scale = Scale::new(peak, ROOM, STEPS);
        let foot = 80 + ROW * drawn.len() as u64;
        let words = |measure: &Measure<'_>| {
            let count = counted(measure.count, "event", "events");
            format!(
                "{}: {count}, {}",
                visible(measure.name),
                share(measure.count, events)
            )
        };
        let bar = |(place, measure): (usize, &Measure<'_>)| {
            let y = 80 + ROW * place as u64;
            let length = scale.length(measure.count);
            Bar {
                name: cut(&visible(measure.name)).into(),
                whole: words(measure).into(),
                category: measure.category.map(Category::place),
                y: Length(y),
                middle: Length(y + 145),
                end: Length(LEFT + length.0 + 60),
                length,
                count: thousands(measure.count),
                share: share(measure.count, events),
            }
        };
        let longest: Vec<String> = drawn.iter().take(3).map(words).collect();
        let ticks = scale.ticks().map(|tick| Tick {
            at: Length(LEFT + tick.at.0),
            ..tick
        });
        let shown = drawn.len() as u64;
        Some(Self {
            title,
            extent: (whole > shown).then(|| format!("{shown} of {} shown", thousands(whole))),
            words: format!(
                "Bars of the number of events, the longest first. {}.",
                longest.join("; ")
            ),
            table,
            width: Length(LEFT + ROOM + RIGHT),
            height: Length(foot + 300),
            foot: Length(foot),
            left: Length(LEFT),
            ticks: ticks.collect(),
            rows: drawn.iter().enumerate().map(bar).collect(),
        })
    }
}

/// As much of a name as there is room for; its middle goes, because both ends tell names apart.
fn cut(name: &str) -> String {
    if name.width() <= NAME {
        return name.to_owned();
    }
    let clusters: Vec<&str> = name.graphemes(true).collect();
    let fitting = |clusters: &mut dyn Iterator<Item = &&str>, room: usize| {
        let mut used = 0;
        clusters
            .take_while(|cluster| {
                used += cluster.width();
                used <= room
            })
            .count()
    };
    let head = fitting(&mut clusters.iter(), NAME * 2 / 3);
    let tail = fitting(&mut clusters.iter().rev(), NAME - NAME * 2 / 3 - 1);
    let tail = clusters.len() - tail.min(clusters.len() - head);
    format!(
        "{}…{}",
        clusters[..head].concat(),
        clusters[tail..].concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_keeps_both_ends_and_fits() {
        assert_eq!(cut("ann@acme.example"), "ann@acme.example");
        assert_eq!(
            cut("someone-with-a-long-name@a-subsidiary.example"),
            "someone-with-a-l…example"
        );
        for name in [
            "東京".repeat(40),
            "e\u{301}".repeat(90),
            "👩\u{200d}👩\u{200d}👧".repeat(30),
        ] {
            assert!(cut(&name).width() <= NAME + 1, "{name}");
        }
    }
}
