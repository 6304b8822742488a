//! The whole way of `validate` and of `report` over one file: it ends, its ledger foots, neither
//! threads nor the size of blocks change a byte of the verdict, what passes is JSON to serde_json as
//! well with as many records, and damage to a sound archive is found or harmless.

use super::oracle::{self, Verdict};
use serde_json::Value;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use trailproof::internals::aggregate::Tables;
use trailproof::internals::catalog::Catalogs;
use trailproof::internals::filter::Filter;
use trailproof::internals::ingest::limits::Limits;
use trailproof::internals::ingest::{Foreign, Source};
use trailproof::internals::pipeline::Inspection;
use trailproof::internals::reading::{Counted, Reading};
use trailproof::internals::record::Reject;
use trailproof::internals::render::{TableOptions, VerdictFormat, write_verdict};
use trailproof::internals::validate::{Asked, Identities, Inspector, Rules, verdict};
use trailproof::internals::view::validation::ValidationView;

/// Sound archives of twelve events, by shape and container.
const SOUND: [&[u8]; 8] = [
    include_bytes!("../../fixtures/shapes/entries.json"),
    include_bytes!("../../fixtures/shapes/array.json"),
    include_bytes!("../../fixtures/shapes/lines.ndjson"),
    include_bytes!("../../fixtures/shapes/pretty.json"),
    include_bytes!("../../fixtures/shapes/members-around.json"),
    include_bytes!("../../fixtures/containers/one-member.json.gz"),
    include_bytes!("../../fixtures/containers/three-members.json.gz"),
    include_bytes!("../../fixtures/shapes/lines-crlf.jsonl"),
];

/// What ends or interrupts the reading of an archive.
const READING: [&str; 7] = ["F01", "F02", "F04", "J02", "J03", "J05", "S01"];

const FORMATS: [VerdictFormat; 4] = [
    VerdictFormat::Table,
    VerdictFormat::Sarif,
    VerdictFormat::Csv,
    VerdictFormat::Markdown,
];

/// Two bytes say what to do and how long blocks are; the rest is a file, or damage to a sound one.
pub fn check(data: &[u8]) {
    let Some((&[how, block], rest)) = data.split_first_chunk::<2>() else {
        return;
    };
    let block = 16 + usize::from(block) * 6;
    if how & 1 == 0 {
        any_file(rest, block, how >> 1);
    } else {
        damaged(usize::from(how >> 1), rest, block);
    }
}

/// What `validate` says of a file.
struct Judged {
    view: ValidationView,
    rejects: Vec<(u64, u64, String)>,
}

impl Judged {
    fn json(&self) -> Vec<u8> {
        rendered(&self.view, VerdictFormat::Json)
    }

    fn is_without_error(&self) -> bool {
        self.view.summary.error == 0
    }
}

/// One thread and two say the same of the same blocks. Blocks of another size say the same of whatever
/// can be read to its end; behind a fault it is a search, which sees as far as the block goes.
fn judged(source: &Source, block: usize) -> Judged {
    let judged = judge(source, 1, block);
    same(&judged, &judge(source, 2, block));
    let whole = judge(source, 1, 1 << 18);
    let told = |view: &ValidationView| {
        let codes = view.findings.iter().map(|finding| finding.code);
        codes.filter(|code| READING.contains(code)).min()
    };
    let (blocks_told, whole_told) = (told(&judged.view), told(&whole.view));
    assert_eq!(blocks_told.is_some(), whole_told.is_some());
    if whole_told.is_none() {
        same(&judged, &whole);
    }
    whole
}

fn rendered(view: &ValidationView, format: VerdictFormat) -> Vec<u8> {
    let mut out = Vec::new();
    let rendered = write_verdict(view, format, &TableOptions::default(), &mut out);
    rendered.expect("whatever the archive holds");
    out
}

fn any_file(file: &[u8], block: usize, format: u8) {
    let folder = tempfile::tempdir().expect("a folder");
    let source = put(folder.path(), file);
    let judged = judged(&source, block);
    rendered(&judged.view, FORMATS[usize::from(format) % FORMATS.len()]);
    if is_packed(file) {
        return;
    }
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    if judged.is_without_error() {
        let records = records(text).expect("what passes is JSON");
        assert_eq!(
            judged.view.ledger.read, records,
            "as many as serde_json sees"
        );
    }
    reported(&source, text, block);
}

fn same(one: &Judged, other: &Judged) {
    let (one_json, other_json) = (one.json(), other.json());
    assert!(
        one_json == other_json,
        "{}\nis not\n{}",
        String::from_utf8_lossy(&one_json),
        String::from_utf8_lossy(&other_json)
    );
    assert_eq!(one.rejects, other.rejects);
}

/// A report has no limits here, so packed files are left to `validate`.
fn is_packed(file: &[u8]) -> bool {
    matches!(
        file,
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]
    )
}

/// Number of records in a document: elements of the array, or values one after another.
fn records(text: &[u8]) -> Option<u64> {
    let len = |entries: &Vec<Value>| entries.len() as u64;
    match oracle::ask(text) {
        Verdict::Json(Value::Array(entries)) => return Some(len(&entries)),
        Verdict::Json(Value::Object(members)) => {
            if let Some(entries) = members.get("entries").and_then(Value::as_array) {
                return Some(len(entries));
            }
        }
        _ => {}
    }
    let values = serde_json::Deserializer::from_slice(text).into_iter::<Value>();
    values
        .map(Result::ok)
        .try_fold(0, |sum, value| value.map(|_| sum + 1))
}

/// What passes a report without a fault is JSON, and what is an archive to serde_json has no fault.
fn reported(source: &Source, text: &[u8], block: usize) {
    let mut seen = Vec::new();
    for (threads, block) in [(1, 1 << 18), (2, block)] {
        let filter = Filter::default();
        let mut rejects = Vec::new();
        let mut sink = collect(&mut rejects);
        let reading = reading(source, &filter, threads, block, &mut sink);
        let outcome = reading.run(&Tables::default).expect("a run");
        foots(&outcome);
        drop(sink);
        assert_eq!(outcome.ledger.rejected, rejects.len() as u64);
        let fault = outcome.archives[0].fault.clone();
        seen.push((outcome.ledger, outcome.findings, fault, rejects));
    }
    assert_eq!(seen[0], seen[1]);
    let (ledger, _, fault, _) = &seen[0];
    let Some(fault) = fault else {
        assert_eq!(
            Some(ledger.read),
            records(text),
            "as many as serde_json sees"
        );
        return;
    };
    let sound = match oracle::ask(text) {
        Verdict::Json(Value::Array(_)) => true,
        Verdict::Json(value) => {
            let once = oracle::members(text) == Some(oracle::members_of(&value));
            once && value["entries"].is_array()
        }
        _ => false,
    };
    let sound = sound && Foreign::of(text).is_none();
    assert!(!sound, "serde_json reads an archive; here {fault}");
}

/// Three bytes a change: where, how many bytes go, what comes. A packed archive has checksums and may
/// be changed in four places.
fn damaged(which: usize, edits: &[u8], block: usize) {
    let sound = SOUND[which % SOUND.len()];
    let mut file = sound.to_vec();
    let most = if is_packed(sound) { 4 } else { 1 };
    for edit in edits.chunks_exact(7).take(most) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % file.len();
        let gone = usize::from(edit[2] & 3);
        let come = &edit[4..][..usize::from(edit[3] & 3)];
        file.splice(at..file.len().min(at + gone), come.iter().copied());
    }
    let folder = tempfile::tempdir().expect("a folder");
    let source = put(folder.path(), &file);
    let judged = judged(&source, block);
    if !judged.is_without_error() {
        return;
    }
    if is_packed(sound) && is_packed(&file) {
        assert!(
            unpacked(&file) == unpacked(sound),
            "damage that nobody tells"
        );
        return;
    }
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file);
    let found = records(text).expect("what passes is JSON");
    assert_eq!(judged.view.ledger.read, found);
    let before = unpacked(sound);
    assert_eq!(
        Some(found),
        records(&before),
        "an event is lost and nobody tells"
    );
}

fn unpacked(file: &[u8]) -> Vec<u8> {
    if !is_packed(file) {
        return file.to_vec();
    }
    let mut document = Vec::new();
    // What follows the last member ends this reader with an error; the document is whole by then.
    let _ = flate2::bufread::MultiGzDecoder::new(file).read_to_end(&mut document);
    document
}

fn put(folder: &Path, file: &[u8]) -> Source {
    let path = folder.join("a.json");
    std::fs::write(&path, file).expect("a file");
    Source {
        path: Some(path),
        shown: "a.json".to_owned(),
    }
}

type Sink<'s> = dyn FnMut(usize, &Reject) -> std::io::Result<()> + Send + 's;

fn collect<'s>(rejects: &'s mut Vec<(u64, u64, String)>) -> Box<Sink<'s>> {
    Box::new(|_, reject| {
        let raw = reject.raw.clone().unwrap_or_default();
        rejects.push((reject.index, reject.offset, raw));
        Ok(())
    })
}

fn reading<'s>(
    source: &'s Source,
    filter: &'s Filter,
    threads: usize,
    block: usize,
    sink: &'s mut Sink<'_>,
) -> Reading<'s> {
    Reading {
        threads,
        block,
        rejects: Some(Box::new(sink)),
        limits: Limits {
            decompressed: 1 << 20,
            ..Limits::default()
        },
        ..Reading::new(std::slice::from_ref(source), filter)
    }
}

fn foots<O>(outcome: &Counted<O>) {
    assert!(outcome.ledger.foots(), "{:?}", outcome.ledger);
    let events: u64 = outcome.archives.iter().map(|archive| archive.records).sum();
    assert_eq!(events, outcome.ledger.read, "{:?}", outcome.ledger);
}

fn judge(source: &Source, threads: usize, block: usize) -> Judged {
    let catalogs = Arc::new(Catalogs::auto());
    let held = Arc::clone(&catalogs);
    let rules = Rules::all();
    let inspection = Inspection {
        inspector: Box::new(move || Box::new(Inspector::new(rules, Arc::clone(&held)))),
        list: 100,
        times: true,
        twins: true,
    };
    let filter = Filter::default();
    let mut rejects = Vec::new();
    let mut sink = collect(&mut rejects);
    let reading = Reading {
        inspection: Some(inspection),
        ..reading(source, &filter, threads, block, &mut sink)
    };
    let outcome = reading.run(&|| ((), Identities::new(true))).expect("a run");
    drop(sink);
    let (mut outcome, firsts) = outcome.parted();
    foots(&outcome);
    assert_eq!(outcome.ledger.rejected, rejects.len() as u64);
    let asked = Asked {
        rules,
        ignores: &[],
        configuration: None,
        today: None,
        catalogs: &catalogs,
        listing: None,
        as_of: None,
        is_final: false,
        fail_on: "error",
        generated_at: None,
    };
    Judged {
        view: verdict(&asked, &mut outcome, &firsts),
        rejects,
    }
}
