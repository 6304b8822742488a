//! Where a long name may go on in the next line: at its full stops, its `@`, its hyphens, and within a run of characters
//! that has none of these.

use tera::{Kwargs, State, TeraResult, Value};
use unicode_segmentation::UnicodeSegmentation as _;

/// Characters that are never broken: a name of so many, and a run without a place to break it.
const RUN: usize = 20;

/// The filter `breakable`: text as the engine escapes it, with a `wbr` wherever it may be broken.
pub(super) fn breakable(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let Some(text) = value.as_str() else {
        return Ok(value);
    };
    let mut out = Vec::with_capacity(text.len() + 16);
    for (place, part) in parts(text).into_iter().enumerate() {
        if place > 0 {
            out.extend_from_slice(b"<wbr>");
        }
        tera::escape_html(part, &mut out).map_err(tera::Error::message)?;
    }
    let out = String::from_utf8(out).map_err(tera::Error::message)?;
    Ok(Value::safe_string(&out))
}

/// The text in parts between which it may be broken. No character is taken apart.
fn parts(text: &str) -> Vec<&str> {
    if text.len() <= RUN || text.graphemes(true).nth(RUN).is_none() {
        return vec![text];
    }
    let (mut parts, mut start, mut run, mut before) = (Vec::new(), 0, 0, "");
    for (at, character) in text.grapheme_indices(true) {
        let separated = matches!(before, "." | "-" | "_" | "/" | ":" | "+" | "=" | "&");
        // An ending such as `.com` stays with what is before it.
        let ends = text.len() - at < 5;
        if run > 1 && !ends && (separated && character != " " || character == "@") || run == RUN {
            parts.push(&text[start..at]);
            (start, run) = (at, 0);
        }
        run = if character == " " { 0 } else { run + 1 };
        before = character;
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn short_names_are_whole_and_long_ones_break_where_a_reader_would() {
        let broken = |text: &str| parts(text).join("|");
        for (text, lines) in [
            ("ann@acme.example", "ann@acme.example"),
            ("elif.nakamura1@example.com", "elif.|nakamura1|@example.com"),
            ("a-production-scheduler", "a-|production-|scheduler"),
            ("2001:db8:1:1111:2222:3333", "2001:|db8:|1:|1111:|2222:3333"),
            (
                "internationalcustomersettlement",
                "internationalcustome|rsettlement",
            ),
            ("1 of 2 archives: the text", "1 of 2 archives: the text"),
        ] {
            assert_eq!(broken(text), lines);
        }
    }

    #[test]
    fn no_part_is_longer_than_a_run_and_no_character_is_taken_apart() {
        let family = "👨‍👩‍👧‍👦";
        let names = [
            "x".repeat(254),
            "e\u{301}".repeat(60),
            family.repeat(45),
            "…".repeat(33),
        ];
        for name in names {
            let parts = parts(&name);
            assert_eq!(parts.concat(), name);
            assert!(parts.len() > 1);
            for part in parts {
                assert!(!part.starts_with(['\u{301}', '\u{200d}']), "{part}");
                assert!(part.chars().count() <= 20 * family.chars().count());
            }
        }
    }
}
