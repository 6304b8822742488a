//! S06: id is not a UUID.

use super::{Check, Page, Reads, Rule};
use crate::finding::Code;

pub(super) const RULE: Rule = Rule {
    page: Page {
        meaning: "The `id` of an event, or of its actor, app, owner, enterprise account or team, is not a UUID. Ids inside `data` are not checked, because its shape is undocumented.",
        why: "Ids link events to people and apps across months. An event with an invented or truncated id cannot be linked.",
        example: "\"actor\":{\"id\":\"42\",\"email\":\"ann@acme.example\"}",
        act: "Export the archive again. If the service itself writes it like that, report it there.",
    },
    reads: Reads::Records,
    check: Check::Text,
    ..Rule::new(Code::S06)
};

/// A UUID in its one canonical form, upper or lower case.
#[inline]
pub(in crate::validate) fn is_uuid(text: &[u8]) -> bool {
    let Ok(text) = <&[u8; 36]>::try_from(text) else {
        return false;
    };
    let dashes = [8, 13, 18, 23];
    let dashed = dashes.iter().all(|at| text[*at] == b'-');
    let digits = text.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
    dashed && digits == 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_canonical() {
        assert!(is_uuid(b"01234567-89ab-cdef-0123-456789ABCDEF"));
        for text in [
            "0123456789abcdef0123456789abcdef",
            "{1234567-89ab-cdef-0123-456789abcde}",
            "01234567-89ab-cdef-0123-456789abcdeg",
            "0123456789-ab-cdef-0123-456789abcdef",
            "",
        ] {
            assert!(!is_uuid(text.as_bytes()), "{text}");
        }
    }
}
