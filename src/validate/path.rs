//! Where a walk is within a record, and which names an object had so far. Nothing is copied on the
//! way; a pointer is made only when there is something to say.

/// A string of the record: a part of its text, or of the buffer for those with escapes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Str {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) escaped: bool,
    /// It holds a credential.
    pub(super) secret: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Member(Str),
    Element(u32),
}

/// Strings of one record.
pub(super) struct Strings<'a> {
    pub(super) text: &'a str,
    pub(super) unescaped: &'a str,
}

impl<'a> Strings<'a> {
    pub(super) fn get(&self, at: Str) -> &'a str {
        let text = if at.escaped {
            self.unescaped
        } else {
            self.text
        };
        text.get(at.start as usize..at.end as usize)
            .unwrap_or_default()
    }
}

/// Bytes of a pointer that are written. Offset and index say where the record is; names as long as an
/// event, once a finding, would exhaust the memory.
const LONGEST: usize = 1024;

/// The pointer of RFC 6901. A name that is itself a credential is not written, and neither is what
/// is beyond any length that a reader can use; `…` stands there.
pub(super) fn pointer(path: &[Step], strings: &Strings<'_>) -> String {
    let mut pointer = String::new();
    for step in path {
        pointer.push('/');
        match step {
            Step::Element(index) => pointer.push_str(&index.to_string()),
            Step::Member(name) => {
                if name.secret {
                    pointer.push('…');
                    continue;
                }
                for c in strings.get(*name).chars() {
                    if pointer.len() >= LONGEST {
                        pointer.push('…');
                        return pointer;
                    }
                    match c {
                        '~' => pointer.push_str("~0"),
                        '/' => pointer.push_str("~1"),
                        c => pointer.push(c),
                    }
                }
            }
        }
    }
    pointer
}
