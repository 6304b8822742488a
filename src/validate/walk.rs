//! One walk through a record that was read already: names, depths, strings, and what the schema says
//! of them.
//!
//! The text is known to be JSON and UTF-8, so the walk only finds its way; it is what all rules about
//! a record share. Rules that were not selected are not asked.

use super::lengths::Lengths;
use super::path::{Step, Str, Strings, pointer};
use super::privacy::{self, unescaped};
use super::rules::{self, j07, s06, s08, s09};
use super::set::Rules;
use crate::event::Event;
use crate::event::schema::{Field, Kind, Object, Value};
use crate::finding::{Code, Finding, Found, Severity};
use crate::pipeline::Beside;
use std::collections::HashSet;
use uuid::Uuid;
use wide::u8x16;

/// Members from which looking names up beats comparing them one by one.
const MANY: usize = 24;

/// What a thread keeps between records.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    path: Vec<Step>,
    names: Vec<Str>,
    unescaped: String,
}

/// What is walked through.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// A record, with the event that it is; its required members need no second look then.
    Record {
        index: u64,
        offset: u64,
        event: Option<&'a Event<'a>>,
    },
    /// What a document has beside its records.
    Beside(&'a Beside<'a>),
}

/// What is known about a text before the walk.
pub(super) struct Subject<'a> {
    pub(super) text: &'a str,
    pub(super) part: Part<'a>,
    /// Whether strings can hold something to find: characters, or credentials.
    pub(super) liars: bool,
    pub(super) suspect: bool,
}

impl Subject<'_> {
    fn is_event(&self) -> bool {
        matches!(self.part, Part::Record { event: Some(_), .. })
    }
}

/// See the module.
pub(super) struct Walk<'a> {
    pub(super) rules: Rules,
    pub(super) lengths: Lengths,
    pub(super) subject: Subject<'a>,
    pub(super) scratch: &'a mut Scratch,
    pub(super) found: &'a mut Found,
    pub(super) bytes: &'a [u8],
    pub(super) pos: usize,
    /// Where the string or bracket begins that is looked at.
    pub(super) at: usize,
    pub(super) deep: bool,
}

impl Walk<'_> {
    /// Walks through the whole text.
    pub(super) fn run(mut self) {
        self.scratch.path.clear();
        self.scratch.names.clear();
        self.scratch.unescaped.clear();
        let expected = match self.subject.part {
            Part::Record { .. } => Some(Value::Object(Object::Event)),
            Part::Beside(_) => None,
        };
        self.value(0, expected);
    }

    /// Counts a finding at the current place.
    fn say(&mut self, code: Code, severity: Severity, message: impl FnOnce() -> String) {
        if !self.rules.has(code) {
            return;
        }
        let strings = Strings {
            text: self.subject.text,
            unescaped: &self.scratch.unescaped,
        };
        let (path, subject) = (&self.scratch.path, &self.subject);
        let at = self.at;
        self.found.add(code, severity, || {
            let finding = Finding::new(code, message());
            let finding = match subject.part {
                Part::Record {
                    index,
                    offset,
                    event,
                } => finding.of_record(index, event.map(id_of)).at(offset),
                Part::Beside(beside) => finding.at(beside.offset(at)),
            };
            Finding {
                pointer: Some(pointer(path, &strings)),
                ..finding
            }
        });
    }

    fn fail(&mut self, code: Code, message: &'static str) {
        self.say(code, code.severity(), || message.to_owned());
    }

    /// The same about a member that is not there.
    fn fail_member(&mut self, name: &str, code: Code, message: &'static str) {
        let start = self.scratch.unescaped.len() as u32;
        self.scratch.unescaped.push_str(name);
        self.scratch.path.push(Step::Member(Str {
            start,
            end: start + name.len() as u32,
            escaped: true,
            secret: false,
        }));
        self.fail(code, message);
        self.scratch.path.pop();
    }

    fn blank(&mut self) -> u8 {
        while let Some(byte) = self.bytes.get(self.pos) {
            if *byte > b' ' {
                return *byte;
            }
            self.pos += 1;
        }
        b'}'
    }

    /// `expected` is what the schema says of the value; `None` where it says nothing: inside `data`, in
    /// members that it does not have, and beside the records.
    fn value(&mut self, depth: u32, expected: Option<Value>) {
        match self.blank() {
            b'"' => {
                let string = self.string();
                self.judge_string(expected, string);
            }
            b'{' => {
                let object = match expected {
                    Some(Value::Object(object)) => Some(object),
                    _ => None,
                };
                self.misfit(expected, "an object");
                self.object(depth, object);
            }
            b'[' => {
                self.misfit(expected, "an array");
                self.array(depth);
            }
            first => {
                let kind = match first {
                    b'n' => "null",
                    b't' | b'f' => "a boolean",
                    _ => "a number",
                };
                self.misfit(expected, kind);
                let rest = self.bytes.get(self.pos..).unwrap_or_default();
                let len = rest
                    .iter()
                    .position(|b| matches!(b, b',' | b'}' | b']') || *b <= b' ');
                self.pos += len.unwrap_or(rest.len());
            }
        }
    }

    /// S03, S11, S12: a value that is no string where it stands.
    fn misfit(&mut self, expected: Option<Value>, kind: &'static str) {
        let null = kind == "null";
        let object = kind == "an object";
        match expected {
            Some(Value::Required(field)) => self.say(Code::S03, Severity::Error, || {
                format!("`{}` is {kind}, not a string", field.name())
            }),
            _ if null => {}
            Some(Value::Object(_)) if !object && !self.scratch.path.is_empty() => {
                self.say(Code::S12, Severity::Error, || {
                    format!("{kind}, not an object")
                });
            }
            Some(Value::Data) if !object => {
                self.say(Code::S11, Severity::Warning, || format!("`data` is {kind}"));
            }
            Some(Value::Text(_)) => {
                self.say(Code::S12, Severity::Error, || {
                    format!("{kind}, not a string")
                });
            }
            None | Some(Value::Object(_) | Value::Data) => {}
        }
    }

    fn judge_string(&mut self, expected: Option<Value>, string: Str) {
        let kind = match expected {
            None => return,
            Some(Value::Required(Field::Id)) if !self.subject.is_event() => Kind::Id,
            Some(Value::Required(_)) => return,
            Some(Value::Text(kind)) => kind,
            Some(Value::Object(_) | Value::Data) => return self.misfit(expected, "a string"),
        };
        match kind {
            Kind::Name => {}
            // The empty string says as much as none, but as the id of the event.
            _ if string.start == string.end && expected != Some(Value::Required(Field::Id)) => {}
            Kind::Id if !s06::is_uuid(self.get(string).as_bytes()) => {
                self.fail(Code::S06, "not a UUID");
            }
            Kind::Id => {}
            Kind::Email if !s08::is_email(self.get(string)) => {
                self.fail(Code::S08, "not an e-mail address");
            }
            Kind::Email => {}
            Kind::Address => {
                if let Some((severity, message)) = s09::address(self.get(string)) {
                    self.say(Code::S09, severity, || message.to_owned());
                }
            }
        }
    }

    fn object(&mut self, depth: u32, object: Option<Object>) {
        self.descend(depth);
        let frame = self.scratch.names.len();
        let mut known: Option<HashSet<String>> = None;
        let (mut present, mut attributed) = (0u8, false);
        self.pos += 1;
        while self.blank() == b'"' {
            let name = self.string();
            self.scratch.path.push(Step::Member(name));
            self.duplicate(frame, name, &mut known);
            self.scratch.names.push(name);
            self.blank();
            self.pos += 1;
            let expected = object.and_then(|object| object.member(self.get(name).as_bytes()));
            if object.is_some() && expected.is_none() {
                self.fail(Code::S05, "the schema does not have this member");
            }
            match expected {
                Some(Value::Required(field)) => present |= 1 << field as u8,
                Some(Value::Object(Object::Actor)) if self.blank() != b'n' => present |= 1 << 4,
                Some(Value::Text(Kind::Id | Kind::Email)) if object == Some(Object::Actor) => {
                    attributed |=
                        self.blank() == b'"' && self.bytes.get(self.pos + 1) != Some(&b'"');
                }
                _ => {}
            }
            self.value(depth + 1, expected);
            self.scratch.path.pop();
            if self.blank() == b',' {
                self.pos += 1;
            }
        }
        self.pos += 1;
        self.scratch.names.truncate(frame);
        match object {
            Some(Object::Event) => self.complete(present),
            Some(Object::Actor) if !attributed => {
                self.fail(Code::S04, "the actor has neither an id nor an e-mail");
            }
            _ => {}
        }
    }

    /// S03, S04: members that an event must have.
    fn complete(&mut self, present: u8) {
        for field in Field::ALL {
            if present >> field as u8 & 1 == 0 {
                self.fail_member(field.name(), Code::S03, "missing");
            }
        }
        if present >> 4 & 1 == 0 {
            let message = "missing or null, so the event cannot be attributed";
            self.fail_member("actor", Code::S04, message);
        }
    }

    fn array(&mut self, depth: u32) {
        self.descend(depth);
        self.pos += 1;
        let mut index = 0;
        while self.blank() != b']' && self.pos < self.bytes.len() {
            self.scratch.path.push(Step::Element(index));
            self.value(depth + 1, None);
            self.scratch.path.pop();
            index += 1;
            if self.blank() == b',' {
                self.pos += 1;
            }
        }
        self.pos += 1;
    }

    /// J05, once a record.
    fn descend(&mut self, depth: u32) {
        let deepest = self.lengths.depth;
        self.at = self.pos;
        if depth == deepest && !std::mem::replace(&mut self.deep, true) {
            self.say(Code::J05, Severity::Error, || {
                format!("nested deeper than {deepest} levels")
            });
        }
    }

    /// J04: whether the object that began at `frame` had the name already.
    fn duplicate(&mut self, frame: usize, name: Str, known: &mut Option<HashSet<String>>) {
        // A name that the end of the text cuts is none yet.
        if !self.rules.has(Code::J04) || self.pos > self.bytes.len() {
            return;
        }
        let len = self.scratch.names.len() - frame;
        let text = self.get(name);
        let again = if len < MANY {
            let before = &self.scratch.names[frame..];
            before.iter().any(|other| self.get(*other) == text)
        } else {
            let before = &self.scratch.names[frame..];
            let all = || before.iter().map(|other| self.get(*other).to_owned());
            let known = known.get_or_insert_with(|| all().collect());
            !known.insert(text.to_owned())
        };
        if again {
            self.fail(
                Code::J04,
                "the object has an earlier member of the same name",
            );
        }
    }

    fn get(&self, string: Str) -> &str {
        Strings {
            text: self.subject.text,
            unescaped: &self.scratch.unescaped,
        }
        .get(string)
    }

    /// Reads the string at its opening quote, and looks at what it says.
    fn string(&mut self) -> Str {
        let start = self.pos + 1;
        self.at = self.pos;
        let mut end = start;
        let mut escaped = false;
        loop {
            end = quote_or_backslash(self.bytes, end);
            if self.bytes.get(end) != Some(&b'\\') {
                break;
            }
            escaped = true;
            end += 2;
        }
        let end = end.min(self.bytes.len());
        self.pos = end + 1;
        let mut string = Str {
            start: start as u32,
            end: end as u32,
            escaped,
            secret: false,
        };
        if escaped {
            let raw = self.subject.text.get(start..end).unwrap_or_default();
            let text = unescaped(raw);
            string.start = self.scratch.unescaped.len() as u32;
            self.scratch
                .unescaped
                .push_str(&String::from_utf8_lossy(&text));
            string.end = self.scratch.unescaped.len() as u32;
        }
        if end - start > self.lengths.string {
            let len = end - start;
            self.say(Code::J06, Severity::Warning, || {
                format!("a string of {len} bytes")
            });
        }
        if (self.subject.liars || escaped) && self.rules.has(Code::J07) {
            let liar = j07::liar(self.get(string));
            if let Some((c, kind)) = liar {
                self.say(Code::J07, Severity::Warning, || {
                    format!("{kind}, U+{:04X}", u32::from(c))
                });
            }
        }
        // Whatever rules were selected, a name that is one is not repeated in a pointer.
        if (self.subject.suspect || escaped)
            && let Some(credential) = privacy::find(self.get(string).as_bytes())
        {
            string.secret = true;
            self.say(Code::P01, Severity::Error, || {
                rules::p01::message(&credential)
            });
        }
        string
    }
}

/// The first quote or backslash from `pos` on, else the end.
#[inline]
fn quote_or_backslash(bytes: &[u8], mut pos: usize) -> usize {
    let (quote, backslash) = (u8x16::splat(b'"'), u8x16::splat(b'\\'));
    while let Some(chunk) = bytes.get(pos..).and_then(<[u8]>::first_chunk::<16>) {
        let chunk = u8x16::new(*chunk);
        let mask = (chunk.simd_eq(quote) | chunk.simd_eq(backslash)).to_bitmask();
        if mask != 0 {
            return pos + mask.trailing_zeros() as usize;
        }
        pos += 16;
    }
    let rest = bytes.get(pos..).unwrap_or_default();
    let at = rest.iter().position(|b| matches!(b, b'"' | b'\\'));
    pos + at.unwrap_or(rest.len())
}

/// The id of an event in its canonical form.
pub(super) fn id_of(event: &Event<'_>) -> String {
    Uuid::from_bytes(event.id).to_string()
}
