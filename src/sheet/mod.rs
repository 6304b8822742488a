//! Tables that people filled in: CSV as spreadsheets save it, and XLSX. Every byte may be hostile, so everything is bounded.

mod comma;
mod workbook;
mod xml;

/// Rows of a table: it is a sample, and no database.
const MOST_ROWS: usize = 1_048_576;
/// Cells of a row.
const MOST_CELLS: usize = 256;
/// Bytes of all cells together.
const MOST_TEXT: usize = 256 << 20;
/// Rows above the heads, such as a title.
const ABOVE: usize = 64;

/// A table: its heads, and the rows below them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Line or row of the heads, from 1.
    pub line: u64,
    /// The heads in lower case.
    pub heads: Vec<String>,
    /// The rows that are not empty.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Line of a text, or row of a sheet, from 1.
    pub line: u64,
    /// Its cells without blanks around them; those that are empty at the end may be missing.
    pub cells: Vec<String>,
}

/// Reads the table that has these heads, among others.
///
/// # Errors
/// A sentence that says why there is none.
pub fn read(bytes: &[u8], heads: &[&str]) -> Result<Sheet, String> {
    let mut gathered = Gathered::new(heads);
    match bytes.starts_with(b"PK\x03\x04") {
        true => workbook::read(bytes, &mut gathered)?,
        false => comma::read(bytes, &mut gathered)?,
    }
    gathered.sheet.ok_or_else(|| {
        format!(
            "it has no row with the column headings {}, so it is not a sample from trailproof",
            heads.join(", ")
        )
    })
}

/// What was read so far, within bounds.
struct Gathered<'h> {
    heads: &'h [&'h str],
    /// Rows that came before the heads.
    before: usize,
    text: usize,
    sheet: Option<Sheet>,
}

impl<'h> Gathered<'h> {
    fn new(heads: &'h [&'h str]) -> Self {
        Self {
            heads,
            before: 0,
            text: 0,
            sheet: None,
        }
    }

    /// Whether the heads are no longer to be expected.
    fn is_hopeless(&self) -> bool {
        self.sheet.is_none() && self.before > ABOVE
    }

    /// Takes a row.
    fn row(&mut self, line: u64, mut cells: Vec<String>) -> Result<(), String> {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.text += cells.iter().map(String::len).sum::<usize>();
        if cells.len() > MOST_CELLS || self.text > MOST_TEXT {
            return Err(format!("line {line}: the table is too large for a sample"));
        }
        let Some(sheet) = &mut self.sheet else {
            let heads: Vec<String> = cells.iter().map(|head| head.to_ascii_lowercase()).collect();
            if self
                .heads
                .iter()
                .all(|head| heads.iter().any(|known| known == head))
            {
                self.sheet = Some(Sheet {
                    line,
                    heads,
                    rows: Vec::new(),
                });
            }
            self.before += 1;
            return Ok(());
        };
        if sheet.rows.len() >= MOST_ROWS {
            return Err(format!(
                "more than {MOST_ROWS} rows: the table is too large for a sample"
            ));
        }
        sheet.rows.push(Row { line, cells });
        Ok(())
    }
}
