//! Which events the sections look at, by their names.

use crate::record::Marks;
use crate::view::section::Section;

/// A change: of apps, code, add-ons, configuration, domains, spaces.
pub(super) const CHANGE: Marks = Marks(1 << 1);
/// A destruction, or a change of network or TLS.
pub(super) const REGISTER: Marks = Marks(1 << 2);
/// An actor was granted access.
pub(super) const GRANT: Marks = Marks(1 << 3);
/// An actor's access ended.
pub(super) const REVOKE: Marks = Marks(1 << 4);
/// An actor's role changed.
pub(super) const UPDATE: Marks = Marks(1 << 5);
/// Access is to an app.
pub(super) const OF_APP: Marks = Marks(1 << 6);
/// Access is to a team.
pub(super) const OF_TEAM: Marks = Marks(1 << 7);
/// Access is to the enterprise account.
pub(super) const OF_ACCOUNT: Marks = Marks(1 << 8);
/// Some rule of `detection` looks at it one by one.
pub const DETECTION: Marks = Marks(1 << 9);
/// Some rule names members of its `data`.
pub const DATA: Marks = Marks(1 << 10);
/// Any event of the access ledger.
pub(super) const ACCESS: Marks = GRANT.and(REVOKE).and(UPDATE);

/// What an event's name, `type.action`, is to these sections.
#[must_use]
pub fn marks(sections: &[Section], name: &str) -> Marks {
    // Of a name with several dots, patterns such as `app.*` and `*.destroy` look at the ends.
    let (kind, after) = name.split_once('.').unwrap_or((name, ""));
    let action = after.rsplit('.').next().unwrap_or_default();
    let mut marks = Marks::default();
    if sections.contains(&Section::Changes) && is_change(kind) {
        marks = marks.and(CHANGE);
    }
    if sections.contains(&Section::Register) && is_registered(kind, action) {
        marks = marks.and(REGISTER).and(Marks::NOTED);
    }
    let access = access_marks(name);
    if sections.contains(&Section::Access) && access != Marks::default() {
        marks = marks.and(access).and(Marks::NOTED);
    }
    marks
}

/// What it is to the ledger of grants.
#[must_use]
pub fn access_marks(name: &str) -> Marks {
    let (kind, action) = name.split_once('.').unwrap_or((name, ""));
    match (scope(kind), step(action)) {
        (Some(scope), Some(step)) => scope.and(step),
        _ => Marks::default(),
    }
}

fn is_change(kind: &str) -> bool {
    matches!(
        kind,
        "code_release"
            | "app"
            | "addon"
            | "config_change"
            | "heroku_config_change"
            | "domain"
            | "space"
    )
}

fn is_registered(kind: &str, action: &str) -> bool {
    action == "destroy"
        || matches!(
            kind,
            "domain" | "sni_endpoint" | "ssl_endpoint" | "trusted_ip" | "space"
        )
}

fn scope(kind: &str) -> Option<Marks> {
    Some(match kind {
        "collaborator" => OF_APP,
        "team_membership" => OF_TEAM,
        "enterprise_account_membership" => OF_ACCOUNT,
        _ => return None,
    })
}

fn step(action: &str) -> Option<Marks> {
    Some(match action {
        "create" => GRANT,
        "destroy" => REVOKE,
        "update" => UPDATE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_marked_for_the_sections_that_look_at_it() {
        let all = |name| marks(&Section::ALL, name);
        assert_eq!(
            all("collaborator.create"),
            Marks::NOTED.and(GRANT).and(OF_APP)
        );
        let destroyed = all("team_membership.destroy");
        assert_eq!(
            destroyed,
            Marks::NOTED.and(REGISTER).and(REVOKE).and(OF_TEAM)
        );
        assert_eq!(all("space.update"), Marks::NOTED.and(REGISTER).and(CHANGE));
        assert_eq!(all("code_release.create"), CHANGE);
        assert_eq!(all("app_transfer.create"), Marks::default());
        assert_eq!(all("collaborator.invite"), Marks::default());
        assert_eq!(all("collaborator.app.create"), Marks::default());
        assert_eq!(all("app.build.cancel"), CHANGE);
        assert_eq!(
            all("quota.soft.destroy"),
            Marks::NOTED.and(REGISTER),
            "as *.destroy has it"
        );
        assert_eq!(marks(&[Section::Activity], "app.destroy"), Marks::default());
    }
}
