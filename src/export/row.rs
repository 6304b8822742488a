//! An event as a row: its documented members, flattened.
//!
//! Strings are written as what they say, everything else as its own JSON text. A member that has no
//! column is left out, and counted. Where a name occurs twice the last one counts, as in decoding.

use crate::event::schema::{Field, Object, Value};
use crate::json::compact::{compact, has_line_break};
use crate::json::{Scanned, Scanner, Seed};
use std::borrow::Cow;

/// Column of the time.
pub(super) const CREATED_AT: usize = Field::CreatedAt as usize;
/// Column of the event's name, behind those of the required members.
const EVENT: usize = Field::ALL.len();
/// Column of `data`, the last.
const DATA: usize = first_column(Object::Request) + Object::Request.members().len();
const COLUMNS: usize = DATA + 1;

/// First column of an object of the event: objects have one for each member, in the order of the schema.
const fn first_column(object: Object) -> usize {
    let mut column = EVENT + 1;
    let members = Object::Event.members();
    let mut at = 0;
    while at < members.len() {
        if let Value::Object(other) = members[at].1 {
            if other as u8 == object as u8 {
                return column;
            }
            column += other.members().len();
        }
        at += 1;
    }
    column
}

/// Heads of the columns.
pub(super) fn heads() -> Vec<String> {
    let mut heads: Vec<String> = Field::ALL.iter().map(|field| field.name().into()).collect();
    heads.push("event".into());
    for (name, value) in Object::Event.members() {
        match value {
            Value::Object(Object::Request) => heads.push("ip_address".into()),
            Value::Object(object) => {
                let members = object.members().iter();
                heads.extend(members.map(|(member, _)| format!("{name}_{member}")));
            }
            Value::Data => heads.push((*name).into()),
            Value::Required(_) | Value::Text(_) => {}
        }
    }
    heads
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    pub(super) cells: [Cow<'a, str>; COLUMNS],
    /// Whether something had no column.
    pub(super) loses: bool,
}

impl<'a> Row<'a> {
    /// Reads an event that was read before.
    pub(super) fn of(text: &'a str, seed: Seed) -> Scanned<Self> {
        let mut row = Self::default();
        let mut scanner = Scanner::new(text, seed);
        scanner.peek();
        scanner.object(0, |scanner, name, depth| {
            row.member(scanner, &name.text(), depth)
        })?;
        row.cells[EVENT] = format!(
            "{}.{}",
            row.cells[Field::Type as usize],
            row.cells[Field::Action as usize]
        )
        .into();
        Ok(row)
    }

    fn member(&mut self, scanner: &mut Scanner<'a>, name: &str, depth: u32) -> Scanned<u64> {
        match Object::Event.member(name.as_bytes()) {
            Some(Value::Required(field)) => self.cell(scanner, depth, Some(field as usize)),
            Some(Value::Object(object)) => self.object(scanner, depth, object),
            Some(Value::Data) => {
                scanner.peek();
                let start = scanner.pos;
                let digest = scanner.value(depth)?;
                self.cells[DATA] = one_line(&scanner.text()[start..scanner.pos]);
                Ok(digest)
            }
            None | Some(Value::Text(_)) => {
                self.loses = true;
                self.cell(scanner, depth, None)
            }
        }
    }

    /// A member with columns for its own members. Any other value than an object or `null` has none.
    fn object(&mut self, scanner: &mut Scanner<'a>, depth: u32, object: Object) -> Scanned<u64> {
        let (first, members) = (first_column(object), object.members());
        self.cells[first..first + members.len()].fill(Cow::default());
        match scanner.peek() {
            Some(b'{') => scanner.object(depth, |scanner, name, depth| {
                let place = members.iter().position(|(member, _)| name.is(member));
                self.loses |= place.is_none();
                self.cell(scanner, depth, place.map(|place| first + place))
            }),
            start => {
                self.loses |= start != Some(b'n');
                scanner.value(depth)
            }
        }
    }

    fn cell(
        &mut self,
        scanner: &mut Scanner<'a>,
        depth: u32,
        column: Option<usize>,
    ) -> Scanned<u64> {
        let first = scanner.peek();
        let start = scanner.pos;
        let (text, digest) = if first == Some(b'"') {
            let text = scanner.string()?;
            (text.text(), text.digest)
        } else {
            let digest = scanner.value(depth)?;
            let raw = &scanner.text()[start..scanner.pos];
            let says_nothing = first == Some(b'n');
            let text = if says_nothing {
                Cow::default()
            } else {
                one_line(raw)
            };
            (text, digest)
        };
        if let Some(column) = column {
            self.cells[column] = text;
        }
        Ok(digest)
    }
}

fn one_line(text: &str) -> Cow<'_, str> {
    if !has_line_break(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    compact(text.as_bytes(), &mut out);
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}
