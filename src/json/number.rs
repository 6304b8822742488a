//! Numbers: the grammar of RFC 8259 and one digest for each numeric value, compared as exact decimals.

use super::{Scanned, Scanner, Stop};

/// Keeps numbers apart from strings with the same text.
const INTEGER: u64 = 0x696e_7465_6765_7203;
const DECIMAL: u64 = 0x6465_6369_6d61_6c04;

/// Most digits of an integer that is digested as an `i64`.
const SHORT: usize = 18;

impl Scanner<'_> {
    /// Reads a number. At the end of a text it is open as long as more digits could follow.
    pub(super) fn number(&mut self) -> Scanned<u64> {
        let start = self.pos;
        let first = start + usize::from(self.bytes[start] == b'-');
        let whole = match *self.bytes.get(first).ok_or(Stop::Open)? {
            b'0' => first + 1,
            b'1'..=b'9' => self.digits(first),
            _ => return Err(Stop::not_json(first, "a digit was expected")),
        };
        let mut at = whole;
        let fraction = if self.bytes.get(at) == Some(&b'.') {
            at = self.some_digits(at + 1)?;
            whole + 1..at
        } else {
            at..at
        };
        let exponent = if let Some(b'e' | b'E') = self.bytes.get(at) {
            let from = at + 1;
            let sign = matches!(self.bytes.get(from), Some(b'+' | b'-'));
            at = self.some_digits(from + usize::from(sign))?;
            from..at
        } else {
            at..at
        };
        if at == self.bytes.len() && !self.ended {
            return Err(Stop::Open);
        }
        self.pos = at;
        if at == whole
            && at - first <= SHORT
            && let Ok(value) = self.text[start..at].parse::<i64>()
        {
            return Ok(self.seed.pair(INTEGER, value as u64));
        }
        let mut digits = std::mem::take(&mut self.unescaped);
        let digest = self.decimal_digest(
            start < first,
            [&self.bytes[first..whole], &self.bytes[fraction]],
            &self.bytes[exponent],
            &mut digits,
        );
        self.unescaped = digits;
        Ok(digest)
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

    /// `1`, `1.0` and `10e-1` are one value, `1e400` and `1e401` are two. A value is digested as its
    /// sign, its digits without zeros at either end, and its exponent, in a time linear in the text.
    #[cold]
    fn decimal_digest(
        &self,
        negative: bool,
        [whole, fraction]: [&[u8]; 2],
        exponent: &[u8],
        out: &mut Vec<u8>,
    ) -> u64 {
        out.clear();
        let digits = whole.iter().chain(fraction);
        out.extend(digits.skip_while(|&&digit| digit == b'0'));
        let significant = out.iter().rposition(|&digit| digit != b'0');
        let Some(last) = significant else {
            return self.seed.pair(INTEGER, 0);
        };
        let zeros = out.len() - 1 - last;
        out.truncate(last + 1);
        let exponent = Exponent::new(exponent, zeros as i128 - fraction.len() as i128);
        if let Some(zeros) = exponent.small()
            && out.len() + zeros <= SHORT
        {
            let mut value = out
                .iter()
                .fold(0i64, |value, digit| value * 10 + i64::from(digit - b'0'));
            for _ in 0..zeros {
                value *= 10;
            }
            let value = if negative { -value } else { value };
            return self.seed.pair(INTEGER, value as u64);
        }
        out.push(if negative { b'-' } else { b'+' });
        out.push(if exponent.negative { b'-' } else { b'+' });
        out.extend_from_slice(&exponent.digits);
        self.seed.pair(DECIMAL, self.seed.bytes(out))
    }
}

/// A whole number of any length, in decimal digits without leading zeros; zero has none.
struct Exponent {
    negative: bool,
    digits: Vec<u8>,
}

impl Exponent {
    /// What is written, a sign and digits or nothing, and so much more.
    fn new(written: &[u8], more: i128) -> Self {
        let negative = written.first() == Some(&b'-');
        let unsigned = written.strip_prefix(b"-").unwrap_or(written);
        let unsigned = unsigned.strip_prefix(b"+").unwrap_or(unsigned);
        let zeros = unsigned.iter().take_while(|&&digit| digit == b'0').count();
        let digits = &unsigned[zeros..];
        // `more` is a number of digits in memory, so far shorter.
        if digits.len() < 30 {
            let value = digits
                .iter()
                .fold(0i128, |value, digit| value * 10 + i128::from(digit - b'0'));
            let sum = if negative { -value } else { value } + more;
            let digits = match sum {
                0 => Vec::new(),
                _ => sum.unsigned_abs().to_string().into_bytes(),
            };
            return Self {
                negative: sum < 0,
                digits,
            };
        }
        let more = if negative { -more } else { more };
        Self {
            negative,
            digits: sum(digits, more),
        }
    }

    /// The number, where it is not negative and no more than a few digits could have as zeros.
    fn small(&self) -> Option<usize> {
        if self.negative || self.digits.len() > 2 {
            return None;
        }
        let digits = self.digits.iter();
        Some(digits.fold(0, |value, digit| value * 10 + usize::from(digit - b'0')))
    }
}

/// A number of at least 30 digits and one that is far smaller, which may be negative.
fn sum(digits: &[u8], more: i128) -> Vec<u8> {
    let mut digits = digits.to_vec();
    let mut carry = more;
    for digit in digits.iter_mut().rev() {
        if carry == 0 {
            break;
        }
        let value = i128::from(*digit - b'0') + carry;
        *digit = b'0' + value.rem_euclid(10) as u8;
        carry = value.div_euclid(10);
    }
    if carry > 0 {
        digits.splice(0..0, carry.to_string().into_bytes());
    }
    let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
    digits.drain(..zeros);
    digits
}
