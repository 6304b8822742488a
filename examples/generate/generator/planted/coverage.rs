//! What the section of coverage must say.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::calendar::Month;
use super::deed::Deed;

const CATALOG: &str = include_str!("../../../../src/catalog/2019-09.json");

/// The members that depend on the archives. Months before 2024-04 have the catalog of 2019-09.
pub fn truth(counted: &[&Deed], months: &[Month]) -> Value {
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    for deed in counted {
        *names.entry(deed.name.joined()).or_default() += 1;
    }
    let catalog: Value = serde_json::from_str(CATALOG).unwrap_or_default();
    let mut events: Vec<&str> = catalog["events"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    events.sort_unstable();
    let recorded: Vec<Value> = events
        .iter()
        .map(|event| json!({"event": event, "count": names.get(*event).copied().unwrap_or_default()}))
        .collect();
    let mut missing = Vec::new();
    for pair in months.windows(2) {
        let mut month = pair[0].next();
        while month < pair[1] {
            missing.push(month.to_string());
            month = month.next();
        }
    }
    json!({
        "recorded": recorded,
        "months": months.iter().map(Month::to_string).collect::<Vec<_>>(),
        "missing": missing,
    })
}
