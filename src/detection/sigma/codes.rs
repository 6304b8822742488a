//! Numbers for what fields say: equal numbers, equal texts.
//!
//! A month asks for the same few actors, apps and subjects again and again. What a field says is made of one of these
//! once, and known from then on by where that stands in memory. So a rule is evaluated once for each combination of
//! what its fields say, and a window compares numbers.

use super::facts::Facts;
use crate::compliance::NotedEvent;
use hashbrown::HashMap;
use std::sync::Arc;

/// What a field says of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Code {
    /// What it is made of is not there.
    Absent,
    /// What it is made of is there, and does not tell it.
    Untold,
    /// A text, by its number.
    Text(u32),
    /// Something that this event alone is about, by its place among the events.
    Own(u32),
    /// Several codes, by the number of their combination.
    Several(u32),
}

/// What a field is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Name,
    Actor,
    App,
    Team,
    Account,
    Address,
    Subject,
    /// The subject and the actor.
    Both,
    Role,
    Target,
    /// The name, and everything that an event may be about.
    Object,
}

/// The fields that are made of few things. Others, such as `id`, may say something else of every event.
const FIELDS: [(&str, Of); 23] = [
    ("event", Of::Name),
    ("type", Of::Name),
    ("action", Of::Name),
    ("actor.id", Of::Actor),
    ("actor.email", Of::Actor),
    ("actor.kind", Of::Actor),
    ("actor.domain", Of::Actor),
    ("actor.identity", Of::Actor),
    ("app.id", Of::App),
    ("app.name", Of::App),
    ("app.protected", Of::App),
    ("team.id", Of::Team),
    ("team.name", Of::Team),
    ("enterprise_account.id", Of::Account),
    ("enterprise_account.name", Of::Account),
    ("request.ip_address", Of::Address),
    ("network", Of::Address),
    ("subject", Of::Subject),
    ("subject.domain", Of::Subject),
    ("subject.self", Of::Both),
    ("role", Of::Role),
    ("target", Of::Target),
    ("object", Of::Object),
];

/// A field of [`FIELDS`], by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Field(u8);

impl Field {
    /// The field of a name, if it is one of these.
    pub(super) fn named(name: &str) -> Option<Self> {
        let place = FIELDS.iter().position(|(known, _)| *known == name)?;
        u8::try_from(place).ok().map(Self)
    }

    fn name(self) -> &'static str {
        FIELDS[self.0 as usize].0
    }

    /// Where what it is made of stands in memory; `None` where it is not there. Names and texts stay in their place
    /// as long as the events are looked at.
    fn source(self, event: &NotedEvent<'_>) -> Option<Source> {
        fn place<T: ?Sized>(of: &T) -> usize {
            std::ptr::from_ref(of).addr()
        }
        fn text(text: Option<&Arc<str>>) -> Option<usize> {
            text.map(|text| place(&**text))
        }
        let name = || place(&**event.name());
        let of = FIELDS[self.0 as usize].1;
        let alone = |place: usize| Some(Source::One(place));
        match of {
            Of::Name => alone(name()),
            Of::Actor => alone(place(event.actor())),
            Of::App => alone(place(event.app())),
            Of::Team => alone(place(event.team())),
            Of::Account => alone(place(event.account())),
            Of::Address => alone(text(event.ip())?),
            Of::Subject => alone(text(event.subject())?),
            Of::Both => {
                let both = [text(event.subject())?, place(event.actor()), 0, 0];
                Some(Source::Several(both))
            }
            Of::Role => alone(text(event.role())?),
            Of::Target => alone(text(event.target())?),
            Of::Object => {
                let about = text(event.target().or(event.subject()));
                let [app, team] = [place(event.app()), place(event.team())];
                let all = [name(), app, team, about.unwrap_or_default()];
                Some(Source::Several(all))
            }
        }
    }
}

/// Where that stands in memory.
enum Source {
    One(usize),
    Several([usize; 4]),
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Codes {
    texts: HashMap<String, u32>,
    /// By what they are made of: one thing, as most are, or several.
    of_one: HashMap<(usize, Field), Code>,
    of_several: HashMap<([usize; 4], Field), Code>,
    several: HashMap<Vec<Code>, u32>,
}

impl Codes {
    /// What a field says of an event, at its place among the events.
    pub(super) fn of(&mut self, field: Field, facts: &Facts<'_>, place: u32) -> Code {
        let Some(source) = field.source(facts.event) else {
            return Code::Absent;
        };
        let known = match &source {
            Source::One(place) => self.of_one.get(&(*place, field)),
            Source::Several(places) => self.of_several.get(&(*places, field)),
        };
        let code = match known {
            Some(code) => *code,
            None => {
                let told = match field.name() {
                    // Rules see it as `false`; whether that is known makes a difference to what they come to.
                    "app.protected" => facts.protected().map(|is| is.to_string()),
                    "object" => facts.object(),
                    name => facts.text(name),
                };
                let code = told.map_or(Code::Untold, |text| self.text(&text));
                match source {
                    Source::One(place) => self.of_one.insert((place, field), code),
                    Source::Several(places) => self.of_several.insert((places, field), code),
                };
                code
            }
        };
        match code {
            Code::Untold if field.name() == "object" => Code::Own(place),
            code => code,
        }
    }

    /// What a field says by which a window keeps events apart, or which it counts; `None` where it is no text.
    pub(super) fn told(&mut self, field: &str, facts: &Facts<'_>, place: u32) -> Option<Code> {
        let code = Field::named(field).map(|known| self.of(known, facts, place));
        match code {
            Some(code @ (Code::Text(_) | Code::Own(_) | Code::Several(_))) => Some(code),
            Some(Code::Absent) => None,
            // Of an event's own fields, and of what is not known of an app, the text itself is looked at.
            Some(Code::Untold) | None if field == "id" => Some(Code::Own(place)),
            Some(Code::Untold) | None => facts.text(field).map(|text| self.text(&text)),
        }
    }

    /// The code of a text.
    pub(super) fn text(&mut self, text: &str) -> Code {
        let next = self.texts.len() as u32;
        let number = self.texts.entry_ref(text).or_insert(next);
        Code::Text(*number)
    }

    /// The code of several, in their order.
    pub(super) fn several(&mut self, codes: &[Code]) -> Code {
        if let [one] = codes {
            return *one;
        }
        let next = self.several.len() as u32;
        let number = self.several.entry_ref(codes).or_insert(next);
        Code::Several(*number)
    }
}
