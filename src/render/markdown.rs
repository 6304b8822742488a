//! Any document as GitHub-flavoured Markdown, for a pull request or a wiki.
//!
//! The program's own words are plain text, everybody else's stand in code spans (see `safe::markdown_text`).

use super::TOO_LOW;
use super::charts::{Calendar, WEEKDAYS, Week};
use super::document::{
    Block, Cell, Column, Document, Drawing, Given, Item, Kind, Label, Medium, Mood, Phrase, Row,
    Section, Table,
};
use super::figures::{counted, thousands};
use super::safe::markdown_text::code;

/// The document as Markdown.
pub(super) fn text(document: Document) -> String {
    let document = document.seen_in(Medium::Markdown);
    let mut page = Lines::default();
    if !document.title.is_empty() {
        page.block([format!("# {}", safe(&document.title))]);
    }
    let doubts: Vec<&str> = document.doubts().collect();
    if !doubts.is_empty() {
        page.block([format!("**{}**", doubts.join(", "))]);
    }
    banner(&mut page, &document.missing);
    blocks(&mut page, &document.opening);
    for each in &document.sections {
        section(&mut page, each);
    }
    if !document.made_by.is_empty() {
        page.block([format!("Made by {}.", safe(&document.made_by))]);
    }
    page.0
}

fn safe(phrase: &Phrase) -> String {
    phrase.render(code)
}

fn banner(page: &mut Lines, missing: &[Phrase]) {
    if missing.is_empty() {
        return;
    }
    let inputs = counted(missing.len() as u64, "input", "inputs");
    let title = format!("> **Incomplete: {inputs} could not be read to the end.** {TOO_LOW}");
    let items = missing.iter().map(|phrase| format!("> - {}", safe(phrase)));
    let head = ["> [!CAUTION]".to_owned(), title, ">".to_owned()];
    page.block(head.into_iter().chain(items));
}

fn section(page: &mut Lines, section: &Section) {
    if !section.title.is_empty() {
        let sign = section.mood.map_or("", sign);
        let extent = match safe(&section.extent) {
            extent if extent.is_empty() => extent,
            extent => format!(" ({extent})"),
        };
        page.block([format!("## {sign}{}{extent}", safe(&section.title))]);
    }
    blocks(page, &section.blocks);
}

fn blocks(page: &mut Lines, blocks: &[Block]) {
    let mut facts = Vec::new();
    for block in blocks {
        let lines = fact_lines(block);
        if !lines.is_empty() {
            facts.extend(lines);
            continue;
        }
        page.block(std::mem::take(&mut facts));
        self::block(page, block);
    }
    page.block(facts);
}

/// What is told as facts, below one another.
fn fact_lines(block: &Block) -> Vec<String> {
    let fact = |name: &str, text: String| format!("- **{name}:** {text}");
    match block {
        Block::Facts(facts) => {
            let facts = facts.iter();
            facts
                .map(|(name, phrase)| fact(name, safe(phrase)))
                .collect()
        }
        Block::Ledger(name, ledger) => {
            let signs = ["", " = ", " + ", " + ", " + "].into_iter();
            let parts = signs.zip(ledger.entries());
            let parts = parts.map(|(sign, (name, n))| format!("{sign}{} {name}", thousands(n)));
            vec![fact(name, parts.collect())]
        }
        Block::Figures(figures) => {
            let parts = figures.all.iter();
            let parts = parts.map(|figure| format!("{} {}", figure.value, figure.noun));
            let found = fact("Found", parts.collect::<Vec<_>>().join(", "));
            let changes = figures.all.iter().filter_map(|figure| {
                let (change, _) = figure.change.as_ref()?;
                Some(format!("{} {}", entities(change), figure.noun))
            });
            let changes = changes.collect::<Vec<_>>().join(", ");
            let against = figures.against.as_ref();
            let change =
                against.map(|of| fact("Change", format!("{changes} against {}", safe(of))));
            std::iter::once(found).chain(change).collect()
        }
        _ => Vec::new(),
    }
}

fn block(page: &mut Lines, block: &Block) {
    match block {
        Block::Heading(heading) => page.block([format!("### {}", safe(heading))]),
        Block::Paragraph(text) | Block::Details(_, text) => page.block([safe(text)]),
        Block::Notices(notices) => page.block(
            notices
                .iter()
                .map(|notice| format!("* {}{}", sign(notice.mood), safe(&notice.text))),
        ),
        Block::List(items) => page.block(items.iter().flat_map(item)),
        Block::Table(of) => table(page, of),
        Block::Drawing(Drawing::Calendar(of)) => page.fence(days(of)),
        Block::Drawing(Drawing::Week(of)) => page.fence(hours(of)),
        Block::Verbatim(name, text) => {
            page.block([format!("**{name}**")]);
            page.block([safe(text)]);
        }
        Block::Facts(_) | Block::Figures(_) | Block::Ledger(..) | Block::Picture(_) => {}
    }
}

fn sign(mood: Mood) -> &'static str {
    match mood {
        Mood::Alarm => "❌ ",
        Mood::Warning => "⚠️ ",
        Mood::Plain => "",
        Mood::Good => "✅ ",
    }
}

fn item(item: &Item) -> Vec<String> {
    let sign = item.mood.map_or("", sign);
    let mut lines = vec![format!("* {sign}{}", safe(&item.text))];
    let items = item.items.iter().filter(|_| !item.folded);
    lines.extend(items.map(|each| format!("  - {}", safe(each))));
    if !item.act.is_empty() {
        lines.push(format!("  - → {}", safe(&item.act)));
    }
    lines
}

fn days(calendar: &Calendar) -> Vec<String> {
    let axis = format!("{:9}{}", "", calendar.axis);
    let strips = calendar.strips.iter().map(|strip| calendar.line(strip));
    std::iter::once(axis).chain(strips).collect()
}

fn hours(week: &Week) -> Vec<String> {
    let drawn = |weekday| week.line(weekday, true).trim_end().to_owned();
    let days = WEEKDAYS.iter().enumerate();
    let days = days.map(|(weekday, name)| format!("{name}  {}", drawn(weekday)));
    let axis = format!("{:5}{}", "", Week::axis(true));
    let legend = format!("{:5}{}", "", week.legend());
    std::iter::once(axis).chain(days).chain([legend]).collect()
}

fn table(page: &mut Lines, table: &Table) {
    if !table.caption.is_empty() {
        let extent = table.cut.map(|cut| format!(" ({})", cut.words()));
        let extent = extent.unwrap_or_default();
        page.block([format!("### {}{extent}", safe(&table.caption))]);
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = |column: &Column| match column.kind {
        Kind::Number | Kind::Events => "---:".to_owned(),
        _ => "---".to_owned(),
    };
    let heads = table.columns.iter().map(|column| safe(&column.head));
    let rules = table.columns.iter().map(rule);
    let rows = table.rows.iter().chain(&table.total);
    let rows = rows.map(|row: &Row| line(row.cells.iter().map(cell).collect()));
    let head = [line(heads.collect()), line(rules.collect())];
    page.block(head.into_iter().chain(rows));
    page.block(table.note.iter().map(|note| format!("{}.", safe(note))));
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::Bar { .. } | Cell::Bars { .. } => String::new(),
        Cell::Label(label) => name(label),
        Cell::Words(words) | Cell::Badge(_, words) => safe(words),
        Cell::Number(figure) => entities(&figure.text),
        Cell::Time(figure) => time(&figure.text),
        Cell::Code(text) => text.safe(code),
        Cell::Sign(sign) => sign.word().to_owned(),
    }
}

fn name(label: &Label) -> String {
    let mut name = safe(&label.name);
    if label.absent {
        return format!("_{name}_");
    }
    if let Some(id) = &label.told_apart_by {
        name.push_str(&format!(" ({})", id.safe(code)));
    }
    if label.unknown {
        name.push_str(" \\*");
    }
    for (place, also) in label.also.iter().enumerate() {
        let before = if place == 0 { ", also " } else { " and " };
        name.push_str(&format!("{before}{}", also.safe(code)));
    }
    if let Some(was) = &label.was {
        name.push_str(&format!(", was {}", was.safe(code)));
    }
    name
}

/// A figure of the program's own.
fn entities(figure: &str) -> String {
    figure.replace('<', "&lt;").replace('>', "&gt;")
}

/// Times as they are, anything else as code.
fn time(text: &Given) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | ':' | '-');
    text.safe(|text| match text.chars().all(plain) {
        true => text.to_owned(),
        false => code(text),
    })
}

/// Blocks with an empty line between them.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn block(&mut self, lines: impl IntoIterator<Item = String>) {
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
    fn fence(&mut self, lines: Vec<String>) {
        let fence = "```".to_owned();
        let lines = std::iter::once(format!("{fence}text")).chain(lines);
        self.block(lines.chain([fence]));
    }
}
