//! S08: e-mail is not an address.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "An `email` is not an e-mail address.",
        why: "People recognise an actor by the e-mail address. The id still identifies the actor.",
        example: "\"email\":\"ann at acme\"",
        act: "Look up the id among the members of the account and record whose it is.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S08)
};

/// An address as RFC 5321 has it, non-ASCII letters allowed. Whether it exists is not asked.
pub(in crate::validate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@').filter(|_| text.len() <= 320) else {
        return false;
    };
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@()<>[]:;,\\\"".contains(c);
    let dotted = |part: &str| !part.is_empty() && !part.split('.').any(str::is_empty);
    let label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_') || !c.is_ascii();
    (quoted || dotted(local) && local.chars().all(plain))
        && dotted(domain)
        && domain.chars().all(|c| label(c) && plain(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_are_told_from_what_is_none() {
        for email in [
            "a@b",
            "ann.lee+x@acme.example",
            "\"a b\"@c.example",
            "zoë@bücher.example",
            "o'hara@x.io",
        ] {
            assert!(is_email(email), "{email}");
        }
        for text in [
            "", "@", "a@", "@b", "a b@c", "a@b..c", ".a@b", "a@@b", "a@b c", "a@<b>", "ann",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}
