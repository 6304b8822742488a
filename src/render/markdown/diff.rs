//! The comparison as GitHub-flavoured Markdown.

use super::{Page, archives, banner, figure, ledger_heads, name, notices, safe};
use crate::render::figures::{counted, thousands};
use crate::render::outline::{ChangeLine, ChangeList, Comparison, Firsts, Phrase, SideOutline};
use crate::view::diff::DiffView;

/// The comparison as Markdown.
pub(in crate::render) fn diff(view: &DiffView) -> String {
    let outline = Comparison::of(view);
    let mut page = Page::default();
    page.block([format!("# {}", safe(&outline.title))]);
    banner(&mut page, &outline.missing);
    let facts = outline.facts.iter();
    page.block(facts.map(|(name, phrase)| format!("- **{name}:** {}", safe(phrase))));
    page.block(
        outline
            .opening
            .iter()
            .map(|phrase| format!("* {}", safe(phrase))),
    );
    notices(&mut page, &outline.notices);
    totals(&mut page, &outline);
    if let Some(list) = &outline.firsts {
        firsts(&mut page, list);
    }
    for list in &outline.lists {
        changes(&mut page, list);
    }
    if !outline.lists.is_empty() {
        page.block([outline.surprise.to_owned()]);
    }
    for side in &outline.sides {
        reading(&mut page, side);
    }
    page.block([format!("Made by {}.", safe(&outline.made_by))]);
    page.0
}

fn totals(page: &mut Page, outline: &Comparison<'_>) {
    page.block(["## Totals".to_owned()]);
    let rows = outline.totals.iter().map(|(noun, figures)| {
        let figures = figures.iter().map(|figure| figure.text.clone());
        std::iter::once((*noun).to_owned()).chain(figures).collect()
    });
    page.table(&heads(&["", "Before", "After", "Change"], 1, 4), rows);
}

fn firsts(page: &mut Page, list: &Firsts) {
    page.block([titled("First time", list.extent.as_deref())]);
    let rows = list.rows.iter().map(|row| {
        let new = row.new.to_owned();
        vec![
            name(&row.actor),
            name(&row.event),
            row.count.text.clone(),
            new,
        ]
    });
    page.table(&heads(&["Actor", "Event", "Events", ""], 2, 3), rows);
}

fn changes(page: &mut Page, list: &ChangeList) {
    page.block([titled(list.title, list.extent().as_deref())]);
    let names = [
        list.head, "", "Before", "After", "Change", "A day", "", "Surprise",
    ];
    page.table(&heads(&names, 2, 8), list.rows.iter().map(change));
}

fn change(row: &ChangeLine) -> Vec<String> {
    let mut label = name(&row.label);
    if let Some(was) = &row.was {
        label.push_str(&safe(&Phrase::ours(", was ").quote(was)));
    }
    let [before, after] = row
        .rates
        .each_ref()
        .map(|rate| rate.text.replace('<', "&lt;"));
    vec![
        label,
        row.sign.word().to_owned(),
        row.before.text.clone(),
        row.after.text.clone(),
        row.change.text.clone(),
        before,
        after,
        row.surprise.text.clone(),
    ]
}

/// What was read on a side, and what became of it.
fn reading(page: &mut Page, side: &SideOutline<'_>) {
    page.block([format!("## {}", side.name)]);
    let figures = side.ledger.entries().map(|(_, n)| thousands(n));
    page.table(&ledger_heads(side.ledger), [figures.to_vec()]);
    let title = format!("Archives {}", side.name.to_lowercase());
    archives(page, &title, side.archives.iter().copied());
    if side.others > 0 {
        let files = counted(side.others, "file has", "files have");
        page.block([format!("{} no event of that month.", figure(&files))]);
    }
}

fn titled(title: &str, extent: Option<&str>) -> String {
    let extent = extent.map(|extent| format!(" ({extent})"));
    format!("## {title}{}", extent.unwrap_or_default())
}

/// Heads of columns, some of which hold figures.
fn heads(names: &[&str], first_figure: usize, end: usize) -> Vec<(String, bool)> {
    let names = names.iter().enumerate();
    names
        .map(|(i, name)| ((*name).to_owned(), (first_figure..end).contains(&i)))
        .collect()
}
