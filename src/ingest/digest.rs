//! The SHA-256 of a file, over its bytes in the order in which they were read.
//!
//! Neither digesting nor inflating one file can be divided among threads. So the thread that inflates
//! queues the file's bytes here, and threads that decode the text digest them.

use crate::sync::{locked, locked_if_free};
use sha2::{Digest as _, Sha256};
use std::collections::VecDeque;
use std::sync::Mutex;

/// Buffers that may be queued; the thread that queues one more digests them.
const WAITING: usize = 8;

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Digest {
    /// Of all bytes that have left the queue. Buffers are taken from the queue only while this is locked.
    sha256: Mutex<Sha256>,
    queue: Mutex<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Vec<u8>>,
    /// Buffers to use again.
    spare: Vec<Vec<u8>>,
}

impl Digest {
    /// Queues the next bytes; returns a buffer for those after them, with unspecified content.
    pub(super) fn leave(&self, bytes: Vec<u8>) -> Vec<u8> {
        let mut queue = locked(&self.queue);
        queue.waiting.push_back(bytes);
        let too_many = queue.waiting.len() > WAITING;
        let spare = queue.spare.pop();
        drop(queue);
        if too_many {
            self.take_left(&mut locked(&self.sha256));
        }
        spare.unwrap_or_default()
    }

    /// Digests the queued bytes, unless another thread is doing so.
    pub(crate) fn catch_up(&self) {
        if let Some(mut sha256) = locked_if_free(&self.sha256) {
            self.take_left(&mut sha256);
        }
    }

    /// Digests the next bytes at once.
    pub(super) fn take(&self, bytes: &[u8]) {
        let mut sha256 = locked(&self.sha256);
        self.take_left(&mut sha256);
        sha256.update(bytes);
    }

    /// The digest of everything, in lower-case hex.
    pub(super) fn finish(&self) -> String {
        let mut sha256 = locked(&self.sha256);
        self.take_left(&mut sha256);
        let digest = sha256.finalize_reset();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn take_left(&self, sha256: &mut Sha256) {
        loop {
            let next = locked(&self.queue).waiting.pop_front();
            let Some(bytes) = next else { return };
            sha256.update(&bytes);
            locked(&self.queue).spare.push(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_digested_once_and_in_order_by_any_thread() {
        let pieces: Vec<Vec<u8>> = (0..2000_u32)
            .map(|i| i.to_le_bytes().repeat(i as usize % 37))
            .collect();
        let digest = Digest::default();
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| (0..2000).for_each(|_| digest.catch_up()));
            }
            for (i, piece) in pieces.iter().enumerate() {
                // Some wait then: what is taken at once comes after them.
                if i % 7 == 6 {
                    digest.take(piece);
                } else {
                    digest.leave(piece.clone());
                }
            }
        });
        let whole = Sha256::digest(pieces.concat());
        let hex: String = whole.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest.finish(), hex);
    }

    #[test]
    fn the_queue_is_bounded() {
        let digest = Digest::default();
        for _ in 0..100 {
            digest.leave(vec![0]);
            assert!(locked(&digest.queue).waiting.len() <= WAITING);
        }
    }
}
