//! Any document as text: for a terminal, or for a file that is read in one.

mod drawing;
mod grid;
mod layout;
mod paint;
mod tables;

use super::document::{Block, Document, Figures, Item, Medium, Mood, Notice, Phrase, Section};
use super::figures::{counted, thousands};
use super::safe::terminal::visible;
use super::{TOO_LOW, TableOptions};
use layout::Layout;
use paint::{ACCENT, ALERT, BOLD, DIM, GOOD, WARN, styled};

/// The document as lines of text.
pub(super) fn text(document: Document, options: &TableOptions) -> String {
    let document = document.seen_in(Medium::Terminal);
    let mut page = Layout::of(options);
    banner(&mut page, &document.missing);
    if !document.title.is_empty() {
        let state: String = document.doubts().map(|word| format!(" · {word}")).collect();
        let title = page.capped(&plain(&document.title), page.room);
        page.line(&format!("{}{}", styled(BOLD, &title), styled(WARN, &state)));
        page.gap();
    }
    blocks(&mut page, &document.opening, "");
    let mut rest = &document.sections[..];
    while let Some((first, others)) = rest.split_first() {
        page.gap();
        let alike = tables::alike(rest);
        if alike > 0 {
            tables::write(&mut page, &rest[..alike]);
            rest = &rest[alike..];
        } else {
            section(&mut page, first);
            rest = others;
        }
    }
    if !document.made_by.is_empty() {
        page.gap();
        page.sentence("", &styled(DIM, &plain(&document.made_by)));
    }
    paint::finish(&page.text(), options.color)
}

fn section(page: &mut Layout, section: &Section) {
    if section.title.is_empty() {
        blocks(page, &section.blocks, "");
    } else {
        page.line(&heading(page, section));
        let first = section.blocks.first();
        if first.is_some_and(has_own_head) {
            page.gap();
        }
        blocks(page, &section.blocks, "  ");
    }
}

/// Whether a block begins with a line of its own.
fn has_own_head(block: &Block) -> bool {
    match block {
        Block::Heading(_) => true,
        Block::Table(table) => !table.caption.is_empty(),
        _ => false,
    }
}

/// A heading with what qualifies it.
fn heading(page: &Layout, section: &Section) -> String {
    let extent = plain(&section.extent);
    let extent = match extent.as_str() {
        "" => extent,
        extent => styled(DIM, &format!(" · {}", page.capped(extent, page.room))),
    };
    let sign = section.mood.map_or_else(String::new, sign);
    let title = page.capped(&plain(&section.title), page.room);
    format!("{sign}{}{extent}", styled(BOLD, &title))
}

fn blocks(page: &mut Layout, blocks: &[Block], indent: &str) {
    let mut last: Option<&Block> = None;
    for each in blocks {
        if last.is_some_and(|last| !belongs(last, each)) {
            page.gap();
        }
        block(page, each, indent);
        last = Some(each);
    }
}

/// Whether no empty line parts one block from the next.
fn belongs(last: &Block, next: &Block) -> bool {
    let fact = |block: &Block| {
        matches!(
            block,
            Block::Facts(_) | Block::Figures(_) | Block::Ledger(..)
        )
    };
    fact(last) && fact(next)
        || matches!(last, Block::Heading(_))
        || matches!((last, next), (Block::Paragraph(_), Block::List(_)))
}

fn block(page: &mut Layout, block: &Block, indent: &str) {
    match block {
        Block::Heading(heading) => page.line(&styled(DIM, &plain(heading))),
        Block::Paragraph(text) => page.sentence(indent, &plain(text)),
        Block::Notices(all) => notices(page, all),
        Block::Facts(facts) => {
            let names = facts.iter().map(|(name, _)| name.chars().count());
            let width = names.max().unwrap_or_default().max(NAME);
            for (name, phrase) in facts {
                page.sentence(&named(name, width), &plain(phrase));
            }
        }
        Block::Figures(figures) => headline(page, figures),
        Block::Ledger(name, ledger) => {
            let parts = ledger
                .entries()
                .map(|(name, n)| format!("{} {name}", thousands(n)));
            joined(page, name, &parts, &[" =", " +", " +", " +"]);
        }
        Block::List(items) => items.iter().for_each(|each| item(page, each, indent)),
        Block::Table(table) => tables::one(page, table, indent),
        Block::Drawing(of) => drawing::draw(page, of),
        Block::Details(_, text) => page.sentence(indent, &plain(text)),
        Block::Verbatim(name, text) => {
            page.line(&styled(DIM, name));
            // Lines as they are, however long: they are to be copied.
            for line in plain(text).lines() {
                page.whole(&format!("{indent}{line}"));
            }
        }
        Block::Picture(_) => {}
    }
}

fn sign(mood: Mood) -> String {
    let (style, sign) = match mood {
        Mood::Alarm => (ALERT, "✗"),
        Mood::Warning => (WARN, "!"),
        Mood::Plain => (DIM, "–"),
        Mood::Good => (GOOD, "✓"),
    };
    format!("{} ", styled(style, sign))
}

fn notices(page: &mut Layout, notices: &[Notice]) {
    for notice in notices {
        page.sentence(&sign(notice.mood), &plain(&notice.text));
    }
}

fn item(page: &mut Layout, item: &Item, indent: &str) {
    let dot = format!("{} ", styled(ACCENT, "•"));
    let sign = item.mood.map_or(dot, sign);
    page.sentence(&format!("{indent}{sign}"), &plain(&item.text));
    for each in item.items.iter().filter(|_| !item.folded) {
        page.sentence(&format!("{indent}  · "), &plain(each));
    }
    if !item.act.is_empty() {
        page.sentence(&format!("{indent}  → "), &plain(&item.act));
    }
}

/// Columns of the name of a fact, unless those beside it have longer ones.
const NAME: usize = 8;

fn fact(name: &str) -> String {
    named(name, NAME)
}

fn named(name: &str, width: usize) -> String {
    styled(DIM, &format!("{name:<width$}  "))
}

fn headline(page: &mut Layout, figures: &Figures) {
    let figure =
        |figure: &super::document::KeyFigure| format!("{} {}", figure.value, figure.short_noun);
    let found: Vec<String> = figures.all.iter().map(figure).collect();
    joined(page, "Found", &found, &[" ·"; 5]);
    let Some(against) = &figures.against else {
        return;
    };
    let changes = figures.all.iter().filter_map(|figure| {
        let (change, _) = figure.change.as_ref()?;
        Some(format!("{change} {}", figure.short_noun))
    });
    let changes = changes.collect::<Vec<_>>().join(", ");
    page.sentence(
        &fact("Change"),
        &format!("{changes} against {}", plain(against)),
    );
}

/// Figures with their nouns, which no line end parts, and the signs between them.
fn joined(page: &mut Layout, name: &str, parts: &[String], signs: &[&str]) {
    let signs = signs.iter().copied().chain([""]);
    let words = parts.iter().zip(signs);
    let words: Vec<String> = words.map(|(part, sign)| format!("{part}{sign}")).collect();
    let words = words.iter().map(String::as_str);
    page.hanging(&fact(name), &" ".repeat(10), words);
}

/// The first thing that is read.
fn banner(page: &mut Layout, missing: &[Phrase]) {
    if missing.is_empty() {
        return;
    }
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
