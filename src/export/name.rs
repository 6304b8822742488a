//! What the service's own client calls an archive.

use crate::event::Month;

/// `enterprise-audit-log-<account>-<YYYY><MM>.<extension>`; `None` where the account is no word that
/// can safely stand in the name of a file.
#[must_use]
pub fn file_name(account: &str, month: Month, extension: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if account.is_empty() || account.len() > 128 || !account.chars().all(plain) {
        return None;
    }
    Some(format!(
        "enterprise-audit-log-{account}-{:04}{:02}.{extension}",
        month.year, month.month
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_cannot_lead_out_of_the_folder() {
        let month = Month {
            year: 2018,
            month: 5,
        };
        let name = |account| file_name(account, month, "json.gz");
        assert_eq!(
            name("acme-corp").as_deref(),
            Some("enterprise-audit-log-acme-corp-201805.json.gz")
        );
        for account in ["", "../../etc/x", "a/b", "a\\b", "a\u{0}b", "a b", "é"] {
            assert_eq!(name(account), None, "{account}");
        }
    }
}
