//! The members of an event that are kept, and what was found in them.

use super::uuid::uuid;
use crate::event::schema::{Field, Kind, Object, Value};
use crate::event::{Event, Hour, Party, Refusal};
use crate::finding::Code;
use crate::json::Text;

/// Where the text of a member is kept. It follows from the name and from where the member stands:
/// nothing inside `data` can pass for a member of the event itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    /// Any other member, which only the digest needs. Its text is stored like that of every string,
    /// which takes less time than a condition.
    Other,
    Id,
    CreatedAt,
    Kind,
    Action,
    Address,
    ActorId,
    ActorEmail,
    AppId,
    AppName,
    TeamId,
    TeamName,
    AccountId,
    AccountName,
}

/// Places for texts, a power of two and no fewer than there are slots.
const SLOTS: usize = 16;

impl Slot {
    #[inline]
    const fn of_required(field: Field) -> Self {
        match field {
            Field::Id => Self::Id,
            Field::CreatedAt => Self::CreatedAt,
            Field::Type => Self::Kind,
            Field::Action => Self::Action,
        }
    }

    /// Those of an object's members: its id and its label.
    #[inline]
    const fn of_object(object: Object) -> [Self; 2] {
        match object {
            Object::Actor => [Self::ActorId, Self::ActorEmail],
            Object::App => [Self::AppId, Self::AppName],
            Object::Team => [Self::TeamId, Self::TeamName],
            Object::EnterpriseAccount => [Self::AccountId, Self::AccountName],
            Object::Request => [Self::Other, Self::Address],
            // The owner is in the digest only.
            Object::Event | Object::Owner => [Self::Other; 2],
        }
    }
}

/// What a member is to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Member(Slot),
    /// An object of whose members some are kept.
    Object(Object),
}

impl Role {
    pub(super) const NOTHING: Self = Self::Member(Slot::Other);

    /// The role of a member of the event itself.
    #[inline]
    pub(super) fn in_event(name: &[u8]) -> Self {
        match Object::Event.member(name) {
            Some(Value::Required(field)) => Self::Member(Slot::of_required(field)),
            None | Some(Value::Object(Object::Owner) | Value::Data | Value::Text(_)) => {
                Self::NOTHING
            }
            Some(Value::Object(object)) => Self::Object(object),
        }
    }

    /// The role of a member of the object that has this role.
    #[inline]
    pub(super) fn within(self, name: &[u8]) -> Self {
        let Self::Object(object) = self else {
            return Self::NOTHING;
        };
        let [id, label] = Slot::of_object(object);
        match object.member(name) {
            Some(Value::Text(Kind::Id)) => Self::Member(id),
            Some(Value::Text(_)) => Self::Member(label),
            _ => Self::NOTHING,
        }
    }

    /// Where its text is kept, if it is one.
    #[inline]
    pub(super) const fn slot(self) -> Slot {
        match self {
            Self::Member(slot) => slot,
            Self::Object(_) => Slot::Other,
        }
    }

    /// Where the texts of its members are kept, if it is an object.
    #[inline]
    pub(super) const fn inside(self) -> Option<[Slot; 2]> {
        match self {
            Self::Member(_) => None,
            Self::Object(object) => Some(Slot::of_object(object)),
        }
    }
}

/// What is in the place of a text that is not there.
#[derive(Debug, Clone, Copy, Default)]
enum Lack {
    #[default]
    Missing,
    Null,
    NotAString,
}

/// The members that are kept. Where a name occurs twice the last one counts, as in every common parser;
/// validation reports it (J04).
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    texts: [Option<Text<'a>>; SLOTS],
    lacks: [Lack; SLOTS],
}

impl<'a> Members<'a> {
    /// A member begins that may hold these, whatever its value: it replaces an earlier one of the same
    /// name.
    #[inline(always)]
    pub(super) fn begin(&mut self, slots: [Slot; 2]) {
        for slot in slots {
            self.texts[slot as usize % SLOTS] = None;
        }
    }

    /// The member is a string.
    #[inline(always)]
    pub(super) fn text(&mut self, slot: Slot, text: Text<'a>) {
        self.texts[slot as usize % SLOTS] = Some(text);
    }

    /// The member is no string.
    #[inline(always)]
    pub(super) fn other(&mut self, slot: Slot, null: bool) {
        let place = slot as usize % SLOTS;
        self.texts[place] = None;
        self.lacks[place] = if null { Lack::Null } else { Lack::NotAString };
    }

    /// A hash of `type` and `action`, as far as they were read. It selects a predicted edge, so it need
    /// not be unique.
    #[inline]
    pub(super) fn name(&self) -> u64 {
        let [kind, action] = [Slot::Kind, Slot::Action].map(|slot| self.texts[slot as usize]);
        let [kind, action] = [kind, action].map(|text| text.map_or(0, |text| text.digest));
        kind ^ action.rotate_left(1)
    }

    #[inline(always)]
    fn required(&self, field: Field) -> Result<Text<'a>, Refusal> {
        self.texts[Slot::of_required(field) as usize].ok_or_else(|| self.lack(field))
    }

    #[cold]
    fn lack(&self, field: Field) -> Refusal {
        let fault = match self.lacks[Slot::of_required(field) as usize] {
            Lack::Missing => "missing",
            Lack::Null => "null",
            Lack::NotAString => "not a string",
        };
        Refusal::new(Code::S03, format!("`{}` is {fault}", field.name()))
    }

    #[inline(always)]
    fn party(&self, object: Object) -> Party<'a> {
        let [id, label] = Slot::of_object(object);
        Party {
            // An empty id counts as missing: it would make one party of all that have it.
            id: self.texts[id as usize].filter(|id| !id.raw.is_empty()),
            label: self.texts[label as usize],
        }
    }

    /// Writes the event in place, because it is large. After a refusal its content is unspecified.
    #[inline(always)]
    pub(super) fn make(
        &self,
        digest: u64,
        hour: &mut Hour,
        event: &mut Event<'a>,
    ) -> Result<(), Refusal> {
        let id = self.required(Field::Id)?;
        let created_at = self.required(Field::CreatedAt)?;
        event.kind = self.required(Field::Type)?;
        event.action = self.required(Field::Action)?;
        event.id = plain_or_unescaped(&id, uuid)
            .ok_or_else(|| refusal(Code::S06, "`id` is not a UUID"))?;
        event.created_at = plain_or_unescaped(&created_at, |text| hour.timestamp(text))
            .ok_or_else(|| {
                refusal(
                    Code::S07,
                    "`created_at` is not an RFC 3339 date-time with an offset",
                )
            })?;
        event.actor = self.party(Object::Actor);
        event.app = self.party(Object::App);
        event.team = self.party(Object::Team);
        event.account = self.party(Object::EnterpriseAccount);
        event.ip_address = self.texts[Slot::Address as usize];
        event.digest = digest;
        Ok(())
    }
}

#[cold]
fn refusal(code: Code, message: &str) -> Refusal {
    Refusal::new(code, message)
}

/// Reads a text as it is written and, if that fails, with its escapes resolved. Nothing that is read
/// here has a backslash in it.
#[inline(always)]
fn plain_or_unescaped<T>(text: &Text<'_>, mut read: impl FnMut(&[u8]) -> Option<T>) -> Option<T> {
    match read(text.raw) {
        None if text.is_escaped() => read(text.text().as_bytes()),
        found => found,
    }
}
