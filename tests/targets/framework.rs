//! A framework of the user's own. It is understood, or refused with a sentence; what was understood counts any events.

use std::collections::BTreeSet;
use trailproof::internals::compliance::controls;
use trailproof::internals::framework::{Framework, Reader};

/// What an archive may have for the name of an event.
const PROBES: [&str; 8] = [
    "",
    ".",
    "collaborator.create",
    "app.destroy",
    "App.Destroy",
    "addon.attach.x",
    "\u{0}*?[{",
    "\u{202e}\u{1b}[31m.create",
];

/// The text of a framework file.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut reader = Reader::default();
    let framework = match reader.read(text) {
        Ok(framework) => framework,
        Err(refused) => return assert!(!refused.trim().is_empty()),
    };
    // What one reader has understood before changes nothing.
    let again = reader.read(text).expect("understood before");
    let names: Vec<(&str, u64)> = PROBES
        .iter()
        .zip(1..)
        .map(|(name, count)| (*name, count))
        .collect();
    let view = controls(std::slice::from_ref(&framework), &names);
    let second = controls(std::slice::from_ref(&again), &names);
    assert_eq!(format!("{view:?}"), format!("{second:?}"));
    assert_eq!(view.controls.len(), framework.controls.len());
    assert_eq!(view.not_evidenced.len(), framework.not_evidenced.len());
    assert!(view.controls.len() + view.not_evidenced.len() > 0);
    let most: u64 = names.iter().map(|(_, count)| count).sum();
    let mut ids = BTreeSet::new();
    for row in &view.controls {
        assert!(row.events <= most, "an event counts once for a control");
        let parts = row.evidence.iter().map(|one| one.count);
        assert_eq!(row.events, parts.sum::<u64>());
        assert!(
            ids.insert(row.id.to_ascii_lowercase()),
            "an id is there once"
        );
        let control = framework.control(&row.id).expect("a control");
        assert!(!control.evidence.is_empty());
    }
    for row in &view.not_evidenced {
        assert!(
            ids.insert(row.id.to_ascii_lowercase()),
            "an id is there once"
        );
        assert!(framework.has(&row.id) && !row.why.trim().is_empty());
    }
    assert!(Framework::names().count() > 0);
}
