//! Events of which more is wanted than counts need: selected by their names, with the text of `data`.

use crate::json::{Scanner, Seed};
use crate::record::{Marks, Record};
use std::ops::Range;

/// One such event. A filter may have left it out: what was open before a period, say, is known from events outside it.
#[derive(Debug, Clone, Copy)]
pub struct Note {
    /// The event. Its place and its text are those in the block.
    pub record: Record,
    /// What its name is to those who asked for marks.
    pub marks: Marks,
    /// Whether the filter passes it. Then it was accepted; otherwise it may be there again, with the same id.
    pub passes: bool,
    /// Where its `data` stands in [`Notes::data`]; empty where it has none or it is not wanted.
    data: (usize, usize),
    /// The same for its `owner`.
    owner: (usize, usize),
}

/// The noted events of a block, in the order of the text.
#[derive(Debug, Default)]
pub struct Notes {
    /// The events.
    pub list: Vec<Note>,
    /// Their `data` and `owner`, one behind the other: the text of JSON values.
    pub data: Vec<u8>,
}

impl Notes {
    /// The text of an event's `data`, a JSON value; empty where the event has none.
    #[must_use]
    pub fn data(&self, note: &Note) -> &[u8] {
        self.data.get(note.data.0..note.data.1).unwrap_or_default()
    }

    /// The text of an event's `owner`, likewise.
    #[must_use]
    pub fn owner(&self, note: &Note) -> &[u8] {
        self.data
            .get(note.owner.0..note.owner.1)
            .unwrap_or_default()
    }

    /// Notes an event with its text.
    pub(super) fn add(&mut self, record: Record, marks: Marks, passes: bool, text: &str) {
        let wanted = [!marks.any(Marks::BARE), marks.any(Marks::OWNER)];
        let found = match wanted {
            [false, false] => [None, None],
            _ => data_and_owner(text),
        };
        let mut keep = |found: Option<Range<usize>>, wanted| {
            let from = self.data.len();
            if let Some(found) = found.filter(|_| wanted) {
                self.data.extend_from_slice(&text.as_bytes()[found]);
            }
            (from, self.data.len())
        };
        let [data, owner] = found;
        let (data, owner) = (keep(data, wanted[0]), keep(owner, wanted[1]));
        self.list.push(Note {
            record,
            marks,
            passes,
            data,
            owner,
        });
    }

    /// Goes on with those of what was read behind, `skipped` records and `offset` bytes later.
    pub(super) fn append(&mut self, later: Self, skipped: u32, offset: u32) {
        let from = self.data.len();
        self.data.extend(later.data);
        self.list.extend(later.list.into_iter().map(|note| Note {
            record: Record {
                index: note.record.index + skipped,
                offset: note.record.offset + offset,
                ..note.record
            },
            data: (note.data.0 + from, note.data.1 + from),
            owner: (note.owner.0 + from, note.owner.1 + from),
            ..note
        }));
    }

    /// Drops those that pass the filter and yet are not among the accepted, which are in the order of the text.
    pub(super) fn retain_accepted(&mut self, accepted: &[Record]) {
        let there = |note: &Note| {
            let place = accepted.binary_search_by_key(&note.record.offset, |record| record.offset);
            place.is_ok()
        };
        self.list.retain(|note| !note.passes || there(note));
    }

    /// What they take, in records.
    pub(super) fn weight(&self) -> usize {
        2 * self.list.len() + self.data.len() / 64
    }
}

/// Where the values of `data` and `owner` stand in the text of a record that was read before. Of several members of one
/// name the last one counts.
fn data_and_owner(text: &str) -> [Option<Range<usize>>; 2] {
    let mut scanner = Scanner::new(text, Seed::fixed(0));
    scanner.ended = true;
    let mut found = [None, None];
    // The record was read before, so there is no fault in it.
    let _ = scanner.object(0, |scanner, name, depth| {
        scanner.peek();
        let from = scanner.pos;
        let digest = scanner.value(depth)?;
        if name.is("data") {
            found[0] = Some(from..scanner.pos);
        } else if name.is("owner") {
            found[1] = Some(from..scanner.pos);
        }
        Ok(digest)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_a_record_is_its_own_member_and_the_last_one() {
        let found = |text: &'static str| {
            let [data, _] = data_and_owner(text);
            data.map(|range| &text[range])
        };
        assert_eq!(
            found(r#"{"a":{"data":1},"data" : {"b":[1, 2]} ,"c":3}"#),
            Some(r#"{"b":[1, 2]}"#)
        );
        assert_eq!(found(r#"{"data":1,"d\u0061ta":"x"}"#), Some("\"x\""));
        assert_eq!(found(r#"{"a":{"data":1}}"#), None);
    }
}
