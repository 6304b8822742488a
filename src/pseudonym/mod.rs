//! Pseudonyms: tokens in place of names, under a key. The same name is the same token wherever it stands, and no token tells
//! its name to those who do not have the key.

mod address;
mod key;
mod known;
mod resolver;
mod rewrite;
mod search;
mod token;

pub use key::{Key, LEAST_KEY, MOST_KEY};
pub use known::Known;
pub use resolver::Resolver;
pub use token::{Kind, Wanted};

use crate::view::PseudonymsView;
use uuid::Uuid;

/// A key with the names that it is for.
#[derive(Debug)]
pub struct Pseudonyms {
    key: Key,
    known: Known,
    /// Tokens that are looked for, where names are to be found again.
    wanted: Option<Wanted>,
}

impl Pseudonyms {
    /// Pseudonyms of these names; of others, too, where it can be seen what they are.
    #[must_use]
    pub fn new(key: Key, known: Known) -> Self {
        Self {
            key,
            known,
            wanted: None,
        }
    }

    /// The same, which notes the names behind these tokens as they are met.
    #[must_use]
    pub fn looking_for(self, wanted: Wanted) -> Self {
        Self {
            wanted: Some(wanted),
            ..self
        }
    }

    /// The tokens that are looked for, each with the names that were met behind it.
    #[must_use]
    pub fn found(&self) -> Vec<(String, Vec<(Kind, String)>)> {
        self.wanted.as_ref().map(Wanted::found).unwrap_or_default()
    }

    /// What every output says.
    #[must_use]
    pub fn view(&self) -> PseudonymsView {
        PseudonymsView::of(self.key.id())
    }

    /// The token of a name; an empty name stays empty.
    #[must_use]
    pub fn token(&self, kind: Kind, name: &str) -> String {
        if name.is_empty() {
            return String::new();
        }
        let token = token::of(&self.key, kind, name);
        self.note(&token, kind, name);
        token
    }

    /// The tokens of an address and of its network, or that of a network.
    #[must_use]
    pub fn address(&self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        match address::Address::parse(text) {
            None => self.token(Kind::Host, text),
            Some(address::Address::Host { host, net }) => {
                let host = self.token(Kind::Host, &host);
                format!("{host}/{}", self.token(Kind::Network, &net))
            }
            Some(address::Address::Network(net)) => self.token(Kind::Network, &net),
        }
    }

    /// The id of an event: a UUID, so that what has it stays an event.
    #[must_use]
    pub fn event(&self, id: [u8; 16]) -> [u8; 16] {
        let pseudonym = token::event(&self.key, id);
        if self.wanted.is_some() {
            let [token, name] =
                [pseudonym, id].map(|id| Uuid::from_bytes(id).hyphenated().to_string());
            self.note(&token, Kind::Event, &name);
        }
        pseudonym
    }

    /// The name of a file without the folders that it is in. Its extensions stay, because they are no names.
    #[must_use]
    pub fn file(&self, path: &str) -> String {
        if path == "-" || path.is_empty() {
            return path.to_owned();
        }
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let mut stem = name;
        for extension in [".gz", ".zst", ".json", ".jsonl", ".ndjson"] {
            stem = stem.strip_suffix(extension).unwrap_or(stem);
        }
        format!("{}{}", self.token(Kind::File, name), &name[stem.len()..])
    }

    /// A text of an event of which nothing is known.
    fn free(&self, text: &str) -> String {
        if self.wanted.is_some() {
            // It may be a person by another name.
            let _ = self.token(Kind::User, text);
        }
        self.text(text)
    }

    /// Any text: names that are known, and whatever is shaped like an e-mail, an address or a UUID.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        if let Some((kind, name)) = self.known.whole(text) {
            return self.of_kind(kind, name);
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for found in search::all(text, &self.known) {
            out.push_str(&text[done..found.range.start]);
            out.push_str(&self.of_kind(found.kind, &found.name));
            done = found.range.end;
        }
        out + &text[done..]
    }

    fn of_kind(&self, kind: Kind, name: &str) -> String {
        match kind {
            Kind::Host | Kind::Network => self.address(name),
            kind => self.token(kind, name),
        }
    }

    /// Something in whatever words: where nothing in them is known, all of them are its name.
    fn called(&self, kind: Kind, text: &str) -> String {
        let scrubbed = self.text(text);
        match scrubbed == text {
            true => self.token(kind, text),
            false => scrubbed,
        }
    }

    /// A person, by an e-mail, an id or any name.
    #[must_use]
    pub fn person(&self, text: &str) -> String {
        self.called(Kind::User, text)
    }

    /// A fingerprint under the key: the same as long as the key and what it is of are.
    #[must_use]
    pub fn fingerprint(&self, of: &str) -> String {
        let code = self.key.code(&[b"fingerprint", of.as_bytes()]);
        code[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn note(&self, token: &str, kind: Kind, name: &str) {
        if let Some(wanted) = &self.wanted {
            wanted.note(token, kind, name);
        }
    }
}
