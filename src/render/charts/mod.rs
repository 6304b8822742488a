//! Figures drawn with characters, for every medium that shows text.

mod calendar;
mod week;

pub(crate) use calendar::{Calendar, Strip};
pub(crate) use week::{WEEKDAYS, Week};

/// A bar whose full length is the peak, exact to an eighth of a character. Something always shows.
pub(crate) fn bar(count: u64, peak: u64, width: u64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = scale(count, peak, width * 8);
    let mut out = "█".repeat(usize::try_from(eighths / 8).unwrap_or_default());
    out.push_str(EIGHTHS[usize::try_from(eighths % 8).unwrap_or_default()]);
    out
}

/// The count on a scale of 0 to `steps`, where only nothing is 0 and only the peak needs to be `steps`.
pub(crate) fn scale(count: u64, peak: u64, steps: u64) -> u64 {
    if count == 0 || peak == 0 {
        return 0;
    }
    let scaled = u128::from(count.min(peak)) * u128::from(steps) / u128::from(peak);
    u64::try_from(scaled).unwrap_or(steps).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_something_for_something() {
        for (count, peak, drawn) in [
            (0, 0, ""),
            (0, 10, ""),
            (1, 1_000_000, "▏"),
            (5, 10, "██"),
            (10, 10, "████"),
            (9, 10, "███▌"),
            (u64::MAX, u64::MAX, "████"),
        ] {
            assert_eq!(bar(count, peak, 4), drawn);
        }
    }
}
