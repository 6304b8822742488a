//! From the text of a framework file to a [`Framework`]. What is wrong is told with line and key.

use super::{Control, EMBEDDED, Evidence, Framework, NotEvidenced, Strength};
use crate::catalog::Catalog;
use crate::pattern::Pattern;
use crate::toml_text::TomlText;
use crate::view::section::Section;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The form that this program reads.
const SCHEMA: &str = "trailproof.framework/v1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: Spanned<String>,
    id: Spanned<String>,
    version: Option<String>,
    source: Option<String>,
    licence: Option<String>,
    #[serde(default)]
    control: Vec<ControlEntry>,
    #[serde(default)]
    not_evidenced: Vec<NotEvidencedEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlEntry {
    id: Spanned<String>,
    title: Spanned<String>,
    evidence: Spanned<Vec<Spanned<EvidenceEntry>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceEntry {
    #[serde(default)]
    events: Vec<Spanned<String>>,
    #[serde(default)]
    sections: Vec<Spanned<String>>,
    #[serde(default)]
    detections: Vec<Spanned<String>>,
    strength: Strength,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotEvidencedEntry {
    id: Spanned<String>,
    why: Spanned<String>,
}

/// Reads framework files. What several of them have in common, it understands once.
#[derive(Debug)]
pub struct Reader {
    /// Every event name of a built-in catalog.
    names: BTreeSet<String>,
    /// Patterns that have some of these names, by their text.
    patterns: BTreeMap<String, Pattern>,
}

impl Default for Reader {
    fn default() -> Self {
        let catalogs = Catalog::names().filter_map(Catalog::built_in);
        Self {
            names: catalogs.flat_map(|catalog| catalog.events).collect(),
            patterns: BTreeMap::new(),
        }
    }
}

/// The built-in frameworks, in the order of reports.
#[must_use]
pub fn built_in() -> Vec<Framework> {
    let mut reader = Reader::default();
    let texts = EMBEDDED.iter();
    // A test reads each of them.
    texts
        .filter_map(|(_, text)| reader.read(text).ok())
        .collect()
}

impl Reader {
    /// Reads the text of a framework file.
    ///
    /// # Errors
    /// A sentence with the line and the key of what is wrong first.
    pub fn read(&mut self, text: &str) -> Result<Framework, String> {
        let text = TomlText::new(text);
        let file: File = text.read()?;
        if file.schema.get_ref() != SCHEMA {
            let message = format!(
                "`{}` is not supported; write {SCHEMA}",
                file.schema.get_ref()
            );
            return Err(text.fault(&file.schema.span(), "schema", &message));
        }
        let mut ids = Ids {
            text,
            seen: BTreeMap::new(),
        };
        let id = said(text, "id", &file.id)?;
        let mut controls = Vec::new();
        for entry in file.control {
            controls.push(Control {
                id: ids.admit("control.id", &entry.id)?,
                title: said(text, "control.title", &entry.title)?,
                evidence: self.evidence(text, &entry.evidence)?,
            });
        }
        let mut not_evidenced = Vec::new();
        for entry in &file.not_evidenced {
            not_evidenced.push(NotEvidenced {
                id: ids.admit("not_evidenced.id", &entry.id)?,
                why: said(text, "not_evidenced.why", &entry.why)?,
            });
        }
        if controls.is_empty() && not_evidenced.is_empty() {
            return Err("no controls; write [[control]] with id, title and evidence, or [[not_evidenced]] with id and why".to_owned());
        }
        Ok(Framework {
            id,
            version: file.version,
            source: file.source,
            licence: file.licence,
            controls,
            not_evidenced,
        })
    }

    fn evidence(
        &mut self,
        text: TomlText<'_>,
        entries: &Spanned<Vec<Spanned<EvidenceEntry>>>,
    ) -> Result<Vec<Evidence>, String> {
        const KEY: &str = "control.evidence";
        if entries.get_ref().is_empty() {
            let message =
                "it is empty; a control without evidence belongs under [[not_evidenced]], with why";
            return Err(text.fault(&entries.span(), KEY, message));
        }
        let mut evidence: Vec<Evidence> = Vec::new();
        for spanned in entries.get_ref() {
            let entry = spanned.get_ref();
            if entry.events.is_empty() && entry.sections.is_empty() && entry.detections.is_empty() {
                let message = "it is empty; give events, sections or detections";
                return Err(text.fault(&spanned.span(), KEY, message));
            }
            let once =
                |key: &str, values: &[Spanned<String>]| once(text, &format!("{KEY}.{key}"), values);
            once("events", &entry.events)?;
            once("sections", &entry.sections)?;
            once("detections", &entry.detections)?;
            let mut events = Vec::new();
            for event in &entry.events {
                let pattern = self.pattern(event.get_ref());
                let pattern = pattern.map_err(|message| {
                    text.fault(&event.span(), "control.evidence.events", &message)
                })?;
                events.push(pattern);
            }
            let section = |name: &Spanned<String>| {
                Section::from_name(name.get_ref()).ok_or_else(|| {
                    let all = Section::ALL.map(Section::as_str).join(", ");
                    let message = format!(
                        "`{}` is not a section; the sections are {all}",
                        name.get_ref()
                    );
                    text.fault(&name.span(), "control.evidence.sections", &message)
                })
            };
            evidence.push(Evidence {
                events,
                sections: entry
                    .sections
                    .iter()
                    .map(section)
                    .collect::<Result<_, _>>()?,
                detections: entry
                    .detections
                    .iter()
                    .map(|rule| said(text, "control.evidence.detections", rule))
                    .collect::<Result<_, _>>()?,
                strength: entry.strength,
                note: entry.note.clone(),
            });
        }
        Ok(evidence)
    }

    fn pattern(&mut self, text: &str) -> Result<Pattern, String> {
        if let Some(known) = self.patterns.get(text) {
            return Ok(known.clone());
        }
        let pattern = Pattern::new(text).map_err(|reason| {
            format!("`{text}`: not a pattern: {reason}; write, for example, addon.* or *.create")
        })?;
        if !self.names.iter().any(|name| pattern.has(name)) {
            return Err(format!(
                "`{text}` matches no event of any built-in catalog; `trailproof catalog` lists them"
            ));
        }
        self.patterns.insert(text.to_owned(), pattern.clone());
        Ok(pattern)
    }
}

/// Ids of controls, each of which may stand in a file once: they are looked up without regard to case.
struct Ids<'a> {
    text: TomlText<'a>,
    /// The line of each.
    seen: BTreeMap<String, usize>,
}

impl Ids<'_> {
    fn admit(&mut self, key: &str, id: &Spanned<String>) -> Result<String, String> {
        let said = said(self.text, key, id)?;
        let line = self.text.line(&id.span());
        match self.seen.insert(said.to_ascii_lowercase(), line) {
            None => Ok(said),
            Some(first) => {
                let message = format!(
                    "`{said}` is listed in line {first} already; a framework lists each control once"
                );
                Err(self.text.fault(&id.span(), key, &message))
            }
        }
    }
}

/// A text that says something.
fn said(text: TomlText<'_>, key: &str, value: &Spanned<String>) -> Result<String, String> {
    let trimmed = value.get_ref().trim();
    if trimmed.is_empty() {
        return Err(text.fault(&value.span(), key, "is empty"));
    }
    Ok(trimmed.to_owned())
}

/// Whether each value of a list stands there once.
fn once(text: TomlText<'_>, key: &str, values: &[Spanned<String>]) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value.get_ref().to_ascii_lowercase()) {
            let message = format!("`{}` is given twice", value.get_ref());
            return Err(text.fault(&value.span(), key, &message));
        }
    }
    Ok(())
}
