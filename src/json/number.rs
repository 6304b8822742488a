//! Numbers: the grammar of RFC 8259 and one digest for each numeric value.

use super::{Scanned, Scanner, Stop};

/// Keeps numbers apart from strings with the same text.
const INTEGER: u64 = 0x696e_7465_6765_7203;
const FLOAT: u64 = 0x666c_6f61_7400_0004;
const LONG: u64 = 0x6c6f_6e67_0000_0005;

/// Largest magnitude up to which every integer is a distinct f64.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Scanner<'_> {
    /// Reads a number. At the end of a text it is open as long as more digits could follow.
    pub(super) fn number(&mut self) -> Scanned<u64> {
        let start = self.pos;
        let mut at = start + usize::from(self.bytes[start] == b'-');
        at = match *self.bytes.get(at).ok_or(Stop::Open)? {
            b'0' => at + 1,
            b'1'..=b'9' => self.digits(at),
            _ => return Err(Stop::not_json(at, "a digit was expected")),
        };
        let mut integer = true;
        if self.bytes.get(at) == Some(&b'.') {
            integer = false;
            at = self.some_digits(at + 1)?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(at) {
            integer = false;
            let sign = matches!(self.bytes.get(at + 1), Some(b'+' | b'-'));
            at = self.some_digits(at + 1 + usize::from(sign))?;
        }
        if at == self.bytes.len() && !self.ended {
            return Err(Stop::Open);
        }
        self.pos = at;
        Ok(self.number_digest(&self.text[start..at], integer))
    }

    fn digits(&self, from: usize) -> usize {
        let len = self.bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        from + len
    }

    fn some_digits(&self, from: usize) -> Scanned<usize> {
        let end = self.digits(from);
        if end > from {
            Ok(end)
        } else if from >= self.bytes.len() {
            Err(Stop::Open)
        } else {
            Err(Stop::not_json(from, "a digit was expected"))
        }
    }

    /// `1`, `1.0` and `1e0` are one value; integers that no f64 holds are compared as written.
    fn number_digest(&self, text: &str, integer: bool) -> u64 {
        if integer && let Ok(value) = text.parse::<i64>() {
            return self.seed.pair(INTEGER, value as u64);
        }
        match text.parse::<f64>() {
            Ok(value) if !integer && value.fract() == 0.0 && value.abs() < EXACT => {
                self.seed.pair(INTEGER, (value as i64) as u64)
            }
            Ok(value) if !integer && value.is_finite() => self.seed.pair(FLOAT, value.to_bits()),
            _ => self.seed.pair(LONG, self.seed.bytes(text.as_bytes())),
        }
    }
}
