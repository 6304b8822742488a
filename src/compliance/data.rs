//! What the policy's pointers find in the `data` of an event. Its shape is undocumented, so nothing is guessed.

use crate::policy::Pointer;
use serde_json::Value as Json;
use simd_json::prelude::*;
use simd_json::tape::Value;
use simd_json::{Buffers, Tape};
use std::collections::BTreeSet;

/// Reads `data`, one value after another in the same memory.
pub(super) struct DataReader {
    text: Vec<u8>,
    buffers: Buffers,
    tape: Option<Tape<'static>>,
}

impl Default for DataReader {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            buffers: Buffers::new(1024),
            tape: None,
        }
    }
}

impl std::fmt::Debug for DataReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DataReader").finish_non_exhaustive()
    }
}

/// Which members of `data` are kept as they are, for rules that name them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kept {
    /// None.
    #[default]
    Nothing,
    /// Those of these names.
    Members(BTreeSet<String>),
    /// All of it.
    Whole,
}

impl Kept {
    fn of(&self, data: Value<'_, '_>) -> Option<Box<Json>> {
        let whole = json(data)?;
        Some(Box::new(match (self, whole) {
            (Self::Nothing, _) => return None,
            (Self::Members(names), Json::Object(mut members)) => {
                members.retain(|name, _| names.contains(name));
                Json::Object(members)
            }
            (Self::Members(_), _) => return None,
            (Self::Whole, whole) => whole,
        }))
    }
}

impl DataReader {
    /// For each list of pointers, the text that the first of them finds; and what is kept.
    pub(super) fn read<const N: usize>(
        &mut self,
        data: &[u8],
        lists: [&[Pointer]; N],
        kept: &Kept,
    ) -> ([Option<Box<str>>; N], Option<Box<Json>>) {
        if data.is_empty() || *kept == Kept::Nothing && lists.iter().all(|list| list.is_empty()) {
            return ([const { None }; N], None);
        }
        self.text.clear();
        self.text.extend_from_slice(data);
        let tape = self.tape.take().unwrap_or_else(Tape::null);
        let mut tape: Tape<'_> = tape.reset();
        let read = simd_json::fill_tape(&mut self.text, &mut self.buffers, &mut tape);
        let found = match read {
            Ok(()) => (
                lists.map(|list| {
                    list.iter()
                        .find_map(|pointer| text(tape.as_value(), pointer))
                }),
                kept.of(tape.as_value()),
            ),
            Err(_) => ([const { None }; N], None),
        };
        self.tape = Some(tape.reset());
        found
    }
}

/// A value on its own; of several members of one name the last one counts. `None` for what is no value.
fn json(value: Value<'_, '_>) -> Option<Json> {
    if let Some(object) = value.as_object() {
        let members = object.iter();
        let member = |(name, value): (&str, _)| Some((name.to_owned(), json(value)?));
        return members.map(member).collect::<Option<_>>().map(Json::Object);
    }
    if let Some(array) = value.as_array() {
        return array
            .iter()
            .map(json)
            .collect::<Option<_>>()
            .map(Json::Array);
    }
    if let Some(text) = value.as_str() {
        return Some(text.into());
    }
    if let Some(number) = value.as_i64() {
        return Some(number.into());
    }
    if let Some(number) = value.as_u64() {
        return Some(number.into());
    }
    if let Some(number) = value.as_f64() {
        return Some(number.into());
    }
    Some(value.as_bool().map_or(Json::Null, Json::Bool))
}

/// The text at a place, if there is one that says something. The text of an empty string is none.
fn text(data: Value<'_, '_>, pointer: &Pointer) -> Option<Box<str>> {
    let mut value = data;
    for token in pointer.tokens() {
        value = if let Some(object) = value.as_object() {
            // Of several members of one name the last one counts, as everywhere in this program.
            let members = object.iter().filter(|(name, _)| name == token);
            members.map(|(_, value)| value).last()?
        } else {
            let number = token.parse::<usize>().ok()?;
            let canonical = number.to_string() == *token;
            value.as_array().filter(|_| canonical)?.get(number)?
        };
    }
    value
        .as_str()
        .filter(|text| !text.is_empty())
        .map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(data: &str, pointers: &[&str]) -> Option<String> {
        let pointers: Vec<_> = pointers
            .iter()
            .filter_map(|text| Pointer::parse(text))
            .collect();
        let ([found], _) = DataReader::default().read(data.as_bytes(), [&pointers], &Kept::Nothing);
        found.map(|text| text.to_string())
    }

    #[test]
    fn the_first_pointer_that_finds_a_text_has_it() {
        let data = r#"{"user":{"email":"ann@acme.com","id":7},"list":["a",{"b":"c"}],"":"empty","a/b":{"~":"t"},"esc":"\u00e9\n"}"#;
        for (pointers, want) in [
            (&["/user/email"][..], Some("ann@acme.com")),
            (
                &["/nothing", "/user/id", "/user/email"],
                Some("ann@acme.com"),
            ),
            (&["/list/0"], Some("a")),
            (&["/list/1/b"], Some("c")),
            (&["/list/01"], None),
            (&["/list/2", "/list/-", "/list"], None),
            (&["/"], Some("empty")),
            (&["/a~1b/~0"], Some("t")),
            (&["/esc"], Some("\u{e9}\n")),
            (&["/user", "/user/email/x"], None),
        ] {
            assert_eq!(found(data, pointers).as_deref(), want, "{pointers:?}");
        }
        for (data, want) in [
            (r#"{"a":"one","a":"two"}"#, Some("two")),
            (r#"{"a":"one","\u0061":7}"#, None),
            (r#"{"a":""}"#, None),
            (r#"{"n":123456789012345678901234567890,"a":"x"}"#, Some("x")),
            ("\"a\"", None),
            ("null", None),
            ("", None),
            ("[", None),
        ] {
            assert_eq!(found(data, &["/a"]).as_deref(), want, "{data}");
        }
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            "[a-c\u{e9}\"\\\\\n]{0,3}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map("[a-c~/0]{0,2}", inner, 0..4)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_a_pointer_finds_is_what_serde_json_finds(values in prop::collection::vec(json(), 1..8), path in prop::collection::vec("[a-c~/0]{0,2}", 1..4)) {
            let text: String = path.iter().map(|token| format!("/{}", token.replace('~', "~0").replace('/', "~1"))).collect();
            let pointer = Pointer::parse(&text).expect("a pointer");
            // One reader for all, as a thread has it.
            let mut reader = DataReader::default();
            for value in values {
                let ([found], kept) = reader.read(value.to_string().as_bytes(), [std::slice::from_ref(&pointer)], &Kept::Whole);
                prop_assert_eq!(kept.as_deref(), Some(&value));
                let want = value.pointer(&text).and_then(|value| value.as_str()).filter(|text| !text.is_empty());
                prop_assert_eq!(found.as_deref(), want);
            }
        }
    }
}
