//! What a comparison must say, counted again by the plainest of means.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Sections with identities, and the member of an event that each is about.
pub const SECTIONS: [(&str, &str, &str, &str); 5] = [
    ("by_event", "event", "", ""),
    ("by_actor", "actor", "actor", "email"),
    ("by_app", "app", "app", "name"),
    ("by_team", "team", "team", "name"),
    ("by_ip", "ip", "request", "ip_address"),
];

/// The time of an event as it is written.
pub fn created_at(event: &[u8]) -> String {
    let event: Value = serde_json::from_slice(event).expect("an event");
    event["created_at"].as_str().expect("a time").to_owned()
}

/// An identity: id or null, label where there is no id or null.
type Key = (Option<String>, Option<String>);

/// Counts, and the latest label with its time.
#[derive(Default)]
struct Seen {
    count: u64,
    latest: Option<(String, String)>,
}

#[derive(Default)]
pub struct Recount {
    events: u64,
    sections: BTreeMap<&'static str, BTreeMap<Key, Seen>>,
    pairs: BTreeMap<(Key, String), u64>,
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn name(event: &Value) -> String {
    format!(
        "{}.{}",
        event["type"].as_str().expect("type"),
        event["action"].as_str().expect("action")
    )
}

/// Id and label of what a section is about in an event.
fn party(
    event: &Value,
    section: &str,
    member: &str,
    label: &str,
) -> (Option<String>, Option<String>) {
    match section {
        "by_event" => (None, Some(name(event))),
        "by_ip" => (None, text(&event[member][label])),
        _ => (text(&event[member]["id"]), text(&event[member][label])),
    }
}

impl Recount {
    pub fn of(events: &[Vec<u8>]) -> Self {
        let mut recount = Self::default();
        for event in events {
            let event: Value = serde_json::from_slice(event).expect("an event");
            recount.events += 1;
            for (section, _, member, label) in SECTIONS {
                let (id, label) = party(&event, section, member, label);
                let key = (id.clone(), if id.is_some() { None } else { label.clone() });
                if section == "by_actor" {
                    *recount
                        .pairs
                        .entry((key.clone(), name(&event)))
                        .or_default() += 1;
                }
                let rows = recount.sections.entry(section).or_default();
                let seen = rows.entry(key).or_default();
                seen.count += 1;
                let at = event["created_at"].as_str().expect("a time").to_owned();
                seen.latest = seen.latest.take().max(label.map(|label| (at, label)));
            }
        }
        recount
    }

    fn seen(&self, section: &str, key: &Key) -> (u64, Option<String>) {
        let seen = self.sections.get(section).and_then(|rows| rows.get(key));
        seen.map_or((0, None), |seen| {
            (seen.count, seen.latest.clone().map(|(_, label)| label))
        })
    }

    fn keys(&self, section: &str) -> BTreeSet<Key> {
        let rows = self.sections.get(section);
        rows.map(|rows| rows.keys().cloned().collect())
            .unwrap_or_default()
    }

    fn distinct(&self, section: &str) -> u64 {
        let named = |key: &&Key| **key != (None, None);
        self.keys(section).iter().filter(named).count() as u64
    }
}

/// A rate to nine decimals: reading JSON may lose the last bit.
fn rate(figure: f64) -> String {
    format!("{figure:.9}")
}

/// Every row of a section by its identity, without surprise: before, after, change, status, rates, labels.
pub fn expected(
    before: &Recount,
    after: &Recount,
    section: &str,
    days: (u64, u64),
) -> BTreeMap<String, Value> {
    let mut keys = before.keys(section);
    keys.extend(after.keys(section));
    let row = |key: Key| {
        let (b, before_label) = before.seen(section, &key);
        let (a, after_label) = after.seen(section, &key);
        let status = match (b, a) {
            (b, a) if b == a => "same",
            (0, _) => "added",
            (_, 0) => "removed",
            (b, a) if b < a => "increased",
            _ => "decreased",
        };
        let label = after_label.clone().or_else(|| before_label.clone());
        let row = json!({
            "label": label, "before": b, "after": a, "change": a as i64 - b as i64, "status": status,
            "rate_before": rate(b as f64 / days.0 as f64), "rate_after": rate(a as f64 / days.1 as f64),
        });
        (format!("{key:?}"), row)
    };
    keys.into_iter().map(row).collect()
}

/// The same of an output.
pub fn found(diff: &Value, section: &str, label: &str) -> BTreeMap<String, Value> {
    let rows = diff[section].as_array().expect("a section");
    let named = rows.iter().map(|row| {
        let id = text(&row["id"]);
        let key: Key = (
            id.clone(),
            if id.is_some() {
                None
            } else {
                text(&row[label])
            },
        );
        let mut found = json!({"label": row[label]});
        for member in [
            "before",
            "after",
            "change",
            "status",
            "rate_before",
            "rate_after",
        ] {
            let value = &row[member];
            let is_rate = member.starts_with("rate");
            found[member] = match value.as_f64().filter(|_| is_rate) {
                Some(figure) => rate(figure).into(),
                None => value.clone(),
            };
        }
        (format!("{key:?}"), found)
    });
    let found: BTreeMap<String, Value> = named.collect();
    assert_eq!(found.len(), rows.len(), "{section}: one row an identity");
    found
}

/// Pairs that only `after` has, with their counts.
pub fn new_pairs(before: &Recount, after: &Recount) -> BTreeMap<String, u64> {
    let new = after
        .pairs
        .iter()
        .filter(|(pair, _)| !before.pairs.contains_key(pair));
    new.map(|(pair, count)| (format!("{pair:?}"), *count))
        .collect()
}

/// The same of an output.
pub fn found_pairs(diff: &Value) -> BTreeMap<String, u64> {
    let rows = diff["new_pairs"].as_array().expect("pairs");
    let named = rows.iter().map(|row| {
        let id = text(&row["actor_id"]);
        let key: Key = (
            id.clone(),
            if id.is_some() {
                None
            } else {
                text(&row["actor"])
            },
        );
        let pair = (key, row["event"].as_str().expect("an event").to_owned());
        (format!("{pair:?}"), row["count"].as_u64().expect("a count"))
    });
    named.collect()
}

/// Totals that follow from the sections.
pub fn totals(before: &Recount, after: &Recount) -> Value {
    let total = |b: u64, a: u64| json!({"before": b, "after": a, "change": a as i64 - b as i64});
    let distinct = |section| total(before.distinct(section), after.distinct(section));
    json!({
        "events": total(before.events, after.events),
        "event_types": distinct("by_event"),
        "actors": distinct("by_actor"),
        "apps": distinct("by_app"),
        "teams": distinct("by_team"),
        "ip_addresses": distinct("by_ip"),
    })
}
