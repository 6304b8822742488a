//! Detections as SARIF 2.1.0: a rule with its verdict, a match a result, for the inboxes of code scanning.

use super::{HOME, Log, SCHEMA, hashes};
use crate::render::json::document;
use crate::render::safe::sarif_text::{message, uri};
use crate::render::{AlteredCells, RenderError};
use crate::view::ArchiveView;
use crate::view::detections::{DetectionView, MatchView};
use crate::view::report::{BodyView, ReportView};
use serde_json::{Value, json};
use std::io::Write;

pub(in crate::render) fn detections(
    view: &ReportView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let sections = match &view.body {
        BodyView::Sections(sections) => sections.compliance.detections.as_ref(),
        BodyView::Cross(_) => None,
    };
    let rules = sections.map_or(&[][..], |view| &view.detections);
    let head = &view.head;
    let mut driver = json!({
        "name": head.tool.name,
        "version": head.tool.version,
        "semanticVersion": head.tool.version,
        "rules": rules.iter().map(rule).collect::<Value>(),
    });
    if !HOME.is_empty() {
        driver["informationUri"] = HOME.into();
    }
    let artifacts = head.archives.iter().map(|archive| {
        json!({
            "location": {"uri": uri(&archive.path)},
            "length": archive.bytes,
            "hashes": hashes(&archive.sha256),
            "properties": {"records": archive.records},
        })
    });
    let results = rules.iter().enumerate().flat_map(|(place, rule)| {
        let matches = rule.matches.iter();
        matches.map(move |found| result(view, place, rule, found))
    });
    let untold = rules.iter().filter(|rule| rule.verdict == "indeterminate");
    let untold = untold.map(|rule| {
        let reason = rule.reason.as_deref().unwrap_or_default();
        json!({
            "level": "note",
            "message": {"text": message(&format!("{} is indeterminate: {reason}", rule.rule))},
            "associatedRule": {"id": message(&rule.rule)},
        })
    });
    let mut properties = json!({"period": head.period});
    if let Some(under) = &head.pseudonyms {
        properties["pseudonyms"] = json!(under);
    }
    let run = json!({
        "tool": {"driver": driver},
        "invocations": [{
            "executionSuccessful": head.incomplete.is_empty(),
            "toolConfigurationNotifications": untold.collect::<Value>(),
        }],
        "artifacts": artifacts.collect::<Value>(),
        "results": results.collect::<Value>(),
        "columnKind": "unicodeCodePoints",
        "properties": properties,
    });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    document(&log, out)
}

/// SARIF has three levels, code scanning a score beside them.
fn level(level: &str) -> (&'static str, &'static str) {
    match level {
        "critical" => ("error", "9.5"),
        "high" => ("error", "8.0"),
        "medium" => ("warning", "5.5"),
        "low" => ("note", "3.0"),
        _ => ("note", "0.0"),
    }
}

fn rule(rule: &DetectionView) -> Value {
    let (level, score) = level(rule.level);
    let description = match rule.description.as_str() {
        "" => &rule.title,
        description => description,
    };
    json!({
        "id": message(&rule.rule),
        "shortDescription": {"text": message(&rule.title)},
        "fullDescription": {"text": message(description)},
        "help": {"text": message(description)},
        "defaultConfiguration": {"level": level},
        "properties": {
            "level": rule.level,
            "verdict": rule.verdict,
            "reason": rule.reason,
            "security-severity": score,
            "tags": ["security"],
        },
    })
}

fn result(view: &ReportView, place: usize, rule: &DetectionView, found: &MatchView) -> Value {
    let by = found.actor.as_deref().or(found.actor_id.as_deref());
    let on = found.app.as_deref().or(found.app_id.as_deref());
    let mut text = rule.title.clone();
    for (word, name) in [("by", by), ("on", on), ("for", found.scope.as_deref())] {
        if let Some(name) = name {
            text.push_str(&format!(" {word} {name}"));
        }
    }
    let events = match found.event_count {
        1 => "one event".to_owned(),
        n => format!("{n} events"),
    };
    text.push_str(&format!(", {events}, last at {}", found.at));
    let mut logical = Vec::new();
    logical.extend(on.map(|name| json!({"fullyQualifiedName": message(name), "kind": "module"})));
    let mut location = json!({"logicalLocations": logical});
    if let Some((index, archive)) = archive_of(&view.head.archives, &found.at.to_string()) {
        location["physicalLocation"] =
            json!({"artifactLocation": {"uri": uri(&archive.path), "index": index}});
    }
    let mut result = json!({
        "ruleId": message(&rule.rule),
        "ruleIndex": place,
        "level": level(found.level).0,
        "message": {"text": message(&text)},
        "locations": [location],
        "partialFingerprints": {"trailproof/v1": found.fingerprint},
        "properties": {
            "at": found.at,
            "level": found.level,
            "actor": found.actor,
            "actor_id": found.actor_id,
            "app": found.app,
            "app_id": found.app_id,
            "event_count": found.event_count,
            "events": found.events,
        },
    });
    if let Some(why) = &found.suppressed {
        let text = format!("{} ({}, until {})", why.reason, why.owner, why.until);
        result["suppressions"] = json!([{"kind": "external", "justification": message(&text)}]);
    }
    result
}

/// The archive that a match is shown in. Which one an event came from is not kept, so it is the first one whose events
/// begin before and end behind the last event of the match, as they do in one archive a month and account.
fn archive_of<'a>(archives: &'a [ArchiveView], at: &str) -> Option<(usize, &'a ArchiveView)> {
    let holds = |archive: &&ArchiveView| {
        let begins = archive.first_at.as_deref().is_some_and(|first| first <= at);
        begins && archive.last_at.as_deref().is_some_and(|last| at <= last)
    };
    let place = archives.iter().position(|archive| holds(&archive));
    let place = place.unwrap_or_default();
    Some((place, archives.get(place)?))
}
