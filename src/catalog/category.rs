//! What an event is about: the six headings under which a reviewer reads a month.

use serde::Serialize;
use std::fmt;

/// Heading of an event, decided by the `type` of its name. It answers the reviewer's question
/// "what did this touch?", and every type, known or not, has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Who may do what: collaborators, memberships, transfers of ownership, authorizations.
    Access,
    /// What an app is and runs: its life, its code, its releases.
    Change,
    /// How apps are set up: configuration variables, as values of evidence on their own.
    Configuration,
    /// How traffic reaches them: domains, certificates, endpoints, trusted addresses.
    Network,
    /// What they run on and with: spaces, add-ons, connections to other services.
    Infrastructure,
    /// The account's own structure: teams and the enterprise account.
    Organisation,
}

impl Category {
    /// All categories, in the order in which reports show them.
    pub const ALL: [Self; 6] = [
        Self::Access,
        Self::Change,
        Self::Configuration,
        Self::Network,
        Self::Infrastructure,
        Self::Organisation,
    ];

    /// The category of an event name `type.action`.
    ///
    /// The built-in types are listed one by one. For types that no catalog has, the words of the
    /// name decide, and what says nothing is a change: the reviewer looks there first.
    #[must_use]
    pub fn of(event: &str) -> Self {
        let kind = event.rsplit_once('.').map_or(event, |(kind, _)| kind);
        match kind {
            "collaborator"
            | "app_transfer"
            | "enterprise_account_membership"
            | "team_membership"
            | "applink_authorization" => Self::Access,
            "app" | "code_release" | "applink_app" => Self::Change,
            "config_change" | "heroku_config_change" => Self::Configuration,
            "domain" | "sni_endpoint" | "ssl_endpoint" | "trusted_ip" => Self::Network,
            "addon" | "space" | "applink_connection" => Self::Infrastructure,
            "team" | "enterprise_account" => Self::Organisation,
            _ => Self::of_words(kind),
        }
    }

    fn of_words(kind: &str) -> Self {
        const WORDS: [(&str, Category); 16] = [
            ("member", Category::Access),
            ("collaborat", Category::Access),
            ("authoriz", Category::Access),
            ("permission", Category::Access),
            ("role", Category::Access),
            ("login", Category::Access),
            ("config", Category::Configuration),
            ("domain", Category::Network),
            ("endpoint", Category::Network),
            ("cert", Category::Network),
            ("ip", Category::Network),
            ("space", Category::Infrastructure),
            ("addon", Category::Infrastructure),
            ("connection", Category::Infrastructure),
            ("team", Category::Organisation),
            ("enterprise", Category::Organisation),
        ];
        let named = |word: &str| {
            kind.split('_')
                .any(|part| part == word || (word.len() > 3 && part.starts_with(word)))
        };
        WORDS
            .iter()
            .find(|(word, _)| named(word))
            .map_or(Self::Change, |(_, category)| *category)
    }

    /// Its place in [`Category::ALL`].
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }

    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Change => "change",
            Self::Configuration => "configuration",
            Self::Network => "network",
            Self::Infrastructure => "infrastructure",
            Self::Organisation => "organisation",
        }
    }

    /// The name as a heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Access => "Access",
            Self::Change => "Change",
            Self::Configuration => "Configuration",
            Self::Network => "Network and TLS",
            Self::Infrastructure => "Infrastructure",
            Self::Organisation => "Organisation",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
