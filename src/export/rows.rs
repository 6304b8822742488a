//! Events as rows of a table, of a workbook, or of both in one go.

use super::block::{Block, Made, Maker};
use super::events::Events;
use super::row::{CREATED_AT, heads};
use super::sorter::Sorter;
use super::written::Written;
use crate::error::{Error, Result};
use crate::output::Target;
use crate::render::RenderError;
use crate::render::xlsx::{self, Book, Column, MOST_ROWS, Sheet};
use crate::sync::{both, each};
use std::io::{self, Write};

/// Events that a workbook has room for, below the heads of its columns.
pub const MOST_IN_WORKBOOK: u64 = MOST_ROWS as u64 - 1;

/// Name of the sheet that has the events.
const SHEET: &str = "Events";

/// Where rows go, and what describes it.
pub struct Place<'o> {
    /// Where they are written.
    pub out: &'o mut (dyn Write + Send),
    /// What an error calls it.
    pub target: &'o Target,
}

impl Place<'_> {
    /// The same place for a while.
    #[must_use]
    pub fn again(&mut self) -> Place<'_> {
        Place {
            out: &mut *self.out,
            target: self.target,
        }
    }
}

/// Writes everything that was sorted as a table, and as a workbook where there is a place for one; gives what was written
/// but for its bytes.
///
/// # Errors
/// Where a place or the temporary file fails.
pub fn write_rows(sorter: &Sorter, table: Place<'_>, book: Option<Place<'_>>) -> Result<Written> {
    sorter.ready()?;
    let events = Events {
        sorter,
        under: None,
    };
    let table = (table, false);
    match book {
        None => self::table(&events, table),
        Some(book) => workbook(&events, Some(table), book),
    }
}

/// Writes events as a table, of which is told whether its cells stay as they are.
pub(super) fn table(events: &Events<'_>, (place, raw): (Place<'_>, bool)) -> Result<Written> {
    let maker = Maker::new(events).with_table(raw, place.target.is_terminal());
    let written = spread(events, &maker, Some(place.out), None)?;
    written.map_err(|fault| fault.of(place.target, place.target))
}

/// Writes events as a workbook, and as a table where there is a place for one.
pub(super) fn workbook(
    events: &Events<'_>,
    table: Option<(Place<'_>, bool)>,
    Place { out, target }: Place<'_>,
) -> Result<Written> {
    let (mut maker, mut book) = (Maker::new(events), Book::new(out));
    let (table, of_table) = match table {
        Some((place, raw)) => {
            maker = maker.with_table(raw, place.target.is_terminal());
            (Some(place.out), place.target)
        }
        None => (None, target),
    };
    let failed = |fault: Fault| fault.of(of_table, target);
    let heads = heads().into_iter().enumerate();
    let columns = heads.map(|(at, head)| match at {
        CREATED_AT => Column::time(head),
        _ => Column::text(head),
    });
    let columns: Vec<_> = columns.collect();
    // What happened to the events, of which the book knows nothing.
    let mut written = Ok(Written::default());
    let ended = book.sheet(SHEET, &columns, |sheet| {
        let maker = maker.with_sheet(sheet.shape());
        let spread = spread(events, &maker, table, Some(sheet));
        written = spread.and_then(|written| written.map_err(failed));
        Ok(())
    });
    let mut written = written?;
    ended.map_err(|error| failed(error.into()))?;
    if let Some(under) = events.under {
        let view = under.view();
        let columns = ["pseudonyms", "note"].map(Column::text);
        let facts = [xlsx::text(&*view.key_id), xlsx::text(view.note)];
        book.sheet("Pseudonyms", &columns, |sheet| sheet.row(facts))
            .map_err(|error| failed(error.into()))?;
    }
    let altered = book.finish().map_err(|error| failed(error.into()))?;
    written.altered_cells.revealed = altered.revealed;
    written.altered_cells.cut = altered.cut;
    Ok(written)
}

/// What went wrong.
enum Fault {
    Table(io::Error),
    Book(RenderError),
}

impl From<RenderError> for Fault {
    fn from(error: RenderError) -> Self {
        Self::Book(error)
    }
}

/// An event is not what it was, so that neither can be made.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Table(error)
    }
}

impl Fault {
    fn of(self, table: &Target, book: &Target) -> Error {
        match self {
            Self::Table(error) => table.failed(error),
            Self::Book(RenderError::Io(error)) => book.failed(error),
            Self::Book(error) => {
                let way_out = error.way_out().map(str::to_owned);
                book.failed(io::Error::other(error)).hint_if(way_out)
            }
        }
    }
}

/// Makes rows of all events and puts them in their places. A failure to read them is the outer error.
fn spread(
    events: &Events<'_>,
    maker: &Maker<'_>,
    table: Option<&mut (dyn Write + Send)>,
    sheet: Option<&mut Sheet<'_>>,
) -> Result<std::result::Result<Written, Fault>> {
    let threads = events.sorter.threads();
    let mut flow = Flow {
        maker,
        table,
        sheet,
        // As many blocks as threads cannot be shared evenly by them.
        most: if threads > 1 { 2 * threads } else { 1 },
        blocks: vec![Block::behind(0)],
        made: Vec::new(),
        written: Written::default(),
    };
    let spread = events.each(|event| flow.take(event))?;
    Ok(spread.and_then(|()| flow.finish()))
}

/// Blocks are made, several at a time, while those before them are written.
struct Flow<'f, 's, 't> {
    maker: &'f Maker<'f>,
    table: Option<&'t mut (dyn Write + Send)>,
    sheet: Option<&'f mut Sheet<'s>>,
    most: usize,
    blocks: Vec<Block>,
    made: Vec<Made>,
    written: Written,
}

impl Flow<'_, '_, '_> {
    fn take(&mut self, event: &[u8]) -> std::result::Result<(), Fault> {
        if self.blocks.last().is_none_or(Block::is_full) {
            let above = self.blocks.last().map_or(0, Block::up_to);
            if self.blocks.len() == self.most {
                self.turn()?;
            }
            self.blocks.push(Block::behind(above));
        }
        if let Some(block) = self.blocks.last_mut() {
            block.push(event);
        }
        Ok(())
    }

    /// Writes what was made, and makes what is there.
    fn turn(&mut self) -> std::result::Result<(), Fault> {
        let (blocks, made) = (
            std::mem::take(&mut self.blocks),
            std::mem::take(&mut self.made),
        );
        for made in &made {
            if let (Some(sheet), Some(rows)) = (&mut self.sheet, &made.rows) {
                sheet.add(rows)?;
            }
            self.written.events += made.written.events;
            self.written.lossy_rows += made.written.lossy_rows;
            self.written.altered_cells.formulas += made.written.altered_cells.formulas;
        }
        let (table, maker) = (&mut self.table, self.maker);
        let write = || match table {
            Some(out) => made.iter().try_for_each(|made| out.write_all(&made.table)),
            None => Ok(()),
        };
        let (written, made) = both(write, || each(&blocks, &|block| maker.make(block)));
        written?;
        self.made = made.into_iter().collect::<std::result::Result<_, _>>()?;
        Ok(())
    }

    fn finish(mut self) -> std::result::Result<Written, Fault> {
        self.turn()?;
        self.turn()?;
        Ok(self.written)
    }
}
