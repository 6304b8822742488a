//! From the text of a file to rules. A hostile file ends in a sentence.

use super::bounds::{arrays, each_item};
use super::facts::{is_field, names};
use super::windows::Window;
use super::{Base, Part, Sigma};
use crate::detection::cases::Case;
use crate::detection::head::{Head, Needs, Own};
use crate::detection::level::Level;
use rsigma_parser::{
    CorrelationCondition, CorrelationRule, CorrelationType, Modifier, SigmaCollection, SigmaRule,
    WindowMode, parse_sigma_yaml,
};
use std::collections::{BTreeMap, HashMap};
use yaml_serde::Value as Yaml;

/// Most values, keys included, of a file: what is beyond is no rule that a person wrote.
const MOST_VALUES: usize = 20_000;

/// Characters of what the parser says that are shown.
const LONGEST_SENTENCE: usize = 240;

/// A rule with its tests.
pub(crate) type Read = (Head, Sigma, Vec<Case>);

/// What a document is, before rules are put together.
struct Document<'a> {
    title: &'a str,
    /// What correlations may call it.
    names: [Option<&'a str>; 2],
    level: Option<rsigma_parser::Level>,
    description: &'a str,
    false_positives: &'a [String],
    attributes: &'a HashMap<String, Yaml>,
}

impl<'a> Document<'a> {
    fn of_rule(rule: &'a SigmaRule) -> Self {
        Self {
            title: &rule.title,
            names: [rule.id.as_deref(), rule.name.as_deref()],
            level: rule.level,
            description: rule.description.as_deref().unwrap_or_default(),
            false_positives: &rule.falsepositives,
            attributes: &rule.custom_attributes,
        }
    }

    fn of_correlation(rule: &'a CorrelationRule) -> Self {
        Self {
            title: &rule.title,
            names: [rule.id.as_deref(), rule.name.as_deref()],
            level: rule.level,
            description: rule.description.as_deref().unwrap_or_default(),
            false_positives: &rule.falsepositives,
            attributes: &rule.custom_attributes,
        }
    }

    fn level(&self) -> Level {
        match self.level {
            Some(rsigma_parser::Level::Informational) => Level::Informational,
            Some(rsigma_parser::Level::Low) => Level::Low,
            Some(rsigma_parser::Level::High) => Level::High,
            Some(rsigma_parser::Level::Critical) => Level::Critical,
            Some(rsigma_parser::Level::Medium) | None => Level::Medium,
        }
    }

    /// Head and tests.
    fn head(&self, place: &Place<'_>) -> Result<(Head, Vec<Case>), String> {
        let own = match self.attributes.get("trailproof") {
            Some(own) => yaml_serde::from_value::<Own>(own.clone())
                .map_err(|error| place.fault("trailproof", &format!("trailproof: {error}")))?,
            None => Own::default(),
        };
        let tests = match self.attributes.get("tests") {
            Some(tests) => yaml_serde::from_value::<Vec<Case>>(tests.clone())
                .map_err(|error| place.fault("tests", &format!("tests: {error}")))?,
            None => Vec::new(),
        };
        let id = own.id.as_deref().or(self.names[0]).or(self.names[1]);
        let Some(id) = id.filter(|id| !id.trim().is_empty()) else {
            let what = format!("the rule `{}` has no id; write id: with a UUID", self.title);
            return Err(place.fault(self.title, &what));
        };
        let head = Head {
            id: id.trim().to_owned(),
            title: self.title.to_owned(),
            level: self.level(),
            description: self.description.trim().to_owned(),
            controls: own.controls,
            parameters: own.parameters,
            false_positives: self.false_positives.to_vec(),
            needs: Needs {
                events: Vec::new(),
                ..own.needs
            },
        };
        Ok((head, tests))
    }
}

/// Tells the line of what is wrong.
struct Place<'t> {
    text: &'t str,
}

impl Place<'_> {
    /// A sentence with the line where something first stands.
    fn fault(&self, what: &str, sentence: &str) -> String {
        let line = self.text.lines().position(|line| line.contains(what));
        match line.filter(|_| !what.is_empty()) {
            Some(line) => format!("line {}: {sentence}", line + 1),
            None => sentence.to_owned(),
        }
    }
}

/// Reads the rules of a file, in the order of the file.
///
/// # Errors
/// A sentence, with the line where that can be told.
pub(crate) fn read(text: &str) -> Result<Vec<Read>, String> {
    bounded(text)?;
    read_own(text)
}

/// The same for a file of this project, which holds what it should.
///
/// # Errors
/// As for [`read`].
pub(crate) fn read_own(text: &str) -> Result<Vec<Read>, String> {
    let place = Place { text };
    let collection = parse_sigma_yaml(text).map_err(|error| located(&error.to_string(), &place))?;
    if let Some(error) = collection.errors.first() {
        return Err(located(error, &place));
    }
    if let Some(filter) = collection.filters.first() {
        let what = "Sigma filters are not supported; write `and not` in the condition of the rule";
        return Err(place.fault(&filter.title, what));
    }
    for rule in &collection.rules {
        check(rule, &place)?;
    }
    assemble(&collection, &place)
}

/// Refuses what would take long before anything looks at it closely: depth, aliases that multiply, and mere number.
pub(crate) fn bounded(text: &str) -> Result<(), String> {
    use serde::Deserialize;
    fn count(value: &Yaml) -> usize {
        match value {
            Yaml::Sequence(list) => 1 + list.iter().map(count).sum::<usize>(),
            Yaml::Mapping(map) => {
                let both = map.iter().map(|(key, value)| count(key) + count(value));
                1 + both.sum::<usize>()
            }
            Yaml::Tagged(tagged) => 1 + count(&tagged.value),
            _ => 1,
        }
    }
    let mut values = 0;
    let mut documents = 0;
    for document in yaml_serde::Deserializer::from_str(text) {
        let value = Yaml::deserialize(document).map_err(|error| format!("not YAML: {error}"))?;
        documents += usize::from(!value.is_null());
        values += count(&value);
        if values > MOST_VALUES {
            return Err(format!(
                "more than {MOST_VALUES} values, the most that a file of rules may have; split the file"
            ));
        }
    }
    if documents == 0 {
        return Err("it contains no rules".to_owned());
    }
    Ok(())
}

/// What the parser says, with its line in front where it knows one.
fn located(message: &str, place: &Place<'_>) -> String {
    let (message, more) = match message.char_indices().nth(LONGEST_SENTENCE) {
        Some((end, _)) => (&message[..end], " …"),
        None => (message, ""),
    };
    format!("{}{more}", in_line(message, place))
}

fn in_line(message: &str, place: &Place<'_>) -> String {
    let quoted = message.split(['\'', '`', '"']).nth(1).unwrap_or_default();
    if message.contains(" at line ") || quoted.is_empty() {
        return message.to_owned();
    }
    place.fault(quoted, message)
}

/// Whether a rule asks for what there is.
fn check(rule: &SigmaRule, place: &Place<'_>) -> Result<(), String> {
    let source = &rule.logsource;
    let ours = |value: Option<&str>, own: &str| value.is_none_or(|value| value == own);
    if !ours(source.product.as_deref(), "heroku")
        || !ours(source.service.as_deref(), "audit_trail")
        || source.category.is_some()
    {
        let what = "the rule is for another log source; write logsource: {product: heroku, service: audit_trail}";
        return Err(place.fault("logsource", what));
    }
    if rule.detection.timeframe.is_some() {
        let what = "timeframe is no longer part of Sigma; write a correlation";
        return Err(place.fault("timeframe", what));
    }
    let mut wrong: Option<String> = None;
    let mut field = |name: &str| {
        if !is_field(name) && wrong.is_none() {
            let mut near: Vec<&str> = names().collect();
            near.retain(|known| known.split('.').next() == name.split('.').next());
            let meant = match near.is_empty() {
                true => "data.… and those that `trailproof rules list --help` lists".to_owned(),
                false => near.join(", "),
            };
            wrong = Some(place.fault(
                name,
                &format!("there is no field `{name}`; the fields are {meant}"),
            ));
        }
    };
    each_item(rule, &mut |item| {
        if let Some(item) = item {
            if let Some(name) = &item.field.name {
                field(name);
            }
            if item.field.has_modifier(Modifier::FieldRef) {
                for value in &item.values {
                    if let rsigma_parser::SigmaValue::String(text) = value {
                        field(&text.original);
                    }
                }
            }
        }
    });
    arrays(rule).into_iter().for_each(&mut field);
    match wrong {
        Some(sentence) => Err(sentence),
        None => rsigma_eval::compile_rule(rule)
            .map(drop)
            .map_err(|error| place.fault(&rule.title, &error.to_string())),
    }
}

/// Puts correlations and the rules that they name together.
fn assemble(collection: &SigmaCollection, place: &Place<'_>) -> Result<Vec<Read>, String> {
    let bases: Vec<Document<'_>> = collection.rules.iter().map(Document::of_rule).collect();
    let mut named = vec![false; bases.len()];
    let mut made: BTreeMap<usize, Read> = BTreeMap::new();
    for (order, correlation) in collection.correlations.iter().enumerate() {
        let document = Document::of_correlation(correlation);
        let (head, tests) = document.head(place)?;
        let mut rules = Vec::new();
        for name in &correlation.rules {
            let base = bases
                .iter()
                .position(|base| base.names.contains(&Some(name)));
            let Some(base) = base else {
                let what = format!(
                    "there is no rule `{name}` in this file; a correlation counts events of rules in the same file"
                );
                return Err(place.fault(name, &what));
            };
            named[base] |= !correlation.generate;
            rules.push(base);
        }
        let window = window(correlation, rules, place)?;
        let level = head.level;
        match made.values_mut().find(|(other, ..)| other.id == head.id) {
            Some((_, sigma, _)) => sigma.parts.push(Part::Window(level, window)),
            None => {
                let sigma = Sigma {
                    bases: collection.rules.iter().cloned().map(Base::new).collect(),
                    parts: vec![Part::Window(level, window)],
                };
                made.insert(order, (head, sigma, tests));
            }
        }
    }
    let mut all: Vec<Read> = made.into_values().collect();
    for (rule, document) in collection.rules.iter().zip(&bases) {
        let place_of = all.len();
        if named.get(
            bases
                .iter()
                .position(|one| std::ptr::eq(one, document))
                .unwrap_or(place_of),
        ) == Some(&true)
        {
            continue;
        }
        let (head, tests) = document.head(place)?;
        let sigma = Sigma {
            parts: vec![Part::Event(0)],
            bases: vec![Base::new(rule.clone())],
        };
        all.push((head, sigma, tests));
    }
    if all.is_empty() {
        return Err("it contains no rules".to_owned());
    }
    Ok(all)
}

fn window(
    correlation: &CorrelationRule,
    rules: Vec<usize>,
    place: &Place<'_>,
) -> Result<Window, String> {
    use CorrelationType::{EventCount, Temporal, TemporalOrdered, ValueCount};
    let kind = correlation.correlation_type;
    let refused = |what: String| Err(place.fault("correlation", &what));
    if !matches!(kind, EventCount | ValueCount | Temporal | TemporalOrdered) {
        return refused(format!(
            "the type {} is not supported; the types are event_count, value_count, temporal and temporal_ordered",
            kind.as_str()
        ));
    }
    if correlation.window != WindowMode::Sliding {
        return refused("only sliding windows are supported; leave `window` out".to_owned());
    }
    let (predicates, field) = match &correlation.condition {
        CorrelationCondition::Threshold {
            predicates, field, ..
        } => (predicates.clone(), field.clone().unwrap_or_default()),
        CorrelationCondition::Extended(_) => {
            return refused("an extended condition is not supported; write a threshold such as gte, or leave `condition` out".to_owned());
        }
    };
    let group_by = rules.iter().enumerate().map(|(nth, _)| {
        let own = |field: &String| {
            let alias = correlation
                .aliases
                .iter()
                .find(|alias| alias.alias == *field);
            let name = correlation.rules.get(nth);
            alias
                .zip(name)
                .and_then(|(alias, name)| alias.mapping.get(name))
                .unwrap_or(field)
                .clone()
        };
        correlation.group_by.iter().map(own).collect::<Vec<_>>()
    });
    let window = Window {
        kind,
        group_by: group_by.collect(),
        rules,
        field,
        seconds: correlation.timespan.seconds,
        predicates,
    };
    let fields = window.group_by.iter().flatten().chain(&window.field);
    for field in fields {
        if !is_field(field) {
            return Err(place.fault(
                field,
                &format!("there is no field `{field}`; `trailproof rules list --help` lists them"),
            ));
        }
    }
    Ok(window)
}
