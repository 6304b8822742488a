//! The policy under which the truth holds.

/// A policy file.
pub const TEXT: &str = r#"[policy]
internal_domains = ["acme.com", "bots.acme.com", "bücher.example"]
service_accounts = ["svc-*@bots.acme.com", "*@addons.heroku.com"]
protected_apps = ["*-production"]
known_networks = ["198.51.100.0/24", "10.1.0.0/16"]
working_hours = { tz = "Europe/Berlin", days = ["mon", "tue", "wed", "thu", "fri"], from = "08:00", to = "18:00", holidays = [HOLIDAYS] }
subject = ["/collaborator/email", "/user/email", "/members/0/email", "/a~1b/e~0mail"]
role = ["/role", "/collaborator/role"]
target = ["/domain/hostname", "/addon/name", "/target"]
"#;

/// The policy with the holidays of these years.
#[must_use]
pub fn text(years: std::ops::RangeInclusive<i32>) -> String {
    let days =
        years.flat_map(|year| ["05-01", "10-03", "12-25"].map(|day| format!("\"{year}-{day}\"")));
    TEXT.replace("HOLIDAYS", &days.collect::<Vec<_>>().join(", "))
}
