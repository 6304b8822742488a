//! P01: what is shaped like a credential. It must not leave the house, so neither it nor anything
//! that is made from it ever gets into a finding.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// What every credential that is looked for has in it, and the shape around that.
const MARKS: [(&str, Shape); 14] = [
    ("HRKU-", |text, at| {
        run(text, at + 5, is_token, 20, "Heroku API token", at)
    }),
    ("AKIA", |text, at| aws(text, at)),
    ("ASIA", |text, at| aws(text, at)),
    ("ghp_", |text, at| github(text, at)),
    ("gho_", |text, at| github(text, at)),
    ("ghu_", |text, at| github(text, at)),
    ("ghs_", |text, at| github(text, at)),
    ("github_pat_", |text, at| {
        run(text, at + 11, is_token, 20, "GitHub token", at)
    }),
    ("xox", slack),
    ("sk_live_", |text, at| {
        run(text, at + 8, is_token, 10, "Stripe key", at)
    }),
    ("rk_live_", |text, at| {
        run(text, at + 8, is_token, 10, "Stripe key", at)
    }),
    ("PRIVATE KEY-----", pem),
    ("eyJ", jwt),
    ("://", url),
];

type Shape = fn(&[u8], usize) -> Option<Credential>;

/// A credential that was seen. Not which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credential {
    /// What it looks like.
    pub kind: &'static str,
    /// Its length in bytes.
    pub len: usize,
}

/// Finds credentials; made once, used by one thread.
#[derive(Debug, Clone)]
pub struct Credentials {
    marks: AhoCorasick,
}

impl Credentials {
    /// `None` where the search cannot be built, which constant patterns never cause.
    #[must_use]
    pub fn new() -> Option<Self> {
        // Leftmost matching is what lets the search compare 16 bytes at a time.
        let marks = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .kind(Some(AhoCorasickKind::DFA))
            .build(MARKS.map(|(mark, _)| mark))
            .ok()?;
        Some(Self { marks })
    }

    /// Whether a text could hold one at all. Escapes may hide a mark from this.
    #[inline]
    #[must_use]
    pub fn suspects(&self, text: &[u8]) -> bool {
        self.marks.is_match(text)
    }

    /// The first one in a text without escapes.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Option<Credential> {
        let mut marks = self.marks.find_iter(text);
        marks.find_map(|mark| MARKS[mark.pattern().as_usize()].1(text, mark.start()))
    }

    /// Whether JSON text, broken or not, holds one in any way of writing it.
    #[must_use]
    pub fn hide_in(&self, raw: &str) -> bool {
        self.find(raw.as_bytes()).is_some()
            || raw.contains('\\') && self.find(&unescaped(raw)).is_some()
    }
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

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn is_base64(byte: u8) -> bool {
    is_token(byte) || byte == b'='
}

fn len_of(text: &[u8], from: usize, part: fn(u8) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.iter().take_while(|byte| part(**byte)).count()
}

/// At least so many bytes of a kind from `from` on.
fn run(
    text: &[u8],
    from: usize,
    part: fn(u8) -> bool,
    least: usize,
    kind: &'static str,
    start: usize,
) -> Option<Credential> {
    let len = len_of(text, from, part);
    (len >= least).then_some(Credential {
        kind,
        len: from + len - start,
    })
}

fn github(text: &[u8], at: usize) -> Option<Credential> {
    run(
        text,
        at + 4,
        |byte| byte.is_ascii_alphanumeric(),
        20,
        "GitHub token",
        at,
    )
}

/// Twenty capitals and digits that stand alone.
fn aws(text: &[u8], at: usize) -> Option<Credential> {
    let capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let alone = at == 0 || !text[at - 1].is_ascii_alphanumeric();
    let len = len_of(text, at, |byte| byte.is_ascii_alphanumeric());
    let capitals = text[at..at + len].iter().all(|byte| capital(*byte));
    (alone && len == 20 && capitals).then_some(Credential {
        kind: "AWS access key",
        len,
    })
}

fn slack(text: &[u8], at: usize) -> Option<Credential> {
    let kind = *text.get(at + 3)?;
    if !kind.is_ascii_lowercase() || text.get(at + 4) != Some(&b'-') {
        return None;
    }
    run(text, at + 5, is_token, 10, "Slack token", at)
}

fn pem(text: &[u8], at: usize) -> Option<Credential> {
    let before = &text[at.saturating_sub(40)..at];
    let begin = b"-----BEGIN ";
    let start = before.windows(begin.len()).rposition(|w| w == begin)?;
    let start = at - before.len() + start;
    Some(Credential {
        kind: "private key in PEM form",
        len: text.len() - start,
    })
}

/// Three parts in base64url of which the first two are objects.
fn jwt(text: &[u8], at: usize) -> Option<Credential> {
    let head = len_of(text, at, is_base64);
    let claims = at + head + 1;
    let body = len_of(text, claims, is_base64);
    let signature = claims + body + 1;
    let dotted = |place: usize| text.get(place) == Some(&b'.');
    let shaped = head >= 10
        && dotted(claims - 1)
        && text.get(claims..)?.starts_with(b"eyJ")
        && body >= 10
        && dotted(signature - 1);
    shaped.then(|| Credential {
        kind: "JSON web token",
        len: signature + len_of(text, signature, is_base64) - at,
    })
}

/// `scheme://user:password@host`; a password that is masked is none.
fn url(text: &[u8], at: usize) -> Option<Credential> {
    let inside =
        |byte: u8| !matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\\' | b'<') && byte > b' ';
    let len = len_of(text, at + 3, inside);
    let authority = &text[at + 3..at + 3 + len];
    let host = authority.iter().rposition(|byte| *byte == b'@')?;
    let colon = authority[..host].iter().position(|byte| *byte == b':')?;
    let password = &authority[colon + 1..host];
    let masked = password
        .iter()
        .all(|byte| matches!(byte, b'*' | b'x' | b'X' | b'.'));
    (!password.is_empty() && !masked).then_some(Credential {
        kind: "password in a URL",
        len: password.len(),
    })
}
