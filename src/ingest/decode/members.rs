//! Which members of an event are looked at, and what was found in them.

use crate::event::{Event, Party, Refusal, Timestamp};
use crate::finding::Code;
use crate::json::Text;
use uuid::Uuid;

/// Somebody or something that an event names by id and label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Actor,
    App,
    Team,
    Account,
}

/// What a member is to an event. It follows from the name and from where the member stands: nothing
/// inside `data` can pass for a member of the event itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Id,
    CreatedAt,
    Kind,
    Action,
    Party(Who),
    PartyId(Who),
    PartyLabel(Who),
    Request,
    Address,
    /// Looked at by nobody; it lives on in the digest.
    Nothing,
}

impl Role {
    /// The role of a member of the event itself.
    #[inline]
    pub(super) fn in_event(name: &str) -> Self {
        match name {
            "id" => Self::Id,
            "created_at" => Self::CreatedAt,
            "type" => Self::Kind,
            "action" => Self::Action,
            "actor" => Self::Party(Who::Actor),
            "app" => Self::Party(Who::App),
            "team" => Self::Party(Who::Team),
            "enterprise_account" => Self::Party(Who::Account),
            "request" => Self::Request,
            _ => Self::Nothing,
        }
    }

    /// The role of a member of the object that has this role.
    #[inline]
    pub(super) fn within(self, name: &str) -> Self {
        match (self, name) {
            (Self::Party(who), "id") => Self::PartyId(who),
            (Self::Party(Who::Actor), "email") => Self::PartyLabel(Who::Actor),
            (Self::Party(who), "name") if who != Who::Actor => Self::PartyLabel(who),
            (Self::Request, "ip_address") => Self::Address,
            _ => Self::Nothing,
        }
    }
}

/// A required member as it was found.
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

/// The members that are looked at. Where a name occurs twice the last one counts, as in every
/// common parser; telling the reader about it is the validator's task.
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    id: Slot<'a>,
    created_at: Slot<'a>,
    kind: Slot<'a>,
    action: Slot<'a>,
    parties: [Party<'a>; 4],
    ip_address: Option<Text<'a>>,
}

impl<'a> Members<'a> {
    /// A member begins, whatever its value: what an earlier one of that name said is over.
    #[inline]
    pub(super) fn begin(&mut self, role: Role) {
        match role {
            Role::Party(who) => self.parties[who as usize] = Party::default(),
            Role::Request => self.ip_address = None,
            _ => {}
        }
    }

    /// The member is a string.
    #[inline]
    pub(super) fn text(&mut self, role: Role, text: Text<'a>) {
        match role {
            Role::Id => self.id = Slot::Text(text),
            Role::CreatedAt => self.created_at = Slot::Text(text),
            Role::Kind => self.kind = Slot::Text(text),
            Role::Action => self.action = Slot::Text(text),
            // An empty id is none: it would make one person of everybody who bears it.
            Role::PartyId(who) => {
                self.parties[who as usize].id = (!text.raw.is_empty()).then_some(text);
            }
            Role::PartyLabel(who) => self.parties[who as usize].label = Some(text),
            Role::Address => self.ip_address = Some(text),
            Role::Party(_) | Role::Request | Role::Nothing => {}
        }
    }

    /// The member is no string.
    #[inline]
    pub(super) fn other(&mut self, role: Role, null: bool) {
        let slot = if null { Slot::Null } else { Slot::NotAString };
        match role {
            Role::Id => self.id = slot,
            Role::CreatedAt => self.created_at = slot,
            Role::Kind => self.kind = slot,
            Role::Action => self.action = slot,
            Role::PartyId(who) => self.parties[who as usize].id = None,
            Role::PartyLabel(who) => self.parties[who as usize].label = None,
            Role::Address => self.ip_address = None,
            Role::Party(_) | Role::Request | Role::Nothing => {}
        }
    }

    pub(super) fn into_event(
        self,
        digest: u64,
        digest_without_id: u64,
    ) -> Result<Event<'a>, Refusal> {
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
        let [actor, app, team, account] = self.parties;
        Ok(Event {
            id,
            created_at,
            kind,
            action,
            actor,
            app,
            team,
            account,
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
