//! What is said of an event that came before.

use crate::event::Refusal;
use crate::finding::{Code, Finding};
use crate::record::{Record, Reject};
use uuid::Uuid;

/// An event that came before, in one way or another.
pub(super) fn again(code: Code, record: &Record, index: u64, offset: u64) -> Finding {
    let message = match code {
        Code::U01 => "the same event was read before; it is counted once",
        Code::U02 => {
            "an event with this id but different content was accepted before; this one was rejected"
        }
        _ => "an event accepted before differs from this one only in its id",
    };
    let id = Uuid::from_bytes(record.id).to_string();
    Finding::new(code, message)
        .of_record(index + u64::from(record.index), Some(id))
        .at(offset + u64::from(record.offset))
}

/// The same as a rejected record.
pub(super) fn conflict(record: &Record, text: &[u8]) -> Reject {
    let start = record.offset as usize;
    let raw = text.get(start..start + record.len as usize);
    Reject {
        index: u64::from(record.index),
        offset: u64::from(record.offset),
        refusal: Refusal::new(Code::U02, "`id` was accepted before with different content"),
        raw: raw.map(|raw| String::from_utf8_lossy(raw).into_owned()),
    }
}
