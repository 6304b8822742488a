//! The order of an export.

use crate::record::Record;

/// Instant, exact to the nanosecond, then id. No two accepted events have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    secs: i64,
    nanos: u32,
    id: [u8; 16],
}

/// Bytes of a key in a file.
pub(super) const KEY_BYTES: usize = 28;

impl Key {
    pub(super) fn of(record: &Record) -> Self {
        Self {
            secs: record.at.secs,
            nanos: record.at.nanos,
            id: record.id,
        }
    }

    pub(super) fn to_bytes(self) -> [u8; KEY_BYTES] {
        let mut bytes = [0; KEY_BYTES];
        bytes[..8].copy_from_slice(&self.secs.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.nanos.to_le_bytes());
        bytes[12..].copy_from_slice(&self.id);
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8; KEY_BYTES]) -> Self {
        let [mut secs, mut nanos, mut id] = [[0; 16]; 3];
        secs[..8].copy_from_slice(&bytes[..8]);
        nanos[..4].copy_from_slice(&bytes[8..12]);
        id.copy_from_slice(&bytes[12..]);
        Self {
            secs: u128::from_le_bytes(secs) as i64,
            nanos: u128::from_le_bytes(nanos) as u32,
            id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_a_file_and_order_by_time_then_id() {
        let key = |secs, nanos, id| Key {
            secs,
            nanos,
            id: [id; 16],
        };
        let ordered = [
            key(-62_167_219_200, 5, 9),
            key(-1, 0, 0),
            key(1, 999_999_999, 3),
            key(1, 1_999_999_999, 2),
            key(2, 0, 1),
            key(2, 0, 2),
        ];
        assert!(ordered.is_sorted());
        for key in ordered {
            assert_eq!(Key::from_bytes(&key.to_bytes()), key);
        }
    }
}
