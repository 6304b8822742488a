//! The events of the 2019-09 catalog, how often each occurs, and a few events it does not know.

use fastrand::Rng;

use super::data::{self, Scene};
use super::json::Json;

/// What an event takes place upon, which decides the members it has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// An app.
    App,
    /// A team of the account.
    Team,
    /// A private space, which may belong to a team.
    Space,
}

/// One event name.
pub struct Kind {
    /// The event's `type`.
    pub kind: &'static str,
    /// The event's `action`.
    pub action: &'static str,
    /// What it takes place upon.
    pub scope: Scope,
    /// How often it occurs relative to the others.
    pub weight: u64,
    /// Writes the members of its `data`.
    pub data: fn(&mut Json<'_>, &mut Rng, &Scene<'_>),
}

impl Kind {
    /// The documented name, `type.action`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.kind, self.action)
    }
}

type Data = fn(&mut Json<'_>, &mut Rng, &Scene<'_>);

const fn kind(
    (kind, action): (&'static str, &'static str),
    scope: Scope,
    weight: u64,
    data: Data,
) -> Kind {
    Kind {
        kind,
        action,
        scope,
        weight,
        data,
    }
}

/// How many of [`KINDS`], counted from the first, the catalog knows.
pub const SUPPORTED: usize = 29;

/// Every event that is generated; the last ones are not in the catalog.
pub static KINDS: [Kind; SUPPORTED + 3] = [
    kind(
        ("addon", "attach"),
        Scope::App,
        720,
        data::addon::attachment,
    ),
    kind(("addon", "create"), Scope::App, 690, data::addon::create),
    kind(("addon", "destroy"), Scope::App, 410, data::addon::create),
    kind(
        ("addon", "detach"),
        Scope::App,
        440,
        data::addon::attachment,
    ),
    kind(("addon", "update"), Scope::App, 580, data::addon::update),
    kind(("app", "create"), Scope::App, 260, data::app::create),
    kind(("app", "destroy"), Scope::App, 170, data::app::create),
    kind(("app", "update"), Scope::App, 390, data::app::update),
    kind(
        ("app_transfer", "create"),
        Scope::App,
        70,
        data::people::transfer,
    ),
    kind(
        ("app_transfer", "update"),
        Scope::App,
        60,
        data::people::transfer,
    ),
    kind(
        ("code_release", "create"),
        Scope::App,
        2130,
        data::app::release,
    ),
    kind(
        ("collaborator", "create"),
        Scope::App,
        460,
        data::people::collaborator,
    ),
    kind(
        ("collaborator", "destroy"),
        Scope::App,
        240,
        data::people::collaborator,
    ),
    kind(
        ("config_change", "remove"),
        Scope::App,
        290,
        data::app::config,
    ),
    kind(
        ("config_change", "set"),
        Scope::App,
        2380,
        data::app::config,
    ),
    kind(("domain", "create"), Scope::App, 130, data::network::domain),
    kind(("domain", "destroy"), Scope::App, 60, data::network::domain),
    kind(
        ("heroku_config_change", "update"),
        Scope::App,
        270,
        data::app::heroku_config,
    ),
    kind(
        ("sni_endpoint", "create"),
        Scope::App,
        40,
        data::network::endpoint,
    ),
    kind(
        ("sni_endpoint", "destroy"),
        Scope::App,
        20,
        data::network::endpoint,
    ),
    kind(
        ("sni_endpoint", "update"),
        Scope::App,
        50,
        data::network::endpoint,
    ),
    kind(("space", "create"), Scope::Space, 8, data::network::space),
    kind(("space", "destroy"), Scope::Space, 4, data::network::space),
    kind(("space", "update"), Scope::Space, 36, data::network::space),
    kind(
        ("ssl_endpoint", "create"),
        Scope::App,
        14,
        data::network::endpoint,
    ),
    kind(
        ("ssl_endpoint", "destroy"),
        Scope::App,
        9,
        data::network::endpoint,
    ),
    kind(
        ("ssl_endpoint", "update"),
        Scope::App,
        11,
        data::network::endpoint,
    ),
    kind(("team", "destroy"), Scope::Team, 4, data::people::team),
    kind(("team", "update"), Scope::Team, 42, data::people::team),
    // Known to later catalogs, and to none.
    kind(
        ("team_membership", "create"),
        Scope::Team,
        0,
        data::people::membership,
    ),
    kind(("applink_app", "publish"), Scope::App, 0, data::app::create),
    kind(("dyno_quota", "raise"), Scope::App, 0, data::app::update),
];
