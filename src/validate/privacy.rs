//! What looks like a credential. It must not go to third parties, so neither it nor anything made from it
//! is ever part of an output.
//!
//! Time is linear in the text. A mark (`AKIA`, `eyJ` …) is looked at in a window of fixed length; where the
//! run of characters around it can be of any length, its end is remembered, so that no byte is passed twice
//! for one purpose, however many marks the run has.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use std::ops::Range;
use std::sync::LazyLock;

/// What every credential that is looked for begins with, or has in it, and the shape around that.
const MARKS: [(&str, Shape); 31] = [
    ("HRKU-", |search, at| {
        search.run(at, 5, is_token, 20, "a Heroku API token")
    }),
    ("AKIA", aws),
    ("ASIA", aws),
    ("ghp_", github),
    ("gho_", github),
    ("ghu_", github),
    ("ghs_", github),
    ("ghr_", github),
    ("github_pat_", |search, at| {
        search.run(at, 11, is_token, 20, "a GitHub token")
    }),
    ("xox", slack),
    ("xapp-", |search, at| {
        search.run(at, 5, is_token, 10, "a Slack token")
    }),
    ("sk_live_", |search, at| {
        search.run(at, 8, is_token, 10, "a Stripe key")
    }),
    ("rk_live_", |search, at| {
        search.run(at, 8, is_token, 10, "a Stripe key")
    }),
    ("AIza", |search, at| {
        search.run(at, 4, is_token, 30, "a Google API key")
    }),
    ("-----BEGIN ", pem),
    ("---- BEGIN ", pem),
    ("://", url),
    // `{"` in base64url, with each white space that JSON allows before or within, and whatever the third
    // byte is.
    ("eyI", jwt),
    ("eyJ", jwt),
    ("eyK", jwt),
    ("eyL", jwt),
    ("eyA", jwt),
    ("ewo", jwt),
    ("ewk", jwt),
    ("ew0", jwt),
    ("IHs", jwt),
    ("Cns", jwt),
    ("CXs", jwt),
    ("DXs", jwt),
    ("DQp", jwt),
    ("ICB", jwt),
];

type Shape = fn(&mut Search<'_>, usize) -> Option<Credential>;

/// A credential that was seen. Not which one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// What it looks like, with its article.
    pub kind: &'static str,
    /// Its place in the text.
    pub place: Range<usize>,
}

/// Leftmost matching lets the search compare 16 bytes at a time. Constant patterns can always be built.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .kind(Some(AhoCorasickKind::DFA))
        .build(MARKS.map(|(mark, _)| mark))
        .ok()
});

/// Whether a text could hold one at all. Escapes may hide a mark from this.
#[inline]
#[must_use]
pub fn suspects(text: &[u8]) -> bool {
    FINDER.as_ref().is_none_or(|finder| finder.is_match(text))
}

/// The first one in a text without escapes.
#[must_use]
pub fn find(text: &[u8]) -> Option<Credential> {
    Search::new(text).next()
}

/// Whether JSON text, broken or not, holds one in any way of writing it.
#[must_use]
pub fn hides_in(raw: &str) -> bool {
    find(raw.as_bytes()).is_some() || raw.contains('\\') && find(&unescaped(raw)).is_some()
}

/// The text with `cover` in place of each credential.
#[must_use]
pub fn withheld(text: &str, cover: &str) -> Option<String> {
    let mut search = Search::new(text.as_bytes());
    let (mut shown, mut end) = (String::new(), 0);
    while let Some(credential) = search.next() {
        shown.push_str(text.get(end..credential.place.start)?);
        shown.push_str(cover);
        end = credential.place.end;
    }
    (end > 0).then(|| shown + text.get(end..).unwrap_or_default())
}

/// The text with its JSON escapes resolved as far as they can be.
#[must_use]
pub fn unescaped(raw: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, tail)) = rest.split_once('\\') {
        out.extend_from_slice(plain.as_bytes());
        let unit = |at: usize| u32::from_str_radix(tail.get(at..at + 4)?, 16).ok();
        let mut chars = tail.chars();
        match (chars.next(), unit(1)) {
            (Some('u'), Some(code)) => {
                let low = tail.get(5..7) == Some("\\u") && (0xd800..0xdc00).contains(&code);
                let pair = unit(7).filter(|low_unit| low && (0xdc00..0xe000).contains(low_unit));
                let (code, len) = match pair {
                    Some(second) => (0x1_0000 + ((code - 0xd800) << 10) + (second - 0xdc00), 11),
                    None => (code, 5),
                };
                let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &tail[len..];
                continue;
            }
            (Some('n'), _) => out.push(b'\n'),
            (Some('t'), _) => out.push(b'\t'),
            (Some('r'), _) => out.push(b'\r'),
            (Some('b'), _) => out.push(8),
            (Some('f'), _) => out.push(12),
            (Some(c), _) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            (None, _) => {}
        }
        rest = chars.as_str();
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

/// A search through a text, forward only.
struct Search<'t> {
    text: &'t [u8],
    /// Where it goes on.
    from: usize,
    /// The run of base64url in which a header was looked for last, and the one behind its dot.
    runs: [Range<usize>; 2],
}

impl<'t> Search<'t> {
    fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            from: 0,
            runs: [0..0, 0..0],
        }
    }

    fn next(&mut self) -> Option<Credential> {
        let finder = FINDER.as_ref()?;
        loop {
            let mark = finder.find(Input::new(self.text).range(self.from..))?;
            match MARKS[mark.pattern().as_usize()].1(self, mark.start()) {
                Some(credential) => {
                    self.from = credential.place.end.max(mark.end());
                    return Some(credential);
                }
                // Another mark may begin within this one.
                None => self.from = mark.start() + 1,
            }
        }
    }

    fn at(&self, place: usize) -> Option<u8> {
        self.text.get(place).copied()
    }

    /// At least so many bytes of a kind behind a mark. Only a run that is long enough is followed to its
    /// end, and the search goes on behind it.
    fn run(
        &self,
        at: usize,
        mark: usize,
        part: fn(u8) -> bool,
        least: usize,
        kind: &'static str,
    ) -> Option<Credential> {
        let from = at + mark;
        let first = self.text.get(from..from + least)?;
        first.iter().all(|byte| part(*byte)).then(|| Credential {
            kind,
            place: at..end_of(self.text, from + least, part),
        })
    }

    /// The end of the run of base64url at a place, remembered for the next that begins within it.
    fn base64_end(&mut self, slot: usize, from: usize) -> usize {
        let known = &mut self.runs[slot];
        if !known.contains(&from) {
            *known = from..end_of(self.text, from, is_base64);
        }
        known.end
    }

    /// Whether base64url at a place begins with a JSON object that has a member.
    fn begins_object(&self, from: usize) -> bool {
        let digits = self.text.get(from..).unwrap_or_default().iter().take(16);
        let (mut bits, mut held, mut opened) = (0u32, 0, false);
        for digit in digits.map_while(|digit| sextet(*digit)) {
            bits = bits << 6 | digit;
            held += 6;
            if held >= 8 {
                held -= 8;
                match ((bits >> held & 0xff) as u8, opened) {
                    (b' ' | b'\n' | b'\t' | b'\r', _) => {}
                    (b'{', false) => opened = true,
                    (b'"', true) => return true,
                    _ => return false,
                }
            }
        }
        false
    }
}

fn end_of(text: &[u8], from: usize, part: fn(u8) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|byte| part(**byte)).count()
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn is_base64(byte: u8) -> bool {
    is_token(byte) || byte == b'='
}

fn sextet(digit: u8) -> Option<u32> {
    Some(u32::from(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

fn github(search: &mut Search<'_>, at: usize) -> Option<Credential> {
    search.run(
        at,
        4,
        |byte| byte.is_ascii_alphanumeric(),
        20,
        "a GitHub token",
    )
}

/// Twenty capitals and digits that stand alone.
fn aws(search: &mut Search<'_>, at: usize) -> Option<Credential> {
    let end = at + 20;
    let is_word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let alone = !is_word(at.checked_sub(1).and_then(|before| search.at(before)))
        && !is_word(search.at(end));
    let key = search.text.get(at..end)?;
    let capitals = key
        .iter()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (alone && capitals).then_some(Credential {
        kind: "an AWS access key",
        place: at..end,
    })
}

fn slack(search: &mut Search<'_>, at: usize) -> Option<Credential> {
    let kind = search.at(at + 3)?;
    // `xoxe.xoxp-…` has its own mark behind the dot.
    if !kind.is_ascii_alphanumeric() || search.at(at + 4) != Some(b'-') {
        return None;
    }
    search.run(at, 5, is_token, 10, "a Slack token")
}

/// `-----BEGIN … PRIVATE KEY-----`, of PGP with `BLOCK`, of SSH2 with four dashes and blanks.
fn pem(search: &mut Search<'_>, at: usize) -> Option<Credential> {
    const LONGEST: usize = 64;
    let label = search.text.get(at + 11..)?;
    let label = &label[..label.len().min(LONGEST)];
    let end = label.iter().position(|byte| *byte == b'-')?;
    let label = label[..end].trim_ascii_end();
    let label = label.strip_suffix(b" BLOCK").unwrap_or(label);
    label.ends_with(b"PRIVATE KEY").then_some(Credential {
        kind: "a private key",
        place: at..search.text.len(),
    })
}

/// Three parts in base64url, of which the first is an object.
fn jwt(search: &mut Search<'_>, at: usize) -> Option<Credential> {
    if !search.begins_object(at) {
        return None;
    }
    let head = search.base64_end(0, at);
    if head - at < 10 || search.at(head) != Some(b'.') {
        return None;
    }
    let body = search.base64_end(1, head + 1);
    if body - head < 3 || search.at(body) != Some(b'.') {
        return None;
    }
    Some(Credential {
        kind: "a JSON web token",
        place: at..end_of(search.text, body + 1, |byte| {
            is_base64(byte) || byte == b'.'
        }),
    })
}

/// `scheme://user:password@host`; a password that is masked is none. The host cannot hold a `/`, so the
/// next `://` lies behind it.
fn url(search: &mut Search<'_>, at: usize) -> Option<Credential> {
    let inside =
        |byte: u8| !matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\\' | b'<') && byte > b' ';
    let authority = &search.text[at + 3..end_of(search.text, at + 3, inside)];
    let host = authority.iter().rposition(|byte| *byte == b'@')?;
    let colon = authority[..host].iter().position(|byte| *byte == b':')?;
    let password = &authority[colon + 1..host];
    let is_mask = |c: char| matches!(c, '*' | 'x' | 'X' | '.' | '•' | '…');
    let masked = std::str::from_utf8(password).is_ok_and(|text| text.chars().all(is_mask));
    (!masked).then_some(Credential {
        kind: "a password in a URL",
        place: at + 4 + colon..at + 3 + host,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<&'static str> {
        find(text.as_bytes()).map(|credential| credential.kind)
    }

    #[test]
    fn every_kind_is_found_and_its_neighbour_is_not() {
        let body = "0123456789abcdefghijABCDEFGHIJ012345";
        for (mark, name) in [
            ("HRKU-", "a Heroku API token"),
            ("ghp_", "a GitHub token"),
            ("gho_", "a GitHub token"),
            ("ghu_", "a GitHub token"),
            ("ghs_", "a GitHub token"),
            ("ghr_", "a GitHub token"),
            ("github_pat_", "a GitHub token"),
            ("xoxb-", "a Slack token"),
            ("xoxe.xoxp-", "a Slack token"),
            ("xoxoxb-", "a Slack token"),
            ("xoxd-", "a Slack token"),
            ("xapp-", "a Slack token"),
            ("sk_live_", "a Stripe key"),
            ("rk_live_", "a Stripe key"),
            ("AIza", "a Google API key"),
        ] {
            assert_eq!(kind(&format!("x {mark}{body} y")), Some(name), "{mark}");
            assert_eq!(kind(&format!("x {mark}abc y")), None, "{mark}");
        }
        assert_eq!(kind("AKIAIOSFODNN7EXAMPLE"), Some("an AWS access key"));
        assert_eq!(kind("AKIAAKIAIOSFODNN7EXAMPLE"), None);
        for label in ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "DSA "] {
            let text = format!("-----BEGIN {label}PRIVATE KEY-----\nMII");
            assert_eq!(kind(&text), Some("a private key"), "{label}");
        }
        assert_eq!(
            kind("-----BEGIN PGP PRIVATE KEY BLOCK-----"),
            Some("a private key")
        );
        assert_eq!(
            kind("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----"),
            Some("a private key")
        );
        assert_eq!(kind("-----BEGIN PUBLIC KEY-----"), None);
        assert_eq!(
            kind("postgres://u:hunter2@host/db"),
            Some("a password in a URL")
        );
        for text in [
            "postgres://u:•••@host/db",
            "http://host:80/a@b",
            "https://u:xxxx@h",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn a_token_is_told_by_its_header_whatever_that_begins_with() {
        // {"alg":"none"}, and the same behind white space of each kind, before the brace and within.
        for header in [
            "eyJhbGciOiJub25lIn0",
            "eyAiYWxnIjoibm9uZSJ9",
            "ewogICJhbGciOiAibm9uZSIKfQ",
            "ew0KICJhbGciOiJub25lIn0",
            "ewkiYWxnIjoibm9uZSJ9",
            "IHsiYWxnIjoibm9uZSJ9",
            "CnsiYWxnIjoibm9uZSJ9",
        ] {
            assert_eq!(
                kind(&format!("Bearer {header}.e30.")),
                Some("a JSON web token"),
                "{header}"
            );
            assert_eq!(kind(&format!("{header}.")), None, "{header}");
            assert_eq!(kind(&format!("{header}...")), None, "{header}");
        }
        assert_eq!(kind("framework.network.jewels"), None);
    }

    #[test]
    fn all_of_a_text_is_withheld() {
        let text = "a AKIAIOSFODNN7EXAMPLE, AKIAIOSFODNN7EXAMPLX.json";
        assert_eq!(withheld(text, "…").as_deref(), Some("a …, ….json"));
        assert_eq!(withheld("AKIA", "…"), None);
    }
}
