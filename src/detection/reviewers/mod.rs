//! Rules that Sigma cannot say, one file each: `dNN_name.rs` beside its head in `rules/reviewers/tp_dNN_name.yml`.

mod bulk;
mod common;
mod d03_grant_still_open;
mod d04_granted_then_destroyed;
mod d08_change_outside_hours;
mod d09_tls_gap;
mod d11_new_network;
mod d12_many_networks;
mod d13_active_again;
mod d14_first_of_kind;
mod d16_short_lived;
mod d18_no_identity;
mod d19_monitoring_removed;
mod d21_dangling_domain;
mod d22_release_by_hand;

use super::cases::Case;
use super::{Evidence, Head, Judged};
use yaml_serde::Value;

/// A reviewer: its head and tests, embedded, and what judges.
pub struct Reviewer {
    /// The name of its file in `rules/reviewers`.
    pub name: &'static str,
    /// The text of that file.
    pub file: &'static str,
    /// Makes a verdict of the evidence. It must be a function of that alone, and give the same for the same events.
    pub judge: fn(&Evidence<'_>) -> Judged,
}

/// Whether a file holds the head of a reviewer: what a rule says of itself, and nothing that Sigma judges by.
pub fn is_head(text: &str) -> bool {
    let file: Result<Value, _> = yaml_serde::from_str(text);
    file.is_ok_and(|file| {
        let has = |key: &str| file.get(key).is_some();
        has("trailproof") && !["detection", "correlation", "filter"].into_iter().any(has)
    })
}

/// The reviewer of a head with its tests, as people copy it to read or to change it.
///
/// # Errors
/// A sentence, also where the program has no reviewer of that id.
pub fn of_head(text: &str) -> Result<(&'static Reviewer, Head, Vec<Case>), String> {
    let (head, tests) = Head::from_yaml(text)?;
    let name = format!("tp_{}_", head.id.to_lowercase().trim_start_matches("tp-"));
    match ALL.iter().find(|reviewer| reviewer.name.starts_with(&name)) {
        Some(reviewer) => Ok((reviewer, head, tests)),
        None => Err(format!(
            "`{}` is not the id of a reviewer; a rule of your own needs detection: or correlation:",
            head.id
        )),
    }
}

macro_rules! reviewers {
    ($($module:ident)*) => {
        /// All of them, in order of id.
        pub const ALL: &[Reviewer] = &[$(Reviewer {
            name: concat!("tp_", stringify!($module), ".yml"),
            file: include_str!(concat!("../../../rules/reviewers/tp_", stringify!($module), ".yml")),
            judge: $module::judge,
        }),*];
    };
}

reviewers! {
    d03_grant_still_open
    d04_granted_then_destroyed
    d08_change_outside_hours
    d09_tls_gap
    d11_new_network
    d12_many_networks
    d13_active_again
    d14_first_of_kind
    d16_short_lived
    d18_no_identity
    d19_monitoring_removed
    d21_dangling_domain
    d22_release_by_hand
}
