//! The verdict as SARIF 2.1.0, for code scanning and review tools.
//!
//! An archive is the artefact, a finding a result in it. A place in a compressed document is no place
//! in the file, so only a plain document gives a region; everywhere else the place is in the message,
//! and as record and pointer in the logical location.

mod detections;

pub(super) use detections::detections;

use super::json::document;
use super::safe::sarif_text::{message, uri};
use super::{AlteredCells, RenderError};
use crate::view::validation::{FindingView, RuleView, RulesView, ValidationView};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// The log; members in the order in which people look for them.
#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Value; 1],
}

pub(super) fn verdict(
    view: &ValidationView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let mut driver = json!({
        "name": view.tool.name,
        "version": view.tool.version,
        "semanticVersion": view.tool.version,
        "rules": view.described.iter().map(rule).collect::<Value>(),
    });
    if !HOME.is_empty() {
        driver["informationUri"] = HOME.into();
    }
    let artifacts: Vec<Value> = view
        .archives
        .iter()
        .map(|archive| {
            json!({
                "location": {"uri": uri(&archive.archive.path)},
                "length": archive.archive.bytes,
                "hashes": hashes(&archive.archive.sha256),
                "properties": {"status": archive.status, "records": archive.archive.records},
            })
        })
        .collect();
    let places: BTreeMap<&str, (usize, bool)> = view
        .archives
        .iter()
        .enumerate()
        .map(|(at, a)| {
            (
                a.archive.path.as_str(),
                (at, a.archive.compression == "none"),
            )
        })
        .collect();
    let results: Vec<Value> = view
        .findings
        .iter()
        .map(|finding| result(view, finding, places.get(finding.archive.as_str()).copied()))
        .collect();
    let ledger: Map<String, Value> = view
        .ledger
        .entries()
        .iter()
        .map(|(name, n)| ((*name).to_owned(), (*n).into()))
        .collect();
    let mut properties =
        json!({"catalog": view.catalog, "ledger": ledger, "summary": view.summary});
    if let Some(path) = &view.configuration {
        properties["configuration"] = path.as_str().into();
    }
    let run = json!({
        "tool": {"driver": driver},
        "invocations": [{
            "executionSuccessful": view.archives.iter().all(|archive| archive.error.is_none()),
            "toolConfigurationNotifications": unevaluated(&view.rules),
        }],
        "artifacts": artifacts,
        "results": results,
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

fn rule(page: &RuleView) -> Value {
    let text = format!(
        "{} {}\n\nExample: {}\n\n{}",
        page.meaning, page.why, page.example, page.act
    );
    let markdown = format!(
        "{}\n\n**Why it matters.** {}\n\n**Example.**\n\n```\n{}\n```\n\n**What to do.** {}",
        page.meaning, page.why, page.example, page.act
    );
    json!({
        "id": page.code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.meaning},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": page.severity},
        "properties": {"family": page.family},
    })
}

fn hashes(sha256: &str) -> Value {
    if sha256.is_empty() {
        json!({})
    } else {
        json!({"sha-256": sha256})
    }
}

fn unevaluated(rules: &RulesView) -> Value {
    let notification = |rule: &crate::view::validation::UnevaluatedView| {
        let how = match rule.partly {
            true => "was not evaluated for every archive",
            false => "was not evaluated",
        };
        json!({
            "level": "note",
            "message": {"text": message(&format!("{} {how}: {}", rule.code, rule.reason))},
            "associatedRule": {"id": rule.code},
        })
    };
    rules.not_evaluated.iter().map(notification).collect()
}

fn result(view: &ValidationView, finding: &FindingView, archive: Option<(usize, bool)>) -> Value {
    let mut location = json!({"artifactLocation": {"uri": uri(&finding.archive)}});
    if let Some((index, plain)) = archive {
        location["artifactLocation"]["index"] = index.into();
        if let (true, Some(offset)) = (plain, finding.offset) {
            location["region"] = json!({"byteOffset": offset, "byteLength": 0});
        }
    }
    let mut place = json!({"physicalLocation": location});
    if let Some(index) = finding.index {
        let pointer = finding.pointer.as_deref().unwrap_or_default();
        place["logicalLocations"] = json!([{
            "fullyQualifiedName": format!("{index}{pointer}"),
            "kind": "element",
        }]);
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": message(&finding.message)},
        "locations": [place],
        "partialFingerprints": {"trailproof/v1": fingerprint(finding)},
        "occurrenceCount": finding.count,
        "properties": {
            "event_id": finding.event_id,
            "index": finding.index,
            "offset": finding.offset,
            "pointer": finding.pointer,
        },
    });
    let place = view
        .described
        .iter()
        .position(|rule| rule.code == finding.code);
    if let Some(place) = place {
        result["ruleIndex"] = place.into();
    }
    if let Some(why) = &finding.suppressed {
        result["suppressions"] = json!([{"kind": "external", "justification": why.reason}]);
    }
    result
}

/// What makes a finding the same one in the next run: rule, event and member, not the path of the file
/// nor the place in it. Findings without an event go by what they say.
fn fingerprint(finding: &FindingView) -> String {
    let of = match &finding.event_id {
        Some(id) => format!("{id}{}", finding.pointer.as_deref().unwrap_or_default()),
        None => format!("{:?}/{}", finding.index, finding.message),
    };
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in finding.code.bytes().chain(of.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}
