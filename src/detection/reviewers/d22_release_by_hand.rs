//! TP-D22: a person releases a protected app that a service account deploys otherwise.

use super::bulk::of_moments;
use crate::detection::{Evidence, Judged};

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let policy = evidence.policy;
    let lacking = [
        evidence.lacking_policy("protected_apps", policy.protected_apps.as_ref()),
        evidence.lacking_policy("service_accounts", policy.service_accounts.as_ref()),
    ];
    let by_hand = evidence.watched.by_hand();
    let matches = by_hand.filter_map(|one| {
        of_moments(
            &one.events,
            one.actor.clone(),
            one.app.clone(),
            String::new(),
        )
    });
    Judged::of(matches.collect(), lacking.into_iter().flatten())
}
