//! What every page is made of: text in which nothing is concealed, and figures ready to be read. The template escapes
//! all of it.

use crate::render::cell::Cell;
use crate::render::figures::{counted, thousands};
use crate::render::outline::{Label, Mood, Notice, Phrase, Piece};
use crate::render::safe::shell_line::shell_line;
use crate::render::safe::terminal::visible;
use crate::view::{ArchiveView, LedgerView};
use serde::Serialize;

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
    pub(super) mood: &'static str,
    pub(super) words: Words,
}

/// What stands in a cell, and by what the page's script puts it in order.
#[derive(Serialize, Default)]
pub(super) struct CellText {
    pub(super) text: String,
    pub(super) value: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Name {
    words: Words,
    absent: bool,
    unknown: bool,
    id: Option<String>,
    also: Vec<String>,
}

/// Figures with their nouns: what was read, then what it is the sum of.
pub(super) type Ledger = Vec<(String, &'static str)>;

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

pub(super) fn facts<'a>(facts: impl IntoIterator<Item = &'a (&'static str, Phrase)>) -> Vec<Fact> {
    let facts = facts.into_iter();
    facts
        .map(|(name, phrase)| Fact {
            name,
            words: words(phrase),
        })
        .collect()
}

pub(super) fn notices(notices: &[Notice]) -> Vec<NoticeText> {
    let notices = notices.iter();
    notices
        .map(|notice| NoticeText {
            mood: mood(notice.mood),
            words: words(&notice.text),
        })
        .collect()
}

pub(super) const fn mood(mood: Mood) -> &'static str {
    match mood {
        Mood::Alarm => "alarm",
        Mood::Warning => "warning",
        Mood::Good => "good",
    }
}

pub(super) fn words(phrase: &Phrase) -> Words {
    let word = |piece: &Piece| match piece {
        Piece::Ours(text) => Word {
            given: false,
            text: text.clone().into_owned(),
        },
        Piece::Given(text) => Word {
            given: true,
            text: shown(text),
        },
    };
    phrase.pieces().iter().map(word).collect()
}

/// Text with nothing concealed in it.
pub(super) fn shown(text: &str) -> String {
    visible(text).into_owned()
}

pub(super) fn cell(cell: &Cell) -> CellText {
    CellText {
        text: shown(&cell.text),
        value: cell.value.as_deref().map(shown),
    }
}

pub(super) fn count(n: u64) -> CellText {
    cell(&Cell::count(n))
}

pub(super) fn name(label: &Label) -> Name {
    Name {
        words: words(&label.name),
        absent: label.absent,
        unknown: label.unknown,
        id: label.id.as_deref().map(shown),
        also: label.also.iter().map(|name| shown(name)).collect(),
    }
}

pub(super) fn ledger(ledger: &LedgerView) -> Ledger {
    let entries = ledger.entries().into_iter();
    entries.map(|(name, n)| (thousands(n), name)).collect()
}

/// The command line; empty where there is none to tell.
pub(super) fn command<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    let mut words = words.into_iter().map(String::as_str).peekable();
    match words.peek() {
        Some(_) => shown(&shell_line(["trailproof"].into_iter().chain(words))),
        None => String::new(),
    }
}

pub(super) fn archive(archive: &ArchiveView) -> Archive {
    let text = |text: &Option<String>| text.as_deref().map(shown).unwrap_or_default();
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
        path: shown(&archive.path),
        account: text(&archive.account),
        month: text(&archive.month),
        records: count(archive.records),
        size: cell(&Cell::bytes(archive.bytes)),
        exact: counted(archive.bytes, "byte", "bytes"),
        form: shown(&form),
        first: time(&archive.first_at),
        last: time(&archive.last_at),
        sha256: shown(&archive.sha256),
    }
}
