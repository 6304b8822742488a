//! `%internal_domains%` and its like, filled from the policy.

use crate::pattern::Pattern;
use crate::policy::Policy;
use rsigma_parser::{Detection, DetectionItem, Modifier, SigmaRule, SigmaString, SigmaValue};

/// Values of a placeholder as Sigma writes them; `None` where the policy does not fill it.
fn values(name: &str, policy: &Policy) -> Option<Vec<String>> {
    fn globs(list: Option<&Vec<Pattern>>) -> Option<Vec<String>> {
        // Sigma has the same two wildcards, and no classes or braces.
        let glob = |pattern: &Pattern| {
            let text = pattern.text();
            (!text.contains(['[', '{', '\\'])).then(|| text.to_owned())
        };
        list?.iter().map(glob).collect()
    }
    match name {
        "internal_domains" => {
            let domains = policy.internal_domains.as_ref()?;
            Some(domains.iter().cloned().collect())
        }
        "service_accounts" => globs(policy.service_accounts.as_ref()),
        "protected_apps" => globs(policy.protected_apps.as_ref()),
        "known_networks" => {
            let networks = policy.known_networks.as_ref()?;
            Some(networks.iter().map(ToString::to_string).collect())
        }
        _ => None,
    }
}

/// The first placeholder of a text: where it begins and ends, and its name.
fn placeholder(text: &str) -> Option<(usize, usize, &str)> {
    let from = text.find('%')?;
    let len = text[from + 1..].find('%')?;
    let name = &text[from + 1..from + 1 + len];
    Some((from, from + len + 2, name))
}

/// The placeholders of an item that the policy does not fill.
pub(super) fn unfilled(item: &DetectionItem) -> Vec<String> {
    if !item.field.has_modifier(Modifier::Expand) {
        return Vec::new();
    }
    let texts = item.values.iter().filter_map(|value| match value {
        SigmaValue::String(text) => Some(text.original.as_str()),
        _ => None,
    });
    let names = texts.filter_map(|text| placeholder(text).map(|(_, _, name)| name.to_owned()));
    names.collect()
}

/// The rule with every placeholder that the policy fills in place of its name. Items with others keep their modifier.
pub(super) fn filled(rule: &SigmaRule, policy: &Policy) -> SigmaRule {
    let mut made = rule.clone();
    for detection in made.detection.named.values_mut() {
        fill(detection, policy);
    }
    made
}

fn fill(detection: &mut Detection, policy: &Policy) {
    match detection {
        Detection::AllOf(items) => items.iter_mut().for_each(|item| fill_item(item, policy)),
        Detection::AnyOf(list) | Detection::And(list) => {
            list.iter_mut().for_each(|one| fill(one, policy));
        }
        Detection::ArrayMatch { body, .. } => fill(body, policy),
        Detection::Conditional { named, .. } => {
            named.values_mut().for_each(|one| fill(one, policy));
        }
        Detection::Keywords(_) => {}
    }
}

fn fill_item(item: &mut DetectionItem, policy: &Policy) {
    if !item.field.has_modifier(Modifier::Expand) {
        return;
    }
    let mut made = Vec::new();
    for value in &item.values {
        let SigmaValue::String(text) = value else {
            made.push(value.clone());
            continue;
        };
        match placeholder(&text.original) {
            None => made.push(value.clone()),
            Some((from, to, name)) => {
                let Some(values) = values(name, policy) else {
                    return;
                };
                let [before, after] = [&text.original[..from], &text.original[to..]];
                made.extend(
                    values
                        .iter()
                        .map(|value| format!("{before}{value}{after}"))
                        .map(|text| SigmaValue::String(SigmaString::new(&text))),
                );
            }
        }
    }
    item.values = made;
    item.field
        .modifiers
        .retain(|modifier| *modifier != Modifier::Expand);
}
