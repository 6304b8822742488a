//! Strings: where they end, what they say.

use super::{Scanned, Scanner, Stop};
use std::borrow::Cow;
use wide::u8x16;

/// A string that was read: what it says, and the digest of that.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// The text with its escapes resolved, borrowed where there were none.
    pub text: Cow<'a, str>,
    /// Equal for equal texts, however they were escaped.
    pub digest: u64,
}

/// Bytes from `pos` up to the first quote, backslash or control character; `None` where the text
/// ends before one.
#[inline]
fn plain_end(bytes: &[u8], mut pos: usize) -> Option<usize> {
    let (quote, backslash, control) = (u8x16::splat(b'"'), u8x16::splat(b'\\'), u8x16::splat(0x1f));
    while let Some(chunk) = bytes[pos..].first_chunk::<16>() {
        let v = u8x16::new(*chunk);
        let special = v.simd_eq(quote) | v.simd_eq(backslash) | v.min(control).simd_eq(v);
        let mask = special.to_bitmask();
        if mask != 0 {
            return Some(pos + mask.trailing_zeros() as usize);
        }
        pos += 16;
    }
    let tail = bytes[pos..]
        .iter()
        .position(|&b| b == b'"' || b == b'\\' || b < 0x20)?;
    Some(pos + tail)
}

impl<'a> Scanner<'a> {
    /// Reads a string, the position being at its opening quote.
    ///
    /// # Errors
    /// [`Stop`] where the string is cut off, has a raw control character or a bad escape.
    #[inline]
    pub fn string(&mut self) -> Scanned<Text<'a>> {
        let start = self.pos + 1;
        let end = plain_end(self.bytes, start).ok_or(Stop::Open)?;
        if self.bytes[end] == b'"' {
            self.pos = end + 1;
            let text = &self.text[start..end];
            return Ok(Text {
                text: Cow::Borrowed(text),
                digest: self.seed.bytes(text.as_bytes()),
            });
        }
        self.unescape(start, end)?;
        let digest = self.seed.bytes(&self.unescaped);
        let text = String::from_utf8_lossy(&self.unescaped).into_owned();
        Ok(Text {
            text: Cow::Owned(text),
            digest,
        })
    }

    /// As [`string`](Self::string), for a string whose text nobody needs.
    #[inline]
    pub(super) fn string_digest(&mut self) -> Scanned<u64> {
        let start = self.pos + 1;
        let end = plain_end(self.bytes, start).ok_or(Stop::Open)?;
        if self.bytes[end] == b'"' {
            self.pos = end + 1;
            return Ok(self.seed.bytes(&self.bytes[start..end]));
        }
        self.unescape(start, end)?;
        Ok(self.seed.bytes(&self.unescaped))
    }

    /// Resolves a string that is not plain into `self.unescaped` and moves behind its closing quote.
    /// `end` is the first byte that is not plain.
    fn unescape(&mut self, start: usize, end: usize) -> Scanned<()> {
        self.unescaped.clear();
        let (mut from, mut at) = (start, end);
        loop {
            self.unescaped.extend_from_slice(&self.bytes[from..at]);
            match self.bytes[at] {
                b'"' => {
                    self.pos = at + 1;
                    return Ok(());
                }
                b'\\' => from = self.escape(at)?,
                _ => return Err(Stop::not_json(at, "a raw control character in a string")),
            }
            at = plain_end(self.bytes, from).ok_or(Stop::Open)?;
        }
    }

    /// Resolves the escape at `at`; gives the position behind it.
    fn escape(&mut self, at: usize) -> Scanned<usize> {
        let byte = match self.bytes.get(at + 1).ok_or(Stop::Open)? {
            b'u' => return self.unicode_escape(at),
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'b' => 8,
            b'f' => 12,
            &same @ (b'"' | b'\\' | b'/') => same,
            _ => return Err(Stop::not_json(at, "an escape that JSON does not have")),
        };
        self.unescaped.push(byte);
        Ok(at + 2)
    }

    fn unicode_escape(&mut self, at: usize) -> Scanned<usize> {
        let lone = Stop::not_json(at, "a lone surrogate in a string");
        let first = self.hex4(at)?;
        let (code, end) = match first {
            0xdc00..=0xdfff => return Err(lone),
            0xd800..=0xdbff => {
                let low = at + 6;
                match (self.bytes.get(low), self.bytes.get(low + 1)) {
                    (None, _) | (Some(b'\\'), None) => return Err(Stop::Open),
                    (Some(b'\\'), Some(b'u')) => {}
                    _ => return Err(lone),
                }
                let second = self.hex4(low)?;
                if !(0xdc00..=0xdfff).contains(&second) {
                    return Err(lone);
                }
                (
                    0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                    low + 6,
                )
            }
            _ => (first, at + 6),
        };
        let c = char::from_u32(code).ok_or(lone)?;
        self.unescaped
            .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        Ok(end)
    }

    /// The four hexadecimal digits of the `\u` escape at `at`.
    fn hex4(&self, at: usize) -> Scanned<u32> {
        let mut code = 0;
        for place in at + 2..at + 6 {
            let digit = char::from(*self.bytes.get(place).ok_or(Stop::Open)?).to_digit(16);
            code = code << 4
                | digit.ok_or(Stop::not_json(at, "`\\u` without four hexadecimal digits"))?;
        }
        Ok(code)
    }
}
