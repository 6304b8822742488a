//! Instants that follow one another closely.

use super::Timestamp;

/// Reads the times of events, which come in the order of time: what was worked out for the hour of
/// one is right for the next. It reads what [`Timestamp::parse`] reads, only sooner.
#[derive(Debug, Clone, Copy)]
pub struct Hour {
    /// `2018-05-03T12:`, as it was written the last time.
    text: u128,
    /// Its first second.
    start: i64,
}

impl Default for Hour {
    /// No hour: the text is longer than that of any.
    fn default() -> Self {
        Self {
            text: u128::MAX,
            start: 0,
        }
    }
}

/// Bytes of the text that are those of the hour.
const HOUR: u128 = (1 << (14 * 8)) - 1;

/// What the last eight bytes of `2018-05-03T12:34:56.789Z` look like, and how far each may be beyond
/// that.
const LAST: u64 = u64::from_le_bytes(*b":00.000Z");
const BEYOND: [u8; 8] = [0, 5, 9, 0, 9, 9, 9, 0];
/// The highest bit of each byte; and what has to be added for it to be set in a byte that is too far.
const HIGHEST: u64 = 0x8080_8080_8080_8080;
const TO_HIGHEST: u64 = HIGHEST - (u64::from_le_bytes(BEYOND) + 0x0101_0101_0101_0101);

impl Hour {
    /// As [`Timestamp::parse`].
    #[inline]
    #[must_use]
    pub fn timestamp(&mut self, text: &[u8]) -> Option<Timestamp> {
        self.near(text).or_else(|| self.anew(text))
    }

    /// An instant in UTC to the millisecond, in the same hour as the last; no leap second.
    #[inline(always)]
    fn near(&self, text: &[u8]) -> Option<Timestamp> {
        let text: &[u8; 24] = text.try_into().ok()?;
        let ([hour], last) = text.as_chunks::<16>() else {
            return None;
        };
        let [minute10, minute1] = [hour[14], hour[15]].map(|digit| digit ^ b'0');
        let figures = u64::from_le_bytes(last.try_into().ok()?) ^ LAST;
        let is_far = (figures.wrapping_add(TO_HIGHEST) | figures) & HIGHEST != 0;
        if u128::from_le_bytes(*hour) & HOUR != self.text || is_far || minute10 > 5 || minute1 > 9 {
            return None;
        }
        let [_, second10, second1, _, tenth, hundredth, thousandth, _] = figures.to_le_bytes();
        let minute = i64::from(minute10) * 10 + i64::from(minute1);
        let second = i64::from(second10) * 10 + i64::from(second1);
        let millis = u32::from(tenth) * 100 + u32::from(hundredth) * 10 + u32::from(thousandth);
        Some(Timestamp {
            secs: self.start + minute * 60 + second,
            nanos: millis * 1_000_000,
        })
    }

    #[inline(never)]
    fn anew(&mut self, text: &[u8]) -> Option<Timestamp> {
        let at = Timestamp::parse(text)?;
        if let Ok::<&[u8; 24], _>(text) = text.try_into()
            && text[23] == b'Z'
            && let Some(hour) = text.first_chunk()
        {
            self.text = u128::from_le_bytes(*hour) & HOUR;
            self.start = at.secs - at.secs.rem_euclid(3600);
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Mostly instants of a few hours, with a byte that may not belong there.
    fn instant() -> impl Strategy<Value = Vec<u8>> {
        let hour = prop::sample::select(vec![
            "2018-05-03T12",
            "2018-05-03t12",
            "0000-01-01T00",
            "9999-12-31T23",
            "2016-12-31T23",
            "2018-02-29T10",
        ]);
        let zone = prop::sample::select(vec!["Z", "Z", "Z", "z", "+01:00", ""]);
        let digits = "[0-9]{0,4}";
        let damage = prop::option::of((any::<prop::sample::Index>(), any::<u8>()));
        (hour, 0..62, 0..62, digits, zone, damage).prop_map(
            |(hour, minute, second, digits, zone, damage)| {
                let text = format!("{hour}:{minute:02}:{second:02}.{digits}{zone}");
                let mut text = text.into_bytes();
                if let Some((at, byte)) = damage {
                    let at = at.index(text.len());
                    text[at] = byte;
                }
                text
            },
        )
    }

    proptest! {
        #[test]
        fn an_hour_reads_what_is_read_without_it(texts in prop::collection::vec(instant(), 1..12)) {
            let mut hour = Hour::default();
            for text in texts {
                prop_assert_eq!(hour.timestamp(&text), Timestamp::parse(&text), "{:?}", text);
            }
        }
    }

    #[test]
    fn each_byte_of_an_instant_is_held_to_its_range() {
        let text = *b"2018-05-03T12:34:56.789Z";
        let mut hour = Hour::default();
        assert!(hour.timestamp(&text).is_some() && hour.near(&text).is_some());
        for at in 0..24 {
            for byte in 0..=255 {
                let mut text = text;
                text[at] = byte;
                let near = hour.near(&text);
                assert!(
                    near.is_none() || near == Timestamp::parse(&text),
                    "{text:?}"
                );
                assert_eq!(
                    hour.clone().timestamp(&text),
                    Timestamp::parse(&text),
                    "{text:?}"
                );
            }
        }
    }
}
