//! Weekday by hour, a shade for how much.

use super::shades::Shades;
use super::{Length, Tick};
use crate::render::charts::{WEEKDAYS, Week};
use crate::render::document::Given;
use crate::render::figures::counted;
use crate::view::compliance::WorkingHoursView;
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
    /// Around working hours, where they are known in this zone.
    working: Vec<Outline>,
    /// What is said of working hours; empty where the policy has none.
    hours_are: String,
}

/// Days one after the other that are worked.
#[derive(Debug, Clone, Serialize)]
struct Outline {
    x: Length,
    y: Length,
    width: Length,
    height: Length,
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
    pub(crate) fn of(week: &Week, tz: &str, working: Option<&WorkingHoursView>) -> Self {
        let shades = Shades::of(week.counts.iter().flatten().copied());
        let days = WEEKDAYS.iter().zip(&week.counts).enumerate();
        let days = days.map(|(line, (name, counts))| {
            let y = TOP + line as u64 * (CELL.1 + GAP);
            let hours = counts.iter().enumerate();
            let cells = hours.map(|(hour, &count)| HourCell {
                x: Length(LEFT + hour as u64 * (CELL.0 + GAP)),
                level: shades.level(count),
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
            working: working
                .filter(|it| it.tz == tz)
                .map(outlines)
                .unwrap_or_default(),
            hours_are: working.map(|it| hours_are(it, tz)).unwrap_or_default(),
            hours: hours.collect(),
            days: days.collect(),
            foot: Length(foot),
            width: Length(LEFT + 24 * (CELL.0 + GAP)),
            height: Length(foot + 220),
            key: shades.key(),
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
         Monday to Friday: {}; Saturday and Sunday: {}.",
        counted(count, "event", "events"),
        counted(sum(days), "event", "events"),
        counted(sum(weekend), "event", "events")
    )
}

/// Rectangles around days one after the other.
fn outlines(working: &WorkingHoursView) -> Vec<Outline> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    let worked = (0..).zip(working.days).filter(|(_, is)| *is);
    for (day, _) in worked {
        match runs.last_mut() {
            Some((_, end)) if *end == day => *end += 1,
            _ => runs.push((day, day + 1)),
        }
    }
    let at = |minute: u32| u64::from(minute) * (CELL.0 + GAP) / 60;
    let (from, to) = (at(working.minutes.0), at(working.minutes.1));
    let half = GAP / 2;
    runs.into_iter()
        .map(|(first, end)| Outline {
            x: Length(LEFT + from - half),
            y: Length(TOP + first * (CELL.1 + GAP) - half),
            width: Length(to - from),
            height: Length((end - first) * (CELL.1 + GAP)),
        })
        .collect()
}

/// Working hours in a sentence.
fn hours_are(working: &WorkingHoursView, tz: &str) -> String {
    let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let (from, to) = working.minutes;
    let hours = format!("{} to {}", time(from), time(to));
    match working.tz == tz {
        true => format!("Working hours, {hours}, are outlined."),
        false => format!(
            "Working hours, {hours} in {zone}, are not outlined: hours here are in {tz}. Run again with --tz {zone}.",
            zone = working.tz
        ),
    }
}
