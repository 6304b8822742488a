//! The comparison as one page: the report's look, its policy and its parts.

use super::render;
use super::templates::Templates;
use super::text::{
    Archive, CellText, Fact, Ledger, Name, NoticeText, Words, archive, cell, command, facts,
    ledger, name, notices, shown, words,
};
use crate::render::RenderError;
use crate::render::figures::counted;
use crate::render::outline::{
    ChangeLine, ChangeList, Comparison, Firsts, SideOutline, Sign, TOO_LOW,
};
use crate::view::diff::DiffView;
use serde::Serialize;

/// The comparison as HTML.
pub(in crate::render) fn diff(
    view: &DiffView,
    templates: &Templates,
) -> Result<String, RenderError> {
    let style = [templates.text("page.css"), templates.text("diff.css")].concat();
    render("diff.html", &style, &Page::of(view), templates)
}

#[derive(Serialize)]
struct Page {
    title: Words,
    inputs_missing: String,
    too_low: &'static str,
    missing: Vec<Words>,
    facts: Vec<Fact>,
    opening: Vec<Words>,
    notices: Vec<NoticeText>,
    totals: Vec<(&'static str, [CellText; 3])>,
    firsts: Option<FirstTable>,
    lists: Vec<ChangeTable>,
    surprise: &'static str,
    sides: Vec<SidePart>,
    command: String,
    made_by: Words,
}

#[derive(Serialize)]
struct FirstTable {
    extent: Option<String>,
    /// Actor, event, count, what else is new.
    rows: Vec<(Name, Name, CellText, &'static str)>,
}

#[derive(Serialize)]
struct ChangeTable {
    id: String,
    title: &'static str,
    head: &'static str,
    extent: Option<String>,
    rows: Vec<ChangeRow>,
}

#[derive(Serialize)]
struct ChangeRow {
    name: Name,
    was: Option<String>,
    /// `new`, `gone`, `more`, `less` or `same`.
    word: &'static str,
    mark: &'static str,
    before: CellText,
    after: CellText,
    change: CellText,
    rates: [CellText; 2],
    bars: [u64; 2],
    surprise: CellText,
}

#[derive(Serialize)]
struct SidePart {
    id: String,
    name: &'static str,
    ledger: Ledger,
    archives: Vec<Archive>,
    others: Option<String>,
}

impl Page {
    fn of(view: &DiffView) -> Self {
        let outline = &Comparison::of(view);
        Self {
            title: words(&outline.title),
            inputs_missing: counted(outline.missing.len() as u64, "input", "inputs"),
            too_low: TOO_LOW,
            missing: outline.missing.iter().map(words).collect(),
            facts: facts(&outline.facts),
            opening: outline.opening.iter().map(words).collect(),
            notices: notices(&outline.notices),
            totals: outline
                .totals
                .iter()
                .map(|(noun, figures)| (*noun, figures.each_ref().map(cell)))
                .collect(),
            firsts: outline.firsts.as_ref().map(firsts),
            lists: outline.lists.iter().map(list).collect(),
            surprise: outline.surprise,
            sides: outline.sides.iter().map(side).collect(),
            command: command(view.command.what.iter().chain(&view.command.form)),
            made_by: words(&outline.made_by),
        }
    }
}

fn firsts(list: &Firsts) -> FirstTable {
    let rows = list.rows.iter();
    FirstTable {
        extent: list.extent.clone(),
        rows: rows
            .map(|row| {
                (
                    name(&row.actor),
                    name(&row.event),
                    cell(&row.count),
                    row.new,
                )
            })
            .collect(),
    }
}

fn list(list: &ChangeList) -> ChangeTable {
    ChangeTable {
        id: list.title.to_lowercase().replace(' ', "-"),
        title: list.title,
        head: list.head,
        extent: list.extent(),
        rows: list.rows.iter().map(row).collect(),
    }
}

fn row(row: &ChangeLine) -> ChangeRow {
    ChangeRow {
        name: name(&row.label),
        was: row.was.as_deref().map(shown),
        word: row.sign.word(),
        mark: if row.sign == Sign::Same {
            ""
        } else {
            row.sign.mark()
        },
        before: cell(&row.before),
        after: cell(&row.after),
        change: cell(&row.change),
        rates: row.rates.each_ref().map(cell),
        bars: row.bars,
        surprise: cell(&row.surprise),
    }
}

fn side(side: &SideOutline<'_>) -> SidePart {
    let others = counted(side.others, "file has", "files have");
    SidePart {
        id: side.name.to_lowercase(),
        name: side.name,
        ledger: ledger(side.ledger),
        archives: side.archives.iter().map(|each| archive(each)).collect(),
        others: (side.others > 0).then_some(others),
    }
}
