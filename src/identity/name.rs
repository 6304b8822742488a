//! A name, and the one rule of what makes two names mean the same.

use super::Dimension;
use crate::json::Text;
use std::borrow::Cow;
use std::sync::Arc;
use uuid::Uuid;

/// A name as events write it: an id and a label (for an event name, type and action), either of
/// which may be missing. Names are ordered by id, then label; what is missing comes first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Name {
    /// Id, a UUID in lower case; or `type` of an event name.
    pub id: Option<Arc<str>>,
    /// Label, or `action` of an event name; for addresses the address.
    pub label: Option<Arc<str>>,
}

/// What makes two names mean the same. An id never equals a label with the same text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Identity {
    Id(Arc<str>),
    Label(Arc<str>),
}

impl Name {
    /// The name that an event bears in a dimension. The empty string is absence, and a UUID is the
    /// same in any letter case.
    pub(super) fn of(
        dimension: Dimension,
        id: Option<&Text<'_>>,
        label: Option<&Text<'_>>,
    ) -> Self {
        let [id, label] = [id, label].map(|text| text.map(Text::text));
        if dimension == Dimension::Event {
            let [id, label] = [id, label].map(|text| text.map(Arc::from));
            return Self { id, label };
        }
        let present = |text: &Cow<'_, str>| !text.is_empty();
        Self {
            id: id.filter(present).map(|id| Arc::from(lower_uuid(id))),
            label: label.filter(present).map(Arc::from),
        }
    }

    /// The event name `type.action` of a pair of type and action.
    #[must_use]
    pub fn event(&self) -> String {
        format!(
            "{}.{}",
            self.id.as_deref().unwrap_or_default(),
            self.label.as_deref().unwrap_or_default()
        )
    }

    /// What it means: its id, else its label; `None` for the name that is none.
    pub(super) fn identity(&self, dimension: Dimension) -> Option<Identity> {
        match (dimension, &self.id, &self.label) {
            (_, None, None) => None,
            (Dimension::Event, _, _) => Some(Identity::Label(self.event().into())),
            (_, Some(id), _) => Some(Identity::Id(Arc::clone(id))),
            (_, None, Some(label)) => Some(Identity::Label(match dimension.label_key(label) {
                Cow::Borrowed(_) => Arc::clone(label),
                Cow::Owned(key) => key.into(),
            })),
        }
    }
}

/// An id with its UUID, if it is one, in lower case.
fn lower_uuid(id: Cow<'_, str>) -> Cow<'_, str> {
    const HYPHENATED: usize = 36;
    let is_uuid = id.len() == HYPHENATED && Uuid::try_parse(&id).is_ok();
    if is_uuid && id.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return id.to_ascii_lowercase().into();
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(dimension: Dimension, id: &str, label: &str) -> Name {
        let text = |raw: &'static str| Text {
            raw: raw.as_bytes(),
            digest: 0,
        };
        let [id, label] = [id, label].map(|raw| text(raw.to_owned().leak()));
        Name::of(dimension, Some(&id), Some(&label))
    }

    #[test]
    fn a_uuid_is_one_id_in_any_case_and_an_empty_string_is_absence() {
        let upper = "ABCDEF01-89AB-CDEF-0123-456789ABCDEF";
        let lower = upper.to_ascii_lowercase();
        for dimension in [Dimension::Actor, Dimension::App, Dimension::Account] {
            let made = name(dimension, upper, "");
            assert_eq!((made.id.as_deref(), made.label), (Some(&*lower), None));
            assert_eq!(name(dimension, "", "").identity(dimension), None);
            assert_eq!(
                name(dimension, "Not-A-UUID", "").id.as_deref(),
                Some("Not-A-UUID")
            );
        }
        assert_eq!(name(Dimension::Event, "", "x").event(), ".x");
    }

    #[test]
    fn without_an_id_the_label_is_the_identity_and_e_mails_have_no_case() {
        let same = |dimension: Dimension| {
            let [one, other] = ["Ann@x", "ann@X"].map(|label| name(dimension, "", label));
            one.identity(dimension) == other.identity(dimension)
        };
        assert!(same(Dimension::Actor));
        assert!(!same(Dimension::App));
        let [id, label] = [("ann@x", ""), ("", "ann@x")]
            .map(|(id, label)| name(Dimension::Actor, id, label).identity(Dimension::Actor));
        assert_ne!(id, label);
    }
}
