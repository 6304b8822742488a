//! How an event stands to a selection, evaluated once for each combination of what its fields say.

use super::base::Base;
use super::bounds::{Bound, arrays, bounded, each_item, of_field};
use super::codes::{Code, Codes, Field};
use super::facts::{Facts, Lack};
use super::placeholders;
use crate::policy::Policy;
use hashbrown::HashMap;
use rsigma_eval::{CompiledRule, JsonEvent, compile_rule, evaluate_rule};
use rsigma_parser::{DetectionItem, Modifier, SigmaRule, SigmaValue};
use std::rc::Rc;

/// Most combinations that are kept, so that a rule over fields that are different in every event takes no memory for
/// each.
const MOST_KNOWN: usize = 65_536;

/// How an event stands to a selection.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stands {
    No,
    Yes,
    /// It is of it if what is lacking says so.
    Maybe(Rc<[Lack]>),
}

/// A selection made ready for a policy.
pub(super) struct Selection {
    rule: SigmaRule,
    plain: Option<CompiledRule>,
    /// Both bounds, by what is not known.
    bounds: HashMap<Vec<bool>, [Option<CompiledRule>; 2]>,
    /// The fields that it names and that are made of few things.
    fields: Vec<Field>,
    /// Whether those are all that it looks at.
    whole: bool,
    /// What came of their combinations; `None` where it depends on what else the selection looks at.
    known: HashMap<Box<[Code]>, Option<Stands>>,
    /// The combination of the event at hand.
    said: Vec<Code>,
}

impl Selection {
    pub(super) fn new(base: &Base, policy: &Policy) -> Self {
        let rule = placeholders::filled(&base.rule, policy);
        let mut fields = Vec::new();
        let mut whole = arrays(&rule).is_empty();
        let mut add = |name: &str| match Field::named(name) {
            Some(field) if fields.contains(&field) => {}
            Some(field) => fields.push(field),
            None => whole = false,
        };
        let mut words = false;
        each_item(&rule, &mut |item| {
            let Some(item) = item else {
                words = true;
                return;
            };
            // An item without a field is a word.
            add(item.field.name.as_deref().unwrap_or_default());
            if item.field.has_modifier(Modifier::FieldRef) {
                for value in &item.values {
                    if let SigmaValue::String(text) = value {
                        add(&text.original);
                    }
                }
            }
        });
        Self {
            plain: compile_rule(&rule).ok(),
            rule,
            bounds: HashMap::new(),
            fields,
            whole: whole && !words,
            known: HashMap::new(),
            said: Vec::new(),
        }
    }

    /// How an event, at its place among the events, stands to the selection.
    pub(super) fn stands(&mut self, codes: &mut Codes, place: u32, facts: &Facts<'_>) -> Stands {
        let mut said = std::mem::take(&mut self.said);
        said.clear();
        said.extend(
            self.fields
                .iter()
                .map(|field| codes.of(*field, facts, place)),
        );
        let stands = match self.known.get(said.as_slice()) {
            Some(Some(stands)) => stands.clone(),
            Some(None) => self.evaluated(facts),
            None => {
                let known = match self.whole {
                    true => Some(self.evaluated(facts)),
                    false => (!self.may_be(facts)).then_some(Stands::No),
                };
                let stands = known.clone().unwrap_or_else(|| self.evaluated(facts));
                if self.known.len() < MOST_KNOWN {
                    self.known.insert(said.as_slice().into(), known);
                }
                stands
            }
        };
        debug_assert_eq!(stands, self.evaluated(facts), "{:?}", self.rule.title);
        self.said = said;
        stands
    }

    /// The same without what was found before.
    fn evaluated(&mut self, facts: &Facts<'_>) -> Stands {
        let mut lacks = Vec::new();
        let unknown = self.unknown(|item| {
            let lack = facts.lacking(item);
            let lacks_it = lack.is_some();
            lacks.extend(lack);
            lacks_it
        });
        if lacks.is_empty() {
            return match has(self.plain.as_ref(), facts) {
                true => Stands::Yes,
                false => Stands::No,
            };
        }
        let [lower, upper] = self.bound(unknown, |item| facts.lacking(item).is_some());
        if has(lower.as_ref(), facts) {
            Stands::Yes
        } else if has(upper.as_ref(), facts) {
            Stands::Maybe(lacks.into())
        } else {
            Stands::No
        }
    }

    /// Whether an event may be of it, as far as the fields tell that are made of few things.
    fn may_be(&mut self, facts: &Facts<'_>) -> bool {
        let open = |item: Option<&DetectionItem>| {
            let field = item.and_then(|item| item.field.name.as_deref());
            let refers = item.is_some_and(|item| item.field.has_modifier(Modifier::FieldRef));
            let told = field.and_then(Field::named).filter(|_| !refers);
            told.is_none() || facts.lacking(item).is_some()
        };
        let unknown = self.unknown(open);
        let [_, upper] = self.bound(unknown, open);
        has(upper.as_ref(), facts)
    }

    /// What is not known, item by item.
    fn unknown(&self, mut is: impl FnMut(Option<&DetectionItem>) -> bool) -> Vec<bool> {
        let mut unknown = Vec::new();
        each_item(&self.rule, &mut |item| unknown.push(is(item)));
        let arrays = arrays(&self.rule).into_iter();
        unknown.extend(arrays.map(|array| is(Some(&of_field(array)))));
        unknown
    }

    fn bound(
        &mut self,
        unknown: Vec<bool>,
        is: impl Fn(Option<&DetectionItem>) -> bool,
    ) -> &[Option<CompiledRule>; 2] {
        let rule = &self.rule;
        self.bounds.entry(unknown).or_insert_with(|| {
            [Bound::Lower, Bound::Upper].map(|bound| compile_rule(&bounded(rule, bound, &is)).ok())
        })
    }
}

fn has(rule: Option<&CompiledRule>, facts: &Facts<'_>) -> bool {
    rule.is_some_and(|rule| evaluate_rule(rule, &JsonEvent::borrow(facts.json())).is_some())
}
