//! A rule of detection of the user's own, in Sigma. It is understood, or refused with a sentence; what was understood has
//! a head, says which names of events it asks for, and is the same when it is read again.

use trailproof::internals::detection::Rules;

/// What an archive may have for the name of an event.
const PROBES: [&str; 6] = [
    "",
    ".",
    "app.destroy",
    "collaborator.create",
    "trusted_ip.update",
    "\u{0}*?[{.\u{202e}",
];

/// The text of a file with rules.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut rules = Rules::default();
    if let Err(refused) = rules.add("rule.yml", text) {
        return assert!(!refused.trim().is_empty());
    }
    for rule in rules.list() {
        assert!(!rule.head.id.trim().is_empty() && !rule.head.title.trim().is_empty());
        assert!(rules.get(&rule.head.id.to_lowercase()).is_some());
    }
    let mut again = Rules::default();
    let read = again.add("rule.yml", text);
    assert!(read.is_ok(), "what was understood once is understood again");
    for name in PROBES {
        assert_eq!(rules.marks(name), again.marks(name));
    }
    // An id stands for one rule.
    let twice = rules.add("other.yml", text);
    assert!(twice.is_err() || rules.list().is_empty());
}
