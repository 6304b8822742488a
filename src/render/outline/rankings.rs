//! The standard rankings: who did what, to what, from where.

use super::Phrase;
use super::lists::{Detail, Label, List, Place, Row, tell_apart};
use crate::catalog::Category;
use crate::render::cell::Cell;
use crate::render::figures::{day_of, share};
use crate::view::report::{HeadView, SectionsView};

/// The lists in the order in which a reviewer asks.
pub(super) fn standard(sections: &SectionsView, head: &HeadView) -> Vec<List> {
    let all = [
        categories(sections, head),
        events(sections, head),
        actors(sections, head),
        apps(sections, head),
        teams(sections, head),
        addresses(sections, head),
    ];
    all.into_iter()
        .filter(|list| list.rows.iter().any(|row| row.count > 0))
        .collect()
}

/// Makes a list of rows given as label, count and details.
fn list<T>(
    (title, name, label): (&'static str, &'static str, &'static str),
    details: &[Detail],
    head: &HeadView,
    rows: &[T],
    each: impl Fn(&T) -> (Label, u64, Vec<Cell>),
) -> List {
    let rows = rows.iter().map(each).map(|(label, count, details)| Row {
        labels: vec![label],
        count,
        share: share(count, head.totals.events),
        details,
    });
    let mut rows: Vec<Row> = rows.collect();
    tell_apart(&mut rows);
    List {
        title,
        by: name.trim_start_matches("by_").to_owned(),
        cut_from: head.cut.get(name).copied(),
        heads: vec![label.to_owned()],
        bars: true,
        details: details.to_vec(),
        rows,
    }
}

const FIRST: Detail = Detail::text("First", Place::Wide);
const LAST: Detail = Detail::text("Last", Place::Wide);
const LAST_DAY: Detail = Detail::text("Last seen", Place::Narrow);

fn categories(sections: &SectionsView, head: &HeadView) -> List {
    list(
        ("Categories", "by_category", "Category"),
        &[],
        head,
        &sections.by_category,
        |row| (category(row.category), row.count, Vec::new()),
    )
}

/// A category by its heading.
pub(super) fn category(name: &str) -> Label {
    let known = Category::ALL
        .into_iter()
        .find(|known| known.as_str() == name);
    Label {
        name: known.map_or_else(|| Phrase::given(name), |known| Phrase::ours(known.title())),
        ..Label::default()
    }
}

fn events(sections: &SectionsView, head: &HeadView) -> List {
    let details = [LAST_DAY, FIRST, LAST, Detail::text("Category", Place::Wide)];
    list(
        ("Event types", "by_event", "Event"),
        &details,
        head,
        &sections.by_event,
        |row| {
            let label = Label {
                unknown: !row.supported,
                ..Label::of(Some(&row.event), None, "")
            };
            let mut details = times(&row.first_at, &row.last_at);
            let category = category(row.category).name;
            details.push(Cell::text(category.render(|text| text)));
            (label, row.count, details)
        },
    )
}

fn actors(sections: &SectionsView, head: &HeadView) -> List {
    let details = [
        LAST_DAY,
        FIRST,
        LAST,
        Detail::number("Apps"),
        Detail::number("Event types"),
        Detail::number("Addresses"),
    ];
    list(
        ("Actors", "by_actor", "Actor"),
        &details,
        head,
        &sections.by_actor,
        |row| {
            let label = Label::of(row.actor.as_deref(), row.id.as_deref(), "no actor");
            let mut details = times(&row.first_at, &row.last_at);
            details.extend([row.apps, row.event_types, row.ip_addresses].map(Cell::count));
            (
                Label {
                    also: row.also_known_as.clone(),
                    ..label
                },
                row.count,
                details,
            )
        },
    )
}

fn apps(sections: &SectionsView, head: &HeadView) -> List {
    let details = [
        LAST_DAY,
        FIRST,
        LAST,
        Detail::number("Actors"),
        Detail::number("Event types"),
    ];
    list(
        ("Apps", "by_app", "App"),
        &details,
        head,
        &sections.by_app,
        |row| {
            let label = Label::of(row.app.as_deref(), row.id.as_deref(), "no app");
            let mut details = times(&row.first_at, &row.last_at);
            details.extend([row.actors, row.event_types].map(Cell::count));
            (
                Label {
                    also: row.also_known_as.clone(),
                    ..label
                },
                row.count,
                details,
            )
        },
    )
}

fn teams(sections: &SectionsView, head: &HeadView) -> List {
    list(
        ("Teams", "by_team", "Team"),
        &[LAST_DAY, FIRST, LAST],
        head,
        &sections.by_team,
        |row| {
            let label = Label::of(row.team.as_deref(), row.id.as_deref(), "no team");
            (label, row.count, times(&row.first_at, &row.last_at))
        },
    )
}

fn addresses(sections: &SectionsView, head: &HeadView) -> List {
    let details = [LAST_DAY, FIRST, LAST, Detail::number("Actors")];
    list(
        ("Addresses", "by_ip", "Address"),
        &details,
        head,
        &sections.by_ip,
        |row| {
            let mut details = times(&row.first_at, &row.last_at);
            details.push(Cell::count(row.actors));
            (
                Label::of(row.ip.as_deref(), None, "no address"),
                row.count,
                details,
            )
        },
    )
}

/// The three details of time: day of the last, first, last.
fn times(first_at: &str, last_at: &str) -> Vec<Cell> {
    vec![
        Cell::text(day_of(last_at)),
        Cell::time(first_at),
        Cell::time(last_at),
    ]
}
