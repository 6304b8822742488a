//! The comparison as text.

use super::grid::{Column, Shape, grid};
use super::lists::{name, titled};
use super::page::Page;
use super::paint::{self, ACCENT, BOLD, DIM, GOOD, WARN, styled};
use super::{TableOptions, archives, banner, fact, figures, notices, plain};
use crate::render::figures::counted;
use crate::render::outline::{ChangeLine, ChangeList, Comparison, Firsts, Sign};
use crate::render::safe::terminal::visible;
use crate::view::diff::DiffView;
use unicode_width::UnicodeWidthStr;

/// The comparison as lines of text.
pub(in crate::render) fn diff(view: &DiffView, options: &TableOptions) -> String {
    let outline = Comparison::of(view);
    let mut page = Page::new(options.width);
    head(&mut page, &outline);
    totals(&mut page, &outline);
    if let Some(list) = &outline.firsts {
        firsts(&mut page, list);
    }
    lists(&mut page, &outline.lists);
    for side in &outline.sides {
        let title = format!("Archives {}", side.name.to_lowercase());
        archives::archives(&mut page, &title, side.archives.iter().copied());
        if side.others > 0 {
            let files = counted(side.others, "file has", "files have");
            page.sentence(
                "  ",
                &styled(DIM, &format!("{files} no event of that month")),
            );
        }
    }
    if !outline.lists.is_empty() {
        page.gap();
        page.sentence("", outline.surprise);
    }
    page.gap();
    page.sentence("", &styled(DIM, &plain(&outline.made_by)));
    paint::finish(&page.text(), options.color)
}

fn head(page: &mut Page, outline: &Comparison<'_>) {
    if !outline.missing.is_empty() {
        banner(page, &outline.missing);
    }
    page.line(&styled(BOLD, &page.fitted(&plain(&outline.title), 0)));
    page.gap();
    for (name, phrase) in &outline.facts {
        page.sentence(&fact(name), &plain(phrase));
    }
    page.gap();
    for phrase in &outline.opening {
        page.sentence(&format!("{} ", styled(ACCENT, "•")), &plain(phrase));
    }
    notices(page, &outline.notices);
}

/// Headline figures of both sides, and what became of every record of each.
fn totals(page: &mut Page, outline: &Comparison<'_>) {
    page.gap();
    let mut names = Column::new(Shape::Name);
    let mut columns = [Shape::Figure; 3].map(Column::new);
    names.push(titled("Totals", None));
    for (column, head) in columns.iter_mut().zip(["Before", "After", "Change"]) {
        column.push(styled(DIM, head));
    }
    for (noun, cells) in &outline.totals {
        names.push(format!("  {noun}"));
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell.text.clone());
        }
    }
    grid(page, std::iter::once(names).chain(columns).collect());
    page.gap();
    page.line(&titled("Ledger", None));
    for side in &outline.sides {
        let entries = side.ledger.entries().map(|(name, n)| (n, name));
        figures(
            page,
            &format!("  {}", side.name),
            &entries,
            &[" =", " +", " +", " +"],
        );
    }
}

fn firsts(page: &mut Page, list: &Firsts) {
    let mut columns = [Shape::Name, Shape::Name, Shape::Figure, Shape::Extra].map(Column::new);
    let heads = [
        titled("First time", list.extent.as_deref()),
        styled(DIM, "Event"),
        styled(DIM, "Events"),
        String::new(),
    ];
    let rows = list.rows.iter().map(|row| {
        [
            format!("  {}", name(&row.actor)),
            name(&row.event),
            row.count.text.clone(),
            styled(WARN, row.new),
        ]
    });
    for cells in std::iter::once(heads).chain(rows) {
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell);
        }
    }
    page.gap();
    grid(page, columns.into());
}

/// All lists below one another, in the same columns. Each title stands in the line of its heads.
fn lists(page: &mut Page, lists: &[ChangeList]) {
    if lists.is_empty() {
        return;
    }
    let mut names = Column::new(Shape::Name);
    let mut columns = [
        Shape::Figure,
        Shape::Figure,
        Shape::Figure,
        Shape::Figure,
        Shape::Extra,
    ]
    .map(Column::new);
    let mut line = |name: String, cells: [String; 5]| {
        names.push(name);
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell);
        }
    };
    let widths = rate_widths(lists);
    for (i, list) in lists.iter().enumerate() {
        if i > 0 {
            line(String::new(), Default::default());
        }
        let heads = ["Before", "After", "Change", "Surprise", "A day"];
        line(
            titled(list.title, list.top.as_deref()),
            heads.map(|head| styled(DIM, head)),
        );
        for row in &list.rows {
            line(
                format!("{} {}", mark(row.sign), name(&row.label)),
                [
                    row.before.text.clone(),
                    row.after.text.clone(),
                    row.change.text.clone(),
                    row.surprise.text.clone(),
                    rates(row, widths),
                ],
            );
            if let Some(was) = &row.was {
                let was = format!("    was {}", visible(was));
                line(styled(DIM, &was), Default::default());
            }
        }
        if let Some(unchanged) = &list.unchanged {
            line(styled(DIM, &format!("  {unchanged}")), Default::default());
        }
    }
    page.gap();
    grid(page, std::iter::once(names).chain(columns).collect());
}

fn mark(sign: Sign) -> String {
    let style = match sign {
        Sign::New => GOOD,
        Sign::Gone => WARN,
        Sign::More | Sign::Less => ACCENT,
        Sign::Same => DIM,
    };
    styled(style, sign.mark())
}

/// Widths of the rates before and after, over all lists.
fn rate_widths(lists: &[ChangeList]) -> [usize; 2] {
    let rows = lists.iter().flat_map(|list| &list.rows);
    let widths = rows.map(|row| row.rates.each_ref().map(|rate| rate.text.width()));
    widths.fold([0, 0], |most, width| {
        [most[0].max(width[0]), most[1].max(width[1])]
    })
}

fn rates(row: &ChangeLine, [before, after]: [usize; 2]) -> String {
    let [was, is] = row.rates.each_ref().map(|rate| &rate.text);
    format!("{was:>before$} → {is:>after$}")
}
