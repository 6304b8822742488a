//! Events over time, stacked by category.

use super::scale::Scale;
use super::{Length, Tick};
use crate::catalog::Category;
use crate::render::figures::{counted, date, thousands};
use crate::view::report::DayRow;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// Columns of the picture.
const COLUMNS: usize = 100;
/// Labels along its foot.
const LABELS: usize = 8;
/// Tenths of a unit.
const LEFT: u64 = 560;
const TOP: u64 = 240;
const STEPS: u64 = 5;
const WIDTH: u64 = 9600;
const HEIGHT: u64 = 2200;

/// What a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The first day of the span that holds a day. Weeks begin on Monday.
    fn start(self, day: NaiveDate) -> NaiveDate {
        let start = match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(chrono::Days::new(u64::from(
                day.weekday().num_days_from_monday(),
            ))),
            Self::Month => day.with_day(1),
            Self::Year => day.with_ordinal(1),
        };
        start.unwrap_or(day)
    }

    fn label(self, day: NaiveDate) -> String {
        let form = match self {
            Self::Day | Self::Week => "%Y-%m-%d",
            Self::Month => "%Y-%m",
            Self::Year => "%Y",
        };
        day.format(form).to_string()
    }
}

/// One span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// First and last of its days that the period has.
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    /// Events by category.
    pub(crate) counts: [u64; Category::ALL.len()],
}

impl Span {
    pub(crate) fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How it is called where there is room.
    pub(crate) fn name(&self, unit: Unit) -> String {
        match unit {
            Unit::Day => self.first.to_string(),
            Unit::Week => format!("{} – {}", self.first, self.last),
            Unit::Month => self.first.format("%Y-%m").to_string(),
            Unit::Year => self.first.format("%Y").to_string(),
        }
    }
}

/// The period in the smallest of the units of which it has at most so many. Days without a category count as changes,
/// the heading of what says nothing.
pub(crate) fn spans(
    rows: &[DayRow],
    categories: &[Vec<u64>],
    units: &[Unit],
    most: usize,
) -> (Unit, Vec<Span>) {
    let mut best = (Unit::Year, Vec::new());
    for &unit in units {
        best = (unit, by(rows, categories, unit));
        if best.1.len() <= most {
            break;
        }
    }
    best
}

fn by(rows: &[DayRow], categories: &[Vec<u64>], unit: Unit) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut start = None;
    for (place, row) in rows.iter().enumerate() {
        let Some(day) = date(&row.day) else { continue };
        if start != Some(unit.start(day)) {
            start = Some(unit.start(day));
            spans.push(Span {
                first: day,
                last: day,
                counts: [0; Category::ALL.len()],
            });
        }
        if let Some(span) = spans.last_mut() {
            span.last = day;
            match categories.get(place) {
                Some(counts) => span
                    .counts
                    .iter_mut()
                    .zip(counts)
                    .for_each(|(sum, n)| *sum += n),
                None => span.counts[Category::Change.place()] += row.count,
            }
        }
    }
    spans
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Days {
    title: String,
    extent: String,
    words: String,
    left: Length,
    width: Length,
    foot: Length,
    height: Length,
    ticks: Vec<Tick>,
    labels: Vec<Tick>,
    columns: Vec<Column>,
    column: Length,
    /// Categories that occur, by place, with their names.
    key: Vec<(usize, &'static str)>,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    x: Length,
    /// Its span and its figures.
    words: String,
    /// Category, top, height.
    stack: Vec<(usize, Length, Length)>,
}

impl Days {
    /// `None` for less than two days, and where a column for each year would not fit.
    pub(crate) fn of(rows: &[DayRow], categories: &[Vec<u64>]) -> Option<Self> {
        let (unit, spans) = spans(rows, categories, &Unit::ALL, COLUMNS);
        if !(2..=COLUMNS).contains(&spans.len()) {
            return None;
        }
        let peak = spans.iter().max_by_key(|span| span.count())?;
        let scale = Scale::new(peak.count(), HEIGHT, STEPS);
        let step = (WIDTH - LEFT) / spans.len() as u64;
        let gap = (step / 6).min(60);
        let foot = TOP + HEIGHT;
        let columns = spans.iter().enumerate().map(|(place, span)| Column {
            x: Length(LEFT + place as u64 * step + gap / 2),
            words: format!(
                "{}: {}",
                span.name(unit),
                counted(span.count(), "event", "events")
            ),
            stack: stack(span, &scale, foot),
        });
        let every = spans.len().div_ceil(LABELS);
        let every = if unit == Unit::Day {
            every.next_multiple_of(7)
        } else {
            every
        };
        let labels = spans.iter().enumerate().step_by(every.max(1));
        let occurring = |place: usize| spans.iter().any(|span| span.counts[place] > 0);
        let key = Category::ALL.map(|category| (category.place(), category.title()));
        let preposition = if unit == Unit::Day { "on" } else { "in" };
        let most = format!(
            "most {preposition} {}: {}",
            peak.name(unit),
            thousands(peak.count())
        );
        Some(Self {
            title: format!("Events per {}", unit.name()),
            words: format!(
                "A column for each {}, {} to {}, stacked by category: {}; {most}.",
                unit.name(),
                spans.first()?.first,
                spans.last()?.last,
                counted(spans.iter().map(Span::count).sum(), "event", "events"),
            ),
            extent: most,
            left: Length(LEFT),
            width: Length(WIDTH),
            foot: Length(foot),
            height: Length(foot + 280),
            ticks: scale
                .ticks()
                .map(|tick| Tick {
                    at: Length(foot - tick.at.0),
                    ..tick
                })
                .collect(),
            labels: labels
                .map(|(place, span)| Tick {
                    at: Length(LEFT + place as u64 * step + step / 2),
                    text: unit.label(span.first),
                })
                .collect(),
            columns: columns.collect(),
            column: Length(step - gap),
            key: key
                .into_iter()
                .filter(|(place, _)| occurring(*place))
                .collect(),
        })
    }
}

/// Parts from the foot up. Lengths are those of running sums, so that the whole is as high as the axis says.
fn stack(span: &Span, scale: &Scale, foot: u64) -> Vec<(usize, Length, Length)> {
    let (mut below, mut sum) = (0, 0);
    let mut parts = Vec::new();
    for (place, &count) in span
        .counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
    {
        sum += count;
        let top = scale.length(sum).0;
        parts.push((place, Length(foot - top), Length(top - below)));
        below = top;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(first: &str, counts: impl IntoIterator<Item = u64>) -> Vec<DayRow> {
        let first = date(first).unwrap();
        let days = first.iter_days().zip(counts);
        days.map(|(day, count)| DayRow {
            day: day.to_string(),
            count,
        })
        .collect()
    }

    #[test]
    fn a_long_time_is_drawn_in_longer_spans_and_loses_nothing() {
        for (days, unit, columns) in [
            (2, Unit::Day, 2),
            (100, Unit::Day, 100),
            (101, Unit::Week, 15),
            (700, Unit::Month, 24),
            (20_000, Unit::Year, 55),
        ] {
            let rows = rows("2018-01-05", vec![3; days]);
            let (found, spans) = spans(&rows, &[], &Unit::ALL, COLUMNS);
            assert_eq!((found, spans.len()), (unit, columns), "{days}");
            assert_eq!(spans.iter().map(Span::count).sum::<u64>(), 3 * days as u64);
            assert!(Days::of(&rows, &[]).is_some());
        }
        assert!(
            Days::of(&rows("2018-05-01", [7]), &[]).is_none(),
            "one day is no picture"
        );
    }

    #[test]
    fn a_stack_is_as_high_as_its_sum() {
        let span = Span {
            first: date("2018-05-01").unwrap(),
            last: date("2018-05-01").unwrap(),
            counts: [1, 0, 333, 0, 1, 665],
        };
        let parts = stack(&span, &Scale::new(1000, HEIGHT, STEPS), 5000);
        assert_eq!(
            parts.iter().map(|(_, _, height)| height.0).sum::<u64>(),
            HEIGHT
        );
        assert_eq!(parts.last().unwrap().1, Length(5000 - HEIGHT));
        assert!(parts.windows(2).all(|two| two[0].1 > two[1].1));
    }
}
