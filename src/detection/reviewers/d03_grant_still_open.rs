//! TP-D03: access that was granted long ago and is still open.

use super::common::{DAY, identity, later};
use crate::compliance::{Who, ledger};
use crate::detection::{Evidence, Judged, Match};

const DAYS: u32 = 90;

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let policy = evidence.lacking_policy("subject", evidence.policy.subject.as_ref());
    let history = evidence.lacking_history(DAYS);
    if policy.is_some() {
        return Judged::of(Vec::new(), policy.into_iter().chain(history));
    }
    let ledger = ledger(evidence.events, evidence.place_of, evidence.people);
    let is_old = |at| later(at, i64::from(DAYS) * DAY) < evidence.period.to;
    let open = ledger
        .grants
        .iter()
        .filter(|grant| grant.ended.is_none() && is_old(grant.event.at()));
    let (mut matches, mut unreadable) = (Vec::new(), 0);
    for grant in open {
        let event = grant.event;
        let Some(subject) = event.subject() else {
            unreadable += 1;
            continue;
        };
        let (kind, of) = grant.scope();
        let of = identity(of).map_or("", |(_, of)| of);
        let subject = subject.to_lowercase();
        let (app, scope) = match kind {
            "app" => (event.app().clone(), subject),
            _ => (Who::default(), format!("{kind} {of}: {subject}")),
        };
        matches.push(Match {
            at: event.at(),
            actor: event.actor().clone(),
            app,
            scope,
            events: vec![event.id()],
            unlisted: 0,
            level: None,
        });
    }
    let unread = evidence.lacking_read("subject", unreadable);
    Judged::of(matches, history.into_iter().chain(unread))
}
