//! Section `controls`: how many events of the period are evidence for which control.

use crate::framework::Framework;
use crate::view::controls::{ControlView, ControlsView, EvidenceView, NotEvidencedView};
use std::collections::{BTreeMap, BTreeSet};

/// The controls of the frameworks, with the events of the period that are evidence.
///
/// `by_event` has each event name of the period once, with its count. An event is evidence for a control when one
/// of the control's patterns has its name, and counts once, however many of them have it.
#[must_use]
pub fn controls(frameworks: &[Framework], by_event: &[(&str, u64)]) -> ControlsView {
    // Frameworks share their patterns, so each is held against the names once.
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut view = ControlsView::default();
    for framework in frameworks {
        for control in &framework.controls {
            let mut found = BTreeSet::new();
            for pattern in control.events() {
                let names = by_event.iter().enumerate();
                let has = || {
                    names
                        .filter(|(_, (name, _))| pattern.has(name))
                        .map(|(place, _)| place)
                };
                found.extend(
                    places
                        .entry(pattern.text())
                        .or_insert_with(|| has().collect())
                        .iter()
                        .copied(),
                );
            }
            let counted = found.into_iter().map(|place| by_event[place]);
            let mut evidence: Vec<_> = counted
                .filter(|(_, count)| *count > 0)
                .map(|(event, count)| EvidenceView {
                    event: event.to_owned(),
                    count,
                })
                .collect();
            evidence.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.event.cmp(&b.event)));
            view.controls.push(ControlView {
                framework: framework.id.clone(),
                id: control.id.clone(),
                title: control.title.clone(),
                strength: control.strength().as_str(),
                events: evidence.iter().map(|row| row.count).sum(),
                evidence,
                sections: control.sections(),
                detections: control
                    .detections()
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                note: control.note(),
            });
        }
        view.not_evidenced.extend(
            framework
                .not_evidenced
                .iter()
                .map(|entry| NotEvidencedView {
                    framework: framework.id.clone(),
                    id: entry.id.clone(),
                    why: entry.why.clone(),
                }),
        );
    }
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Reader;

    const FILE: &str = r#"
        schema = "trailproof.framework/v1"
        id = "ours"
        [[control]]
        id = "1"
        title = "Access"
        evidence = [
            {events = ["collaborator.*", "*.create"], sections = ["access"], strength = "partial", note = "One."},
            {events = ["collaborator.*"], detections = ["TP-D01"], strength = "supports", note = "Two."},
        ]
        [[control]]
        id = "2"
        title = "Spaces"
        evidence = [{events = ["space.*"], strength = "partial", note = "Few."}]
        [[not_evidenced]]
        id = "3"
        why = "It is not recorded."
    "#;

    #[test]
    fn an_event_counts_once_for_a_control_however_many_patterns_have_it() {
        let framework = Reader::default().read(FILE).expect("a framework");
        let names = [
            ("app.create", 5),
            ("collaborator.create", 2),
            ("collaborator.destroy", 5),
            ("team.update", 9),
        ];
        let view = controls(&[framework], &names);
        let first = &view.controls[0];
        assert_eq!((first.events, first.strength), (12, "supports"));
        let evidence: Vec<_> = first
            .evidence
            .iter()
            .map(|row| (row.event.as_str(), row.count))
            .collect();
        assert_eq!(
            evidence,
            [
                ("app.create", 5),
                ("collaborator.destroy", 5),
                ("collaborator.create", 2)
            ]
        );
        assert_eq!(first.note, "One. Two.");
        let second = &view.controls[1];
        assert_eq!(
            (second.events, second.evidence.len(), second.strength),
            (0, 0, "partial")
        );
        assert_eq!(view.not_evidenced[0].why, "It is not recorded.");
    }
}
