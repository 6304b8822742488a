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

use super::{Evidence, Judged};

/// A reviewer: its head and tests, embedded, and what judges.
pub struct Reviewer {
    /// The name of its file in `rules/reviewers`.
    pub name: &'static str,
    /// The text of that file.
    pub file: &'static str,
    /// Makes a verdict of the evidence. It must be a function of that alone, and give the same for the same events.
    pub judge: fn(&Evidence<'_>) -> Judged,
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
