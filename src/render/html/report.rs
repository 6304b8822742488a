//! What the template of a report is given.

use super::pictures::{Bars, Days, WeekMap};
use super::text::{
    Archive, CellText, Fact, Ledger, Name, NoticeText, Words, archive, cell, command, count, facts,
    ledger, mood, name, notices, shown, words,
};
use super::timeline::Timeline;
use crate::catalog::Category;
use crate::render::charts::{WEEKDAYS, Week, scale};
use crate::render::figures::{change, counted, date, thousands};
use crate::render::outline::{
    CHANGE, Detail, Figure, List, Matrix, MatrixLine, Outline, Row, TOO_LOW,
};
use crate::view::page::PageView;
use crate::view::report::{BodyView, ReportView};
use serde::Serialize;

/// Length of a bar, in the units of the drawing.
const BAR: u64 = 1000;

#[derive(Serialize)]
pub(super) struct Page {
    title: Words,
    state: (&'static str, &'static str),
    filtered: bool,
    inputs_missing: String,
    too_low: &'static str,
    missing: Vec<Words>,
    period: Option<Fact>,
    facts: Vec<Fact>,
    figures: Vec<FigureText>,
    previous: Option<Words>,
    previous_archives: Vec<Archive>,
    ledger: Ledger,
    notices: Vec<NoticeText>,
    /// First and last day, between which the page filters.
    range: Option<(String, String)>,
    pictures: Pictures,
    lists: Vec<ListTable>,
    timeline: Option<Timeline>,
    matrix: Option<MatrixTable>,
    week: Option<WeekTable>,
    findings: Vec<(String, &'static str, CellText)>,
    archives: Vec<Archive>,
    command: String,
    made_by: Words,
}

#[derive(Serialize)]
struct FigureText {
    value: String,
    noun: &'static str,
    /// Against the previous period: in short, and in words.
    change: Option<(String, String)>,
}

#[derive(Serialize)]
struct Pictures {
    days: Option<Days>,
    week: Option<WeekMap>,
    bars: Vec<Bars>,
}

#[derive(Serialize)]
struct ListTable {
    id: String,
    title: &'static str,
    extent: Option<String>,
    /// What gives the rows that are not shown.
    rest: Option<String>,
    heads: Vec<String>,
    bars: bool,
    /// Head, and what kind of column it is: `number` or `time`.
    details: Vec<(&'static str, &'static str)>,
    rows: Vec<ListRow>,
}

#[derive(Serialize)]
struct ListRow {
    labels: Vec<Name>,
    count: CellText,
    share: String,
    bar: u64,
    /// With the kind of the column.
    details: Vec<(CellText, &'static str)>,
}

#[derive(Serialize)]
struct MatrixTable {
    extent: Option<String>,
    rest: Option<String>,
    heads: Vec<String>,
    /// How many names have no column; empty where every one has.
    others: String,
    rows: Vec<MatrixText>,
    last: Option<MatrixText>,
}

#[derive(Serialize)]
struct MatrixText {
    name: Name,
    days: Option<(String, String)>,
    counts: Vec<CellText>,
    rest: Option<CellText>,
    count: CellText,
}

#[derive(Serialize)]
struct WeekTable {
    tz: String,
    days: Vec<Weekday>,
}

#[derive(Serialize)]
struct Weekday {
    name: &'static str,
    hours: Vec<String>,
    events: String,
}

impl Page {
    pub(super) fn of(view: &ReportView) -> Self {
        let outline = &Outline::of(view);
        let none = PageView::default();
        let page = view.page.as_ref().unwrap_or(&none);
        let (period, facts_left) = match outline.facts.split_first() {
            Some((period, others)) => (Some(period), others),
            None => (None, &[][..]),
        };
        let day = |at: &Option<String>| date(at.as_deref()?).map(|day| day.to_string());
        Self {
            title: words(&outline.title),
            filtered: !view.head.filters.is_empty(),
            state: (mood(outline.state.0), outline.state.1),
            inputs_missing: counted(outline.missing.len() as u64, "input", "inputs"),
            too_low: TOO_LOW,
            missing: outline.missing.iter().map(words).collect(),
            period: facts(period).pop(),
            facts: facts(facts_left.iter().filter(|(name, _)| *name != CHANGE)),
            figures: outline.totals.iter().map(figure).collect(),
            previous: outline.previous.as_ref().map(words),
            previous_archives: view
                .head
                .previous
                .iter()
                .flat_map(|previous| &previous.archives)
                .map(archive)
                .collect(),
            ledger: ledger(outline.ledger),
            notices: notices(&outline.notices),
            range: day(&view.head.period.from).zip(day(&view.head.period.to)),
            pictures: pictures(view, page, outline),
            lists: outline.lists.iter().map(|each| list(each, page)).collect(),
            timeline: timeline(view, page),
            matrix: outline.matrix.as_ref().map(|each| matrix(each, page)),
            week: outline.week.as_ref().map(|each| week(each, outline.tz)),
            findings: outline
                .findings
                .iter()
                .map(|(code, title, n)| (shown(code), *title, count(*n)))
                .collect(),
            archives: outline.archives.iter().map(archive).collect(),
            command: command(page.command.what.iter().chain(&page.command.form)),
            made_by: words(&outline.made_by),
        }
    }
}

fn figure(figure: &Figure) -> FigureText {
    let against = |before: u64| {
        let words = match figure.n.cmp(&before) {
            std::cmp::Ordering::Equal => format!("as many as before, {}", thousands(before)),
            std::cmp::Ordering::Greater => format!("more than the {} before", thousands(before)),
            std::cmp::Ordering::Less => format!("less than the {} before", thousands(before)),
        };
        (change(before, figure.n), words)
    };
    FigureText {
        value: thousands(figure.n),
        noun: figure.whole_noun,
        change: figure.before.map(against),
    }
}

/// What gives the rows of a list that are not shown.
fn rest(by: &str, page: &PageView) -> Option<String> {
    let what = &page.command.what;
    let form = ["--by", by, "--format", "csv"].map(str::to_owned);
    (!what.is_empty()).then(|| command(what.iter().chain(&form)))
}

fn pictures(view: &ReportView, page: &PageView, outline: &Outline<'_>) -> Pictures {
    let BodyView::Sections(sections) = &view.body else {
        return Pictures {
            days: None,
            week: None,
            bars: Vec::new(),
        };
    };
    let days = Days::of(&sections.by_day, &page.days);
    let category = |name: &str| {
        let of = Category::ALL
            .into_iter()
            .find(|category| category.title() == name);
        of.map_or_else(String::new, |category| format!("c{}", category.place()))
    };
    let bars = |id, title, by: &str| {
        let list = outline.lists.iter().find(|list| list.by == by)?;
        match by {
            "category" => Bars::of(id, title, list, category),
            _ => Bars::of(id, title, list, |_| String::new()),
        }
    };
    Pictures {
        // Hours of a single day make no week.
        week: outline
            .week
            .as_ref()
            .filter(|_| days.is_some())
            .map(WeekMap::of),
        days,
        bars: [
            bars("picture-categories", "Categories", "category"),
            bars("picture-actors", "Most active actors", "actor"),
            bars("picture-apps", "Most active apps", "app"),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn list(list: &List, page: &PageView) -> ListTable {
    let peak = list.peak().max(1);
    let kind = |detail: &Detail| if detail.numeric { "number" } else { "time" };
    let row = |row: &Row| ListRow {
        labels: row.labels.iter().map(name).collect(),
        count: count(row.count),
        share: row.share.clone(),
        bar: scale(row.count, peak, BAR),
        details: list
            .details_for(true)
            .map(|(i, detail)| {
                let cell = row.details.get(i).map(cell).unwrap_or_default();
                (cell, kind(detail))
            })
            .collect(),
    };
    ListTable {
        id: list.title.to_lowercase().replace(' ', "-"),
        title: list.title,
        extent: list.extent(),
        rest: list.cut_from.and_then(|_| rest(&list.by, page)),
        heads: list.heads.clone(),
        bars: list.bars,
        details: list
            .details_for(true)
            .map(|(_, detail)| (detail.head, kind(detail)))
            .collect(),
        rows: list.rows.iter().map(row).collect(),
    }
}

fn timeline(view: &ReportView, page: &PageView) -> Option<Timeline> {
    match &view.body {
        BodyView::Sections(sections) => {
            Timeline::of(&sections.by_day, &page.days, rest("day", page))
        }
        BodyView::Cross(_) => None,
    }
}

fn matrix(matrix: &Matrix, page: &PageView) -> MatrixTable {
    let others = matrix.other_events;
    let line = |line: &MatrixLine| MatrixText {
        name: name(&line.label),
        days: line
            .days
            .as_ref()
            .map(|(first, last)| (shown(first), shown(last))),
        counts: line.counts.iter().map(|n| count(*n)).collect(),
        rest: (others > 0).then(|| count(line.rest)),
        count: count(line.count),
    };
    MatrixTable {
        rest: matrix
            .extent
            .as_ref()
            .and_then(|_| rest("actor,event", page)),
        extent: matrix.extent.clone(),
        heads: matrix.events.iter().map(|name| shown(name)).collect(),
        others: match others {
            0 => String::new(),
            n => counted(n, "other type", "other types"),
        },
        rows: matrix.rows.iter().map(line).collect(),
        last: matrix.others.as_ref().map(line),
    }
}

fn week(week: &Week, tz: &str) -> WeekTable {
    let days = WEEKDAYS
        .iter()
        .zip(&week.counts)
        .map(|(name, hours)| Weekday {
            name,
            hours: hours.iter().map(|count| thousands(*count)).collect(),
            events: thousands(hours.iter().sum()),
        });
    WeekTable {
        tz: shown(tz),
        days: days.collect(),
    }
}
