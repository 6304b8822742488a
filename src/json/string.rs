//! Strings: where they end, what they say, and a digest of that, all in one pass over the bytes.

use super::digest::{BytesHash, Seed};
use super::{Scanned, Scanner, Stop};
use std::borrow::Cow;
use wide::u8x16;

/// A string as it stands in the text, and the digest of what it says.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// What stands between the quotes.
    pub raw: &'a str,
    /// Equal for equal texts, however they were escaped.
    pub digest: u64,
    /// Whether there are escapes to resolve.
    pub escaped: bool,
}

impl<'a> Text<'a> {
    /// What the string says, its escapes resolved.
    #[must_use]
    pub fn text(&self) -> Cow<'a, str> {
        if !self.escaped {
            return Cow::Borrowed(self.raw);
        }
        let mut scanner = Scanner::new(self.raw, Seed::fixed(0));
        let mut text = Vec::with_capacity(self.raw.len());
        // The string was read before, so its escapes are sound.
        let _ = scanner.resolve(0, &mut text);
        Cow::Owned(String::from_utf8_lossy(&text).into_owned())
    }

    /// Whether the string says this.
    #[inline]
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.raw == text || (self.escaped && self.text() == text)
    }
}

/// The first quote, backslash or control character from `pos` on, or the end of the text.
#[inline]
fn plain_end(bytes: &[u8], mut pos: usize) -> usize {
    while let Some(chunk) = bytes[pos..].first_chunk::<16>() {
        let special = specials(chunk);
        if special != 0 {
            return pos + special.trailing_zeros() as usize;
        }
        pos += 16;
    }
    let tail = bytes[pos..]
        .iter()
        .position(|&b| b == b'"' || b == b'\\' || b < 0x20);
    tail.map_or(bytes.len(), |at| pos + at)
}

/// One bit for each byte that is a quote, a backslash or a control character.
#[inline(always)]
fn specials(chunk: &[u8; 16]) -> u32 {
    let v = u8x16::new(*chunk);
    let quote = v.simd_eq(u8x16::splat(b'"'));
    let backslash = v.simd_eq(u8x16::splat(b'\\'));
    let control = v.min(u8x16::splat(0x1f)).simd_eq(v);
    (quote | backslash | control).to_bitmask()
}

impl<'a> Scanner<'a> {
    /// Reads a string, the position being at its opening quote.
    ///
    /// # Errors
    /// [`Stop`] where the string is cut off, has a raw control character or a bad escape.
    #[inline]
    pub fn string(&mut self) -> Scanned<Text<'a>> {
        self.string_inlined()
    }

    /// As [`string`](Self::string), for the one place where most strings are read.
    ///
    /// # Errors
    /// As [`string`](Self::string).
    #[inline(always)]
    pub fn string_inlined(&mut self) -> Scanned<Text<'a>> {
        let start = self.pos + 1;
        let mut hash = BytesHash::new(&self.seed);
        let mut pos = start;
        while let Some(chunk) = self.bytes[pos..].first_chunk::<16>() {
            let special = specials(chunk);
            if special == 0 {
                hash.chunk(*chunk);
                pos += 16;
                continue;
            }
            let len = special.trailing_zeros();
            let end = pos + len as usize;
            if self.bytes[end] != b'"' {
                break;
            }
            self.pos = end + 1;
            let digest = hash.finish(*chunk, len, end - start);
            return Ok(Text {
                raw: &self.text[start..end],
                digest,
                escaped: false,
            });
        }
        self.unusual_string(start)
    }

    /// A string with escapes, or one near the end of the text.
    #[cold]
    fn unusual_string(&mut self, start: usize) -> Scanned<Text<'a>> {
        let mut unescaped = std::mem::take(&mut self.unescaped);
        unescaped.clear();
        let end = self.resolve(start, &mut unescaped);
        let digest = self.seed.bytes(&unescaped);
        self.unescaped = unescaped;
        let end = end?;
        if end == self.bytes.len() {
            return Err(Stop::Open);
        }
        self.pos = end + 1;
        let raw = &self.text[start..end];
        Ok(Text {
            raw,
            digest,
            escaped: raw.contains('\\'),
        })
    }

    /// Resolves what stands from `from` on into `out`; gives the position of the quote that ends
    /// it, or the length of the text where none does.
    fn resolve(&mut self, mut from: usize, out: &mut Vec<u8>) -> Scanned<usize> {
        loop {
            let at = plain_end(self.bytes, from);
            out.extend_from_slice(&self.bytes[from..at]);
            match self.bytes.get(at) {
                None | Some(b'"') => return Ok(at),
                Some(b'\\') => from = self.escape(at, out)?,
                Some(_) => return Err(Stop::not_json(at, "a raw control character in a string")),
            }
        }
    }

    /// Resolves the escape at `at`; gives the position behind it.
    fn escape(&self, at: usize, out: &mut Vec<u8>) -> Scanned<usize> {
        let byte = match self.bytes.get(at + 1).ok_or(Stop::Open)? {
            b'u' => return self.unicode_escape(at, out),
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'b' => 8,
            b'f' => 12,
            &same @ (b'"' | b'\\' | b'/') => same,
            _ => return Err(Stop::not_json(at, "an escape that JSON does not have")),
        };
        out.push(byte);
        Ok(at + 2)
    }

    fn unicode_escape(&self, at: usize, out: &mut Vec<u8>) -> Scanned<usize> {
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
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        Ok(end)
    }

    /// The four hexadecimal digits of the `\u` escape at `at`.
    fn hex4(&self, at: usize) -> Scanned<u32> {
        let mut code = 0;
        for place in at + 2..at + 6 {
            let digit = char::from(*self.bytes.get(place).ok_or(Stop::Open)?).to_digit(16);
            let what = "`\\u` without four hexadecimal digits";
            code = code << 4 | digit.ok_or(Stop::not_json(at, what))?;
        }
        Ok(code)
    }
}
