//! Evidence packs from outside: sealing, verifying, and everything that could be done to a pack between the two.

mod chained;
mod documented;
mod hostile;
mod others;
mod refused;
mod sealed;
mod tampered;

use crate::runner::trailproof;
use crate::samples::Folder;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Six events of one month, in one of its shapes.
const SIX: &str = "fixtures/shapes/entries.json";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
const BAGIT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const MANIFEST: &str = "manifest-sha256.txt";

/// A pack in a folder of its own.
struct Pack {
    folder: Folder,
}

impl Pack {
    /// What seal makes of these words.
    fn of(words: &[&str]) -> Self {
        let folder = Folder::new();
        let ran = trailproof(["seal", "-o", &folder.at("pack")])
            .args(words)
            .run();
        ran.code(0);
        Self { folder }
    }

    /// The pack of six events.
    fn six() -> Self {
        Self::of(&[SIX])
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("pack")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.at(name)).expect("a file of the pack")
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("text")
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.bytes(name)).expect("JSON")
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, content).expect("a file is written");
    }

    /// Every file, as paths with `/`, in order.
    fn files(&self) -> Vec<String> {
        files(&self.root())
    }

    /// Writes the manifests anew, as somebody would who knows how: all digests are right again.
    fn list_again(&self) {
        let (payload, tags): (Vec<_>, Vec<_>) = self
            .files()
            .into_iter()
            .filter(|name| name != TAG_MANIFEST && name != MANIFEST)
            .partition(|name| name.starts_with("data/"));
        let bytes: usize = payload.iter().map(|name| self.bytes(name).len()).sum();
        let info = self.text("bag-info.txt");
        let lines = info
            .lines()
            .map(|line| match line.starts_with("Payload-Oxum") {
                true => format!("Payload-Oxum: {bytes}.{}\n", payload.len()),
                false => format!("{line}\n"),
            });
        self.put("bag-info.txt", lines.collect::<String>());
        self.put(MANIFEST, self.listed(payload));
        self.list_tags_again(tags);
    }

    /// The same for the tag manifest alone.
    fn list_tags_again(&self, mut tags: Vec<String>) {
        tags.push(MANIFEST.to_owned());
        tags.sort();
        self.put(TAG_MANIFEST, self.listed(tags));
    }

    fn our_tags() -> Vec<String> {
        ["VERIFY.txt", "bag-info.txt", "bagit.txt"]
            .map(str::to_owned)
            .to_vec()
    }

    fn listed(&self, names: Vec<String>) -> String {
        let line = |name: String| format!("{}  {name}\n", sha256(&self.bytes(&name)));
        names.into_iter().map(line).collect()
    }

    /// What verify finds: codes and files.
    fn found(&self) -> Vec<(String, String)> {
        let ran = trailproof(["verify", "-f", "json"]).arg(self.root()).run();
        let code = ran.exit_code();
        assert!(code == 0 || code == 1, "{}", ran.stderr());
        let bag = &ran.json()["bags"][0];
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let findings = bag["findings"].as_array().expect("findings");
        let found = findings
            .iter()
            .map(|one| (text(&one["code"]), text(&one["file"])));
        let found: Vec<_> = found.collect();
        assert_eq!(found.is_empty(), code == 0);
        assert_eq!(bag["valid"].as_bool(), Some(code == 0));
        found
    }

    /// Whether verify finds that code on that file.
    #[track_caller]
    fn has(&self, code: &str, file: &str) {
        let found = self.found();
        let wanted = (code.to_owned(), file.to_owned());
        assert!(found.contains(&wanted), "{code} {file} in {found:?}");
    }
}

fn files(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            if entry.file_type().expect("a kind").is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path();
                let inside = path.strip_prefix(root).expect("inside");
                found.push(inside.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

/// Every file with its content.
fn contents(root: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(root.join(&name)).expect("a file");
        (name, bytes)
    };
    files(root).into_iter().map(read).collect()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
