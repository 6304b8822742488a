//! A table: columns that say what they hold, and rows of typed cells.

use super::label::tell_apart;
use super::{Cell, Given, Medium, Phrase, Shown, Sign};
use crate::render::figures::thousands;
use serde::{Serialize, Serializer};

/// A table under the title of its section.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Table {
    /// What it is a list of, where its section has several.
    pub(crate) caption: Phrase,
    pub(crate) columns: Vec<Column>,
    /// Whether any column has a head.
    pub(crate) headed: bool,
    pub(crate) rows: Vec<Row>,
    /// What has no row of its own, added up.
    pub(crate) total: Option<Row>,
    /// How many there are, where only so many are shown.
    #[serde(serialize_with = "extent")]
    pub(crate) cut: Option<Cut>,
    /// What is to be known of it, below.
    pub(crate) note: Option<Phrase>,
    /// The command that gives all rows.
    pub(crate) rest: Option<Phrase>,
    pub(crate) look: Look,
    /// How much of it is on paper, in words, where paper has less than a screen.
    pub(crate) printed: Option<String>,
    /// How many rows that is.
    pub(crate) kept: usize,
    /// Whether paper leaves it out.
    pub(crate) screen: bool,
    /// In which media it is worth its room.
    #[serde(skip)]
    pub(crate) shown: Shown,
}

/// Rows of a long list that go on paper at most, unless the caller asked for so many rows.
pub(crate) const PRINTED: usize = 10;

/// Numbers of rows after which the style sheet can hide the others.
const STEPS: [usize; 17] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50];

/// What kind of table it is, for media that draw kinds differently.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Look {
    /// Rows that a reader sorts and searches. A title that says what they are stands, on a terminal, in the line of
    /// the heads.
    #[default]
    Ranking,
    /// The same where the heads are needed beside the title.
    Rows,
    /// A few figures, none of which is searched for.
    Plain,
    /// Heads are long and cells are short.
    Matrix,
    /// Hours of the week.
    Hours,
    /// Names are long: on a terminal all else stands below them.
    Stacked,
}

/// Part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) shown: u64,
    pub(crate) of: u64,
    /// What they are called, where the title does not say it.
    pub(crate) noun: &'static str,
    /// What one more row of the whole stands for: the events that have none of it.
    pub(crate) beside: Option<&'static str>,
}

impl Cut {
    /// `top 10 of 60`, or `top 10 of 60 and no actor`.
    pub(crate) fn words(self) -> String {
        let space = if self.noun.is_empty() { "" } else { " " };
        let (shown, of) = (thousands(self.shown), thousands(self.of));
        let beside = self.beside.map(|what| format!(" and {what}"));
        format!(
            "top {shown} of {of}{space}{}{}",
            self.noun,
            beside.unwrap_or_default()
        )
    }
}

/// How much is shown, in words; empty where that is all.
fn extent<S: Serializer>(cut: &Option<Cut>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&cut.map(Cut::words).unwrap_or_default())
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Column {
    pub(crate) head: Phrase,
    pub(crate) kind: Kind,
    /// Whether it stands below the name in its row, where there is no column for it.
    pub(crate) below: bool,
    /// What its figures count, said where they stand below: one, and several.
    #[serde(skip)]
    pub(crate) noun: Option<(&'static str, &'static str)>,
    /// Whether it is never broken into lines.
    pub(crate) whole: bool,
    /// Whether paper leaves it out.
    pub(crate) screen: bool,
    /// Place of the category whose colour it has.
    pub(crate) category: Option<usize>,
    /// Whether a terminal may leave it out where it has no room.
    #[serde(skip)]
    pub(crate) optional: bool,
    #[serde(skip)]
    shown: Shown,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Names, which may be shortened.
    Name,
    /// Sentences, which may be broken.
    Prose,
    /// Figures, to the right.
    Number,
    /// Times and days.
    Time,
    /// Drawn figures.
    Bar,
    /// Digests, of which a terminal shows as much as tells them apart.
    Digest,
    /// How many events a row is made of; a page has their ids at hand.
    Events,
}

impl Column {
    fn new(head: impl Into<Phrase>, kind: Kind) -> Self {
        Self {
            head: head.into(),
            kind,
            below: false,
            noun: None,
            whole: false,
            screen: false,
            category: None,
            optional: false,
            shown: Shown::Everywhere,
        }
    }

    pub(crate) fn name(head: impl Into<Phrase>) -> Self {
        Self::new(head, Kind::Name)
    }

    pub(crate) fn prose(head: impl Into<Phrase>) -> Self {
        Self::new(head, Kind::Prose)
    }

    pub(crate) fn number(head: impl Into<Phrase>) -> Self {
        Self::new(head, Kind::Number)
    }

    pub(crate) fn time(head: impl Into<Phrase>) -> Self {
        Self::new(head, Kind::Time).optional()
    }

    /// A day, for which there is always room.
    pub(crate) fn day(head: impl Into<Phrase>) -> Self {
        Self::new(head, Kind::Time)
    }

    pub(crate) fn bar() -> Self {
        Self::new("", Kind::Bar).optional()
    }

    /// How many events each row is made of, with their ids on a page.
    pub(crate) fn events(head: impl Into<Phrase>) -> Self {
        Self::new(head, Kind::Events)
    }

    pub(crate) fn digest(head: impl Into<Phrase>) -> Self {
        Self::new(head, Kind::Digest)
    }

    /// In these media only.
    pub(crate) fn on(self, shown: Shown) -> Self {
        Self { shown, ..self }
    }

    /// Left out on a terminal that has no room.
    pub(crate) fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// Never left out.
    pub(crate) fn always(self) -> Self {
        Self {
            optional: false,
            ..self
        }
    }

    /// Never broken into lines.
    pub(crate) fn whole(self) -> Self {
        Self {
            whole: true,
            ..self
        }
    }

    /// Left out on paper.
    pub(crate) fn on_screen(self) -> Self {
        Self {
            screen: true,
            ..self
        }
    }

    /// In the colour of a category.
    pub(crate) fn of_category(self, place: usize) -> Self {
        Self {
            category: Some(place),
            ..self
        }
    }

    /// Below the name.
    pub(crate) fn below(self) -> Self {
        Self {
            below: true,
            ..self
        }
    }

    /// Counting what is called so.
    pub(crate) fn counting(self, one: &'static str, many: &'static str) -> Self {
        Self {
            noun: Some((one, many)),
            ..self
        }
    }

    fn is_in(&self, medium: Medium) -> bool {
        self.shown.is_in(medium) && (self.kind != Kind::Bar || medium != Medium::Markdown)
    }
}

/// A row: a cell for each column.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// What became of it; a terminal has it before the name.
    pub(crate) sign: Option<Sign>,
    /// First and last day that it is about, by which a page filters it.
    pub(crate) days: Option<(String, String)>,
    /// Ids of the events that it is made of, for a page to have at hand.
    pub(crate) events: Vec<Given>,
    /// Other ids by what they are of, for a page to have at hand.
    pub(crate) ids: Vec<(&'static str, Given)>,
    /// Place of the category whose colour its bar has.
    pub(crate) category: Option<usize>,
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            ..Self::default()
        }
    }
}

impl Table {
    /// Columns and rows. Names that are alike are told apart.
    pub(crate) fn new<R: Into<Row>>(
        columns: impl Into<Vec<Column>>,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let columns = columns.into();
        let mut rows: Vec<Row> = rows.into_iter().map(Into::into).collect();
        let mut labels: Vec<_> = rows
            .iter_mut()
            .map(|row| row.cells.iter_mut().filter_map(label).collect())
            .collect();
        tell_apart(&mut labels);
        Self {
            headed: columns.iter().any(|column| !column.head.is_empty()),
            columns,
            rows,
            ..Self::default()
        }
    }

    pub(crate) fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// In these media only.
    pub(crate) fn on(self, shown: Shown) -> Self {
        Self { shown, ..self }
    }

    /// Left out on paper.
    pub(crate) fn on_screen(self) -> Self {
        Self {
            screen: true,
            ..self
        }
    }

    /// What is to be known of it.
    pub(crate) fn note(self, note: Option<Phrase>) -> Self {
        Self { note, ..self }
    }

    /// Without columns in which no row has anything.
    pub(crate) fn without_empty_columns(self) -> Self {
        let empty = |place: usize| {
            let mut cells = self.rows.iter().map(|row| row.cells.get(place));
            cells.all(|cell| matches!(cell, Some(Cell::Empty)))
        };
        let kept = (0..self.columns.len()).map(|place| !empty(place)).collect();
        self.with_columns(kept)
    }

    /// With no more than so many rows on paper, where it says how many there are; whether it has more. What the style
    /// sheet knows is no more than that.
    pub(crate) fn shorten_on_paper(&mut self, rows: usize) -> bool {
        let known = STEPS.iter().rfind(|step| **step <= rows);
        let kept = known.copied().unwrap_or(STEPS[0]);
        if self.rows.len() <= kept {
            return false;
        }
        let of = self.cut.map_or(self.rows.len() as u64, |cut| cut.of);
        let (shown, of) = (thousands(kept as u64), thousands(of));
        self.kept = kept;
        self.printed = Some(format!("first {shown} of {of}"));
        true
    }

    /// What the medium shows of it.
    pub(in crate::render) fn seen_in(self, medium: Medium) -> Self {
        let seen = self.columns.iter().map(|each| each.is_in(medium)).collect();
        self.with_columns(seen)
    }

    fn with_columns(mut self, kept: Vec<bool>) -> Self {
        let keep = |row: &mut Row| {
            let mut kept = kept.iter();
            row.cells.retain(|_| kept.next().copied().unwrap_or(true));
        };
        self.rows.iter_mut().chain(&mut self.total).for_each(keep);
        let mut kept = kept.iter();
        self.columns
            .retain(|_| kept.next().copied().unwrap_or(true));
        self
    }
}

fn label(cell: &mut Cell) -> Option<&mut super::Label> {
    match cell {
        Cell::Label(label) => Some(label),
        _ => None,
    }
}
