use super::{Scanner, Seed, Stop};
use proptest::prelude::*;
use serde_json::Value;

/// Reads a whole document: one value and nothing behind it.
fn accepts(text: &str) -> bool {
    // Numbers are open at the end of a text, so a blank is put behind it.
    let text = format!("{text} ");
    let mut scanner = Scanner::new(&text, Seed::fixed(1));
    scanner.value(0).is_ok() && scanner.peek().is_none()
}

/// What serde_json thinks; `None` where it refuses a number that JSON's grammar allows.
fn oracle(text: &str) -> Option<bool> {
    match serde_json::from_str::<Value>(text) {
        Ok(_) => Some(true),
        Err(error) if error.to_string().starts_with("number out of range") => None,
        Err(_) => Some(false),
    }
}

fn digest(text: &str) -> u64 {
    let text = format!("{text} ");
    Scanner::new(&text, Seed::fixed(1)).value(0).expect("JSON")
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        ".*".prop_map(Value::from),
        "[a-z\"\\\\\u{1}\u{e9}\u{1f600}]{0,40}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{0,3}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The same value written otherwise: members backwards, blanks, every character escaped.
fn rewritten(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            out.push_str("{ ");
            for (i, (name, member)) in members.iter().rev().enumerate() {
                out.push_str(if i == 0 { "" } else { "\n,\t" });
                rewritten(&Value::from(name.as_str()), out);
                out.push_str(" : ");
                rewritten(member, out);
            }
            out.push('}');
        }
        Value::Array(elements) => {
            out.push('[');
            for (i, element) in elements.iter().enumerate() {
                out.push_str(if i == 0 { " " } else { " , " });
                rewritten(element, out);
            }
            out.push_str("\r\n]");
        }
        Value::String(text) => {
            out.push('"');
            for unit in text.encode_utf16() {
                out.push_str(&format!("\\u{unit:04X}"));
            }
            out.push('"');
        }
        Value::Number(number) => match number.as_i64() {
            Some(integer) if integer.abs() < 1_000_000 => out.push_str(&format!("{integer}.0e0")),
            _ => out.push_str(&number.to_string()),
        },
        plain => out.push_str(&plain.to_string()),
    }
}

proptest! {
    #[test]
    fn writing_a_value_otherwise_keeps_its_digest(value in value()) {
        let mut other = String::new();
        rewritten(&value, &mut other);
        prop_assert_eq!(digest(&value.to_string()), digest(&other), "{}", other);
    }

    #[test]
    fn different_values_have_different_digests(one in value(), other in value()) {
        prop_assume!(one != other);
        prop_assert_ne!(digest(&one.to_string()), digest(&other.to_string()));
    }

    #[test]
    fn accepts_and_refuses_what_serde_json_does(value in value(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let text = value.to_string();
        prop_assert!(accepts(&text), "{}", text);
        let mut damaged = text.into_bytes();
        let at = at.index(damaged.len());
        damaged[at] = byte;
        if let Ok(damaged) = String::from_utf8(damaged)
            && let Some(want) = oracle(&damaged)
        {
            prop_assert_eq!(accepts(&damaged), want, "{}", damaged);
        }
    }

    #[test]
    fn a_document_that_is_cut_is_open_and_no_fault(value in value(), at in any::<prop::sample::Index>()) {
        let text = value.to_string();
        let mut at = at.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let mut scanner = Scanner::new(&text[..at], Seed::fixed(1));
        let stop = scanner.value(0).expect_err("cut off");
        prop_assert_eq!(stop, Stop::Open, "{}", &text[..at]);
    }

    #[test]
    fn any_text_gets_the_verdict_of_serde_json(text in "[\\[\\]{},:\"\\\\ntrue01.eE+\\-u dD8cC \n]{0,24}") {
        if let Some(want) = oracle(&text) {
            prop_assert_eq!(accepts(&text), want, "{:?}", text);
        }
    }
}

#[test]
fn hard_cases_get_the_verdict_of_serde_json() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "01",
        "-",
        "-0",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1E-2",
        "+1",
        "0x1",
        "NaN",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\\ud83d\\ude00\"",
        "\"\t\"",
        "\"\u{7f}\"",
        "\"\\x\"",
        "\"\\\"",
        "[1,]",
        "[,]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "[]]",
        "{}{}",
        "'a'",
        "[1]\u{feff}",
        "\u{a0}1",
        "/**/1",
    ] {
        assert_eq!(Some(accepts(text)), oracle(text), "{text:?}");
    }
}

#[test]
fn nesting_ends_where_that_of_serde_json_ends() {
    for depth in [126, 127, 128, 129] {
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(Some(accepts(&text)), oracle(&text), "{depth}");
    }
}
