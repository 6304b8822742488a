//! The hours of the week, seven lines by twenty-four.

use crate::render::figures::thousands;
use crate::view::report::HourRow;

/// Names of the days, Monday first.
pub(crate) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];

/// Events by weekday and hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Week {
    /// By weekday, then by hour.
    pub(crate) counts: [[u64; 24]; 7],
    /// The greatest of them.
    pub(crate) peak: u64,
}

impl Week {
    /// `None` where no hour has an event.
    pub(crate) fn of(rows: &[HourRow]) -> Option<Self> {
        let mut counts = [[0; 24]; 7];
        for row in rows {
            let weekday = counts.get_mut((row.weekday as usize).wrapping_sub(1));
            if let Some(count) = weekday.and_then(|hours| hours.get_mut(row.hour as usize)) {
                *count += row.count;
            }
        }
        let peak = counts
            .iter()
            .flatten()
            .copied()
            .max()
            .filter(|peak| *peak > 0)?;
        Some(Self { counts, peak })
    }

    /// 0 for no event, 1 to 4 for the quarters of the peak.
    pub(crate) fn level(&self, count: u64) -> u64 {
        let level = (u128::from(count) * 4).div_ceil(u128::from(self.peak.max(1)));
        u64::try_from(level).unwrap_or(4)
    }

    /// What stands above the lines: every third hour.
    pub(crate) fn axis(wide: bool) -> String {
        let gap = if wide { 6 } else { 3 };
        (0..24)
            .step_by(3)
            .map(|hour| format!("{hour:02}{}", " ".repeat(gap - 2)))
            .collect::<String>()
            .trim_end()
            .to_owned()
    }

    /// The hours of one weekday, a character each, or two where there is room.
    pub(crate) fn line(&self, weekday: usize, wide: bool) -> String {
        let mut out = String::new();
        for count in self.counts.get(weekday).into_iter().flatten() {
            let shade = self.shade(self.level(*count));
            out.push(shade);
            if wide {
                out.push(if shade == SHADES[0] { ' ' } else { shade });
            }
        }
        out
    }

    fn shade(&self, level: u64) -> char {
        SHADES[usize::try_from(level).unwrap_or_default().min(4)]
    }

    /// What the shades stand for; those that stand for nothing are left out.
    pub(crate) fn legend(&self) -> String {
        let most = |level| {
            let counts = self.counts.iter().flatten().copied();
            counts
                .filter(|count| *count > 0 && self.level(*count) == level)
                .max()
        };
        let entry = |level| {
            Some(format!(
                "{} up to {}",
                self.shade(level),
                thousands(most(level)?)
            ))
        };
        (1..=4).filter_map(entry).collect::<Vec<_>>().join("  ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_has_the_shade_of_its_quarter() {
        let row = |weekday, hour, count| HourRow {
            weekday,
            hour,
            count,
        };
        let week = Week::of(&[
            row(1, 0, 1),
            row(1, 9, 40),
            row(7, 23, 80),
            row(7, 0, 41),
            row(8, 0, 9),
            row(0, 3, 9),
        ])
        .unwrap();
        assert_eq!(week.peak, 80);
        assert_eq!(week.line(0, false), "░········▒··············");
        assert_eq!(week.line(6, false), "▓······················█");
        assert_eq!(week.line(0, true).chars().count(), 48);
        assert_eq!(
            week.legend(),
            "░ up to 1  ▒ up to 40  ▓ up to 41  █ up to 80"
        );
        assert_eq!(Week::axis(false), "00 03 06 09 12 15 18 21");
    }

    #[test]
    fn no_event_no_week() {
        assert_eq!(Week::of(&[]), None);
    }
}
