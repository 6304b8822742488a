//! What can be wrong with an evidence pack: codes, and what each means.

use crate::view::validation::RuleView;

/// A code of `trailproof verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A file is missing.
    V01,
    /// A file was changed.
    V02,
    /// A file is not listed.
    V03,
    /// A tag file was changed.
    V04,
    /// A path is unsafe, or a link.
    V05,
    /// A derived output differs.
    V06,
    /// The chain is broken.
    V07,
    /// A month is missing in the chain.
    V08,
    /// Not a pack.
    V09,
    /// Payload-Oxum is wrong.
    V10,
}

impl Code {
    /// All codes, in order.
    pub const ALL: [Self; 10] = [
        Self::V01,
        Self::V02,
        Self::V03,
        Self::V04,
        Self::V05,
        Self::V06,
        Self::V07,
        Self::V08,
        Self::V09,
        Self::V10,
    ];

    /// The code of that name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let same = |code: &Self| code.as_str().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(same)
    }

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V01 => "V01",
            Self::V02 => "V02",
            Self::V03 => "V03",
            Self::V04 => "V04",
            Self::V05 => "V05",
            Self::V06 => "V06",
            Self::V07 => "V07",
            Self::V08 => "V08",
            Self::V09 => "V09",
            Self::V10 => "V10",
        }
    }

    /// What it means, and what to do.
    #[must_use]
    pub const fn page(self) -> RuleView {
        let (title, [meaning, why, example, act]) = match self {
            Self::V01 => (
                "file missing",
                [
                    "A manifest lists a file that is not in the pack.",
                    "The pack is not as it was sealed, and the missing file may be the one that matters.",
                    "data/archives/enterprise-audit-log-acme-201805.json.gz: a manifest lists it, but it is missing",
                    "Ask the sender for the pack again; do not rely on the rest of this copy.",
                ],
            ),
            Self::V02 => (
                "file changed",
                [
                    "A file below data/ does not have the digest that manifest-sha256.txt lists for it.",
                    "The file is not the one that was sealed: it was edited, replaced or damaged in transit.",
                    "data/report.html: its SHA-256 is 9f86d0…, but the manifest lists 2c26b4…",
                    "Ask for the pack again. If the sender's copy has the digest that the manifest lists, this copy was altered in transit.",
                ],
            ),
            Self::V03 => (
                "file not listed",
                [
                    "The pack contains a file or an empty folder that no manifest lists.",
                    "It was not part of the pack when it was sealed, and a signature over the tag manifest does not cover it.",
                    "data/notes.txt: no manifest lists it",
                    "Remove it from the folder. A signature and a time stamp belong beside the tag manifest, as tagmanifest-sha256.txt.sig and .tsr.",
                ],
            ),
            Self::V04 => (
                "tag file changed",
                [
                    "A file beside data/ does not have the digest that tagmanifest-sha256.txt lists for it.",
                    "Tag files state what the pack contains and which pack it is chained to. This one, or the tag manifest, was changed after sealing.",
                    "bag-info.txt: its SHA-256 is 9f86d0…, but the manifest lists 2c26b4…",
                    "Ask for the pack again, and compare the tag manifest with the one that was signed.",
                ],
            ),
            Self::V05 => (
                "unsafe path or link",
                [
                    "A path leads out of the pack or is not in the form that packs use, a file is a link or a device, or fetch.txt refers to files elsewhere.",
                    "Programs that unpack or verify could be made to read or write other files. `trailproof seal` never writes such a pack.",
                    "manifest-sha256.txt, line 3: `../../etc/passwd`",
                    "Do not open the pack with other programs. Ask the sender how it was made.",
                ],
            ),
            Self::V06 => (
                "derived output differs",
                [
                    "A document that was reproduced from the archives and settings in the pack differs from the one in the pack.",
                    "The digests match, but the document does not follow from the archives: either it was edited and the manifests were rewritten, or the archives were exchanged after it was made.",
                    "data/report.json: the reproduced document differs from byte 2041",
                    "Reproduce the document (`data/manifest.json` has the command) and compare the two. Rely on the archives, not on the document.",
                ],
            ),
            Self::V07 => (
                "chain broken",
                [
                    "A pack does not name the tag manifest of the previous month's pack, or a month occurs twice.",
                    "A pack of the chain was replaced, or there are two for one month. This digest is the only link from a pack to those before it.",
                    "june-2018 names 2c26b4… as the tag manifest of the previous pack, but that of may-2018 is 9f86d0…",
                    "Find the pack whose tag manifest has that digest, or ask why the month was sealed again.",
                ],
            ),
            Self::V08 => (
                "month missing in the chain",
                [
                    "Between the months of two packs there is a month for which no pack was given.",
                    "A conclusion about a control needs evidence for every month of the period under audit.",
                    "2018-06: no pack was given for this time, between may-2018 and this pack",
                    "Give the missing pack as well, or ask for it.",
                ],
            ),
            Self::V09 => (
                "not a pack of this kind",
                [
                    "The folder is not an evidence pack as `trailproof seal` writes it, or a part of it cannot be read.",
                    "What cannot be read cannot be verified.",
                    "bagit.txt: it must state BagIt-Version: 1.0 and Tag-File-Character-Encoding: UTF-8, and nothing else",
                    "Give the folder that contains bagit.txt. If it is the right one, ask for the pack again.",
                ],
            ),
            Self::V10 => (
                "Payload-Oxum is wrong",
                [
                    "The number of files below data/, or the sum of their sizes, is not what bag-info.txt says.",
                    "This is the quickest sign that files were added, removed or cut short.",
                    "Payload-Oxum is `183402.9`, but the pack has 183102.9",
                    "See which files the other findings name, and ask for the pack again.",
                ],
            ),
        };
        RuleView {
            code: self.as_str(),
            family: "Evidence packs",
            severity: "error",
            title,
            meaning,
            why,
            example,
            act,
        }
    }
}
