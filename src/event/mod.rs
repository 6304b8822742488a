//! The event as an archive states it, and the time it bears.

mod hour;
pub(crate) mod schema;
pub mod time;
mod zone;

pub use hour::Hour;
pub use time::{Month, Timestamp};
pub use zone::Zone;

use crate::finding::{Code, Limit};
use crate::json::Text;

/// A party that an event names by an id and a label: an actor or owner (e-mail), an
/// app, a team or an enterprise account (name). The id is the identity; where it is missing, the
/// label is. Both missing means that the event does not name one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Party<'a> {
    /// Identity; in sound archives a UUID.
    pub id: Option<Text<'a>>,
    /// E-mail or name, which can change while the id stays.
    pub label: Option<Text<'a>>,
}

/// One event that counts as evidence: its four required members are present and well formed.
/// Members that no aggregate needs (`owner`, `data`, unknown ones) live on in the digest only.
#[derive(Debug, Clone, Copy, Default)]
pub struct Event<'a> {
    /// The UUID of `id`.
    pub id: [u8; 16],
    /// When it happened.
    pub created_at: Timestamp,
    /// `type`, for example `addon`.
    pub kind: Text<'a>,
    /// `action`, for example `attach`.
    pub action: Text<'a>,
    /// Who caused it.
    pub actor: Party<'a>,
    /// The app upon which it took place.
    pub app: Party<'a>,
    /// The team on which it happened.
    pub team: Party<'a>,
    /// The enterprise account on which it happened.
    pub account: Party<'a>,
    /// `request.ip_address`, as written.
    pub ip_address: Option<Text<'a>>,
    /// Digest of all of it but the member `id`: equal for equal JSON values.
    pub digest: u64,
}

impl Event<'_> {
    /// Bytes of the longest text that is kept of it, as written.
    #[must_use]
    pub fn longest_text(&self) -> usize {
        let parties = [&self.actor, &self.app, &self.team, &self.account];
        let of_parties = parties
            .into_iter()
            .flat_map(|party| [party.id, party.label]);
        let texts = of_parties.chain([Some(self.kind), Some(self.action), self.ip_address]);
        texts
            .flatten()
            .map(|text| text.raw.len())
            .max()
            .unwrap_or(0)
    }
}

/// Why a record is no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// `S02`, `S03`, `S06`, `S07` or `U02`.
    pub code: Code,
    /// A sentence that names the member at fault.
    pub message: String,
    /// The limit that was exceeded, if that is why.
    pub limit: Option<Limit>,
}

impl Refusal {
    /// A refusal with its sentence.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            limit: None,
        }
    }
}
