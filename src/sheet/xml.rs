//! A part of a workbook, element by element. Names are without their prefix, and nothing is taken from outside the part.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Read};

/// Longest text of a cell.
const LONGEST: usize = 1 << 20;

/// An element's start or end.
pub(super) enum Tag {
    Start {
        name: String,
        /// Attribute `r`: the number of a row, or the name of a cell.
        place: Option<String>,
        /// Attribute `t`: the kind of a cell.
        kind: Option<String>,
    },
    End {
        name: String,
    },
}

pub(super) struct Part<'p> {
    reader: Reader<BufReader<&'p mut dyn Read>>,
    buffer: Vec<u8>,
}

fn wrong(error: impl std::fmt::Display) -> String {
    format!("not XML: {error}")
}

impl<'p> Part<'p> {
    pub(super) fn new(read: &'p mut dyn Read) -> Self {
        let mut reader = Reader::from_reader(BufReader::new(read));
        // An element that is empty has a start and an end, too.
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
        }
    }

    /// The next start or end; nothing at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Tag>, String> {
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer);
            let tag = match event.map_err(wrong)? {
                Event::Start(start) => Tag::Start {
                    name: start.local_name().into_inner().to_owned(),
                    place: attribute(&start, "r")?,
                    kind: attribute(&start, "t")?,
                },
                Event::End(end) => Tag::End {
                    name: end.local_name().into_inner().to_owned(),
                },
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(tag));
        }
    }

    /// The text up to the end of the element that was begun.
    pub(super) fn text(&mut self, element: &str) -> Result<String, String> {
        let mut text = String::new();
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer);
            match event.map_err(wrong)? {
                Event::Text(more) => text.push_str(&more.xml10_content()),
                Event::CData(more) => text.push_str(&more.xml10_content()),
                Event::GeneralRef(reference) => {
                    match reference.resolve_char_ref().map_err(wrong)? {
                        Some(c) => text.push(c),
                        // What a document declares itself stays unknown.
                        None => text.push_str(
                            resolve_predefined_entity(&reference)
                                .ok_or("it contains an unknown XML entity")?,
                        ),
                    }
                }
                Event::End(end) if end.local_name().into_inner() == element => return Ok(text),
                Event::Eof => return Err(format!("the element {element} is not closed")),
                _ => {}
            }
            if text.len() > LONGEST {
                return Err(
                    "a cell has more than {LONGEST} bytes, too many for a sample".to_owned(),
                );
            }
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let found = start.try_get_attribute(name).map_err(wrong)?;
    Ok(found.map(|found| found.value.into_owned()))
}
