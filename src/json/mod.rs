//! Strict JSON, read forward over one block of text without building anything.
//!
//! The scanner accepts exactly the documents of RFC 8259, nested at most [`MAX_DEPTH`] deep, with
//! no lone surrogate in a string. It never repairs and never guesses. What it does not do: keep
//! values, detect duplicate member names, or look behind its position.
//!
//! A block may end in the middle of a value, because the reader cuts a long document into blocks at
//! places that only look like the end of an event. That is [`Stop::Open`], which is no fault: the
//! caller decides whether more text will follow.

pub mod compact;
mod digest;
mod number;
mod string;
#[cfg(test)]
mod tests;

pub use digest::{ARRAY, OBJECT, Seed};
pub use string::Text;
pub(crate) use string::short_string;

use crate::finding::{Code, Limit};

/// Deepest nesting that is followed, counted from the event; the limit of serde_json.
pub const MAX_DEPTH: u32 = 127;

/// Why the scanner went no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The text ended inside a value.
    Open,
    /// The text is not JSON.
    Fault(JsonFault),
}

/// A place at which the text stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonFault {
    /// `J02`, `J03` or `J05`.
    pub code: Code,
    /// Byte offset in the text that was scanned.
    pub at: usize,
    /// What is wrong there, completing "at byte N: …".
    pub what: &'static str,
    /// The limit that was exceeded, if that is what is wrong.
    pub limit: Option<Limit>,
}

impl JsonFault {
    /// A fault of the text itself.
    #[must_use]
    pub fn new(code: Code, at: usize, what: &'static str) -> Self {
        Self {
            code,
            at,
            what,
            limit: None,
        }
    }

    /// More than a limit allows.
    #[must_use]
    pub fn beyond(limit: Limit, code: Code, at: usize) -> Self {
        Self {
            limit: Some(limit),
            ..Self::new(code, at, limit.exceeded())
        }
    }
}

impl Stop {
    /// The text is not JSON at `at`.
    #[must_use]
    pub fn not_json(at: usize, what: &'static str) -> Self {
        Self::Fault(JsonFault::new(Code::J03, at, what))
    }
}

/// Result of reading something that may be cut off or broken.
pub type Scanned<T> = Result<T, Stop>;

/// A position in a text, moving forward only.
#[derive(Debug)]
pub struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// Byte offset of what is read next.
    pub pos: usize,
    /// Nothing follows the text, so a number may end with it.
    pub ended: bool,
    /// Deepest nesting that is followed, as a rule [`MAX_DEPTH`], which is also the most.
    pub max_depth: u32,
    seed: Seed,
    unescaped: Vec<u8>,
    /// Control characters and escapes that JSON does not have pass in strings: only the structure is
    /// looked at.
    lenient: bool,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of a text. `seed` keys the content digests: only digests of one seed
    /// can be compared.
    #[must_use]
    pub fn new(text: &'a str, seed: Seed) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            ended: false,
            max_depth: MAX_DEPTH,
            seed,
            unescaped: Vec::new(),
            lenient: false,
        }
    }

    /// Starts at the beginning of a text in which strings may hold what JSON does not allow there. It
    /// serves to find the end of a record that is known to be broken, and its digests mean nothing.
    #[must_use]
    pub(crate) fn lenient(text: &'a str) -> Self {
        Self {
            lenient: true,
            ..Self::new(text, Seed::fixed(0))
        }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Key of the digests.
    #[must_use]
    pub fn seed(&self) -> Seed {
        self.seed
    }

    /// The next byte that is not white space, or `None` at the end of the text. It is not consumed.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.bytes.get(self.pos)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.pos += 1;
        }
    }

    #[inline]
    fn need(&mut self) -> Scanned<u8> {
        self.peek().ok_or(Stop::Open)
    }

    /// Reads any value; gives the digest of its content.
    ///
    /// # Errors
    /// [`Stop`], with the position where reading ended.
    #[inline]
    pub fn value(&mut self, depth: u32) -> Scanned<u64> {
        match self.need()? {
            b'"' => Ok(self.string()?.digest),
            b'{' => self.object(depth, |scanner, _, depth| scanner.value(depth)),
            b'[' => self.array(depth, Self::value),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.literal(b"true", 1),
            b'f' => self.literal(b"false", 2),
            b'n' => self.literal(b"null", 3),
            _ => Err(Stop::not_json(self.pos, "a value was expected")),
        }
    }

    /// Reads an object and hands each member's name to `member`, which reads the value and gives
    /// its digest. The digest of the object does not depend on the order of its members.
    ///
    /// # Errors
    /// [`Stop`], from here or from `member`.
    #[inline]
    pub fn object<F>(&mut self, depth: u32, member: F) -> Scanned<u64>
    where
        F: FnMut(&mut Self, Text<'a>, u32) -> Scanned<u64>,
    {
        self.object_sum(depth, member)
            .map(|sum| self.seed.finish(sum))
    }

    /// As [`object`](Self::object), with the digest still a sum over the members: a member's part
    /// can be taken out of it before [`Seed::finish`] makes it a digest.
    ///
    /// # Errors
    /// [`Stop`], from here or from `member`.
    #[inline]
    pub fn object_sum<F>(&mut self, depth: u32, mut member: F) -> Scanned<u64>
    where
        F: FnMut(&mut Self, Text<'a>, u32) -> Scanned<u64>,
    {
        let depth = self.deeper(depth)?;
        self.pos += 1;
        let mut sum = OBJECT;
        if self.need()? == b'}' {
            self.pos += 1;
            return Ok(sum);
        }
        loop {
            if self.need()? != b'"' {
                return Err(Stop::not_json(
                    self.pos,
                    "a member name in quotes was expected",
                ));
            }
            let name = self.string()?;
            if self.need()? != b':' {
                return Err(Stop::not_json(
                    self.pos,
                    "`:` was expected after a member name",
                ));
            }
            self.pos += 1;
            let value = member(self, name, depth)?;
            sum = sum.wrapping_add(self.seed.pair(name.digest, value));
            match self.need()? {
                b',' => self.pos += 1,
                b'}' => {
                    self.pos += 1;
                    return Ok(sum);
                }
                _ => {
                    return Err(Stop::not_json(
                        self.pos,
                        "`,` or `}` was expected after a member",
                    ));
                }
            }
        }
    }

    /// Reads an array and has `element` read each of its values and give its digest.
    ///
    /// # Errors
    /// [`Stop`], from here or from `element`.
    #[inline]
    pub fn array<F>(&mut self, depth: u32, mut element: F) -> Scanned<u64>
    where
        F: FnMut(&mut Self, u32) -> Scanned<u64>,
    {
        let depth = self.deeper(depth)?;
        self.pos += 1;
        let mut sum = ARRAY;
        if self.need()? == b']' {
            self.pos += 1;
            return Ok(self.seed.finish(sum));
        }
        loop {
            let value = element(self, depth)?;
            sum = self.seed.pair(sum, value);
            match self.need()? {
                b',' => self.pos += 1,
                b']' => {
                    self.pos += 1;
                    return Ok(self.seed.finish(sum));
                }
                _ => {
                    return Err(Stop::not_json(
                        self.pos,
                        "`,` or `]` was expected after an element",
                    ));
                }
            }
        }
    }

    fn deeper(&self, depth: u32) -> Scanned<u32> {
        if depth >= self.max_depth {
            return Err(Stop::Fault(if self.max_depth == MAX_DEPTH {
                JsonFault::new(Code::J05, self.pos, "nested deeper than 127 levels")
            } else {
                JsonFault::beyond(Limit::Depth, Code::J05, self.pos)
            }));
        }
        Ok(depth + 1)
    }

    fn literal(&mut self, word: &'static [u8], tag: u64) -> Scanned<u64> {
        let rest = &self.bytes[self.pos..];
        if rest.starts_with(word) {
            self.pos += word.len();
            return Ok(self.seed.finish(tag));
        }
        if word.starts_with(rest) {
            return Err(Stop::Open);
        }
        Err(Stop::not_json(self.pos, "a value was expected"))
    }
}
