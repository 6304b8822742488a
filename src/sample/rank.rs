//! Ranks: where an event stands under a seed.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A seed, with the digest of what every rank begins with.
#[derive(Debug, Clone)]
pub struct Seed {
    text: String,
    begun: Sha256,
}

/// SHA-256, of which the lowest come first.
pub(super) type Rank = [u8; 32];

impl Seed {
    /// A seed; `None` for one that is empty or has control characters, which no table could carry.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let sound = !text.is_empty() && !text.contains(char::is_control);
        sound.then(|| Self {
            text: text.to_owned(),
            begun: Sha256::new().chain_update(text).chain_update("\n"),
        })
    }

    /// As it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the seed, a line feed and the id in lower case with hyphens.
    #[must_use]
    pub fn rank(&self, id: [u8; 16]) -> Rank {
        self.begun
            .clone()
            .chain_update(hyphenated(&id))
            .finalize()
            .into()
    }
}

/// An id as it is written.
pub(super) fn hyphenated(id: &[u8; 16]) -> [u8; 36] {
    let mut text = [0; 36];
    Uuid::from_bytes_ref(id)
        .hyphenated()
        .encode_lower(&mut text);
    text
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// SHA-256 over all ids in the order of their bytes, each with a line feed.
pub(super) fn digest(ids: &mut [[u8; 16]]) -> String {
    ids.sort_unstable();
    let mut sha256 = Sha256::new();
    let mut lines = Vec::with_capacity(37 * 256);
    for some in ids.chunks(256) {
        lines.clear();
        for id in some {
            lines.extend_from_slice(&hyphenated(id));
            lines.push(b'\n');
        }
        sha256.update(&lines);
    }
    hex(&sha256.finalize())
}

/// SHA-256 of a file.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
