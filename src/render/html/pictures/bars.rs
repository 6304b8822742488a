//! A few lengths side by side: who or what had most, with its share.

use super::scale::Scale;
use super::{Length, Tick};
use crate::render::figures::{counted, thousands};
use crate::render::html::text::shown;
use crate::render::outline::List;
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

#[derive(Debug, Serialize)]
pub(in crate::render::html) struct Bars {
    id: &'static str,
    title: &'static str,
    extent: Option<String>,
    /// What the picture says, in words.
    words: String,
    /// Where its numbers are.
    table: String,
    width: Length,
    height: Length,
    foot: Length,
    left: Length,
    ticks: Vec<Tick>,
    rows: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    /// What stands beside it, cut where there is no room.
    name: String,
    /// The whole of it, with its figures.
    whole: String,
    kind: String,
    y: Length,
    middle: Length,
    length: Length,
    end: Length,
    count: String,
    share: String,
}

impl Bars {
    /// The first rows of a list. `None` where there is only one: a length by itself says nothing.
    pub(in crate::render::html) fn of(
        id: &'static str,
        title: &'static str,
        list: &List,
        kinds: impl Fn(&str) -> String,
    ) -> Option<Self> {
        let rows: Vec<_> = list.rows.iter().filter(|row| row.count > 0).collect();
        if rows.len() < 2 {
            return None;
        }
        let whole = list.cut_from.unwrap_or(rows.len() as u64);
        let shown_rows = &rows[..rows.len().min(MOST)];
        let scale = Scale::new(list.peak(), ROOM, STEPS);
        let foot = 80 + ROW * shown_rows.len() as u64;
        let bars = shown_rows.iter().enumerate().map(|(place, row)| {
            let label = row.labels.first();
            let name = label.map(|label| shown(&label.name.render(|text| text)));
            let name = name.unwrap_or_default();
            let y = 80 + ROW * place as u64;
            let length = scale.length(row.count);
            Bar {
                whole: format!(
                    "{name}: {}, {}",
                    counted(row.count, "event", "events"),
                    row.share
                ),
                kind: kinds(&name),
                name: cut(&name),
                y: Length(y),
                middle: Length(y + 145),
                end: Length(LEFT + length.0 + 60),
                length,
                count: thousands(row.count),
                share: row.share.clone(),
            }
        });
        let bars: Vec<Bar> = bars.collect();
        let named: Vec<&str> = bars.iter().take(3).map(|bar| &*bar.whole).collect();
        Some(Self {
            id,
            title,
            extent: (whole > shown_rows.len() as u64)
                .then(|| format!("{} of {} shown", shown_rows.len(), thousands(whole))),
            words: format!(
                "Bars of the number of events, the longest first. {}.",
                named.join("; ")
            ),
            table: list.title.to_lowercase().replace(' ', "-"),
            width: Length(LEFT + ROOM + RIGHT),
            height: Length(foot + 300),
            foot: Length(foot),
            left: Length(LEFT),
            ticks: scale
                .ticks()
                .map(|tick| Tick {
                    at: Length(LEFT + tick.at.0),
                    ..tick
                })
                .collect(),
            rows: bars,
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
