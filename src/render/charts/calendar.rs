//! Days as marks: a line for each month, or, over a long time, a line for each year with a mark for seven days. The
//! sevens count from 1 January, so that the last mark of a year stands for one day or two.

use crate::render::figures::{counted, date, thousands};
use crate::view::report::DayRow;
use chrono::{Datelike, NaiveDate};

use super::scale;

/// More days than this are shown by year.
const MANY_DAYS: usize = 400;
/// This many lines without an event and more are drawn as one.
const LONG_SILENCE: usize = 3;
const NO_EVENT: char = '·';

/// Events per day, ready to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// Days that one mark stands for.
    pub(crate) days_a_mark: u32,
    /// The most events that one mark stands for, and its first day.
    pub(crate) peak: (u64, String),
    /// What stands above the marks.
    pub(crate) axis: &'static str,
    pub(crate) strips: Vec<Strip>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Strip {
    /// `YYYY-MM` or `YYYY`, its marks, its events.
    Line {
        label: String,
        marks: String,
        events: u64,
    },
    /// So many lines in which nothing happened.
    Silence(usize),
}

/// A line while it is being filled.
struct Slots {
    label: String,
    /// First day and events of each mark; the first mark stands at `start`.
    marks: Vec<(NaiveDate, u64)>,
    start: usize,
}

impl Calendar {
    /// `None` where there is no day.
    pub(crate) fn of(days: &[DayRow]) -> Option<Self> {
        let days: Vec<(NaiveDate, u64)> = days
            .iter()
            .filter_map(|row| Some((date(&row.day)?, row.count)))
            .collect();
        let by_year = days.len() > MANY_DAYS;
        let lines = lines(&days, by_year);
        let marks = || lines.iter().flat_map(|line| &line.marks);
        let peak = marks()
            .copied()
            .reduce(|best, mark| if mark.1 > best.1 { mark } else { best })?;
        Some(Self {
            days_a_mark: if by_year { 7 } else { 1 },
            peak: (peak.1, peak.0.to_string()),
            axis: if by_year {
                "J    F   M    A   M    J   J    A   S    O    N   D"
            } else {
                "1      8      15     22     29"
            },
            strips: strips(&lines, peak.1),
        })
    }
}

impl Calendar {
    /// Its heading.
    pub(crate) fn title(&self) -> &'static str {
        if self.days_a_mark == 1 {
            "Events per day"
        } else {
            "Events per seven days"
        }
    }

    /// Where the highest mark stands.
    pub(crate) fn most(&self) -> String {
        let (peak, day) = &self.peak;
        let preposition = if self.days_a_mark == 1 { "on" } else { "from" };
        format!("most {preposition} {day}: {}", thousands(*peak))
    }

    /// Characters that a whole line takes.
    pub(crate) fn marks(&self) -> usize {
        if self.days_a_mark == 1 { 31 } else { 53 }
    }

    /// The words for lines in which nothing happened.
    pub(crate) fn silence(&self, strip: &Strip) -> String {
        let Strip::Silence(lines) = strip else {
            return String::new();
        };
        let (one, many) = if self.days_a_mark == 1 {
            ("month", "months")
        } else {
            ("year", "years")
        };
        format!("{} without an event", counted(*lines as u64, one, many))
    }

    /// A line as plain text.
    pub(crate) fn line(&self, strip: &Strip) -> String {
        match strip {
            Strip::Line {
                label,
                marks,
                events,
            } => format!("{label:<7}  {marks}  {}", thousands(*events)),
            Strip::Silence(_) => format!("{:<7}  {}", "⋮", self.silence(strip)),
        }
    }
}

fn lines(days: &[(NaiveDate, u64)], by_year: bool) -> Vec<Slots> {
    let mut lines: Vec<Slots> = Vec::new();
    for &(day, count) in days {
        let (label, slot) = if by_year {
            (format!("{:04}", day.year()), day.ordinal0() / 7)
        } else {
            (format!("{:04}-{:02}", day.year(), day.month()), day.day0())
        };
        let slot = slot as usize;
        match lines.last_mut().filter(|line| line.label == label) {
            Some(line) => {
                let drawn = line.start + line.marks.len();
                match line.marks.last_mut().filter(|_| slot < drawn) {
                    Some(mark) => mark.1 += count,
                    None => line.marks.push((day, count)),
                }
            }
            None => lines.push(Slots {
                label,
                marks: vec![(day, count)],
                start: slot,
            }),
        }
    }
    lines
}

fn strips(lines: &[Slots], peak: u64) -> Vec<Strip> {
    let events = |line: &Slots| line.marks.iter().map(|mark| mark.1).sum::<u64>();
    let mut strips = Vec::new();
    for run in lines.chunk_by(|a, b| (events(a) == 0) == (events(b) == 0)) {
        if run.len() >= LONG_SILENCE && run.iter().all(|line| events(line) == 0) {
            strips.push(Strip::Silence(run.len()));
            continue;
        }
        strips.extend(run.iter().map(|line| {
            Strip::Line {
                label: line.label.clone(),
                marks: " "
                    .chars()
                    .cycle()
                    .take(line.start)
                    .chain(line.marks.iter().map(|mark| level(mark.1, peak)))
                    .collect(),
                events: events(line),
            }
        }));
    }
    strips
}

fn level(count: u64, peak: u64) -> char {
    const LEVELS: [char; 9] = [NO_EVENT, '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    LEVELS[usize::try_from(scale(count, peak, 8)).unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, counts: impl IntoIterator<Item = u64>) -> Vec<DayRow> {
        let first = date(first).unwrap();
        let dates = first.iter_days();
        dates
            .zip(counts)
            .map(|(day, count)| DayRow {
                day: day.to_string(),
                count,
            })
            .collect()
    }

    #[test]
    fn a_month_is_a_line_that_starts_at_its_day() {
        let calendar = Calendar::of(&days("2018-05-30", [1, 0, 8, 4])).unwrap();
        assert_eq!(calendar.peak, (8, "2018-06-01".to_owned()));
        let line = |label: &str, marks: &str, events| Strip::Line {
            label: label.into(),
            marks: marks.into(),
            events,
        };
        assert_eq!(
            calendar.strips,
            [
                line("2018-05", &format!("{}▁·", " ".repeat(29)), 1),
                line("2018-06", "█▄", 12)
            ]
        );
    }

    #[test]
    fn a_long_time_is_drawn_by_year_and_silence_as_one_line() {
        let mut counts = vec![0; 365 * 9];
        counts[0] = 5;
        counts[365 * 8] = 7;
        let calendar = Calendar::of(&days("2010-01-01", counts)).unwrap();
        assert_eq!(calendar.days_a_mark, 7);
        assert_eq!(calendar.peak.0, 7);
        assert_eq!(calendar.strips.len(), 4, "{:?}", calendar.strips);
        assert_eq!(calendar.strips[1], Strip::Silence(6));
        let Strip::Line { marks, .. } = &calendar.strips[0] else {
            unreachable!()
        };
        assert_eq!(marks.chars().count(), 53);
    }

    #[test]
    fn no_day_no_calendar() {
        assert!(Calendar::of(&[]).is_none());
        assert!(
            Calendar::of(&[DayRow {
                day: "Ω≈ç√∫˜µ≤≥÷".into(),
                count: 1
            }])
            .is_none()
        );
    }
}
