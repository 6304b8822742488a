//! P01: something shaped like a credential.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "A string looks like a credential: a Heroku, AWS, GitHub, Slack, Stripe or Google key, a private key, a JSON web token, or a password in a URL. Neither the value nor a hash of it is repeated.",
        why: "Archives are handed to third parties, and a credential that still works is an incident of its own.",
        example: "postgres://user:•••@host/db in /data/config/DATABASE_URL",
        act: "Revoke the credential first, then decide with the auditor whether the archive can be handed over as it is.",
    },
    reads: Reads::Document,
    check: Check::Text,
    ..Rule::new(Code::P01)
};
