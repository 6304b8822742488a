//! One record of text to an [`Event`], or to the reason why it is none.
//!
//! Only the event's own members are looked at, each at its own depth, so nothing inside `data` can
//! pass for one of them. Where a member name occurs twice the last one counts, as in every common
//! parser; telling the reader about it is the validator's task.

use crate::event::{Event, Party, Refusal, Timestamp};
use crate::finding::Code;
use crate::json::{Scanned, Scanner, Text};
use uuid::Uuid;

/// A string member as it was found.
#[derive(Debug, Default)]
enum Slot<'a> {
    #[default]
    Missing,
    Null,
    NotAString,
    Text(Text<'a>),
}

impl<'a> Slot<'a> {
    fn text(self) -> Option<Text<'a>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Missing | Self::Null | Self::NotAString => None,
        }
    }

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
        let (slot, digest) = match name.text.as_ref() {
            "id" => {
                let id = string(scanner, depth)?;
                ids = ids.wrapping_add(seed.pair(name.digest, id.1));
                (&mut members.id, id)
            }
            "created_at" => (&mut members.created_at, string(scanner, depth)?),
            "type" => (&mut members.kind, string(scanner, depth)?),
            "action" => (&mut members.action, string(scanner, depth)?),
            "actor" => return party(scanner, depth, "email", &mut members.actor),
            "app" => return party(scanner, depth, "name", &mut members.app),
            "team" => return party(scanner, depth, "name", &mut members.team),
            "enterprise_account" => return party(scanner, depth, "name", &mut members.account),
            "request" => return request(scanner, depth, &mut members.ip_address),
            _ => return scanner.value(depth),
        };
        let (value, digest) = digest;
        *slot = value;
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
        let id = uuid(&id.text).ok_or_else(|| Refusal::new(Code::S06, "`id` is not a UUID"))?;
        let created_at = Timestamp::parse(created_at.text.as_bytes()).ok_or_else(|| {
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

fn string<'a>(scanner: &mut Scanner<'a>, depth: u32) -> Scanned<(Slot<'a>, u64)> {
    match scanner.peek() {
        Some(b'"') => {
            let text = scanner.string()?;
            let digest = text.digest;
            Ok((Slot::Text(text), digest))
        }
        first => {
            let digest = scanner.value(depth)?;
            Ok((
                if first == Some(b'n') {
                    Slot::Null
                } else {
                    Slot::NotAString
                },
                digest,
            ))
        }
    }
}

/// An object with an id and a label; anything else names nobody.
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
        let slot = match name.text.as_ref() {
            "id" => &mut party.id,
            text if text == label => &mut party.label,
            _ => return scanner.value(depth),
        };
        let (value, digest) = string(scanner, depth)?;
        *slot = value.text();
        Ok(digest)
    })
}

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
        if name.text != "ip_address" {
            return scanner.value(depth);
        }
        let (value, digest) = string(scanner, depth)?;
        *address = value.text();
        Ok(digest)
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
