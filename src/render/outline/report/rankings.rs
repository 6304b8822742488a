//! The standard rankings: who did what, to what, from where.

use super::super::{category, command, place};
use super::standard;
use crate::render::document::{Cell, Column, Cut, Label, Phrase, Row, Section, Shown, Table};
use crate::view::report::{HeadView, ReportView};

/// Columns that every ranking begins with, after its name.
fn columns(name: &'static str, details: impl IntoIterator<Item = Column>) -> Vec<Column> {
    let first = [
        Column::name(name),
        Column::number("Events"),
        Column::number("Share"),
        Column::bar().on_screen(),
    ];
    first.into_iter().chain(details).collect()
}

/// When, in as much as there is room for.
fn times() -> [Column; 3] {
    [
        Column::time("Last seen").on(Shown::Terminal),
        Column::time("First").on(Shown::Wide),
        Column::time("Last").on(Shown::Wide),
    ]
}

/// What a row of any ranking has.
struct Line<'a> {
    label: Label,
    count: u64,
    times: Option<[&'a str; 2]>,
    details: Vec<Cell>,
    /// The category whose colour its bar has.
    category: Option<usize>,
}

/// A ranking of so many things, whose rows stand in `by_…` of the data.
struct Ranking {
    title: &'static str,
    /// What `--by` gives the same rows.
    by: &'static str,
    /// The name of its rows in the data.
    member: &'static str,
    columns: Vec<Column>,
    /// How many things there are, and what the row of events without one stands for.
    things: Option<(u64, &'static str)>,
}

impl Ranking {
    /// The section, where any event has such a thing.
    fn section<'a>(
        self,
        view: &ReportView,
        lines: impl Iterator<Item = Line<'a>>,
    ) -> Option<Section> {
        let lines: Vec<Line<'a>> = lines.collect();
        let whole = lines.iter().map(|line| line.count).max()?;
        if whole == 0 {
            return None;
        }
        let shown = lines.len() as u64;
        let events = view.head.totals.events;
        let rows = lines.into_iter().map(|line| {
            let mut cells = vec![
                line.label.into(),
                Cell::count(line.count),
                Cell::share(line.count, events),
                Cell::Bar {
                    part: line.count,
                    whole,
                },
            ];
            if let Some([first, last]) = line.times {
                cells.extend([Cell::day(last), Cell::time(first), Cell::time(last)]);
            }
            cells.extend(line.details);
            Row {
                category: line.category,
                ..Row::from(cells)
            }
        });
        let cut = self.cut(&view.head, shown);
        let mut table = Table::new(self.columns, rows);
        table.cut = cut;
        table.rest = table.cut.and_then(|_| rest(view, self.by));
        let id = self.title.to_lowercase().replace(' ', "-");
        Some(Section::new(id, self.title).with(table))
    }

    /// How much of the list is shown. The row of events without a thing is none of the things.
    fn cut(&self, head: &HeadView, shown: u64) -> Option<Cut> {
        let rows = *head.cut.get(self.member)?;
        let (of, absent) = self.things.unwrap_or((rows, ""));
        Some(Cut {
            shown,
            of,
            noun: "",
            beside: (rows > of).then_some(absent),
        })
    }
}

/// The command that gives all rows of a grouping.
pub(super) fn rest(view: &ReportView, by: &str) -> Option<Phrase> {
    let what = &view.page.as_ref()?.command.what;
    if by.is_empty() {
        return None;
    }
    let form = ["--by", by, "--format", "csv"].map(str::to_owned);
    (!what.is_empty()).then(|| command(what.iter().chain(&form)))?
}

pub(super) fn categories(view: &ReportView) -> Option<Section> {
    let rows = standard(view)?.by_category.iter();
    Ranking {
        title: "Categories",
        by: "category",
        member: "by_category",
        columns: columns("Category", []),
        things: None,
    }
    .section(
        view,
        rows.map(|row| Line {
            label: Label::ours(category(row.category)),
            count: row.count,
            times: None,
            details: Vec::new(),
            category: place(row.category),
        }),
    )
}

pub(super) fn events(view: &ReportView) -> Option<Section> {
    let rows = standard(view)?.by_event.iter();
    Ranking {
        title: "Event types",
        by: "event",
        member: "by_event",
        columns: columns(
            "Event",
            times()
                .into_iter()
                .chain([Column::name("Category").on(Shown::Wide)]),
        ),
        things: None,
    }
    .section(
        view,
        rows.map(|row| Line {
            label: Label {
                unknown: !row.supported,
                ..Label::of(Some(&row.event), None, "")
            },
            count: row.count,
            times: Some([&row.first_at, &row.last_at]),
            details: vec![Cell::words(category(row.category))],
            category: place(row.category),
        }),
    )
}

pub(super) fn actors(view: &ReportView) -> Option<Section> {
    let rows = standard(view)?.by_actor.iter();
    let details = ["Apps", "Event types", "Addresses"].map(number);
    Ranking {
        title: "Actors",
        by: "actor",
        member: "by_actor",
        columns: columns("Actor", times().into_iter().chain(details)),
        things: Some((view.head.totals.actors, "no actor")),
    }
    .section(
        view,
        rows.map(|row| Line {
            label: Label::of(row.actor.as_deref(), row.id.as_deref(), "no actor")
                .also(&row.also_known_as),
            count: row.count,
            times: Some([&row.first_at, &row.last_at]),
            details: [row.apps, row.event_types, row.ip_addresses]
                .map(Cell::count)
                .into(),
            category: None,
        }),
    )
}

pub(super) fn apps(view: &ReportView) -> Option<Section> {
    let rows = standard(view)?.by_app.iter();
    let details = ["Actors", "Event types"].map(number);
    Ranking {
        title: "Apps",
        by: "app",
        member: "by_app",
        columns: columns("App", times().into_iter().chain(details)),
        things: Some((view.head.totals.apps, "no app")),
    }
    .section(
        view,
        rows.map(|row| Line {
            label: Label::of(row.app.as_deref(), row.id.as_deref(), "no app")
                .also(&row.also_known_as),
            count: row.count,
            times: Some([&row.first_at, &row.last_at]),
            details: [row.actors, row.event_types].map(Cell::count).into(),
            category: None,
        }),
    )
}

pub(super) fn teams(view: &ReportView) -> Option<Section> {
    let rows = standard(view)?.by_team.iter();
    Ranking {
        title: "Teams",
        by: "team",
        member: "by_team",
        columns: columns("Team", times()),
        things: Some((view.head.totals.teams, "no team")),
    }
    .section(
        view,
        rows.map(|row| Line {
            label: Label::of(row.team.as_deref(), row.id.as_deref(), "no team"),
            count: row.count,
            times: Some([&row.first_at, &row.last_at]),
            details: Vec::new(),
            category: None,
        }),
    )
}

/// The enterprise accounts, where there are several: one is in the title.
pub(super) fn accounts(view: &ReportView) -> Option<Section> {
    let several = view.head.accounts.len() > 1;
    let rows = standard(view)?.by_account.iter().filter(|_| several);
    Ranking {
        title: "Enterprise accounts",
        by: "",
        member: "by_account",
        columns: columns("Account", times()),
        things: Some((view.head.accounts.len() as u64, "no account")),
    }
    .section(
        view,
        rows.map(|row| Line {
            label: Label::of(row.account.as_deref(), row.id.as_deref(), "no account")
                .also(&row.also_known_as),
            count: row.count,
            times: Some([&row.first_at, &row.last_at]),
            details: Vec::new(),
            category: None,
        }),
    )
}

pub(super) fn addresses(view: &ReportView) -> Option<Section> {
    let rows = standard(view)?.by_ip.iter();
    Ranking {
        title: "Addresses",
        by: "ip",
        member: "by_ip",
        columns: columns("Address", times().into_iter().chain([number("Actors")])),
        things: Some((view.head.totals.ip_addresses, "no address")),
    }
    .section(
        view,
        rows.map(|row| Line {
            label: Label::of(row.ip.as_deref(), None, "no address"),
            count: row.count,
            times: Some([&row.first_at, &row.last_at]),
            details: vec![Cell::count(row.actors)],
            category: None,
        }),
    )
}

fn number(head: &'static str) -> Column {
    Column::number(head).on(Shown::Wide)
}
