//! Two months, day by day: the later one as columns, the earlier one as a line over them.

use super::scale::Scale;
use super::{Length, Tick};
use crate::render::figures::{counted, thousands};
use crate::view::report::DayRow;
use serde::Serialize;
use std::fmt::Write as _;

/// Tenths of a unit.
const LEFT: u64 = 560;
const TOP: u64 = 240;
const STEPS: u64 = 5;
const WIDTH: u64 = 9600;
const HEIGHT: u64 = 2000;

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Overlay {
    /// What the picture says, in words.
    words: String,
    /// How the two are called.
    before: String,
    after: String,
    left: Length,
    width: Length,
    foot: Length,
    height: Length,
    ticks: Vec<Tick>,
    labels: Vec<Tick>,
    columns: Vec<DayColumn>,
    column: Length,
    /// The line of the earlier month, as the path of an SVG: a step a day.
    line: String,
}

#[derive(Debug, Clone, Serialize)]
struct DayColumn {
    x: Length,
    y: Length,
    height: Length,
    /// Both days and their figures.
    words: String,
}

impl Overlay {
    /// Days of the one month and of the other. `None` where either is of no month, or of a single day.
    pub(crate) fn of(before: &[DayRow], after: &[DayRow]) -> Option<Self> {
        if before.len() < 2 || after.len() < 2 {
            return None;
        }
        let days = before.len().max(after.len());
        let counts = before.iter().chain(after).map(|row| row.count);
        let scale = Scale::new(counts.max()?, HEIGHT, STEPS);
        let step = (WIDTH - LEFT) / days as u64;
        let gap = (step / 6).min(60);
        let foot = TOP + HEIGHT;
        let month = |rows: &[DayRow]| rows.first()?.day.get(..7).map(str::to_owned);
        let count = |rows: &[DayRow], day: usize| rows.get(day).map(|row| row.count);
        let said = |rows: &[DayRow], day: usize| match rows.get(day) {
            Some(row) => format!("{}: {}", row.day, counted(row.count, "event", "events")),
            None => "no such day".to_owned(),
        };
        let columns = (0..days).map(|day| {
            let height = scale.length(count(after, day).unwrap_or_default());
            DayColumn {
                x: Length(LEFT + day as u64 * step + gap / 2),
                y: Length(foot - height.0),
                height,
                words: format!("{}; {}", said(before, day), said(after, day)),
            }
        });
        let labels = (0..days).filter(|day| day % 7 == 0).map(|day| Tick {
            at: Length(LEFT + day as u64 * step + step / 2),
            text: (day + 1).to_string(),
        });
        let ticks = scale.ticks().map(|tick| Tick {
            at: Length(foot - tick.at.0),
            ..tick
        });
        let most = |rows: &[DayRow]| {
            let peak = rows.iter().rev().max_by_key(|row| row.count)?;
            Some(format!("{} on {}", thousands(peak.count), peak.day))
        };
        let names = [month(before)?, month(after)?];
        Some(Self {
            words: format!(
                "Events of each day of the month: {} as columns, {} as a line. Most in {}: {}; most in {}: {}.",
                names[1],
                names[0],
                names[0],
                most(before)?,
                names[1],
                most(after)?,
            ),
            line: line(before, &scale, step, foot),
            columns: columns.collect(),
            column: Length(step - gap),
            labels: labels.collect(),
            ticks: ticks.collect(),
            left: Length(LEFT),
            width: Length(WIDTH),
            foot: Length(foot),
            height: Length(foot + 280),
            before: names[0].clone(),
            after: names[1].clone(),
        })
    }
}

fn line(rows: &[DayRow], scale: &Scale, step: u64, foot: u64) -> String {
    let mut path = String::new();
    for (day, row) in rows.iter().enumerate() {
        let y = tenths(foot - scale.length(row.count).0);
        let (from, to) = (LEFT + day as u64 * step, LEFT + (day as u64 + 1) * step);
        let begin = if day == 0 {
            format!("M{} {y}", tenths(from))
        } else {
            format!("V{y}")
        };
        // Writing to a String cannot fail.
        let _ = write!(path, "{begin}H{}", tenths(to));
    }
    path
}

fn tenths(length: u64) -> String {
    format!("{}.{}", length / 10, length % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(month: &str, counts: &[u64]) -> Vec<DayRow> {
        let days = counts.iter().enumerate();
        days.map(|(day, &count)| DayRow {
            day: format!("{month}-{:02}", day + 1),
            count,
        })
        .collect()
    }

    #[test]
    fn months_of_different_length_share_one_scale() {
        let (may, june) = (rows("2018-05", &[1; 31]), rows("2018-06", &[40; 30]));
        let picture = Overlay::of(&may, &june).unwrap();
        assert_eq!(picture.columns.len(), 31);
        assert_eq!(picture.columns[0].height, Length(HEIGHT));
        assert_eq!(
            picture.columns[30].words,
            "2018-05-31: 1 event; no such day"
        );
        assert_eq!(picture.line.matches('H').count(), 31);
        assert!(Overlay::of(&may, &[]).is_none());
    }
}
