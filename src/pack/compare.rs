//! Whether what is made again is what is there.

use serde_json::Value as Json;
use std::io::{BufReader, ErrorKind, Read, Result, Write};

/// A writer that compares what is written with what is there. It takes everything.
pub struct Comparing {
    /// `None` where nothing is there, or once something differs.
    there: Option<BufReader<Box<dyn Read + Send>>>,
    at: u64,
    differs: Option<u64>,
}

impl Comparing {
    /// Compares with these bytes; without any, everything differs.
    #[must_use]
    pub fn new(there: Option<Box<dyn Read + Send>>) -> Self {
        Self {
            differs: there.is_none().then_some(0),
            there: there.map(|there| BufReader::with_capacity(1 << 16, there)),
            at: 0,
        }
    }

    /// The offset of the first byte that differs, once everything was written; `None` where all are the same.
    ///
    /// # Errors
    /// What the system said.
    pub fn differs(mut self) -> Result<Option<u64>> {
        if let Some(there) = &mut self.there
            && read_some(there, &mut [0])? > 0
        {
            self.differs = Some(self.at);
        }
        Ok(self.differs)
    }
}

fn read_some(from: &mut dyn Read, out: &mut [u8]) -> Result<usize> {
    loop {
        match from.read(out) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

impl Write for Comparing {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let Some(there) = &mut self.there else {
            return Ok(bytes.len());
        };
        let mut known = [0; 16 * 1024];
        let most = bytes.len().min(known.len());
        let mut filled = 0;
        while filled < most {
            match read_some(there, &mut known[filled..most])? {
                0 => break,
                n => filled += n,
            }
        }
        if bytes[..most] != known[..filled] {
            let same = bytes.iter().zip(&known[..filled]);
            let same = same.take_while(|(a, b)| a == b).count();
            self.differs = Some(self.at + same as u64);
            self.there = None;
        }
        self.at += most as u64;
        Ok(most)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Whether everything that `there` says is said by `again`, which may say more: members are added from version to
/// version. Gives the pointer to the first that is not.
#[must_use]
pub fn same_values(there: &Json, again: &Json) -> Option<String> {
    match (there, again) {
        (Json::Object(there), Json::Object(again)) => there.iter().find_map(|(name, value)| {
            let inside = match again.get(name) {
                Some(other) => same_values(value, other)?,
                None => String::new(),
            };
            Some(format!("/{name}{inside}"))
        }),
        (Json::Array(there), Json::Array(again)) if there.len() == again.len() => {
            let mut pairs = there.iter().zip(again).enumerate();
            pairs.find_map(|(nth, (a, b))| Some(format!("/{nth}{}", same_values(a, b)?)))
        }
        (there, again) => (there != again).then(String::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn differs(there: &'static [u8], again: &[u8], step: usize) -> Option<u64> {
        let mut comparing = Comparing::new(Some(Box::new(there)));
        for piece in again.chunks(step) {
            comparing.write_all(piece).expect("written");
        }
        comparing.differs().expect("compared")
    }

    #[test]
    fn the_first_byte_that_differs_is_told() {
        for step in [1, 2, 3, 100] {
            assert_eq!(differs(b"abcdef", b"abcdef", step), None);
            assert_eq!(differs(b"abcdef", b"abXdef", step), Some(2));
            assert_eq!(differs(b"abcdef", b"abc", step), Some(3));
            assert_eq!(differs(b"abc", b"abcdef", step), Some(3));
            assert_eq!(differs(b"", b"", step), None);
        }
        assert_eq!(Comparing::new(None).differs().expect("compared"), Some(0));
    }

    #[test]
    fn values_may_be_added_and_not_changed() {
        let there = json!({"a": 1, "b": [{"c": 2}]});
        let again = json!({"b": [{"c": 2, "d": 3}], "e": 4, "a": 1});
        assert_eq!(same_values(&there, &again), None);
        let again = json!({"a": 1, "b": [{"c": 3}]});
        assert_eq!(same_values(&there, &again).as_deref(), Some("/b/0/c"));
        assert_eq!(
            same_values(&json!({"a": null}), &json!({})).as_deref(),
            Some("/a")
        );
        assert_eq!(
            same_values(&json!([1]), &json!([1, 2])).as_deref(),
            Some("")
        );
    }
}
