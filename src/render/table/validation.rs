//! The verdict as text for people.

use super::page::Page;
use super::paint::{self, ALERT, BOLD, DIM, GOOD, WARN, styled};
use super::{TableOptions, fact, figures, plain};
use crate::render::figures::{counted, thousands};
use crate::render::outline::Mood;
use crate::render::safe::terminal::visible;
use crate::render::validation::outline::{Group, Outline, Rule};
use crate::view::validation::ValidationView;

/// The verdict as lines of text.
pub(in crate::render) fn verdict(view: &ValidationView, options: &TableOptions) -> String {
    let outline = Outline::of(view);
    let mut page = Page::new(options.width);
    let (style, sign) = mark(outline.mood);
    page.sentence(
        &format!("{} ", styled(style, sign)),
        &styled(BOLD, &outline.headline),
    );
    page.gap();
    for (name, phrase) in &outline.facts {
        page.sentence(&fact(name), &plain(phrase));
    }
    let ledger = view.ledger.entries().map(|(name, n)| (n, name));
    figures(&mut page, "Ledger", &ledger, &[" =", " +", " +", " +"]);
    for archive in &outline.archives {
        group(&mut page, archive);
    }
    if !outline.clean.is_empty() {
        page.gap();
        for archive in &outline.clean {
            let records = counted(archive.archive.records, "record", "records");
            let path = page.fitted(&visible(&archive.archive.path), 26);
            let status = styled(DIM, &format!("valid · {records}"));
            page.line(&format!("{} {path}  {status}", styled(GOOD, "✓")));
        }
    }
    aside(&mut page, &outline);
    page.gap();
    page.line(&styled(DIM, "For the ticket:"));
    // One line, however long: it is to be copied.
    page.line(&plain(&outline.closing));
    paint::finish(&page.text(), options.color)
}

fn mark(mood: Mood) -> (char, &'static str) {
    match mood {
        Mood::Alarm => (ALERT, "✗"),
        Mood::Warning => (WARN, "!"),
        Mood::Good => (GOOD, "✓"),
    }
}

fn group(page: &mut Page, group: &Group<'_>) {
    page.gap();
    let (style, sign) = mark(group.mood);
    let status = styled(DIM, &group.status);
    let path = page.fitted(&visible(group.path), 4 + group.status.chars().count());
    page.line(&format!(
        "{} {}  {status}",
        styled(style, sign),
        styled(BOLD, &path)
    ));
    if let Some(error) = group.error {
        page.sentence("  ", &visible(error));
    }
    for each in &group.rules {
        rule(page, each);
    }
}

fn rule(page: &mut Page, rule: &Rule<'_>) {
    let style = match (rule.suppressed, rule.severity) {
        (Some(_), _) | (None, "note") => DIM,
        (None, "error") => ALERT,
        (None, _) => WARN,
    };
    let head = format!(
        "  {} {}  ",
        styled(style, &format!("{:<7}", rule.severity)),
        rule.code
    );
    let times = if rule.count > 1 {
        format!(" ×{}", thousands(rule.count))
    } else {
        String::new()
    };
    page.sentence(&head, &format!("{}{times}", rule.title));
    let indent = " ".repeat(15);
    for (place, message) in &rule.places {
        let place = visible(place);
        let colon = if place.is_empty() { "" } else { ": " };
        let text = format!("{place}{colon}{}", plain(message));
        page.hanging(
            &format!("{indent}· "),
            &format!("{indent}  "),
            text.split(' '),
        );
    }
    if rule.more > 0 {
        let more = format!("{indent}· and {} more", thousands(rule.more));
        page.line(&styled(DIM, &more));
    }
    match rule.suppressed {
        Some(reason) => page.sentence(
            &indent,
            &styled(DIM, &format!("set aside: {}", visible(reason))),
        ),
        None => page.sentence(&format!("{indent}→ "), rule.act),
    }
}

fn aside(page: &mut Page, outline: &Outline<'_>) {
    if !outline.not_evaluated.is_empty() {
        page.gap();
        page.line(&styled(BOLD, "Not evaluated"));
        for (codes, reason) in &outline.not_evaluated {
            page.sentence(&format!("  {codes}: "), reason);
        }
    }
    if !outline.ignored.is_empty() {
        page.gap();
        page.line(&styled(BOLD, "Set aside"));
        for phrase in &outline.ignored {
            page.sentence("  ", &plain(phrase));
        }
    }
}
