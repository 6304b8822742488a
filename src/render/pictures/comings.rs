//! How many came and how many went, to both sides of a line.

use super::Length;
use super::scale::Scale;
use crate::render::figures::thousands;
use serde::Serialize;

/// Tenths of a unit.
const LEFT: u64 = 900;
const ROOM: u64 = 1000;
const RIGHT: u64 = 450;
/// Between the names and the longest bar, for its figure.
const FIGURE: u64 = 350;
const ROW: u64 = 320;

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Comings {
    words: String,
    width: Length,
    height: Length,
    middle: Length,
    foot: Length,
    gone: Length,
    new: Length,
    rows: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    name: &'static str,
    y: Length,
    text: Length,
    went: Bar,
    came: Bar,
    words: String,
}

#[derive(Debug, Clone, Serialize)]
struct Bar {
    x: Length,
    length: Length,
    /// Where its figure stands.
    end: Length,
    count: String,
}

impl Comings {
    /// What it is, how many came, how many went. `None` where nothing did.
    pub(crate) fn of(rows: &[(&'static str, u64, u64)]) -> Option<Self> {
        let peak = rows.iter().map(|(_, came, went)| *came.max(went)).max()?;
        let any = |(_, came, went): &&(&str, u64, u64)| came + went > 0;
        if peak == 0 {
            return None;
        }
        let scale = Scale::new(peak, ROOM, 3);
        let middle = LEFT + FIGURE + ROOM;
        let said = |(name, came, went): &(&str, u64, u64)| {
            format!(
                "{name}: {} new, {} gone",
                thousands(*came),
                thousands(*went)
            )
        };
        let shown: Vec<_> = rows.iter().filter(any).collect();
        let line = |(place, row): (usize, &&(&'static str, u64, u64))| {
            let (name, came, went) = **row;
            let y = 300 + ROW * place as u64;
            let [came_for, went_for] = [came, went].map(|n| scale.length(n).0);
            Line {
                name,
                y: Length(y),
                text: Length(y + 155),
                went: Bar {
                    x: Length(middle - went_for),
                    length: Length(went_for),
                    end: Length(middle - went_for - 60),
                    count: thousands(went),
                },
                came: Bar {
                    x: Length(middle),
                    length: Length(came_for),
                    end: Length(middle + came_for + 60),
                    count: thousands(came),
                },
                words: said(row),
            }
        };
        let words: Vec<String> = shown.iter().map(|row| said(row)).collect();
        Some(Self {
            words: format!(
                "Bars to the right show what is new, and bars to the left what is gone. {}.",
                words.join("; ")
            ),
            width: Length(middle + ROOM + RIGHT),
            height: Length(300 + ROW * shown.len() as u64),
            middle: Length(middle),
            foot: Length(300 + ROW * shown.len() as u64 - 80),
            gone: Length(middle - 100),
            new: Length(middle + 100),
            rows: shown.iter().enumerate().map(line).collect(),
        })
    }
}
