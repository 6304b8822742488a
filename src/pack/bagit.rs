//! The tag files of a pack, as text.

use crate::output::Sum;

/// `bagit.txt`.
pub const BAGIT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The one file to sign.
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

/// The tag files that the tag manifest lists, in its order.
pub const OUR_TAGS: [&str; 4] = [
    "VERIFY.txt",
    "bag-info.txt",
    "bagit.txt",
    "manifest-sha256.txt",
];

/// What `bag-info.txt` says.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// Accounts of the archives.
    pub accounts: Vec<String>,
    /// Their months, in order.
    pub months: Vec<String>,
    /// Bytes of the payload.
    pub bytes: u64,
    /// Files of the payload.
    pub files: u64,
    /// The program and its version.
    pub agent: String,
    /// SHA-256 of the tag manifest of the pack before.
    pub previous: Option<String>,
}

impl Info {
    /// The text of the file. Account names come from archives, so what could end a line does not.
    #[must_use]
    pub fn text(&self) -> String {
        let accounts = one_line(&self.accounts.join(", "));
        let accounts = if accounts.is_empty() {
            "unknown"
        } else {
            &accounts
        };
        let months = self.months.join(", ");
        let identifier = format!("{accounts} {months}");
        let mut text = format!(
            "Bag-Group-Identifier: {accounts}\nBag-Software-Agent: {}\nExternal-Identifier: {}\nPayload-Oxum: {}.{}\n",
            self.agent,
            identifier.trim_end(),
            self.bytes,
            self.files
        );
        if let Some(digest) = &self.previous {
            text += &format!("Previous-Tagmanifest-SHA256: {digest}\n");
        }
        text
    }
}

/// The text of a manifest: digest, two blanks, path. In the order of the paths.
#[must_use]
pub fn manifest(files: &mut [(String, Sum)]) -> String {
    files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let line = |(name, sum): &(String, Sum)| format!("{}  {name}\n", sum.sha256);
    files.iter().map(line).collect()
}

/// `VERIFY.txt`: how to verify the pack, with and without this program.
#[must_use]
pub fn verify_text(version: &str) -> String {
    format!(
        "How to verify this evidence pack. Run the commands in this folder.\n\
         \n\
         1. Every file is the one that was sealed (only coreutils is needed):\n\
         \n\
         sha256sum -c --strict --quiet {TAG_MANIFEST} manifest-sha256.txt\n\
         \n\
         2. The pack is from whom you expect. allowed_signers, beside this folder and not in it, is a file with the sender's\n\
         e-mail address and public key, which you received from the sender through a separate channel;\n\
         {TAG_MANIFEST}.sig is the sender's signature:\n\
         \n\
         ssh-keygen -Y verify -f ../allowed_signers -I sender@example.com -n trailproof -s {TAG_MANIFEST}.sig < {TAG_MANIFEST}\n\
         \n\
         3. The report, the verdict and the population are what the archives say (trailproof {version}):\n\
         \n\
         trailproof verify .\n"
    )
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}").trim().to_owned()
}
