//! P01: something shaped like a credential.

use super::{Check, Page, Reads, Rule, Run};
use crate::finding::{Code, Finding};
use crate::validate::checked::Checked;
use crate::validate::privacy::{self, Credential};

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A string looks like a credential: a Heroku, AWS, GitHub, Slack, Stripe or Google key, a private key, a JSON web token, or a password in a URL. Neither the value nor a hash of it is repeated.",
        why: "Archives are handed to third parties, and disclosing a credential that still works is an incident in itself.",
        example: "postgres://user:•••@host/db in /data/config/DATABASE_URL",
        act: "Revoke the credential first, then decide with the auditor whether the archive can be handed over as it is.",
    },
    reads: Reads::Document,
    check: Check::TextAndArchive(name),
    ..Rule::new(Code::P01)
};

/// What is said of a credential: never the value, nor anything made from it.
pub(in crate::validate) fn message(credential: &Credential) -> String {
    let Credential { kind, place } = credential;
    format!(
        "looks like {kind}, {} bytes long; it is not repeated here",
        place.len()
    )
}

/// The name of the file.
fn name(_: &Run<'_>, archive: &mut Checked<'_>) {
    if let Some(credential) = privacy::find(archive.archive.path.as_bytes()) {
        let message = format!("the name of the file {}", message(&credential));
        archive.say(Finding::new(Code::P01, message));
    }
}
