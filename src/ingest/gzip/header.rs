//! What stands around the compressed data of a gzip member (RFC 1952, section 2.3).

use super::super::raw::RawInput;
use std::io::{BufRead, Result};

/// What was found where a member could start.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// A member; its compressed data follow.
    Member,
    /// The end of the file.
    End,
    /// The file ends inside the header.
    Truncated,
    /// Bytes that are no member.
    NotAMember,
    /// A member that breaks the format.
    Broken(&'static str),
}

const FHCRC: u8 = 2;
const FEXTRA: u8 = 4;
const FNAME: u8 = 8;
const FCOMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;

/// Bytes of a header, digested as they pass because the header may close with its own checksum.
struct HeaderBytes<'r, 'p> {
    raw: &'r mut RawInput<'p>,
    crc: crc32fast::Hasher,
}

impl HeaderBytes<'_, '_> {
    fn next(&mut self) -> Result<Option<u8>> {
        let byte = next(self.raw)?;
        if let Some(byte) = byte {
            self.crc.update(&[byte]);
        }
        Ok(byte)
    }

    fn skip(&mut self, n: usize) -> Result<Option<()>> {
        for _ in 0..n {
            if self.next()?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(()))
    }

    fn skip_text(&mut self) -> Result<Option<()>> {
        while let Some(byte) = self.next()? {
            if byte == 0 {
                return Ok(Some(()));
            }
        }
        Ok(None)
    }

    fn u16(&mut self) -> Result<Option<u16>> {
        let (Some(low), Some(high)) = (self.next()?, self.next()?) else {
            return Ok(None);
        };
        Ok(Some(u16::from_le_bytes([low, high])))
    }

    /// Everything behind the two magic bytes; `None` where the file ends.
    fn rest(&mut self) -> Result<Option<Header>> {
        let (Some(method), Some(flags)) = (self.next()?, self.next()?) else {
            return Ok(None);
        };
        if method != 8 {
            return Ok(Some(Header::Broken(
                "its compression method is not deflate",
            )));
        }
        if flags & RESERVED != 0 {
            return Ok(Some(Header::Broken(
                "it sets flags that the format reserves",
            )));
        }
        if self.skip(6)?.is_none() {
            return Ok(None);
        }
        if flags & FEXTRA != 0 {
            let Some(len) = self.u16()? else {
                return Ok(None);
            };
            if self.skip(usize::from(len))?.is_none() {
                return Ok(None);
            }
        }
        for text in [FNAME, FCOMMENT] {
            if flags & text != 0 && self.skip_text()?.is_none() {
                return Ok(None);
            }
        }
        if flags & FHCRC != 0 {
            let sum = self.crc.clone().finalize() & 0xffff;
            let Some(stated) = self.u16()? else {
                return Ok(None);
            };
            if sum != u32::from(stated) {
                return Ok(Some(Header::Broken("its header fails its checksum")));
            }
        }
        Ok(Some(Header::Member))
    }
}

/// Reads up to where a member's compressed data start.
pub(super) fn read(raw: &mut RawInput<'_>, first: bool) -> Result<Header> {
    let Some(byte) = next(raw)? else {
        return Ok(if first {
            Header::Truncated
        } else {
            Header::End
        });
    };
    let mut header = HeaderBytes {
        raw,
        crc: crc32fast::Hasher::new(),
    };
    header.crc.update(&[byte]);
    if byte != 0x1f {
        return Ok(Header::NotAMember);
    }
    match header.next()? {
        Some(0x8b) => Ok(header.rest()?.unwrap_or(Header::Truncated)),
        Some(_) => Ok(Header::NotAMember),
        None => Ok(Header::Truncated),
    }
}

/// Checksum and length behind the compressed data; `None` where the file ends.
pub(super) fn trailer(raw: &mut RawInput<'_>) -> Result<Option<(u32, u32)>> {
    let mut word = || -> Result<Option<u32>> {
        let mut bytes = [0; 4];
        for byte in &mut bytes {
            match next(raw)? {
                Some(read) => *byte = read,
                None => return Ok(None),
            }
        }
        Ok(Some(u32::from_le_bytes(bytes)))
    };
    let (Some(crc), Some(len)) = (word()?, word()?) else {
        return Ok(None);
    };
    Ok(Some((crc, len)))
}

fn next(raw: &mut RawInput<'_>) -> Result<Option<u8>> {
    let byte = raw.fill_buf()?.first().copied();
    if byte.is_some() {
        raw.consume(1);
    }
    Ok(byte)
}
