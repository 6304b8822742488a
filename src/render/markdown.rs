//! The report as GitHub-flavoured Markdown, for a pull request or a wiki.
//!
//! The program's own words are plain text, everybody else's stand in code spans (see `safe::markdown_text`).

mod diff;

pub(super) use diff::diff;

use super::charts::{Calendar, WEEKDAYS, Week};
use super::figures::{bytes, counted, thousands};
use super::outline::{Label, List, Mood, Notice, Outline, Phrase, TOO_LOW};
use super::safe::markdown_text::code;
use crate::view::report::ReportView;
use crate::view::{ArchiveView, LedgerView};

/// The report as Markdown.
pub(super) fn report(view: &ReportView) -> String {
    let outline = Outline::of(view);
    let mut page = Page::default();
    head(&mut page, &outline);
    if let Some(calendar) = &outline.calendar {
        days(&mut page, calendar);
    }
    for each in &outline.lists {
        list(&mut page, each);
    }
    if let Some(week) = &outline.week {
        hours(&mut page, week, outline.tz);
    }
    findings(&mut page, &outline.findings);
    archives(&mut page, "Archives", outline.archives.iter());
    page.block([format!("Made by {}.", safe(&outline.made_by))]);
    page.0
}

fn safe(phrase: &Phrase) -> String {
    phrase.render(code)
}

fn head(page: &mut Page, outline: &Outline<'_>) {
    page.block([format!("# {}", safe(&outline.title))]);
    banner(page, &outline.missing);
    let totals: Vec<String> = outline
        .totals
        .iter()
        .map(|figure| format!("{} {}", thousands(figure.n), figure.noun))
        .collect();
    let facts = outline
        .facts
        .iter()
        .map(|(name, phrase)| format!("- **{name}:** {}", safe(phrase)));
    page.block(facts.chain([format!("- **Found:** {}", totals.join(", "))]));
    notices(page, &outline.notices);
    page.block(["## Ledger".to_owned()]);
    let entries = outline.ledger.entries();
    page.table(
        &ledger_heads(outline.ledger),
        [entries.map(|(_, n)| thousands(n)).to_vec()],
    );
}

fn banner(page: &mut Page, missing: &[Phrase]) {
    if missing.is_empty() {
        return;
    }
    let inputs = counted(missing.len() as u64, "input", "inputs");
    let title = format!("> **Incomplete: {inputs} could not be read to the end.** {TOO_LOW}");
    let items = missing.iter().map(|phrase| format!("> - {}", safe(phrase)));
    page.block(
        ["> [!CAUTION]".to_owned(), title, ">".to_owned()]
            .into_iter()
            .chain(items),
    );
}

fn notices(page: &mut Page, notices: &[Notice]) {
    page.block(notices.iter().map(|notice| {
        let sign = match notice.mood {
            Mood::Alarm => "❌",
            Mood::Warning => "⚠️",
            Mood::Good => "✅",
        };
        format!("* {sign} {}", safe(&notice.text))
    }));
}

/// Heads of the figures of a ledger, so that they read as a sum.
fn ledger_heads(ledger: &LedgerView) -> Vec<(String, bool)> {
    let signs = ["", " =", " +", " +", " +"];
    let entries = ledger.entries();
    let heads = entries.iter().zip(signs);
    heads
        .map(|((name, _), sign)| (format!("{sign} {name}").trim().to_owned(), true))
        .collect()
}

fn days(page: &mut Page, calendar: &Calendar) {
    page.block([format!("## {} ({})", calendar.title(), calendar.most())]);
    let mut lines = vec![format!("{:9}{}", "", calendar.axis)];
    lines.extend(calendar.strips.iter().map(|strip| calendar.line(strip)));
    page.fence(&lines);
}

fn hours(page: &mut Page, week: &Week, tz: &str) {
    page.block([format!("## Hours of the week ({})", code(tz))]);
    let mut lines = vec![format!("{:5}{}", "", Week::axis(true))];
    let drawn = |weekday| week.line(weekday, true).trim_end().to_owned();
    lines.extend(
        WEEKDAYS
            .iter()
            .enumerate()
            .map(|(weekday, name)| format!("{name}  {}", drawn(weekday))),
    );
    lines.push(format!("{:5}{}", "", week.legend()));
    page.fence(&lines);
}

fn list(page: &mut Page, list: &List) {
    let extent = list
        .extent()
        .map(|extent| format!(" ({extent})"))
        .unwrap_or_default();
    page.block([format!("## {}{extent}", list.title)]);
    let mut columns: Vec<(String, bool)> = list
        .heads
        .iter()
        .map(|head| (head.clone(), false))
        .collect();
    columns.extend([("Events".to_owned(), true), ("Share".to_owned(), true)]);
    columns.extend(
        list.details_for(true)
            .map(|(_, detail)| (detail.head.to_owned(), detail.numeric)),
    );
    let rows = list.rows.iter().map(|row| {
        let mut cells: Vec<String> = row.labels.iter().map(name).collect();
        cells.extend([
            thousands(row.count),
            row.share.replace('<', "&lt;").replace('>', "&gt;"),
        ]);
        cells.extend(list.details_for(true).map(|(i, _)| {
            row.details
                .get(i)
                .map(|cell| figure(&cell.text))
                .unwrap_or_default()
        }));
        cells
    });
    page.table(&columns, rows);
}

fn name(label: &Label) -> String {
    let mut name = safe(&label.name);
    if label.absent {
        return format!("_{name}_");
    }
    if let Some(id) = &label.told_apart_by {
        name.push_str(&format!(" ({})", code(id)));
    }
    if label.unknown {
        name.push_str(" \\*");
    }
    if !label.also.is_empty() {
        let also =
            Phrase::ours(", also ").quote_all(label.also.iter().map(String::as_str), " and ");
        name.push_str(&safe(&also));
    }
    name
}

/// Figures and times as they are, anything else as code.
fn figure(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | ':' | '-');
    if text.chars().all(plain) {
        text.to_owned()
    } else {
        code(text)
    }
}

fn findings(page: &mut Page, findings: &[(&str, &str, u64)]) {
    if findings.is_empty() {
        return;
    }
    page.block(["## Findings".to_owned()]);
    let columns = [
        ("Code".to_owned(), false),
        ("Times".to_owned(), true),
        ("Meaning".to_owned(), false),
    ];
    page.table(
        &columns,
        findings
            .iter()
            .map(|(name, title, n)| vec![code(name), thousands(*n), (*title).to_owned()]),
    );
}

fn archives<'a>(
    page: &mut Page,
    title: &str,
    archives: impl ExactSizeIterator<Item = &'a ArchiveView>,
) {
    if archives.len() == 0 {
        return;
    }
    page.block([format!("## {title}")]);
    let columns = [
        ("Archive", false),
        ("Month", false),
        ("Records", true),
        ("Size", true),
        ("SHA-256", false),
    ]
    .map(|(head, numeric)| (head.to_owned(), numeric));
    let rows = archives.map(|archive| {
        let month = archive.month.as_deref().map(figure).unwrap_or_default();
        vec![
            code(&archive.path),
            month,
            thousands(archive.records),
            bytes(archive.bytes),
            code(&archive.sha256),
        ]
    });
    page.table(&columns, rows);
}

/// Blocks with an empty line between them.
#[derive(Default)]
pub(super) struct Page(pub(super) String);

impl Page {
    pub(super) fn block(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() && !self.0.is_empty() {
            self.0.push('\n');
        }
        for line in lines {
            self.0.push_str(&line);
            self.0.push('\n');
        }
    }

    /// Lines as they are; they hold nothing but the program's own characters.
    fn fence(&mut self, lines: &[String]) {
        let fence = || "```".to_owned();
        self.block(
            [format!("{}text", fence())]
                .into_iter()
                .chain(lines.iter().cloned())
                .chain([fence()]),
        );
    }

    /// A table of cells that are Markdown; a column is its head and whether it holds figures.
    pub(super) fn table(
        &mut self,
        columns: &[(String, bool)],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) {
        let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let heads: Vec<String> = columns.iter().map(|(head, _)| head.clone()).collect();
        let rules: Vec<String> = columns
            .iter()
            .map(|(_, figures)| if *figures { "---:" } else { "---" }.to_owned())
            .collect();
        let rows = rows.into_iter().map(|cells| line(&cells));
        self.block([line(&heads), line(&rules)].into_iter().chain(rows));
    }
}
