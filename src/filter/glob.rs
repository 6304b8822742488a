//! Globs over names, in letters and not in bytes: `?` stands for one `é`.
//!
//! `*` any text, `?` one character, `[a-z]` and `[!a-z]` one of a class, `{a,b}` either, `\` the
//! character behind it. A glob becomes a regular expression, which is matched in time linear in the
//! name. (`globset`, which finds archives, matches bytes.)

use regex_automata::meta::{BuildError, Regex};
use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

/// Braces inside braces; more is no pattern that anybody means.
const DEEPEST: usize = 16;
/// Bytes of the automaton of one pattern.
const LARGEST: usize = 1 << 20;
/// Characters that make a value a pattern.
const SPECIAL: [char; 5] = ['*', '?', '[', '{', '\\'];

/// Whether a text is more than the name that it spells.
pub(crate) fn is_glob(text: &str) -> bool {
    text.contains(SPECIAL)
}

/// Compiles a glob that matches whole names.
///
/// # Errors
/// What is wrong with it, as the end of a sentence.
pub(crate) fn compile(glob: &str) -> Result<Regex, &'static str> {
    let expression = translate(glob)?;
    let config = Regex::config()
        .nfa_size_limit(Some(LARGEST))
        .onepass(false)
        .hybrid_cache_capacity(LARGEST);
    let mut builder = Regex::builder();
    builder
        .configure(config)
        .build(&expression)
        .map_err(|_: BuildError| "it is too long")
}

/// The text of a glob without its special characters, for a look at what is like it.
pub(super) fn literal(glob: &str) -> String {
    let mut text = glob.chars();
    let mut literal = String::new();
    while let Some(c) = text.next() {
        match c {
            '\\' => literal.extend(text.next()),
            '*' | '?' | '{' | '}' | '[' | ']' => {}
            c => literal.push(c),
        }
    }
    literal
}

fn translate(glob: &str) -> Result<String, &'static str> {
    let mut expression = String::from(r"\A");
    let mut depth = 0;
    let mut text = glob.chars().peekable();
    while let Some(c) = text.next() {
        match c {
            '*' => {
                while text.next_if_eq(&'*').is_some() {}
                expression.push_str("(?s:.)*");
            }
            '?' => expression.push_str("(?s:.)"),
            '[' => class(&mut text, &mut expression)?,
            '{' if depth == DEEPEST => return Err("its braces are nested too deeply"),
            '{' => {
                depth += 1;
                expression.push_str("(?:");
            }
            ',' if depth > 0 => expression.push('|'),
            '}' if depth > 0 => {
                depth -= 1;
                expression.push(')');
            }
            '\\' => {
                let c = text.next().ok_or("nothing follows its last \\")?;
                spell(c, &mut expression);
            }
            c => spell(c, &mut expression),
        }
    }
    if depth > 0 {
        return Err("a { is not closed; for the character itself write \\{");
    }
    expression.push_str(r"\z");
    Ok(expression)
}

/// A class, behind its bracket. `]` in the first place is one of its characters, `-` in the first or last.
fn class(text: &mut Peekable<Chars<'_>>, expression: &mut String) -> Result<(), &'static str> {
    const OPEN: &str = "a [ is not closed; for the character itself write \\[";
    expression.push('[');
    if text.next_if(|c| matches!(c, '!' | '^')).is_some() {
        expression.push('^');
    }
    let mut first = true;
    loop {
        let start = match text.next().ok_or(OPEN)? {
            ']' if !first => break,
            '\\' => text.next().ok_or(OPEN)?,
            c => c,
        };
        first = false;
        spell(start, expression);
        let mut ahead = text.clone();
        if ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']') {
            text.next();
            let end = match text.next().ok_or(OPEN)? {
                '\\' => text.next().ok_or(OPEN)?,
                c => c,
            };
            if end < start {
                return Err("a range in it ends before it begins");
            }
            expression.push('-');
            spell(end, expression);
        }
    }
    expression.push(']');
    Ok(())
}

/// A character that stands for itself, whatever it is.
fn spell(c: char, expression: &mut String) {
    if c.is_ascii_alphanumeric() {
        expression.push(c);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(expression, "\\x{{{:X}}}", u32::from(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, name: &str) -> bool {
        compile(glob).expect(glob).is_match(name)
    }

    #[test]
    fn each_special_character_means_what_it_says() {
        for (glob, yes, no) in [
            ("svc-*", &["svc-", "svc-a\n/é"][..], &["svc", "a-svc-"][..]),
            ("***", &["", "a"], &[]),
            ("caf?", &["café", "cafe", "caf\n"], &["caf", "caféé"]),
            ("[a-c]x", &["ax", "cx"], &["dx", "x", "-x"]),
            ("[!a-c]x", &["dx", "éx", "]x"], &["ax", "x"]),
            ("[]a-]", &["]", "a", "-"], &["b", "[]a-]"]),
            ("[à-ü]", &["é"], &["e", "ÿ"]),
            ("[\\]\\-]", &["]", "-"], &["\\"]),
            ("{a,b{c,d},}x", &["ax", "bcx", "bdx", "x"], &["bx", "abcx"]),
            ("a,b}", &["a,b}"], &["a", "b}"]),
            ("\\*\\{\\\\", &["*{\\"], &["x{\\"]),
            (
                "a.b+(c)|^$#<>&~",
                &["a.b+(c)|^$#<>&~"],
                &["axb+(c)|^$#<>&~"],
            ),
        ] {
            for name in yes {
                assert!(matches(glob, name), "{glob} {name}");
            }
            for name in no {
                assert!(!matches(glob, name), "{glob} {name}");
            }
        }
    }

    #[test]
    fn what_is_no_glob_is_told_and_never_ends_the_program() {
        for bad in ["[", "[]", "a[b", "[a-", "{", "{a,{b}", "\\", "[z-a]", "[\\"] {
            assert!(compile(bad).is_err(), "{bad}");
        }
        for many in ["{", "[a", "*a", "?", "{a,", "\\", "[a-z]", "é"] {
            let _ = compile(&many.repeat(100_000));
        }
        let nested = |depth| "{".repeat(depth) + &"}".repeat(depth);
        assert!(compile(&nested(DEEPEST)).is_ok() && compile(&nested(DEEPEST + 1)).is_err());
    }

    #[test]
    fn what_a_glob_spells_is_known() {
        assert_eq!(literal("*@bots.{a,b}?\\*"), "@bots.a,b*");
    }
}
