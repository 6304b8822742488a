//! What the policy's pointers find in the `data` of an event. Its shape is undocumented, so nothing is guessed.

use crate::policy::Pointer;
use simd_json::prelude::*;
use simd_json::tape::Value;
use simd_json::{Buffers, Tape};

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

impl DataReader {
    /// For each list of pointers, the text that the first of them finds.
    pub(super) fn texts<const N: usize>(
        &mut self,
        data: &[u8],
        lists: [&[Pointer]; N],
    ) -> [Option<Box<str>>; N] {
        if data.is_empty() || lists.iter().all(|list| list.is_empty()) {
            return [const { None }; N];
        }
        self.text.clear();
        self.text.extend_from_slice(data);
        let tape = self.tape.take().unwrap_or_else(Tape::null);
        let mut tape: Tape<'_> = tape.reset();
        let read = simd_json::fill_tape(&mut self.text, &mut self.buffers, &mut tape);
        let found = match read {
            Ok(()) => lists.map(|list| {
                list.iter()
                    .find_map(|pointer| text(tape.as_value(), pointer))
            }),
            Err(_) => [const { None }; N],
        };
        self.tape = Some(tape.reset());
        found
    }
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
        let [found] = DataReader::default().texts(data.as_bytes(), [&pointers]);
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
                let [found] = reader.texts(value.to_string().as_bytes(), [std::slice::from_ref(&pointer)]);
                let want = value.pointer(&text).and_then(|value| value.as_str()).filter(|text| !text.is_empty());
                prop_assert_eq!(found.as_deref(), want);
            }
        }
    }
}
