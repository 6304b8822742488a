//! Frameworks of controls: which events, sections and detections are evidence for which control, and which controls
//! this trail cannot evidence. Data, embedded or in a file of the user's own in the same form.
//!
//! Only identifiers and words of our own: the texts of ISO, PCI, CIS and AICPA may not be copied.

mod explain;
mod read;

use crate::pattern::Pattern;
use crate::view::section::Section;
pub use explain::explained;
pub use read::{Reader, built_in};
use serde::Deserialize;

/// The frameworks that are built in, in the order in which reports show them.
const EMBEDDED: [(&str, &str); 6] = [
    ("soc2", include_str!("../../frameworks/soc2.toml")),
    (
        "iso27001-2022",
        include_str!("../../frameworks/iso27001-2022.toml"),
    ),
    (
        "nist-800-53r5",
        include_str!("../../frameworks/nist-800-53r5.toml"),
    ),
    (
        "pci-dss-4.0.1",
        include_str!("../../frameworks/pci-dss-4.0.1.toml"),
    ),
    ("hipaa", include_str!("../../frameworks/hipaa.toml")),
    ("cis-v8", include_str!("../../frameworks/cis-v8.toml")),
];

/// A framework, as far as an audit trail has to do with it.
#[derive(Debug, Clone)]
pub struct Framework {
    /// Its name, such as `soc2`.
    pub id: String,
    /// Which edition of it, where the file says so.
    pub version: Option<String>,
    /// Who publishes it, and as what, where the file says so.
    pub source: Option<String>,
    /// What of it stands here, and under which terms, where the file says so.
    pub licence: Option<String>,
    /// Controls that the trail is evidence for.
    pub controls: Vec<Control>,
    /// Controls that it cannot evidence.
    pub not_evidenced: Vec<NotEvidenced>,
}

/// A control that the trail is evidence for.
#[derive(Debug, Clone)]
pub struct Control {
    /// Its id in the framework.
    pub id: String,
    /// What it is about, in our own words.
    pub title: String,
    /// What is evidence for it; one entry at least.
    pub evidence: Vec<Evidence>,
}

/// What is evidence for a control, and how far it goes.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Patterns over `type.action`, each of which has some name of a built-in catalog.
    pub events: Vec<Pattern>,
    /// Sections of the report.
    pub sections: Vec<Section>,
    /// Ids of rules of detection.
    pub detections: Vec<String>,
    /// How far it goes.
    pub strength: Strength,
    /// The same in a sentence.
    pub note: String,
}

/// How far evidence goes. The weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// It shows a part of what the control asks about.
    Partial,
    /// It is evidence for what the control asks about.
    Supports,
}

/// A control that the trail cannot evidence.
#[derive(Debug, Clone)]
pub struct NotEvidenced {
    /// Its id in the framework.
    pub id: String,
    /// Why not.
    pub why: String,
}

impl Framework {
    /// Names of the built-in frameworks, in the order of reports.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name)
    }

    /// The text of the built-in framework of that name, a file like any other.
    #[must_use]
    pub fn text(name: &str) -> Option<&'static str> {
        let found = EMBEDDED.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }

    /// Whether it has a control of that id, evidenced or not, without regard to case.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.control(id).is_some() || self.not_evidenced(id).is_some()
    }

    /// The control of that id, without regard to case.
    #[must_use]
    pub fn control(&self, id: &str) -> Option<&Control> {
        let same = |control: &&Control| control.id.eq_ignore_ascii_case(id);
        self.controls.iter().find(same)
    }

    /// The entry of a control that it cannot evidence, without regard to case.
    #[must_use]
    pub fn not_evidenced(&self, id: &str) -> Option<&NotEvidenced> {
        let same = |entry: &&NotEvidenced| entry.id.eq_ignore_ascii_case(id);
        self.not_evidenced.iter().find(same)
    }
}

impl Control {
    /// Its strongest evidence: what is partly shown by one kind of event may be shown by another.
    #[must_use]
    pub fn strength(&self) -> Strength {
        let strengths = self.evidence.iter().map(|evidence| evidence.strength);
        strengths.max().unwrap_or(Strength::Partial)
    }

    /// The notes of its evidence, each once.
    #[must_use]
    pub fn note(&self) -> String {
        distinct(self.evidence.iter().map(|evidence| evidence.note.as_str())).join(" ")
    }

    /// Patterns over event names, each once.
    #[must_use]
    pub fn events(&self) -> Vec<&Pattern> {
        distinct(self.evidence.iter().flat_map(|evidence| &evidence.events))
    }

    /// Sections of the report that are evidence, each once.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let sections = self.evidence.iter().flat_map(|evidence| &evidence.sections);
        distinct(sections.copied())
    }

    /// Ids of the rules of detection, each once.
    #[must_use]
    pub fn detections(&self) -> Vec<&str> {
        let rules = self
            .evidence
            .iter()
            .flat_map(|evidence| &evidence.detections);
        distinct(rules.map(String::as_str))
    }
}

impl Strength {
    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Partial => "partial",
            Self::Supports => "supports",
        }
    }
}

/// Each thing once, in the order of its first place.
fn distinct<T: PartialEq>(things: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for thing in things {
        if !once.contains(&thing) {
            once.push(thing);
        }
    }
    once
}

#[cfg(test)]
mod tests;
