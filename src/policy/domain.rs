//! Domains of e-mail addresses, in the one form in which two of them can be compared.

/// The domain that a policy names: lower case, without Unicode (`xn--…`).
pub(super) fn named(text: &str) -> Option<String> {
    idna::domain_to_ascii_strict(text).ok()
}

/// The domain of an e-mail address. One that no name system has is left in lower case, so it is none that a policy
/// names. `None` for what is no address.
pub(super) fn of_email(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    if domain.is_empty() {
        return None;
    }
    Some(idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_lowercase()))
}

impl super::Policy {
    /// The domain of an e-mail address as the domain name system has it. `None` for what is no address.
    #[must_use]
    pub fn domain_of(email: &str) -> Option<String> {
        of_email(email)
    }
}
