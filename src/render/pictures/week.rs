//! Weekday by hour, a shade for how much.

use super::{Length, Tick};
use crate::render::charts::{WEEKDAYS, Week};
use crate::render::document::Given;
use crate::render::figures::{counted, thousands};
use serde::Serialize;

/// Tenths of a unit.
const LEFT: u64 = 400;
const TOP: u64 = 40;
const CELL: (u64, u64) = (200, 230);
const GAP: u64 = 20;

#[derive(Debug, Clone, Serialize)]
pub(crate) struct WeekMap {
    tz: Given,
    words: String,
    hours: Vec<Tick>,
    days: Vec<DayLine>,
    foot: Length,
    width: Length,
    height: Length,
    /// Shades and what they stand for.
    key: Vec<(u64, String)>,
}

#[derive(Debug, Clone, Serialize)]
struct DayLine {
    name: &'static str,
    y: Length,
    middle: Length,
    cells: Vec<HourCell>,
}

#[derive(Debug, Clone, Serialize)]
struct HourCell {
    x: Length,
    level: u64,
    words: String,
}

impl WeekMap {
    pub(crate) fn of(week: &Week, tz: &str) -> Self {
        let days = WEEKDAYS.iter().zip(&week.counts).enumerate();
        let days = days.map(|(line, (name, counts))| {
            let y = TOP + line as u64 * (CELL.1 + GAP);
            let hours = counts.iter().enumerate();
            let cells = hours.map(|(hour, &count)| HourCell {
                x: Length(LEFT + hour as u64 * (CELL.0 + GAP)),
                level: week.level(count),
                words: format!("{name} {hour:02}:00: {}", counted(count, "event", "events")),
            });
            DayLine {
                name,
                y: Length(y),
                middle: Length(y + 155),
                cells: cells.collect(),
            }
        });
        let foot = TOP + 7 * (CELL.1 + GAP);
        let hours = (0..24_u64).step_by(3).map(|hour| Tick {
            at: Length(LEFT + hour * (CELL.0 + GAP) + CELL.0 / 2),
            text: format!("{hour:02}"),
        });
        Self {
            tz: tz.into(),
            words: words(week),
            hours: hours.collect(),
            days: days.collect(),
            foot: Length(foot),
            width: Length(LEFT + 24 * (CELL.0 + GAP)),
            height: Length(foot + 220),
            key: key(week),
        }
    }
}

fn words(week: &Week) -> String {
    let all = week.counts.iter().zip(WEEKDAYS);
    let hours = all.flat_map(|(counts, day)| {
        let counts = counts.iter().enumerate();
        counts.map(move |(hour, &count)| (count, day, hour))
    });
    let most = hours.reduce(|best, each| if each.0 > best.0 { each } else { best });
    let sum = |days: &[[u64; 24]]| days.iter().flatten().sum::<u64>();
    let (days, weekend) = week.counts.split_at(5);
    let (count, day, hour) = most.unwrap_or_default();
    format!(
        "A cell for each hour of the week, darker where there were more events. Most on {day} from {hour:02}:00: {}. \
         Monday to Friday {}, Saturday and Sunday {}.",
        thousands(count),
        thousands(sum(days)),
        thousands(sum(weekend))
    )
}

fn key(week: &Week) -> Vec<(u64, String)> {
    let range = |level| {
        let counts = week.counts.iter().flatten().copied();
        let of = counts.filter(|count| week.level(*count) == level);
        let (least, most) = (of.clone().min()?, of.max()?);
        let text = match least == most {
            true => thousands(most),
            false => format!("{}–{}", thousands(least), thousands(most)),
        };
        Some((level, text))
    };
    (0..=4).filter_map(range).collect()
}
