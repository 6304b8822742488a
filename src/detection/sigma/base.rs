//! One selection of events, and which names its events may have.

use super::bounds::{Bound, bounded, without_unused};
use super::facts::{OF_NAME, OF_PARTIES, of_name};
use rsigma_eval::{CompiledRule, JsonEvent, compile_rule, evaluate_rule};
use rsigma_parser::{DetectionItem, SigmaRule};

/// A selection of events.
#[derive(Debug, Clone)]
pub(super) struct Base {
    pub(super) rule: SigmaRule,
    /// Which names an event of it may have.
    names: Option<CompiledRule>,
    /// The same with the kind of its actor, and whether its app is protected.
    parties: Option<CompiledRule>,
}

/// Which events of a name a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// None.
    Nothing,
    /// Those of service accounts.
    OfServices,
    /// Those of protected apps.
    OfProtected,
    /// All.
    All,
}

impl Base {
    pub(super) fn new(rule: SigmaRule) -> Self {
        let rule = without_unused(rule);
        let over = |known: &[&[&str]]| {
            let unknown = |item: Option<&DetectionItem>| {
                let field = item.and_then(|item| item.field.name.as_deref());
                field.is_none_or(|field| !known.iter().any(|names| names.contains(&field)))
            };
            compile_rule(&bounded(&rule, Bound::Upper, &unknown)).ok()
        };
        Self {
            names: over(&[&OF_NAME]),
            parties: over(&[&OF_NAME, &OF_PARTIES]),
            rule,
        }
    }

    /// Which events of this name may be of it.
    pub(super) fn asks_for(&self, name: &str) -> Asks {
        let (Some(names), Some(parties)) = (&self.names, &self.parties) else {
            return Asks::All;
        };
        let may_be = |rule, kind: Option<&str>, protected: bool| {
            let event = of_name(name, kind, protected);
            evaluate_rule(rule, &JsonEvent::borrow(&event)).is_some()
        };
        if !may_be(names, None, false) {
            return Asks::Nothing;
        }
        let may = |kind: Option<&str>, protected: bool| may_be(parties, kind, protected);
        let kinds = [Some("service"), Some("person"), Some("external"), None];
        let [services, others @ ..] = kinds.map(|kind| [true, false].map(|is| may(kind, is)));
        let all = || others.into_iter().chain([services]);
        if !all().flatten().any(|may| may) {
            Asks::Nothing
        } else if !others.into_iter().flatten().any(|may| may) {
            Asks::OfServices
        } else if !all().any(|[_, unprotected]| unprotected) {
            Asks::OfProtected
        } else {
            Asks::All
        }
    }
}
