//! Content digests: equal for equal JSON values, whatever their white space, member order, escapes
//! or way of writing a number.
//!
//! 64 bits, keyed at random in each run, so that two contents with equal digests cannot be prepared.
//! They decide only whether an id that occurs twice has the same content, and where names are looked
//! up. The mixing step is that of wyhash, a 64 by 64 bit multiplication whose two halves are XORed, over
//! 16 bytes at a time: those that the scanner has loaded to find the end of a string.

use std::hash::{BuildHasher, RandomState};

/// Sum with which the digest of an object starts: empty objects, empty arrays and scalars differ.
pub const OBJECT: u64 = 0x6f62_6a65_6374_0001;
/// Sum with which the digest of an array starts.
pub const ARRAY: u64 = 0x6172_7261_7900_0002;

/// Key of the digests of one run.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    keys: [u64; 3],
}

impl Seed {
    /// An unpredictable key.
    #[must_use]
    pub fn random() -> Self {
        let state = RandomState::new();
        Self {
            keys: [0u8, 1, 2].map(|n| state.hash_one(n) | 1),
        }
    }

    /// A known key, for tests, benchmarks, and where no digest is looked at.
    #[must_use]
    pub const fn fixed(key: u64) -> Self {
        let key = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self {
            keys: [
                (key ^ 0xa076_1d64_78bd_642f) | 1,
                (key ^ 0xe703_7ed1_a0b4_28db) | 1,
                (key ^ 0x8ebc_6af0_9c88_c6e3) | 1,
            ],
        }
    }

    /// Digest of bytes, the same as that of a string that says them.
    #[must_use]
    pub fn bytes(&self, bytes: &[u8]) -> u64 {
        let mut hash = BytesHash::new(self);
        let (chunks, rest) = bytes.as_chunks::<16>();
        for chunk in chunks {
            hash.chunk(*chunk);
        }
        let mut last = [0; 16];
        last[..rest.len()].copy_from_slice(rest);
        hash.finish(last, rest.len() as u32, bytes.len() as u32)
    }

    /// Another digest of bytes, which takes less time where they are 8 to 16 as in an address. It is
    /// not that of a string that says them.
    #[inline]
    #[must_use]
    pub fn word(&self, bytes: &[u8]) -> u64 {
        match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) if bytes.len() <= 16 => {
                let both = self.pair(u64::from_le_bytes(*first), u64::from_le_bytes(*last));
                self.pair(both, bytes.len() as u64)
            }
            _ => self.bytes(bytes),
        }
    }

    /// Digest of two digests in order.
    #[inline]
    #[must_use]
    pub fn pair(&self, first: u64, second: u64) -> u64 {
        fold(first ^ self.keys[1], second ^ self.keys[2])
    }

    /// Closes a sum, so that a value and the sum it is part of cannot be confused.
    #[inline]
    #[must_use]
    pub fn finish(&self, sum: u64) -> u64 {
        fold(sum ^ self.keys[2], self.keys[0])
    }
}

/// The first so many bytes of a chunk.
const FIRST: [u128; 16] = {
    let mut masks = [0; 16];
    let mut len = 0;
    while len < 16 {
        masks[len] = (1u128 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// A digest of bytes that come 16 at a time.
#[derive(Clone, Copy)]
pub(super) struct BytesHash {
    state: u64,
    key: u64,
}

impl BytesHash {
    #[inline(always)]
    pub(super) fn new(seed: &Seed) -> Self {
        Self {
            state: seed.keys[0],
            key: seed.keys[1],
        }
    }

    #[inline(always)]
    pub(super) fn chunk(&mut self, chunk: [u8; 16]) {
        let value = u128::from_le_bytes(chunk);
        self.state = fold(value as u64 ^ self.state, (value >> 64) as u64 ^ self.key);
    }

    /// The last chunk, of which `len` bytes (modulo 16) count, of `total` bytes in all.
    #[inline(always)]
    pub(super) fn finish(self, chunk: [u8; 16], len: u32, total: u32) -> u64 {
        let value = u128::from_le_bytes(chunk) & FIRST[len as usize % 16];
        let state = self.state ^ u64::from(total) << 32;
        fold(value as u64 ^ state, (value >> 64) as u64 ^ self.key)
    }
}

/// The two halves of the 128-bit product, XORed.
#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}
