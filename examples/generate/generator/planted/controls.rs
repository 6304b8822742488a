//! What the controls of the frameworks must count.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::deed::Deed;

const FRAMEWORKS: [&str; 6] = [
    include_str!("../../../../frameworks/soc2.toml"),
    include_str!("../../../../frameworks/iso27001-2022.toml"),
    include_str!("../../../../frameworks/nist-800-53r5.toml"),
    include_str!("../../../../frameworks/pci-dss-4.0.1.toml"),
    include_str!("../../../../frameworks/hipaa.toml"),
    include_str!("../../../../frameworks/cis-v8.toml"),
];

/// The member `controls`.
pub fn truth(counted: &[&Deed]) -> Vec<Value> {
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    for deed in counted {
        *names.entry(deed.name.joined()).or_default() += 1;
    }
    let mut rows = Vec::new();
    for file in files() {
        rows.extend(list(&file, "control").map(|control| one(&file["id"], control, &names)));
    }
    rows
}

/// The member `not_evidenced`, which no archive changes.
pub fn not_evidenced() -> Vec<Value> {
    let mut rows = Vec::new();
    for file in files() {
        rows.extend(
            list(&file, "not_evidenced").map(
                |entry| json!({"framework": file["id"], "id": entry["id"], "why": entry["why"]}),
            ),
        );
    }
    rows
}

fn files() -> impl Iterator<Item = toml::Table> {
    FRAMEWORKS
        .iter()
        .map(|text| text.parse().unwrap_or_default())
}

fn list<'a>(table: &'a toml::Table, name: &str) -> impl Iterator<Item = &'a toml::Table> {
    let rows = table.get(name).and_then(toml::Value::as_array);
    rows.into_iter().flatten().filter_map(toml::Value::as_table)
}

fn one(framework: &toml::Value, control: &toml::Table, names: &BTreeMap<String, u64>) -> Value {
    let (mut patterns, mut sections, mut detections, mut notes) = (vec![], vec![], vec![], vec![]);
    let mut partial = true;
    for evidence in list(control, "evidence") {
        for (key, all) in [
            ("events", &mut patterns),
            ("sections", &mut sections),
            ("detections", &mut detections),
        ] {
            let values = evidence.get(key).and_then(toml::Value::as_array);
            for text in values.into_iter().flatten().filter_map(toml::Value::as_str) {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        }
        if let Some(note) = evidence.get("note").and_then(toml::Value::as_str)
            && !notes.contains(&note)
        {
            notes.push(note);
        }
        partial &= evidence["strength"].as_str() == Some("partial");
    }
    let mut found: Vec<(&String, u64)> = names
        .iter()
        .filter(|(name, _)| patterns.iter().any(|pattern| has(pattern, name)))
        .map(|(name, count)| (name, *count))
        .collect();
    found.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let evidence: Vec<Value> = found
        .iter()
        .map(|(event, count)| json!({"event": event, "count": count}))
        .collect();
    json!({
        "framework": framework, "id": control["id"], "title": control["title"],
        "strength": if partial { "partial" } else { "supports" },
        "events": found.iter().map(|(_, count)| count).sum::<u64>(), "evidence": evidence,
        "sections": sections, "detections": detections, "note": notes.join(" "),
    })
}

/// Whether a pattern with stars has a name.
fn has(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|left| {
            (0..=left.len())
                .filter(|place| left.is_char_boundary(*place))
                .any(|place| has(rest, &left[place..]))
        }),
    }
}
