//! Figures as people read them, the same in every medium.

use chrono::NaiveDate;

/// `1234567` as `1,234,567`.
pub(crate) fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A difference with its sign: `+1,234`, `−3`, `0`.
pub(crate) fn signed(change: i64) -> String {
    let size = thousands(change.unsigned_abs());
    match change {
        0 => size,
        1.. => format!("+{size}"),
        _ => format!("−{size}"),
    }
}

/// A difference with its sign and, where there was something before, in per cent of that: `+5 (+1.3%)`.
pub(crate) fn change(before: u64, after: u64) -> String {
    let size = thousands(before.abs_diff(after));
    let (sign, size) = match after.cmp(&before) {
        std::cmp::Ordering::Equal => return "±0".to_owned(),
        std::cmp::Ordering::Less => ("−", size),
        std::cmp::Ordering::Greater => ("+", size),
    };
    match before {
        0 => format!("{sign}{size}"),
        _ => {
            let difference = u128::from(before.abs_diff(after)) * 1000;
            let per_mille = (difference + u128::from(before) / 2) / u128::from(before);
            let (whole, tenth) = (per_mille / 10, per_mille % 10);
            match (whole, tenth) {
                (0, 0) => format!("{sign}{size} ({sign}<0.1%)"),
                (0..100, _) => format!("{sign}{size} ({sign}{whole}.{tenth}%)"),
                _ => format!(
                    "{sign}{size} ({sign}{}%)",
                    thousands(u64::try_from(whole).unwrap_or(u64::MAX))
                ),
            }
        }
    }
}

/// Events a day with one decimal. Something is never shown as nothing; what is not known is a dash.
pub(crate) fn rate(rate: Option<f64>) -> String {
    match rate {
        None => "–".to_owned(),
        Some(0.0) => "0".to_owned(),
        Some(rate) if rate < 0.05 => "<0.1".to_owned(),
        Some(rate) => {
            let tenths = (rate * 10.0).round() as u64;
            format!("{}.{}", thousands(tenths / 10), tenths % 10)
        }
    }
}

/// A surprise with its sign and one decimal; what is not known is a dash.
pub(crate) fn surprise(surprise: Option<f64>) -> String {
    let Some(surprise) = surprise else {
        return "–".to_owned();
    };
    let tenths = (surprise.abs() * 10.0).round() as u64;
    let sign = match (tenths, surprise > 0.0) {
        (0, _) => "",
        (_, true) => "+",
        (_, false) => "−",
    };
    format!("{sign}{}.{}", thousands(tenths / 10), tenths % 10)
}

/// Surprise from which a change is more than chance explains, and from which it is worth a look.
pub(crate) const UNUSUAL: f64 = 3.0;
const NOTABLE: f64 = 2.0;

/// A surprise in a word, its number beside it; what is not known is a dash.
pub(crate) fn unusual(of: Option<f64>) -> String {
    let word = match of.map(f64::abs) {
        None => return surprise(of),
        Some(size) if size >= UNUSUAL => "unusual",
        Some(size) if size >= NOTABLE => "notable",
        Some(_) => "within chance",
    };
    format!("{word} {}", surprise(of))
}

/// A part of a whole in per cent with one decimal. Something is never shown as nothing, nor nearly all as all.
pub(crate) fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let per_mille = (u128::from(part) * 1000 + u128::from(whole) / 2) / u128::from(whole);
    match per_mille {
        0 if part > 0 => "<0.1%".to_owned(),
        1000 if part < whole => ">99.9%".to_owned(),
        1000 => "100%".to_owned(),
        _ => format!("{}.{}%", per_mille / 10, per_mille % 10),
    }
}

/// A size in decimal units: `512 B`, `1.2 MB`.
pub(crate) fn bytes(n: u64) -> String {
    const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
    if n < 1000 {
        return format!("{n} B");
    }
    let mut tenths = u128::from(n) / 10; // of a hundredth, rounded below
    let mut unit = 0;
    while tenths >= 99_995 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let tenths = (tenths + 5) / 10;
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

/// `n thing` or `n things`, with thousands separated.
pub(crate) fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// `2018-05-03T12:00:00.123Z` as `2018-05-03 12:00`; what is no such time is left as it is.
pub(crate) fn short_time(at: &str) -> String {
    match (at.get(..10), at.get(10..11), at.get(11..16)) {
        (Some(day), Some("T"), Some(minute)) if date(day).is_some() => format!("{day} {minute}"),
        _ => at.to_owned(),
    }
}

/// The day of such a time; what is no such time is left as it is.
pub(crate) fn day_of(at: &str) -> String {
    match at.get(..10) {
        Some(day) if date(day).is_some() => day.to_owned(),
        _ => at.to_owned(),
    }
}

/// `YYYY-MM-DD` as a date.
pub(crate) fn date(day: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(day.get(..10)?, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(n), text);
        }
    }

    #[test]
    fn changes_and_rates_have_their_signs() {
        for (change, text) in [
            (0, "0"),
            (1234, "+1,234"),
            (-3, "−3"),
            (i64::MIN, "−9,223,372,036,854,775,808"),
        ] {
            assert_eq!(signed(change), text);
        }
        for (value, text) in [
            (None, "–"),
            (Some(0.0), "0"),
            (Some(0.032), "<0.1"),
            (Some(0.05), "0.1"),
            (Some(1234.56), "1,234.6"),
        ] {
            assert_eq!(rate(value), text);
        }
        for (value, text) in [
            (None, "–"),
            (Some(0.0), "0.0"),
            (Some(-0.04), "0.0"),
            (Some(-2.63), "−2.6"),
            (Some(18.43), "+18.4"),
        ] {
            assert_eq!(surprise(value), text);
        }
        for (value, text) in [
            (None, "–"),
            (Some(-0.04), "within chance 0.0"),
            (Some(1.99), "within chance +2.0"),
            (Some(-2.63), "notable −2.6"),
            (Some(3.0), "unusual +3.0"),
        ] {
            assert_eq!(unusual(value), text);
        }
    }

    #[test]
    fn a_change_is_told_in_figures_and_in_per_cent() {
        for (before, after, text) in [
            (0, 0, "±0"),
            (0, 5, "+5"),
            (400, 405, "+5 (+1.3%)"),
            (405, 400, "−5 (−1.2%)"),
            (1_000_000, 1_000_001, "+1 (+<0.1%)"),
            (3, 0, "−3 (−100%)"),
            (2, 4000, "+3,998 (+199,900%)"),
            (u64::MAX, 1, "−18,446,744,073,709,551,614 (−100%)"),
        ] {
            assert_eq!(change(before, after), text);
        }
    }

    #[test]
    fn a_share_does_not_lie_at_its_ends() {
        for (part, whole, text) in [
            (0, 0, "–"),
            (0, 10, "0.0%"),
            (1, 3, "33.3%"),
            (1, 100_000, "<0.1%"),
            (99_999, 100_000, ">99.9%"),
            (5, 5, "100%"),
            (u64::MAX, u64::MAX, "100%"),
        ] {
            assert_eq!(share(part, whole), text);
        }
    }

    #[test]
    fn sizes_have_one_decimal() {
        for (n, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1_250, "1.3 kB"),
            (999_949, "999.9 kB"),
            (999_950, "1.0 MB"),
            (1_234_567, "1.2 MB"),
            (u64::MAX, "18.4 EB"),
        ] {
            assert_eq!(bytes(n), text);
        }
    }

    #[test]
    fn times_are_shortened_only_where_they_are_times() {
        assert_eq!(short_time("2018-05-03T12:00:00.123Z"), "2018-05-03 12:00");
        assert_eq!(day_of("2018-05-03T12:00:00.123Z"), "2018-05-03");
        for text in ["", "Ω≈ç√∫˜µ≤≥÷", "2018-05-03", "<script>alert(1)</script>"] {
            assert_eq!(short_time(text), text);
        }
    }
}
