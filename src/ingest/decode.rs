//! One record of text to an [`Event`], or to the reason why it is none.
//!
//! Only the event's own members are looked at, each at its own depth, so nothing inside `data` can
//! pass for one of them. Where a member name occurs twice the last one counts, as in every common
//! parser; telling the reader about it is the validator's task.

use crate::event::{Event, Party, Refusal, Timestamp};
use crate::finding::Code;
use crate::json::{Scanned, Scanner, Text};
use std::borrow::Cow;
use uuid::Uuid;

/// A string member as it was found.
#[derive(Debug, Clone, Copy, Default)]
enum Slot<'a> {
    #[default]
    Missing,
    Null,
    NotAString,
    Text(Text<'a>),
}

impl<'a> Slot<'a> {
    fn required(self, name: &str) -> Result<Text<'a>, Refusal> {
        let fault = match self {
            Self::Text(text) => return Ok(text),
            Self::Missing => "missing",
            Self::Null => "null",
            Self::NotAString => "not a string",
        };
        Err(Refusal::new(Code::S03, format!("`{name}` is {fault}")))
    }
}

/// The members that are looked at.
#[derive(Debug, Default)]
struct Members<'a> {
    id: Slot<'a>,
    created_at: Slot<'a>,
    kind: Slot<'a>,
    action: Slot<'a>,
    actor: Party<'a>,
    app: Party<'a>,
    team: Party<'a>,
    account: Party<'a>,
    ip_address: Option<Text<'a>>,
}

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
        let said = if name.escaped {
            // Nobody writes names of members with escapes, and JSON allows it.
            name.text()
        } else {
            Cow::Borrowed(name.raw)
        };
        let digest = member(scanner, &said, depth, &mut members)?;
        if said == "id" {
            ids = ids.wrapping_add(seed.pair(name.digest, digest));
        }
        Ok(digest)
    })?;
    Ok(members.into_event(seed.finish(sum), seed.finish(sum.wrapping_sub(ids))))
}

impl<'a> Members<'a> {
    fn into_event(self, digest: u64, digest_without_id: u64) -> Result<Event<'a>, Refusal> {
        let id = self.id.required("id")?;
        let created_at = self.created_at.required("created_at")?;
        let kind = self.kind.required("type")?;
        let action = self.action.required("action")?;
        let id = uuid(&id.text()).ok_or_else(|| Refusal::new(Code::S06, "`id` is not a UUID"))?;
        let created_at = Timestamp::parse(created_at.text().as_bytes()).ok_or_else(|| {
            Refusal::new(
                Code::S07,
                "`created_at` is not an RFC 3339 date-time with an offset",
            )
        })?;
        Ok(Event {
            id,
            created_at,
            kind,
            action,
            actor: self.actor,
            app: self.app,
            team: self.team,
            account: self.account,
            ip_address: self.ip_address,
            digest,
            digest_without_id,
        })
    }
}

/// A UUID in its one canonical form, upper or lower case; the braced, bare and URN forms are not ids.
fn uuid(text: &str) -> Option<[u8; 16]> {
    if text.len() != 36 {
        return None;
    }
    Uuid::try_parse_ascii(text.as_bytes())
        .ok()
        .map(Uuid::into_bytes)
}

/// Reads the value of a member of the event, and keeps it if it is one that is looked at.
#[inline]
fn member<'a>(
    scanner: &mut Scanner<'a>,
    name: &str,
    depth: u32,
    members: &mut Members<'a>,
) -> Scanned<u64> {
    let slot = match name {
        "id" => &mut members.id,
        "created_at" => &mut members.created_at,
        "type" => &mut members.kind,
        "action" => &mut members.action,
        "actor" => return party(scanner, depth, "email", &mut members.actor),
        "app" => return party(scanner, depth, "name", &mut members.app),
        "team" => return party(scanner, depth, "name", &mut members.team),
        "enterprise_account" => return party(scanner, depth, "name", &mut members.account),
        "request" => return request(scanner, depth, &mut members.ip_address),
        _ => return scanner.value(depth),
    };
    string(scanner, depth, slot)
}

#[inline]
fn string<'a>(scanner: &mut Scanner<'a>, depth: u32, slot: &mut Slot<'a>) -> Scanned<u64> {
    match scanner.peek() {
        Some(b'"') => {
            let text = scanner.string()?;
            *slot = Slot::Text(text);
            Ok(text.digest)
        }
        first => {
            let digest = scanner.value(depth)?;
            *slot = if first == Some(b'n') {
                Slot::Null
            } else {
                Slot::NotAString
            };
            Ok(digest)
        }
    }
}

/// A string where there is one; anything else is nothing.
#[inline]
fn optional<'a>(
    scanner: &mut Scanner<'a>,
    depth: u32,
    slot: &mut Option<Text<'a>>,
) -> Scanned<u64> {
    *slot = None;
    if scanner.peek() != Some(b'"') {
        return scanner.value(depth);
    }
    let text = scanner.string()?;
    *slot = Some(text);
    Ok(text.digest)
}

/// An object with an id and a label; anything else names nobody.
#[inline(never)]
fn party<'a>(
    scanner: &mut Scanner<'a>,
    depth: u32,
    label: &str,
    party: &mut Party<'a>,
) -> Scanned<u64> {
    *party = Party::default();
    if scanner.peek() != Some(b'{') {
        return scanner.value(depth);
    }
    scanner.object(depth, |scanner, name, depth| {
        if name.is("id") {
            let digest = optional(scanner, depth, &mut party.id)?;
            // An empty id is none: it would make one person of everybody who bears it.
            party.id.take_if(|id| id.raw.is_empty());
            Ok(digest)
        } else if name.is(label) {
            optional(scanner, depth, &mut party.label)
        } else {
            scanner.value(depth)
        }
    })
}

#[inline(never)]
fn request<'a>(
    scanner: &mut Scanner<'a>,
    depth: u32,
    address: &mut Option<Text<'a>>,
) -> Scanned<u64> {
    *address = None;
    if scanner.peek() != Some(b'{') {
        return scanner.value(depth);
    }
    scanner.object(depth, |scanner, name, depth| {
        if name.is("ip_address") {
            optional(scanner, depth, address)
        } else {
            scanner.value(depth)
        }
    })
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
