//! What serde_json says of a text, where it and this program are meant to agree.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// What serde_json says of a whole text.
pub enum Verdict {
    /// JSON, and what it says.
    Json(Value),
    /// Not JSON.
    NotJson,
    /// JSON to the letter, with a number that no `f64` holds or nested deeper than serde_json follows:
    /// the two are not meant to agree.
    Beyond,
}

/// Asks serde_json.
pub fn ask(text: &[u8]) -> Verdict {
    match serde_json::from_slice(text) {
        Ok(value) => Verdict::Json(value),
        Err(error) => {
            let said = error.to_string();
            if said.starts_with("number out of range") || said.starts_with("recursion limit") {
                Verdict::Beyond
            } else {
                Verdict::NotJson
            }
        }
    }
}

/// Number of members in all objects of a text, names that come again counted each time; a text whose
/// [`Value`] has fewer says something twice.
pub fn members(text: &[u8]) -> Option<usize> {
    serde_json::from_slice::<Count>(text)
        .ok()
        .map(|count| count.0)
}

/// The same of a value that was read.
pub fn members_of(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.len() + members.values().map(members_of).sum::<usize>(),
        Value::Array(elements) => elements.iter().map(members_of).sum(),
        _ => 0,
    }
}

struct Count(usize);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Counting)
    }
}

struct Counting;

impl<'de> Visitor<'de> for Counting {
    type Value = Count;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Count, E> {
        Ok(Count(0))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Count, E> {
        Ok(Count(0))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Count, E> {
        Ok(Count(0))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Count, E> {
        Ok(Count(0))
    }

    fn visit_str<E>(self, _: &str) -> Result<Count, E> {
        Ok(Count(0))
    }

    fn visit_unit<E>(self) -> Result<Count, E> {
        Ok(Count(0))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Count, A::Error> {
        let mut sum = 0;
        while let Some(Count(inside)) = elements.next_element()? {
            sum += inside;
        }
        Ok(Count(sum))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Count, A::Error> {
        let mut sum = 0;
        while let Some((_, Count(inside))) = members.next_entry::<String, Count>()? {
            sum += 1 + inside;
        }
        Ok(Count(sum))
    }
}
