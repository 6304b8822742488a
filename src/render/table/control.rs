//! Controls of frameworks, as text for people.

use super::TableOptions;
use super::page::Page;
use super::paint::{self, BOLD, DIM, styled};
use crate::render::safe::terminal::visible;
use crate::view::controls::{ControlPage, EvidencePage};

/// The pages of controls.
pub(in crate::render) fn controls(controls: &[ControlPage], options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    for control in controls {
        page.gap();
        one(&mut page, control);
    }
    paint::finish(&page.text(), options.color)
}

fn one(page: &mut Page, control: &ControlPage) {
    let title = control
        .title
        .as_deref()
        .unwrap_or("not evidenced by this trail");
    let [id, framework, title] = [&control.id, &control.framework, title].map(visible);
    page.sentence(
        "",
        &format!(
            "{}  {framework}  {}",
            styled(BOLD, &id),
            styled(BOLD, &title)
        ),
    );
    let source = [&control.source, &control.version].into_iter().flatten();
    let source: Vec<_> = source.map(|text| visible(text)).collect();
    if !source.is_empty() {
        page.sentence("", &styled(DIM, &source.join(", ")));
    }
    if let Some(why) = &control.why {
        page.gap();
        page.line(&styled(DIM, "Why not"));
        page.sentence("  ", &visible(why));
    }
    for entry in &control.evidence {
        evidence(page, entry);
    }
}

fn evidence(page: &mut Page, entry: &EvidencePage) {
    page.gap();
    page.line(&styled(
        DIM,
        &format!("Evidence for it ({})", entry.strength),
    ));
    let sections: Vec<_> = entry
        .sections
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    for (name, values) in [
        ("events", &entry.events),
        ("sections", &sections),
        ("detections", &entry.detections),
    ] {
        if !values.is_empty() {
            page.sentence(&format!("  {name:<10}  "), &visible(&values.join(", ")));
        }
    }
    if !entry.note.is_empty() {
        page.sentence("  ", &visible(&entry.note));
    }
}
