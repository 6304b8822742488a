//! What codes mean, as text for people.

use super::TableOptions;
use super::grid::{Column, Shape, grid};
use super::page::Page;
use super::paint::{self, ALERT, BOLD, DIM, WARN, styled};
use crate::view::validation::RuleView;

/// The pages of rules.
pub(in crate::render) fn explain(rules: &[RuleView], options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    for rule in rules {
        page.gap();
        one(&mut page, rule);
    }
    paint::finish(&page.text(), options.color)
}

fn severity(severity: &str) -> String {
    let style = match severity {
        "error" => ALERT,
        "warning" => WARN,
        _ => DIM,
    };
    styled(style, severity)
}

/// The list of all rules.
pub(in crate::render) fn explained(rules: &[RuleView], options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    let [mut codes, mut severities, mut titles] =
        [Shape::Extra, Shape::Extra, Shape::Name].map(Column::new);
    for family in rules.chunk_by(|one, next| one.family == next.family) {
        if family[0].code != rules[0].code {
            for column in [&mut codes, &mut severities, &mut titles] {
                column.push(String::new());
            }
        }
        codes.push(String::new());
        severities.push(String::new());
        let heading = format!("{:.1} {}", family[0].code, family[0].family);
        titles.push(styled(BOLD, &heading));
        for rule in family {
            codes.push(format!("  {}", rule.code));
            severities.push(severity(rule.severity));
            titles.push(rule.title.to_owned());
        }
    }
    grid(&mut page, vec![codes, severities, titles]);
    page.gap();
    page.sentence(
        "",
        &styled(
            DIM,
            "trailproof explain CODE says what one means and how to act on it.",
        ),
    );
    paint::finish(&page.text(), options.color)
}

fn one(page: &mut Page, text: &RuleView) {
    page.sentence(
        "",
        &format!(
            "{}  {}  {}",
            styled(BOLD, text.code),
            severity(text.severity),
            styled(BOLD, text.title)
        ),
    );
    for (heading, text) in [
        ("Meaning", text.meaning),
        ("Why it matters", text.why),
        ("Example", text.example),
        ("What to do", text.act),
    ] {
        page.gap();
        page.line(&styled(DIM, heading));
        if heading == "Example" {
            for line in text.lines() {
                page.line(&format!("  {line}"));
            }
        } else {
            page.sentence("  ", text);
        }
    }
}
