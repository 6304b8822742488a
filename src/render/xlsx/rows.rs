//! Rows of a sheet, made without those above them.

use super::super::safe::xlsx_text;
use super::super::{AlteredCells, RenderError};
use super::column::Column;
use super::parts::{Style, sheet_start};
use super::piece::Piece;
use super::value::Value;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Rows that a sheet has room for, its head among them.
pub(crate) const MOST_ROWS: u32 = 1_048_576;
/// Bytes from which on rows are enough for a piece.
const FULL: usize = 1 << 19;
/// Rows by which the widths of columns are measured, if the first piece has so many.
const MEASURED: u32 = 200;
/// Characters of the narrowest and of the widest column.
const NARROW: usize = 8;
const WIDE: usize = 60;
/// Characters of a column of sentences, which break into lines; it has this width whatever they say, so that the
/// height of a row is known when the row is written.
const PROSE: usize = 50;
/// Points of a line, and lines of the highest row that there can be.
const LINE: usize = 15;
const MOST_LINES: usize = 27;

/// What is known of a sheet before its rows.
#[derive(Debug)]
pub(crate) struct Shape<'c> {
    name: String,
    columns: &'c [Column],
    /// How cells of each column begin.
    starts: Vec<String>,
    /// Whether it is the first of its workbook.
    first: bool,
    most: u32,
}

impl<'c> Shape<'c> {
    pub(super) fn new(name: &str, columns: &'c [Column], first: bool, most: u32) -> Self {
        let starts = 0..columns.len();
        let starts = starts.map(|at| format!("<c r=\"{}", column_name(at)));
        Self {
            name: name.to_owned(),
            columns,
            starts: starts.collect(),
            first,
            most,
        }
    }

    /// What is filled by so many rows, `$A$1:$C$10`.
    pub(super) fn range(&self, rows: u32) -> String {
        let last = column_name(self.columns.len().saturating_sub(1));
        format!("$A$1:${last}${rows}")
    }
}

/// Rows that follow each other.
pub(crate) struct Rows<'s> {
    shape: &'s Shape<'s>,
    /// Rows of the sheet up to here, its head among them.
    up_to: u32,
    xml: String,
    altered: AlteredCells,
    /// Of the columns, where the sheet begins here.
    widths: Option<Vec<usize>>,
    /// Lines of the row that is being written, and its number in digits.
    lines: usize,
    number: String,
}

/// Rows on their way into a sheet.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(super) piece: Piece,
    pub(super) altered: AlteredCells,
    pub(super) up_to: u32,
}

impl<'s> Rows<'s> {
    /// Rows behind so many others, the head of the sheet among them; with the head where there are none.
    ///
    /// # Errors
    /// [`RenderError::TooManyRows`].
    pub(crate) fn behind(shape: &'s Shape<'s>, above: u32) -> Result<Self, RenderError> {
        let mut rows = Self {
            shape,
            up_to: above,
            xml: String::with_capacity(FULL + (FULL >> 2)),
            altered: AlteredCells::default(),
            widths: None,
            lines: 1,
            number: String::new(),
        };
        if above == 0 {
            rows.heads()?;
        }
        Ok(rows)
    }

    fn heads(&mut self) -> Result<(), RenderError> {
        let columns = self.shape.columns;
        self.widths = Some(vec![NARROW; columns.len()]);
        let heads = columns.iter();
        let heads = heads.map(|column| Value::Text(Cow::Borrowed(column.head())));
        self.cells(heads, true)?;
        for (width, column) in self.widths.iter_mut().flatten().zip(columns) {
            *width = match column.breaks() {
                true => PROSE,
                // Beside a head stands the button of its filter.
                false => *width + 3,
            };
        }
        Ok(())
    }

    /// Whether it is time to pack them.
    pub(crate) fn are_enough(&self) -> bool {
        self.xml.len() >= FULL
    }

    /// Adds a row, a value a column.
    ///
    /// # Errors
    /// [`RenderError::TooManyRows`].
    pub(crate) fn row<'a>(
        &mut self,
        values: impl IntoIterator<Item = Value<'a>>,
    ) -> Result<(), RenderError> {
        self.cells(values, false)
    }

    /// Compresses them.
    ///
    /// # Errors
    /// What the library said.
    pub(crate) fn pack(self) -> Result<Packed, RenderError> {
        let start = self
            .widths
            .map(|widths| sheet_start(self.shape.first, &widths));
        let piece = Piece::of(&[start.as_deref().unwrap_or_default(), &self.xml])?;
        Ok(Packed {
            piece,
            altered: self.altered,
            up_to: self.up_to,
        })
    }

    fn cells<'a>(
        &mut self,
        values: impl IntoIterator<Item = Value<'a>>,
        heads: bool,
    ) -> Result<(), RenderError> {
        let shape = self.shape;
        if self.up_to == shape.most {
            return Err(RenderError::TooManyRows {
                sheet: shape.name.clone(),
                most: shape.most - 1,
            });
        }
        self.up_to += 1;
        self.number.clear();
        // Writing to a String cannot fail.
        let _ = write!(self.number, "{}", self.up_to);
        self.lines = 1;
        self.xml.push_str("<row r=\"");
        self.xml.push_str(&self.number);
        self.xml.push('"');
        let attributes = self.xml.len();
        self.xml.push('>');
        for (at, (value, column)) in values.into_iter().zip(shape.columns).enumerate() {
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
        self.xml.push_str("</row>");
        // Not every spreadsheet finds out by itself how high a row has to be.
        if self.lines > 1 {
            let height = self.lines.min(MOST_LINES) * LINE;
            let height = format!(" ht=\"{height}\" customHeight=\"1\"");
            self.xml.insert_str(attributes, &height);
        }
        Ok(())
    }

    fn cell(&mut self, at: usize, value: &Value<'_>, style: Style) {
        if *value == Value::Empty {
            return;
        }
        let out = &mut self.xml;
        out.push_str(&self.shape.starts[at]);
        out.push_str(&self.number);
        out.push_str("\" s=\"");
        out.push(char::from(b'0' + style as u8));
        let width = match value {
            Value::Empty => 0,
            Value::Text(text) => {
                // Else blanks at the ends are none.
                let blank =
                    text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
                out.push_str(match blank {
                    true => "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
                    false => "\" t=\"inlineStr\"><is><t>",
                });
                let cell = xlsx_text::push(text, out);
                self.altered.revealed += usize::from(cell.revealed);
                self.altered.cut += usize::from(cell.cut);
                out.push_str("</t></is></c>");
                match style {
                    Style::Prose => {
                        self.lines = self.lines.max(lines(text));
                        0
                    }
                    _ if self.widths.is_some() => text.chars().take(WIDE).count(),
                    _ => 0,
                }
            }
            Value::Integer(n) => number(out, n),
            Value::Number(n) => number(out, n),
            Value::Serial(days) => {
                number(out, days);
                if style == Style::Day { 10 } else { 23 }
            }
            Value::Truth(yes) => {
                let _ = write!(out, "\" t=\"b\"><v>{}</v></c>", u8::from(*yes));
                5
            }
        };
        if self.up_to <= MEASURED
            && let Some(widths) = &mut self.widths
        {
            widths[at] = widths[at].max(width);
        }
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
    let _ = write!(out, "\"><v>{n}</v></c>");
    // With its separators of thousands.
    (out.len() - start - "\"><v></v></c>".len()) * 4 / 3
}

/// `A` for 0, `Z` for 25, `AA` for 26.
fn column_name(at: usize) -> String {
    let mut name = match at {
        0..26 => String::new(),
        _ => column_name(at / 26 - 1),
    };
    name.push(char::from(b'A' + (at % 26) as u8));
    name
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
            assert_eq!(column_name(at), name);
        }
    }
}
