//! What a control is about, and what of this trail is evidence for it, as `trailproof explain` tells it.

use super::{Control, Evidence, Framework, NotEvidenced};
use crate::pattern::Pattern;
use crate::view::controls::{ControlPage, EvidencePage};
use crate::view::section::Section;

/// The pages of a control, one for each framework that has its id, without regard to case.
#[must_use]
pub fn explained(frameworks: &[Framework], id: &str) -> Vec<ControlPage> {
    let page = |framework: &Framework| {
        let evidenced = framework
            .control(id)
            .map(|control| evidence(framework, control));
        evidenced.or_else(|| {
            framework
                .not_evidenced(id)
                .map(|entry| without(framework, entry))
        })
    };
    frameworks.iter().filter_map(page).collect()
}

fn evidence(framework: &Framework, control: &Control) -> ControlPage {
    let entry = |evidence: &Evidence| EvidencePage {
        strength: evidence.strength.as_str(),
        events: evidence
            .events
            .iter()
            .map(Pattern::text)
            .map(str::to_owned)
            .collect(),
        sections: evidence
            .sections
            .iter()
            .copied()
            .map(Section::as_str)
            .collect(),
        detections: evidence.detections.clone(),
        note: evidence.note.clone(),
    };
    ControlPage {
        title: Some(control.title.clone()),
        evidence: control.evidence.iter().map(entry).collect(),
        ..page(framework, &control.id)
    }
}

fn without(framework: &Framework, entry: &NotEvidenced) -> ControlPage {
    ControlPage {
        why: Some(entry.why.clone()),
        ..page(framework, &entry.id)
    }
}

fn page(framework: &Framework, id: &str) -> ControlPage {
    ControlPage {
        framework: framework.id.clone(),
        version: framework.version.clone(),
        source: framework.source.clone(),
        id: id.to_owned(),
        ..ControlPage::default()
    }
}
