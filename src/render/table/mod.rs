//! The report as text for people: a terminal, or a file that is read in one.

mod archives;
pub(super) mod catalog;
mod control;
mod diff;
mod explain;
mod grid;
pub(super) mod list;
mod lists;
mod page;
mod paint;
mod times;
mod validation;

pub(super) use control::controls;
pub(super) use explain::{explain, explained};
pub(super) use validation::verdict;

use super::figures::{counted, thousands};
use super::outline::{Mood, Notice, Outline, Phrase, TOO_LOW};
use super::safe::terminal::visible;
use crate::view::report::ReportView;
use page::Page;
use paint::{ALERT, BOLD, DIM, GOOD, WARN, styled};

pub(super) use diff::diff;

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// Columns of the terminal: everything fits them, long names shortened in the middle. `None`, for what does not
    /// go to a terminal: nothing is shortened.
    pub width: Option<u16>,
    /// Whether to use colour.
    pub color: bool,
}

/// The report as lines of text.
pub(super) fn report(view: &ReportView, options: &TableOptions) -> String {
    let outline = Outline::of(view);
    let mut page = Page::new(options.width);
    head(&mut page, &outline);
    if let Some(calendar) = &outline.calendar {
        times::calendar(&mut page, calendar);
    }
    match outline.lists.as_slice() {
        [list] if !list.bars => lists::cross(&mut page, list),
        lists => lists::rankings(&mut page, lists),
    }
    if let Some(week) = &outline.week {
        times::week(&mut page, week, outline.tz);
    }
    lists::findings(&mut page, &outline.findings);
    archives::archives(&mut page, "Archives", outline.archives.iter());
    page.gap();
    page.sentence("", &styled(DIM, &plain(&outline.made_by)));
    paint::finish(&page.text(), options.color)
}

fn head(page: &mut Page, outline: &Outline<'_>) {
    if !outline.missing.is_empty() {
        banner(page, &outline.missing);
    }
    page.line(&styled(BOLD, &page.fitted(&plain(&outline.title), 0)));
    page.gap();
    let (period, others) = outline.facts.split_at(1);
    for (name, phrase) in period {
        page.sentence(&fact(name), &plain(phrase));
    }
    let ledger = outline.ledger.entries();
    let found: Vec<_> = outline
        .totals
        .iter()
        .map(|total| (total.n, total.noun))
        .collect();
    figures(page, "Found", &found, &[" ·"; 5]);
    figures(
        page,
        "Ledger",
        &ledger.map(|(name, n)| (n, name)),
        &[" =", " +", " +", " +"],
    );
    for (name, phrase) in others {
        page.sentence(&fact(name), &plain(phrase));
    }
    page.gap();
    notices(page, &outline.notices);
}

fn notices(page: &mut Page, notices: &[Notice]) {
    for notice in notices {
        let (style, sign) = match notice.mood {
            Mood::Alarm => (ALERT, "✗"),
            Mood::Warning => (WARN, "!"),
            Mood::Good => (GOOD, "✓"),
        };
        page.sentence(&format!("{} ", styled(style, sign)), &plain(&notice.text));
    }
}

fn fact(name: &str) -> String {
    styled(DIM, &format!("{name:<8}  "))
}

/// Figures with their nouns, which no line end parts, and the signs between them.
fn figures(page: &mut Page, name: &str, figures: &[(u64, &str)], signs: &[&str]) {
    let signs = signs.iter().copied().chain([""]);
    let words: Vec<String> = figures
        .iter()
        .zip(signs)
        .map(|((n, noun), sign)| format!("{} {noun}{sign}", thousands(*n)))
        .collect();
    page.hanging(
        &fact(name),
        &" ".repeat(10),
        words.iter().map(String::as_str),
    );
}

/// The first thing that is read.
fn banner(page: &mut Page, missing: &[Phrase]) {
    let inputs = counted(missing.len() as u64, "input", "inputs");
    let edge = styled(ALERT, "▌ ");
    let title = format!("INCOMPLETE: {inputs} could not be read to the end");
    let words: Vec<String> = title.split(' ').map(|word| styled(ALERT, word)).collect();
    page.hanging(&edge, &edge, words.iter().map(String::as_str));
    page.hanging(&edge, &edge, TOO_LOW.split(' '));
    for phrase in missing {
        page.hanging(&edge, &edge, plain(phrase).split(' '));
    }
    page.gap();
}

fn plain(phrase: &Phrase) -> String {
    phrase.render(visible)
}
