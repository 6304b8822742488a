//! Which members of an event are looked at, and what was found in them.

use super::uuid::uuid;
use crate::event::{Event, Hour, Party, Refusal};
use crate::finding::Code;
use crate::json::Text;

/// Somebody or something that an event names by id and label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Actor,
    App,
    Team,
    Account,
}

/// A member whose text is looked at, and where that text is kept. It follows from the name and from
/// where the member stands: nothing inside `data` can pass for a member of the event itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    /// Any other, looked at by nobody; it lives on in the digest. Its text is kept like that of
    /// every string, which takes less time than to ask whether it should be.
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

impl Who {
    #[inline]
    const fn slots(self) -> [Slot; 2] {
        match self {
            Self::Actor => [Slot::ActorId, Slot::ActorEmail],
            Self::App => [Slot::AppId, Slot::AppName],
            Self::Team => [Slot::TeamId, Slot::TeamName],
            Self::Account => [Slot::AccountId, Slot::AccountName],
        }
    }
}

/// What a member is to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Member(Slot),
    /// An object some of whose members are looked at.
    Party(Who),
    Request,
}

impl Role {
    pub(super) const NOTHING: Self = Self::Member(Slot::Other);

    /// The role of a member of the event itself.
    #[inline]
    pub(super) fn in_event(name: &[u8]) -> Self {
        match name {
            b"id" => Self::Member(Slot::Id),
            b"created_at" => Self::Member(Slot::CreatedAt),
            b"type" => Self::Member(Slot::Kind),
            b"action" => Self::Member(Slot::Action),
            b"actor" => Self::Party(Who::Actor),
            b"app" => Self::Party(Who::App),
            b"team" => Self::Party(Who::Team),
            b"enterprise_account" => Self::Party(Who::Account),
            b"request" => Self::Request,
            _ => Self::NOTHING,
        }
    }

    /// The role of a member of the object that has this role.
    #[inline]
    pub(super) fn within(self, name: &[u8]) -> Self {
        match (self, name) {
            (Self::Party(who), b"id") => Self::Member(who.slots()[0]),
            (Self::Party(Who::Actor), b"email") => Self::Member(Slot::ActorEmail),
            (Self::Party(who), b"name") if who != Who::Actor => Self::Member(who.slots()[1]),
            (Self::Request, b"ip_address") => Self::Member(Slot::Address),
            _ => Self::NOTHING,
        }
    }

    /// Where its text is kept, if it is one.
    #[inline]
    pub(super) const fn slot(self) -> Slot {
        match self {
            Self::Member(slot) => slot,
            Self::Party(_) | Self::Request => Slot::Other,
        }
    }

    /// What of it is looked at, if it is an object.
    #[inline]
    pub(super) const fn inside(self) -> Option<[Slot; 2]> {
        match self {
            Self::Member(_) => None,
            Self::Party(who) => Some(who.slots()),
            Self::Request => Some([Slot::Address, Slot::Other]),
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

/// The members that are looked at. Where a name occurs twice the last one counts, as in every
/// common parser; telling the reader about it is the validator's task.
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    texts: [Option<Text<'a>>; SLOTS],
    lacks: [Lack; SLOTS],
}

impl<'a> Members<'a> {
    /// A member begins that may hold these, whatever its value: what an earlier one of that name said
    /// is over.
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

    /// Tells what happened from other things that did, as far as it was read; by the way, and for
    /// guesses only.
    #[inline]
    pub(super) fn name(&self) -> u64 {
        let [kind, action] = [Slot::Kind, Slot::Action].map(|slot| self.texts[slot as usize]);
        let [kind, action] = [kind, action].map(|text| text.map_or(0, |text| text.digest));
        kind ^ action.rotate_left(1)
    }

    #[inline(always)]
    fn required(&self, slot: Slot, name: &str) -> Result<Text<'a>, Refusal> {
        self.texts[slot as usize].ok_or_else(|| self.lack(slot, name))
    }

    #[cold]
    fn lack(&self, slot: Slot, name: &str) -> Refusal {
        let fault = match self.lacks[slot as usize] {
            Lack::Missing => "missing",
            Lack::Null => "null",
            Lack::NotAString => "not a string",
        };
        Refusal::new(Code::S03, format!("`{name}` is {fault}"))
    }

    #[inline(always)]
    fn party(&self, who: Who) -> Party<'a> {
        let [id, label] = who.slots();
        Party {
            // An empty id is none: it would make one person of everybody who bears it.
            id: self.texts[id as usize].filter(|id| !id.raw.is_empty()),
            label: self.texts[label as usize],
        }
    }

    /// Makes an event of them, in place: it is large. What is refused leaves it as it may be.
    #[inline(always)]
    pub(super) fn make(
        &self,
        digest: u64,
        hour: &mut Hour,
        event: &mut Event<'a>,
    ) -> Result<(), Refusal> {
        let id = self.required(Slot::Id, "id")?;
        let created_at = self.required(Slot::CreatedAt, "created_at")?;
        event.kind = self.required(Slot::Kind, "type")?;
        event.action = self.required(Slot::Action, "action")?;
        event.id =
            plain_or_said(&id, uuid).ok_or_else(|| refusal(Code::S06, "`id` is not a UUID"))?;
        event.created_at =
            plain_or_said(&created_at, |text| hour.timestamp(text)).ok_or_else(|| {
                refusal(
                    Code::S07,
                    "`created_at` is not an RFC 3339 date-time with an offset",
                )
            })?;
        event.actor = self.party(Who::Actor);
        event.app = self.party(Who::App);
        event.team = self.party(Who::Team);
        event.account = self.party(Who::Account);
        event.ip_address = self.texts[Slot::Address as usize];
        event.digest = digest;
        Ok(())
    }
}

#[cold]
fn refusal(code: Code, message: &str) -> Refusal {
    Refusal::new(code, message)
}

/// What can be read of a text: as it stands, and only if that is nothing, of what its escapes say.
/// Nothing that is read here has a backslash in it.
#[inline(always)]
fn plain_or_said<T>(text: &Text<'_>, mut read: impl FnMut(&[u8]) -> Option<T>) -> Option<T> {
    match read(text.raw) {
        None if text.is_escaped() => read(text.text().as_bytes()),
        found => found,
    }
}
