//! A policy of the user's own. It is understood, or refused with a sentence; what was understood answers any question
//! that an archive can put.

use trailproof::internals::event::Timestamp;
use trailproof::internals::policy::{Kind, Policy};

/// What an archive may have for an e-mail or an app.
const PROBES: [&str; 8] = [
    "",
    "@",
    "ann@acme.com",
    "svc-deploy@bots.acme.com",
    "a@\u{fc}\u{308}.\u{200d}\u{202e}",
    "a@xn--a.xn--\u{e9}",
    "web-production",
    "\u{0}*?[{",
];

/// The text of a policy file.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let alone = Policy::from_toml(text);
    let among = Policy::from_settings(text);
    match (&alone, &among) {
        (Ok(alone), Ok(Some(among))) => assert_eq!(alone, among, "one table, two readings"),
        (Ok(_), other) => panic!("a policy file is no settings file: {other:?}"),
        (Err(refused), _) => assert!(!refused.trim().is_empty()),
    }
    let Ok(policy) = alone else {
        return;
    };
    for probe in PROBES {
        let external = policy.is_external(probe);
        assert!(external.is_none() || policy.internal_domains.is_some());
        let kind = policy.kind_of(Some(probe));
        assert!(kind != Kind::External || external == Some(true));
        assert_eq!(
            policy.is_protected(probe).is_some(),
            policy.protected_apps.is_some()
        );
    }
    for secs in [-62_167_219_200, -1, 0, 1_711_846_800, 253_402_300_799] {
        let at = Timestamp {
            secs,
            nanos: 1_999_999_999,
        };
        assert_eq!(
            policy.outside_hours(at).is_some(),
            policy.working_hours.is_some()
        );
    }
    for address in ["0.0.0.0", "::ffff:198.51.100.7", "::1"] {
        let known = policy.network_known(address.parse().expect("an address"));
        assert_eq!(known.is_some(), policy.known_networks.is_some());
    }
}
