//! A policy and a framework of the user's own. Each is understood, or refused with a sentence; what was understood
//! answers any question that an archive can put.

use trailproof::internals::compliance::controls;
use trailproof::internals::event::Timestamp;
use trailproof::internals::framework::{Framework, Reader};
use trailproof::internals::policy::{Kind, Policy};

/// What an archive may have for an e-mail, an app or an event.
const PROBES: [&str; 11] = [
    "",
    "@",
    "ann@acme.com",
    "svc-deploy@bots.acme.com",
    "a@\u{fc}\u{308}.\u{200d}\u{202e}",
    "a@xn--a.xn--\u{e9}",
    "web-production",
    "collaborator.create",
    "app.destroy",
    "\u{0}*?[{",
    "addon.attach.x",
];

/// The first byte says what the rest is.
pub fn check(data: &[u8]) {
    let Some((&what, rest)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    match what % 2 {
        0 => policy(text),
        _ => framework(text),
    }
}

fn policy(text: &str) {
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

fn framework(text: &str) {
    let framework = match Reader::default().read(text) {
        Ok(framework) => framework,
        Err(refused) => return assert!(!refused.trim().is_empty()),
    };
    let names: Vec<(&str, u64)> = PROBES
        .iter()
        .zip(1..)
        .map(|(name, count)| (*name, count))
        .collect();
    let view = controls(std::slice::from_ref(&framework), &names);
    assert_eq!(view.controls.len(), framework.controls.len());
    assert_eq!(view.not_evidenced.len(), framework.not_evidenced.len());
    let most: u64 = names.iter().map(|(_, count)| count).sum();
    for row in &view.controls {
        assert!(row.events <= most, "an event counts once for a control");
        assert_eq!(
            row.events,
            row.evidence.iter().map(|one| one.count).sum::<u64>()
        );
        assert!(framework.control(&row.id).is_some());
    }
    assert!(Framework::names().count() > 0);
}
