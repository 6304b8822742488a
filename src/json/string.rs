//! Strings: where they end, what they say, and a digest of that, all in one pass over the bytes.

use super::digest::{BytesHash, Seed};
use super::{Scanned, Scanner, Stop};
use std::borrow::Cow;
use wide::u8x16;

/// A string as it stands in the text, and the digest of what it says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Text<'a> {
    /// The bytes between the quotes, which are UTF-8. They are no `str`, because slicing one would check its
    /// ends even where only the digest is needed.
    pub raw: &'a [u8],
    /// Equal for equal texts, however they were escaped.
    pub digest: u64,
}

impl<'a> Text<'a> {
    /// What the string says, its escapes resolved.
    #[must_use]
    pub fn text(&self) -> Cow<'a, str> {
        let raw = std::str::from_utf8(self.raw).unwrap_or_default();
        if !self.is_escaped() {
            return Cow::Borrowed(raw);
        }
        let mut scanner = Scanner::new(raw, Seed::fixed(0));
        let mut text = Vec::with_capacity(raw.len());
        // The string was read before, so its escapes are sound.
        let _ = scanner.resolve(0, &mut text);
        Cow::Owned(String::from_utf8_lossy(&text).into_owned())
    }

    /// Whether there are escapes to resolve.
    #[inline]
    #[must_use]
    pub fn is_escaped(&self) -> bool {
        self.raw.contains(&b'\\')
    }

    /// Whether the string says this.
    #[inline]
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.raw == text.as_bytes() || (self.is_escaped() && self.text() == text)
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
    let backslash = v.simd_eq(u8x16::splat(b'\\'));
    // With this bit turned over the quote is 0x20, right behind the control characters.
    let low = v ^ u8x16::splat(b'"' ^ 0x20);
    let quote_or_control = low.min(u8x16::splat(0x20)).simd_eq(low);
    (backslash | quote_or_control).to_bitmask()
}

/// Bytes that must be there for [`short_string`].
const ROOM: usize = 48;

/// The string whose content is at the front of `bytes`, the quote before it being read already, and
/// what stands behind the quote that ends it. `None` where that takes more than this: where the
/// string is long or has an escape, where the end of the text is near, or where it is not JSON.
///
/// As a rule a string is either a word or a UUID. So the first 16 bytes are looked at alone and the
/// next 32 together.
#[inline(always)]
pub(crate) fn short_string<'a>(seed: &Seed, bytes: &'a [u8]) -> Option<(Text<'a>, &'a [u8])> {
    let ([one, two, three], []) = bytes.first_chunk::<ROOM>()?.as_chunks::<16>() else {
        return None;
    };
    let mut hash = BytesHash::new(seed);
    let special = specials(one);
    let (len, digest) = if special != 0 {
        let len = special.trailing_zeros();
        (len, hash.finish(*one, len, len))
    } else {
        hash.chunk(*one);
        let special = specials(two) | specials(three) << 16;
        let at = special.trailing_zeros();
        let len = 16 + at;
        if at < 16 {
            (len, hash.finish(*two, at, len))
        } else {
            hash.chunk(*two);
            (len, hash.finish(*three, at, len))
        }
    };
    let (raw, rest) = bytes.split_at_checked(len as usize)?;
    // Without any end in sight the length is that of all three, and the byte behind them is whatever
    // it is, perhaps a quote: then the digest would lack its third chunk.
    match rest {
        [b'"', rest @ ..] if len < ROOM as u32 => Some((Text { raw, digest }, rest)),
        _ => None,
    }
}

impl<'a> Scanner<'a> {
    /// Reads a string, the position being at its opening quote.
    ///
    /// # Errors
    /// [`Stop`] where the string is cut off, has a raw control character or a bad escape.
    #[inline]
    pub fn string(&mut self) -> Scanned<Text<'a>> {
        let start = self.pos + 1;
        let bytes = self.bytes.get(start..).unwrap_or_default();
        let Some((text, rest)) = short_string(&self.seed, bytes) else {
            return self.long_string(start);
        };
        self.pos = self.bytes.len() - rest.len();
        Ok(text)
    }

    /// A string that is long or near the end of the text.
    #[inline(never)]
    fn long_string(&mut self, start: usize) -> Scanned<Text<'a>> {
        let mut hash = BytesHash::new(&self.seed);
        let mut pos = start;
        while let Some(chunk) = self.bytes[pos..].first_chunk::<16>() {
            let special = specials(chunk);
            if special == 0 {
                hash.chunk(*chunk);
                pos += 16;
                continue;
            }
            let last = special.trailing_zeros();
            let end = pos + last as usize;
            if self.bytes[end] != b'"' {
                break;
            }
            self.pos = end + 1;
            return Ok(Text {
                raw: &self.bytes[start..end],
                digest: hash.finish(*chunk, last, (end - start) as u32),
            });
        }
        self.unusual_string(start)
    }

    /// A string with escapes, or one at the end of the text.
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
        Ok(Text {
            raw: &self.bytes[start..end],
            digest,
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
                Some(b'\\') => {
                    from = match self.escape(at, out) {
                        Err(Stop::Fault(_)) if self.lenient => at + 1,
                        end => end?,
                    }
                }
                Some(_) if self.lenient => from = at + 1,
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
