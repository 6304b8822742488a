//! One record: accepted and refused as serde_json does, and every value that is kept is the one that
//! serde_json reads.

use super::oracle::{self, Verdict};
use chrono::{DateTime, Utc};
use serde_json::Value;
use trailproof::internals::event::{Event, Party};
use trailproof::internals::finding::Code;
use trailproof::internals::ingest::decode::record;
use trailproof::internals::json::compact::compact;
use trailproof::internals::json::{JsonFault, Scanned, Scanner, Seed, Stop, Text};

/// The first byte says where the text is cut; the rest is the text of a record.
pub fn check(data: &[u8]) {
    let Some((&cut, rest)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    one_record(text, usize::from(cut));
}

/// Holds the record that a text is against serde_json, and what is left of it when it is cut.
pub fn one_record(text: &str, cut: usize) {
    let mut scanner = scanner(text);
    let read = record(&mut scanner);
    assert!(scanner.pos <= text.len());
    let whole = read.is_ok() && scanner.peek().is_none();
    match (oracle::ask(text.as_bytes()), read) {
        (Verdict::Json(value), Ok(read)) => {
            assert!(whole, "serde_json reads on: {text}");
            match read {
                Ok(event) => same(&event, &value, text),
                Err(refusal) => assert!(refused(&value, refusal.code), "{refusal:?} for {text}"),
            }
            rewritten(text, &value);
            cut_off(text, cut);
        }
        (Verdict::Json(_), Err(stop)) => panic!("serde_json accepts, not so {stop:?}: {text}"),
        (Verdict::NotJson, Ok(_)) => assert!(!whole, "serde_json refuses: {text}"),
        (Verdict::NotJson, Err(Stop::Fault(JsonFault { at, .. }))) => assert!(at <= text.len()),
        (Verdict::NotJson, Err(Stop::Open)) | (Verdict::Beyond, _) => {}
    }
}

fn scanner(text: &str) -> Scanner<'_> {
    let mut scanner = Scanner::new(text, Seed::fixed(7));
    scanner.ended = true;
    scanner
}

/// Text that ends too early is open and no fault, wherever it was cut.
fn cut_off(text: &str, cut: usize) {
    let text = text.trim_ascii_end();
    let mut at = cut % text.len().max(1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    // Not at the end, so that a number can go on.
    let mut scanner = Scanner::new(&text[..at], Seed::fixed(7));
    let stop = record(&mut scanner).expect_err("cut off");
    assert_eq!(stop, Stop::Open, "{} of {text}", &text[..at]);
}

fn digest(text: &str) -> Scanned<u64> {
    scanner(text).value(0)
}

/// The digest is that of the value, however it is written.
fn rewritten(text: &str, value: &Value) {
    let mut short = Vec::new();
    compact(text.as_bytes(), &mut short);
    let short = String::from_utf8(short).expect("UTF-8 stays so");
    assert_eq!(
        serde_json::from_str::<Value>(&short).ok().as_ref(),
        Some(value),
        "{short}"
    );
    assert_eq!(digest(&short), digest(text), "{short}");
    if oracle::members(text.as_bytes()) == Some(oracle::members_of(value)) && !has_float(value) {
        assert_eq!(digest(&value.to_string()), digest(text), "{value}");
    }
}

/// What is not written as an integer may lose digits in serde_json, on purpose not here.
fn has_float(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(elements) => elements.iter().any(has_float),
        Value::Object(members) => members.values().any(has_float),
        _ => false,
    }
}

/// Whether a value that is no event is so for the reason given.
fn refused(value: &Value, code: Code) -> bool {
    let Value::Object(members) = value else {
        return code == Code::S02;
    };
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let all = ["id", "created_at", "type", "action"]
        .iter()
        .all(|name| text(name).is_some());
    let id = text("id").is_some_and(is_uuid);
    match code {
        Code::S03 => !all,
        Code::S06 => all && !id,
        Code::S07 => all && id && text("created_at").and_then(instant).is_none(),
        _ => false,
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// chrono's reading, where RFC 3339 and chrono agree: not a blank in place of the `T`, not a year that
/// UTC takes out of four digits.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let strict = matches!(text.as_bytes().get(10), Some(b'T' | b't'));
    let at = DateTime::parse_from_rfc3339(text)
        .ok()
        .filter(|_| strict)?
        .to_utc();
    let year = chrono::Datelike::year(&at);
    let leap = chrono::Timelike::nanosecond(&at) >= 1_000_000_000;
    let late = at.timestamp().rem_euclid(86_400) == 86_399;
    ((0..=9999).contains(&year) && (!leap || late)).then_some(at)
}

fn same(event: &Event<'_>, value: &Value, text: &str) {
    let of = |name: &str| {
        value[name]
            .as_str()
            .unwrap_or_else(|| panic!("{name} in {text}"))
    };
    let id: String = event.id.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(id, of("id").replace('-', "").to_ascii_lowercase());
    assert_eq!(
        Some(event.created_at.to_chrono()),
        instant(of("created_at")),
        "{text}"
    );
    said(Some(event.kind), value["type"].as_str());
    said(Some(event.action), value["action"].as_str());
    party(event.actor, &value["actor"], "email");
    party(event.app, &value["app"], "name");
    party(event.team, &value["team"], "name");
    party(event.account, &value["enterprise_account"], "name");
    said(event.ip_address, value["request"]["ip_address"].as_str());
}

fn party(party: Party<'_>, value: &Value, label: &str) {
    said(party.id, value["id"].as_str().filter(|id| !id.is_empty()));
    said(party.label, value[label].as_str());
}

fn said(text: Option<Text<'_>>, want: Option<&str>) {
    assert_eq!(text.map(|text| text.text().into_owned()).as_deref(), want);
    if let (Some(text), Some(want)) = (text, want) {
        assert!(text.is(want));
        assert_eq!(text.digest, Seed::fixed(7).bytes(want.as_bytes()), "{want}");
    }
}
