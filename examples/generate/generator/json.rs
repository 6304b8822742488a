//! Writes compact JSON into a buffer that is used again for every event.

use fastrand::Rng;

use super::subject::Party;

/// A writer at some point of a JSON text.
pub struct Json<'a> {
    out: &'a mut Vec<u8>,
    /// Writes characters outside ASCII as `\u` escapes, as some serialisers do.
    ascii: bool,
}

impl<'a> Json<'a> {
    /// Appends to `out`, which is empty or ends where a value may begin.
    pub fn new(out: &'a mut Vec<u8>, ascii: bool) -> Self {
        Self { out, ascii }
    }

    /// Writes the comma between two values. What was written last tells whether one is due, since
    /// every value ends in another byte than those that open or name one.
    fn separate(&mut self) {
        if !matches!(self.out.last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(b',');
        }
    }

    /// Begins a member; `key` needs no escaping.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.separate();
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        self
    }

    /// A value that is JSON text already, or members of the object at hand without its braces.
    pub fn raw(&mut self, json: &str) {
        self.separate();
        self.out.extend_from_slice(json.as_bytes());
    }

    /// A string.
    pub fn string(&mut self, text: &str) {
        self.separate();
        self.out.push(b'"');
        // Looking at every byte without stopping early lets the compiler look at many at once.
        let escape = (text.bytes()).fold(false, |escape, byte| escape | self.needs_escape(byte));
        if escape {
            text.chars().for_each(|character| self.character(character));
        } else {
            self.out.extend_from_slice(text.as_bytes());
        }
        self.out.push(b'"');
    }

    fn needs_escape(&self, byte: u8) -> bool {
        (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (self.ascii & (byte >= 0x80))
    }

    fn character(&mut self, character: char) {
        match character {
            '"' => self.out.extend_from_slice(b"\\\""),
            '\\' => self.out.extend_from_slice(b"\\\\"),
            '\n' => self.out.extend_from_slice(b"\\n"),
            _ if character < ' ' || (self.ascii && !character.is_ascii()) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    self.out.extend_from_slice(b"\\u");
                    hex(self.out, u128::from(*unit), 4);
                }
            }
            _ => self
                .out
                .extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }

    /// A whole number.
    pub fn number(&mut self, value: u64) {
        self.separate();
        let mut digits = [0; 20];
        let mut start = digits.len();
        let mut rest = value;
        loop {
            start -= 1;
            digits[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&digits[start..]);
    }

    /// A string of `digits` random hexadecimal digits, such as a commit.
    pub fn hex(&mut self, digits: u32, rng: &mut Rng) {
        self.separate();
        self.out.push(b'"');
        let mut left = digits;
        while left > 0 {
            let some = left.min(32);
            hex(self.out, rng.u128(..), some);
            left -= some;
        }
        self.out.push(b'"');
    }

    /// A string that holds a new random UUID of version 4.
    pub fn uuid(&mut self, rng: &mut Rng) {
        self.separate();
        self.out.push(b'"');
        push_uuid(self.out, rng);
        self.out.push(b'"');
    }

    /// An object; as a value of its own, of an array, or after [`Json::key`].
    pub fn object(&mut self, members: impl FnOnce(&mut Json<'_>)) {
        self.separate();
        self.out.push(b'{');
        members(self);
        self.out.push(b'}');
    }

    /// An array.
    pub fn array(&mut self, values: impl FnOnce(&mut Json<'_>)) {
        self.separate();
        self.out.push(b'[');
        values(self);
        self.out.push(b']');
    }

    /// A member that is a string.
    pub fn text(&mut self, key: &str, text: &str) {
        self.key(key).string(text);
    }

    /// A member that is `{"id":…,<label>:…}`, without `id` where the party has none.
    pub fn party(&mut self, key: &str, label: &str, party: Party<'_>) {
        self.key(key).object(|json| {
            if let Some(id) = party.id {
                json.text("id", id);
            }
            json.text(label, party.label);
        });
    }
}

/// A new random UUID of version 4.
pub fn new_uuid(rng: &mut Rng) -> String {
    let mut text = Vec::with_capacity(36);
    push_uuid(&mut text, rng);
    String::from_utf8_lossy(&text).into_owned()
}

fn push_uuid(out: &mut Vec<u8>, rng: &mut Rng) {
    const VERSION: u128 = 0xf000 << 64;
    const VARIANT: u128 = 0b11 << 62;
    let bits = rng.u128(..) & !VERSION & !VARIANT | (0x4000 << 64) | (0b10 << 62);
    for (shift, digits) in [(96, 8), (80, 4), (64, 4), (48, 4), (0, 12)] {
        if shift != 96 {
            out.push(b'-');
        }
        hex(out, bits >> shift, digits);
    }
}

/// The lowest `digits` hexadecimal digits of `value`, at most 32 of them.
fn hex(out: &mut Vec<u8>, value: u128, digits: u32) {
    for digit in (0..digits).rev() {
        out.push(b"0123456789abcdef"[(value >> (4 * digit)) as usize & 15]);
    }
}
