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

/// A number written out without an exponent: sign, digits before the point, digits behind it, without
/// zeros at either end. For exponents of two digits.
fn written_out(number: &str) -> String {
    let (sign, unsigned) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().expect("small")),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let pad = "0".repeat(100);
    let all = format!("{pad}{whole}{fraction}{pad}");
    let point = 100 + i32::try_from(whole.len()).expect("short") + exponent;
    let (before, behind) = all.split_at(usize::try_from(point).expect("padded"));
    let value = format!(
        "{}.{}",
        before.trim_start_matches('0'),
        behind.trim_end_matches('0')
    );
    if value == "." {
        value
    } else {
        format!("{sign}{value}")
    }
}

proptest! {
    #[test]
    fn numbers_are_equal_when_they_are_written_out_alike(
        one in "-?(0|[1-9][0-9]{0,3}|[1-9]0{0,20})(\\.[0-9]{1,2}0{0,3}|\\.0{1,20}[0-9])?([eE][+-]?0?[0-9]{1,2})?",
        other in "-?(0|[1-9][0-9]{0,1}|[1-9]0{0,20})(\\.[0-9]0{0,3})?([eE][+-]?[0-9]{1,2})?",
        point in 0usize..4,
    ) {
        let same = written_out(&one) == written_out(&other);
        prop_assert_eq!(digest(&one) == digest(&other), same, "{} {}", one, other);
        // The same digits with the point elsewhere.
        let (mantissa, exponent) = one.split_once(['e', 'E']).unwrap_or((&one, "0"));
        let exponent: i32 = exponent.parse().expect("small");
        let moved = format!("{mantissa}{}", if mantissa.contains('.') { "" } else { "." });
        let moved = format!("{moved}{}0e{exponent}", "0".repeat(point));
        prop_assert_eq!(digest(&one), digest(&moved), "{} {}", one, moved);
    }
}

#[test]
fn numbers_of_any_size_are_compared_exactly() {
    let nines = "9".repeat(40);
    let ten = format!("1{}", "0".repeat(40));
    for (one, other) in [
        ("0", "-0.000e9999999999999999999999"),
        ("1e400", "10E+399"),
        ("1e-400", "0.1e-399"),
        ("1e16", "10000000000000000"),
        ("123456789012345678", "1.23456789012345678e17"),
        ("1234567890123456789", "1.234567890123456789e18"),
        ("-9223372036854775808", "-9.223372036854775808e18"),
        ("1e1000000000000000000", "10e999999999999999999"),
        (&format!("10e{nines}"), &format!("1e{ten}")),
        (&format!("0.1e{ten}"), &format!("1e{nines}")),
        (&format!("0.1e-{nines}"), &format!("1e-{ten}")),
        (&format!("10e-{ten}"), &format!("1e-00{nines}")),
        (&format!("1{}", "0".repeat(3000)), "1e3000"),
    ] {
        assert_eq!(digest(one), digest(other), "{one} {other}");
    }
    for (one, other) in [
        ("1e400", "1e401"),
        ("1e-400", "2e-400"),
        ("12345678901234567.1", "12345678901234567.2"),
        ("1", "-1"),
        ("9007199254740993", "9007199254740992.0"),
        ("1e18446744073709551617", "10"),
        (&format!("1e{ten}"), &format!("1e-{ten}")),
        ("1", "\"1\""),
    ] {
        assert_ne!(digest(one), digest(other), "{one} {other}");
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
