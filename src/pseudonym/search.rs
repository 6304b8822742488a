//! What stands in a text that is to be a token: known names between other words, and what is shaped like an e-mail, an
//! address or a UUID.

use super::address::Address;
use super::known::Known;
use super::token::Kind;
use std::borrow::Cow;
use std::ops::Range;
use uuid::Uuid;

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<'t> {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    pub(super) name: Cow<'t, str>,
}

/// All of them in the order of the text, none over another: of two that overlap the earlier counts, of two that start
/// together the longer.
pub(super) fn all<'t>(text: &'t str, known: &'t Known) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    if text.contains('@') || text.contains("%40") {
        e_mails(text, &mut found);
    }
    addresses_and_uuids(text, &mut found);
    for (start, end, kind, name) in known.within(text) {
        if is_word(text, start, end) {
            found.push(Found {
                range: start..end,
                kind,
                name: name.into(),
            });
        }
    }
    found.sort_by(|a, b| {
        let key = |found: &Found<'_>| (found.range.start, std::cmp::Reverse(found.range.end));
        key(a).cmp(&key(b))
    });
    let mut done = 0;
    found.retain(|one| {
        let free = one.range.start >= done;
        if free {
            done = one.range.end;
        }
        free
    });
    found
}

/// Whether neither a letter nor a digit goes on before or behind.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let (Some(before), Some(behind)) = (text.get(..start), text.get(end..)) else {
        return false;
    };
    apart(before.chars().next_back()) && apart(behind.chars().next())
}

/// `local@domain`, where the last label of the domain is of letters, as in no number of a version. In an address of the web
/// the sign between them is `%40`.
fn e_mails<'t>(text: &'t str, found: &mut Vec<Found<'t>>) {
    let local = |c: char| c.is_alphanumeric() || ".!#$&'*+-/=?^_`{|}~".contains(c);
    let domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    for sign in ["@", "%40"] {
        for (at, _) in text.match_indices(sign) {
            let (before, behind) = (&text[..at], &text[at + sign.len()..]);
            let kept = before.trim_end_matches(local);
            let local = before[kept.len()..]
                .trim_start_matches(['/', '=', '?', '&', '\'', '{', '|', '*', '.']);
            let domain = &behind[..behind.len() - behind.trim_start_matches(domain).len()];
            let domain = domain.trim_end_matches(['.', '-']);
            let last = domain.rsplit('.').next().unwrap_or_default();
            // What stands before a sign of a query or a path is no part of it.
            let local = local.rsplit(['/', '=', '?', '&']).next().unwrap_or(local);
            let named = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
            if local.is_empty() || !named {
                continue;
            }
            let start = at - local.len();
            found.push(Found {
                range: start..at + sign.len() + domain.len(),
                kind: Kind::User,
                name: match sign {
                    "@" => text[start..at + 1 + domain.len()].into(),
                    _ => format!("{local}@{domain}").into(),
                },
            });
        }
    }
}

/// Runs of the characters that these are made of, read as what they may be.
fn addresses_and_uuids<'t>(text: &'t str, found: &mut Vec<Found<'t>>) {
    let of_run = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '-' | '/');
    let mut rest = 0;
    while let Some(start) = text[rest..].find(of_run).map(|at| rest + at) {
        let len = text[start..]
            .find(|c| !of_run(c))
            .unwrap_or(text.len() - start);
        let run = &text[start..start + len];
        rest = start + len;
        if run.len() >= 2 && run.contains(['.', ':', '-']) {
            in_run(run, start, text, found);
        }
    }
}

fn in_run<'t>(run: &'t str, start: usize, text: &str, found: &mut Vec<Found<'t>>) {
    const UUID: usize = 36;
    let mut add = |at: Range<usize>, kind: Kind| {
        let name = &run[at.clone()];
        found.push(Found {
            range: start + at.start..start + at.end,
            kind,
            name: name.into(),
        });
    };
    let mut at = 0;
    while at + UUID <= run.len() {
        let candidate = &run[at..at + UUID];
        let end = start + at + UUID;
        if candidate.as_bytes()[8] == b'-'
            && Uuid::try_parse(candidate).is_ok()
            && is_word(text, start + at, end)
        {
            add(at..at + UUID, Kind::Id);
            at += UUID;
        } else {
            at += 1;
        }
    }
    // An address may stand before a port, behind a label, or at the end of a sentence; a network has its length behind it.
    let mut from = 0;
    for piece in run
        .split_inclusive(['-'])
        .flat_map(|piece| piece.split_inclusive('/'))
    {
        let bare = piece.trim_end_matches(['/', '-']);
        let place = from;
        from += piece.len();
        let trimmed = bare
            .trim_matches(|c| c == '.' || c == '-')
            .trim_end_matches(':');
        let trimmed = match trimmed.strip_prefix(':') {
            Some(inner) if !inner.starts_with(':') => inner,
            _ => trimmed,
        };
        let inside = place + bare.find(trimmed).unwrap_or_default();
        let host = [
            Some(trimmed),
            trimmed.rsplit_once(':').map(|(host, _)| host),
        ];
        let host = host.into_iter().flatten().find(|host| {
            let sound = matches!(Address::parse(host), Some(Address::Host { .. }));
            sound && is_word(text, start + inside, start + inside + host.len())
        });
        let Some(host) = host else { continue };
        let end = inside + host.len();
        let length = run[end..].strip_prefix('/').map(|rest| {
            let digits = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            end + 1 + digits
        });
        let network = length.filter(|end| Address::parse(&run[inside..*end]).is_some());
        add(inside..network.unwrap_or(end), Kind::Host);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, String)> {
        let known = Known::default();
        let found = all(text, &known).into_iter();
        found.map(|one| (one.kind, one.name.into_owned())).collect()
    }

    #[test]
    fn what_is_shaped_like_an_e_mail_is_found_in_any_text() {
        for (text, want) in [
            ("ann@acme.example", &["ann@acme.example"][..]),
            (
                "by <Ann.O'Neil+x@Acme.Example>.",
                &["Ann.O'Neil+x@Acme.Example"],
            ),
            ("mailto:a@b.cd?cc=e@f.gh", &["a@b.cd", "e@f.gh"]),
            (
                "https://x/?user=ann%40acme.example&y",
                &["ann@acme.example"],
            ),
            (
                "jürgen@straße.example,b@c.de",
                &["jürgen@straße.example", "b@c.de"],
            ),
            ("node@10.1.2 @home a@ x@y", &[]),
        ] {
            let want: Vec<_> = want
                .iter()
                .map(|name| (Kind::User, (*name).to_owned()))
                .collect();
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_shaped_like_an_address_or_a_uuid_is_found_in_any_text() {
        let uuid = "01234567-89ab-cdef-0123-456789abcdef";
        let cases = [
            ("203.0.113.7", vec![(Kind::Host, "203.0.113.7")]),
            (
                "from 203.0.113.7:443, then 203.0.113.8.",
                vec![(Kind::Host, "203.0.113.7"), (Kind::Host, "203.0.113.8")],
            ),
            ("203.0.113.0/24", vec![(Kind::Host, "203.0.113.0/24")]),
            (
                "203.0.113.1-203.0.113.9",
                vec![(Kind::Host, "203.0.113.1"), (Kind::Host, "203.0.113.9")],
            ),
            ("[2001:db8::1]:443", vec![(Kind::Host, "2001:db8::1")]),
            ("http://203.0.113.7/a/b", vec![(Kind::Host, "203.0.113.7")]),
            ("2018-05-03T12:00:00.123Z 12:30:45 1.2.3 v1.2.3.4", vec![]),
            ("0123456789012345678901234567890123456789", vec![]),
        ];
        for (text, want) in cases {
            let want: Vec<_> = want
                .into_iter()
                .map(|(kind, name)| (kind, name.to_owned()))
                .collect();
            assert_eq!(found(text), want, "{text}");
        }
        let id = vec![(Kind::Id, uuid.to_owned())];
        for text in [
            uuid.to_owned(),
            format!("/apps/{uuid}/x"),
            format!("id={uuid};"),
        ] {
            assert_eq!(found(&text), id, "{text}");
        }
    }
}
