//! An event as a row: its documented members, flattened.
//!
//! Strings are written as what they say, everything else as its own JSON text. A member that has no
//! column is left out, and counted. Where a name occurs twice the last one counts, as in decoding.

use crate::json::compact::{compact, has_line_break};
use crate::json::{Scanned, Scanner, Seed};
use std::borrow::Cow;

/// Heads of the columns.
pub(super) const COLUMNS: [&str; 17] = [
    "id",
    "created_at",
    "type",
    "action",
    "event",
    "actor_id",
    "actor_email",
    "app_id",
    "app_name",
    "owner_id",
    "owner_email",
    "enterprise_account_id",
    "enterprise_account_name",
    "team_id",
    "team_name",
    "ip_address",
    "data",
];

const TYPE: usize = 2;
const ACTION: usize = 3;
const EVENT: usize = 4;
const ADDRESS: usize = 15;
const DATA: usize = 16;

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    pub(super) cells: [Cow<'a, str>; 17],
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
        row.cells[EVENT] = format!("{}.{}", row.cells[TYPE], row.cells[ACTION]).into();
        Ok(row)
    }

    fn member(&mut self, scanner: &mut Scanner<'a>, name: &str, depth: u32) -> Scanned<u64> {
        let (first, label) = match name {
            "actor" => (5, "email"),
            "app" => (7, "name"),
            "owner" => (9, "email"),
            "enterprise_account" => (11, "name"),
            "team" => (13, "name"),
            "request" => {
                self.cells[ADDRESS] = Cow::default();
                return self.parts(scanner, depth, &[("ip_address", ADDRESS)]);
            }
            "data" => {
                scanner.peek();
                let start = scanner.pos;
                let digest = scanner.value(depth)?;
                self.cells[DATA] = one_line(&scanner.text()[start..scanner.pos]);
                return Ok(digest);
            }
            _ => {
                let column = COLUMNS[..EVENT].iter().position(|column| *column == name);
                self.loses |= column.is_none();
                return self.cell(scanner, depth, column);
            }
        };
        self.cells[first] = Cow::default();
        self.cells[first + 1] = Cow::default();
        self.parts(scanner, depth, &[("id", first), (label, first + 1)])
    }

    /// Members of a member. One that is no object has no column, unless it says nothing.
    fn parts(
        &mut self,
        scanner: &mut Scanner<'a>,
        depth: u32,
        columns: &[(&str, usize)],
    ) -> Scanned<u64> {
        match scanner.peek() {
            Some(b'{') => scanner.object(depth, |scanner, name, depth| {
                let column = columns.iter().find(|(column, _)| name.is(column));
                self.loses |= column.is_none();
                self.cell(scanner, depth, column.map(|(_, place)| *place))
            }),
            first => {
                self.loses |= first != Some(b'n');
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
