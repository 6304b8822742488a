//! The comparison of two periods.

mod beside;
mod days;
mod glance;
mod lists;
mod opening;

use super::paper::{Long, left_of, shorten};
use super::{again, archives, headline};
use crate::render::document::{
    Block, Cell, Column, Document, Figures, KeyFigure, Label, Look, PRINTED, Section, Shown, Table,
};
use crate::render::figures::{counted, signed, thousands};
use crate::view::diff::{DiffView, SideView, TotalView};

/// What the words for a change mean, for people.
const SURPRISE: &str = "The number shows how far a change is from an unchanged daily rate, in \
standard deviations. Below 2 it is within chance, from 2 on it is notable, and from 3 on it is \
unusual: rarely due to chance. It is the signed square root of a Poisson deviance and assumes \
independent events, so a burst caused by one script looks more unusual than it is.";

/// Sheets of two months.
const SHEETS: usize = 10;

/// The whole comparison.
pub(in crate::render) fn diff(view: &DiffView) -> Document {
    let read = view.before.archives.iter().chain(&view.after.archives);
    let mut sections = vec![totals(view)];
    sections.extend(glance::section(view));
    sections.extend(lists::comings(view));
    sections.extend(beside::access(view));
    sections.extend(beside::detections(view));
    let changes = lists::changes(view);
    let explained = (!changes.is_empty()).then(|| {
        let meaning = Block::Details("What “unusual” means", SURPRISE.into());
        Section::default().with(meaning)
    });
    // Behind the first list, where the words are met first.
    for (place, section) in changes.into_iter().enumerate() {
        sections.push(section);
        if place == 0 {
            sections.extend(explained.clone());
        }
    }
    sections.extend(lists::firsts(view));
    sections.extend([
        side("before", "Before", &view.before),
        side("after", "After", &view.after),
    ]);
    let opening: Vec<Block> = [
        Block::Facts(days::facts(view)),
        Block::Figures(figures(view)),
        Block::List(opening::sentences(view)),
        Block::Notices(opening::notices(view)),
    ]
    .into_iter()
    .chain(headline::pseudonyms(view.pseudonyms.as_ref()))
    .collect();
    let printed =
        view.shortened_on_paper && shorten(&mut sections, left_of(SHEETS, &opening), long);
    Document {
        title: headline::titled("Changes in the audit trail", read),
        missing: headline::missing(&view.incomplete),
        opening,
        sections,
        printed: match printed {
            true => format!(
                "On paper, long lists end after {PRINTED} rows or fewer: --top N prints N rows of each, --top all every row."
            ),
            false => String::new(),
        },
        command: again(&view.command),
        made_by: headline::made_by(&view.tool, view.generated_at.as_deref()),
        ..Document::default()
    }
}

/// What paper may have less of.
fn long(section: &Section, table: &Table) -> Option<Long> {
    let read = ["before", "after"].contains(&&*section.id);
    (table.look != Look::Plain && !read).then_some(Long::SUMMARY)
}

/// Headline figures by name; what is not in the catalog only where something is not.
fn all(view: &DiffView) -> impl Iterator<Item = ([&'static str; 3], TotalView)> {
    let totals = &view.totals;
    let unknown = totals.unsupported_events;
    let known = [
        (["Events", "event", "events"], totals.events),
        (
            ["Event types", "event type", "event types"],
            totals.event_types,
        ),
        (["Actors", "actor", "actors"], totals.actors),
        (["Apps", "app", "apps"], totals.apps),
        (["Teams", "team", "teams"], totals.teams),
        (["Addresses", "address", "addresses"], totals.ip_addresses),
    ];
    let unknown = (unknown.before + unknown.after > 0).then_some((
        [
            "Not in the catalog",
            "not in the catalog",
            "not in the catalog",
        ],
        unknown,
    ));
    known.into_iter().chain(unknown)
}

/// The figures of the later side, for a page.
fn figures(view: &DiffView) -> Figures {
    let figure = |([_, one, many], total): ([&'static str; 3], TotalView)| KeyFigure {
        value: thousands(total.after),
        noun: if total.after == 1 { one } else { many },
        short_noun: many,
        change: Some((
            format!("{}, was {}", signed(total.change), thousands(total.before)),
            format!("{} before", thousands(total.before)),
        )),
    };
    Figures {
        all: all(view).map(figure).collect(),
        against: None,
        shown: Shown::Page,
    }
}

fn totals(view: &DiffView) -> Section {
    let columns = [
        Column::name(""),
        Column::number("Before"),
        Column::number("After"),
        Column::number("Change"),
    ];
    let rows = all(view).map(|([name, ..], total)| {
        let [before, after] = [total.before, total.after].map(Cell::count);
        let name = Label::ours(name).into();
        vec![name, before, after, Cell::signed(total.change)]
    });
    let table = Table::new(columns, rows).look(Look::Plain);
    Section::new("totals", "Totals").with(table.on(Shown::Text))
}

/// What was read of a side and has something to do with it, and what became of every record.
fn side(id: &'static str, name: &'static str, side: &SideView) -> Section {
    let told = side.archives.iter().enumerate();
    let told = told.filter(|(place, _)| side.silent.binary_search(place).is_err());
    let told = archives::table(told.map(|(_, archive)| archive));
    let section = Section::new(id, name)
        .extent("what was read, and how every record was counted")
        .with(Block::Ledger("Ledger", side.ledger));
    let section = match told.rows.is_empty() {
        true => section,
        false => section.with(told),
    };
    let others = counted(side.silent.len() as u64, "file has", "files have");
    let others = format!("{others} no event of that month.");
    match side.silent.is_empty() {
        true => section,
        false => section.with(Block::Paragraph(others.into())),
    }
}
