//! The event as the schema of the service has it: which members there are and what they hold.

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
    Event,
    /// `actor`: attribution needs its id or its e-mail.
    Actor,
    /// `owner`: an id and an e-mail.
    Owner,
    /// `app`, `team`, `enterprise_account`: an id and a name.
    Named,
    Request,
    /// `data` and everything in it: its shape is undocumented.
    Free,
    /// What a document has beside its records, of which the schema says nothing.
    Beside,
}

/// What a value is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// Anything.
    Any,
    /// A string without which there is no event: S03.
    Required(Field),
    /// An object, if anything: S12.
    Object(Object),
    /// An object, if anything: S11.
    Data,
    /// A string, if anything: S12.
    Text(Kind),
    /// The `id` of something that the schema does not describe: S06.
    AnyId,
}

/// A required member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    CreatedAt,
    Type,
    Action,
}

impl Field {
    pub(super) const ALL: [Self; 4] = [Self::Id, Self::CreatedAt, Self::Type, Self::Action];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::CreatedAt => "created_at",
            Self::Type => "type",
            Self::Action => "action",
        }
    }
}

/// What a string says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Email,
    Address,
    Name,
}

impl Object {
    /// What a member of that name is to be; `None` for one that the schema does not have.
    pub(super) fn member(self, name: &str) -> Option<Expected> {
        Some(match (self, name) {
            (Self::Free, "id") => Expected::AnyId,
            (Self::Free, _) => Expected::Any,
            (Self::Beside, _) => Expected::Object(Self::Beside),
            (Self::Event, "id") => Expected::Required(Field::Id),
            (Self::Event, "created_at") => Expected::Required(Field::CreatedAt),
            (Self::Event, "type") => Expected::Required(Field::Type),
            (Self::Event, "action") => Expected::Required(Field::Action),
            (Self::Event, "actor") => Expected::Object(Self::Actor),
            (Self::Event, "owner") => Expected::Object(Self::Owner),
            (Self::Event, "app" | "team" | "enterprise_account") => Expected::Object(Self::Named),
            (Self::Event, "request") => Expected::Object(Self::Request),
            (Self::Event, "data") => Expected::Data,
            (Self::Actor | Self::Owner | Self::Named, "id") => Expected::Text(Kind::Id),
            (Self::Actor | Self::Owner, "email") => Expected::Text(Kind::Email),
            (Self::Named, "name") => Expected::Text(Kind::Name),
            (Self::Request, "ip_address") => Expected::Text(Kind::Address),
            _ => return None,
        })
    }
}
