//! One record of text to an [`Event`], or to the reason why it is none.
//!
//! [`record`] parses any record, member by member. A [`TransitionGraph`] remembers the sequences of members
//! that were parsed before and matches later records against them, which takes far less time and has the
//! same result; where a record does not match, [`record`] parses it.

mod edge;
mod graph;
mod members;
mod steps;
mod sums;
#[cfg(test)]
mod tests;
mod uuid;

pub use graph::TransitionGraph;

use crate::event::{Event, Hour, Refusal};
use crate::finding::Code;
use crate::json::{Scanned, Scanner, Text};
use members::{Members, Role, Slot};
use std::borrow::Cow;

/// Reads the record at the scanner's position, whatever JSON value it is.
///
/// # Errors
/// [`crate::json::Stop`] when the text is cut off or not JSON; a record that is JSON but no event is a
/// [`Refusal`], and reading can go on behind it.
pub fn record<'a>(scanner: &mut Scanner<'a>) -> Scanned<Result<Event<'a>, Refusal>> {
    let first = scanner.peek();
    if first != Some(b'{') {
        scanner.value(0)?;
        let what = kind_of(first.unwrap_or(b'n'));
        return Ok(Err(Refusal::new(
            Code::S02,
            format!("the entry is {what}, not an object"),
        )));
    }
    let seed = scanner.seed();
    let mut members = Members::default();
    let mut ids = 0u64;
    let sum = scanner.object_sum(0, |scanner, name, depth| {
        let role = Role::in_event(&unescaped(&name));
        let digest = value(scanner, role, depth, &mut members)?;
        if role == Role::Member(Slot::Id) {
            ids = ids.wrapping_add(seed.pair(name.digest, digest));
        }
        Ok(digest)
    })?;
    let digest = seed.finish(sum.wrapping_sub(ids));
    let mut event = Event::default();
    let made = members.make(digest, &mut Hour::default(), &mut event);
    Ok(made.map(|()| event))
}

/// Reads the value of a member, and keeps the texts that have a slot.
#[inline]
fn value<'a>(
    scanner: &mut Scanner<'a>,
    role: Role,
    depth: u32,
    members: &mut Members<'a>,
) -> Scanned<u64> {
    if let Some(slots) = role.inside() {
        members.begin(slots);
    }
    match (scanner.peek(), role) {
        (Some(b'"'), _) => {
            let text = scanner.string()?;
            members.text(role.slot(), text);
            Ok(text.digest)
        }
        (Some(b'{'), Role::Object(_)) => scanner.object(depth, |scanner, name, depth| {
            value(scanner, role.within(&unescaped(&name)), depth, members)
        }),
        (first, _) => {
            let digest = scanner.value(depth)?;
            members.other(role.slot(), first == Some(b'n'));
            Ok(digest)
        }
    }
}

/// A member's name with its escapes resolved; JSON allows them, but they are rare.
#[inline]
fn unescaped<'a>(name: &Text<'a>) -> Cow<'a, [u8]> {
    if name.is_escaped() {
        Cow::Owned(name.text().into_owned().into())
    } else {
        Cow::Borrowed(name.raw)
    }
}

fn kind_of(first: u8) -> &'static str {
    match first {
        b'"' => "a string",
        b'[' => "an array",
        b't' | b'f' => "a boolean",
        b'n' => "null",
        _ => "a number",
    }
}
