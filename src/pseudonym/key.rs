//! The key.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of the shortest key.
pub const LEAST_KEY: usize = 32;
/// Bytes of the longest: a file that is longer is no key.
pub const MOST_KEY: usize = 64 * 1024;

/// What tells keys apart without telling them.
const ABOUT: &[u8] = b"trailproof pseudonyms: id of the key";
/// Bytes of it.
const ID: usize = 8;

/// A key; it is gone from memory when it is dropped, and no output has it.
#[derive(Clone)]
pub struct Key(Zeroizing<Vec<u8>>);

impl Key {
    /// A key of at least [`LEAST_KEY`] bytes.
    #[must_use]
    pub fn new(bytes: Zeroizing<Vec<u8>>) -> Option<Self> {
        (bytes.len() >= LEAST_KEY).then_some(Self(bytes))
    }

    /// A new key, and the line that its file has.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub fn generate() -> Result<(Zeroizing<Vec<u8>>, Self), getrandom::Error> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut random = Zeroizing::new([0; LEAST_KEY]);
        getrandom::fill(&mut *random)?;
        let mut text = Zeroizing::new(Vec::with_capacity(2 * LEAST_KEY + 1));
        for byte in random.iter() {
            text.push(DIGITS[usize::from(byte >> 4)]);
            text.push(DIGITS[usize::from(byte & 15)]);
        }
        text.push(b'\n');
        let key = Self(text.clone());
        Ok((text, key))
    }

    /// HMAC-SHA-256 over the parts, each but the last with a zero byte behind it.
    pub(super) fn code(&self, parts: &[&[u8]]) -> [u8; 32] {
        // A key of any length will do; there is no other reason to refuse one.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                mac.update(&[0]);
            }
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The id of the key: it tells which key was used, and nothing of it.
    #[must_use]
    pub fn id(&self) -> String {
        let code = self.code(&[ABOUT]);
        code[..ID]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}
