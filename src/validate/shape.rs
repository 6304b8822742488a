//! S: what single values of an event must look like. One small function a rule; the walk through a
//! record knows where to ask which.

use crate::catalog::Catalog;
use crate::finding::Severity;
use std::net::{IpAddr, Ipv4Addr};

/// S06: a UUID in its one canonical form, upper or lower case.
#[inline]
#[must_use]
pub fn is_uuid(text: &[u8]) -> bool {
    let Ok(text) = <&[u8; 36]>::try_from(text) else {
        return false;
    };
    let dashes = [8, 13, 18, 23];
    let dashed = dashes.iter().all(|at| text[*at] == b'-');
    let digits = text.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
    dashed && digits == 32
}

/// S08: an address as RFC 5321 has it, non-ASCII letters allowed. Whether it exists is not asked.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@()<>[]:;,\\\"".contains(c);
    let dotted = |part: &str| !part.is_empty() && !part.split('.').any(str::is_empty);
    let label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_') || !c.is_ascii();
    (quoted || dotted(local) && local.chars().all(plain))
        && text.len() <= 320
        && dotted(domain)
        && domain.chars().all(|c| label(c) && plain(c))
}

/// S09: what is to be said of an address, if anything.
#[must_use]
pub fn address(text: &str) -> Option<(Severity, &'static str)> {
    match text.parse::<IpAddr>() {
        Err(_) => Some((Severity::Warning, "neither an IPv4 nor an IPv6 address")),
        Ok(IpAddr::V6(_)) => Some((
            Severity::Note,
            "an IPv6 address, where the schema of the service knows IPv4",
        )),
        Ok(IpAddr::V4(address)) if is_internal(address) => Some((
            Severity::Note,
            "a private address, which says nothing about where the request came from",
        )),
        Ok(IpAddr::V4(_)) => None,
    }
}

/// Addresses that no request from outside can have.
fn is_internal(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || (first == 100 && (64..128).contains(&second))
}

/// S10: which events the catalog knows, and which a later one does.
#[derive(Debug, Clone)]
pub struct Supported {
    catalog: Catalog,
    later: Vec<Catalog>,
}

impl Supported {
    /// Asks a catalog, and the built-in ones that were published after it.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let known = Catalog::names().position(|name| name == catalog.name);
        let later = Catalog::names()
            .skip(known.map_or(0, |at| at + 1))
            .filter_map(Catalog::built_in)
            .filter(|other| known.is_some() || other.published > catalog.published)
            .collect();
        Self {
            catalog: catalog.clone(),
            later,
        }
    }

    /// What is to be said of an event name, if anything, and with it the name if it may be quoted.
    #[must_use]
    pub fn judge(&self, event: &str, quotable: bool) -> Option<(Severity, String)> {
        if self.catalog.supports(event) {
            return None;
        }
        let own = &self.catalog.name;
        // A name is quoted only where it looks like one: anything could stand there.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let shown = if quotable && event.len() <= 64 && event.chars().all(plain) {
            event
        } else {
            "its name"
        };
        let later = self.later.iter().find(|later| later.supports(event));
        Some(match later {
            Some(later) => (
                Severity::Note,
                format!(
                    "{shown} is not in catalog {own}; catalog {} has it",
                    later.name
                ),
            ),
            None => (
                Severity::Warning,
                format!("{shown} is not in catalog {own}, nor in a later one"),
            ),
        })
    }
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
