//! `[[policy.suppress]]` and `[[policy.disposition]]`.

use super::{LONGEST, Reader, pattern};
use crate::pattern::Pattern;
use crate::policy::{Concern, Disposition, Suppression, Verdict};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::value::Value;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Suppress {
    rule: Spanned<String>,
    actor: Option<Spanned<String>>,
    app: Option<Spanned<String>>,
    event_id: Option<Spanned<String>>,
    reason: Spanned<String>,
    owner: Spanned<String>,
    until: Spanned<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dispose {
    event_id: Option<Spanned<String>>,
    rule: Option<Spanned<String>>,
    actor: Option<Spanned<String>>,
    disposition: Spanned<String>,
    owner: Spanned<String>,
    reviewer: Option<Spanned<String>>,
    note: Option<String>,
}

impl Reader<'_> {
    pub(super) fn suppressions(
        self,
        entries: &[Spanned<Suppress>],
        remarks: &mut Vec<String>,
    ) -> Result<Vec<Suppression>, String> {
        const KEY: &str = "suppress";
        let mut lines = BTreeMap::new();
        let mut read: Vec<Suppression> = Vec::new();
        for spanned in entries {
            let entry = spanned.get_ref();
            let suppression = Suppression {
                rule: self.said("suppress.rule", &entry.rule)?,
                actor: self.optional("suppress.actor", entry.actor.as_ref())?,
                app: self.optional("suppress.app", entry.app.as_ref())?,
                event_id: entry
                    .event_id
                    .as_ref()
                    .map(|id| self.uuid("suppress.event_id", id))
                    .transpose()?,
                reason: self.said("suppress.reason", &entry.reason)?,
                owner: self.said("suppress.owner", &entry.owner)?,
                until: self.day("suppress.until", &entry.until)?,
                line: self.0.line(&entry.rule.span()),
            };
            let text = |pattern: &Option<Pattern>| {
                pattern
                    .as_ref()
                    .map(|pattern| pattern.text().to_lowercase())
            };
            let normal = (
                suppression.rule.to_ascii_lowercase(),
                text(&suppression.actor),
                text(&suppression.app),
                suppression.event_id,
            );
            self.once(KEY, &entry.rule, normal, &mut lines)?;
            // The first entry that has a match gives its reason, so a later one may never be told.
            let wider = read
                .iter()
                .find(|earlier| entries.len() <= LONGEST && earlier.covers(&suppression));
            if let Some(earlier) = wider {
                let message = format!(
                    "is already covered by the entry in line {}, whose reason applies",
                    earlier.line
                );
                remarks.push(self.fault(KEY, &entry.rule, &message));
            }
            read.push(suppression);
        }
        Ok(read)
    }

    pub(super) fn dispositions(
        self,
        entries: &[Spanned<Dispose>],
    ) -> Result<Vec<Disposition>, String> {
        const KEY: &str = "disposition";
        let mut lines = BTreeMap::new();
        let mut read = Vec::new();
        for spanned in entries {
            let entry = spanned.get_ref();
            let concern = match (&entry.event_id, &entry.rule, &entry.actor) {
                (Some(id), None, None) => Concern::Event(self.uuid("disposition.event_id", id)?),
                (None, Some(rule), Some(actor)) => Concern::Rule(
                    self.said("disposition.rule", rule)?,
                    pattern(actor.get_ref())
                        .map_err(|message| self.fault("disposition.actor", actor, &message))?,
                ),
                _ => {
                    let message = "give event_id alone, or rule and actor, to state which detections it is about";
                    return Err(self.fault(KEY, &entry.disposition, message));
                }
            };
            let named = |verdict: &Verdict| verdict.as_str() == entry.disposition.get_ref();
            let verdict = Verdict::ALL.into_iter().find(named).ok_or_else(|| {
                let all = Verdict::ALL.map(Verdict::as_str).join(", ");
                let message = format!(
                    "`{}` is not a disposition; the dispositions are {all}",
                    entry.disposition.get_ref()
                );
                self.fault("disposition.disposition", &entry.disposition, &message)
            })?;
            let owner = self.said("disposition.owner", &entry.owner)?;
            let reviewer = entry.reviewer.as_ref();
            let reviewer = reviewer
                .map(|reviewer| self.said("disposition.reviewer", reviewer))
                .transpose()?;
            match (&reviewer, &entry.reviewer) {
                (Some(reviewer), Some(place))
                    if reviewer.to_lowercase() == owner.to_lowercase() =>
                {
                    let message = format!(
                        "`{reviewer}` is the owner; a decision is reviewed by another person"
                    );
                    return Err(self.fault("disposition.reviewer", place, &message));
                }
                (None, _) if verdict != Verdict::Open => {
                    let message = "has no reviewer; name one other than the owner, or use the disposition open";
                    return Err(self.fault(KEY, &entry.disposition, message));
                }
                _ => {}
            }
            let normal = match &concern {
                Concern::Event(id) => (id.to_string(), String::new()),
                Concern::Rule(rule, actor) => {
                    (rule.to_ascii_lowercase(), actor.text().to_lowercase())
                }
            };
            self.once(KEY, &entry.disposition, normal, &mut lines)?;
            read.push(Disposition {
                concern,
                verdict,
                owner,
                reviewer,
                note: entry.note.clone(),
                line: self.0.line(&entry.disposition.span()),
            });
        }
        Ok(read)
    }

    fn optional(
        self,
        key: &str,
        value: Option<&Spanned<String>>,
    ) -> Result<Option<Pattern>, String> {
        let read = |value: &Spanned<String>| {
            pattern(value.get_ref()).map_err(|message| self.fault(key, value, &message))
        };
        value.map(read).transpose()
    }

    fn uuid(self, key: &str, value: &Spanned<String>) -> Result<Uuid, String> {
        let hyphenated = |text: &str| {
            (text.len() == 36)
                .then(|| Uuid::try_parse(text).ok())
                .flatten()
        };
        hyphenated(value.get_ref()).ok_or_else(|| {
            let message = format!(
                "`{}` is not the id of an event; ids are UUIDs",
                value.get_ref()
            );
            self.fault(key, value, &message)
        })
    }
}
