//! A document as data: what a reader is told, and in which order. How it looks is the business of a medium.
//!
//! Three layers, each of which knows only the one before it:
//!
//! 1. A *view* (`crate::view`) holds what was found out, as a promise to scripts.
//! 2. An *outline* (`render::outline`) makes blocks of a view: one file a section. It decides what is said and in which
//!    words, and knows nothing of terminals, Markdown or HTML.
//! 3. A *medium* (`render::terminal`, `render::markdown`, `render::html`) shows any document, block by block. It knows
//!    nothing of reports or comparisons.
//!
//! # A new section of the report
//!
//! One file below `outline/report/` with a function from the view to a section, and one line in `SECTIONS` of
//! `outline/report/mod.rs`, in the place where it is read. It then stands in the table, in Markdown and on the page,
//! with its entry in the page's contents; its table can be sorted and searched.
//!
//! ```ignore
//! pub(super) fn section(view: &ReportView) -> Option<Section> {
//!     let access = view.access.as_ref()?;
//!     let columns = [
//!         Column::name("Subject"),
//!         Column::name("Granted by"),
//!         Column::time("Granted"),
//!         Column::number("Events").on(Shown::Wide),
//!     ];
//!     let rows = access.grants.iter().map(|grant| vec![
//!         Label::of(grant.subject.as_deref(), None, "unreadable").into(),
//!         Label::of(grant.granted_by.as_deref(), None, "no actor").into(),
//!         Cell::time(&grant.granted_at),
//!         Cell::count(grant.events),
//!     ]);
//!     let section = Section::new("access", "Access")
//!         .with(Block::Paragraph(format!("{} grants are open.", access.open).into()))
//!         .with(Table::new(columns, rows));
//!     Some(section)
//! }
//! ```
//!
//! - Text of an archive is [`Given`], by [`Phrase::quote`], [`Label::of`] or [`Cell::time`]; every medium makes it safe.
//!   Never put it into a `format!` that becomes the program's own words.
//! - [`Shown`] says in which media a column, a table or figures are worth their room.
//! - [`Table::cut`] says how much of a list is shown, and [`Look`] what kind of table it is.
//! - Rows of CSV are made from the view, by one function and one line in `COMPLIANCE` of `csv/report.rs`; members of JSON by
//!   the view's own `Serialize`.

mod cell;
mod label;
mod notice;
mod phrase;
mod table;

pub(crate) use cell::{Cell, Figure};
pub(crate) use label::Label;
pub(crate) use notice::{Mood, Notice, Sign};
pub(crate) use phrase::{Given, Phrase};
pub(crate) use table::{Column, Cut, Kind, Look, PRINTED, Row, Table};

use super::charts::{Calendar, Week};
use super::figures;
use super::pictures::Picture;
use crate::view::LedgerView;
use serde::{Serialize, Serializer};

/// Where a document is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// Text for a terminal, or for a file that is read in one.
    Terminal,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// HTML.
    Page,
}

/// In which media something is worth its room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    #[default]
    Everywhere,
    Terminal,
    /// Where there is room for many columns: all but a terminal.
    Wide,
    Page,
    /// Where there are no pictures and no large figures: all but a page.
    Text,
}

impl Shown {
    pub(crate) fn is_in(self, medium: Medium) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Terminal => medium == Medium::Terminal,
            Self::Wide => medium != Medium::Terminal,
            Self::Page => medium == Medium::Page,
            Self::Text => medium != Medium::Page,
        }
    }
}

/// A whole document in the order in which it is read.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Document {
    /// What it is about; empty where nothing needs to be said.
    pub(crate) title: Phrase,
    /// Its state in a word or two, for media that can set one beside the title.
    pub(crate) chips: Vec<(Mood, &'static str)>,
    /// Inputs that could not be read to their end: the banner.
    pub(crate) missing: Vec<Phrase>,
    /// What comes before all sections.
    pub(crate) opening: Vec<Block>,
    pub(crate) sections: Vec<Section>,
    /// First and last day, between which a page filters.
    pub(crate) range: Option<(String, String)>,
    /// What paper leaves out that a screen has, in a sentence; empty where that is nothing.
    pub(crate) printed: String,
    /// The command line that gives the same page again.
    pub(crate) command: Option<Phrase>,
    /// The program, its version, and when it ran if the caller said so.
    pub(crate) made_by: Phrase,
}

/// What stands under one heading.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Section {
    /// Name of the place, unique in the document.
    pub(crate) id: String,
    /// Its heading; a section without one goes on where the last one ended.
    pub(crate) title: Phrase,
    /// What qualifies the heading.
    pub(crate) extent: Phrase,
    pub(crate) mood: Option<Mood>,
    pub(crate) blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", content = "of", rename_all = "lowercase")]
pub(crate) enum Block {
    /// A heading below that of the section.
    Heading(Phrase),
    Paragraph(Phrase),
    /// Sentences to the reader, the gravest first.
    Notices(Vec<Notice>),
    /// Named facts.
    Facts(Vec<(&'static str, Phrase)>),
    /// Headline figures.
    Figures(Figures),
    /// What became of every record, by name.
    Ledger(
        &'static str,
        #[serde(serialize_with = "entries")] LedgerView,
    ),
    List(Vec<Item>),
    Table(Table),
    /// Drawn with characters, for media of text.
    #[serde(skip)]
    Drawing(Drawing),
    /// Drawn with shapes, for pages.
    Picture(Picture),
    /// What a few words mean, for whom asks.
    Details(&'static str, Phrase),
    /// Text to be copied, as it is, under a heading.
    Verbatim(&'static str, Phrase),
}

/// What text can draw.
#[derive(Debug, Clone)]
pub(crate) enum Drawing {
    Calendar(Calendar),
    Week(Box<Week>),
}

/// An entry of a list, with what belongs to it.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Item {
    pub(crate) mood: Option<Mood>,
    pub(crate) text: Phrase,
    pub(crate) items: Vec<Phrase>,
    /// Whether these are told to whom asks alone: on a page one click away, in text not at all.
    pub(crate) folded: bool,
    /// What to do about it.
    pub(crate) act: Phrase,
}

/// Headline figures and what they are held against.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figures {
    pub(crate) all: Vec<KeyFigure>,
    /// The period whose figures stand beside them.
    pub(crate) against: Option<Phrase>,
    #[serde(skip)]
    pub(crate) shown: Shown,
}

/// A headline figure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct KeyFigure {
    pub(crate) value: String,
    pub(crate) noun: &'static str,
    /// The same where there is little room.
    #[serde(skip)]
    pub(crate) short_noun: &'static str,
    /// Against the other period: in short, and in words.
    pub(crate) change: Option<(String, String)>,
}

impl Document {
    /// States in a word that a reader must know before anything else, for media that have one line for them. What is
    /// incomplete has a banner.
    pub(crate) fn doubts(&self) -> impl Iterator<Item = &'static str> {
        let chips = self.chips.iter();
        chips
            .filter(|(mood, _)| *mood == Mood::Warning)
            .map(|(_, word)| *word)
    }

    /// What the medium shows of it.
    pub(crate) fn seen_in(mut self, medium: Medium) -> Self {
        let blocks = |blocks: Vec<Block>| blocks.into_iter().filter_map(|b| b.seen_in(medium));
        self.opening = blocks(self.opening).collect();
        for section in &mut self.sections {
            section.extent = section.qualifier();
            section.blocks = blocks(std::mem::take(&mut section.blocks)).collect();
        }
        self.sections.retain(|section| !section.blocks.is_empty());
        self
    }
}

impl Section {
    pub(crate) fn new(id: impl Into<String>, title: impl Into<Phrase>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            ..Self::default()
        }
    }

    /// Appends a block.
    pub(crate) fn with(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// What stands after the heading: what qualifies it, else how much of its table is shown.
    fn qualifier(&self) -> Phrase {
        let cut = self.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.caption.is_empty() => table.cut,
            _ => None,
        });
        match cut {
            Some(cut) if self.extent.is_empty() => cut.words().into(),
            _ => self.extent.clone(),
        }
    }

    /// What qualifies the heading.
    pub(crate) fn extent(self, extent: impl Into<Phrase>) -> Self {
        Self {
            extent: extent.into(),
            ..self
        }
    }
}

impl Block {
    fn seen_in(self, medium: Medium) -> Option<Self> {
        let seen = match &self {
            Self::Table(table) => table.shown.is_in(medium) && !table.columns.is_empty(),
            Self::Figures(figures) => figures.shown.is_in(medium),
            Self::Drawing(_) => medium != Medium::Page,
            Self::Picture(_) => medium == Medium::Page,
            Self::Notices(notices) => !notices.is_empty(),
            Self::Facts(facts) => !facts.is_empty(),
            Self::List(items) => !items.is_empty(),
            _ => true,
        };
        seen.then(|| match self {
            Self::Table(table) => Self::Table(table.seen_in(medium)),
            other => other,
        })
    }
}

/// The figures of a ledger with their names: what was read, then what it is the sum of.
fn entries<S: Serializer>(ledger: &LedgerView, serializer: S) -> Result<S::Ok, S::Error> {
    let entries = ledger.entries();
    serializer.collect_seq(entries.map(|(name, n)| (figures::thousands(n), name)))
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}
