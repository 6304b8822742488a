//! Whether a folder is complete and valid as RFC 8493 has it, and of the kind that this program makes.

use super::bagit::{BAGIT, OUR_TAGS, TAG_MANIFEST};
use super::files::{below, read_limited, sum_of};
use super::found::Findings;
use super::line::{LONGEST_LINE, LONGEST_MANIFEST, Line, Listed, MOST_LINES, is_same};
use super::tree::Tree;
use super::{Code, MANIFEST};
use crate::output::Sum;
use crate::sync::{each, with_threads};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

/// Longest `bag-info.txt` or `bagit.txt`.
const LONGEST_TAG: u64 = 1 << 20;
/// Longest `data/manifest.json`; it has less than a kilobyte an archive.
const LONGEST_ACCOUNT: u64 = 32 << 20;
/// The manifest of the payload.
const PAYLOAD_MANIFEST: &str = "manifest-sha256.txt";
/// Digits of a digest that tell it from another in a sentence.
const DIGITS: usize = 16;
/// What may lie beside the tag manifest: a signature and a time stamp of it.
const BESIDE: [&str; 2] = [".sig", ".tsr"];

/// What was found out about a pack.
#[derive(Debug, Default)]
pub struct Checked {
    /// What does not hold.
    pub findings: Findings,
    /// Its own account of itself, as it stands there.
    pub manifest: Option<Vec<u8>>,
    /// Every regular file that is listed and there.
    pub files: BTreeMap<String, Sum>,
    /// What the pack says is the digest of the tag manifest of the pack before.
    pub previous: Option<String>,
}

impl Checked {
    /// The digest of the tag manifest.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        let sum = self.files.get(TAG_MANIFEST)?;
        Some(&sum.sha256)
    }
}

/// Checks a folder that may come from anyone, with so many threads.
///
/// # Errors
/// What the system said where something cannot be read.
pub fn checked(root: &Path, threads: usize) -> io::Result<Checked> {
    let mut out = Checked::default();
    let found = &mut out.findings;
    if !fs::metadata(root)?.is_dir() {
        found.add(
            Code::V09,
            None,
            "it is a file, but an evidence pack is a folder",
        );
        return Ok(out);
    }
    // What must not be in a pack says nothing of a folder that is none.
    let mut inside = Findings::default();
    let tree = Tree::walk(root, &mut inside)?;
    if let Some(what) = no_pack(&tree) {
        found.add(Code::V09, None, what);
        return Ok(out);
    }
    found.append(inside);
    if tree.files.contains_key("fetch.txt") {
        let what = "a pack contains all its files and refers to none elsewhere; fetch.txt does";
        found.add(Code::V05, Some("fetch.txt"), what);
    }
    let tags = listed(root, &tree, TAG_MANIFEST, found)?;
    let payload = listed(root, &tree, PAYLOAD_MANIFEST, found)?;
    let (there, missing): (Vec<_>, Vec<_>) = payload
        .iter()
        .chain(&tags)
        .partition(|(name, _)| tree.files.contains_key(*name));
    for (name, _) in missing {
        found.add(
            Code::V01,
            Some(name),
            "a manifest lists it, but it is missing",
        );
    }
    let names: Vec<&str> = there.iter().map(|(name, _)| name.as_str()).collect();
    let sum = |name: &&str| sum_of(&below(root, name));
    let sums = with_threads(threads, || each(&names, &sum));
    let sums: Vec<Sum> = sums.into_iter().collect::<io::Result<_>>()?;
    for ((name, digest), sum) in there.into_iter().zip(sums) {
        if !is_same(&sum, digest) {
            let code = match payload.contains_key(name) {
                true => Code::V02,
                false => Code::V04,
            };
            let (is, listed) = (&sum.sha256[..DIGITS], &digest[..DIGITS]);
            let what = format!("its SHA-256 is {is}…, but the manifest lists {listed}…");
            found.add(code, Some(name), what);
        }
        out.files.insert(name.clone(), sum);
    }
    if tree.files.contains_key(TAG_MANIFEST) {
        let sum = sum_of(&below(root, TAG_MANIFEST))?;
        out.files.insert(TAG_MANIFEST.to_owned(), sum);
    }
    unlisted(&tree, &tags, &payload, found);
    for name in tags
        .keys()
        .filter(|name| !OUR_TAGS.contains(&name.as_str()))
    {
        found.add(
            Code::V09,
            Some(name),
            "it is not one of the tag files of a pack",
        );
    }
    out.previous = tag_files(root, &tree, found)?;
    if tree.files.contains_key(MANIFEST) {
        out.manifest = match read_limited(&below(root, MANIFEST), LONGEST_ACCOUNT) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                found.add(Code::V09, Some(MANIFEST), error.to_string());
                None
            }
            Err(error) => return Err(error),
        };
    } else if !payload.contains_key(MANIFEST) {
        found.add(
            Code::V09,
            Some(MANIFEST),
            "every pack contains it, but it is missing",
        );
    }
    Ok(out)
}

/// Why a folder is no pack at all, not even a damaged one: nothing in it is what only a pack has.
fn no_pack(tree: &Tree) -> Option<String> {
    let of_pack = [TAG_MANIFEST, PAYLOAD_MANIFEST, MANIFEST];
    if of_pack.iter().any(|name| tree.files.contains_key(*name)) {
        return None;
    }
    let [tags, payload, account] = of_pack;
    let what =
        format!("it is not an evidence pack: it contains none of {tags}, {payload} and {account}");
    let below = format!("/{TAG_MANIFEST}");
    let inner = tree.files.keys();
    let mut inner = inner.filter_map(|name| name.strip_suffix(&below));
    Some(match (inner.next(), inner.next()) {
        (None, _) => format!("{what}; give the folder that trailproof seal wrote"),
        (Some(one), None) => format!("{what}; its subfolder {one} may be one: give that folder"),
        (Some(one), Some(_)) => {
            format!("{what}; its subfolder {one} and others may be packs: give those folders")
        }
    })
}

/// Files and folders that nothing vouches for.
fn unlisted(tree: &Tree, tags: &Listed, payload: &Listed, found: &mut Findings) {
    for name in tree.files.keys() {
        let of_payload = name.starts_with("data/");
        let is_listed = if of_payload { payload } else { tags }.contains_key(name);
        let beside = name.strip_prefix(TAG_MANIFEST);
        let beside = beside.is_some_and(|end| end.is_empty() || BESIDE.contains(&end));
        if !is_listed && !beside {
            found.add(Code::V03, Some(name), "no manifest lists it");
        }
    }
    for name in tree.empty_folders() {
        found.add(Code::V03, Some(name), "the folder is empty");
    }
}

/// What `bagit.txt` and `bag-info.txt` say; gives the digest of the tag manifest before.
fn tag_files(root: &Path, tree: &Tree, found: &mut Findings) -> io::Result<Option<String>> {
    if tree.files.contains_key("bagit.txt")
        && short(root, "bagit.txt", found)?.is_some_and(|text| text != BAGIT)
    {
        let what = "it must state BagIt-Version: 1.0 and Tag-File-Character-Encoding: UTF-8, and nothing else";
        found.add(Code::V09, Some("bagit.txt"), what);
    }
    const INFO: &str = "bag-info.txt";
    if !tree.files.contains_key(INFO) {
        return Ok(None);
    }
    let Some(info) = short(root, INFO, found)? else {
        return Ok(None);
    };
    let values = |label: &str| {
        let label = format!("{label}: ");
        let of_label = |line: &str| Some(line.strip_prefix(&label)?.trim().to_owned());
        info.lines().filter_map(of_label).collect::<Vec<_>>()
    };
    let payload = tree
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("data/"));
    let (mut bytes, mut files) = (0_u64, 0_u64);
    for (_, size) in payload {
        (bytes, files) = (bytes.saturating_add(*size), files + 1);
    }
    let is = format!("{bytes}.{files}");
    let said = values("Payload-Oxum");
    if said != [is.as_str()] {
        let said = said.join(", ");
        let what = format!("Payload-Oxum is `{said}`, but the pack has {is}");
        found.add(Code::V10, Some(INFO), what);
    }
    let mut previous = values("Previous-Tagmanifest-SHA256");
    if previous.len() > 1 {
        let what = "it has more than one Previous-Tagmanifest-SHA256";
        found.add(Code::V09, Some(INFO), what);
    }
    let is_digest =
        |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !previous.iter().all(is_digest) {
        let what = "its Previous-Tagmanifest-SHA256 is not a SHA-256";
        found.add(Code::V09, Some(INFO), what);
    }
    Ok(previous.pop())
}

/// A short text.
fn short(root: &Path, name: &str, found: &mut Findings) -> io::Result<Option<String>> {
    match read_limited(&below(root, name), LONGEST_TAG) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            found.add(Code::V09, Some(name), error.to_string());
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The files that a manifest lists, those of unsafe paths left out.
fn listed(root: &Path, tree: &Tree, name: &str, found: &mut Findings) -> io::Result<Listed> {
    let mut files = Listed::new();
    match tree.files.get(name) {
        None => {
            let what = "every pack contains it, but it is missing";
            found.add(Code::V01, Some(name), what);
            return Ok(files);
        }
        Some(size) if *size > LONGEST_MANIFEST => {
            let what = format!(
                "it is longer than {LONGEST_MANIFEST} bytes, the most that a manifest may have"
            );
            found.add(Code::V09, Some(name), what);
            return Ok(files);
        }
        Some(_) => {}
    }
    let mut input = BufReader::new(File::open(below(root, name))?);
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let most = LONGEST_LINE as u64;
        if (&mut input).take(most).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if number > MOST_LINES {
            let what =
                format!("it has more than {MOST_LINES} lines, the most that a manifest may have");
            found.add(Code::V09, Some(name), what);
            break;
        }
        let is_whole = bytes.pop_if(|last| *last == b'\n').is_some();
        let has_return = bytes.pop_if(|last| *last == b'\r').is_some();
        if has_return {
            let what = format!("line {number} ends in CR LF, but must end in LF");
            found.add(Code::V09, Some(name), what);
        }
        let text = std::str::from_utf8(&bytes).ok().filter(|_| is_whole);
        match text.map_or(Line::Malformed, Line::read) {
            Line::Malformed => {
                let what = format!("line {number} is not a SHA-256, two spaces and a path");
                found.add(Code::V09, Some(name), what);
                if !is_whole {
                    break;
                }
            }
            Line::Unsafe(path) => {
                let what = format!("line {number}: `{path}` is not a path that a pack may contain");
                found.add(Code::V05, Some(name), what);
            }
            Line::File(_, path) if path.starts_with("data/") != (name == PAYLOAD_MANIFEST) => {
                let what = format!("line {number}: `{path}` belongs in the other manifest");
                found.add(Code::V05, Some(name), what);
            }
            Line::File(digest, path) => {
                if files.insert(path.to_owned(), digest.to_owned()).is_some() {
                    let what = format!("line {number} lists `{path}` a second time");
                    found.add(Code::V09, Some(name), what);
                }
            }
        }
    }
    Ok(files)
}
