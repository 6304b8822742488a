//! Rules where something is not known: what surely matches, and what may.
//!
//! Sigma knows two answers. An item over a field that could not be read, or over a placeholder that the policy does
//! not fill, has none. So a rule is made into two: one in which such an item is held to be so as to match least, and
//! one in which it matches most. An event of the first is a match; one of the second alone may be.

use super::facts::NAME;
use rsigma_parser::{
    ConditionExpr, Detection, DetectionItem, FieldSpec, Modifier, SelectorPattern, SigmaRule,
    SigmaValue,
};
use std::collections::HashMap;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// What surely matches.
    Lower,
    /// What may match.
    Upper,
}

/// The rule with every item that is not known put to what the bound holds it to be. `unknown` is asked about items,
/// and with `None` about words that may stand anywhere.
pub(super) fn bounded(
    rule: &SigmaRule,
    bound: Bound,
    unknown: &dyn Fn(Option<&DetectionItem>) -> bool,
) -> SigmaRule {
    let mut walk = Walk {
        bound,
        unknown,
        old: &rule.detection.named,
        new: HashMap::new(),
        selectors: 0,
    };
    let conditions = rule.detection.conditions.iter();
    let conditions: Vec<ConditionExpr> = conditions.map(|one| walk.condition(one, true)).collect();
    let mut made = rule.clone();
    made.detection.condition_strings = conditions.iter().map(ToString::to_string).collect();
    made.detection.conditions = conditions;
    made.detection.named = walk.new;
    made
}

struct Walk<'a> {
    bound: Bound,
    unknown: &'a dyn Fn(Option<&DetectionItem>) -> bool,
    old: &'a HashMap<String, Detection>,
    new: HashMap<String, Detection>,
    selectors: usize,
}

impl Walk<'_> {
    /// `positive` says that more matches here make more matches of the rule.
    fn condition(&mut self, condition: &ConditionExpr, positive: bool) -> ConditionExpr {
        match condition {
            ConditionExpr::And(all) => ConditionExpr::And(
                all.iter()
                    .map(|one| self.condition(one, positive))
                    .collect(),
            ),
            ConditionExpr::Or(any) => ConditionExpr::Or(
                any.iter()
                    .map(|one| self.condition(one, positive))
                    .collect(),
            ),
            ConditionExpr::Not(one) => ConditionExpr::Not(Box::new(self.condition(one, !positive))),
            ConditionExpr::Identifier(name) => {
                let sign = if positive { 'p' } else { 'n' };
                ConditionExpr::Identifier(self.put(format!("{sign}_{name}"), name, positive))
            }
            ConditionExpr::Selector {
                quantifier,
                pattern,
            } => {
                self.selectors += 1;
                let prefix = format!("s{}_", self.selectors);
                let names = self.old.keys();
                let names: Vec<String> = names
                    .filter(|name| pattern.matches_detection_name(name))
                    .cloned()
                    .collect();
                for name in names {
                    self.put(format!("{prefix}{name}"), &name, positive);
                }
                ConditionExpr::Selector {
                    quantifier: quantifier.clone(),
                    pattern: SelectorPattern::Pattern(format!("{prefix}*")),
                }
            }
        }
    }

    /// Puts a selection in under a name of its own.
    fn put(&mut self, new: String, old: &str, positive: bool) -> String {
        if let Some(detection) = self.old.get(old) {
            let made = self.detection(detection, positive);
            self.new.insert(new.clone(), made);
        }
        new
    }

    fn detection(&self, detection: &Detection, positive: bool) -> Detection {
        let held = constant((self.bound == Bound::Upper) == positive);
        match detection {
            Detection::AllOf(items) => {
                let item = |item: &DetectionItem| {
                    let unknown = (self.unknown)(Some(item));
                    if unknown { held.clone() } else { item.clone() }
                };
                Detection::AllOf(items.iter().map(item).collect())
            }
            Detection::AnyOf(list) => Detection::AnyOf(
                list.iter()
                    .map(|one| self.detection(one, positive))
                    .collect(),
            ),
            Detection::And(list) => Detection::And(
                list.iter()
                    .map(|one| self.detection(one, positive))
                    .collect(),
            ),
            Detection::Keywords(_) if (self.unknown)(None) => Detection::AllOf(vec![held]),
            Detection::ArrayMatch { field, .. } if (self.unknown)(Some(&of_field(field))) => {
                Detection::AllOf(vec![held])
            }
            other => other.clone(),
        }
    }
}

/// An item that asks for nothing but a field: that of a block over the elements of an array, or of a correlation.
pub(super) fn of_field(field: &str) -> DetectionItem {
    DetectionItem {
        field: FieldSpec::new(Some(field.to_owned()), Vec::new()),
        values: Vec::new(),
    }
}

/// What always matches, or never: every event has a name.
fn constant(matches: bool) -> DetectionItem {
    DetectionItem {
        field: FieldSpec::new(Some(NAME.to_owned()), vec![Modifier::Exists]),
        values: vec![SigmaValue::Bool(matches)],
    }
}

/// The rule without selections that its conditions do not name: what they would need is not needed.
pub(super) fn without_unused(mut rule: SigmaRule) -> SigmaRule {
    fn names(condition: &ConditionExpr, name: &str) -> bool {
        match condition {
            ConditionExpr::And(all) | ConditionExpr::Or(all) => {
                all.iter().any(|one| names(one, name))
            }
            ConditionExpr::Not(one) => names(one, name),
            ConditionExpr::Identifier(own) => own == name,
            ConditionExpr::Selector { pattern, .. } => pattern.matches_detection_name(name),
        }
    }
    let conditions = &rule.detection.conditions;
    let used = |name: &String| conditions.iter().any(|one| names(one, name));
    rule.detection.named.retain(|name, _| used(name));
    rule
}

/// Calls `visit` with every item of a rule, in an order that its text alone gives; with `None` for words that may
/// stand anywhere.
pub(super) fn each_item<'a>(rule: &'a SigmaRule, visit: &mut dyn FnMut(Option<&'a DetectionItem>)) {
    let mut named: Vec<(&String, &Detection)> = rule.detection.named.iter().collect();
    named.sort_by_key(|(name, _)| *name);
    for (_, detection) in named {
        walk(detection, visit);
    }
}

fn walk<'a>(detection: &'a Detection, visit: &mut dyn FnMut(Option<&'a DetectionItem>)) {
    match detection {
        Detection::AllOf(items) => items.iter().for_each(|item| visit(Some(item))),
        Detection::AnyOf(list) | Detection::And(list) => {
            list.iter().for_each(|one| walk(one, visit));
        }
        Detection::Keywords(_) => visit(None),
        // What stands in it is about an element; its field is looked at on its own.
        Detection::ArrayMatch { .. } | Detection::Conditional { .. } => {}
    }
}

/// The fields of arrays that a rule opens.
pub(super) fn arrays(rule: &SigmaRule) -> Vec<&str> {
    fn walk<'a>(detection: &'a Detection, fields: &mut Vec<&'a str>) {
        match detection {
            Detection::AnyOf(list) | Detection::And(list) => {
                list.iter().for_each(|one| walk(one, fields));
            }
            Detection::ArrayMatch { field, .. } => fields.push(field),
            _ => {}
        }
    }
    let mut fields = Vec::new();
    rule.detection
        .named
        .values()
        .for_each(|one| walk(one, &mut fields));
    fields.sort_unstable();
    fields.dedup();
    fields
}
