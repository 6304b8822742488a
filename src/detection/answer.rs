//! What rules came to, as it is shown: with fingerprints, suppressions and what was decided.

use super::{Judged, Match, Rule, Rules};
use crate::aggregate::Summary;
use crate::compliance::{Labels, Who};
use crate::identity::Dimension;
use crate::policy::{self, Policy};
use crate::view::detections::{
    DecidedView, DetectionView, DetectionsView, MatchView, SuppressedView,
};
use crate::view::moment::{At, EventId};
use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;
use uuid::Uuid;

/// Bytes of a fingerprint.
const FINGERPRINT: usize = 16;

/// What answers are made by.
pub struct Shown<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// What they came to, in their order.
    pub judged: &'a [Judged],
    /// What the organisation agreed to.
    pub policy: &'a Policy,
    /// The last day of the period, by which suppressions are judged.
    pub last_day: NaiveDate,
    /// The labels of the report.
    pub summary: &'a Summary,
    /// Most ids of events of a rule that are listed.
    pub max_events: usize,
}

impl Shown<'_> {
    /// The section.
    #[must_use]
    pub fn view(&self) -> DetectionsView {
        let [actors, apps] = [
            (Dimension::Actor, self.actors()),
            (Dimension::App, self.apps()),
        ]
        .map(|(dimension, lines)| Labels::counted(dimension, lines));
        let rules = self.rules.list().iter().zip(self.judged);
        let detections = rules.map(|(rule, judged)| {
            let mut room = self.max_events;
            let matches = judged.matches.iter().map(|found| {
                let shown = self.found(rule, found, [&actors, &apps]);
                let listed = shown.events.len().min(room);
                room -= listed;
                MatchView {
                    events: shown.events.into_iter().take(listed).collect(),
                    ..shown
                }
            });
            let matches: Vec<MatchView> = matches.collect();
            DetectionView {
                rule: rule.head.id.clone(),
                title: rule.head.title.clone(),
                level: rule.head.level.as_str(),
                verdict: judged.verdict.as_str(),
                reason: judged.reason.clone(),
                count: matches.len(),
                suppressed: matches
                    .iter()
                    .filter(|one| one.suppressed.is_some())
                    .count(),
                description: rule.head.description.clone(),
                matches,
            }
        });
        DetectionsView {
            detections: detections.collect(),
        }
    }

    fn actors(&self) -> Vec<&crate::aggregate::PartyLine> {
        self.summary
            .actors
            .iter()
            .map(|actor| &actor.line)
            .collect()
    }

    fn apps(&self) -> Vec<&crate::aggregate::PartyLine> {
        self.summary.apps.iter().map(|app| &app.line).collect()
    }

    fn found(&self, rule: &Rule, found: &Match, [actors, apps]: [&Labels<'_>; 2]) -> MatchView {
        let id = &rule.head.id;
        let ids: Vec<Uuid> = found.events.iter().copied().map(Uuid::from_bytes).collect();
        let [actor, actor_id] = actors.shown(&found.actor);
        let [app, app_id] = apps.shown(&found.app);
        let asked = asked(id, found, &ids);
        let suppressed = self.policy.suppression(&asked, self.last_day);
        let suppressed = suppressed.map(|place| &self.policy.suppress[place]);
        let decided = self.policy.disposition(&asked);
        let decided = decided.map(|place| &self.policy.disposition[place]);
        MatchView {
            fingerprint: fingerprint(id, found),
            at: At(found.at),
            level: found.level.unwrap_or(rule.head.level).as_str(),
            actor,
            actor_id,
            app,
            app_id,
            scope: (!found.scope.is_empty()).then(|| found.scope.clone()),
            event_count: found.events.len() as u64 + found.unlisted,
            events: found.events.iter().copied().map(EventId).collect(),
            suppressed: suppressed.map(|entry| {
                Arc::new(SuppressedView {
                    reason: entry.reason.clone(),
                    owner: entry.owner.clone(),
                    until: entry.until.to_string(),
                })
            }),
            disposition: decided.map(|entry| {
                Arc::new(DecidedView {
                    disposition: entry.verdict.as_str(),
                    owner: entry.owner.clone(),
                    reviewer: entry.reviewer.clone(),
                    note: entry.note.clone(),
                })
            }),
        }
    }
}

/// A match as the policy is asked about it.
fn asked<'a>(rule: &'a str, found: &'a Match, events: &'a [Uuid]) -> policy::Match<'a> {
    policy::Match {
        rule,
        actor: [found.actor.id.as_deref(), found.actor.label.as_deref()],
        app: [found.app.id.as_deref(), found.app.label.as_deref()],
        events,
    }
}

/// The ids of the events of all matches, in order of rule and match.
#[must_use]
pub fn ids(judged: &[Judged]) -> Vec<Vec<Uuid>> {
    let matches = judged.iter().flat_map(|judged| &judged.matches);
    matches
        .map(|found| found.events.iter().copied().map(Uuid::from_bytes).collect())
        .collect()
}

/// All matches as the policy is asked about them; `ids` are those of their events.
#[must_use]
pub fn matches<'a>(
    rules: &'a Rules,
    judged: &'a [Judged],
    ids: &'a [Vec<Uuid>],
) -> Vec<policy::Match<'a>> {
    let rules = rules.list().iter().zip(judged);
    let found = rules.flat_map(|(rule, judged)| {
        let of = move |found| (rule.head.id.as_str(), found);
        judged.matches.iter().map(of)
    });
    let each = found.zip(ids);
    each.map(|((rule, found), ids)| asked(rule, found, ids))
        .collect()
}

/// What makes a match the same one in every period: rule, actor, app, and what else tells it from others; no day and no
/// event. The first bytes of the SHA-256 of these, each behind its length.
fn fingerprint(rule: &str, found: &Match) -> String {
    let key = |who: &Who| match (&who.id, &who.label) {
        (Some(id), _) => format!("id {}", id.to_lowercase()),
        (None, Some(label)) => format!("label {}", label.to_lowercase()),
        (None, None) => String::new(),
    };
    let parts = [
        rule.to_uppercase(),
        key(&found.actor),
        key(&found.app),
        found.scope.clone(),
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut text = String::with_capacity(2 * FINGERPRINT);
    for byte in hash.finalize().iter().take(FINGERPRINT) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
