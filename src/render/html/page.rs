//! What the template is given: text in which nothing is concealed, and figures ready to be read. The template escapes
//! all of it.

use crate::render::cell::Cell;
use crate::render::charts::{WEEKDAYS, Week, scale};
use crate::render::figures::{counted, thousands};
use crate::render::outline::{
    Detail, Label, List, Mood, Notice, Outline, Phrase, Piece, Row, TOO_LOW,
};
use crate::render::safe::terminal::visible;
use crate::render::view::ArchiveView;
use serde::Serialize;

/// Length of a bar, in the units of the drawing.
const BAR: u64 = 1000;

#[derive(Serialize)]
pub(super) struct Page {
    title: Words,
    inputs_missing: String,
    too_low: &'static str,
    missing: Vec<Words>,
    facts: Vec<Fact>,
    totals: Vec<(String, &'static str)>,
    ledger: Vec<(String, &'static str)>,
    notices: Vec<NoticeText>,
    days: Option<Days>,
    lists: Vec<ListTable>,
    week: Option<WeekTable>,
    findings: Vec<(String, &'static str, CellText)>,
    archives: Vec<Archive>,
    made_by: Words,
}

/// Pieces of a sentence; what is not ours is set apart, so that its direction of writing cannot reach beyond it.
pub(super) type Words = Vec<Word>;

#[derive(Serialize)]
pub(super) struct Word {
    given: bool,
    text: String,
}

#[derive(Serialize)]
pub(super) struct Fact {
    name: &'static str,
    words: Words,
}

#[derive(Serialize)]
pub(super) struct NoticeText {
    mood: &'static str,
    words: Words,
}

/// What stands in a cell, and by what the page's script puts it in order.
#[derive(Serialize, Default)]
pub(super) struct CellText {
    text: String,
    value: Option<String>,
}

#[derive(Serialize)]
struct Days {
    title: &'static str,
    most: String,
    axis: &'static str,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct ListTable {
    title: &'static str,
    extent: Option<String>,
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
pub(super) struct Name {
    words: Words,
    absent: bool,
    unknown: bool,
    id: Option<String>,
    also: Vec<String>,
}

#[derive(Serialize)]
struct WeekTable {
    tz: String,
    days: Vec<Weekday>,
}

#[derive(Serialize)]
struct Weekday {
    name: &'static str,
    /// Count and level of each hour.
    hours: Vec<(String, u64)>,
    events: String,
}

#[derive(Serialize)]
pub(super) struct Archive {
    path: String,
    account: String,
    month: String,
    records: CellText,
    size: CellText,
    exact: String,
    form: String,
    first: CellText,
    last: CellText,
    sha256: String,
}

impl Page {
    pub(super) fn of(outline: &Outline<'_>) -> Self {
        Self {
            title: words(&outline.title),
            inputs_missing: counted(outline.missing.len() as u64, "input", "inputs"),
            too_low: TOO_LOW,
            missing: outline.missing.iter().map(words).collect(),
            facts: facts(&outline.facts),
            totals: outline
                .totals
                .iter()
                .map(|(n, noun)| (thousands(*n), *noun))
                .collect(),
            ledger: outline
                .ledger
                .entries()
                .iter()
                .map(|(name, n)| (thousands(*n), *name))
                .collect(),
            notices: notices(&outline.notices),
            days: days(outline),
            lists: outline.lists.iter().map(list).collect(),
            week: outline.week.as_ref().map(|each| week(each, outline.tz)),
            findings: outline
                .findings
                .iter()
                .map(|(code, title, n)| {
                    (visible(code).into_owned(), *title, cell(&Cell::count(*n)))
                })
                .collect(),
            archives: outline.archives.iter().map(archive).collect(),
            made_by: words(&outline.made_by),
        }
    }
}

pub(super) fn facts(facts: &[(&'static str, Phrase)]) -> Vec<Fact> {
    let facts = facts.iter();
    facts
        .map(|(name, phrase)| Fact {
            name,
            words: words(phrase),
        })
        .collect()
}

pub(super) fn notices(notices: &[Notice]) -> Vec<NoticeText> {
    let mood = |mood| match mood {
        Mood::Alarm => "alarm",
        Mood::Warning => "warning",
        Mood::Good => "good",
    };
    let notices = notices.iter();
    notices
        .map(|notice| NoticeText {
            mood: mood(notice.mood),
            words: words(&notice.text),
        })
        .collect()
}

pub(super) fn words(phrase: &Phrase) -> Words {
    let word = |piece: &Piece| match piece {
        Piece::Ours(text) => Word {
            given: false,
            text: text.clone().into_owned(),
        },
        Piece::Given(text) => Word {
            given: true,
            text: visible(text).into_owned(),
        },
    };
    phrase.pieces().iter().map(word).collect()
}

fn days(outline: &Outline<'_>) -> Option<Days> {
    let calendar = outline.calendar.as_ref()?;
    Some(Days {
        title: calendar.title(),
        most: calendar.most(),
        axis: calendar.axis,
        lines: calendar
            .strips
            .iter()
            .map(|strip| calendar.line(strip))
            .collect(),
    })
}

fn list(list: &List) -> ListTable {
    let peak = list.peak().max(1);
    let kind = |detail: &Detail| if detail.numeric { "number" } else { "time" };
    let row = |row: &Row| ListRow {
        labels: row.labels.iter().map(name).collect(),
        count: cell(&Cell::count(row.count)),
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
        title: list.title,
        extent: list.extent(),
        heads: list.heads.clone(),
        bars: list.bars,
        details: list
            .details_for(true)
            .map(|(_, detail)| (detail.head, kind(detail)))
            .collect(),
        rows: list.rows.iter().map(row).collect(),
    }
}

pub(super) fn cell(cell: &Cell) -> CellText {
    CellText {
        text: visible(&cell.text).into_owned(),
        value: cell
            .value
            .as_deref()
            .map(|value| visible(value).into_owned()),
    }
}

pub(super) fn name(label: &Label) -> Name {
    Name {
        words: words(&label.name),
        absent: label.absent,
        unknown: label.unknown,
        id: label.id.as_deref().map(|id| visible(id).into_owned()),
        also: label
            .also
            .iter()
            .map(|name| visible(name).into_owned())
            .collect(),
    }
}

fn week(week: &Week, tz: &str) -> WeekTable {
    let days = WEEKDAYS
        .iter()
        .zip(&week.counts)
        .map(|(name, hours)| Weekday {
            name,
            hours: hours
                .iter()
                .map(|count| (thousands(*count), week.level(*count)))
                .collect(),
            events: thousands(hours.iter().sum()),
        });
    WeekTable {
        tz: visible(tz).into_owned(),
        days: days.collect(),
    }
}

pub(super) fn archive(archive: &ArchiveView) -> Archive {
    let text = |text: &Option<String>| {
        text.as_deref()
            .map(|text| visible(text).into_owned())
            .unwrap_or_default()
    };
    let time = |at: &Option<String>| {
        let at = at.as_deref().map(Cell::whole_time);
        at.as_ref().map(cell).unwrap_or_default()
    };
    let form = format!(
        "{}, {}",
        archive.shape.unwrap_or("unknown"),
        archive.compression
    );
    Archive {
        path: visible(&archive.path).into_owned(),
        account: text(&archive.account),
        month: text(&archive.month),
        records: cell(&Cell::count(archive.events)),
        size: cell(&Cell::bytes(archive.bytes)),
        exact: counted(archive.bytes, "byte", "bytes"),
        form: visible(&form).into_owned(),
        first: time(&archive.first_at),
        last: time(&archive.last_at),
        sha256: visible(&archive.sha256).into_owned(),
    }
}
