//! Which members an event has: the one table that decoding, validation and export read.
//!
//! The order is that of the documentation, and of the columns of an export. What stands inside `data` has
//! no rows, because its shape is undocumented.

/// An object whose members are documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Object {
    /// The event itself.
    Event,
    /// Who caused it.
    Actor,
    /// The app upon which it took place.
    App,
    /// The owner of that app.
    Owner,
    /// The enterprise account on which it happened.
    EnterpriseAccount,
    /// The team on which it happened.
    Team,
    /// The request that caused it.
    Request,
}

/// What the value of a member is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// A string without which there is no event.
    Required(Field),
    /// A string, or `null`.
    Text(Kind),
    /// An object, or `null`.
    Object(Object),
    /// `data`: an object of any shape, or `null`.
    Data,
}

/// A required member of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// `id`, a UUID.
    Id,
    /// `created_at`, an RFC 3339 date-time with an offset.
    CreatedAt,
    /// `type`, the first half of the event's name.
    Type,
    /// `action`, the second half of it.
    Action,
}

/// What an optional string says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A UUID, by which the object is known.
    Id,
    /// An e-mail address, the label of a person.
    Email,
    /// A name, the label of anything else.
    Name,
    /// An IP address.
    Address,
}

/// Makes of the table [`Object::members`], and [`Object::member`] as comparisons with constants, because
/// decoding and validation look up each name of an event.
macro_rules! schema {
    ($($object:ident { $($name:literal $value:expr;)* })*) => {
        impl Object {
            /// Names and values of its members, in their order.
            pub(crate) const fn members(self) -> &'static [(&'static str, Value)] {
                match self {
                    $(Self::$object => const { &[$(($name, $value)),*] },)*
                }
            }

            /// What the value of a member of that name is to be; `None` where the schema has none.
            #[inline]
            pub(crate) fn member(self, name: &[u8]) -> Option<Value> {
                match self {
                    $(Self::$object => {
                        $(if name == $name.as_bytes() {
                            return Some($value);
                        })*
                    })*
                }
                None
            }
        }
    };
}

schema! {
    Event {
        "id" Value::Required(Field::Id);
        "created_at" Value::Required(Field::CreatedAt);
        "type" Value::Required(Field::Type);
        "action" Value::Required(Field::Action);
        "actor" Value::Object(Object::Actor);
        "app" Value::Object(Object::App);
        "owner" Value::Object(Object::Owner);
        "enterprise_account" Value::Object(Object::EnterpriseAccount);
        "team" Value::Object(Object::Team);
        "request" Value::Object(Object::Request);
        "data" Value::Data;
    }
    Actor {
        "id" Value::Text(Kind::Id);
        "email" Value::Text(Kind::Email);
    }
    App {
        "id" Value::Text(Kind::Id);
        "name" Value::Text(Kind::Name);
    }
    Owner {
        "id" Value::Text(Kind::Id);
        "email" Value::Text(Kind::Email);
    }
    EnterpriseAccount {
        "id" Value::Text(Kind::Id);
        "name" Value::Text(Kind::Name);
    }
    Team {
        "id" Value::Text(Kind::Id);
        "name" Value::Text(Kind::Name);
    }
    Request {
        "ip_address" Value::Text(Kind::Address);
    }
}

impl Field {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 4] = [Self::Id, Self::CreatedAt, Self::Type, Self::Action];

    /// The member's name.
    pub(crate) const fn name(self) -> &'static str {
        // The required members are the first of the event.
        Object::Event.members()[self as usize].0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_members_come_first_and_bear_their_names() {
        for field in Field::ALL {
            let found = Object::Event.member(field.name().as_bytes());
            assert_eq!(found, Some(Value::Required(field)));
        }
    }
}
