//! The text of an event with tokens in place of names. All else of it stays, down to the last digit.

use super::{Kind, Pseudonyms};
use crate::event::schema::{Field, Kind as Says, Object, Value};
use crate::json::{Scanned, Scanner, Seed};
use std::ops::Range;
use uuid::Uuid;

/// Names of members that tell nothing, whatever else is called so.
const PLAIN: [&str; 38] = [
    "action",
    "actor",
    "addon",
    "address",
    "after",
    "app",
    "apps",
    "before",
    "collaborator",
    "created_at",
    "data",
    "description",
    "domain",
    "email",
    "enterprise_account",
    "host",
    "id",
    "ip",
    "key",
    "member",
    "name",
    "new",
    "old",
    "owner",
    "permissions",
    "plan",
    "region",
    "release",
    "role",
    "space",
    "state",
    "status",
    "team",
    "type",
    "user",
    "users",
    "value",
    "version",
];

/// Where a value stands.
#[derive(Clone, Copy)]
enum Place {
    Of(Object),
    /// Where nothing is known of its shape; within a member that is called like a thing, what its name is of.
    Free(Option<Kind>),
}

/// What a name within a member of that name is of, as far as it says.
fn thing(member: &str) -> Option<Kind> {
    match member.strip_suffix('s').unwrap_or(member) {
        "app" => Some(Kind::App),
        "team" => Some(Kind::Team),
        "account" | "enterprise_account" => Some(Kind::Account),
        "actor" | "collaborator" | "member" | "owner" | "recipient" | "user" => Some(Kind::User),
        _ => None,
    }
}

/// Whether a member of that name holds an e-mail, whatever that looks like.
fn is_email(member: &str) -> bool {
    member == "email" || member.ends_with("_email")
}

impl Place {
    /// Where the elements of an array stand that stands here.
    const fn within(self) -> Self {
        match self {
            Self::Of(_) => Self::Free(None),
            free => free,
        }
    }
}

struct Rewriter<'p> {
    pseudonyms: &'p Pseudonyms,
    edits: Vec<(Range<usize>, String)>,
}

impl Pseudonyms {
    /// The same event under pseudonyms. The text must be that of an event that was read before; one that is not comes back
    /// as `None`.
    #[must_use]
    pub fn rewrite(&self, event: &str) -> Option<String> {
        let mut rewriter = Rewriter {
            pseudonyms: self,
            edits: Vec::new(),
        };
        let mut scanner = Scanner::new(event, Seed::fixed(0));
        scanner.ended = true;
        rewriter
            .value(&mut scanner, 0, Place::Of(Object::Event))
            .ok()?;
        let mut out = String::with_capacity(event.len() + event.len() / 8);
        let mut done = 0;
        for (range, text) in rewriter.edits {
            out.push_str(event.get(done..range.start)?);
            out.push_str(&serde_json::to_string(&text).ok()?);
            done = range.end;
        }
        out.push_str(event.get(done..)?);
        Some(out)
    }
}

impl Rewriter<'_> {
    fn value(&mut self, scanner: &mut Scanner<'_>, depth: u32, place: Place) -> Scanned<u64> {
        match scanner.peek() {
            Some(b'"') => self.string(scanner, |pseudonyms, text| pseudonyms.free(text)),
            Some(b'{') => scanner.object(depth, |scanner, name, depth| {
                // Between the quotes, which the edit replaces as well.
                let start =
                    (name.raw.as_ptr() as usize).wrapping_sub(scanner.text().as_ptr() as usize);
                self.member(
                    scanner,
                    &name.text(),
                    start.wrapping_sub(1)..start + name.raw.len() + 1,
                    depth,
                    place,
                )
            }),
            Some(b'[') => scanner.array(depth, |scanner, depth| {
                self.value(scanner, depth, place.within())
            }),
            _ => scanner.value(depth),
        }
    }

    fn member(
        &mut self,
        scanner: &mut Scanner<'_>,
        name: &str,
        at: Range<usize>,
        depth: u32,
        place: Place,
    ) -> Scanned<u64> {
        let known = match place {
            Place::Of(object) => object.member(name.as_bytes()).map(|value| (object, value)),
            Place::Free(_) => None,
        };
        let Some((object, value)) = known else {
            if !PLAIN.contains(&name) {
                let token = self.pseudonyms.text(name);
                if token != name {
                    self.edits.push((at, token));
                }
            }
            return self.free(scanner, name, depth, place);
        };
        match value {
            Value::Required(Field::Id) => self.string(scanner, |pseudonyms, id| {
                let id = Uuid::try_parse(id).unwrap_or_default().into_bytes();
                Uuid::from_bytes(pseudonyms.event(id))
                    .hyphenated()
                    .to_string()
            }),
            Value::Required(_) => scanner.value(depth),
            Value::Object(inner) => self.value(scanner, depth, Place::Of(inner)),
            Value::Data => self.value(scanner, depth, Place::Free(None)),
            Value::Text(says) => match scanner.peek() {
                Some(b'"') => self.string(scanner, |pseudonyms, text| match (says, object) {
                    (Says::Id, _) => pseudonyms.token(Kind::Id, text),
                    (Says::Email, _) => pseudonyms.token(Kind::User, text),
                    (Says::Address, _) => pseudonyms.address(text),
                    (Says::Name, Object::Team) => pseudonyms.token(Kind::Team, text),
                    (Says::Name, Object::EnterpriseAccount) => {
                        pseudonyms.token(Kind::Account, text)
                    }
                    (Says::Name, _) => pseudonyms.token(Kind::App, text),
                }),
                _ => self.value(scanner, depth, Place::Free(None)),
            },
        }
    }

    /// A member of which the schema knows nothing.
    fn free(
        &mut self,
        scanner: &mut Scanner<'_>,
        name: &str,
        depth: u32,
        place: Place,
    ) -> Scanned<u64> {
        let kind = match place {
            _ if is_email(name) => Some(Kind::User),
            Place::Free(kind) if name == "name" => kind,
            _ => None,
        };
        match (scanner.peek(), kind) {
            (Some(b'"'), Some(kind)) => {
                self.string(scanner, |pseudonyms, text| pseudonyms.called(kind, text))
            }
            _ => self.value(scanner, depth, Place::Free(thing(name))),
        }
    }

    fn string(
        &mut self,
        scanner: &mut Scanner<'_>,
        token: impl FnOnce(&Pseudonyms, &str) -> String,
    ) -> Scanned<u64> {
        if scanner.peek() != Some(b'"') {
            return scanner.value(0);
        }
        let start = scanner.pos;
        let text = scanner.string()?;
        let clear = text.text();
        let token = token(self.pseudonyms, &clear);
        if token != clear {
            self.edits.push((start..scanner.pos, token));
        }
        Ok(text.digest)
    }
}
