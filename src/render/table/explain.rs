//! What codes mean, as text for people.

use super::TableOptions;
use super::grid::{Column, Shape, grid};
use super::page::Page;
use super::paint::{self, ALERT, BOLD, DIM, WARN, styled};
use crate::finding::{Code, Family, Severity, pages};

/// The pages of codes, or the list of all where none is named.
pub(in crate::render) fn explain(codes: &[Code], options: &TableOptions) -> String {
    let mut page = Page::new(options.width);
    if codes.is_empty() {
        list(&mut page);
    }
    for code in codes {
        page.gap();
        one(&mut page, *code);
    }
    paint::finish(&page.text(), options.color)
}

fn severity(severity: Severity) -> String {
    let style = match severity {
        Severity::Error => ALERT,
        Severity::Warning => WARN,
        Severity::Note => DIM,
    };
    styled(style, severity.as_str())
}

fn list(page: &mut Page) {
    let [mut codes, mut severities, mut titles] =
        [Shape::Extra, Shape::Extra, Shape::Name].map(Column::new);
    for family in Family::ALL {
        let heading = format!("{} {}", family.letter(), family.title());
        if family != Family::File {
            for column in [&mut codes, &mut severities, &mut titles] {
                column.push(String::new());
            }
        }
        codes.push(String::new());
        severities.push(String::new());
        titles.push(styled(BOLD, &heading));
        for code in Code::ALL.iter().filter(|code| code.family() == family) {
            codes.push(format!("  {code}"));
            severities.push(severity(code.severity()));
            titles.push(code.title().to_owned());
        }
    }
    grid(page, vec![codes, severities, titles]);
    page.gap();
    page.sentence(
        "",
        &styled(
            DIM,
            "trailproof explain CODE says what one means and how to act on it.",
        ),
    );
}

fn one(page: &mut Page, code: Code) {
    let text = pages::of(code);
    page.sentence(
        "",
        &format!(
            "{}  {}  {}",
            styled(BOLD, code.as_str()),
            severity(code.severity()),
            styled(BOLD, code.title())
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
