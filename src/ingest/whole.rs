//! A small file as a whole, whatever it is wrapped in.

use super::container::Container;
use super::discover::Source;
use super::fault::Fault;
use super::raw::RawInput;
use crate::finding::Code;

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// A [`Fault`] for a file that cannot be read, is damaged or longer.
pub fn whole(source: &Source, limit: usize) -> Result<Vec<u8>, Fault> {
    let input = source.open().map_err(|e| Fault::io(&e, 0))?;
    let mut container = Container::open(RawInput::new(input, &|_| ()))?;
    let mut bytes = Vec::new();
    let mut target = 64 * 1024;
    while !container.fill(&mut bytes, target)? {
        if bytes.len() >= limit {
            let what = format!("longer than {limit} bytes");
            return Err(Fault::new(Code::F04, 0, what));
        }
        target = (target * 2).min(limit);
    }
    Ok(bytes)
}
