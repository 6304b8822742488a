//! The text of a document beside its records: members before and after `entries`, or all of a document
//! that has no records. Rules about text hold for it as they do for a record.
//!
//! It is inspected when the document ends, as one text, because a member before the records can have the
//! name of one behind them. Both parts are held until then; neither is longer than the longest event.

use super::block::Decoder;
use super::document::{Document, Stage};
use super::inspect::Beside;
use crate::finding::Code;
use crate::json::{Scanner, Seed, Stop};

impl Document {
    /// Has the text beside the records inspected, once no more of it can come.
    pub(super) fn inspect_beside(&mut self, decoder: &mut Decoder<'_>) {
        let mut text = std::mem::take(&mut self.head);
        let Some(inspected) = &mut self.inspected else {
            return;
        };
        let (mut split, mut behind) = (text.len(), 0);
        if self.place.is_some() {
            if text.is_empty() {
                inspected.whole = true;
                return;
            }
            text.push(b']');
            split = text.len();
            if let Stage::Tail(tail, offset) = &self.stage {
                text.extend_from_slice(tail);
                behind = *offset;
            }
        }
        let (text, whole) = readable(&text);
        inspected.whole = whole;
        let before = inspected.found.total(Code::J04);
        let beside = Beside {
            text,
            split,
            behind,
        };
        decoder.inspect_beside(&beside, inspected);
        // A second `entries` ends the reading; here it was found among the other names.
        let again = inspected.found.total(Code::J04) > before;
        self.fault_found |= again
            && self
                .fault
                .as_ref()
                .is_some_and(|fault| fault.code == Some(Code::J04));
    }
}

/// The text up to the end of its value, or up to where it stops being JSON, and whether
/// that is all.
fn readable(bytes: &[u8]) -> (&str, bool) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let mut scanner = Scanner::new(text, Seed::fixed(0));
    if text.starts_with('\u{feff}') {
        scanner.pos = '\u{feff}'.len_utf8();
    }
    let (end, whole) = match scanner.value(0) {
        Ok(_) => (scanner.pos, bytes[scanner.pos..].trim_ascii().is_empty()),
        Err(Stop::Open) => (text.len(), false),
        Err(Stop::Fault(fault)) => (fault.at, false),
    };
    (text.get(..end).unwrap_or_default(), whole)
}
