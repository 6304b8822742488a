//! Tokens: what stands for what.

use super::Key;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use uuid::{Builder, Uuid};

/// What a name is of. Names of apps, teams and accounts are of one domain, so the same name has the same characters behind
/// its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// E-mail of a person.
    User,
    /// Name of an app.
    App,
    /// Name of a team.
    Team,
    /// Name of an enterprise account.
    Account,
    /// Address of a host.
    Host,
    /// Address of a network.
    Network,
    /// Id of anything but an event.
    Id,
    /// Name of a file.
    File,
    /// Id of an event, whose token is a UUID.
    Event,
}

/// Characters behind a prefix: 80 bits.
const LENGTH: usize = 16;
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

impl Kind {
    const ALL: [Self; 8] = [
        Self::User,
        Self::App,
        Self::Team,
        Self::Account,
        Self::Host,
        Self::Network,
        Self::Id,
        Self::File,
    ];

    /// What a token begins with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::User => "usr_",
            Self::App => "app_",
            Self::Team => "team_",
            Self::Account => "acct_",
            Self::Host => "ip_",
            Self::Network => "net_",
            Self::Id => "id_",
            Self::File => "file_",
            Self::Event => "",
        }
    }

    /// What it is in a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::User => "actor",
            Self::App => "app",
            Self::Team => "team",
            Self::Account => "account",
            Self::Host => "address",
            Self::Network => "network",
            Self::Id => "id",
            Self::File => "file",
            Self::Event => "event",
        }
    }

    const fn domain(self) -> &'static [u8] {
        match self {
            Self::User => b"email",
            Self::App | Self::Team | Self::Account => b"name",
            Self::Host => b"address",
            Self::Network => b"network",
            Self::Id => b"id",
            Self::File => b"file",
            Self::Event => b"event",
        }
    }
}

/// The token of a name.
pub(super) fn of(key: &Key, kind: Kind, name: &str) -> String {
    let lower;
    let name = match kind {
        Kind::User | Kind::Id => {
            lower = name.to_lowercase();
            &lower
        }
        _ => name,
    };
    let code = key.code(&[kind.domain(), name.as_bytes()]);
    let bits = code[..LENGTH]
        .iter()
        .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    let characters = (0..LENGTH).map(|place| {
        let five = bits >> (128 - 5 * (place + 1)) & 31;
        char::from(BASE32[five as usize])
    });
    kind.prefix().chars().chain(characters).collect()
}

/// The pseudonym of an event's id: a UUID of version 8.
pub(super) fn event(key: &Key, id: [u8; 16]) -> [u8; 16] {
    let text = Uuid::from_bytes(id).hyphenated().to_string();
    let code = key.code(&[Kind::Event.domain(), text.as_bytes()]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&code[..16]);
    Builder::from_custom_bytes(bytes).into_uuid().into_bytes()
}

/// Whether a word is a token.
fn is_token(word: &str) -> bool {
    let after = Kind::ALL
        .into_iter()
        .find_map(|kind| word.strip_prefix(kind.prefix()));
    let token = after.is_some_and(|after| {
        after.len() == LENGTH && after.bytes().all(|byte| BASE32.contains(&byte))
    });
    token || Uuid::try_parse(word).is_ok_and(|id| id.get_version_num() == 8 && word.len() == 36)
}

/// Tokens that are looked for, and the names that were met behind them.
#[derive(Debug)]
pub struct Wanted {
    tokens: BTreeSet<String>,
    found: Mutex<BTreeMap<String, BTreeSet<(Kind, String)>>>,
}

impl Wanted {
    /// The tokens of a word: one, or those of a host and its network, of a file and its extension. `None` for a word that
    /// has none.
    #[must_use]
    pub fn tokens(word: &str) -> Option<Vec<String>> {
        let lower = word.to_ascii_lowercase();
        let parts = lower
            .split('/')
            .map(|part| match part.starts_with(Kind::File.prefix()) {
                true => part.split('.').next().unwrap_or(part),
                false => part,
            });
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        parts.iter().all(|part| is_token(part)).then_some(parts)
    }

    /// Looks for these.
    #[must_use]
    pub fn new(tokens: impl IntoIterator<Item = String>) -> Self {
        let tokens: BTreeSet<String> = tokens.into_iter().collect();
        Self {
            tokens,
            found: Mutex::default(),
        }
    }

    pub(super) fn note(&self, token: &str, kind: Kind, name: &str) {
        if self.tokens.contains(token) {
            let name = (kind, name.to_owned());
            crate::sync::locked(&self.found)
                .entry(token.to_owned())
                .or_default()
                .insert(name);
        }
    }

    /// Each token, with the names that were met behind it.
    #[must_use]
    pub fn found(&self) -> Vec<(String, Vec<(Kind, String)>)> {
        let found = crate::sync::locked(&self.found);
        let names = |token: &String| {
            let names = found.get(token).into_iter().flatten();
            names.cloned().collect()
        };
        self.tokens
            .iter()
            .map(|token| (token.clone(), names(token)))
            .collect()
    }
}
