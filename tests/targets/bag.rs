//! An evidence pack from anyone, one of its files any bytes: it is checked to its end, a file that is not the one that
//! was sealed is told, and what is taken for a file of the pack lies in it.

use std::fs;
use std::path::Path;
use trailproof::internals::pack::{BAGIT, Checked, Code, Comparing, checked};
use trailproof::internals::sample::sha256;

/// Files of a pack that is sound, but for its manifests.
const FILES: [(&str, &str); 5] = [
    ("VERIFY.txt", "how\n"),
    (
        "bag-info.txt",
        "Bag-Group-Identifier: acme\nPayload-Oxum: 17.2\n",
    ),
    ("bagit.txt", BAGIT),
    ("data/archives/a.json", "{\"entries\":[]}\n"),
    ("data/manifest.json", "{}"),
];
const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

/// The first byte says which file is replaced, whether it is listed again, and whether something is added to it rather;
/// the rest is the file.
pub fn check(data: &[u8]) {
    let Some((&how, content)) = data.split_first() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut files: Vec<(String, Vec<u8>)> = FILES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let manifest = listed(&files, |name| name.starts_with("data/"));
    files.push((MANIFEST.to_owned(), manifest));
    let tags = listed(&files, |name| !name.starts_with("data/"));
    files.push((TAG_MANIFEST.to_owned(), tags));
    for (name, bytes) in &files {
        put(root, name, bytes);
    }
    let sound = looked_at(root);
    assert!(sound.findings.is_empty(), "the pack is sound");
    let nth = usize::from(how & 7) % files.len();
    let (name, was) = files[nth].clone();
    let now = match how & 8 {
        0 => content.to_vec(),
        _ => [&was, content].concat(),
    };
    put(root, &name, &now);
    files[nth].1.clone_from(&now);
    let list_again = how & 16 != 0 && name != TAG_MANIFEST;
    if list_again {
        if name != MANIFEST {
            files[5].1 = listed(&files, |name| name.starts_with("data/"));
            put(root, MANIFEST, &files[5].1);
        }
        let tags = listed(&files[..6], |name| !name.starts_with("data/"));
        put(root, TAG_MANIFEST, &tags);
    }
    let found = looked_at(root);
    if now == was {
        assert!(found.findings.is_empty(), "nothing was changed");
    } else if !list_again && name != TAG_MANIFEST {
        let code = match name.starts_with("data/") {
            true => Code::V02,
            false => Code::V04,
        };
        assert!(found.findings.has(code), "{name} was changed");
    }
    for name in found.files.keys() {
        let path = root.join(name).canonicalize().expect("it is there");
        let home = root.canonicalize().expect("a folder");
        assert!(path.starts_with(home), "{name} lies in the pack");
    }
    let mut comparing = Comparing::new(Some(Box::new(std::io::Cursor::new(was.clone()))));
    std::io::Write::write_all(&mut comparing, &now).expect("it takes everything");
    let first = was.iter().zip(&now).take_while(|(a, b)| a == b).count() as u64;
    let want = (was != now).then_some(first);
    assert_eq!(comparing.differs().expect("compared"), want);
}

/// Looked at twice, a pack is found to be the same.
fn looked_at(root: &Path) -> Checked {
    let one = checked(root, 1).expect("everything can be read");
    let other = checked(root, 2).expect("everything can be read");
    assert_eq!(one.findings.clone().finish(), other.findings.finish());
    one
}

fn listed(files: &[(String, Vec<u8>)], is: impl Fn(&str) -> bool) -> Vec<u8> {
    let own = files.iter().filter(|(name, _)| is(name));
    let line = |(name, bytes): &(String, Vec<u8>)| format!("{}  {name}\n", sha256(bytes));
    own.map(line).collect::<String>().into_bytes()
}

fn put(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, bytes).expect("a file");
}
