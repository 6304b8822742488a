//! The verdict as GitHub-flavoured Markdown.

use super::outline::{Group, Outline};
use crate::render::figures::thousands;
use crate::render::markdown::Page;
use crate::render::outline::{Mood, Phrase};
use crate::render::safe::markdown_text::code;
use crate::view::validation::ValidationView;

pub(super) fn verdict(view: &ValidationView) -> String {
    let outline = Outline::of(view);
    let mut page = Page::default();
    page.block(["# Validation of audit-trail archives".to_owned()]);
    page.block([format!("{} **{}**", sign(outline.mood), outline.headline)]);
    let facts = outline.facts.iter();
    page.block(facts.map(|(name, phrase)| format!("- **{name}:** {}", safe(phrase))));
    let columns: Vec<_> = view
        .ledger
        .entries()
        .map(|(name, _)| (name.to_owned(), true))
        .to_vec();
    page.table(
        &columns,
        [view.ledger.entries().map(|(_, n)| thousands(n)).to_vec()],
    );
    for each in &outline.archives {
        group(&mut page, each);
    }
    if !outline.clean.is_empty() {
        page.block(["## Nothing to say".to_owned()]);
        let paths = outline.clean.iter();
        page.block(paths.map(|a| format!("- {}", code(&a.archive.path))));
    }
    if !outline.not_evaluated.is_empty() {
        page.block(["## Not evaluated".to_owned()]);
        let rules = outline.not_evaluated.iter();
        page.block(rules.map(|(codes, reason)| format!("- {codes}: {}", code(reason))));
    }
    if !outline.ignored.is_empty() {
        page.block(["## Set aside".to_owned()]);
        page.block(
            outline
                .ignored
                .iter()
                .map(|phrase| format!("- {}", safe(phrase))),
        );
    }
    page.block([safe(&outline.closing)]);
    page.0
}

fn sign(mood: Mood) -> &'static str {
    match mood {
        Mood::Alarm => "❌",
        Mood::Warning => "⚠️",
        Mood::Good => "✅",
    }
}

fn safe(phrase: &Phrase) -> String {
    phrase.render(code)
}

fn group(page: &mut Page, group: &Group<'_>) {
    page.block([format!(
        "## {} {} ({})",
        sign(group.mood),
        code(group.path),
        group.status
    )]);
    if let Some(error) = group.error {
        page.block([code(error)]);
    }
    let columns = [
        "Severity",
        "Code",
        "Meaning",
        "Times",
        "Where and what",
        "What to do",
    ]
    .map(|head| (head.to_owned(), head == "Times"));
    let rows = group.rules.iter().map(|rule| {
        let mut places: Vec<String> = rule
            .places
            .iter()
            .map(|(place, message)| {
                let colon = if place.is_empty() { "" } else { ": " };
                format!("{}{colon}{}", code(place), safe(message))
            })
            .collect();
        if rule.more > 0 {
            places.push(format!("and {} more", thousands(rule.more)));
        }
        let act = match rule.suppressed {
            Some(reason) => format!("set aside: {}", code(reason)),
            None => rule.act.to_owned(),
        };
        let cells = [rule.severity, rule.code, rule.title].map(str::to_owned);
        let mut cells = cells.to_vec();
        cells.extend([thousands(rule.count), places.join("<br>"), act]);
        cells
    });
    page.table(&columns, rows);
}
