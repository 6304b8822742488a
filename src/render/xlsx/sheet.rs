//! A sheet that is being written: typed columns, and rows as they come.

use super::super::safe::xlsx_text;
use super::super::{AlteredCells, RenderError};
use super::parts::{Style, sheet_end, sheet_start};
use super::value::Value;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;

/// Rows that a sheet has room for, its head among them.
pub(crate) const MOST_ROWS: u32 = 1_048_576;
/// Rows by which the widths of columns are measured.
const MEASURED: u32 = 200;
/// Characters of the narrowest and of the widest column.
const NARROW: usize = 8;
const WIDE: usize = 60;
/// Characters of a column of sentences, which break into lines; it has this width whatever they say, so that the
/// height of a row is known before the row is written.
const PROSE: usize = 50;
/// Points of a line, and lines of the highest row that there can be.
const LINE: usize = 15;
const MOST_LINES: usize = 27;

/// A column by its head and by what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    head: Cow<'static, str>,
    /// The look of its cells; by the value of each where there is none.
    style: Option<Style>,
}

/// What a column holds, as far as it decides how text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Instants.
    Time,
    /// Days.
    Day,
    /// Anything else.
    Other,
}

impl Column {
    const fn new(head: Cow<'static, str>, style: Style) -> Self {
        Self {
            head,
            style: Some(style),
        }
    }

    /// Values of any kind.
    pub(super) fn any(head: &'static str) -> Self {
        Self {
            head: head.into(),
            style: None,
        }
    }

    /// Names, ids, words.
    pub(crate) fn text(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Text)
    }

    /// Sentences, which break into lines.
    pub(crate) fn prose(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Prose)
    }

    /// Counts.
    pub(crate) fn integer(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Integer)
    }

    /// Numbers with a fraction.
    pub(crate) fn number(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Number)
    }

    /// Instants in UTC.
    pub(crate) fn time(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Time)
    }

    /// Days.
    pub(crate) fn day(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Day)
    }

    /// Yes or no.
    pub(crate) fn truth(head: impl Into<Cow<'static, str>>) -> Self {
        Self::new(head.into(), Style::Truth)
    }

    /// What stands above it.
    pub(super) fn head(&self) -> &str {
        &self.head
    }

    /// Whether its texts break into lines.
    const fn breaks(&self) -> bool {
        matches!(self.style, None | Some(Style::Prose))
    }

    pub(super) const fn kind(&self) -> Kind {
        match self.style {
            Some(Style::Time) => Kind::Time,
            Some(Style::Day) => Kind::Day,
            _ => Kind::Other,
        }
    }
}

/// A sheet that takes rows.
pub(crate) struct Sheet<'b> {
    out: &'b mut dyn Write,
    altered: &'b mut AlteredCells,
    columns: &'b [Column],
    name: &'b str,
    first: bool,
    rows: u32,
    most: u32,
    widths: Vec<usize>,
    /// Lines of the row that is being written.
    lines: usize,
    /// The first rows, until the widths are known.
    waiting: Option<String>,
    row: String,
}

impl<'b> Sheet<'b> {
    pub(super) fn begin(
        out: &'b mut dyn Write,
        altered: &'b mut AlteredCells,
        (name, first): (&'b str, bool),
        columns: &'b [Column],
        most: u32,
    ) -> Result<Self, RenderError> {
        let mut sheet = Self {
            out,
            altered,
            columns,
            name,
            first,
            rows: 0,
            most,
            widths: vec![NARROW; columns.len()],
            lines: 1,
            waiting: Some(String::new()),
            row: String::new(),
        };
        let heads = columns
            .iter()
            .map(|column| Value::Text(Cow::Borrowed(&*column.head)));
        sheet.cells(heads, true)?;
        // Beside a head stands the button of its filter.
        sheet.widths.iter_mut().for_each(|width| *width += 3);
        for (width, column) in sheet.widths.iter_mut().zip(columns) {
            if column.breaks() {
                *width = PROSE;
            }
        }
        Ok(sheet)
    }

    /// Adds a row, a value a column.
    ///
    /// # Errors
    /// [`RenderError::TooManyRows`], or what the place of the workbook said.
    pub(crate) fn row<'a>(
        &mut self,
        values: impl IntoIterator<Item = Value<'a>>,
    ) -> Result<(), RenderError> {
        self.cells(values, false)
    }

    fn cells<'a>(
        &mut self,
        values: impl IntoIterator<Item = Value<'a>>,
        heads: bool,
    ) -> Result<(), RenderError> {
        if self.rows == self.most {
            return Err(RenderError::TooManyRows {
                sheet: self.name.to_owned(),
                most: self.most - 1,
            });
        }
        self.rows += 1;
        self.row.clear();
        self.lines = 1;
        let columns = self.columns;
        for (at, (value, column)) in values.into_iter().zip(columns).enumerate() {
            let style = match column.style {
                Some(Style::Text | Style::Prose) | None if heads => Some(Style::Head),
                Some(_) if heads => Some(Style::FiguresHead),
                style => style,
            };
            let style = style.unwrap_or(match value {
                Value::Integer(_) => Style::Integer,
                Value::Number(_) => Style::Number,
                Value::Truth(_) => Style::Truth,
                Value::Serial(_) => Style::Time,
                Value::Text(_) | Value::Empty => Style::Prose,
            });
            self.cell(at, &value, style);
        }
        self.row.push_str("</row>");
        let number = self.rows;
        // Not every spreadsheet finds out by itself how high a row has to be.
        let start = match self.lines.min(MOST_LINES) {
            1 => format!("<row r=\"{number}\">"),
            lines => format!(
                "<row r=\"{number}\" ht=\"{}\" customHeight=\"1\">",
                lines * LINE
            ),
        };
        match &mut self.waiting {
            None => {
                self.out.write_all(start.as_bytes())?;
                self.out.write_all(self.row.as_bytes())?;
            }
            Some(waiting) => {
                waiting.push_str(&start);
                waiting.push_str(&self.row);
                if self.rows >= MEASURED {
                    self.start()?;
                }
            }
        }
        Ok(())
    }

    fn cell(&mut self, at: usize, value: &Value<'_>, style: Style) {
        let (row, mark) = (self.rows, style as u8);
        if *value == Value::Empty {
            return;
        }
        let out = &mut self.row;
        out.push_str("<c r=\"");
        push_name(out, at);
        let _ = write!(out, "{row}\" s=\"{mark}\"");
        let width = match value {
            Value::Empty => 0,
            Value::Text(text) => {
                let cell = xlsx_text::cell(text);
                self.altered.revealed += usize::from(cell.revealed);
                self.altered.cut += usize::from(cell.cut);
                out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                out.push_str(&cell.xml);
                out.push_str("</t></is></c>");
                match style {
                    Style::Prose => {
                        self.lines = self.lines.max(lines(text));
                        0
                    }
                    _ => text.chars().take(WIDE).count(),
                }
            }
            Value::Integer(n) => number(out, n),
            Value::Number(n) => number(out, n),
            Value::Serial(days) => {
                number(out, days);
                if style == Style::Day { 10 } else { 23 }
            }
            Value::Truth(yes) => {
                let _ = write!(out, " t=\"b\"><v>{}</v></c>", u8::from(*yes));
                5
            }
        };
        if self.waiting.is_some() {
            self.widths[at] = self.widths[at].max(width);
        }
    }

    /// Writes what begins the sheet, and the rows that waited for it.
    fn start(&mut self) -> Result<(), RenderError> {
        if let Some(waiting) = self.waiting.take() {
            let start = sheet_start(self.first, &self.widths);
            self.out.write_all(start.as_bytes())?;
            self.out.write_all(waiting.as_bytes())?;
        }
        Ok(())
    }

    /// Ends the sheet; gives the range that it fills, `$A$1:$C$10`.
    pub(super) fn end(mut self) -> Result<String, RenderError> {
        self.start()?;
        let mut last = String::new();
        push_name(&mut last, self.columns.len().saturating_sub(1));
        let range = format!("$A$1:${last}${}", self.rows);
        self.out.write_all(sheet_end(&range).as_bytes())?;
        Ok(range)
    }
}

/// About how many lines a text takes in a column of sentences.
fn lines(text: &str) -> usize {
    const ALL: usize = PROSE * MOST_LINES;
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let width = word.chars().take(ALL).count();
        if used > 0 && used + 1 + width > PROSE {
            lines += 1;
            used = 0;
        }
        used += width + usize::from(used > 0);
        lines += used.saturating_sub(1) / PROSE;
        used = (used.max(1) - 1) % PROSE + usize::from(used > 0);
        if lines >= MOST_LINES {
            break;
        }
    }
    lines
}

/// A figure as the rest of its cell; gives its width.
fn number(out: &mut String, n: impl std::fmt::Display) -> usize {
    let start = out.len();
    let _ = write!(out, "><v>{n}</v></c>");
    // With its separators of thousands.
    (out.len() - start - "><v></v></c>".len()) * 4 / 3
}

/// `A` for 0, `Z` for 25, `AA` for 26.
fn push_name(out: &mut String, at: usize) {
    if at >= 26 {
        push_name(out, at / 26 - 1);
    }
    out.push(char::from(b'A' + (at % 26) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_break_between_words_and_long_words_within() {
        let words = |n: usize| vec!["twelve chars"; n].join(" ");
        for (text, want) in [
            (String::new(), 1),
            ("x".repeat(50), 1),
            ("x".repeat(51), 2),
            ("x".repeat(101), 3),
            (words(3), 1),
            (words(4), 2),
            (words(100), MOST_LINES),
            (format!("{} {}", "x".repeat(49), "y".repeat(10)), 2),
        ] {
            assert_eq!(lines(&text), want, "{text}");
        }
    }

    #[test]
    fn columns_have_letters() {
        for (at, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            let mut out = String::new();
            push_name(&mut out, at);
            assert_eq!(out, name);
        }
    }
}
